/** Days of reading on site that were kept on paper: entered later with their figures, told apart, and counted once. */
import { describe, expect, it } from "vitest";
import type { PaperView, RecapMonthView } from "../../functions/contract/reading-room.ts";
import type { TaskView } from "../../functions/contract/decision.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { readingScript } from "../support/scripts/reading-visit.ts";

const officer = { as: people.circulation };
const ids = ["a", "b", "c"].map((each) => `0190a000-0000-7000-8000-00000000000${each}`);
const [one = "", two = "", three = ""] = ids;
const sheet = {
  paperSexes: { L: 4, P: 6 },
  paperCategories: { umum: 3, mahasiswa: 2 },
  paperBooks: { "300": 5 },
  paperSubjects: 2,
  paperAnswered: 1,
};

/** Monday 23 November 2026, with one reader who came to the service. */
async function monday(): Promise<Player> {
  const work = player(readingScript);
  await work.caseAt("ended");
  return work;
}

function enter(work: Player, date: string, given: object = {}, as = people.circulation) {
  const body = { id: one, version: 1, values: sheet, reason: "Listrik padam, dicatat di kertas.", ...given };
  return browser(work).post(`/api/staff/reading/days/${date}/paper`, body, { as });
}

async function monthOf(work: Player, month = "2026-11"): Promise<RecapMonthView & { paper: PaperView }> {
  const { body } = await browser(work).get(`/api/staff/reading/recaps/${month}`, officer);
  return body as unknown as RecapMonthView & { paper: PaperView };
}

const day = ({ days }: RecapMonthView, date: string) => days.find((each) => each.date === date);
const figures = ({ figures: all }: RecapMonthView) => Object.fromEntries(all.map(({ name, value }) => [name, value]));

describe("a day that was kept on paper", () => {
  it("counts in the recap and in the figures of the report, and is said to be from paper", async () => {
    const work = await monday();
    expect(day(await monthOf(work), "2026-11-20")?.status).toBe("missing");
    expect((await enter(work, "2026-11-20")).status).toBe(201);
    const month = await monthOf(work);
    expect(day(month, "2026-11-20")).toMatchObject({
      ...{ status: "recap", visitors: 10, onPaper: 10, books: 5, questions: 2 },
      reason: "Listrik padam, dicatat di kertas.",
    });
    expect(day(month, "2026-11-23")).toMatchObject({ visitors: 1, onPaper: 0 });
    expect(figures(month)).toMatchObject({ visitors: "11", visitorsOnPaper: "10", daysOnPaper: "20" });
    expect(month.paper.entries).toMatchObject([
      { date: "2026-11-20", values: sheet, versions: [{ version: 1, visitors: 10, by: people.circulation.name }] },
    ]);
    const { body } = await browser(work).get("/api/staff/reading/recaps/2026-11/export", {
      ...officer,
      query: { as: "csv" },
    });
    const csv = Buffer.from(String(body["content"]), "base64").toString("utf8").split("\r\n");
    expect(csv.find((line) => line.startsWith("2026-11-20"))).toMatch(/^2026-11-20;dari catatan kertas: Listrik.*;10$/);
  });

  it("adds readers that were missed to a day that has some, and a word that nobody came gives way", async () => {
    const work = await monday();
    await browser(work).post("/api/staff/reading/days/2026-11-20", { reason: "Tidak ada." }, officer);
    await enter(work, "2026-11-20");
    await enter(work, "2026-11-23", { id: two, values: { paperSexes: { P: 2 } } });
    await enter(work, "2026-11-23", { id: three, values: { paperSexes: { L: 1 } } });
    const month = await monthOf(work);
    expect(day(month, "2026-11-23")).toMatchObject({ visitors: 4, onPaper: 3 });
    expect(day(month, "2026-11-20")).toMatchObject({ status: "recap", visitors: 10 });
    expect(month.serviceDays).toBe(2);
  });

  it("is one day however often it is sent, and another of the same id is told of the first", async () => {
    const work = await monday();
    const sent = await Promise.all([enter(work, "2026-11-20"), enter(work, "2026-11-20"), enter(work, "2026-11-20")]);
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201]);
    const other = await enter(work, "2026-11-20", { values: { paperSexes: { L: 1 } } });
    expect([other.status, other.text.includes(people.circulation.name)]).toEqual([409, true]);
    expect(day(await monthOf(work), "2026-11-20")?.visitors).toBe(10);
  });

  it("is corrected by its next version, which may take all back; what stood there stays readable", async () => {
    const work = await monday();
    await enter(work, "2026-11-20");
    const reason = "Salah hitung.";
    expect((await enter(work, "2026-11-20", { version: 3, reason })).status).toBe(409);
    expect((await enter(work, "2026-11-19", { version: 2, reason })).status).toBe(409);
    const fewer = { version: 2, reason, values: { paperSexes: { P: 3 } } };
    expect((await enter(work, "2026-11-20", fewer)).status).toBe(201);
    const late = await enter(work, "2026-11-20", { ...fewer, values: { paperSexes: { P: 5 } } });
    expect(late.status).toBe(409);
    let month = await monthOf(work);
    expect(day(month, "2026-11-20")).toMatchObject({ visitors: 3, books: 0, reason });
    expect(month.paper.entries[0]?.versions.map(({ visitors }) => visitors)).toEqual([3, 10]);
    await enter(work, "2026-11-20", { version: 3, reason: "Hari lain.", values: { paperSexes: { P: 0 } } });
    month = await monthOf(work);
    expect([day(month, "2026-11-20")?.status, month.serviceDays]).toEqual(["missing", 1]);
  });

  it("is refused in the future, before the first day of use, on a closed day, without reason and with sums that do not fit", async () => {
    const work = await monday();
    const { settings } = work.agencies.now;
    work.agencies.now.settings = { ...settings, calendar: { ...settings.calendar, goLive: "2026-11-18" } };
    const fieldsOf = async (date: string, given: object = {}): Promise<unknown[]> => {
      const { status, body } = await enter(work, date, given);
      return [status, Object.keys(body["fields"] ?? {})];
    };
    expect(await fieldsOf("2026-11-24")).toEqual([422, ["date"]]);
    expect(await fieldsOf("2026-11-17")).toEqual([422, ["date"]]);
    expect(await fieldsOf("2026-11-22")).toEqual([422, ["date"]]);
    expect(await fieldsOf("2026-11-20", { reason: " " })).toEqual([422, ["reason"]]);
    expect(await fieldsOf("2026-11-20", { values: {} })).toEqual([422, ["paperSexes"]]);
    expect(await fieldsOf("2026-11-20", { values: { paperSexes: { L: 0 } } })).toEqual([422, ["paperSexes"]]);
    const many = { ...sheet, paperCategories: { umum: 11 }, paperAnswered: 3 };
    expect(await fieldsOf("2026-11-20", { values: many })).toEqual([422, ["paperCategories", "paperAnswered"]]);
    expect((await enter(work, "2026-11-20", {}, people.registrar)).status).toBe(403);
    const { goLive, paper } = await monthOf(work);
    expect([goLive, paper.days, paper.entries]).toEqual(["2026-11-18", { from: "2026-11-18", to: "2026-11-23" }, []]);
  });
});

