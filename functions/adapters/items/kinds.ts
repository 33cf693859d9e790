/**
 * Every kind of item in the table and its shape in the version of today. Checked is what the service would stumble over
 * far from its cause; what people answered is checked by the tables when it is used.
 *
 * A shape that changes gets a lift here, and an item as it was stored before in `test/ports/stored-items.json`.
 */
import * as z from "zod/mini";
import type { AdministrationEntry, EntrySubject } from "../../domain/administration/records.ts";
import type { AgencySettings, AwayPeriod, Room, StaffMember, SubstitutionKind } from "../../domain/agency.ts";
import type {
  ActedFor,
  Answer,
  CaseItem,
  Change,
  AddressAnswer,
  Blocked,
  ChangedRow,
  Confirmation,
  Erasure,
  Grant,
  Happened,
  MailItem,
  MovedDeadline,
  Person,
  RemindedBy,
  StandIn,
  Stated,
  StoodFor,
  StoredFile,
  TaskItem,
  Values,
} from "../../domain/case/records.ts";
import type { LogDay, LogHead, Seal } from "../../domain/decision-log/records.ts";
import type { Outage } from "../../domain/downtime/outage.ts";
import type { UnconfirmedRequest } from "../../domain/intake/unconfirmed-request.ts";
import type { Incident, PrivacyEntry, PrivacyRequest } from "../../domain/personal-data/records.ts";
import type { RetentionPlan } from "../../domain/personal-data/retention-plan.ts";
import type { OutgoingLine, PaperItem, PaperLook } from "../../domain/documents/records.ts";
import type { DigestRecord, TimesRecord } from "../../domain/deadlines/records.ts";
import type { NotedPresence, Presence } from "../../domain/people/presence.ts";
import type { Deputy, PostBook, Substitution } from "../../domain/people/substitution.ts";
import type {
  LetterOwner,
  LinkItem,
  PageRead,
  ProofState,
  Reading,
  RegisterEntry,
  ReportVersion,
  SearchProgress,
  SubmissionClaim,
  TryState,
} from "../../domain/ports.ts";
import type { AgreementLine, LetterLine } from "../../domain/case/register-lines.ts";
import type { DayBook } from "../../domain/booking/day-book.ts";
import type { PaperEntry, RecapEntry } from "../../domain/reading-room/recap-entries.ts";
import type { Totals } from "../../domain/service-levels/totals.ts";
import type { Restoration } from "../../domain/restoration/restoration.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { SurveyAnswer } from "../../domain/survey/survey.ts";
import type { Key } from "./item-store.ts";
import { kindOf, type Kind } from "./kind.ts";

type Shape<Told> = z.ZodMiniType<Told>;

/** Version 1 is what was stored before there were versions. */
const unchanged = [(old: Record<string, unknown>) => old];

/** Text of a closed set counts as text: whoever uses it finds out what it means. */
function text<Text extends string = string>(): Shape<Text> {
  return z.string() as unknown as Shape<Text>;
}

function object<Told extends object = Values>(): Shape<Told> {
  return z.custom<Told>((value) => typeof value === "object" && value !== null && !Array.isArray(value));
}

const textOrNull = z.nullable(z.string());
const list = <Told>(shape: Shape<Told>) => z.array(shape);
const maybe = <Told>(shape: Shape<Told>) => z.exactOptional(shape);

const file: Shape<StoredFile> = z.looseObject({
  id: text(),
  name: text(),
  type: text(),
  size: z.number(),
  hash: text(),
  kept: maybe(z.union([text(), z.literal(true)])),
  erased: maybe(text()),
});

const actor = {
  person: text<Person>(),
  name: text(),
  role: text<Answer["role"]>(),
  channel: text<Answer["channel"]>(),
};

const acting = z.looseObject({
  kind: text<SubstitutionKind>(),
  number: z.number(),
  letter: text(),
  burdens: maybe(z.literal(true)),
}) as Shape<ActedFor>;

