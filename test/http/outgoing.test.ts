/** The register of outgoing letters, and the papers in it as the staff opens them. */
import { describe, expect, it } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { CasePapersView, OutgoingView } from "../../functions/contract/papers.ts";
import type { ExportView } from "../../functions/contract/reading-room.ts";
import { personOf } from "../../functions/domain/case/records.ts";
import type { OutgoingLine } from "../../functions/domain/documents/records.ts";
import { member, people } from "../support/builders.ts";
import { countedMemory } from "../support/fakes/counted-items.ts";
import { dependencies } from "../support/fakes/index.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { divisionHead, registrar } = people;
const base = "/api/staff/outgoing/2026";

/** Letters 1 to `count` of 2026: number n went out on a day of month 1 + (n mod 12). */
async function bookOf(count: number) {
  const { memory, take } = countedMemory();
  const work = dependencies({ memory });
  const { get } = browser(work);
  for (let number = 1; number <= count; number += 1) {
    const month = String(1 + (number % 12)).padStart(2, "0");
    const line: OutgoingLine = {
      printed: `000.4/${number}/DISPUSIP/2026`,
      kind: number % 2 === 0 ? "reply-letter" : "other-time-letter",
      about: "=1+1",
      to: `Kepala SD ${number}; "A"`,
      signer: number === 7 ? "Ratna Dewi, S.Sos." : "Hadi Nugroho",
    };
    const at = `2026-${month}-10T02:00:00.000Z`;
    const entry = { year: 2026, number, caseId: `KJG-2026-${number}`, paper: `letter.${number}`, at, line };
    await work.memory.items.put({ ...keys.register("outgoing", 2026, number), ...entry });
  }
  const read = async <View>(path: string, query: Record<string, string> = {}): Promise<View> =>
    (await get(path, { as: registrar, query })).body as View;
  return { work, take, read, get };
}

/** The lines of a table of words. */
function linesOf({ content }: ExportView): string[] {
  return Buffer.from(content, "base64").toString("utf8").trimEnd().split("\r\n");
}

