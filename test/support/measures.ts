import { measureOf, type Measure } from "../../functions/domain/service-levels/measure.ts";
import type { Workplace } from "./player.ts";

/** What the answers of a case say of how long its rows took, in the order of opening. */
export async function measuresOf(
  work: Pick<Workplace, "agencies" | "dossier">,
  caseId: string,
): Promise<({ step: string } & Measure)[]> {
  const dossier = await work.dossier(caseId);
  const clockwork = { calendar: (await work.agencies.settings()).calendar, outages: await work.agencies.outages() };
  return dossier.tasks.flatMap((task) => {
    const measure = measureOf(clockwork, dossier, task);
    return measure ? [{ step: task.step, ...measure }] : [];
  });
}