const answer: Shape<Answer> = z.looseObject({
  ...actor,
  outcome: text(),
  values: object(),
  note: text(),
  at: text(),
  files: maybe(list(file)),
  stated: maybe(object<Stated>()),
  keeper: maybe(text()),
  acting: maybe(acting),
  insteadOf: maybe(
    z.looseObject({
      role: text<StoodFor["role"]>(),
      persons: list(text<Person>()),
      absent: z.boolean(),
    }) as Shape<StoodFor>,
  ),
  happened: maybe(
    z.looseObject({ from: text(), until: text(), reason: text(), number: maybe(text()) }) as Shape<Happened>,
  ),
});

const mailProblem: Shape<NonNullable<CaseItem["mailProblem"]>> = z.looseObject({
  address: text(),
  fate: text<NonNullable<CaseItem["mailProblem"]>["fate"]>(),
  at: text(),
});

const registerLine: Shape<LetterLine | AgreementLine | OutgoingLine> = z.union([
  z.looseObject({
    letterNumber: text(),
    letterDate: text(),
    from: text(),
    about: text(),
    urgency: text(),
    forwardedTo: text(),
    arrivedOn: maybe(text()),
  }),
  z.looseObject({
    partner: text(),
    about: text(),
    valid: z.nullable(z.looseObject({ from: text(), until: text() })),
    ended: z.boolean(),
  }),
  z.looseObject({
    printed: text(),
    kind: text<OutgoingLine["kind"]>(),
    about: text(),
    to: text(),
    signer: text(),
    void: maybe(z.literal(true)),
  }),
]);

type Place = NonNullable<CaseItem["agenda"]>;
const place: Shape<Place> = z.looseObject({ year: z.number(), number: z.number(), at: text() });
const places = { agenda: maybe(place), agreement: maybe(place) };

const paper: Shape<PaperItem> = z.looseObject({
  caseId: text(),
  id: text(),
  kind: text<PaperItem["kind"]>(),
  sheet: object<PaperItem["sheet"]>(),
  createdAt: text(),
  row: maybe(text()),
  void: maybe(z.looseObject({ at: text(), why: text() })),
  number: maybe(place),
  issued: maybe(z.looseObject({ at: text(), printed: maybe(text()), file, pages: z.number() })),
});

const confirmation: Shape<Confirmation> = z.looseObject({
  person: text<Person>(),
  name: text(),
  role: text<Confirmation["role"]>(),
  words: text(),
  at: text(),
});

const erasure: Shape<Erasure> = z.looseObject({
  class: text<Erasure["class"]>(),
  at: text(),
  by: text<Person>(),
  record: maybe(text()),
});

const caseShape: Shape<CaseItem> = z.looseObject({
  id: text(),
  procedure: text(),
  version: z.number(),
  language: z.enum(["id", "en"]),
  createdAt: text(),
  request: object(),
  files: list(file),
  consentVersion: maybe(text()),
  content: maybe(text()),
  openedBy: maybe(z.looseObject(actor)),
  confirmedBy: maybe(confirmation),
  run: maybe(z.number()),
  resumeAt: maybe(z.looseObject({ step: text(), outcome: maybe(text()) })),
  startedAt: maybe(text()),
  faults: maybe(z.looseObject({ place: text(), count: z.number(), at: text() })),
  claimedDays: maybe(list(text())),
  endedAt: maybe(text()),
  ending: maybe(text<NonNullable<CaseItem["ending"]>>()),
  problem: maybe(text()),
  mailProblem: maybe(mailProblem),
  ...places,
  withdrawal: maybe(answer),
  erasures: maybe(list(erasure)),
  erasuresDone: maybe(z.number()),
  blocked: maybe(object<Blocked>()),
  subject: maybe(text()),
  searchedAs: maybe(text()),
  showLinksRevoked: maybe(z.number()),
});

/** What a case or a paper saw of a register before it claimed a number in it, beside the number it has. */
export interface Numbering {
  agenda?: Place;
  agreement?: Place;
  number?: Place;
  agendaFrom?: { year: number; last: number };
  agreementFrom?: { year: number; last: number };
  numberFrom?: { year: number; last: number };
}
const seen = z.looseObject({ year: z.number(), last: z.number() });

const outage: Shape<Outage> = z.looseObject({ from: text(), to: text() });

const standIn = z.looseObject({ role: text(), insteadOf: text() }) as Shape<StandIn>;

