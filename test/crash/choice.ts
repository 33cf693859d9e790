import type { DecisionDoneView, TaskView } from "../../functions/contract/decision.ts";
import type { ErrorBody } from "../../functions/contract/shared.ts";
import type { Reply } from "../../infra/demo/browser.ts";
import type { CaseRecord } from "./ledger.ts";

/** What somebody means to answer at a step. */
export interface Choice {
  step: string;
  outcome: string;
  note?: string;
  values?: (task: TaskView) => Record<string, unknown>;
}

/** `taken`: the time is somebody else's; `gone`: there is nothing left to answer. */
export type Result = "stored" | "taken" | "gone";

/** Sends an answer that is written down before it is sent, so that one without reply can be looked for later. */
export async function answered(
  record: CaseRecord,
  choice: Choice,
  task: string,
  send: () => Promise<Reply<DecisionDoneView | ErrorBody>>,
): Promise<Result | "again"> {
  const told: CaseRecord["told"][number] = { step: choice.step, task, outcome: choice.outcome, at: null };
  record.told.push(told);
  const { status, body, text } = await send();
  if (status === 200 && "decidedAt" in body) {
    told.at = body.decidedAt;
    return "stored";
  }
  // Had an earlier try been stored, the same answer would have been taken again: this one was not.
  record.told.splice(record.told.indexOf(told), 1);
  const code = "code" in body ? body.code : "";
  if (code === "taken") return "taken";
  if (code === "already-decided") return "gone";
  if (code === "stale" || code === "proof-needed") return "again";
  throw new Error(`${record.caseId} ${choice.step} ${choice.outcome}: ${status} ${text.slice(0, 300)}`);
}
