/**
 * The same submission id again (invariant 17): whoever proves to be the sender gets the case where the content is the
 * same, and is told what is stored where it is not; nobody else learns anything of it.
 */
import { entryChannelsOf } from "../../../statemachines/language/table.ts";
import { entryChannelOf } from "../case/case-file.ts";
import { inShort } from "../case/in-short.ts";
import type { Dossier } from "../case/records.ts";
import { textOfContent, type Content } from "../form/content.ts";
import type { Dependencies, SubmissionClaim } from "../ports.ts";
import { Refusal, RequestStoredOtherwise } from "../refusal.ts";
import type { Submission } from "./submission.ts";

/** What a submission is tied to when it is sent first. */
export function claimFor(
  secrets: Pick<Dependencies["secrets"], "hash">,
  { entryChannel = "public", openedBy, procedure, secret, ...submission }: Submission,
  caseId: string,
): SubmissionClaim {
  const sender = openedBy?.person ?? submission.sender ?? (secret === undefined ? undefined : secrets.hash(secret));
  return { caseId, procedure: procedure.id, entryChannel, ...(sender === undefined ? {} : { sender }) };
}

/**
 * Lets only the sender of a submission go on with it, on the same way in. Where a claim was stored without a sender, by a
 * page of before, the content must do: see `answerAgain`.
 *
 * @throws Refusal `taken`, which tells nothing of what was sent
 */
export function checkSender(known: SubmissionClaim, own: SubmissionClaim, submission: Submission): void {
  const { procedure } = submission;
  const sameWay =
    known.procedure === undefined
      ? known.caseId.startsWith(`${procedure.code}-`) &&
        entryChannelsOf(procedure).includes(own.entryChannel ?? "public")
      : known.procedure === own.procedure && known.entryChannel === own.entryChannel;
  if (!sameWay || (known.sender !== undefined && known.sender !== own.sender)) throw usedOtherwise;
}

/**
 * Checks that a case that is stored is what was sent now.
 *
 * @param content null where it could not have been stored
 * @param link id of the tracking link, which its sender is told
 * @throws RequestStoredOtherwise for the sender; Refusal `taken` where nobody can tell whether it is the sender
 */
export async function checkSameContent(
  { agencies, secrets }: Pick<Dependencies, "agencies" | "secrets">,
  dossier: Dossier,
  { known, content, link }: { known: SubmissionClaim; content: Content | null; link: string },
): Promise<void> {
  const { case: item } = dossier;
  const stored = item.content ?? hashOf(secrets, { values: item.request, files: item.files });
  if (content && hashOf(secrets, content) === stored) return;
  if (known.sender === undefined) throw usedOtherwise;
  const { calendar } = await agencies.settings();
  const { en, id } = inShort(dossier, calendar.zone);
  const inside = entryChannelOf(item) !== "public";
  throw new RequestStoredOtherwise(
    {
      id: `Yang sudah tersimpan dengan nomor ${item.id}: ${id}. Isian yang baru ini belum disimpan. ${toChange(inside).id}`,
      en: `Already stored under number ${item.id}: ${en}. What you have filled in now was not stored. ${toChange(inside).en}`,
    },
    { caseId: item.id, link },
  );
}

/** A case of before ids were bound tells by itself how it was opened. */
export function checkWayIn(dossier: Dossier, known: SubmissionClaim, own: SubmissionClaim): void {
  if (known.procedure !== undefined) return;
  const { case: item } = dossier;
  if (item.procedure !== own.procedure || entryChannelOf(item) !== own.entryChannel) throw usedOtherwise;
}

/** Fingerprint of a content. */
export function hashOf({ hash }: Pick<Dependencies["secrets"], "hash">, content: Content): string {
  return hash(textOfContent(content));
}

function toChange(inside: boolean) {
  return inside
    ? {
        id: "Periksa berkas itu dahulu; bila ini permohonan lain, simpan sebagai berkas baru.",
        en: "Look at that case first; if this is another request, store it as a new case.",
      }
    : {
        id: "Untuk mengubah yang tersimpan, buka halaman pemantauannya atau hubungi kantor. Bila ini permohonan lain, kirim sebagai permohonan baru.",
        en: "To change what is stored, open its tracking page or contact the office. If this is another request, send it as a new one.",
      };
}

const usedOtherwise = new Refusal("taken", {
  id: "Formulir ini sudah pernah dipakai mengirim permohonan. Yang Anda isi sekarang belum disimpan. Kirim sebagai permohonan baru, atau hubungi kantor bila permohonan yang pertama dari Anda.",
  en: "This form was used to send a request before. What you have filled in now was not stored. Send it as a new request, or contact the office if the first one was yours.",
});