describe("the report of the month", () => {
  async function reported(work: Player): Promise<string> {
    work.clock.set("2026-12-01T00:31:00.000Z");
    await work.sweep();
    return work.flow.started.at(-1)?.caseId ?? "";
  }
  const values = { missingExplained: "Petugas sakit." };

  it("takes what is entered while it is made, not while it waits, and again after it was returned", async () => {
    const work = await monday();
    const caseId = await reported(work);
    expect((await enter(work, "2026-11-20")).status).toBe(201);
    await work.answer(caseId, { outcome: "laporkan", by: people.circulation.id, values });
    const waiting = await enter(work, "2026-11-19", { id: two });
    expect([waiting.status, waiting.text]).toEqual([409, expect.stringContaining("dikembalikan")]);
    const { id } = await work.task(caseId);
    const page = await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as: people.sectionHead });
    expect(page.body).toMatchObject({ recapOf: "2026-11" });
    const shown = (page.body as unknown as TaskView).facts.map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(shown)).toMatchObject({ visitors: "11", visitorsOnPaper: "10", daysOnPaper: "20" });
    await work.answer(caseId, { outcome: "kembalikan", by: people.sectionHead.id, note: "Tambah pembaca." });
    expect((await enter(work, "2026-11-19", { id: two })).status).toBe(201);
  });

  it("that was received is corrected first: the day is then entered, and stands in the next version", async () => {
    const work = await monday();
    const caseId = await reported(work);
    await work.answer(caseId, { outcome: "laporkan", by: people.circulation.id, values });
    await work.answer(caseId, { outcome: "terima", by: people.sectionHead.id });
    const refused = await enter(work, "2026-11-20");
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("Buat pembetulan")]);
    expect((await monthOf(work)).paper.closed?.id).toContain("versi 1");
    const begun = await browser(work).post(
      "/api/staff/cases",
      {
        ...{ procedure: "monthly-report", submissionId: three, language: "id" },
        values: { month: "2026-11", correction: "Pembaca terlewat." },
      },
      officer,
    );
    await work.flow.settle();
    expect((await monthOf(work)).paper.closed).toBeNull();
    expect((await enter(work, "2026-11-20")).status).toBe(201);
    const again = String(begun.body["case"]);
    await work.answer(again, { outcome: "laporkan", by: people.circulation.id, values });
    await work.answer(again, { outcome: "terima", by: people.sectionHead.id });
    const month = await monthOf(work);
    expect(month.reports.map(({ version }) => version)).toEqual([1, 2]);
    const answers = (await work.dossier(again)).tasks.map(({ answer }) => answer?.values ?? {});
    expect(answers[0]).toMatchObject({ visitors: 11, visitorsOnPaper: 10, daysOnPaper: "20" });
  });
});
