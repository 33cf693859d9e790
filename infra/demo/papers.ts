/** Which papers the played cases leave, as the head of the agency finds them in the staff app. */
import type { CasePapersView } from "../../functions/contract/papers.ts";
import { expectStatus } from "./people.ts";
import { lengths, type Stage } from "./stage.ts";

export interface PlayedPaper {
  case: string;
  /** In Indonesian. */
  kind: string;
  /** As it is printed; empty where it has none. */
  number: string;
  /** Empty where both parties sign by hand. */
  signer: string;
  /** Null where it was never drawn. */
  pages: number | null;
}

/** What was answered last has its papers a minute later, and its letters within two. */
export async function papersLeft(
  { clock, officer, tick }: Pick<Stage, "clock" | "officer" | "tick">,
  cases: string[],
): Promise<PlayedPaper[]> {
  for (let minutes = 0; minutes < 3; minutes += 1) {
    clock.jumpTo(clock.now() + lengths.minute);
    await tick();
  }
  const { browser } = await officer("agency-head");
  const found: PlayedPaper[] = [];
  for (const id of cases) {
    const { papers } = expectStatus(await browser.get<CasePapersView>(`/api/staff/cases/${id}/papers`), 200);
    for (const { issued, kind, signer } of papers)
      found.push({ case: id, kind: kind.id, number: issued?.printed ?? "", signer, pages: issued?.pages ?? null });
  }
  return found;
}
