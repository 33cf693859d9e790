/**
 * The words an SOP table may use. Types only: what they mean at run time is in `compiler/compile.ts` (order and waiting),
 * `form/check-form.ts` (what a field accepts) and `functions/domain` (what an action does).
 *
 * A table has one row per row of the agency's SOP (format SOP AP, PermenPANRB 35/2012), plus rows marked `outsideSop`
 * for what the paper leaves out (a visitor who cancels, a companion who falls ill).
 */

import type { AgencyActor, DocumentKind, RetentionClass, ServiceLetter } from "./known-ids.ts";

export type Language = "id" | "en";

/** A text in both languages of the service; Indonesian is the one people get unless they ask for the other. */
export interface Text {
  id: string;
  en: string;
}

/** A role (SOP column "Pelaksana"): one of the agency's, or one that a table brings (`Procedure.actors`). */
export type ActorId = AgencyActor | (string & {});

/** What people read of a role; an agency may give it another title in its settings, roles it may not add. */
export interface Actor {
  title: Text;
  short: Text;
  /** On the staff list. */
  inside: boolean;
  /** Whose time it is, where that is not the agency itself. */
  unit?: Text;
  /**
   * Who does its work while none of its own people is there, the first of these roles that has somebody. Whoever decides
   * on that work is left out. Decisions never go this way.
   */
  standIns?: ActorId[];
  /**
   * Another unit, whose people read one mailbox: who answers by its link says name and position, and the history says that
   * they were stated.
   */
  mailbox?: true;
  /**
   * Of people outside: how long after they were asked they are reminded, ISO 8601; working days ("P2D") or office time
   * ("PT2H"). Nobody is reminded where nothing is said.
   */
  remindAfter?: string[];
  /** The next post: decides while nobody of the role is there, and may do what people named for a row leave undone. */
  superior?: ActorId;
}

/** Name of a field of some row. Who takes one says so by this type, and a test looks up every name that is handed over. */
export type FieldName = string;

/** Id of a row, as `FieldName` for fields. */
export type StepId = string;

/**
 * - `entry`: the request that opens the case; it happens before the workflow starts
 * - `automatic`: the system does it and records it under the actor's name
 * - `work`: a staff member does it and reports the outcome
 * - `decision`: an official decides, by mailed link or signed in
 * - `outside`: a person outside the agency answers; the agency's clock stands still
 * - `field`: physical activity; start, finish and evidence are recorded
 */
export type StepKind = "entry" | "automatic" | "work" | "decision" | "outside" | "field";

/** How a standard time is counted; see `functions/domain/calendar/working-time.ts`. */
export type TimeBasis =
  "working-minutes" | "working-day" | "calendar-lead" | "per-unit" | "recurring" | "estimate" | "none";

/** A standard time (waktu baku): as the SOP writes it, and as ISO 8601 durations. Late only beyond `max`. */
export interface StandardTime {
  written: string;
  basis: TimeBasis;
  min?: string;
  max?: string;
  unit?: string;
}

export type FieldKind =
  | "text"
  | "long-text"
  | "email"
  | "mobile-phone"
  | "landline"
  | "number"
  | "date"
  | "time"
  | "choice"
  | "choices"
  | "file"
  | "consent"
  | "staff"
  | "slot"
  | "slots"
  | "flag"
  | "counts"
  | "rows"
  | "case";

export interface Option {
  value: string;
  label: Text;
}

/** A condition on another field of the same form. */
export type FieldCondition = { field: FieldName; in: string[] } | { field: FieldName; filled: true };

/**
 * Way in which a case begins: the public form, a staff member who types it in, or the calendar (see `Step.opens`).
 */
export type EntryChannel = "public" | "staff" | "calendar";

/**
 * One field of a form.
 *
 * `min`/`max` count characters for texts, the value for numbers, items for `slots`, `choices`, `rows` and several
 * `staff`, each number for `counts`. Values: `flag` is true or absent, `counts` an object option -> whole number, `rows`
 * an array of objects with a value for each of `columns`, `case` the number of another case. `personal` data is shown only to
 * people who proved who they are. `outcomes` limits a field to some outcomes of its step. `error` replaces the
 * standard message when the value is missing or malformed, `missing` that when it is missing.
 */
