/** The page of a task says who is there for it: whose it is, who acts or stands in, who is above, and who may hand it on. */
import { expect, test } from "vitest";
import type { TaskPeople } from "../../functions/contract/decision.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

async function shownTo(work: ReturnType<typeof player>, caseId: string, as: typeof people.registrar) {
  const task = await work.task(caseId);
  const { body, status } = await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as });
  expect(status).toBe(200);
  return body["people"] as TaskPeople;
}

test("a task of officers names its holders, who is away, and the superior; whoever may do it hands it on", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("recommend");
  const shown = await shownTo(work, caseId, people.sectionHead);
  expect(shown.holders.map(({ id }) => id)).toEqual([expect.stringContaining(people.sectionHead.name)]);
  expect(shown.superiors.map(({ id }) => id)).toEqual([expect.stringContaining(people.divisionHead.name)]);
  expect(shown.mayHandOn).toBe(true);
  const today = new Date(work.clock.now()).toISOString().slice(0, 10);
  work.agencies.now.staff = work.agencies.now.staff.map((member) =>
    member.id === people.sectionHead.id ? { ...member, away: [{ from: today, until: today }] } : member,
  );
  const away = await shownTo(work, caseId, people.divisionHead);
  expect(away.holders[0]?.id).toContain("tidak masuk hari ini");
});

test("a decision is not handed on", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("decide");
  expect((await shownTo(work, caseId, people.divisionHead)).mayHandOn).toBe(false);
});
