import type { FieldName, Language, Text } from "../../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../../agency.ts";
import type { Answer, Dossier, MailBody, MailItem, Person } from "../../case/records.ts";
import { latestValue, requestText } from "../../case/case-file.ts";
import { isoDate, isoInstant } from "../../calendar/instants.ts";
import { clockTime, longDate, oneFullStop, timeRange, type Style } from "../../format.ts";

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

/**
 * A letter as it is stored to be sent.
 *
 * @param about its id within the case, of which kind it is, and when or where it goes, if that is not as usual
 */
export function mailOf(
  context: LetterContext,
  { body, subject }: Letter,
  about: Pick<MailItem, "id" | "letter"> & Partial<Pick<MailItem, "address" | "notBefore" | "notAfter">>,
): MailItem {
  const { dossier, now, to } = context;
  return {
    caseId: dossier.case.id,
    to,
    subject,
    body: { ...body, paragraphs: body.paragraphs.map(oneFullStop) },
    language: styleOf(context).language,
    state: "pending",
    attempts: 0,
    createdAt: isoInstant(now),
    ...about,
  };
}

export function text(context: LetterContext, field: FieldName): string {
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

export function staffName({ staff, dossier }: LetterContext, field: FieldName): string {
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

/** A short mail to whoever asked, with the way to their page under a label. */
export function plainMail(context: LetterContext, subject: string, follow: Text, paragraphs: string[]): Letter {
  const { language } = styleOf(context);
  return {
    subject,
    body: {
      paragraphs,
      buttons: [{ label: follow[language], link: "tracking" }],
      closing: closing(context.settings, language),
    },
  };
}

/** A word to people of the agency, without salutation. */
export function notice(context: LetterContext, subject: string, paragraphs: string[]): Letter {
  return { subject, body: { paragraphs, buttons: [], closing: [context.settings.name] } };
}

/** A letter with head, addressee and signature; the first of its lines of address is the person. */
export function formalLetter(
  context: LetterContext,
  about: string,
  address: string[],
  buttons: Letter["body"]["buttons"],
  paragraphs: string[],
): Letter {
  const { settings, dossier, now } = context;
  const style = styleOf(context);
  const [person = "", ...more] = address;
  return {
    subject: `${about} (${dossier.case.id})`,
    body: {
      heading: [
        `${settings.town}, ${longDate(isoDate(now, settings.calendar.zone), style).replace(/^\S+, /, "")}`,
        `${style.language === "id" ? "Hal" : "Subject"}: ${about}`,
        `${style.language === "id" ? "Yth." : "To"} ${person}`,
        ...more,
      ],
      paragraphs: [style.language === "id" ? "Dengan hormat," : "Dear Sir or Madam,", ...paragraphs],
      buttons,
      closing: signature(context, titleOf(settings, settings.signatory.role)[style.language]),
    },
  };
}

/** The signature block of a formal letter: "a.n. Kepala Dinas", title, name, civil servant number. */
function signature({ settings, staff }: LetterContext, title: string): string[] {
  const signer = staff.find((member) => member.roles.includes(settings.signatory.role));
  return [
    ...(settings.signatory.onBehalfOf ? [`a.n. ${settings.signatory.onBehalfOf},`] : []),
    `${title},`,
    signer?.name ?? "",
    ...(signer?.nip ? [`NIP ${signer.nip}`] : []),
  ].filter((line) => line !== "");
}
