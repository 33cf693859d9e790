/** Responses of the public routes: forms, tracking, schedule, survey. */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, FieldName, FormRule, Language, Text } from "../../statemachines/language/vocabulary.ts";
import type { RestoredView } from "./restoration.ts";
import type { CaseStatus, FactView, FormAids, OutcomeView, OutsideView, SlotView } from "./shared.ts";

/** GET /api/agency: what a page needs before it knows anything else. */
export interface AgencyView {
  name: string;
  government: string;
  /** Two letters in the round mark of the letterhead. */
  mark: string;
  /** Accent colours, CSS. */
  accent: { light: string; dark: string };
  zone: string;
  phone: string;
  email: string;
  address: string;
  privacyEmail: string;
  complaints: string;
  /** The service was restored from a copy, and letters and numbers wait; null as a rule. */
  restored: RestoredView | null;
  /** OIDC settings of the staff sign-in. */
  signIn: { issuer: string; clientId: string };
  /** What visitors read, in the agency's own words or the usual ones: plain text with line breaks; null: nothing. */
  texts: Record<"welcome" | "notice" | "privacy", Text | null>;
  /** `public`: offered to everybody on the front page; cases of the others are begun inside. */
  procedures: { id: string; title: Text; steps: number; public: boolean }[];
}

/** GET /api/procedures/{procedure}/request-form, and GET /api/staff/forms/{procedure} for staff who type it in. */
export interface RequestFormView {
  procedure: string;
  title: Text;
  /** What the form and its buttons are called; null where it is a request for what the title says. */
  words: { title: Text; ask: Text; send: Text } | null;
  fields: Field[];
  rules: FormRule[];
  context: FormContext;
  /** More visitors than this are received in several sessions; null where nobody is received in the room. */
  capacity: number | null;
  /** The field that says how many come, where there is a capacity. */
  headcount: FieldName | null;
  /** The field of the e-mail address, where people outside may leave it empty and are called then; else null. */
  optionalEmail: FieldName | null;
  /**
   * Where an incoming letter is typed in by staff: the fields that tell letters apart, and the one that names the case in
   * which it is registered already.
   */
  letter: { fields: FieldName[]; sameLetter: FieldName } | null;
  /** For `staff` fields: role -> people; nobody on public forms. */
  staff: FormAids["staff"];
  /** For `case` fields: name of the field -> cases that may be chosen; none on public forms. */
  cases: FormAids["cases"];
  /** What the fields begin with, where the request is made from an earlier case; else nothing. */
  values?: Record<string, unknown>;
  /** What is consented to, and its version, which is sent with the request. */
  consent: { version: string; text: Text };
  /** Standar pelayanan: what it costs, how long it takes, what is needed, where to complain. */
  service: { requirements: Text; duration: Text; cost: Text; complaints: Text };
}

/** GET /api/procedures/{procedure}/without-email: whether a request without e-mail would be taken from the asker now. */
export interface WithoutEmailView {
  taken: boolean;
}

/** POST /api/uploads: where to send the file, as a multipart form with `fields` first and the file last. */
export interface UploadView {
  file: string;
  url: string;
  fields: Record<string, string>;
}

/** POST /api/found/code, 202, whether there is such a request or not; it was mailed to the address given with it. */
export interface CodePerhapsSentView {
  minutes: number;
}

/** POST /api/found/proof: the request of this number is the asker's. */
export interface FoundView {
  /** Path of its page. */
  tracking: string;
}

/** POST /api/requests, 202: a code was mailed; the same request comes again with it. */
export interface CodeSentView {
  /** The address, as mail can carry it. */
  codeSentTo: string;
  /** Minutes for which it counts. */
  minutes: number;
}

/** POST /api/requests, 202: somebody will call; it is no case yet. */
export interface WillCallView {
  callTo: string;
  /** Instant after which it is forgotten if nobody has called. */
  until: string;
}

/** POST /api/requests, 201. `tracking` is a path. */
export interface CaseCreatedView {
  case: string;
  tracking: string;
  /** Working days within which an answer is promised; null where none is. */
  promisedDays: number | null;
}

/** What the requester is asked: the page where it is answered, and what may be chosen there. */
export interface TrackedQuestion {
  path: string;
  text: string;
  /** Instant; null: now. */
  availableFrom: string | null;
  outcomes: Pick<OutcomeView, "id" | "label" | "tone">[];
}

