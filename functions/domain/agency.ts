import type { RetentionClass } from "../../statemachines/language/known-ids.ts";
import type { LetterText } from "../../statemachines/language/letter-templates.ts";
import type { ActorId, LetterId, Text } from "../../statemachines/language/vocabulary.ts";
import { actorOf } from "../../statemachines/language/registry.ts";
import type { Calendar } from "./calendar/calendar.ts";
import type { AdministrationEntry } from "./administration/records.ts";

/** What one agency sets for itself; stored as one item, editable while the service runs. No secrets. */
export interface AgencySettings {
  /** "Pemerintah Kabupaten Contoh" */
  government: string;
  /** "Dinas Perpustakaan dan Kearsipan" */
  name: string;
  /** Name of the regency alone, as letters print it. */
  regency: string;
  /** Town printed before the date of a letter. */
  town: string;
  /** Two letters in the round mark of the letterhead. */
  mark: string;
  accent: { light: string; dark: string };
  address: string;
  phone: string;
  email: string;
  privacyEmail: string;
  complaints: string;
  calendar: Calendar;
  districts: string[];
  /** Registration marks of the mobile library's vehicles. */
  vehicles: string[];
  /** Where visits are received as a rule. */
  room: Room;
  /** Other rooms in which visits may be received, in the order in which they are proposed. */
  otherRooms?: Room[];
  /** Address of the library's catalogue (OPAC), shown to readers at the guest book. */
  catalogueUrl?: string;
  /** Minutes a group is asked to come before its visit. */
  arriveEarlyMinutes: number;
  /** Working days within which a requester is promised a reply letter. */
  replyWithinWorkingDays: number;
  /** Look up the mail domain of requesters in the DNS; off where the machine has no internet. */
  checkMailDomain: boolean;
  /** Days until a request without e-mail goes that nobody has called about; a week where nothing is said. */
  unconfirmedDays?: number;
  /** Titles that differ from `statemachines/language/actors.ts` (a Kasi may be a "Ketua Tim"). */
  titles: Partial<Record<ActorId, Text>>;
  /** How the numbers of agreements are written: `{nomorUrut}`, `{kodeUnit}` (the unit) and `{tahun}` are replaced. */
  agreementNumbers?: { pattern: string; unit: string };
  /** How the numbers of outgoing letters are written; `{kodeKlasifikasi}` (the classification) is replaced too. */
  letterNumbers?: { pattern: string; classification: string; unit: string };
  /** Mobile library: whether a host needs a cooperation agreement, and whether planning warns of Ramadan (as usual). */
  mobileLibrary?: { agreementRequired: boolean; warnInRamadan?: boolean };
  /** Only the division head moves an appointment that was approved; otherwise the section head may too. */
  divisionHeadMoves?: boolean;
  /** An official may decide, too, while a Plh. or Plt. holds the post for them; else they only see. Nobody asks them either way. */
  replacedMayDecide?: boolean;
  /** Days after the end of a case for which what people outside gave is kept, by class, where not the usual; null: for ever. */
  retentionDays?: Partial<Record<RetentionClass, number | null>>;
  /** Days for which it is known who of the staff read what; 180 where nothing is said. */
  readingLogDays?: number;
  /** Hours within which a request about personal data is answered, and a breach told; 72 where nothing is said. */
  privacyHours?: number;
  /** Days after its end for which a request about personal data says who asked; 365 where nothing is said. */
  privacyRecordDays?: number;
  /** Answers to the satisfaction survey from which on figures are published; 10 where nothing is said. */
  surveyPublishedFrom?: number;
  /** The survey asks about facilities eighth and complaints ninth, as some copies of the form do; else the other way round. */
  facilitiesBeforeComplaints?: boolean;
  /** What visitors read in the agency's own words; the usual ones (`page-texts.ts`) where nothing is said. */
  texts?: Partial<Record<PageText, OwnText>>;
  /** What letters that are papers say, in the agency's own words (`statemachines/language/letter-templates.ts`). */
  letterTexts?: Partial<Record<LetterId, Partial<LetterText>>>;
  /** Who signs letters to visitors, and in whose name. */
  signatory: { role: ActorId; onBehalfOf: string | null };
}

/** A place of visits. */
export interface Room {
  name: string;
  /** Persons at a time. */
  capacity: number;
  /** Under which its day books are kept, where it was called otherwise before: they stay the same books. */
  book?: string;
}

/** Texts of public pages that an agency may write itself. */
export type PageText = "consent" | "welcome" | "notice" | "privacy";

/** An agency's own words, plain text with line breaks. Without `en` the pages in English show `id`. */
export interface OwnText {
  id: string;
  en?: string;
}

