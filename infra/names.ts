/** Names of what the service is made of; one place, used by the CDK app and by the local host. */

/** The one table, its keys and its two sparse indexes. */
export const table = {
  name: "alur-pustaka",
  partitionKey: "pk",
  sortKey: "sk",
  /** Epoch seconds after which an item counts for nothing, and is removed by itself; few have it. */
  goneAt: "goneAt",
  /** What people list: an actor's open tasks by due time, cases by procedure. */
  listIndex: { name: "list", partitionKey: "listPk", sortKey: "listSk" },
  /** What the sweep drives: starts, mails, resumes and deadlines by the time they are to be looked at. */
  todoIndex: { name: "todo", partitionKey: "todoPk", sortKey: "todoSk" },
} as const;

/**
 * The agency and its people in the table, which the host and a deployment put in too: where they stand, and the version
 * of their shape (`functions/adapters/items/kinds.ts`).
 */
export const agencyItems = {
  settings: { pk: "AGENCY", sk: "SETTINGS" },
  staff: { pk: "STAFF" },
  stamp: { v: 1 },
} as const;

/** Folders of the bucket of files. */
export const fileFolders = {
  /** What browsers have sent: nobody has accepted it yet, so it goes after a day. */
  uploads: "uploads/",
  /** What was accepted, each under the hash of its bytes. */
  kept: "files/",
  /** What was accepted while it still stayed where it was uploaded; nobody writes there any more. */
  before: "letters/",
  /** Of which cases something was erased, so that it is erased again where a copy brings it back. */
  erased: "erased/",
} as const;

/** Where it is noted that a class of what a case held is erased. */
export function erasureKey(caseId: string, erased: string): string {
  return `${fileFolders.erased}${caseId}/${erased}`;
}

/** CloudWatch namespace of an agency's figures: its own, where several share an account. */
export function metricsNamespace(agency: string): string {
  return `AlurPustaka/${agency}`;
}

/** Environment variables that a function may need, with what they hold. */
export const variables = {
  TABLE_NAME: "name of the table",
  METRICS_NAMESPACE: "on AWS: CloudWatch namespace of the agency's figures; else empty, for nobody reads them",
  PUBLIC_URL: "address people open, without a slash at the end",
  LINK_SECRET: "secret from which links are derived",
  DEVICE_SECRET: "secret from which nonces and device cookies are derived; on AWS the same",
  ORIGIN_SECRETS:
    "on AWS: secrets by which CloudFront shows that a request came through it, the one of today first; else empty",
  LETTERS_BUCKET: "bucket of uploaded letters, and of notes on what was erased",
  STATE_MACHINES: "JSON object: name of a machine -> ARN by which its executions are started",
  MAIL_FROM: "sender, 'Name <address>'",
  OIDC_ISSUER: "issuer of the staff sign-in tokens",
  OIDC_CLIENT_ID: "client id of the staff app",
} as const;

/**
 * Name of the state machine whose definition a file holds: `official-visit/machine.asl.json`, and later versions of the table
 * in `official-visit/machine.v2.asl.json`; null for any other file.
 */
export function machineOfFile(folderName: string, fileName: string): string | null {
  const [isMachine, version] = /^machine(?:\.(v\d+))?\.asl\.json$/.exec(fileName) ?? [null];
  if (isMachine === null) return null;
  return version === undefined ? folderName : `${folderName}-${version}`;
}

/** Alias of the machine version that new cases start with. */
export const currentVersion = "current";

/** Function names in a state machine definition: placeholder -> manifest name. */
export const machineSubstitutions = { OpenTask: "open-task", RunActions: "run-actions" } as const;
