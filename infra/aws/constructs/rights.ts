/** What a manifest row lets its function do, as statements; the only place where rights of functions are made. */
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { FileRight, FunctionRow, TableAccess } from "../../../functions/manifest.ts";
import { currentVersion, fileFolders } from "../../names.ts";

export interface Right {
  statement: PolicyStatement;
  /** Why a resource ends in a wildcard, where one does. */
  wildcard?: string;
}

/** What rights are about. */
export interface RightsOver {
  table: { arn: string; indexes: string[] };
  lettersBucketArn: string;
  mail: { resources: string[]; address: string };
  machines: { arn: string; executions: string }[];
}

const readItems = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const writeItems = ["dynamodb:PutItem", "dynamodb:UpdateItem"];

export function rightsOf(row: FunctionRow, over: RightsOver): Right[] {
  return [
    ...tableRights(row, over.table),
    ...fileRights(row, over.lettersBucketArn),
    ...mailRights(row, over.mail),
    ...workflowRights(row, over.machines),
  ];
}

function tableRights({ table: access }: FunctionRow, table: RightsOver["table"]): Right[] {
  const indexes = table.indexes.map((index) => `${table.arn}/index/${index}`);
  const reads = allow("ReadTable", readItems, [table.arn, ...indexes]);
  const writes = allow("WriteTable", writeItems, [table.arn]);
  return upTo(access, [reads], [writes]);
}

/**
 * Nobody but whoever accepts a file writes where accepted ones stay, each under its hash, and nobody removes or writes
 * anything where they were kept before: that is how a file that was accepted never changes.
 */
function fileRights({ files }: FunctionRow, bucketArn: string): Right[] {
  const wildcard = "Each file is an object of its own, named by chance or by its hash.";
  const within = (folders: (keyof typeof fileFolders)[]) => folders.map((name) => `${bucketArn}/${fileFolders[name]}*`);
  const right = (sid: string, action: string, folders: (keyof typeof fileFolders)[]): Right => ({
    ...allow(sid, [action], within(folders)),
    wildcard,
  });
  const may: Record<FileRight, Right[]> = {
    take: [right("TakeUploads", "s3:PutObject", ["uploads"])],
    keep: [right("ReadUploads", "s3:GetObject", ["uploads"]), right("KeepFiles", "s3:PutObject", ["kept"])],
    store: [right("StoreFiles", "s3:PutObject", ["kept"])],
    "note-erasure": [right("NoteErasures", "s3:PutObject", ["erased"])],
    erase: [right("EraseFiles", "s3:DeleteObject", ["kept", "before"])],
    serve: [right("ServeFiles", "s3:GetObject", ["kept", "before"])],
  };
  // Without it S3 answers "forbidden" for a file that never came, and nobody could tell that from a fault. Asking for
  // one file names no prefix, so a condition on the prefix would take the right away again.
  const seesMissing = files.length > 0 ? [allow("SeeMissingFiles", ["s3:ListBucket"], [bucketArn])] : [];
  return [...files.flatMap((each) => may[each]), ...seesMissing];
}

function mailRights({ mails }: FunctionRow, { resources, address }: RightsOver["mail"]): Right[] {
  const fromTheOneAddress = { StringEquals: { "ses:FromAddress": address } };
  const send = allow("SendMail", ["ses:SendRawEmail"], resources, fromTheOneAddress);
  const tryAgain = {
    ...allow("TryAddressesAgain", ["ses:DeleteSuppressedDestination"], ["*"]),
    wildcard: "The account has one suppression list, which AWS knows as no resource.",
  };
  return [...(mails ? [send] : []), ...(mails === "again" ? [tryAgain] : [])];
}

/** Step Functions judges by the machine's own ARN, also where a call names an alias or the case runs on a version. */
function workflowRights({ starts, resumes }: FunctionRow, machines: RightsOver["machines"]): Right[] {
  const arns = machines.map(({ arn }) => arn);
  const throughAlias = { StringEquals: { "states:StateMachineQualifier": currentVersion } };
  const start = allow("StartCases", ["states:StartExecution"], arns, throughAlias);
  const executions = machines.map((machine) => machine.executions);
  const lookAfter = {
    ...allow("LookAfterCases", ["states:DescribeExecution", "states:StopExecution"], executions),
    wildcard: "Each case has an execution of its own, named by its number.",
  };
  const resume = allow("ResumeCases", ["states:SendTaskSuccess"], arns);
  return [...(starts ? [start, lookAfter] : []), ...(resumes ? [resume] : [])];
}

function allow(sid: string, actions: string[], resources: string[], conditions: Record<string, unknown> = {}): Right {
  return { statement: new PolicyStatement({ sid, actions, resources, conditions }) };
}

function upTo(access: TableAccess, reads: Right[], writes: Right[]): Right[] {
  if (access === "none") return [];
  return access === "read" ? reads : [...reads, ...writes];
}