describe("the register of outgoing letters of a year", () => {
  it("is read from its end to its beginning, a page at a time", async () => {
    const { read, take } = await bookOf(450);
    await read("/api/staff/me");
    take();
    const last = await read<OutgoingView>(base);
    expect(take()).toEqual({ calls: 1, items: 450 });
    expect(last).toMatchObject({ year: 2026, total: 450, earlier: true });
    expect(last.rows[0]).toEqual({
      number: 351,
      case: "KJG-2026-351",
      paper: "letter.351",
      at: "2026-04-10T02:00:00.000Z",
      printed: "000.4/351/DISPUSIP/2026",
      kind: { id: "Surat permintaan pergantian waktu", en: "Letter asking for another time" },
      about: "=1+1",
      to: 'Kepala SD 351; "A"',
      signer: "Hadi Nugroho",
    });
    const numbers = last.rows.map((row) => row.number);
    for (let page = last; page.earlier;) {
      page = await read<OutgoingView>(base, { before: String(numbers[0]) });
      expect(page).toMatchObject({ total: 450, months: null });
      numbers.unshift(...page.rows.map((row) => row.number));
    }
    expect(numbers).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
  });

  it("says how many letters each month has, and shows those of one, page by page", async () => {
    const { read } = await bookOf(1_500);
    const { months } = await read<OutgoingView>(base);
    expect(months?.length).toBe(12);
    expect(months?.find(({ month }) => month === "2026-04")).toEqual({ month: "2026-04", count: 125 });
    const april = await read<OutgoingView>(base, { month: "2026-04" });
    expect([april.total, april.rows.length, april.earlier, april.months?.length]).toEqual([125, 100, true, 12]);
    const before = String(april.rows[0]?.number);
    const rest = await read<OutgoingView>(base, { month: "2026-04", before });
    expect([rest.total, rest.rows.length, rest.earlier]).toEqual([125, 25, false]);
    for (const row of [...rest.rows, ...april.rows]) expect(row.at.slice(0, 7)).toBe("2026-04");
    expect(await read<OutgoingView>(base, { month: "2026-05" })).toMatchObject({ total: 125 });
  });

  it.each([
    ["the number that it prints", "000.4/19/DISPUSIP/2026", [19]],
    ["a part of it", "19", [19]],
    ["to whom it goes", "sd 12", [12]],
    ["who signed", "ratna", [7]],
    ["what kind it is, and its day", "jawaban 10 desember 2026", []],
    ["its kind and its month", "pergantian desember 2026", [11, 23]],
    ["its case", "KJG-2026-13", [13]],
    ["words that stand together nowhere", "ratna jawaban", []],
    ["no word at all", "!!!", Array.from({ length: 24 }, (_, index) => index + 1)],
  ])("is searched by %s", async (_what, words, numbers) => {
    const { read } = await bookOf(24);
    const found = await read<OutgoingView>(base, { words });
    expect(found.rows.map(({ number }) => number)).toEqual(numbers);
    expect(found.months?.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
  });

  it("goes whole, or as far as it is asked for, into a file, as text that no spreadsheet takes for a formula", async () => {
    const { read, work } = await bookOf(250);
    const csv = await read<ExportView>(`${base}/export`, { as: "csv" });
    expect([csv.fileName, linesOf(csv).length]).toEqual(["surat-keluar-2026.csv", 251]);
    expect(linesOf(csv)[0]?.replace(/^\ufeff/, "")).toBe(
      "No. urut;Tanggal;Nomor surat;Jenis;Hal;Kepada;Penanda tangan;Berkas",
    );
    expect(linesOf(csv)[250]).toBe(
      `250;2026-11-10;000.4/250/DISPUSIP/2026;Surat jawaban;'=1+1;"Kepala SD 250; ""A""";Hadi Nugroho;KJG-2026-250`,
    );
    const part = await read<ExportView>(`${base}/export`, { as: "csv", month: "2026-08", words: "ratna" });
    expect([part.fileName, linesOf(part).length]).toEqual(["surat-keluar-2026-08-pencarian.csv", 2]);
    const xlsx = await read<ExportView>(`${base}/export`, { as: "xlsx" });
    expect(xlsx.fileName).toBe("surat-keluar-2026.xlsx");
    expect(Buffer.from(xlsx.content, "base64").subarray(0, 2).toString()).toBe("PK");
    const { readings } = await work.readings.list({ about: "surat-keluar-2026" }, { limit: 9 });
    expect(readings.map(({ page }) => page)).toEqual(["export"]);
  });

  it("is empty in a year without letters, and there is none of what is no year or no month", async () => {
    const { get, read } = await bookOf(1);
    expect(await read(`/api/staff/outgoing/2027`)).toEqual({
      year: 2027,
      total: 0,
      earlier: false,
      months: [],
      rows: [],
    });
    const asked = async (path: string, query = {}) => (await get(path, { as: registrar, query })).status;
    expect(await asked("/api/staff/outgoing/abc")).toBe(404);
    expect(await asked(base, { month: "2026-13" })).toBe(404);
  });

  it("has the numbers that a lost case used, and a letter that is not drawn yet", async () => {
    const { read, work } = await bookOf(1);
    await work.registers.markUsedOutside("outgoing", 2026, 2, "2026-12-01T00:00:00.000Z");
    const { rows, months } = await read<OutgoingView>(base);
    expect(rows[1]).toMatchObject({ number: 2, case: "", paper: null, kind: null, printed: "" });
    expect(months).toContainEqual({ month: "2026-12", count: 1 });
  });

  it("shows whoever reads a part of the cases the letters of those, and counts no others", async () => {
    const { get, work } = await bookOf(4);
    const other = { year: 2026, number: 5, caseId: "PKS-2026-1", paper: "letter.5", at: "2026-12-10T02:00:00.000Z" };
    await work.memory.items.put({ ...keys.register("outgoing", 2026, 5), ...other });
    const companion = member("only-companion", "Pendamping", ["front-office-officer"]);
    work.agencies.now.staff = [...work.agencies.now.staff, companion];
    const ask = async (path: string, query = {}) => await get(path, { as: companion, query });
    const { body, status } = await ask(base);
    expect(status).toBe(200);
    const view = body as unknown as OutgoingView;
    expect([view.total, view.rows.map((row) => row.number)]).toEqual([4, [1, 2, 3, 4]]);
    const before = (await ask(base, { before: "6" })).body as unknown as OutgoingView;
    expect([before.total, before.rows.length]).toEqual([4, 4]);
    const { body: file } = await ask(`${base}/export`, { as: "csv" });
    expect(linesOf(file as unknown as ExportView).length).toBe(5);
  });
});

describe("a letter that a case issued", () => {
  async function issued() {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const { get } = browser(work);
    const { papers } = (await get(`/api/staff/cases/${caseId}/papers`, { as: divisionHead }))
      .body as unknown as CasePapersView;
    return { work, caseId, get, papers };
  }

  it("stands with its case as the letter has it, and opens as the file that was mailed", async () => {
    const { caseId, get, papers, work } = await issued();
    expect(papers).toEqual([
      {
        id: papers[0]?.id,
        kind: { id: "Surat jawaban", en: "Reply letter" },
        about: "Jawaban Permohonan Kunjungan",
        to: papers[0]?.to,
        signer: "Dra. Sri Wahyuni, M.Si.",
        issued: { printed: "000.4/1/DISPUSIP/2026", at: papers[0]?.issued?.at, pages: 1 },
        void: null,
      },
    ]);
    const { rows } = (await get(base, { as: registrar })).body as unknown as OutgoingView;
    expect(rows).toMatchObject([{ case: caseId, paper: papers[0]?.id, printed: "000.4/1/DISPUSIP/2026" }]);
    expect(papers[0]?.to).toBe(rows[0]?.to);
    const path = `/api/staff/papers/${caseId}/${papers[0]?.id}`;
    const reply = await get(path, { as: registrar });
    const file = (await work.dossier(caseId)).papers?.[0]?.issued?.file;
    const url = new URL(String(reply.body["url"]));
    expect(url.pathname).toBe(`/files/${caseId}/${file?.hash}`);
    expect(url.searchParams.get("name")).toBe(`Surat jawaban ${caseId}.pdf`);
    const { readings } = await work.readings.list({ about: caseId }, { limit: 9 });
    expect(readings.map(({ page, person }) => [page, person]).toSorted()).toEqual([
      ["case", personOf(divisionHead)],
      ["file", personOf(registrar)],
    ]);
  });

  it("keeps the number that it prints when the agency writes its numbers in another way", async () => {
    const { caseId, get, work } = await issued();
    work.agencies.now.settings = {
      ...work.agencies.now.settings,
      letterNumbers: { pattern: "{nomorUrut}/{kodeUnit}", classification: "1", unit: "X" },
    };
    const { body } = await get(`/api/staff/cases/${caseId}/papers`, { as: divisionHead });
    expect((body as unknown as CasePapersView).papers[0]?.issued?.printed).toBe("000.4/1/DISPUSIP/2026");
  });

  it("is not there under another id, is told to be coming while it is not drawn, and goes with what is erased", async () => {
    const { caseId, get, papers, work } = await issued();
    const id = papers[0]?.id ?? "";
    const ask = async (paper: string) => await get(`/api/staff/papers/${caseId}/${paper}`, { as: divisionHead });
    expect((await ask("nothing")).status).toBe(404);
    await work.memory.items.update(keys.paper(caseId, id), { remove: ["issued"] });
    const early = await ask(id);
    expect([early.status, early.body["code"]]).toEqual([409, "taken"]);
    const { body } = await get(`/api/staff/cases/${caseId}/papers`, { as: divisionHead });
    expect((body as unknown as CasePapersView).papers[0]?.issued).toBeNull();
    const erasures = [{ class: "letter", at: "2026-12-01T00:00:00.000Z", by: "system" }];
    await work.memory.items.update(keys.case(caseId), { set: { erasures } });
    expect((await ask(id)).status).toBe(404);
    const gone = await get(`/api/staff/cases/${caseId}/papers`, { as: divisionHead });
    expect(gone.body).toEqual({ papers: [] });
  });
});
