/** The note that goes with an answer. */
import type { Outcome, Text } from "../../../statemachines/language/vocabulary.ts";

/** Why a note cannot be stored with this outcome; null where it can. */
export function noteError(note: string, outcome: Pick<Outcome, "note" | "noteLabel">): Text | null {
  if (/(?![\n\r\t])\p{Cc}/u.test(note)) {
    return { id: "Hapus karakter khusus yang tidak terlihat.", en: "Remove invisible control characters." };
  }
  if (outcome.note !== "required" || note.trim() !== "") return null;
  return {
    id: `${outcome.noteLabel?.id ?? "Catatan"} wajib diisi.`,
    en: `${outcome.noteLabel?.en ?? "Note"}: please fill in.`,
  };
}

/** The note as stored. */
export function cleanNote(note: string, outcome: Pick<Outcome, "note">): string {
  return outcome.note === "none" ? "" : note.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}
