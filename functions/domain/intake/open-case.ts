/** A request becomes a case: numbered, stored, then started (invariant 6: case item first). */
import { checkForm, fieldsAskedThrough } from "../../../statemachines/form/check-form.ts";
import { entryChannelsOf, entryOf } from "../../../statemachines/language/table.ts";
import type { EntryChannel, Field, Language, Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import { attachedFiles } from "../form/attached-files.ts";
import { consentVersion } from "../form/consent.ts";
import { subjectOf } from "../case/contact.ts";
import type { CaseItem, Opener, StoredFile, Values } from "../case/records.ts";
import { formContext } from "../form/form-context.ts";
import { checkNamedCases, rememberNaming } from "../case/related-cases.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { checkStaffFields } from "../form/staff-choice.ts";

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
  const { cases, clock, log, workflow } = dependencies;
  const fields = askedThrough(submission.procedure, submission.entryChannel ?? "public");
  const { values, files } = await checkRequest(dependencies, submission, fields);
  const now = clock.now();
  const caseId = await reserveCase(dependencies, submission, now);
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
  try {
    await workflow.start(submission.procedure.id, caseId);
    await cases.markStarted(caseId, isoInstant(clock.now()));
  } catch (error) {
    log.problem("case not started yet; the sweep will", error);
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

async function checkRequest(
  dependencies: IntakeDependencies,
  { procedure, values: raw }: Submission,
  fields: Field[],
): Promise<{ values: Values; files: StoredFile[] }> {
  const { agencies, clock } = dependencies;
  const settings = await agencies.settings();
  const { rules = [] } = entryOf(procedure);
  const result = checkForm(fields, rules, null, raw, formContext(settings, procedure, clock.now()));
  const errors: Record<string, Text> = result.ok ? {} : { ...result.errors };
  const attached = await attachedFiles(dependencies, fields, null, raw, errors);
  Object.assign(errors, attached.errors);
  const { email: emailField = "" } = procedure.contact;
  const email = result.ok ? result.values[emailField] : undefined;
  if (settings.checkMailDomain && typeof email === "string" && (await rejects(dependencies.mailDomains, email))) {
    errors[emailField] = noSuchDomain;
  }
  if (!result.ok || Object.keys(errors).length > 0) throw new Refusal("invalid", incomplete, errors);
  await checkStaffFields(agencies, fields, result.values);
  await checkNamedCases(dependencies, fields, result.values);
  return { values: result.values, files: attached.files };
}

async function rejects(mailDomains: Dependencies["mailDomains"], email: string): Promise<boolean> {
  return (await mailDomains.accepts(email.slice(email.lastIndexOf("@") + 1))) === "no";
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
const noSuchDomain: Text = {
  id: "Alamat email ini tidak dapat menerima surat. Periksa penulisannya.",
  en: "This address cannot receive mail. Check how it is written.",
};
