/** Erasing personal data of a case: asked for by somebody, or due because its time is over; carried out by the sweep. */
import type { RetentionClass } from "../../../statemachines/language/known-ids.ts";
import { isArchive } from "../../../statemachines/language/retention.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { CaseItem, Erasure } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

/** Who asks for it, and the number of the request of the person; the system where the time is over. */
export type ErasureReason = Pick<Erasure, "by" | "record">;

/**
 * Has classes of what a case holds erased once the case has ended, and hidden at once. Noted first where no copy of the table
 * brings back the state of before. Those asked for already stay as they were.
 *
 * @throws Refusal `invalid` where somebody asks for a paper that is kept by the archive schedule
 */
export async function askErasure(
  { cases, clock, files }: Pick<Dependencies, "cases" | "clock" | "files">,
  item: CaseItem,
  classes: readonly RetentionClass[],
  reason: ErasureReason,
): Promise<void> {
  if (reason.by !== "system" && classes.some(isArchive)) throw archived;
  const at = isoInstant(clock.now());
  const fresh = classes.filter((each) => !isErased(item, each)).map((each) => ({ class: each, at, ...reason }));
  for (const erasure of fresh) await files.noteErasure(item.id, erasure);
  if (fresh.length > 0) await cases.askErasure(item.id, fresh);
}

/** Whether a class of what a case held is erased, or about to be: nobody may see it any more. */
export function isErased({ erasures = [] }: Pick<CaseItem, "erasures">, asked: RetentionClass): boolean {
  return erasures.some((each) => each.class === asked);
}

/** Why a paper is not erased. */
/** The classes of a case that are erased, or about to be, each once. */
export function erasedClasses({ erasures = [] }: Pick<CaseItem, "erasures">): RetentionClass[] {
  return [...new Set(erasures.map((each) => each.class))];
}

export const archived = new Refusal("invalid", {
  id: "Surat dan naskah ini adalah arsip dinas dan disimpan menurut jadwal retensi arsip (UU 43/2009). Jawab permintaan itu dengan alasan ini; data kontak dapat dihapus.",
  en: "These letters and deeds are records of the agency, kept by its archive schedule (UU 43/2009). Answer the request with this reason; contacts can be erased.",
});