export interface Field {
  name: string;
  label: Text;
  kind: FieldKind;
  required?: boolean;
  requiredWhen?: FieldCondition;
  requiredUnless?: FieldCondition;
  /** Whatever is said else: not required where this holds. Given by the way in, see `form/office-entry.ts`. */
  optionalWhen?: FieldCondition;
  min?: number;
  max?: number;
  /** For numbers: how many decimals may be given; none where nothing is said. */
  decimals?: number;
  /** For texts: the form of the whole value, as a regular expression. */
  pattern?: string;
  /** For texts that name somebody or something: a web or mail address in them is refused. */
  noAddress?: boolean;
  options?: Option[];
  /** Options that are data of the agency, such as its list of districts; those of `options` come after them. */
  optionsFrom?: "districts" | "vehicles";
  /** For dates: bounds in days from today (`lead` = the step's calendar lead time), and only on days with service. */
  earliest?: number | "lead";
  latest?: number;
  /** Another `earliest` where a field of the same form is filled in, such as the reason of an urgent request. */
  earliestWhen?: { field: FieldName; earliest: number };
  /** For the bound `lead`: the date field of the same form from which it counts, where that is filled in. */
  leadFrom?: FieldName;
  serviceDay?: boolean;
  /** For staff: only members with this role. */
  role?: ActorId;
  /** For staff: several people; the value is an array. */
  several?: boolean;
  /** For `text`: a month, YYYY-MM; read as "Oktober 2026". */
  month?: boolean;
  /** For `rows`: what each row asks; texts, numbers, dates, times and choices only. */
  columns?: Field[];
  /** For `case`: the procedure whose cases may be chosen. */
  procedure?: string;
  /** For long texts that are written in versions: readers see what changed since the version before. */
  versioned?: boolean;
  /** For entry rows: asked only of those who come through these entry channels. */
  entryChannels?: EntryChannel[];
  personal?: boolean;
  /** Cases are found by what stands in it, besides what a table says of who asks, of the letter and of the place. */
  searched?: true;
  /** For entry rows: whoever asked may change it as long as nobody has decided. */
  changeable?: true;
  /** How long it is kept, where not as usual: a file as a letter, what is `personal` as a contact, the rest for good. */
  retention?: RetentionClass;
  outcomes?: string[];
  /** Filled in beforehand from a field of an earlier step, or as given last at any step where no step is named. */
  prefill?: { step?: StepId; field: FieldName };
  /**
   * Asked only where a field of an earlier row, as given last, holds one of these: what an officer has ticked as missing. Such a
   * row asks the request again (`enter-completion`).
   */
  askedFor?: { field: FieldName; in: string[] };
  /** For dates: filled in with the day so many working days from today. */
  suggestedWorkingDays?: number;
  /** For `choices`: a tick list of a disposition sheet (lembar disposisi). */
  disposes?: boolean;
  /** For numbers of people: more than the room holds is told, and taken all the same. */
  inRoom?: true;
  /** For texts: where visitors are received; chosen from the agency's rooms where it has several. */
  isRoom?: true;
  /** For `choices`: ticked beforehand, where nothing was answered before; and what counts where nothing is sent. */
  suggested?: string[];
  /** Holds this figure of what the step `computes`: never filled in by a person, shown to whoever answers. */
  computed?: FigureId;
  /** What a browser may fill in by itself (WCAG 1.3.5), where the kind does not say. */
  autofill?: "name" | "organization" | "organization-title" | "street-address";
  hint?: Text;
  error?: Text;
  missing?: Text;
  /** Heading under which the field stands on a long form. */
  section?: Text;
}

/** A rule over several fields; the message is shown at `at`. */
export type FormRule =
  | {
      kind: "time-range";
      date: string;
      start: string;
      end: string;
      minMinutes: number;
      maxMinutes: number;
      /** Field that carries the message. */
      at: string;
      error: Text;
      outcomes?: string[];
      /** Which hours the time must lie in; `service` unless said otherwise. */
      within?: "service" | "any";
    }
  | { kind: "date-order"; earlier: string; later: string; at: string; error: Text; outcomes?: string[] }
  | { kind: "sum-at-most"; parts: string[]; total: string; at: string; error: Text; outcomes?: string[] }
  | { kind: "differ"; fields: string[]; error: Text; outcomes?: string[] }
  /** A day and an hour at which the agency works or receives visitors, as its calendar says. */
  | { kind: "open-hour"; date: string; start: string; at: string; outcomes?: string[] }
  /** Sessions in `rows` (columns date, start, end) lie within opening hours and do not overlap. */
  | { kind: "sessions"; rows: string; error: Text; outcomes?: string[] };