/** A person of the agency who signs in or decides by link. */
export interface StaffMember {
  id: string;
  /** With titles: "Dra. Sri Wahyuni, M.Si." */
  name: string;
  /** Civil servant number, 18 digits; empty for those without one. */
  nip: string;
  /** Rank and grade (pangkat/golongan): "Pembina (IV/a)". */
  rank?: string;
  /** What the post is called (nama jabatan), whatever the roles: "Pranata Komputer Ahli Muda". */
  position?: string;
  /** For colleagues: nothing is sent to it. */
  phone?: string;
  email: string;
  roles: ActorId[];
  /**
   * By which the person is proved where somebody else entered another `email`: codes go here until the person, or two
   * others, have confirmed the other one. Absent as a rule.
   */
  provingEmail?: string;
  /** When the person was entered; absent for those who were there before that was noted. */
  enteredAt?: string;
  /** Those who have confirmed that `email` is the person's, who cannot say so any more; of two it is believed. */
  vouchers?: Voucher[];
  /** The address of before was told that another was entered. */
  oldAddressTold?: true;
  /** How an address was confirmed that somebody else had entered. */
  addressConfirmed?: { email: string; at: string; by: string[] };
  /** When the person left, ISO 8601: keeps the name in what was done, and nothing else. */
  endedAt?: string;
  /** Out of service until further notice: as if the person had left, but what they are and may do is kept for the return. */
  disabled?: true;
  /** Access tokens given up to this instant, ISO 8601, are good no more: the person signed out of the latest of them. */
  signedOutAt?: string;
  /**
   * How they are reminded: in one mail each morning, with late decisions at once, or by a mail for each. The former where nothing
   * is said.
   */
  reminders?: "digest" | "each";
  /** The change by which an administrator made this of the person; two at once are told apart by it. */
  lastEntry?: AdministrationEntry;
  /** On leave, ill, on a journey: may sign in and act all the same, but nobody waits for it. */
  away?: AwayPeriod[];
  /** Posts that they hold for another now. Never stored with the person: it follows from what runs of the substitutions. */
  acting?: ActingPost[];
  /** Posts of theirs that somebody else holds for them now: they see what the post sees, and decide nothing. */
  relieved?: ActorId[];
  /** Of these the posts for which they may decide all the same, by a setting of the agency. */
  keeps?: ActorId[];
}

/** Plh. (pelaksana harian): while the official is away; Plt. (pelaksana tugas): while the post is vacant. */
export type SubstitutionKind = "plh" | "plt";

/** A post that somebody holds for a time, by an order. */
export interface ActingPost {
  post: ActorId;
  kind: SubstitutionKind;
  /** Number of the substitution among those of the post. */
  number: number;
  /** Number of the letter of order. */
  letter: string;
  /** Last day (YYYY-MM-DD), included; null: until it is ended. */
  until: string | null;
}

/** Somebody of the staff who says that an address is another's. */
export interface Voucher {
  /** Id of the staff member. */
  by: string;
  name: string;
  at: string;
}

/** Days (YYYY-MM-DD) in the agency's zone, both included. */
export interface AwayPeriod {
  from: string;
  until: string;
}

/** Whether a person is of the agency now: may sign in, decide, be asked and be chosen. */
export function isActive({ disabled, endedAt }: Pick<StaffMember, "disabled" | "endedAt">): boolean {
  return endedAt === undefined && disabled !== true;
}

/** Whether a person is there on a day (YYYY-MM-DD), so that something may wait for them. */
export function isPresent(member: Pick<StaffMember, "away" | "disabled" | "endedAt">, day: string): boolean {
  const { away = [] } = member;
  return isActive(member) && !away.some(({ from, until }) => from <= day && day <= until);
}

/** Roles in which somebody reads: those in which they act, and the posts that another holds for them meanwhile. */
export function readingRoles({ relieved = [], roles }: Pick<StaffMember, "relieved" | "roles">): ActorId[] {
  return relieved.length > 0 ? [...roles, ...relieved] : roles;
}

/** Title of a role at this agency. */
export function titleOf(settings: Pick<AgencySettings, "titles">, role: ActorId): Text {
  return settings.titles[role] ?? actorOf(role).title;
}

/** Title in which somebody acts: "Plh. Kepala Bidang Perpustakaan" where they hold the post for another. */
export function actingTitle(
  settings: AgencySettings,
  { acting, role }: { role: ActorId; acting?: Pick<ActingPost, "kind"> | undefined },
): Text {
  const title = titleOf(settings, role);
  if (!acting) return title;
  return { id: `${marks[acting.kind]} ${title.id}`, en: `Acting ${title.en}` };
}

/** Before a title (Permendagri 1/2023). */
const marks: Record<SubstitutionKind, string> = { plh: "Plh.", plt: "Plt." };
