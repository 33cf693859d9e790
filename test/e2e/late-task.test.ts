/** A superior comes from the mail about a late task, and has its holders reminded by one tap on a phone. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { TaskView } from "../../functions/contract/decision.ts";
import { links } from "../../functions/domain/paths.ts";
import { findings } from "../support/axe.ts";
import { unfit } from "../support/narrow-screen.ts";
import { myTasks, sampleNow, schoolCase, taskAt } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const by = { id: "Dra. Sri Wahyuni, Kepala Bidang Perpustakaan", en: "Dra. Sri Wahyuni, Head of the Library Division" };

describe.skipIf(!browserPath)("the page of a late task, for whoever is above", () => {
  let pages: StaffPages;
  let late: TaskView;

  const reminded = (): TaskView => {
    const last = { at: sampleNow, by, to: ["Hendra Wijaya, S.Sos."] };
    const remind = { last, from: "2026-11-23T07:00:00.000Z", opens: null };
    return late.people ? { ...late, people: { ...late.people, remind } } : late;
  };
  const answers: Answers = ({ method, path }) => {
    if (path === `/api/staff/tasks/${schoolCase}/late` && method === "GET") return { json: late };
    if (path.endsWith("/remind")) return { json: reminded() };
    return undefined;
  };

  beforeAll(async () => {
    pages = await startStaffPages();
    const view = taskAt("recommend", null, { task: "late" });
    const people = { holders: [], standIns: [], superiors: [], ...view.people, mayHandOn: true };
    late = { ...view, takesOver: true, people: { ...people, remind: { last: null, from: null, opens: null } } };
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("reminding is under the finger, is done by one tap, and says when the last went out and when again", async () => {
    const { complaints, page, sent } = await pages.open(links.task(schoolCase, "late", "remind"), {
      answers,
      viewport: { width: 390, height: 844 },
    });
    const button = page.getByRole("button", { name: "Ingatkan" });
    await button.waitFor();
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByRole("link", { name: "Serahkan", exact: true }).getAttribute("href")).toContain(
      "?cara=hand-on",
    );
    await page.getByRole("button", { name: "Tangani" }).waitFor();
    expect(await findings(page)).toEqual([]);
    await button.click();
    await page.getByText("Terakhir diingatkan").waitFor();
    await page.getByText("Dapat diingatkan lagi mulai").waitFor();
    await button.click({ force: true });
    expect(sent.map(({ path }) => path)).toEqual([`/api/staff/tasks/${schoolCase}/late/remind`]);
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("the list of tasks says on one line whose a task is, who stands in and who is above", async () => {
    const said = (id: string) => [{ id, en: id }];
    const people = {
      holders: said("Tuti (Plh. Kabid sampai 4 Des)"),
      standIns: [],
      superiors: said("Bambang (Kadis)"),
    };
    const [first, ...others] = myTasks.tasks;
    if (!first) throw new Error("no sample");
    const { complaints, page } = await pages.open("/petugas", {
      answers: (request) =>
        request.path === "/api/staff/tasks"
          ? { json: { ...myTasks, tasks: [{ ...first, mine: false, people }, ...others] } }
          : answers(request),
      viewport: { width: 390, height: 844 },
    });
    await page.getByText("untuk Tuti (Plh. Kabid sampai 4 Des) · atasan Bambang (Kadis)").waitFor();
    expect(await page.getByText("atasan").count()).toBe(1);
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("doing it is led to by the mail, and asks first", async () => {
    const { complaints, page } = await pages.open(links.task(schoolCase, "late", "act"), {
      answers,
      viewport: { width: 390, height: 844 },
    });
    await page.getByRole("button", { name: "Kerjakan sebagai pengganti" }).waitFor();
    const top = await page
      .getByRole("button", { name: "Kerjakan sebagai pengganti" })
      .evaluate((element) => element.getBoundingClientRect().top);
    expect(top).toBeLessThan(844);
    expect(complaints).toEqual([]);
  });
});
