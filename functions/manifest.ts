/**
 * The map of the back end: one row per Lambda function. The local host and the CDK app are both driven by it, so a
 * route, a variable or a right cannot exist in one place only. Data only; imports nothing.
 */

/** What a function may do with the table; `write` includes reading. */
export type TableAccess = "none" | "read" | "write";

/**
 * What a function does with files: gives out forms by which browsers upload them; keeps what was accepted, by its hash;
 * stores what it made itself, likewise; hands out what is kept; notes that something is to be erased; erases it.
 */
export type FileRight = "take" | "keep" | "store" | "serve" | "note-erasure" | "erase";

/**
 * Whom a route tells something, or lets do something. Of people outside: anybody; whoever has the link. Of the staff: the own
 * things of whoever is signed in; what is in lists, line by line; and else whoever has the right (reading rights:
 * `statemachines/language/reading-rights.ts`, what is done: the rows and `change-rights.ts`). `test/http/who-reads-what.test.ts`
 * tries every route with every role.
 */
export type Reads =
  | "public"
  | "tracking-link"
  | "task-link"
  | "shown-link"
  | "survey-link"
  | "guest-book-link"
  | "paper-link"
  | "own"
  | "list"
  | "begin"
  | "answer"
  | "change"
  | "case"
  | "task"
  | "file"
  | "contacts"
  | "letters"
  | "journeys"
  | "agreements"
  | "surveys"
  | "reading-room"
  | "administrator"
  | "administration"
  | "colleagues"
  | "posts"
  | "unconfirmed"
  | "data-protection"
  | "log"
  | "service-levels";

export interface Route {
  method: "GET" | "POST";
  path: string;
  reads: Reads;
}

export interface FunctionRow {
  /** Name of the function, without the agency's prefix. */
  name: string;
  /** Module with the exported `handler`. */
  file: string;
  /** What calls it. `staff` routes stand behind the JWT authorizer. */
  trigger:
    | { kind: "http"; audience: "public" | "staff"; routes: Route[] }
    | { kind: "step" }
    | { kind: "schedule"; everyMinutes: number }
    /** Reports of SES about mails that did not arrive. */
    | { kind: "mail-events" }
    /** Reports of Step Functions about executions that failed, timed out or were stopped. */
    | { kind: "execution-events" }
    /** The dashboard, with the rights of whoever looks at it. */
    | { kind: "widget" };
  table: TableAccess;
  files: readonly FileRight[];
  /** May send mail; `again`: also to addresses that refused it before. */
  mails: boolean | "again";
  /** May start workflow executions, and look after those that were started. */
  starts: boolean;
  /** May resume a waiting workflow (SendTask*). */
  resumes: boolean;
  /** Environment variables it needs, by the names in `infra/names.ts`. */
  variables: string[];
  memoryMb: number;
  timeoutSeconds: number;
}

const everywhere = ["TABLE_NAME", "METRICS_NAMESPACE", "PUBLIC_URL", "LINK_SECRET", "DEVICE_SECRET"];
const overHttp = [...everywhere, "ORIGIN_SECRETS"];

