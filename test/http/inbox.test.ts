import { describe, expect, it } from "vitest";
import type { TaskListView, TaskRow } from "../../functions/contract/staff.ts";
import { people, taskItem } from "../support/builders.ts";
import { countedMemory } from "../support/fakes/counted-items.ts";
import { dependencies } from "../support/fakes/index.ts";
import { browser, type Reply } from "../support/http.ts";

const { registrar, divisionHead } = people;
/** Monday, 10.00 WIB: the office is open until 12.00. */
const now = "2026-11-23T03:00:00.000Z";
const minutesLater = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

/** A desk with so many open tasks, due in a week one minute after another; and what it reads. */
async function desk(count: number) {
  const { memory, take } = countedMemory();
  const work = dependencies({ memory });
  work.clock.set(now);
  for (let index = 0; index < count; index += 1) {
    const number = String(index + 1).padStart(5, "0");
    await work.tasks.open(
      taskItem({
        caseId: `KJG-2026-${number}`,
        id: `task-${number}`,
        step: "check-schedule",
        subject: `Sekolah ${number}`,
        openedAt: now,
        dueAt: minutesLater(7 * 24 * 60 + index),
      }),
    );
  }
  const visitor = browser(work);
  let tag = "";
  return {
    work,
    /** Asks, with the tag of the last answer where there was one. */
    async look(query: Record<string, string> = {}, withTag = true) {
      take();
      const headers = tag && withTag ? { "if-none-match": tag } : {};
      const reply = await visitor.get("/api/staff/tasks", { as: registrar, query, headers });
      const given = reply.headers["ETag"];
      tag = typeof given === "string" ? given : "";
      return { status: reply.status, bytes: Buffer.byteLength(reply.text), view: viewOf(reply), reads: take() };
    },
  };
}

const viewOf = (reply: Reply) => reply.body as unknown as TaskListView<TaskRow | number>;
const rowsOf = ({ tasks }: TaskListView<TaskRow | number>) => tasks.filter((row) => typeof row !== "number");
const decided = (work: ReturnType<typeof dependencies>, number: string) =>
  work.tasks.decide(`KJG-2026-${number}`, `task-${number}`, {
    ...{ outcome: "lapor", values: {}, note: "", person: "staff:siti", name: "Siti", role: "mail-registrar" },
    ...{ channel: "staff", at: now },
  });

