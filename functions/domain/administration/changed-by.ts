import type { StaffMember } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import type { AdministrationEntry } from "./records.ts";

/** Who made a change, under which id and when. */
export type ChangedBy = Pick<AdministrationEntry, "id" | "at" | "by" | "byName">;

/** Who makes a change now. */
export function changedBy({ clock, secrets }: Pick<Dependencies, "clock" | "secrets">, by: StaffMember): ChangedBy {
  return { id: secrets.randomId(), at: isoInstant(clock.now()), by: by.id, byName: by.name };
}
