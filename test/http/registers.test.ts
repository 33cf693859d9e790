import { describe, expect, it } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { ExportView } from "../../functions/contract/reading-room.ts";
import type { AgreementListView, CaseListView, RegisterView } from "../../functions/contract/staff.ts";
import { emptyLetterLine } from "../../functions/domain/case/register-lines.ts";
import { caseItem, people } from "../support/builders.ts";
import { countedMemory } from "../support/fakes/counted-items.ts";
import { dependencies } from "../support/fakes/index.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead } = people;
const at = "2026-11-23T02:00:00.000Z";

function office() {
  const { memory, take } = countedMemory();
  const work = dependencies({ memory });
  const { get } = browser(work);
  const read = async <View>(path: string, query: Record<string, string> = {}): Promise<View> =>
    (await get(path, { as: registrar, query })).body as View;
  return { work, take, read };
}

/** Letters 1 to `count` of 2026, in the book without their cases, which nobody needs to read. */
async function bookOf(count: number) {
  const { work, ...rest } = office();
  for (let number = 1; number <= count; number += 1) {
    const line = { ...emptyLetterLine, letterNumber: `${number}/PKS`, from: `Sekolah ${number}; "A"`, about: "=1+1" };
    const entry = { year: 2026, number, caseId: `KJG-2026-${number}`, at, line };
    await work.memory.items.put({ ...keys.register("incoming", 2026, number), ...entry });
  }
  return { work, ...rest };
}

describe("the agenda book of a year", () => {
  it("of eight hundred letters is read with one query a page, from its end to its beginning", async () => {
    const { read, take } = await bookOf(800);
    await read("/api/staff/me");
    take();
    const last = await read<RegisterView>("/api/staff/register/2026");
    expect(take()).toEqual({ calls: 1, items: 100 });
    expect(last).toMatchObject({ year: 2026, total: 800, earlier: true });
    expect([last.rows[0]?.number, last.rows.at(-1)?.number]).toEqual([701, 800]);
    expect(last.rows[0]).toMatchObject({ case: "KJG-2026-701", letterNumber: "701/PKS", receivedAt: at });
    const numbers = last.rows.map((row) => row.number);
    for (let page = last; page.earlier;) {
      page = await read<RegisterView>("/api/staff/register/2026", { before: String(numbers[0]) });
      expect(page.total).toBe(800);
      numbers.unshift(...page.rows.map((row) => row.number));
    }
    expect(numbers).toEqual(Array.from({ length: 800 }, (_, index) => index + 1));
  });

  it("goes whole into a file, as text that no spreadsheet takes for a formula", async () => {
    const { read } = await bookOf(250);
    const csv = await read<ExportView>("/api/staff/register/2026/export", { as: "csv" });
    const lines = Buffer.from(csv.content, "base64").toString("utf8").trimEnd().split("\r\n");
    expect([csv.fileName, lines.length]).toEqual(["buku-agenda-2026.csv", 251]);
    expect(lines[250]).toBe(`250;2026-11-23;250/PKS;;"Sekolah 250; ""A""";'=1+1;;;KJG-2026-250`);
    const xlsx = await read<ExportView>("/api/staff/register/2026/export", { as: "xlsx" });
    expect(xlsx.fileName).toBe("buku-agenda-2026.xlsx");
    expect(Buffer.from(xlsx.content, "base64").subarray(0, 2).toString()).toBe("PK");
  });

  it("says of letters that were entered before lines were kept what their cases say", async () => {
    const work = player(visitScript);
    const [old, fresh] = [await work.caseAt("check-schedule"), await work.caseAt("check-schedule")];
    await work.memory.items.update(keys.register("incoming", 2026, 1), { remove: ["line"] });
    const { body } = await browser(work).get("/api/staff/register/2026", { as: registrar });
    const [first, second] = (body as unknown as RegisterView).rows;
    expect(first).toEqual({ ...second, number: 1, case: old, receivedAt: first?.receivedAt });
    expect(second).toMatchObject({ case: fresh, urgency: "Biasa", from: "SMPN 1 Contoh" });
    await work.memory.items.put({ ...keys.case(old), broken: true });
    const damaged = await browser(work).get("/api/staff/register/2026", { as: registrar });
    expect((damaged.body as unknown as RegisterView).rows[0]).toMatchObject({ number: 1, case: old, from: "" });
  });
});

describe("the list of agreements", () => {
  it("says how long each is in force, or that it came to nothing, without reading a case", async () => {
    const work = player(agreementScript);
    const numbered = await work.caseAt("partner-number");
    const signed = await work.caseAt("(the end)");
    const calls = work.on.calls.length;
    const view = (await browser(work).get("/api/staff/agreements", { as: sectionHead }))
      .body as unknown as AgreementListView;
    expect(work.on.calls.slice(calls).filter((call) => call.startsWith("cases."))).toEqual([]);
    expect(view.agreements.map((row) => [row.case, row.state, row.until !== null])).toEqual([
      [signed, "in-force", true],
      [numbered, "pending", false],
    ]);
    expect(view).toMatchObject({ total: 2, next: null });
  });

  it("comes a page at a time, those that end soon first, then those of years before", async () => {
    const { read, work } = office();
    work.clock.set(at);
    const put = async (year: number, number: number, until: string | null) => {
      const valid = until === null ? null : { from: `${year}-01-02`, until };
      const line = { partner: `Mitra ${number}`, about: "", valid, ended: true };
      const entry = { year, number, caseId: `PKS-${year}-${number}`, at, line };
      await work.memory.items.put({ ...keys.register("agreements", year, number), ...entry });
    };
    for (let number = 1; number <= 130; number += 1)
      await put(2026, number, number === 130 ? "2026-12-24" : "2029-01-01");
    for (const [year, until] of [
      [2022, "2023-01-01"],
      [2016, "2017-01-01"],
    ] as const)
      await put(year, 1, until);
    const pages: AgreementListView[] = [];
    for (let next: string | null = ""; next !== null; next = pages.at(-1)?.next ?? null)
      pages.push(await read<AgreementListView>("/api/staff/agreements", next === "" ? {} : { after: next }));
    expect(pages.map(({ agreements, total, years }) => [agreements.length, total, years.from, years.to])).toEqual([
      [100, 131, 2021, 2026],
      [31, 131, 2021, 2026],
      [1, 1, 2015, 2020],
    ]);
    expect(pages[0]?.agreements[0]).toMatchObject({ case: "PKS-2026-130", state: "ends-soon" });
    expect(pages[1]?.agreements.at(-1)).toMatchObject({ case: "PKS-2022-1", state: "ended" });
    expect(new Set(pages.flatMap(({ agreements }) => agreements.map((row) => row.case))).size).toBe(132);
  });
});

it("the list of cases says how many there are, and the last can be reached", async () => {
  const { read, work } = office();
  for (let index = 0; index < 120; index += 1) {
    const createdAt = new Date(Date.parse(at) + index).toISOString();
    await work.cases.create(caseItem({ id: `KJG-2026-${index}`, createdAt }), { subject: "SMPN 1" });
  }
  const pages = [await read<CaseListView>("/api/staff/cases")];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
    pages.push(await read<CaseListView>("/api/staff/cases", { before: next }));
  expect(pages.map(({ cases, total }) => [cases.length, total])).toEqual([
    [50, { count: 120, more: false }],
    [50, null],
    [20, null],
  ]);
  expect(new Set(pages.flatMap(({ cases }) => cases.map((row) => row.case))).size).toBe(120);
});
