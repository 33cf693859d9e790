/** What staff read of an e-mail address that one of them entered for somebody outside. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { enteredByStaff, lastEntered } from "../../domain/access/proving-address.ts";
import type { AddressAnswer, Dossier } from "../../domain/case/records.ts";

/** Null where nobody entered one, or nothing has to be said of it. */
export function addressText(dossier: Dossier): Text | null {
  const waiting = enteredByStaff(dossier);
  if (waiting && !waiting.answer) {
    return {
      id: "Alamat email yang dicatat petugas belum dikonfirmasi pemohon. Surat dikirim ke sana; kode tetap dikirim ke alamat yang lama.",
      en: "The requester has not confirmed the e-mail address that was entered. Letters go there; codes go to the address of before.",
    };
  }
  const answer = lastEntered(dossier)?.answer;
  if (!answer?.right) return null;
  return {
    id: `Alamat email yang dicatat petugas sudah dikonfirmasi pemohon ${ways[answer.way].id}.`,
    en: `The requester has confirmed the e-mail address that was entered, ${ways[answer.way].en}.`,
  };
}

/** An open notice, in Indonesian, as long as the address that was denied is in use; or null. */
export function deniedAddressText(dossier: Dossier): string | null {
  const denied = enteredByStaff(dossier);
  if (denied?.answer?.right !== false) return null;
  return `Pemohon menyatakan, ${ways[denied.answer.way].id}, bahwa alamat email ${denied.address} keliru. Hubungi pemohon lewat telepon, lalu perbaiki alamatnya.`;
}

const ways: Record<AddressAnswer["way"], Text> = {
  "old-address": { id: "dari alamat yang lama", en: "from the address of before" },
  "known-device": { id: "dari perangkat yang dikenal", en: "from a known device" },
};
