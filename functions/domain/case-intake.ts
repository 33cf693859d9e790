/** A request becomes a case: numbered, stored, then started (invariant 6: case item first). */
import { checkForm } from "../../statemachines/form.ts";
import { entryOf } from "../../statemachines/index.ts";
import type { Language, Procedure, Text } from "../../statemachines/vocabulary.ts";
import { consentVersion } from "./consent.ts";
import { requestText, type CaseItem, type StoredFile, type Values } from "./dossier.ts";
import { formContext } from "./form-context.ts";
import { isoDate, isoInstant } from "./moment.ts";
import type { Dependencies } from "./ports.ts";
import { Refusal } from "./refusal.ts";

export type IntakeDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "files" | "links" | "log" | "mailDomains" | "secrets" | "workflow"
>;

export interface Submission {
  procedure: Procedure;
  submissionId: string;
  language: Language;
  values: Values;
}

/**
 * Accepts a submission and starts its case. Sending the same submission again answers the same case.
 *
 * @returns the case id and the id of the requester's tracking link
 * @throws Refusal `invalid` with a sentence per field
 */
export async function acceptRequest(
  dependencies: IntakeDependencies,
  submission: Submission,
): Promise<{ caseId: string; link: string }> {
  const { cases, clock, log, workflow } = dependencies;
  const { values, files } = await checkRequest(dependencies, submission);
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
    consentVersion,
  };
  const link = await addTrackingLink(dependencies, caseId);
  await cases.create(item, { subject: requestText(item, submission.procedure.contact.subject) });
  try {
    await workflow.start(submission.procedure.id, caseId);
    await cases.markStarted(caseId, isoInstant(clock.now()));
  } catch (error) {
    log.problem("case not started yet; the sweep will", error);
  }
  return { caseId, link };
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
  { agencies, clock, files, mailDomains }: IntakeDependencies,
  { procedure, values: raw }: Submission,
): Promise<{ values: Values; files: StoredFile[] }> {
  const settings = await agencies.settings();
  const entry = entryOf(procedure);
  const fields = entry.fields ?? [];
  const result = checkForm(fields, entry.rules ?? [], null, raw, formContext(settings, procedure, clock.now()));
  const errors: Record<string, Text> = result.ok ? {} : { ...result.errors };
  const stored: StoredFile[] = [];
  for (const field of fields.filter((candidate) => candidate.kind === "file")) {
    const id = raw[field.name];
    if (typeof id !== "string" || errors[field.name]) continue;
    const file = await acceptableFile(files, id);
    if (file) stored.push(file);
    else errors[field.name] = field.error ?? unreadableFile;
  }
  const { email: emailField = "" } = procedure.contact;
  const email = result.ok ? result.values[emailField] : undefined;
  if (settings.checkMailDomain && typeof email === "string" && (await rejects(mailDomains, email))) {
    errors[emailField] = noSuchDomain;
  }
  if (!result.ok || Object.keys(errors).length > 0) throw new Refusal("invalid", incomplete, errors);
  return { values: result.values, files: stored };
}

const maxFileBytes = 5 * 1024 * 1024;

/** Judged by content, not by what the browser called it; null when it may not be taken. */
async function acceptableFile(files: Dependencies["files"], id: string): Promise<StoredFile | null> {
  const found = await files.inspect(id);
  if (!found || found.type === null || found.size > maxFileBytes || found.size === 0) return null;
  return { id, name: found.name, type: found.type, size: found.size, hash: found.hash };
}

async function rejects(mailDomains: Dependencies["mailDomains"], email: string): Promise<boolean> {
  return (await mailDomains.accepts(email.slice(email.lastIndexOf("@") + 1))) === "no";
}

const incomplete: Text = {
  id: "Permohonan belum terkirim. Periksa isian yang ditandai, lalu kirim lagi.",
  en: "The request was not sent. Check the marked fields, then send it again.",
};
const unreadableFile: Text = {
  id: "Berkas tidak dapat dibaca. Unggah lagi.",
  en: "The file cannot be read. Upload it again.",
};
const noSuchDomain: Text = {
  id: "Alamat email ini tidak dapat menerima surat. Periksa penulisannya.",
  en: "This address cannot receive mail. Check how it is written.",
};
