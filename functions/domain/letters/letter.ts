import type { Language, Text } from "../../../statemachines/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import type { Answer, Dossier, MailBody, Person } from "../dossier.ts";
import { latestValue, requestText } from "../dossier.ts";
import { clockTime, longDate, timeRange, type Style } from "../format.ts";

/** What a letter may be written from. */
export interface LetterContext {
  dossier: Dossier;
  settings: AgencySettings;
  staff: StaffMember[];
  /** The answer that made the letter necessary; null for letters of automatic steps. */
  answer: Answer | null;
  to: Person;
  now: number;
}

export interface Letter {
  subject: string;
  body: MailBody;
}

export type LetterWriter = (context: LetterContext) => Letter;

export function styleOf({ settings, dossier, to }: LetterContext): Style {
  return { language: to === "requester" ? dossier.case.language : "id", zone: settings.calendar.zone };
}

export function text(context: LetterContext, field: string): string {
  return requestText(context.dossier.case, field);
}

/** "Senin, 30 November 2026 pukul 09.00-11.00 WIB" */
export function slotInWords(slot: { date: string; start: string; end: string }, style: Style): string {
  const joint = style.language === "id" ? " " : ", ";
  return `${longDate(slot.date, style)}${joint}${timeRange(slot.start, slot.end, style)}`;
}

/** "Senin, 30 November 2026 pukul 16.00 WIB" */
export function momentInWords(instant: string, style: Style): string {
  return `${longDate(instant, style)} ${clockTime(instant, style)}`;
}

export function staffName({ staff, dossier }: LetterContext, field: string): string {
  const id = latestValue(dossier, field);
  return staff.find((member) => member.id === id)?.name ?? "";
}

/** Salutation and closing of mails that are not formal letters. */
export function closing(settings: AgencySettings, language: Language): string[] {
  const thanks: Text = {
    id: "Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.",
    en: "Thank you for your attention and cooperation.",
  };
  return [thanks[language], settings.name, `${settings.government} · ${settings.phone}`];
}

/** The signature block of a formal letter: "a.n. Kepala Dinas", title, name, civil servant number. */
export function signature({ settings, staff }: LetterContext, title: string): string[] {
  const signer = staff.find((member) => member.roles.includes(settings.signatory.role));
  return [
    ...(settings.signatory.onBehalfOf ? [`a.n. ${settings.signatory.onBehalfOf},`] : []),
    `${title},`,
    signer?.name ?? "",
    ...(signer?.nip ? [`NIP ${signer.nip}`] : []),
  ].filter((line) => line !== "");
}
