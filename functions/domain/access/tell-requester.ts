/** An answer of the staff holds another e-mail address for the requester: the address of before is told, in neutral words. */
import { contactOf } from "../case/contact.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import { sameAddress } from "../format.ts";
import { addressChanged } from "../mail/letters/change.ts";
import { mailOf } from "../mail/letters/letter.ts";
import type { Dependencies } from "../ports.ts";
import { provingAddress } from "./proving-address.ts";

type Needs = Pick<Dependencies, "agencies" | "cases" | "clock" | "mails">;

/** Stores the mail, once for each answer; the sweep sends it. */
export async function tellRequesterOfAddress(dependencies: Needs, task: TaskItem): Promise<void> {
  const { agencies, cases, clock, mails } = dependencies;
  if (!task.answer || task.answer.person === "requester") return;
  // Few answers hold one: the case is read for those alone.
  if (!Object.values(task.answer.values).some((value) => typeof value === "string" && value.includes("@"))) return;
  const dossier = await cases.dossier(task.caseId);
  const given = dossier && addressIn(dossier, task);
  if (!dossier || !given) return;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const before = provingAddress(dossier, staff);
  // Where nothing arrives, nobody reads that another address is used now: therefore it was asked for.
  const unreachable = task.about?.address ?? dossier.case.mailProblem?.address ?? "";
  if (before === "" || sameAddress(before, given) || sameAddress(before, unreachable)) return;
  const now = clock.now();
  const context = { dossier, settings, staff, answer: null, to: "requester", now } as const;
  const letter = addressChanged(context, { name: task.answer.name });
  const about = { id: `address.${task.id}.requester`, letter: "address-changed", notBefore: isoInstant(now) };
  await mails.add(mailOf(context, letter, { ...about, address: before }));
}

/** The address in an answer, where letters go to it now. */
function addressIn(dossier: Dossier, { answer }: TaskItem): string | null {
  const { email } = procedureOfCase(dossier.case).contact;
  const given = email === undefined ? undefined : answer?.values[email];
  return typeof given === "string" && sameAddress(given, contactOf(dossier).email) ? given : null;
}