const task: Shape<TaskItem> = z.looseObject({
  caseId: text(),
  id: text(),
  step: text(),
  procedure: text(),
  version: z.number(),
  subject: text(),
  askedBy: text<TaskItem["askedBy"]>(),
  openedAt: text(),
  dueAt: textOrNull,
  deadlineAt: textOrNull,
  moved: maybe(list(z.looseObject({ was: text(), outage }) as Shape<MovedDeadline>)),
  availableFrom: textOrNull,
  clockFrom: maybe(text()),
  remindAt: maybe(text()),
  startedAt: maybe(text()),
  actor: text<TaskItem["actor"]>(),
  assignees: list(text<Person>()),
  makers: maybe(list(text<Person>())),
  standIns: maybe(list(standIn)),
  unattendedSince: maybe(text()),
  token: text(),
  run: maybe(z.number()),
  about: maybe(
    z.looseObject({ address: text(), fate: text<NonNullable<TaskItem["about"]>["fate"]>() }) as Shape<
      NonNullable<TaskItem["about"]>
    >,
  ),
  answer: z.nullable(answer),
  resumed: z.boolean(),
  setAside: maybe(z.number()),
});

const change: Shape<Change> = z.looseObject({
  number: z.number(),
  operation: text<Change["operation"]>(),
  at: text(),
  person: text<Person>(),
  name: text(),
  role: text<Change["role"]>(),
  acting: maybe(acting),
  reason: text(),
  step: maybe(text()),
  values: object(),
  was: object(),
  more: maybe(list(z.looseObject({ step: text(), values: object(), was: object() }) as Shape<ChangedRow>)),
  setAside: list(text()),
  run: z.number(),
  from: maybe(z.looseObject({ step: text(), outcome: maybe(text()) })),
  ending: maybe(text<NonNullable<Change["ending"]>>()),
  about: maybe(text()),
  version: maybe(z.number()),
  done: z.boolean(),
});

const body: Shape<MailItem["body"]> = z.looseObject({
  heading: maybe(list(text())),
  paragraphs: list(text()),
  buttons: list(object<MailItem["body"]["buttons"][number]>()),
  closing: list(text()),
});

const mail: Shape<MailItem> = z.looseObject({
  caseId: text(),
  id: text(),
  letter: text(),
  to: text<Person>(),
  subject: text(),
  body,
  language: maybe(z.enum(["id", "en"])),
  state: z.enum(["pending", "sent", "failed", "by-hand", "too-late", "withheld"]),
  attempts: z.number(),
  createdAt: text(),
  address: maybe(text()),
  notBefore: maybe(text()),
  bundle: maybe(text()),
  notAfter: maybe(text()),
  sentAt: maybe(text()),
  deliveries: maybe(list(z.looseObject({ address: text(), at: text() }) as Shape<{ address: string; at: string }>)),
  releasedAt: maybe(text()),
  resentFor: maybe(text()),
  task: maybe(text()),
  remindedBy: maybe(
    z.looseObject({
      round: z.number(),
      person: text<Person>(),
      name: text(),
      role: text<RemindedBy["role"]>(),
      acting: maybe(acting),
    }) as Shape<RemindedBy>,
  ),
});

const link: Shape<LinkItem> = z.looseObject({
  hash: text(),
  kind: z.enum(["task", "tracking"]),
  caseId: text(),
  task: textOrNull,
  person: text<Person>(),
});

const addressAnswer: Shape<AddressAnswer> = z.looseObject({
  source: text(),
  right: z.boolean(),
  at: text(),
  way: text<AddressAnswer["way"]>(),
});

const proof: Shape<ProofState> = z.looseObject({
  wrong: z.number(),
  locks: z.number(),
  lockedUntil: textOrNull,
  code: z.nullable(object<NonNullable<ProofState["code"]>>()),
  confirmedUntil: maybe(text()),
});

const tries: Shape<TryState & { goneAt: number }> = z.looseObject({
  tries: z.number(),
  since: text(),
  series: z.number(),
  lockedUntil: textOrNull,
  goneAt: z.number(),
});