describe("the inbox of five hundred tasks", () => {
  it("comes a page at a time, says how many there are, and the last can be reached", async () => {
    const { look } = await desk(230);
    const seen: string[] = [];
    let next: string | null = "";
    let pages = 0;
    while (next !== null) {
      const { view } = await look({ after: next }, false);
      if (next === "") expect(view).toMatchObject({ total: { count: 230, more: false }, late: 0 });
      else expect([view.total, view.late]).toEqual([null, null]);
      seen.push(...rowsOf(view).map((row) => row.case));
      next = view.next;
      pages += 1;
    }
    expect(pages).toBe(5);
    expect(seen).toEqual(Array.from({ length: 230 }, (_, index) => `KJG-2026-${String(index + 1).padStart(5, "0")}`));
  });

  it("is not read again, and not sent again, while nothing changes", async () => {
    const { look, work } = await desk(500);
    const first = await look();
    expect(first.view.tasks).toHaveLength(50);
    expect(first.view.total).toEqual({ count: 500, more: false });
    // The agency is remembered as long.
    work.clock.advance({ seconds: 10 });
    const again = await look();
    expect([again.status, again.bytes, again.reads]).toEqual([304, 0, { calls: 0, items: 0 }]);
  });

  it("sends what came, changed or went, and stands for the rest by where it was", async () => {
    const { look, work } = await desk(120);
    const first = await look();
    await decided(work, "00002");
    await work.tasks.start("KJG-2026-00004", "task-00004", { at: now, dueAt: minutesLater(5) });
    const { status, view, bytes } = await look();
    expect(status).toBe(200);
    expect(view.tasks[0]).toMatchObject({ case: "KJG-2026-00004", time: { dueAt: minutesLater(5) } });
    expect(view.tasks.slice(1, 4)).toEqual([0, 2, 4]);
    expect(view.tasks.at(-1)).toMatchObject({ case: "KJG-2026-00051" });
    expect(rowsOf(view)).toHaveLength(2);
    expect(view.total).toEqual({ count: 119, more: false });
    expect(bytes).toBeLessThan(first.bytes / 5);
    // What was answered last is what the next answer is a difference to.
    expect((await look()).status).toBe(304);
  });

  it("of another's task tells nothing new, and is not read a second time for it", async () => {
    const { look, work } = await desk(60);
    await look();
    await work.tasks.open(
      taskItem({ id: "hers", assignees: [`staff:${divisionHead.id}`], dueAt: minutesLater(9_999) }),
    );
    const again = await look();
    expect([again.status, again.bytes]).toEqual([304, 0]);
    expect(again.reads.items).toBeGreaterThan(0);
    expect((await look()).reads.items).toBe(0);
  });

  it("tells by itself when a task becomes late or the office closes, and only then", async () => {
    const { look, work } = await desk(2);
    await work.tasks.open(taskItem({ id: "short", step: "check-schedule", openedAt: now, dueAt: minutesLater(20) }));
    const first = await look();
    expect(rowsOf(first.view)[0]?.time).toMatchObject({ status: "on-time", standardMinutes: 20 });
    expect(first.view).toMatchObject({ clockRuns: true, late: 0 });
    const statusAfter = async (minutes: number) => {
      work.clock.set(minutesLater(minutes));
      const { status, view } = await look();
      return status === 304 ? 304 : rowsOf(view)[0]?.time.status;
    };
    expect(await statusAfter(14)).toBe(304);
    expect(await statusAfter(15.1)).toBe("due-soon");
    expect(await statusAfter(19)).toBe(304);
    expect(await statusAfter(20.1)).toBe("late");
    work.clock.set(minutesLater(119));
    expect((await look()).status).toBe(304);
    work.clock.set(minutesLater(121));
    const closed = await look();
    expect(closed.view).toMatchObject({ clockRuns: false, late: 1, tasks: [0, 1, 2] });
    // 100 minutes until 12.00, of a standard of 20.
    expect(closed.view.minutes[0]).toEqual([120, 20]);
  });

  it("finds words on all pages, in the reader's language", async () => {
    const { look } = await desk(120);
    const found = await look({ words: "sekolah 00118" });
    expect(rowsOf(found.view).map((row) => row.case)).toEqual(["KJG-2026-00118"]);
    expect(found.view).toMatchObject({ total: { count: 1, more: false }, next: null });
    expect((await look({ words: "tidak ada" }, false)).view).toMatchObject({ tasks: [], total: { count: 0 } });
  });

  it("counts no further than a thousand, says so, and goes on behind it", async () => {
    const { look, work } = await desk(1_030);
    const { view, reads } = await look();
    expect(view.total).toEqual({ count: 1_000, more: true });
    expect(reads.items).toBeLessThanOrEqual(1_100);
    const behind = await look({ words: "sekolah 01020" }, false);
    expect(behind.view).toMatchObject({ tasks: [], total: { count: 0, more: true } });
    const rest = await look({ words: "sekolah 01020", after: String(behind.view.next) }, false);
    expect(rowsOf(rest.view).map((row) => row.case)).toEqual(["KJG-2026-01020"]);
    expect(work.log.lines).toEqual([]);
  });

  it.each(['"', '"x"', '"-.zz.zz"', 'W/"0.0.12"', "*"])(
    "a tag that is none of ours (%s) is as none",
    async (strange) => {
      const { work } = await desk(1);
      const headers = { "if-none-match": strange };
      const reply = await browser(work).get("/api/staff/tasks", { as: registrar, headers });
      expect([reply.status, rowsOf(viewOf(reply)).length]).toEqual([200, 1]);
    },
  );
});
