/** A request becomes a case: numbered, stored, then started (invariant 6: case item first). */
import { fieldsAskedThrough } from "../../../statemachines/form/check-form.ts";
import { entryChannelsOf, entryOf } from "../../../statemachines/language/table.ts";
import type { EntryChannel, Field, Language, Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import { checkSubmission } from "../form/check-submission.ts";
import { consentVersion } from "../form/consent.ts";
import { subjectOf } from "../case/contact.ts";
import type { CaseItem, Opener, Values } from "../case/records.ts";
import { startExecution } from "../execution/run.ts";
import { rememberNaming } from "../case/related-cases.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { isWaiting } from "../restoration/restoration.ts";

export type IntakeDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "files" | "links" | "log" | "mailDomains" | "secrets" | "workflow"
>;

export interface Submission {
  procedure: Procedure;
  submissionId: string;
  language: Language;
  values: Values;
  /** The way in; the public form unless said otherwise. */
  entryChannel?: EntryChannel;
  /** Who opens the case, where that is not the requester. */
  openedBy?: Opener;
}

/**
 * Accepts a submission and starts its case. Sending the same submission again answers the same case.
 *
 * @returns the case id and the id of the requester's tracking link; none where the calendar opens the case
 * @throws Refusal `unknown` where the procedure does not begin through this entry channel, `invalid` with a sentence per field
 */
export async function acceptRequest(
  dependencies: IntakeDependencies,
  submission: Submission,
): Promise<{ caseId: string; link: string }> {
  const { cases, clock, log } = dependencies;
  const fields = askedThrough(submission.procedure, submission.entryChannel ?? "public");
  const { procedure } = submission;
  const { rules = [] } = entryOf(procedure);
  const asked = { procedure, fields, rules, outcome: null, incomplete };
  const { values, files } = await checkSubmission(dependencies, asked, submission.values);
  const now = clock.now();
  const caseId = await reserveCase(dependencies, submission, now);
  log.concerns(caseId);
  const item: CaseItem = {
    id: caseId,
    procedure: submission.procedure.id,
    version: submission.procedure.version,
    language: submission.language,
    createdAt: isoInstant(now),
    request: values,
    files,
    ...(fields.some((field) => field.kind === "consent") ? { consentVersion } : {}),
    ...(submission.openedBy ? { openedBy: submission.openedBy } : {}),
  };
  const link = submission.entryChannel === "calendar" ? "" : await addTrackingLink(dependencies, caseId);
  await rememberNaming(dependencies, caseId, fields, values);
  await cases.create(item, { subject: subjectOf(item) });
  if (await isWaiting(dependencies)) return { caseId, link };
  try {
    await startExecution(dependencies, item);
  } catch (error) {
    log.problem("case-not-started", error);
  }
  return { caseId, link };
}

/**
 * The fields of the entry form that are asked through an entry channel.
 *
 * @throws Refusal `unknown` where no case of the procedure begins there
 */
export function askedThrough(procedure: Procedure, entryChannel: EntryChannel): Field[] {
  if (!entryChannelsOf(procedure).includes(entryChannel)) throw noSuchService;
  return fieldsAskedThrough(entryOf(procedure).fields ?? [], entryChannel);
}

/** Id of the private link under which the requester follows the case. */
export function trackingLinkId(secrets: Dependencies["secrets"], caseId: string): string {
  return secrets.linkId("tracking", caseId);
}

async function addTrackingLink({ links, secrets }: IntakeDependencies, caseId: string): Promise<string> {
  const link = trackingLinkId(secrets, caseId);
  await links.add({ hash: secrets.hash(link), kind: "tracking", caseId, task: null, person: "requester" });
  return link;
}

async function reserveCase(
  { agencies, cases }: IntakeDependencies,
  submission: Submission,
  now: number,
): Promise<string> {
  const { calendar } = await agencies.settings();
  const year = Number(isoDate(now, calendar.zone).slice(0, 4));
  const number = await cases.nextNumber(submission.procedure.code, year);
  const caseId = `${submission.procedure.code}-${year}-${String(number).padStart(5, "0")}`;
  return cases.claimSubmission(submission.submissionId, caseId);
}

/** What is not offered here is answered as what does not exist. */
export const noSuchService = new Refusal("unknown", {
  id: "Layanan ini tidak dikenal.",
  en: "This service is not known.",
});
const incomplete: Text = {
  id: "Permohonan belum terkirim. Periksa isian yang ditandai, lalu kirim lagi.",
  en: "The request was not sent. Check the marked fields, then send it again.",
};
