/** An administrator ends the waiting: numbers go on after those that were used, mails are sent or not, the others are told. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { personOf, type MailItem } from "../case/records.ts";
import type { StaffMember } from "../agency.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import { registerIds, type Dependencies, type RegisterId } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { mayHaveLeft, type LostNumbers, type Restoration } from "./restoration.ts";

export type RestorationDependencies = Pick<
  Dependencies,
  "agencies" | "clock" | "mails" | "registers" | "restorations" | "todos"
>;

/** The last number of a register's year: in the copy, or really used, as an administrator enters it. */
export interface LastNumber {
  register: RegisterId;
  year: number;
  last: number;
}

/** So many numbers are not used between two copies; more is a slip of the hand, and could not be taken back. */
const mostLost = 2_000;

/** What a restored service waits for; null where it waits for nothing. */
export async function restorationWaiting({ restorations }: RestorationDependencies): Promise<Restoration | null> {
  const restoration = await restorations.read();
  return restoration && !restoration.ended ? restoration : null;
}

/** Every register and year in which numbers may have been used in the lost time, with the last one here. */
export async function lastNumbers(
  { agencies, clock, registers }: RestorationDependencies,
  { copyAt }: Restoration,
): Promise<LastNumber[]> {
  const { calendar } = await agencies.settings();
  const yearOf = (epochMs: number): number => Number(isoDate(epochMs, calendar.zone).slice(0, 4));
  const [first, last] = [yearOf(Date.parse(copyAt)), yearOf(clock.now())];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const asked = registerIds.flatMap((register) => years.map((year) => ({ register, year })));
  return Promise.all(
    asked.map(async ({ register, year }) => ({ register, year, last: await registers.last(register, year) })),
  );
}

/** Mails of which nobody knows whether they left, oldest first. */
export async function undecidedMails(
  { todos }: RestorationDependencies,
  restoration: Restoration,
): Promise<MailItem[]> {
  return (await todos.waitingMails()).filter((mail) => mayHaveLeft(mail, restoration));
}

/** Has mails sent once the waiting has ended, or never; those about which it was said already are left as they are. */
export async function decideMails(
  dependencies: RestorationDependencies,
  restoration: Restoration,
  isMeant: (mail: MailItem) => boolean,
  send: boolean,
): Promise<void> {
  const { clock, mails } = dependencies;
  const meant = (await undecidedMails(dependencies, restoration)).filter(isMeant);
  for (const mail of meant) {
    if (send) await mails.release(mail, isoInstant(clock.now()));
    else await mails.withhold(mail);
  }
}

/**
 * Ends the waiting. Numbers that were used outside are marked in their registers first; doing it again after a fault goes on
 * where it was. What waits is carried out by the next sweep.
 *
 * @param entered the last number really used, for each that `lastNumbers` names; 0 where a year has none
 * @throws Refusal `invalid` with a sentence per field (`incoming-2026`), `taken` where it has ended already
 */
export async function endRestoration(
  dependencies: RestorationDependencies,
  restoration: Restoration,
  entered: LastNumber[],
  member: StaffMember,
): Promise<void> {
  const { agencies, clock, registers, restorations } = dependencies;
  const lost = lostNumbers(await lastNumbers(dependencies, restoration), entered);
  if ((await undecidedMails(dependencies, restoration)).length > 0) throw new Refusal("invalid", mailsFirst);
  const at = isoInstant(clock.now());
  // Remembered before any is marked: an attempt after a fault finds them used, and they are to be told all the same.
  const known = { ...restoration, lostNumbers: [...(restoration.lostNumbers ?? []), ...lost] };
  if (!(await restorations.replace(restoration, known))) throw new Refusal("taken", endedAlready);
  for (const { register, year, to } of lost) await registers.markUsedOutside(register, year, to, at);
  const before = { ...known, change: restoration.change + 1 };
  const ended = { at, by: personOf(member), name: member.name };
  const untold = (await agencies.staff()).map(personOf);
  if (!(await restorations.replace(before, { ...before, ended, untold }))) throw new Refusal("taken", endedAlready);
}

type Lost = LostNumbers & { register: RegisterId };

function lostNumbers(known: LastNumber[], entered: LastNumber[]): Lost[] {
  const errors: Record<string, Text> = {};
  const lost: Lost[] = [];
  for (const { register, year, last } of known) {
    const given = entered.find((each) => each.register === register && each.year === year)?.last;
    const error = errorOf(given, last);
    if (error) errors[`${register}-${year}`] = error;
    else if (given !== undefined && given > last) lost.push({ register, year, from: last + 1, to: given });
  }
  if (Object.keys(errors).length > 0) throw new Refusal("invalid", checkNumbers, errors);
  return lost;
}

function errorOf(given: number | undefined, last: number): Text | null {
  if (given === undefined || !Number.isInteger(given) || given < 0) return numberMissing;
  if (given < last) {
    return {
      id: `Nomor ${last} sudah dipakai menurut salinan. Isi ${last} atau nomor sesudahnya.`,
      en: `Number ${last} was used according to the copy. Enter ${last} or a number after it.`,
    };
  }
  if (given > last + mostLost) {
    return {
      id: `Nomor ini lebih dari ${mostLost} di atas nomor terakhir dalam salinan (${last}). Periksa lagi.`,
      en: `This is more than ${mostLost} above the last number in the copy (${last}). Check it again.`,
    };
  }
  return null;
}

const checkNumbers: Text = {
  id: "Layanan belum dilanjutkan. Periksa nomor yang ditandai.",
  en: "The service does not go on yet. Check the marked numbers.",
};
const numberMissing: Text = {
  id: "Isi nomor terakhir yang benar-benar dipakai; 0 bila belum ada.",
  en: "Enter the last number really used; 0 where there is none.",
};
const mailsFirst: Text = {
  id: "Masih ada surat yang belum ditentukan: dikirim atau tidak dikirim.",
  en: "There are mails of which it was not said whether to send them.",
};
const endedAlready: Text = {
  id: "Pemulihan ini sudah diakhiri.",
  en: "This restoration was ended already.",
};