/** GET /api/tracking/{link} */
export interface TrackingView {
  case: string;
  /** In which whoever asked reads: what a page begins in on a device on which nobody chose another. */
  language: Language;
  title: Text;
  subject: string;
  /** For programs; people read `told`. */
  status: CaseStatus;
  createdAt: string;
  facts: FactView[];
  told: OutsideView;
  /** Reply letters, newest first, as plain text. */
  letters: { title: string; sentAt: string; text: string }[];
  /** Path of the page where the requester answers now, if anything is asked. */
  answer: TrackedQuestion | null;
  cancel: { nonce: string } | null;
  /** What may be changed as long as nobody has decided, filled in; `seen` is sent back with it. */
  change: {
    nonce: string;
    seen: number;
    fields: Field[];
    rules: FormRule[];
    values: Record<string, unknown>;
    context: FormContext;
  } | null;
  /** What has to be proved before anything is done here; null where the browser is known as the requester's. */
  proof: { maskedEmail: string | null; shared: boolean } | null;
  /**
   * Staff entered another e-mail address, and the requester is asked whether it is theirs: which, on a browser that is known.
   */
  address: { asked: { source: string; maskedEmail: string; nonce: string } | null } | null;
  /** Whether the browser is known as the requester's, who may then see and end such devices. */
  known: boolean;
  /** Path of the page where the requester is asked how the service was; null before it was given, and once answered. */
  survey: string | null;
}

/** GET /api/shown/{case}/{link}: what the link shows that staff pass on; nothing of people, letters or files. */
export interface ShownView {
  case: string;
  /** See `TrackingView`. */
  language: Language;
  title: Text;
  /** For programs; people read the headline. */
  status: CaseStatus;
  headline: string;
  times: SlotView[];
  place: string | null;
}

/** GET /api/schedule: where the agency comes to in the next days; nothing about hosts. The same as a calendar: /api/schedule.ics */
export interface PublicScheduleView {
  zone: string;
  /** First and last day that is shown, YYYY-MM-DD. */
  from: string;
  until: string;
  stops: { date: string; start: string; end: string; place: string; service: Text; postponed: boolean }[];
}

/** GET /api/surveys/{case}/{link}, and /api/tracking/{link}/survey in mails of before: the satisfaction survey of a case. */
export interface SurveyFormView {
  /** See `TrackingView`. */
  language: Language;
  title: Text;
  /** Whether the service has been given. */
  open: boolean;
  answered: boolean;
  fields: Field[];
  context: FormContext;
}

/** Index of some answers: means and `skm` 1 to 4, `ikm` 25 to 100, all with two decimals. */
export interface SurveyIndexFigures {
  respondents: number;
  elements: { number: number; label: Text; mean: number }[];
  skm: number;
  ikm: number;
  category: "A" | "B" | "C" | "D";
}

/** GET /api/survey-index?year=2026, or &half=1 */
export interface SurveyIndexView {
  year: number;
  /** First or second half; null: the whole year. */
  half: 1 | 2 | null;
  /** First and last day of the period, YYYY-MM-DD. */
  from: string;
  until: string;
  /** Answers from which on figures are published. */
  minimum: number;
  /** Null where there are too few answers. */
  all: SurveyIndexFigures | null;
  services: { id: string; title: Text; index: SurveyIndexFigures | null }[];
  /** Who answered, as they said; nothing where `all` is null. */
  people: { label: Text; counts: { label: Text; count: number }[] }[];
}

/**
 * GET /api/papers/{case}/{link}: what a paper is, and whether it still holds, for whoever holds it; nothing of people outside.
 * Days are YYYY-MM-DD.
 */
export interface IssuedPaperView {
  kind: Text;
  /** As it is printed; null on papers without one. */
  number: string | null;
  date: string;
  /** Hal, as it is printed; null where there is none, or it may name somebody. */
  about: string | null;
  /** The official whose name it bears. */
  signer: { title: string; name: string } | null;
  pages: number;
  /**
   * Of the PDF as it was drawn, kept and mailed, byte for byte: not of a scan or print, nor of a copy that was saved anew. Null
   * once that is erased, for a hash tells who guesses the names in it right.
   */
  file: { bytes: number; /** SHA-256, hex. */ hash: string } | null;
  standing:
    | { is: "valid" }
    /** By the newest of its kind in its case. */
    | { is: "replaced"; number: string | null; date: string }
    | { is: "void"; date: string };
}

/** GET /api/guest-books/{case}/{link}: a page to write into, and nothing else of the case. */
export type GuestBookPageView =
  | {
      page: "open";
      /** See `TrackingView`. */
      language: Language;
      /** The instant (ISO 8601) from which it may be stored; null: now. */
      from: string | null;
      /** The institution that comes; null where a person does, whom nobody else need know of. */
      who: string | null;
      /** What those who come are called. */
      role: Text;
      fields: Field[];
      rules: FormRule[];
      outcome: { id: string; label: Text };
      /** Persons that the room holds. */
      holds: number;
      context: FormContext;
    }
  /** Somebody has written into it. */
  | { page: "signed" }
  /** The visit is over, or will not be. */
  | { page: "over" };

/** GET /api/staff/reading/guest-books: what the kiosk offers to those who come today. */
export interface GuestBooksView {
  books: (GuestBookPageView & { page: "open" } & { case: string })[];
}
