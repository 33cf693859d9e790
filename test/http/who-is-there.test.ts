/** The page of a task says who is there for it: whose it is, who acts or stands in, who is above, and who may hand it on. */
import { describe, expect, it, test } from "vitest";
import type { TaskPeople } from "../../functions/contract/decision.ts";
import type { TaskListView, TaskRow } from "../../functions/contract/staff.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

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

describe("a line of the list of tasks", () => {
  async function lineFor(work: ReturnType<typeof player>, as: typeof people.registrar, scope: string) {
    const { body } = await browser(work).get("/api/staff/tasks", { as, query: { scope } });
    return (body as unknown as TaskListView<TaskRow>).tasks.find(({ case: id }) => id.startsWith("KJG-"));
  }
  const names = (lines: { id: string }[] | undefined) => lines?.map(({ id }) => id);

  it("says nothing of what is simply the reader's own", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    expect(await lineFor(work, people.divisionHead, "mine")).toMatchObject({ mine: true, people: null });
  });

  it("says to others whose it is, and who is above", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    const line = await lineFor(work, people.sectionHead, "all");
    expect(names(line?.people?.holders)).toEqual([`${people.divisionHead.name} (Kepala Bidang Perpustakaan)`]);
    expect(names(line?.people?.superiors)).toEqual([expect.stringContaining(people.agencyHead.name)]);
    expect(line?.people?.standIns).toEqual([]);
  });

  it("says until when somebody holds the post for another, also to that one", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    const today = new Date(work.clock.now()).toISOString().slice(0, 10);
    const values = {
      ...{
        post: "library-division-head",
        person: people.circulation.id,
        from: today,
        until: "2026-12-04",
        kind: "plh",
      },
      orderNumber: "800/112/2026",
    };
    expect((await browser(work).post("/api/staff/substitutions", { values }, { as: people.divisionHead })).status).toBe(
      201,
    );
    const said = [`${people.circulation.name} (Plh. Kepala Bidang Perpustakaan sampai 4 Des)`];
    expect(names((await lineFor(work, people.circulation, "mine"))?.people?.holders)).toEqual(said);
    expect(names((await lineFor(work, people.divisionHead, "all"))?.people?.holders)).toEqual(said);
  });

  it("says to whoever steps in who is away, and names no more than two of many", async () => {
    const work = player(visitScript);
    await work.caseAt("recommend");
    const away = [{ from: "2026-11-23", until: "2026-12-23" }];
    const more = ["a", "b", "c"].map((id) => ({
      ...people.sectionHead,
      id,
      name: `Kasi ${id}`,
      email: `${id}@x.test`,
    }));
    work.agencies.now.staff = [...work.agencies.now.staff, ...more].map((member) =>
      member.roles.includes("service-section-head") ? { ...member, away } : member,
    );
    await work.sweep();
    const line = await lineFor(work, people.divisionHead, "all");
    const [first, second, others] = names(line?.people?.holders) ?? [];
    for (const each of [first, second]) expect(each).toContain("tidak masuk hari ini");
    expect(others).toBe("2 orang lain");
    expect(line?.people?.standIns.length).toBeGreaterThan(0);
  });

  it("of what is asked outside names nobody of the agency", async () => {
    const work = player(visitScript);
    await work.caseAt("choose-other-time", anotherTime);
    expect(await lineFor(work, people.registrar, "waiting")).toMatchObject({ people: null });
  });
});
