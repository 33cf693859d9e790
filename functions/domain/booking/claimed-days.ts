/** Days of which something is claimed before the answer or the change that names them is stored. */
import { datesTouched } from "../case/appointment.ts";
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";

/** Before anything of a day is claimed that no data of the case names yet: should the program die, it is still found. */
export async function rememberDays(
  { cases }: Pick<Dependencies, "cases">,
  dossier: Dossier,
  days: string[],
): Promise<void> {
  const known = datesTouched(dossier);
  const fresh = [...new Set(days)].filter((day) => !known.includes(day));
  if (fresh.length > 0) await cases.rememberDays(dossier.case.id, fresh);
}
