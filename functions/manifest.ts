/**
 * The map of the back end: one row per Lambda function. The local host and the CDK app are both driven by it, so a
 * route, a variable or a right cannot exist in one place only. Data only; imports nothing.
 */

/** What a function may do with the table; `write` includes reading. */
export type TableAccess = "none" | "read" | "write";

/**
 * What a function does with files: gives out forms by which browsers upload them; keeps what was accepted, by its hash;
 * hands out what is kept.
 */
export type FileRight = "take" | "keep" | "serve";

export interface Route {
  method: "GET" | "POST";
  path: string;
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
    | { kind: "execution-events" };
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

const everywhere = ["TABLE_NAME", "PUBLIC_URL", "LINK_SECRET", "DEVICE_SECRET"];
const overHttp = [...everywhere, "ORIGIN_SECRETS"];

export const manifest: FunctionRow[] = [
  {
    name: "public",
    file: "functions/http/public.ts",
    trigger: {
      kind: "http",
      audience: "public",
      routes: [
        { method: "GET", path: "/api/agency" },
        { method: "GET", path: "/api/procedures/{procedure}/request-form" },
        { method: "POST", path: "/api/uploads" },
        { method: "POST", path: "/api/requests" },
        { method: "GET", path: "/api/tracking/{link}" },
        { method: "GET", path: "/api/tracking/{link}/devices" },
        { method: "POST", path: "/api/tracking/{link}/devices/end" },
        { method: "GET", path: "/api/schedule" },
        { method: "GET", path: "/api/schedule.ics" },
        { method: "GET", path: "/api/tracking/{link}/survey" },
        { method: "POST", path: "/api/tracking/{link}/survey" },
        { method: "GET", path: "/api/survey-index" },
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
        { method: "GET", path: "/api/decisions/{link}" },
        { method: "POST", path: "/api/decisions/{link}" },
        { method: "POST", path: "/api/decisions/{link}/code" },
        { method: "POST", path: "/api/decisions/{link}/proof" },
        { method: "GET", path: "/api/decisions/{link}/files/{file}" },
        { method: "GET", path: "/api/shown/{case}/{link}" },
        { method: "POST", path: "/api/tracking/{link}/code" },
        { method: "POST", path: "/api/tracking/{link}/proof" },
        { method: "POST", path: "/api/tracking/{link}/address" },
        { method: "POST", path: "/api/tracking/{link}/cancel" },
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
        { method: "GET", path: "/api/staff/me" },
        { method: "POST", path: "/api/staff/sign-out" },
        { method: "GET", path: "/api/staff/devices" },
        { method: "POST", path: "/api/staff/devices/end" },
        { method: "GET", path: "/api/staff/forms" },
        { method: "GET", path: "/api/staff/forms/{procedure}" },
        { method: "POST", path: "/api/staff/forms/{procedure}/letter" },
        { method: "POST", path: "/api/staff/cases" },
        { method: "GET", path: "/api/staff/unconfirmed" },
        { method: "POST", path: "/api/staff/unconfirmed/{request}/confirm" },
        { method: "POST", path: "/api/staff/unconfirmed/{request}/drop" },
        { method: "GET", path: "/api/staff/tasks" },
        { method: "GET", path: "/api/staff/cases" },
        { method: "GET", path: "/api/staff/cases/{case}" },
        { method: "POST", path: "/api/staff/cases/{case}/link" },
        { method: "POST", path: "/api/staff/cases/{case}/shown/revoke" },
        { method: "GET", path: "/api/staff/cases/{case}/changes" },
        { method: "POST", path: "/api/staff/cases/{case}/changes" },
        { method: "POST", path: "/api/staff/changes" },
        { method: "GET", path: "/api/staff/cases/{case}/files/{file}" },
        { method: "GET", path: "/api/staff/tasks/{case}/{task}" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}/start" },
        { method: "POST", path: "/api/staff/tasks/{case}/{task}/clashes" },
        { method: "GET", path: "/api/staff/register/{year}" },
        { method: "GET", path: "/api/staff/register/{year}/export" },
        { method: "GET", path: "/api/staff/reading" },
        { method: "GET", path: "/api/staff/reading/guest-book" },
        { method: "GET", path: "/api/staff/reading/recaps/{month}" },
        { method: "GET", path: "/api/staff/reading/recaps/{month}/export" },
        { method: "POST", path: "/api/staff/reading/days/{date}" },
        { method: "GET", path: "/api/staff/closed-days" },
        { method: "GET", path: "/api/staff/plans/{month}" },
        { method: "POST", path: "/api/staff/dispositions" },
        { method: "GET", path: "/api/staff/agreements" },
        { method: "GET", path: "/api/staff/surveys/{year}" },
        { method: "GET", path: "/api/staff/cases/{case}/survey" },
        { method: "POST", path: "/api/staff/cases/{case}/survey" },
        { method: "GET", path: "/api/staff/restoration" },
        { method: "POST", path: "/api/staff/restoration/mails" },
        { method: "POST", path: "/api/staff/restoration/end" },
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
    files: [],
    mails: "again",
    starts: true,
    resumes: true,
    variables: [...everywhere, "MAIL_FROM", "STATE_MACHINES"],
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
    variables: ["TABLE_NAME"],
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
    variables: ["TABLE_NAME", "STATE_MACHINES"],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
];
