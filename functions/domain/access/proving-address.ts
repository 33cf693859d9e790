/**
 * The e-mail address by which somebody outside proves who they are: the one they gave. What staff enter instead gets the
 * letters at once, and proves nobody before the person has said, from the old address or a known device, that it is theirs.
 */
import { entryOf } from "../../../statemachines/language/table.ts";
import type { StaffMember } from "../agency.ts";
import { factsOf, procedureOfCase } from "../case/case-file.ts";
import type { AddressAnswer, Dossier, Person } from "../case/records.ts";
import { sameAddress } from "../format.ts";
import { provenAddress } from "./staff-address.ts";

/** An address in the order in which they came; `source` names the change or the task by which it came. */
interface Entered {
  source: string;
  address: string;
  at: string;
  by: Person;
}

/** An address that staff entered last, and what the person said of it; null: nothing yet. */
export interface EnteredAddress {
  source: string;
  address: string;
  answer: AddressAnswer | null;
}

/**
 * Where a code for the requester is mailed; empty where they gave no address. One of the staff is nobody's outside: a code
 * that is mailed there proves that somebody of the staff reads it.
 */
export function provingAddress(dossier: Dossier, staff: StaffMember[]): string {
  const address = addressGiven(dossier);
  const isStaffs = staff.some((each) => sameAddress(each.email, address) || sameAddress(provenAddress(each), address));
  return isStaffs ? "" : address;
}

function addressGiven(dossier: Dossier): string {
  return entered(dossier).reduce(
    (proving, each) => (counts(dossier, each) ? each.address : proving),
    firstAddress(dossier),
  );
}

/** The address that letters go to now, where it is not the one that proves: what the person is asked, or has denied. */
export function enteredByStaff(dossier: Dossier): EnteredAddress | null {
  const last = entered(dossier).at(-1);
  if (!last || last.address === "" || sameAddress(last.address, addressGiven(dossier))) return null;
  return { source: last.source, address: last.address, answer: answerAbout(dossier, last) };
}

/** The address that staff entered last, whatever became of it, for those who look at the case. */
export function lastEntered(dossier: Dossier): EnteredAddress | null {
  const last = entered(dossier).findLast(({ by }) => by !== "requester");
  return last ? { source: last.source, address: last.address, answer: answerAbout(dossier, last) } : null;
}

function counts(dossier: Dossier, each: Entered): boolean {
  return each.by === "requester" || answerAbout(dossier, each)?.right === true;
}

function answerAbout({ addressAnswers = [] }: Dossier, { source }: Entered): AddressAnswer | null {
  return addressAnswers.find((answer) => answer.source === source) ?? null;
}

/** The request holds what was corrected, so the first correction tells what it was. */
function firstAddress(dossier: Dossier): string {
  const procedure = procedureOfCase(dossier.case);
  const { email } = procedure.contact;
  if (email === undefined) return "";
  const entry = entryOf(procedure).id;
  const corrected = (dossier.changes ?? [])
    .flatMap(factsOf)
    .find(({ step, values }) => step === entry && email in values);
  return asText(corrected ? corrected.was[email] : dossier.case.request[email]);
}

/** Every address that came after the first, oldest first. */
function entered(dossier: Dossier): Entered[] {
  const { email } = procedureOfCase(dossier.case).contact;
  if (email === undefined) return [];
  const answers = dossier.tasks.flatMap(({ answer, id, setAside }): Entered[] =>
    answer && !setAside && email in answer.values
      ? [{ source: `task-${id}`, address: asText(answer.values[email]), at: answer.at, by: answer.person }]
      : [],
  );
  const changes = (dossier.changes ?? []).flatMap((change): Entered[] => {
    const { at, number, person } = change;
    const facts = factsOf(change).findLast(({ values }) => email in values);
    return facts ? [{ source: `change-${number}`, address: asText(facts.values[email]), at, by: person }] : [];
  });
  return [...answers, ...changes].toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
