/**
 * Requests of people without e-mail: they wait on a list until an officer has called, for whoever typed them may be
 * anybody. Until then they are no case and nobody is written to; few of them wait at once, and those that nobody touches go.
 */
import { findProcedure } from "../../../statemachines/language/registry.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { dayMs, isoInstant } from "../calendar/instants.ts";
import type { CaseItem, Confirmation, Dossier } from "../case/records.ts";
import { keepFiles } from "../form/attached-files.ts";
import { usualConsentVersion } from "../form/consent.ts";
import type { Content } from "../form/content.ts";
import { noteError } from "../form/note.ts";
import { isWaitingUsedUp, spendOnWaiting } from "../limits/public-limits.ts";
import type { Coming } from "../limits/source.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { askedThrough, consentRead, openCase, type IntakeDependencies } from "./open-case.ts";
import { claimFor, hashOf } from "./sent-before.ts";
import type { Submission } from "./submission.ts";
import type { UnconfirmedRequest } from "./unconfirmed-request.ts";

export type WaitingDependencies = IntakeDependencies & Pick<Dependencies, "budgets" | "unconfirmed">;

/** So many wait at once; more could not be called. */
export const mostWaiting = 60;

const usualDays = 7;
/** Who dropped it and why stays a while. */
const rememberedDays = 30;

/** Days until a request goes that nobody touches. */
async function daysOfWaiting({ agencies }: Pick<Dependencies, "agencies">): Promise<number> {
  return (await agencies.settings()).unconfirmedDays ?? usualDays;
}

/**
 * Puts a request on the list; the same again changes nothing.
 *
 * @throws Refusal `full` where as many wait as can be called, or came from one source; `taken` and `stored-otherwise` as
 *   `acceptRequest`
 */
export async function letWait(
  dependencies: WaitingDependencies & Pick<Dependencies, "log">,
  coming: Coming,
  submission: Submission,
  content: Content,
): Promise<UnconfirmedRequest> {
  const { clock, secrets, unconfirmed } = dependencies;
  const id = secrets.hash(submission.submissionId);
  const { sender } = claimFor(secrets, submission, "");
  const fingerprint = hashOf(secrets, content);
  const before = await unconfirmed.find(id);
  if (before) return asSentBefore(before, sender, fingerprint);
  if (await isListFull(unconfirmed)) throw full;
  await spendOnWaiting(dependencies, coming, full);
  const now = clock.now();
  const stored = await unconfirmed.add({
    id,
    submissionId: submission.submissionId,
    ...(sender === undefined ? {} : { sender }),
    procedure: submission.procedure.id,
    version: submission.procedure.version,
    language: submission.language,
    values: content.values,
    files: await keepFiles(dependencies, content.files, id),
    content: fingerprint,
    ...(await consentRead(dependencies, askedThrough(submission.procedure, "public"), submission)),
    createdAt: isoInstant(now),
    until: isoInstant(now + (await daysOfWaiting(dependencies)) * dayMs),
  });
  return asSentBefore(stored, sender, fingerprint);
}

/**
 * Whether a request without e-mail would be put on the list that came from there now, so that nobody fills in a form in vain.
 * It counts nothing, and says neither why nor who else waits.
 */
export async function wouldWait(
  dependencies: Pick<Dependencies, "budgets" | "clock" | "secrets" | "unconfirmed">,
  coming: Coming,
): Promise<boolean> {
  return !(await isWaitingUsedUp(dependencies, coming)) && !(await isListFull(dependencies.unconfirmed));
}

async function isListFull(unconfirmed: Dependencies["unconfirmed"]): Promise<boolean> {
  return (await unconfirmed.waiting(mostWaiting)).length >= mostWaiting;
}

/**
 * An officer has called and says so: a case begins.
 *
 * @throws Refusal `stale` where somebody else has dropped it, `invalid` without words
 */
export async function confirmByPhone(
  dependencies: WaitingDependencies,
  id: string,
  by: Omit<Confirmation, "at">,
): Promise<string> {
  const decided = await decide(dependencies, id, "confirmed", by);
  return decided.caseId ?? (await openConfirmed(dependencies, decided));
}

/** An officer drops a request. @throws Refusal `stale` where it was confirmed, `invalid` without words */
export async function drop(dependencies: WaitingDependencies, id: string, by: Omit<Confirmation, "at">): Promise<void> {
  await decide(dependencies, id, "dropped", by);
}