/** Something the machine has done after an outcome. Each is idempotent; see `functions/domain/task/run-actions.ts`. */
export type ActionId =
  | "record-open-day"
  | "record-closed-day"
  | "record-reading"
  | "file-report"
  | "announce-requested-slot"
  | "enter-completion"
  | "enter-stop"
  | "publish-stop"
  | "put-off-stop"
  | "remove-stop"
  | "release-resources"
  | "release-other-resources"
  | "register-incoming-letter"
  | "register-agreement"
  | "release-asked-slot"
  | "release-other-slots"
  | "release-slots";

/** Something that must be claimed before an outcome may be stored; it can be refused with a reason. */
export type GuardId =
  | "assign-resources"
  | "divide-into-sessions"
  | "reserve-visit-slot"
  | "hold-proposed-slots"
  | "choose-held-slot"
  | "hold-requested-slot";

/** A letter or notice; its words are in `functions/domain/mail/letters`, or with whoever registers a table from outside. */
export type LetterId = ServiceLetter | (string & {});

/** A text that the doer of a step copies into a messenger or a social medium. */
export type ReadyTextId = "stop-message" | "stop-changed-message" | "stop-postponed-message" | "stop-social";

/** Something a person must be told while doing a step; shown only where it applies. */
export type NoticeId = "agreement-missing" | "days-without-recap" | "ramadan" | "repeated-change" | "urgent-request";

/** A letter and the role it goes to: the requester for outside roles, the person named in the case, or all with the role. */
export interface Post {
  letter: LetterId;
  to: ActorId;
  /** To the people chosen last in this staff field instead of everyone with the role. */
  named?: FieldName;
  /** Sent only when the step has been answered at least so often (a third change warns the division head). */
  fromRound?: number;
  /** Sent only where the case began through this entry channel (an offer is acknowledged, an own initiative is not). */
  entryChannel?: EntryChannel;
  /** Sent so many days before the date in a field of the step, instead of now. */
  daysBefore?: { field: FieldName; days: number };
}

/** Figures that the service takes from its own records when a step is answered. */
export type ComputationId = "reading-month";

/** A figure of `reading-month`: of a month of the recap book, and of the month before. */
export type FigureId =
  | "service-days"
  | "missing-days"
  | "visitors"
  | "visitors-before"
  | "visitors-on-paper"
  | "days-on-paper"
  | "visitors-by-sex"
  | "visitors-by-category"
  | "visitors-by-membership"
  | "visitors-by-age"
  | "visitors-by-education"
  | "visitors-by-occupation"
  | "books"
  | "books-before"
  | "books-by-class"
  | "questions"
  | "questions-answered";

/**
 * What a sentence for people may name besides fields: the time of the appointment, its sessions included, and the name by
 * which lists show the case.
 */
export type SentenceWord = "appointment" | "subject";

/** What a mail says, with its subject; the number of the case is added to that. Of a row it
 * may name `doer`, who did the one before; to people outside `office`, the agency's telephone. */
export interface MailWords {
  subject: Sentence;
  text: Sentence;
}

/** As one mail, where a row asks several times at once of the same person: it may name `count` and the `month`. */
export interface AskingWords extends MailWords {
  together?: MailWords;
}

/**
 * Words for people outside, with `{...}` where a `SentenceWord` or the name of a field stands: its value as given last, in
 * words. Never of a personal field, for links that only show say the same.
 */
export type Sentence = Text;

/**
 * Minutes (before it, where negative) from the hour that a row is about: the one that its `availableFrom` names, else that
 * of the appointment. A group in sessions is whole only when the last one begins.
 */
export interface FromTheHour {
  minutes: number;
  session?: "last";
}

/** What an outcome settled, as people put it into their calendar: the appointment, or fields as given last. */
export type CalendarSource =
  "appointment" | { title: Text; date: FieldName; start: FieldName; place?: FieldName; minutes: number };

/** How a case ends. */
export type Ending = "SELESAI" | "DIBATALKAN" | "KEDALUWARSA" | "DITUTUP";

/**
 * Label of a reading beyond the SOP text (domain rules X1-X7); shown to users as "di luar SOP". X8 is the way in (pintu
 * masuk) of an SOP whose first row is the agency's own; X9 a row done again that the SOP orders without a number; X10
 * the requester whom mail does not reach; X11 the incomplete request that goes back to whoever asked (mohon dilengkapi).
 */
export type Extension = "X1" | "X2" | "X3" | "X4" | "X5" | "X6" | "X7" | "X8" | "X9" | "X10" | "X11";

