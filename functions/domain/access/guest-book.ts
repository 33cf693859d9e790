/**
 * Rows that whoever came answers on site (`kiosk` in the table): at the agency's kiosk, or by a code on paper that opens this
 * row on the visitors' own phone. It proves nobody and opens nothing else of the case; the history tells which way it was.
 */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { linkIn } from "../../../statemachines/form/link-in.ts";
import { isoDate } from "../calendar/instants.ts";
import { appointmentOf } from "../case/appointment.ts";
import { latestValue, openTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { subjectOf } from "../case/contact.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { guestBookLinkId } from "../paths.ts";
import { shownDossier } from "../personal-data/hidden.ts";
import type { Dependencies } from "../ports.ts";
import { choosableNow, ownOutcomes, requesterOf, type ChoosableOutcome } from "../task/permission.ts";

type Looking = Pick<Dependencies, "agencies" | "cases" | "clock" | "recaps">;

/** A guest book: what may be written into it now, and from when on (ISO 8601) where that has not come. */
export interface GuestBook {
  dossier: Dossier;
  task: TaskItem;
  outcome: ChoosableOutcome["outcome"];
  from: string | null;
}

/** The case whose guest book a link opens; null where it was never given. */
export async function openGuestBookLink(
  { cases, log, secrets }: Pick<Dependencies, "cases" | "log" | "secrets">,
  caseId: string,
  link: string,
): Promise<Dossier | null> {
  const own = linkIn(link);
  if (own === null || secrets.hash(guestBookLinkId(secrets, caseId)) !== secrets.hash(own)) return null;
  const dossier = await cases.dossier(caseId);
  if (!dossier) return null;
  log.concerns(caseId);
  return shownDossier(dossier);
}

/** The open row of a case that is answered on site. */
export function taskOnSite(dossier: Dossier): TaskItem | null {
  return openTasks(dossier).find((task) => stepOfTask(dossier, task).kiosk) ?? null;
}

/** The guest book of a case; null where none is open, or its day is over. */
export async function guestBookOf(dependencies: Looking, dossier: Dossier): Promise<GuestBook | null> {
  const task = taskOnSite(dossier);
  if (!task || isPast(dossier, await today(dependencies))) return null;
  const choosable = await choosableNow(dependencies, dossier, task, requesterOf(dossier));
  const [own] = ownOutcomes(dossier, task, choosable);
  return own ? { dossier, task, outcome: own.outcome, from: own.from } : null;
}

/** The guest books that are open at this moment for those who come today, earliest first. */
export async function guestBooksNow(dependencies: Looking & Pick<Dependencies, "tasks">): Promise<GuestBook[]> {
  const tables = currentProcedures().filter(({ reading, steps }) => !reading && steps.some(({ kiosk }) => kiosk));
  const roles = tables.flatMap(({ steps }) => steps.flatMap(({ actor, kiosk }) => (kiosk ? [actor] : [])));
  if (roles.length === 0) return [];
  const waiting = await Array.fromAsync(dependencies.tasks.inbox([...new Set(roles)]));
  const ids = new Set(waiting.filter(({ task }) => tables.some(rowIn(task))).map(({ task }) => task.caseId));
  const day = await today(dependencies);
  const found: GuestBook[] = [];
  for (const dossier of await dependencies.cases.dossiers([...ids])) {
    if (!dossier || !daysOf(dossier).includes(day)) continue;
    const book = await guestBookOf(dependencies, shownDossier(dossier));
    if (book?.from === null) found.push(book);
  }
  return found.toSorted((one, other) => (startOf(one.dossier) < startOf(other.dossier) ? -1 : 1));
}

/** Who came, for all to read who stand before the kiosk: an institution by its name, a person not at all. */
export function institutionIn(dossier: Dossier): string | null {
  const { addressee } = procedureOfCase(dossier.case);
  const kind = addressee && latestValue(dossier, addressee.kind);
  return typeof kind === "string" && addressee?.heads[kind] ? subjectOf(dossier.case) : null;
}

function rowIn({ procedure, step }: TaskItem) {
  return ({ id, steps }: Procedure): boolean => id === procedure && steps.some((row) => row.id === step && row.kiosk);
}

async function today({ agencies, clock }: Looking): Promise<string> {
  return isoDate(clock.now(), (await agencies.settings()).calendar.zone);
}

function daysOf(dossier: Dossier): string[] {
  return (appointmentOf(dossier)?.sessions ?? []).map(({ date }) => date);
}

function isPast(dossier: Dossier, day: string): boolean {
  const days = daysOf(dossier);
  return days.length > 0 && days.every((date) => date < day);
}

function startOf(dossier: Dossier): string {
  const [first] = appointmentOf(dossier)?.sessions ?? [];
  return first ? `${first.date}T${first.start}` : "";
}
