import { issuePapers } from "../domain/documents/issue-papers.ts";
import { thatDrawPapers } from "../wiring/printer.ts";
import { stepHandler } from "../wiring/step.ts";

/** Called every minute. */
export const handler = stepHandler("issue-papers", () => undefined, issuePapers, thatDrawPapers());
