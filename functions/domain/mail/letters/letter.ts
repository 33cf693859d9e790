import type { ActorId, FieldName, Language, Text } from "../../../../statemachines/language/vocabulary.ts";
import { actingTitle, isActive, type ActingPost, type AgencySettings, type StaffMember } from "../../agency.ts";
import { personOf, type Answer, type Dossier, type MailBody, type MailItem, type Person } from "../../case/records.ts";
import { latestValue, requestText, stepOfTask } from "../../case/case-file.ts";
import { contactOf, subjectOf } from "../../case/contact.ts";
import { isoInstant } from "../../calendar/instants.ts";
import { oneFullStop, plainDate, type Style } from "../../format.ts";
import { superiorsOf } from "../../people/stand-ins.ts";
import { actingIn } from "../../people/substitution.ts";
import { addressLines } from "./addressee.ts";

/** What a letter may be written from. */
export interface LetterContext {
  dossier: Dossier;
  settings: AgencySettings;
  staff: StaffMember[];
  /** The answer that made the letter necessary; null for letters of automatic steps. */
  answer: Answer | null;
  to: Person;
  now: number;
  /** Written to stand on paper: in the agency's language, and a link is in the mail that brings it. */
  onPaper?: true;
}

export interface Letter {
  subject: string;
  body: MailBody;
  /** The same as it stands on paper, of letters that have a head and a signature. */
  formal?: FormalWords;
}

/** What a formal letter says, without its frame. */
export interface FormalWords {
  about: string;
  address: string[];
  paragraphs: string[];
  /** Who decided what it says; null where the post that signs has decided nothing. */
  signer: Signer | null;
}

export type LetterWriter = (context: LetterContext) => Letter;

export function styleOf({ dossier, onPaper, settings, to }: LetterContext): Style {
  return { language: to === "requester" && !onPaper ? dossier.case.language : "id", zone: settings.calendar.zone };
}

