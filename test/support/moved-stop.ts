import { issuePapers } from "../../functions/domain/documents/issue-papers.ts";
import { player, type Player } from "./player.ts";
import { changedPlan, stopScript } from "./scripts/mobile-library.ts";

/** A stop whose host asked for another day, and which is planned for that: its papers were issued for both days. */
export async function movedStop(): Promise<{ caseId: string; work: Player }> {
  const work = player(stopScript);
  const caseId = await work.caseAt("confirm");
  await issuePapers(work);
  await work.answer(caseId, { outcome: "tidak", by: "requester", note: "Ada ujian sekolah." });
  await work.playTo(caseId, "prepare", { "change-plan": { values: changedPlan({ date: "2026-12-16" }) } });
  await issuePapers(work);
  return { caseId, work };
}
