/** What the paper before a reader is called: a disposition sheet where an official says to whom it goes on, else a task's. */
import { expect, it } from "vitest";
import type { TaskView } from "../../functions/contract/decision.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player, type Script } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, divisionHead, registrar, sectionHead } = people;

async function sheetAt(work: Player, caseId: string, step: string, as: typeof registrar): Promise<TaskView> {
  await work.playTo(caseId, step);
  const task = await work.task(caseId);
  return (await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as })).body as unknown as TaskView;
}

const rows: [Script, string, typeof registrar, boolean][] = [
  [visitScript, "register-letter", registrar, false],
  [visitScript, "recommend", sectionHead, false],
  [visitScript, "decide", divisionHead, true],
  [agreementScript, "approve", agencyHead, false],
  [agreementScript, "direct-drafting", divisionHead, true],
];

it.each(rows.map(([script, step, as, disposes]) => ({ script, step, as, disposes })))(
  "$step disposes: $disposes",
  async ({ as, disposes, script, step }) => {
    const work = player(script);
    const view = await sheetAt(work, await work.submit(), step, as);
    expect([view.step.id, view.step.disposes]).toEqual([step, disposes]);
  },
);