/** Where the link is that a letter speaks of, in Indonesian. */
export function linkIn({ onPaper }: LetterContext): string {
  return onPaper ? "tautan dalam surat elektronik pengantarnya" : "tautan di bawah";
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

export function staffName({ staff, dossier }: LetterContext, field: FieldName): string {
  const id = latestValue(dossier, field);
  return staff.find((member) => member.id === id)?.name ?? "";
}

/** Lines of one paragraph, as letters list what belongs together: "tempat : Ruang Baca Umum". */
export function listed(lines: [label: string, words: string][]): string {
  return lines.map(([label, words]) => `${label} : ${words}`).join("\n");
}

/**
 * A reason as it goes on a sentence that says "karena": its first letter small, unless a name begins there, and without the
 * full stop, which the sentence has.
 */
export function reasonIn({ dossier, settings, staff }: LetterContext, words: string): string {
  const [first = ""] = words.split(/[\s,]/);
  const names = [...staff.map(({ name }) => name), contactOf(dossier).name, subjectOf(dossier.case), settings.town];
  const isName = names.some((name) => name.split(/[\s,]+/).includes(first)) || alwaysLarge.test(first);
  const isWord = /^\p{Lu}\p{Ll}*$/u.test(first) && words !== first;
  const begun = isWord && !isName ? words.charAt(0).toLowerCase() + words.slice(1) : words;
  return begun.replace(/(?<!\.)\.$/, "");
}

/** Words that begin with a capital in the middle of a sentence too. */
const alwaysLarge =
  /^(I|Bapak|Ibu|Bupati|Wakil|Gubernur|Kepala|Dinas|Pemerintah|Ramadan|Idulfitri|Iduladha|Natal|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)$/;

/** Salutation and closing of mails that are not formal letters. */
export function closing(settings: AgencySettings, language: Language): string[] {
  const thanks: Text = {
    id: "Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.",
    en: "Thank you for your attention and cooperation.",
  };
  return [thanks[language], settings.name, `${settings.government} · ${settings.phone}`];
}

/** "Yth. Bapak/Ibu Siti Aminah," */
export function salutation(context: LetterContext): string {
  const { name } = contactOf(context.dossier);
  if (styleOf(context).language === "en") return `Dear ${name || "Sir or Madam"},`;
  return /^(Bapak|Ibu|Pak|Bu)\b/i.test(name) ? `Yth. ${name},` : `Yth. Bapak/Ibu ${name},`;
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

/**
 * A letter with head, addressee and signature.
 *
 * @param address lines of the addressee, where it does not go to whoever asked
 */
export function formalLetter(
  context: LetterContext,
  about: string,
  buttons: Letter["body"]["buttons"],
  paragraphs: string[],
  address?: string[],
): Letter {
  const { settings, dossier, now, staff } = context;
  const style = styleOf(context);
  const to = address ?? addressLines(dossier, style);
  return {
    subject: `${about} (${dossier.case.id})`,
    formal: { about, address: to, paragraphs, signer: decided(dossier, settings, staff) },
    body: {
      heading: [
        `${settings.town}, ${plainDate(now, style)}`,
        `${style.language === "id" ? "Hal" : "Subject"}: ${about}`,
        ...to,
      ],
      paragraphs: [style.language === "id" ? "Dengan hormat," : "Dear Sir or Madam,", ...paragraphs],
      buttons,
      closing: signature(context, style.language),
    },
  };
}

/**
 * The signature block of a formal letter: "a.n. Kepala Dinas", title, name, civil servant number. Whoever decided signs, in
 * the title in which they did; where nobody has, who holds the post, else the nearest above that somebody holds.
 */
function signature({ dossier, settings, staff }: LetterContext, language: Language): string[] {
  const signer = decided(dossier, settings, staff) ?? holding(settings, staff);
  return [
    ...(signer ? [...titlesOf(settings, signer, language), signer.name] : [settings.name]),
    ...(signer?.nip ? [`NIP ${signer.nip}`] : []),
  ].filter((line) => line !== "");
}

/** "a.n. Kepala Dinas Perpustakaan dan Kearsipan," and "Plh. Kepala Bidang Perpustakaan," */
export function titlesOf(settings: AgencySettings, signer: Signer, language: Language): string[] {
  const onBehalf = { id: "a.n.", en: "on behalf of" }[language];
  const { onBehalfOf, role } = settings.signatory;
  return [
    ...(onBehalfOf && signer.role === role ? [`${onBehalf} ${onBehalfOf},`] : []),
    `${actingTitle(settings, signer)[language]},`,
  ];
}

/** Who signs, and in which title. */
export interface Signer {
  role: ActorId;
  acting?: Pick<ActingPost, "kind"> | undefined;
  name: string;
  nip: string;
  /** Rank and grade (pangkat/golongan). */
  rank?: string;
  /** When they decided; absent where they only hold the post. */
  at?: string;
}

/** Whoever made the last decision of the post that signs, be it in its stead. */
export function decided(dossier: Dossier, { signatory }: AgencySettings, staff: StaffMember[]): Signer | null {
  const answers = dossier.tasks.flatMap((task) =>
    task.answer && task.setAside === undefined && stepOfTask(dossier, task).kind === "decision" ? [task.answer] : [],
  );
  const last = answers.findLast(({ insteadOf, role }) => (insteadOf?.role ?? role) === signatory.role);
  return last ? signerOf(last, staff) : null;
}

/** Whoever gave an answer, in the title in which they did. */
export function signerOf({ acting, at, name, person, role }: Answer, staff: StaffMember[]): Signer {
  const { nip = "", rank } = staff.find((member) => personOf(member) === person) ?? {};
  return { role, acting, name, nip, at, ...(rank ? { rank } : {}) };
}

function holding({ signatory }: AgencySettings, staff: StaffMember[]): Signer | null {
  const found = [signatory.role, ...superiorsOf(signatory.role)].flatMap((role) => {
    const member = staff.find((each) => isActive(each) && each.roles.includes(role));
    return member ? [{ role, acting: actingIn(member.acting, role), name: member.name, nip: member.nip }] : [];
  });
  return found[0] ?? null;
}
