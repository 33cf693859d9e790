/**
 * A letter is registered once: one with the same number, sender and date is told to whoever types it in, and both cases
 * show each other. Found by one item under a hash of the three, so that it costs the same however many letters there are.
 */
import { showDate } from "../../../statemachines/form/dates.ts";
import { officeFields } from "../../../statemachines/form/office-entry.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

type LetterDependencies = Pick<Dependencies, "cases" | "secrets">;

/** A letter as it is told apart from others. */
interface Letter {
  number: string;
  sender: string;
  /** YYYY-MM-DD */
  date: string;
}

/**
 * The case in which a letter was registered before, where it still is; null without a number or a date, for then nothing
 * tells letters apart.
 *
 * @param submissionId of the form being sent, whose own case is no other
 */
export async function knownLetter(
  { cases, secrets }: LetterDependencies,
  procedure: Procedure,
  values: Values,
  submissionId = "",
): Promise<string | null> {
  const letter = letterIn(procedure, values);
  const known = letter && (await cases.letter(keyOf(secrets, letter)));
  if (!known || known.submissionId === submissionId) return null;
  return (await cases.dossier(known.caseId)) ? known.caseId : null;
}

/**
 * Warns whoever types in a letter that is registered already; named in the form, it is taken all the same.
 *
 * @throws Refusal `invalid`, under the field that names the other case
 */
export async function warnOfKnownLetter(
  dependencies: LetterDependencies,
  procedure: Procedure,
  values: Values,
  submissionId: string,
): Promise<void> {
  const known = await knownLetter(dependencies, procedure, values, submissionId);
  const letter = letterIn(procedure, values);
  if (!known || !letter || values[officeFields.sameLetter] === known) return;
  const text = {
    id: `Surat nomor ${letter.number} tanggal ${showDate(letter.date, "id")} dari ${letter.sender} sudah dicatat pada berkas ${known}. Periksa berkas itu, atau tandai bahwa surat ini tetap dicatat dan ditautkan.`,
    en: `Letter ${letter.number} of ${showDate(letter.date, "en")} from ${letter.sender} is already registered in ${known}. Look at that case, or tick that this letter is registered all the same and linked to it.`,
  };
  throw new Refusal("invalid", text, { [officeFields.sameLetter]: text });
}

/**
 * Remembers in which case a letter came first.
 *
 * @returns the request as it is stored: it names the case that had the letter before, whoever sent it and however close
 *   together they came
 */
export async function rememberLetter(
  { cases, secrets }: LetterDependencies,
  procedure: Procedure,
  values: Values,
  own: { caseId: string; submissionId: string },
): Promise<Values> {
  const letter = letterIn(procedure, values);
  if (!letter || values[officeFields.sameLetter] !== undefined) return values;
  const first = await cases.claimLetter(keyOf(secrets, letter), own);
  if (first.caseId === own.caseId) return values;
  await cases.link(first.caseId, own.caseId);
  return { ...values, [officeFields.sameLetter]: first.caseId };
}

function letterIn({ contact, incomingLetter }: Procedure, values: Values): Letter | null {
  if (!incomingLetter) return null;
  const text = (field: string): string => {
    const value = values[field];
    return typeof value === "string" ? value.trim() : "";
  };
  const letter = {
    number: text(incomingLetter.number),
    sender: text(contact.subject),
    date: text(incomingLetter.date),
  };
  return letter.number === "" || letter.date === "" ? null : letter;
}

/** However it is typed: capitals, spaces and full stops tell no letters apart; in a number its strokes do. */
function keyOf(secrets: Dependencies["secrets"], { date, number, sender }: Letter): string {
  const plain = (text: string): string => text.normalize("NFKC").toLocaleLowerCase("id");
  const named = plain(sender).replace(/[^\p{L}\p{N}]+/gu, "");
  const numbered = plain(number).replace(/[^\p{L}\p{N}/]+/gu, "");
  return secrets.hash(["letter", named, numbered, date].join("\n"));
}