export interface Outcome {
  /** Stable id, in Indonesian as in the SOP text: `ya`, `tidak`, `lapor`. */
  id: string;
  /** Words on the button. */
  label: Text;
  /** Id of the next step, or how the case ends. */
  to: string | { end: Ending };
  tone?: "yes" | "change" | "no";
  /** A note is optional unless said otherwise. */
  note?: "required" | "none";
  /** Label of the note where "Catatan" says too little, such as a reason the visitor will read. */
  noteLabel?: Text;
  /** Who may choose it, where that is not everyone who may answer the step. */
  by?: ActorId[];
  /** Offered only when the latest decision at `step` was one of `outcomes`. */
  after?: { step: StepId; outcomes: string[] };
  /** Not offered where a field of an earlier row, as given last, holds one of these. */
  unless?: { field: FieldName; in: string[] };
  /** Offered only while a computed number of the step is so (a nil report where there is nothing to report). */
  onlyWhen?: { field: FieldName; is: "zero" | "positive" };
  guard?: GuardId;
  /**
   * When it may be chosen at the earliest: nobody is missing, and nothing over, before it has begun. It is looked at when
   * somebody chooses, so that it holds for cases that run.
   */
  notBefore?: FromTheHour;
  actions?: ActionId[];
  letters?: Post[];
  /** Chosen by the system when the step's deadline has passed. */
  onDeadline?: boolean;
  /** News for people outside: the headline of their page from now on. Without it the one before stays. */
  told?: Sentence;
  /** The same where staff recorded it in the name of somebody outside. */
  toldOnBehalf?: Sentence;
  /** A word by mail to whoever asked, where this ends the case and sends them no letter. */
  mailSays?: MailWords;
  /** What those of the staff are mailed who knew of the case, where this ends it; it may name `doer` and `note`. */
  staffHear?: MailWords;
  /** With the news, the time is offered for the calendar. */
  calendar?: CalendarSource;
  /** What was planned is put off (weather, breakdown): counted as postponed, never as late. */
  postpones?: boolean;
  outsideSop?: Extension;
}

/** Where a paper or a record lies in a case, in any of these ways; outside the case where none is named. */
interface Whereabouts {
  /** What was uploaded in this field. */
  file?: FieldName;
  /** One of these letters, once it was written. */
  letters?: LetterId[];
  /** Rows whose answer holds what would stand in it; with one of `outcomes`, where any are named. */
  rows?: StepId[];
  outcomes?: string[];
}

/**
 * One thing of the columns Kelengkapan and Output, as the service understands it. Of what is `physical` it knows nothing: it is
 * shown only. A document that lies nowhere is on paper, or the service does not make it yet. `must`: the row cannot be finished
 * without its file, or without what its form takes instead; the compiler holds the form to that.
 */
export type ColumnItem =
  | ({ kind: "document"; document: DocumentKind; must?: true } & Whereabouts)
  | ({ kind: "record"; what: Text } & Whereabouts)
  | { kind: "field"; field: FieldName }
  | { kind: "tick"; field: FieldName; option?: string }
  | { kind: "physical"; what: Text };

/** A thing of a column that lies somewhere in a case, or outside it. */
export type LyingItem = Extract<ColumnItem, { kind: "document" | "record" }>;