export const manifest: FunctionRow[] = [
  {
    name: "public",
    file: "functions/http/public.ts",
    trigger: {
      kind: "http",
      audience: "public",
      routes: [
        { method: "GET", path: "/api/agency", reads: "public" },
        { method: "GET", path: "/api/procedures/{procedure}/request-form", reads: "public" },
        { method: "GET", path: "/api/procedures/{procedure}/without-email", reads: "public" },
        { method: "POST", path: "/api/uploads", reads: "public" },
        { method: "POST", path: "/api/requests", reads: "public" },
        { method: "GET", path: "/api/tracking/{link}", reads: "tracking-link" },
        { method: "GET", path: "/api/tracking/{link}/devices", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/devices/end", reads: "tracking-link" },
        { method: "GET", path: "/api/tracking/{link}/personal-data", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/personal-data", reads: "tracking-link" },
        { method: "GET", path: "/api/schedule", reads: "public" },
        { method: "GET", path: "/api/schedule.ics", reads: "public" },
        { method: "GET", path: "/api/tracking/{link}/survey", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/survey", reads: "tracking-link" },
        { method: "GET", path: "/api/surveys/{case}/{link}", reads: "survey-link" },
        { method: "POST", path: "/api/surveys/{case}/{link}", reads: "survey-link" },
        { method: "GET", path: "/api/survey-index", reads: "public" },
        { method: "GET", path: "/api/papers/{case}/{link}", reads: "paper-link" },
      ],
    },
    table: "write",
    files: ["take", "keep"],
    mails: true,
    starts: true,
    resumes: false,
    variables: [...overHttp, "LETTERS_BUCKET", "STATE_MACHINES", "MAIL_FROM", "OIDC_ISSUER", "OIDC_CLIENT_ID"],
    memoryMb: 512,
    timeoutSeconds: 15,
  },
  {
    name: "decision",
    file: "functions/http/decision.ts",
    trigger: {
      kind: "http",
      audience: "public",
      routes: [
        { method: "GET", path: "/api/decisions/{link}", reads: "task-link" },
        { method: "POST", path: "/api/decisions/{link}", reads: "task-link" },
        { method: "POST", path: "/api/decisions/{link}/code", reads: "task-link" },
        { method: "POST", path: "/api/decisions/{link}/proof", reads: "task-link" },
        { method: "GET", path: "/api/decisions/{link}/files/{file}", reads: "task-link" },
        { method: "GET", path: "/api/shown/{case}/{link}", reads: "shown-link" },
        { method: "GET", path: "/api/guest-books/{case}/{link}", reads: "guest-book-link" },
        { method: "POST", path: "/api/guest-books/{case}/{link}", reads: "guest-book-link" },
        { method: "POST", path: "/api/found/code", reads: "public" },
        { method: "POST", path: "/api/found/proof", reads: "public" },
        { method: "POST", path: "/api/tracking/{link}/code", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/proof", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/address", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/change", reads: "tracking-link" },
        { method: "POST", path: "/api/tracking/{link}/cancel", reads: "tracking-link" },
      ],
    },
    table: "write",
    files: ["keep", "serve"],
    mails: true,
    starts: false,
    resumes: true,
    variables: [...overHttp, "LETTERS_BUCKET", "MAIL_FROM", "OIDC_ISSUER", "OIDC_CLIENT_ID"],
    memoryMb: 512,
    timeoutSeconds: 15,
  },
  {
    name: "staff",
    file: "functions/http/staff.ts",
    trigger: {
      kind: "http",
      audience: "staff",
      routes: [
        { method: "GET", path: "/api/staff/me", reads: "own" },
        { method: "POST", path: "/api/staff/sign-out", reads: "own" },
        { method: "GET", path: "/api/staff/devices", reads: "own" },
        { method: "POST", path: "/api/staff/devices/end", reads: "own" },
        { method: "POST", path: "/api/staff/address", reads: "own" },
        { method: "GET", path: "/api/staff/addresses", reads: "colleagues" },
        { method: "POST", path: "/api/staff/addresses/{member}", reads: "colleagues" },
        { method: "GET", path: "/api/staff/forms", reads: "own" },
        { method: "GET", path: "/api/staff/forms/{procedure}", reads: "begin" },
        { method: "GET", path: "/api/staff/sheets", reads: "own" },
        { method: "POST", path: "/api/staff/forms/{procedure}/letter", reads: "begin" },
        { method: "POST", path: "/api/staff/cases", reads: "begin" },
        { method: "GET", path: "/api/staff/unconfirmed", reads: "unconfirmed" },
        { method: "POST", path: "/api/staff/unconfirmed/{request}/confirm", reads: "unconfirmed" },
        { method: "POST", path: "/api/staff/unconfirmed/{request}/drop", reads: "unconfirmed" },
        { method: "GET", path: "/api/staff/tasks", reads: "list" },
        { method: "GET", path: "/api/staff/cases", reads: "list" },
        { method: "GET", path: "/api/staff/cases/{case}", reads: "case" },
        { method: "POST", path: "/api/staff/cases/{case}/link", reads: "contacts" },
        { method: "POST", path: "/api/staff/cases/{case}/shown/revoke", reads: "contacts" },
        { method: "GET", path: "/api/staff/cases/{case}/changes", reads: "change" },
        { method: "POST", path: "/api/staff/cases/{case}/changes", reads: "change" },
        { method: "POST", path: "/api/staff/changes", reads: "change" },
        { method: "GET", path: "/api/staff/cases/{case}/files/{file}", reads: "file" },
        { method: "GET", path: "/api/staff/tasks/{case}/{task}", reads: "task" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}", reads: "answer" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}/start", reads: "answer" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}/remind", reads: "task" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}/clashes", reads: "task" },
        { method: "GET", path: "/api/staff/reading", reads: "reading-room" },
        { method: "GET", path: "/api/staff/reading/guest-book", reads: "reading-room" },
        { method: "GET", path: "/api/staff/reading/recaps/{month}", reads: "reading-room" },
        { method: "GET", path: "/api/staff/reading/recaps/{month}/export", reads: "reading-room" },
        { method: "POST", path: "/api/staff/reading/days/{date}", reads: "begin" },
        { method: "POST", path: "/api/staff/reading/days/{date}/paper", reads: "begin" },
        { method: "GET", path: "/api/staff/closed-days", reads: "list" },
        { method: "GET", path: "/api/staff/plans/{month}", reads: "journeys" },
        { method: "POST", path: "/api/staff/dispositions", reads: "answer" },
        { method: "GET", path: "/api/staff/surveys/{year}", reads: "surveys" },
        { method: "GET", path: "/api/staff/reading/surveys/{number}", reads: "reading-room" },
        { method: "POST", path: "/api/staff/reading/surveys/{number}", reads: "reading-room" },
        { method: "GET", path: "/api/staff/reading/guest-books", reads: "reading-room" },
        { method: "POST", path: "/api/staff/reading/guest-books/{case}", reads: "reading-room" },
        { method: "GET", path: "/api/staff/readings", reads: "log" },
      ],
    },
    table: "write",
    files: ["keep", "serve"],
    mails: false,
    starts: true,
    resumes: true,
    variables: [...overHttp, "LETTERS_BUCKET", "STATE_MACHINES"],
    memoryMb: 512,
    timeoutSeconds: 15,
  },
  {
    name: "papers",
    file: "functions/http/papers.ts",
    trigger: {
      kind: "http",
      audience: "staff",
      routes: [
        { method: "GET", path: "/api/staff/register/{year}", reads: "letters" },
        { method: "GET", path: "/api/staff/register/{year}/export", reads: "letters" },
        { method: "GET", path: "/api/staff/outgoing/{year}", reads: "letters" },
        { method: "GET", path: "/api/staff/outgoing/{year}/export", reads: "letters" },
        { method: "GET", path: "/api/staff/agreements", reads: "agreements" },
        { method: "GET", path: "/api/staff/papers/{case}/{paper}", reads: "file" },
        { method: "GET", path: "/api/staff/cases/{case}/papers", reads: "case" },
      ],
    },
    // Who read what is noted.
    table: "write",
    files: ["serve"],
    mails: false,
    starts: false,
    resumes: false,
    variables: [...overHttp, "LETTERS_BUCKET"],
    memoryMb: 512,
    timeoutSeconds: 15,
  },
  {
    name: "personal-data",
    file: "functions/http/personal-data.ts",
    trigger: {
      kind: "http",
      audience: "staff",
      routes: [
        { method: "GET", path: "/api/staff/personal-data", reads: "data-protection" },
        { method: "POST", path: "/api/staff/personal-data/requests", reads: "data-protection" },
        { method: "GET", path: "/api/staff/personal-data/requests/{record}", reads: "data-protection" },
        { method: "POST", path: "/api/staff/personal-data/requests/{record}", reads: "data-protection" },
        { method: "GET", path: "/api/staff/personal-data/requests/{record}/copy", reads: "data-protection" },
        { method: "POST", path: "/api/staff/personal-data/find", reads: "data-protection" },
        { method: "GET", path: "/api/staff/personal-data/incidents", reads: "data-protection" },
        { method: "POST", path: "/api/staff/personal-data/incidents", reads: "data-protection" },
        { method: "GET", path: "/api/staff/personal-data/incidents/{record}", reads: "data-protection" },
        { method: "POST", path: "/api/staff/personal-data/incidents/{record}", reads: "data-protection" },
        { method: "POST", path: "/api/staff/personal-data/incidents/{record}/entries", reads: "data-protection" },
        { method: "GET", path: "/api/staff/personal-data/incident-register", reads: "data-protection" },
      ],
    },
    table: "write",
    files: ["note-erasure"],
    mails: false,
    starts: false,
    resumes: true,
    variables: [...overHttp, "LETTERS_BUCKET"],
    memoryMb: 512,
    timeoutSeconds: 15,
  },
  {
    name: "administration",
    file: "functions/http/administration.ts",
    trigger: {
      kind: "http",
      audience: "staff",
      routes: [
        { method: "GET", path: "/api/staff/substitutions", reads: "list" },
        { method: "POST", path: "/api/staff/substitutions", reads: "posts" },
        { method: "POST", path: "/api/staff/substitutions/end", reads: "posts" },
        { method: "GET", path: "/api/staff/substitutions/{post}/{number}/letter", reads: "posts" },
        { method: "POST", path: "/api/staff/deputy", reads: "posts" },
        { method: "POST", path: "/api/staff/deputy/switch", reads: "posts" },
        { method: "GET", path: "/api/staff/administration/entries", reads: "administration" },
        { method: "GET", path: "/api/staff/administration/people", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/people", reads: "administration" },
        { method: "GET", path: "/api/staff/administration/people/{member}", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/people/{member}", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/people/{member}/standing", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/people/{member}/invitation", reads: "administration" },
        { method: "GET", path: "/api/staff/administration/people-file", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/people-file", reads: "administration" },
        { method: "GET", path: "/api/staff/administration/settings", reads: "administration" },
        { method: "GET", path: "/api/staff/administration/settings/{section}", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/settings/{section}", reads: "administration" },
        { method: "GET", path: "/api/staff/administration/holidays", reads: "administration" },
        { method: "POST", path: "/api/staff/administration/holidays", reads: "administration" },
        { method: "GET", path: "/api/staff/restoration", reads: "administrator" },
        { method: "POST", path: "/api/staff/restoration/mails", reads: "administrator" },
        { method: "POST", path: "/api/staff/restoration/end", reads: "administrator" },
        { method: "GET", path: "/api/staff/service-levels", reads: "service-levels" },
        { method: "GET", path: "/api/staff/service-levels/export", reads: "service-levels" },
      ],
    },
    table: "write",
    files: ["keep", "serve"],
    mails: true,
    starts: false,
    resumes: false,
    variables: [...overHttp, "LETTERS_BUCKET", "MAIL_FROM"],
    memoryMb: 512,
    timeoutSeconds: 15,
  },
  {
    name: "open-task",
    file: "functions/steps/open-task.ts",
    trigger: { kind: "step" },
    table: "write",
    files: [],
    mails: true,
    starts: false,
    resumes: false,
    variables: [...everywhere, "MAIL_FROM"],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
  {
    name: "run-actions",
    file: "functions/steps/run-actions.ts",
    trigger: { kind: "step" },
    table: "write",
    files: [],
    mails: true,
    starts: false,
    resumes: false,
    variables: [...everywhere, "MAIL_FROM"],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
  {
    name: "sweep",
    file: "functions/jobs/sweep.ts",
    trigger: { kind: "schedule", everyMinutes: 1 },
    table: "write",
    files: ["note-erasure", "erase"],
    mails: "again",
    starts: true,
    resumes: true,
    variables: [...everywhere, "LETTERS_BUCKET", "MAIL_FROM", "STATE_MACHINES"],
    memoryMb: 512,
    timeoutSeconds: 55,
  },
  {
    name: "issue-papers",
    file: "functions/jobs/issue-papers.ts",
    trigger: { kind: "schedule", everyMinutes: 1 },
    table: "write",
    files: ["store", "serve"],
    mails: "again",
    starts: false,
    resumes: false,
    variables: [...everywhere, "LETTERS_BUCKET", "MAIL_FROM"],
    memoryMb: 512,
    timeoutSeconds: 55,
  },
  {
    name: "mail-events",
    file: "functions/jobs/mail-events.ts",
    trigger: { kind: "mail-events" },
    table: "write",
    files: [],
    mails: false,
    starts: false,
    resumes: false,
    variables: ["TABLE_NAME", "METRICS_NAMESPACE"],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
  {
    name: "execution-events",
    file: "functions/jobs/execution-events.ts",
    trigger: { kind: "execution-events" },
    table: "write",
    files: [],
    mails: false,
    starts: true,
    resumes: false,
    variables: ["TABLE_NAME", "METRICS_NAMESPACE", "STATE_MACHINES"],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
  {
    name: "service-level-widget",
    file: "functions/jobs/service-level-widget.ts",
    trigger: { kind: "widget" },
    table: "read",
    files: [],
    mails: false,
    starts: false,
    resumes: false,
    variables: ["TABLE_NAME"],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
];
