import type { Text } from "../../statemachines/language/vocabulary.ts";

/** Shown on every page while a restored service waits for an administrator. */
export interface RestoredView {
  /** Instant of the copy: what was stored after it is lost. */
  copyAt: string;
}

/** GET /api/staff/restoration, for administrators; what the POSTs below it answer, too. */
export interface RestorationView {
  copyAt: string;
  restoredAt: string;
  registers: {
    /** Name of its field in a refusal: `incoming-2026`. */
    field: string;
    register: string;
    title: Text;
    year: number;
    /** The last number in the copy, 0 where there is none. */
    last: number;
  }[];
  /** Mails that waited in the copy and may have left after it, oldest first, of which nothing was said yet. */
  mails: { case: string; id: string; subject: string; to: string; createdAt: string }[];
}