export interface Step {
  /** Row number in the SOP, or null for a row outside the SOP. */
  number: number | null;
  /** Stable id in English: `check-schedule`. */
  id: string;
  /** Name of the state: plain Indonesian words, active verb, without subject. */
  state: string;
  /** Activity (kegiatan), verbatim from the SOP, and short in English. */
  activity: Text;
  actor: ActorId;
  /** Other roles that may answer for the actor, for instance at the counter. */
  helpers?: ActorId[];
  kind: StepKind;
  /** Kelengkapan, verbatim. */
  inputs: string;
  /** What Kelengkapan means. The compiler asks for it; tables that were kept before it did have none. */
  requires?: ColumnItem[];
  time: StandardTime;
  /** Output, verbatim. */
  output: string;
  /** What Output means, as `requires`. */
  produces?: ColumnItem[];
  /** Keterangan, verbatim. */
  remarks?: string;
  fields?: Field[];
  rules?: FormRule[];
  outcomes: Outcome[];
  /** For entry rows: the ways in; the public form unless said otherwise. */
  entryChannels?: EntryChannel[];
  /** For entry rows with the entry channel `calendar`: the sweep opens a case on each, once. */
  opens?: "service-day" | "month";
  /** Whoever came may answer it on site: at the kiosk, or by a code on paper that opens this row and nothing else. */
  kiosk?: boolean;
  /** For the basis `estimate`: the field of an earlier step with the minutes expected in this case. */
  estimate?: { field: FieldName };
  /** For the basis `per-unit`: the field of this or an earlier step whose number is counted. */
  units?: { field: FieldName };
  /** What people outside are told of the waiting: what happens next. */
  meanwhile?: Sentence;
  /** For rows of somebody outside: the question that their page asks. */
  asks?: Sentence;
  /** What is decided on here: fields of any row, as given last, shown before the rest. */
  shows?: FieldName[];
  /** Where the fields marked `computed` come from. */
  computes?: ComputationId;
  /** Automatic steps: what is done. */
  actions?: ActionId[];
  letters?: Post[];
  /** Reach the actor by a mailed link (decisions and outside steps always are). */
  mail?: boolean;
  /** What that mail asks of people of the agency. */
  mailSays?: AskingWords;
  /** The person last chosen in this staff field at an earlier step, instead of everyone with the role. */
  assignee?: { field: FieldName };
  /** Earlier steps whose doers may not do this one (maker is not checker). */
  differsFrom?: StepId[];
  /**
   * For rows of somebody outside: earlier steps whose result is accepted here. Who did them does not accept it in the name
   * of the one outside.
   */
  accepts?: StepId[];
  /**
   * What is approved here burdens the budget where this field, as given last at an earlier row, has one of these values. Whoever
   * only holds the post for another is warned.
   */
  burdens?: { field: FieldName; in: string[] };
  /**
   * Open at once, but answered only from the day of the appointment, or from the day given last in fields of another
   * step; what may be chosen anytime stays possible before.
   */
  availableFrom?: "appointment-day" | { step: StepId; date: FieldName; start: FieldName };
  /** Due at the latest when the journey departs, and measured from so long before it as its standard time is. */
  dueBefore?: "departure";
  /** For outside steps, and in what the calendar opens: working days until the outcome marked `onDeadline` is recorded. */
  deadlineWorkingDays?: number;
  /** The deadline is at the latest at noon of the last working day before the appointment, and then where no other is said. */
  deadlineBefore?: "appointment";
  /**
   * For rows of somebody outside: how long after they were asked somebody telephones, as a row beside the flow (`opensOn`
   * "silence"); ISO 8601, working days ("P1D") or office time.
   */
  phoneAfter?: string;
  /**
   * For rows of the agency with days for it: how long after their time began whoever they are for is reminded by mail, in
   * place of three quarters of it; ISO 8601, working days ("P2D") or office time. Also where nobody was mailed before.
   */
  remindAfter?: string;
  /**
   * For outside steps: the date field of an earlier row with the last day on which they may answer; then the outcome marked
   * `onDeadline` is recorded. It lies before the appointment, or before the day in the field `before` while none is known.
   */
  deadlineOn?: { field: FieldName; before?: FieldName };
  /** For decisions: several open tasks of this row may be decided in one disposition (a month's plan). */
  batch?: boolean;
  readyTexts?: ReadyTextId[];
  notices?: NoticeId[];
  /** Safety net after which the workflow stops waiting (ISO 8601, days): reported, never silent. */
  timeout?: string;
  outsideSop?: Extension;
}

/**
 * Fields that hold an appointment: one `slot` field, a date with start and end, or the sessions of a group in a field of
 * kind `rows` with the columns `date`, `start`, `end` and `headcount`.
 */
export interface AppointmentSource {
  step: StepId;
  outcome?: string;
  slot?: FieldName;
  date?: FieldName;
  start?: FieldName;
  end?: FieldName;
  rows?: FieldName;
}

/**
 * Fields of a journey to the appointment, each as given last: where to, when to be there, minutes of travel one way, the
 * vehicle, and the staff fields of who goes. Vehicle and people are taken from the departure until the return.
 */
export interface Journey {
  place: FieldName;
  arrival: FieldName;
  travelMinutes: FieldName;
  vehicle: FieldName;
  crew: FieldName[];
}

/** What the recap book counts readers by, beside their sex. */
export type ReaderTrait = "category" | "membership" | "ageGroup" | "education" | "occupation";

/**
 * Fields in which readers say who they are and officers record what was read. The options of these fields are the
 * classes that are counted; `heading` is what a table of statistics writes above them.
 */
