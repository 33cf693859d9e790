/** Pages of whoever looks after the service: people, settings, and the log of their changes. */
import type { AdministrationEntry } from "../domain/administration/records.ts";

/** GET /api/staff/administration/entries */
export interface AdministrationLog {
  /** The latest first. */
  entries: (AdministrationEntry & { /** Name of each part, in the order of `parts`. */ labels: string[] })[];
  /** What to ask for the older ones with; null: these were all. */
  next: string | null;
}