const grant: Shape<Grant> = z.looseObject({
  device: text(),
  subject: text<Grant["subject"]>(),
  name: text(),
  shared: z.boolean(),
  since: text(),
  until: text(),
  link: textOrNull,
  proof: maybe(text<"code">()),
});

const unconfirmed: Shape<UnconfirmedRequest> = z.looseObject({
  id: text(),
  submissionId: text(),
  sender: maybe(text()),
  procedure: text(),
  version: z.number(),
  language: z.enum(["id", "en"]),
  values: object(),
  files: list(file),
  content: text(),
  consentVersion: maybe(text()),
  createdAt: text(),
  until: text(),
  confirmed: maybe(confirmation),
  dropped: maybe(confirmation),
  caseId: maybe(text()),
});

const privacyEntry: Shape<PrivacyEntry> = z.looseObject({
  at: text(),
  by: text<Person>(),
  name: text(),
  did: text<PrivacyEntry["did"]>(),
  words: text(),
});

const privacyRecord = {
  number: text(),
  dueAt: text(),
  entries: list(privacyEntry),
  change: z.number(),
  closedAt: maybe(text()),
};

const privacyRequest: Shape<PrivacyRequest> = z.looseObject({
  ...privacyRecord,
  kind: text<PrivacyRequest["kind"]>(),
  asker: maybe(z.looseObject({ name: text(), contact: text() })),
  recognised: text(),
  channel: text<PrivacyRequest["channel"]>(),
  words: text(),
  cases: list(text()),
  receivedAt: text(),
});

const incident: Shape<Incident> = z.looseObject({ ...privacyRecord, foundAt: text(), facts: object() });

const booking: Shape<DayBook["bookings"][number]> = z.looseObject({
  caseId: text(),
  label: text(),
  state: z.enum(["asked", "held", "firm"]),
  start: text(),
  end: text(),
  headcount: z.number(),
  until: textOrNull,
  postponed: maybe(z.literal(true)),
});
const day: Shape<DayBook & { version: number }> = z.looseObject({
  date: text(),
  bookings: list(booking),
  version: z.number(),
});

const recap: Shape<RecapEntry> = z.discriminatedUnion("kind", [
  z.looseObject({
    kind: z.literal("reading"),
    date: text(),
    caseId: text(),
    sexes: object<Record<string, number>>(),
    category: text(),
    membership: maybe(text()),
    ageGroup: maybe(text()),
    education: maybe(text()),
    occupation: maybe(text()),
    questions: z.number(),
    answered: z.number(),
    books: object<Record<string, number>>(),
  }),
  z.looseObject({
    kind: z.literal("paper"),
    date: text(),
    id: text(),
    version: z.number(),
    sexes: object<Record<string, number>>(),
    traits: object<PaperEntry["traits"]>(),
    questions: z.number(),
    answered: z.number(),
    books: object<Record<string, number>>(),
    reason: text(),
    by: text(),
    at: text(),
  }),
  z.looseObject({ kind: z.literal("served"), date: text(), caseId: text(), procedure: text(), people: z.number() }),
  z.looseObject({ kind: z.enum(["opened", "closed", "nobody", "outage"]), date: text(), reason: text(), by: text() }),
]);

const survey: Shape<SurveyAnswer> = z.looseObject({
  id: text(),
  year: z.number(),
  date: text(),
  procedure: text(),
  scores: object<Record<string, number>>(),
  sex: maybe(text()),
  age: maybe(text()),
  education: maybe(text()),
  occupation: maybe(text()),
  suggestion: maybe(text()),
});

/** A table as it is kept for the cases that run by it, with what people read of its roles. */
export interface KeptTable {
  table: Procedure;
  roles: NonNullable<Procedure["actors"]>;
}

/** What reading a case by it would stumble over; the rest was checked when the table was compiled. */
const sopTable: Shape<KeptTable> = z.looseObject({
  roles: object<KeptTable["roles"]>(),
  table: z.looseObject({
    id: text(),
    sop: z.number(),
    title: object<Procedure["title"]>(),
    code: text(),
    version: z.number(),
    requester: text<Procedure["requester"]>(),
    contact: object<Procedure["contact"]>(),
    summary: list(text()),
    steps: list(
      z.looseObject({ id: text(), outcomes: list(object()) }) as unknown as Shape<Procedure["steps"][number]>,
    ),
  }),
});