export interface ReaderFields {
  /** The sex of who comes alone; of a group its size, how many are of one sex, and which the others are of. */
  sex: {
    field: FieldName;
    heading: string;
    group: { size: FieldName; counted: { field: FieldName; as: string }; others: string };
  };
  traits: Record<ReaderTrait, { field: FieldName; heading: string }>;
  questions: { asked: FieldName; answered: FieldName };
  /** Copies read, counted by class. */
  books: FieldName;
}

/**
 * The sheet on which a day without the service is kept, entered later as sums and not reader by reader; and which of its
 * fields counts what. Options are the classes of `ReaderFields`.
 */
export interface DaySheet {
  fields: Field[];
  rules: FormRule[];
  /** People by sex: together how many came. */
  sexes: FieldName;
  traits: Record<ReaderTrait, FieldName>;
  questions: { asked: FieldName; answered: FieldName };
  books: FieldName;
}

/** What a table does in the reading room: open its day, serve a reader, report its month. */
export type ReadingPart = { part: "opening" } | { part: "visit"; readers: ReaderFields } | { part: "report" };

export interface Procedure {
  id: string;
  /** Folder of its SOP, where several procedures carry out one SOP. */
  folder?: string;
  /** Number of the SOP in the agency's document. */
  sop: number;
  title: Text;
  /** Prefix of its case numbers: KJG-2026-00001. */
  code: string;
  /** A published version never changes; a change is a new version. */
  version: number;
  requester: ActorId;
  /** Roles that this table brings, beside those of the agency (`actors.ts`). */
  actors?: Record<string, Actor>;
  /** What is asked for, in a sentence for people: "kunjungan". */
  noun?: Text;
  /** What the public form is called, and its buttons, where it is not called a request ("Permohonan ..."). */
  form?: { title: Text; ask: Text; send: Text };
  /**
   * The answer that people outside were promised: within so many working days, or those of the agency's settings; it is given
   * when one of these rows is answered.
   */
  promise?: { keptBy: StepId[]; workingDays?: number };
  /** To whom letters go, where an institution asks: its head, by the kind that the request names; others as persons. */
  addressee?: { kind: FieldName; position: FieldName; heads: Record<string, Text> };
  /** What the front page says about a service with a public form; the duration is what is promised unless given. */
  service?: { requirements: Text; duration?: Text };
  /** Fields of the entry form that say who asks; `subject` names the case in lists. */
  contact: { subject: FieldName; name?: FieldName; email?: FieldName; phone?: FieldName };
  /** Fields of the entry form that a decision needs at one glance; the rest stands on the page of the case. */
  summary: FieldName[];
  /** Fields of the entry form about the incoming letter, as the register records it. */
  incomingLetter?: {
    number: FieldName;
    date: FieldName;
    about: FieldName;
    file: FieldName;
    urgency: { step: StepId; field: FieldName };
  };
  /** Where the time of the appointment is answered; the latest answer counts. */
  appointment?: {
    /** Field of the entry form with the number of people expected. */
    headcount: FieldName;
    sources: AppointmentSource[];
    /** Where the number of people who came is answered. */
    attendance?: { step: StepId; field: FieldName };
  };
  /** For appointments elsewhere: what it takes to go there. They are made known in the public schedule. */
  journey?: Journey;
  /** Fields with the first and the last day on which what came of a case is in force (an agreement). */
  validity?: { from: FieldName; until: FieldName };
  /** People served are asked how it was (satisfaction survey): when the case has ended well, or once a step is answered. */
  survey?: { after: "ending" | (string & {}) };
  /** The table's part in the reading room, its pages and its recap book. */
  reading?: ReadingPart;
  /** How a day that was kept on paper is entered, where the table serves readers. */
  daySheet?: DaySheet;
  /** Worked on a page of its own (the reading room), so that its tasks do not crowd the list of what is mine. */
  ownPage?: true;
  steps: Step[];
  /** Outcomes that may be chosen at several steps, whatever is waiting there (a requester withdraws). */
  anytime?: (Outcome & { during: StepId[] })[];
  /** Rows beside the flow: the case goes on while they are done. */
  aside?: Aside[];
}

/** A row outside the SOP that the workflow does not wait for, opened by something that happens; of each kind one. */
export interface Aside extends Omit<Step, "outcomes" | "number"> {
  number: null;
  /**
   * `unreachable`: a mail to the requester did not arrive, or there is no address to send it to. `silence`: somebody outside has
   * not answered yet, see `Step.phoneAfter`; it is done with once they have, or somebody has for them.
   */
  opensOn: "unreachable" | "silence";
  outcomes: (Omit<Outcome, "to"> & { to: "aside" })[];
}
