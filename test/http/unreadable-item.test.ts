import { describe, expect, it } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { registrar } = people;

/** Two cases at the registrar's desk; an item of the first was damaged. */
async function oneOfTwoDamaged(what: "case" | "task"): Promise<{ work: Player; damaged: string; whole: string }> {
  const work = player(visitScript);
  const [damaged, whole] = [await work.caseAt("check-schedule"), await work.caseAt("check-schedule")];
  const { id } = await work.task(damaged);
  const key = what === "case" ? keys.case(damaged) : keys.task(damaged, id);
  await work.memory.items.update(key, { set: what === "case" ? { request: "Ibu Ratna" } : { assignees: "Ibu Ratna" } });
  return { work, damaged, whole };
}

const reports = ({ log }: Player): string[] => log.lines.filter((line) => line.includes("item-unreadable"));

describe("an item that cannot be read", () => {
  it.each(["case", "task"] as const)(
    "is told by the page of its own case (%s): which item, and to whom to say so",
    async (what) => {
      const { work, damaged } = await oneOfTwoDamaged(what);
      const reply = await browser(work).get(`/api/staff/cases/${damaged}`, { as: registrar });
      expect([reply.status, reply.body["code"]]).toEqual([500, "unreadable"]);
      expect(reply.body["message"]).toContain(`CASE#${damaged} ${what.toUpperCase()}`);
      expect(reply.text + work.log.lines.join()).not.toContain("Ratna");
    },
  );

  it.each(["case", "task"] as const)("leaves every list and every other case as they are (%s)", async (what) => {
    const { work, damaged, whole } = await oneOfTwoDamaged(what);
    const desk = browser(work);
    const casesIn = async (path: string, list: string): Promise<unknown[]> => {
      const reply = await desk.get(path, { as: registrar });
      expect(reply.status, path).toBe(200);
      return (reply.body[list] as { case: string }[]).map((row) => row.case);
    };
    expect(await casesIn("/api/staff/cases", "cases")).toEqual(what === "case" ? [whole] : [whole, damaged]);
    expect(await casesIn("/api/staff/tasks", "tasks")).toContain(whole);
    expect(await casesIn("/api/staff/register/2026", "rows")).toEqual([damaged, whole]);
    await work.playTo(whole, "decide");
    expect((await work.task(whole)).step).toBe("decide");
    expect(reports(work)).toHaveLength(1);
  });

  it.each(["case", "task"] as const)(
    "does not hold up the sweep, and is reported once however often that comes by (%s)",
    async (what) => {
      const { work, damaged, whole } = await oneOfTwoDamaged(what);
      const { id } = await work.task(whole);
      for (const caseId of [damaged, whole]) {
        await work.memory.items.update(keys.case(caseId), {
          set: { todoPk: "TODO", todoSk: work.clock.at() },
          remove: ["startedAt"],
        });
      }
      const todos = await work.todos.due(work.clock.at(), 1);
      expect(todos).toHaveLength(1);
      for (let minute = 0; minute < 3; minute += 1) {
        work.clock.advance({ minutes: 1 });
        await work.sweep();
      }
      expect((await work.dossier(whole)).case.startedAt).toBeDefined();
      expect((await work.task(whole)).id).toBe(id);
      expect(reports(work)).toHaveLength(1);
      expect(work.log.lines.filter((line) => line.includes("todo-failed"))).toEqual([]);
    },
  );
});