const administrationEntry: Shape<AdministrationEntry> = z.looseObject({
  id: text(),
  at: text(),
  by: text(),
  byName: text(),
  about: z.looseObject({ kind: text<EntrySubject["kind"]>(), id: text(), name: text() }),
  parts: list(z.looseObject({ part: text(), from: text(), to: text() })),
});

const room: Shape<Room> = z.looseObject({ name: text(), capacity: z.number(), book: maybe(text()) });

const settings: Shape<{
  settings: AgencySettings;
  demo?: boolean;
  lastEntry?: AdministrationEntry;
}> = z.looseObject({
  lastEntry: maybe(administrationEntry),
  /** The made-up agency of the demo. */
  demo: maybe(z.boolean()),
  settings: z.looseObject({
    government: text(),
    name: text(),
    regency: text(),
    town: text(),
    mark: text(),
    accent: object<AgencySettings["accent"]>(),
    address: text(),
    phone: text(),
    email: text(),
    privacyEmail: text(),
    complaints: text(),
    retentionDays: maybe(object<NonNullable<AgencySettings["retentionDays"]>>()),
    calendar: object<AgencySettings["calendar"]>(),
    districts: list(text()),
    vehicles: list(text()),
    room,
    otherRooms: maybe(list(room)),
    catalogueUrl: maybe(text()),
    arriveEarlyMinutes: z.number(),
    replyWithinWorkingDays: z.number(),
    checkMailDomain: z.boolean(),
    unconfirmedDays: maybe(z.number()),
    titles: object<AgencySettings["titles"]>(),
    agreementNumbers: maybe(object<NonNullable<AgencySettings["agreementNumbers"]>>()),
    letterNumbers: maybe(object<NonNullable<AgencySettings["letterNumbers"]>>()),
    letterTexts: maybe(object<NonNullable<AgencySettings["letterTexts"]>>()),
    readingLogDays: maybe(z.number()),
    privacyHours: maybe(z.number()),
    privacyRecordDays: maybe(z.number()),
    surveyPublishedFrom: maybe(z.number()),
    facilitiesBeforeComplaints: maybe(z.boolean()),
    texts: maybe(object<NonNullable<AgencySettings["texts"]>>()),
    mobileLibrary: maybe(object<NonNullable<AgencySettings["mobileLibrary"]>>()),
    signatory: object<AgencySettings["signatory"]>(),
  }),
});

const staff: Shape<StaffMember> = z.looseObject({
  id: text(),
  name: text(),
  nip: text(),
  rank: maybe(text()),
  position: maybe(text()),
  phone: maybe(text()),
  email: text(),
  roles: list(text<StaffMember["roles"][number]>()),
  provingEmail: maybe(text()),
  enteredAt: maybe(text()),
  vouchers: maybe(list(z.looseObject({ by: text(), name: text(), at: text() }))),
  oldAddressTold: maybe(z.literal(true)),
  addressConfirmed: maybe(z.looseObject({ email: text(), at: text(), by: list(text()) })),
  endedAt: maybe(text()),
  disabled: maybe(z.literal(true)),
  reminders: maybe(z.enum(["digest", "each"])),
  signedOutAt: maybe(text()),
  lastEntry: maybe(administrationEntry),
  away: maybe(list(z.looseObject({ from: text(), until: text() }) as Shape<AwayPeriod>)),
});

/** By which those are stored one after the other who stop looking after the service. */
export interface AdministratorsRecord {
  version: number;
  /** The one that is being stored: whoever meets it does so, too. */
  leaving?: Leaving;
}

export interface Leaving {
  before: StaffMember;
  after: StaffMember;
  entry: AdministrationEntry;
}

const administrators: Shape<AdministratorsRecord> = z.looseObject({
  version: z.number(),
  leaving: maybe(z.looseObject({ before: staff, after: staff, entry: administrationEntry })),
});

const digest: Shape<DigestRecord> = z.looseObject({ day: text(), at: text(), told: list(text()), done: z.boolean() });
const times: Shape<TimesRecord> = z.looseObject({ calendar: text(), after: textOrNull, done: z.boolean() });
/** Without `standIns` as stored before they were noted. */
const presence: Shape<Pick<NotedPresence, "present"> & Partial<NotedPresence>> = z.looseObject({
  present: object<Presence>(),
  standIns: maybe(list(standIn)),
});

