/** A request becomes a case: numbered, stored, then started (invariant 6: case item first). */
import { entryFields } from "../../../statemachines/form/office-entry.ts";
import { entryChannelsOf, entryOf } from "../../../statemachines/language/table.ts";
import type { EntryChannel, Field, Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import { trackingLinkId } from "../access/tracking-link.ts";
import { keepFiles } from "../form/attached-files.ts";
import { checkSubmission, type Asked } from "../form/check-submission.ts";
import { contentAsOf, type Content } from "../form/content.ts";
import { consentAsked } from "../form/consent.ts";
import { subjectOf } from "../case/contact.ts";
import type { CaseItem, Dossier } from "../case/records.ts";
import { startExecution } from "../execution/run.ts";
import { rememberNaming } from "../case/related-cases.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Dependencies, SubmissionClaim } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { rememberLetter, warnOfKnownLetter } from "./same-letter.ts";
import { isWaiting } from "../restoration/restoration.ts";
import type { Submission } from "./submission.ts";
import { checkSameContent, checkSender, checkWayIn, claimFor, hashOf } from "./sent-before.ts";

export type { Submission } from "./submission.ts";

export type IntakeDependencies = Pick<
  Dependencies,
  "agencies" | "cases" | "clock" | "files" | "links" | "log" | "mailDomains" | "secrets" | "workflow"
>;

/** The case of a submission, and the id of the requester's tracking link; none where the calendar opens the case. */
export interface Accepted {
  caseId: string;
  link: string;
}

/**
 * Accepts a submission and starts its case. The same sender sending the same again gets the same case, also after a crash
 * anywhere in between; which content it has is decided by the one write that stores the case.
 *
 * @throws Refusal `unknown` where the procedure does not begin through this entry channel, `invalid` with a sentence per
 *   field, `taken` where the submission id is another's, and as RequestStoredOtherwise
 */
export async function acceptRequest(dependencies: IntakeDependencies, submission: Submission): Promise<Accepted> {
  const checked = await checkRequest(dependencies, submission);
  return "again" in checked ? checked.again : openCase(dependencies, submission, checked.content);
}

/**
 * Checks what was sent; nothing is stored.
 *
 * @returns its content; or what was stored before and is answered again, also when its day has come too near to be asked
 *   for anew
 * @throws Refusal as `acceptRequest`
 */
export async function checkRequest(
  dependencies: IntakeDependencies,
  submission: Submission,
): Promise<{ content: Content } | { again: Accepted }> {
  const { procedure } = submission;
  const fields = askedThrough(procedure, submission.entryChannel ?? "public");
  const { rules = [] } = entryOf(procedure);
  const asked = { procedure, fields, rules, outcome: null, incomplete };
  try {
    const content = await checkSubmission(dependencies, asked, submission.values);
    await checkConsent(dependencies, fields, submission);
    return { content };
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    const again = await sentBefore(dependencies, submission, asked);
    if (again) return { again };
    throw refused;
  }
}

/** Nobody consents to words that they have not read. @throws Refusal `invalid` where they were changed since */
async function checkConsent(
  { agencies, secrets }: Pick<Dependencies, "agencies" | "secrets">,
  fields: Field[],
  { consentVersion }: Submission,
): Promise<void> {
  const field = fields.find(({ kind }) => kind === "consent");
  if (!field || consentVersion === undefined) return;
  if (consentVersion === consentAsked(await agencies.settings(), secrets).version) return;
  throw new Refusal("invalid", incomplete, { [field.name]: consentChanged });
}

/** The version of the consent that was read, where the form asks for one. */
export async function consentRead(
  { agencies, secrets }: Pick<Dependencies, "agencies" | "secrets">,
  fields: Field[],
  { consentVersion }: Submission,
): Promise<{ consentVersion?: string }> {
  if (!fields.some(({ kind }) => kind === "consent")) return {};
  return { consentVersion: consentVersion ?? consentAsked(await agencies.settings(), secrets).version };
}

/** Stores a case of checked content and starts it; what was sent before is answered again. @throws Refusal as `acceptRequest` */
export async function openCase(
  dependencies: IntakeDependencies,
  submission: Submission,
  content: Content,
): Promise<Accepted> {
  const { cases, clock, log, secrets } = dependencies;
  const { entryChannel = "public", procedure, submissionId } = submission;
  const fields = askedThrough(procedure, entryChannel);
  const { values } = content;
  if (entryChannel === "staff") await warnOfKnownLetter(dependencies, procedure, values, submissionId);
  const now = clock.now();
  const own = claimFor(secrets, submission, await nextCaseId(dependencies, procedure, now));
  const known = await cases.claimSubmission(submissionId, own);
  const { caseId } = known;
  log.concerns(caseId);
  if (caseId !== own.caseId) {
    checkSender(known, own, submission);
    const dossier = await cases.dossier(caseId);
    if (dossier) return answerAgain(dependencies, dossier, { known, own, content });
  }
  const request = await rememberLetter(dependencies, procedure, values, { caseId, submissionId });
  const item: CaseItem = {
    id: caseId,
    procedure: procedure.id,
    version: procedure.version,
    language: submission.language,
    createdAt: isoInstant(now),
    request,
    files: await keepFiles(dependencies, content.files, caseId),
    content: hashOf(secrets, content),
    ...(await consentRead(dependencies, fields, submission)),
    ...(submission.openedBy ? { openedBy: submission.openedBy } : {}),
    ...(submission.confirmedBy ? { confirmedBy: submission.confirmedBy } : {}),
  };
  const link = entryChannel === "calendar" ? "" : await addTrackingLink(dependencies, caseId);
  await rememberNaming(dependencies, caseId, fields, values);
  if (!(await cases.create(item, { subject: subjectOf(item) }))) {
    const dossier = await cases.dossier(caseId);
    if (dossier) return answerAgain(dependencies, dossier, { known, own, content });
  }
  await start(dependencies, item);
  return { caseId, link };
}

/** What is answered to a submission that cannot be stored now, where it was stored before. */
async function sentBefore(
  dependencies: IntakeDependencies,
  submission: Submission,
  asked: Omit<Asked, "incomplete">,
): Promise<Accepted | null> {
  const { cases, secrets } = dependencies;
  const known = await cases.submission(submission.submissionId);
  if (!known) return null;
  const own = claimFor(secrets, submission, known.caseId);
  checkSender(known, own, submission);
  const dossier = await cases.dossier(known.caseId);
  if (!dossier) return null;
  const { createdAt, files } = dossier.case;
  const content = await contentAsOf(dependencies, asked, submission.values, Date.parse(createdAt), files);
  return answerAgain(dependencies, dossier, { known, own, content });
}

/** @throws Refusal as `checkSameContent` does */
async function answerAgain(
  dependencies: IntakeDependencies,
  dossier: Dossier,
  { known, own, content }: { known: SubmissionClaim; own: SubmissionClaim; content: Content | null },
): Promise<Accepted> {
  const { id, startedAt } = dossier.case;
  checkWayIn(dossier, known, own);
  if (startedAt === undefined) await start(dependencies, dossier.case);
  const link = own.entryChannel === "calendar" ? "" : trackingLinkId(dependencies.secrets, id);
  const told = own.entryChannel === "public" ? link : "";
  await checkSameContent(dependencies, dossier, { known, content, link: told });
  return { caseId: id, link };
}

/** What fails here is found by the sweep, and so is what has to wait after a restoration. */
async function start(dependencies: IntakeDependencies, item: CaseItem): Promise<void> {
  if (await isWaiting(dependencies)) return;
  try {
    await startExecution(dependencies, item);
  } catch (error) {
    dependencies.log.problem("case-not-started", error);
  }
}

/**
 * The fields of the entry form that are asked through an entry channel.
 *
 * @throws Refusal `unknown` where no case of the procedure begins there
 */
export function askedThrough(procedure: Procedure, entryChannel: EntryChannel): Field[] {
  if (!entryChannelsOf(procedure).includes(entryChannel)) throw noSuchService;
  return entryFields(procedure, entryChannel);
}

async function addTrackingLink({ links, secrets }: IntakeDependencies, caseId: string): Promise<string> {
  const link = trackingLinkId(secrets, caseId);
  await links.add({ hash: secrets.hash(link), kind: "tracking", caseId, task: null, person: "requester" });
  return link;
}

async function nextCaseId({ agencies, cases }: IntakeDependencies, { code }: Procedure, now: number): Promise<string> {
  const { calendar } = await agencies.settings();
  const year = Number(isoDate(now, calendar.zone).slice(0, 4));
  const number = await cases.nextNumber(code, year);
  return `${code}-${year}-${String(number).padStart(5, "0")}`;
}

/** What is not offered here is answered as what does not exist. */
export const noSuchService = new Refusal("unknown", {
  id: "Layanan ini tidak dikenal.",
  en: "This service is not known.",
});
const consentChanged: Text = {
  id: "Teks persetujuan baru saja diubah. Baca teks yang baru, lalu centang lagi.",
  en: "The words of the consent have just been changed. Read the new ones, then tick again.",
};
const incomplete: Text = {
  id: "Permohonan belum terkirim. Periksa isian yang ditandai, lalu kirim lagi.",
  en: "The request was not sent. Check the marked fields, then send it again.",
};