/** Begins the case of a request that was confirmed; doing it again gives the same. @returns its number */
async function openConfirmed(
  dependencies: IntakeDependencies & Pick<Dependencies, "unconfirmed">,
  request: UnconfirmedRequest,
): Promise<string> {
  const { confirmed, consentVersion = usualConsentVersion, files, language, sender, submissionId, values } = request;
  const procedure = findProcedure(request.procedure, request.version);
  if (!procedure || !confirmed) throw gone;
  const submission = { procedure, submissionId, sender, language, values, consentVersion, confirmedBy: confirmed };
  const { caseId } = await openCase(dependencies, submission, { values, files });
  await dependencies.unconfirmed.settle(request.id, caseId);
  return caseId;
}

/** What is left to do for a request: it becomes a case where it was confirmed, else it goes with its files. Again is harmless. */
export async function settle(
  dependencies: IntakeDependencies & Pick<Dependencies, "unconfirmed">,
  request: UnconfirmedRequest,
): Promise<void> {
  if (request.confirmed) return void (await openConfirmed(dependencies, request));
  for (const file of request.files) await dependencies.files.erase(file);
  await dependencies.unconfirmed.settle(request.id, null);
}

/** A request as if it were a case already, for views of it. */
export function asDossier({ createdAt, files, language, procedure, values, version }: UnconfirmedRequest): Dossier {
  const item: CaseItem = { id: "", procedure, version, language, createdAt, request: values, files };
  return { case: item, tasks: [], mails: [] };
}

/** One conditional write: whoever is second is told what the first did. */
async function decide(
  { clock, unconfirmed }: WaitingDependencies,
  id: string,
  how: "confirmed" | "dropped",
  by: Omit<Confirmation, "at">,
): Promise<UnconfirmedRequest> {
  const error = noteError(by.words, { note: "required", noteLabel: { id: "Keterangan", en: "What was said" } });
  if (error) throw new Refusal("invalid", error, { words: error });
  const at = isoInstant(clock.now());
  const request = await unconfirmed.find(id);
  if (!request || (!request.confirmed && !request.dropped && request.until <= at)) throw gone;
  const keptUntil = isoInstant(clock.now() + rememberedDays * dayMs);
  const decided = await unconfirmed.decide(id, { how, by: { ...by, at }, keptUntil });
  const first = decided.confirmed ?? decided.dropped;
  if (decided[how] === undefined) throw decidedOtherwise(first?.name ?? "", decided.confirmed !== undefined);
  return decided;
}

function asSentBefore(stored: UnconfirmedRequest, sender: string | undefined, fingerprint: string): UnconfirmedRequest {
  if (stored.sender !== sender) throw new Refusal("taken", otherForm);
  if (stored.content !== fingerprint) throw new Refusal("stored-otherwise", otherContent);
  return stored;
}

function decidedOtherwise(name: string, confirmed: boolean): Refusal {
  return new Refusal(
    "stale",
    confirmed
      ? { id: `Permohonan ini sudah dikonfirmasi oleh ${name}.`, en: `${name} has confirmed this request.` }
      : { id: `Permohonan ini sudah dihapus oleh ${name}.`, en: `${name} has dropped this request.` },
  );
}

const gone = new Refusal("unknown", {
  id: "Permohonan ini tidak lagi ada pada daftar.",
  en: "This request is no longer on the list.",
});
const otherForm: Text = {
  id: "Formulir ini sudah pernah dipakai mengirim permohonan. Yang Anda isi sekarang belum disimpan. Kirim sebagai permohonan baru.",
  en: "This form was used to send a request before. What you have filled in now was not stored. Send it as a new request.",
};
const otherContent: Text = {
  id: "Permohonan dari formulir ini sudah kami terima dan menunggu telepon dari kami. Isian yang baru ini belum disimpan. Sampaikan perubahannya saat kami menelepon, atau kirim sebagai permohonan baru.",
  en: "A request from this form has come and waits for our call. What you have filled in now was not stored. Tell us the change when we call, or send it as a new request.",
};
const full = new Refusal("full", {
  id: "Saat ini permohonan tanpa email tidak dapat diterima lewat formulir ini. Telepon kantor kami, atau cetak formulir ini dan bawa ke kantor. Permohonan dengan alamat email tetap diterima.",
  en: "At the moment this form takes no requests without an e-mail address. Call our office, or print this form and bring it to us. Requests with an e-mail address are taken as always.",
});