const hand = z.looseObject({ by: text(), name: text(), at: text() });
const post: Shape<PostBook> = z.looseObject({
  post: text<PostBook["post"]>(),
  version: z.number(),
  substitutions: list(
    z.looseObject({
      number: z.number(),
      kind: text<SubstitutionKind>(),
      person: text(),
      from: text(),
      until: textOrNull,
      letter: z.looseObject({ number: text(), file: maybe(file) }),
      entered: hand,
      ended: maybe(hand),
      switched: maybe(z.literal(true)),
    }) as unknown as Shape<Substitution>,
  ),
  deputies: list(z.looseObject({ holder: text(), person: text(), letter: text() }) as Shape<Deputy>),
});

const restoration: Shape<Restoration> = z.looseObject({
  copyAt: text(),
  restoredAt: text(),
  change: z.number(),
  ended: maybe(z.looseObject({ at: text(), by: text<Person>(), name: text() })),
  lostNumbers: maybe(list(z.looseObject({ register: text(), year: z.number(), from: z.number(), to: z.number() }))),
  untold: maybe(list(text<Person>())),
});

const seal: Shape<Seal> = z.looseObject({
  event: text(),
  day: text(),
  salt: textOrNull,
  salts: maybe(object<Record<string, string>>()),
  digests: object<Record<string, string>>(),
});

const kind = <Told>(shape: Shape<Told>): Kind<Told> => kindOf(shape, unchanged);

export const kinds = {
  case: kind(caseShape),
  /** Of a case or a paper too, for the registers alone. */
  numbering: kind<Numbering>(
    z.looseObject({
      ...places,
      number: maybe(place),
      agendaFrom: maybe(seen),
      agreementFrom: maybe(seen),
      numberFrom: maybe(seen),
    }),
  ),
  task: kind(task),
  mail: kind(mail),
  paper: kind(paper),
  paperLook: kind<PaperLook>(z.looseObject({ caseId: text(), at: text(), tasks: maybe(list(text())) })),
  change: kind(change),
  naming: kind<{ by: string }>(z.looseObject({ by: text() })),
  link: kind(link),
  proof: kind(proof),
  tries: kind(tries),
  addressAnswer: kind(addressAnswer),
  grant: kind(grant),
  device: kind<{ grants: Grant[]; version: number }>(z.looseObject({ grants: list(grant), version: z.number() })),
  unconfirmed: kind(unconfirmed),
  submission: kind<SubmissionClaim & { carriedOut?: boolean }>(
    z.looseObject({
      caseId: text(),
      procedure: maybe(text()),
      entryChannel: maybe(text<NonNullable<SubmissionClaim["entryChannel"]>>()),
      sender: maybe(text()),
      carriedOut: maybe(z.boolean()),
    }),
  ),
  letter: kind<LetterOwner>(z.looseObject({ caseId: text(), submissionId: text() })),
  counter: kind<{ last: number }>(z.looseObject({ last: z.number() })),
  budget: kind<{ count: number; amount: number; goneAt: number }>(
    z.looseObject({ count: z.number(), amount: z.number(), goneAt: z.number() }),
  ),
  reading: kind<Reading & { goneAt: number }>(
    z.looseObject({ person: text<Person>(), about: text(), page: text<PageRead>(), at: text(), goneAt: z.number() }),
  ),
  administrationEntry: kind(administrationEntry),
  privacyRequest: kind(privacyRequest),
  incident: kind(incident),
  registerEntry: kind<RegisterEntry>(
    z.looseObject({
      year: z.number(),
      number: z.number(),
      caseId: text(),
      paper: maybe(text()),
      at: text(),
      line: maybe(registerLine),
      outside: maybe(z.literal(true)),
    }),
  ),
  day: kind(day),
  recap: kind(recap),
  report: kind<ReportVersion>(z.looseObject({ version: z.number(), caseId: text(), at: text() })),
  survey: kind(survey),
  run: kind<{ at: string }>(z.looseObject({ at: text() })),
  outages: kind<{ outages: Outage[] }>(z.looseObject({ outages: list(outage) })),
  table: kind(sopTable),
  settings: kind(settings),
  restoration: kind(restoration),
  staff: kind(staff),
  administrators: kind(administrators),
  presence: kind(presence),
  post: kind(post),
  times: kind(times),
  digest: kind(digest),
  retentionPlan: kind<RetentionPlan>(z.looseObject({ days: object<RetentionPlan["days"]>(), before: textOrNull })),
  searchWord: kind<{ word: string; words: string[] }>(z.looseObject({ word: text(), words: list(text()) })),
  searchProgress: kind<SearchProgress>(
    z.looseObject({ version: z.number(), open: z.boolean(), before: textOrNull, done: z.boolean() }),
  ),
  countedCase: kind<{ goneAt: number }>(z.looseObject({ goneAt: z.number() })),
  totals: kind<{ at: string; totals: Totals; goneAt: number }>(
    z.looseObject({
      at: text(),
      totals: z.looseObject({ procedure: text(), versions: object<Totals["versions"]>() }),
      goneAt: z.number(),
    }),
  ),
  countedTo: kind<{ day: string }>(z.looseObject({ day: text() })),
  seal: kind(seal),
  logDay: kind<LogHead>(z.looseObject({ day: text(), root: text(), before: textOrNull })),
  logPage: kind<Pick<LogDay, "leaves">>(z.looseObject({ leaves: list(text()) })),
};

