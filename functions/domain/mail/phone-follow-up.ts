/** A requester whom mail does not reach: somebody telephones, and what did not arrive goes to a better address. */
import { procedureOf } from "../../../statemachines/language/registry.ts";
import type { Dossier, MailItem, TaskItem } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { sameAddress } from "../format.ts";
import { asideOpenedOn, openAside } from "../task/open-aside.ts";

/** What is wrong with mail to the requester; the address is empty where none was given. */
export type Undelivered = NonNullable<TaskItem["about"]>;

/**
 * Opens the phone task of a case. At most one is open at a time, and one that was opened since then is enough, so doing
 * it again is harmless. Procedures without such a row, and cases that are not here, are left alone.
 *
 * @param since instant from which the matter is known, ISO 8601
 */
export async function askToPhone(
  dependencies: Pick<Dependencies, "agencies" | "cases" | "clock" | "tasks">,
  caseId: string,
  about: Undelivered,
  since: string,
): Promise<void> {
  const dossier = await dependencies.cases.dossier(caseId);
  const row = dossier && asideOpenedOn(dossier, "unreachable");
  if (dossier && row) await openAside(dependencies, dossier, row, { about, since });
}

/**
 * Carries out what was answered beside the flow: a new address gets everything that did not arrive. Doing it again
 * sends nothing twice, for each mail remembers the task that sent it again.
 */
export async function followAside(
  { cases, clock, mails }: Pick<Dependencies, "cases" | "clock" | "mails">,
  { about, answer, caseId, id, procedure, version }: TaskItem,
): Promise<void> {
  const { email } = procedureOf(procedure, version).contact;
  if (!about || !email || typeof answer?.values[email] !== "string") return;
  const dossier = await cases.dossier(caseId);
  if (!dossier) return;
  const now = isoInstant(clock.now());
  for (const mail of dossier.mails) {
    const old = mail.createdAt <= answer.at && mail.resentFor !== id;
    if (old && stillMissed(dossier, mail, about)) await mails.sendAgain(mail, id, now);
  }
  await cases.clearMailProblem(caseId, about.address);
}

/** The phone task now open, or the last one; null where none was needed. */
export function lastPhoneTask(dossier: Dossier): TaskItem | null {
  const row = asideOpenedOn(dossier, "unreachable");
  return dossier.tasks.findLast((task) => task.step === row?.id) ?? null;
}

/** A mail to the requester that did not arrive, or went to the bad address; what it asked may be answered already. */
function stillMissed(dossier: Dossier, mail: MailItem, { address }: Undelivered): boolean {
  if (mail.to !== "requester") return false;
  const asked = mail.task && dossier.tasks.find((task) => task.id === mail.task);
  if (asked && asked.answer) return false;
  switch (mail.state) {
    case "failed":
    case "by-hand":
      return true;
    case "withheld":
    case "too-late":
      return false;
    case "pending":
      return mail.attempts > 0;
    case "sent":
      return sameAddress(mail.deliveries?.at(-1)?.address ?? address, address);
  }
}
