/** Somebody outside says whether an e-mail address that staff entered is theirs; once, and what was said first stays. */
import { isoInstant } from "../calendar/instants.ts";
import type { AddressAnswer, Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { enteredByStaff } from "./proving-address.ts";

/** @throws Refusal `stale` where it is not about the address entered last, or the opposite was said before */
export async function confirmAddress(
  { clock, proofs }: Pick<Dependencies, "clock" | "proofs">,
  dossier: Dossier,
  { right, source, way }: Omit<AddressAnswer, "at">,
): Promise<AddressAnswer> {
  const before = dossier.addressAnswers?.find((answer) => answer.source === source);
  if (!before && enteredByStaff(dossier)?.source !== source) throw changedMeanwhile;
  const answer = { source, right, at: isoInstant(clock.now()), way };
  const stored = before ?? (await proofs.answerAddress(dossier.case.id, answer));
  if (stored.right !== right) throw saidOtherwise;
  return stored;
}

const changedMeanwhile = new Refusal("stale", {
  id: "Alamat email pada permohonan ini sudah diganti lagi. Muat ulang halaman.",
  en: "The e-mail address of this request was changed again. Reload the page.",
});
const saidOtherwise = new Refusal("stale", {
  id: "Tentang alamat ini sudah dijawab lain sebelumnya, dan jawaban itu tersimpan. Hubungi kantor bila perlu diubah.",
  en: "Something else was said about this address before, and that is stored. Contact the office if it has to be changed.",
});