const byKey: [begins: string, kind: keyof typeof kinds][] = [
  ["ADMINISTRATION ", "administrationEntry"],
  ["AGENCY SETTINGS", "settings"],
  ["AGENCY OUTAGES", "outages"],
  ["AGENCY ADMINISTRATORS", "administrators"],
  ["AGENCY PRESENCE", "presence"],
  ["AGENCY TIMES", "times"],
  ["AGENCY DIGEST", "digest"],
  ["AGENCY RESTORATION", "restoration"],
  ["AGENCY POST#", "post"],
  ["BUDGET#", "budget"],
  ["COUNTER#", "counter"],
  ["COUNTED#", "countedCase"],
  ["DAY#", "day"],
  ["DECISIONS ", "logDay"],
  ["DECISIONS#", "logPage"],
  ["DEVICE#", "device"],
  ["DEVICES#", "grant"],
  ["SERVICE RUN", "run"],
  ["SERVICE RETENTION", "retentionPlan"],
  ["SERVICE SEARCH", "searchProgress"],
  ["SERVICE TOTALS", "countedTo"],
  ["LETTER#", "letter"],
  ["LINK#", "link"],
  ["PRIVACY#incidents#", "incident"],
  ["PRIVACY#requests#", "privacyRequest"],
  ["PROOF#", "proof"],
  ["READ#", "reading"],
  ["RECAP#", "recap"],
  ["REGISTER#", "registerEntry"],
  ["REPORT#", "report"],
  ["SEALS#", "seal"],
  ["STAFF ", "staff"],
  ["SUBMISSION#", "submission"],
  ["SURVEY#", "survey"],
  ["TABLES ", "table"],
  ["TOTALS ", "totals"],
  ["TOTALS#", "totals"],
  ["TRIES#", "tries"],
  ["UNCONFIRMED#", "unconfirmed"],
  ["WORDS#", "searchWord"],
];
const byKeyInCase: typeof byKey = [
  ["ADDRESS#", "addressAnswer"],
  ["CASE", "case"],
  ["CHANGE#", "change"],
  ["DEVICE#", "grant"],
  ["MAIL#", "mail"],
  ["PAPER#", "paper"],
  ["PAPERS", "paperLook"],
  ["NAMED#", "naming"],
  ["PROOF", "proof"],
  ["TASK#", "task"],
];

/** The kind of the item under a key; null where the program writes none there. */
export function kindAt({ pk, sk }: Key): keyof typeof kinds | null {
  const known = pk.startsWith("CASE#") ? byKeyInCase : byKey;
  const key = known === byKeyInCase ? sk : `${pk} ${sk}`;
  return known.find(([begins]) => key.startsWith(begins))?.[1] ?? null;
}
