import { describe, expect, it } from "vitest";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const officer = { as: people.circulation };
const submissions = ["a", "b", "c"].map((each) => `0190a000-0000-7000-8000-00000000000${each}`);

async function greeted(work: Player, count = 1): Promise<void> {
  for (const submissionId of submissions.slice(0, count)) {
    const body = { procedure: "reading-visit", submissionId, language: "id", values: {} };
    expect((await browser(work).post("/api/staff/cases", body, officer)).status).toBe(201);
  }
  await work.flow.settle();
}

interface Page {
  case: string;
  task: string;
  fields: { name: string }[];
}

const guest = {
  company: "sendiri",
  sex: "P",
  category: "umum",
  purpose: "membaca",
  guestName: "Ny. Rahasia",
};

describe("the guest book at the kiosk", () => {
  it("gives the page of whoever waited longest, and nothing that earlier visitors wrote", async () => {
    const work = player(visitScript);
    const kiosk = browser(work);
    expect((await kiosk.get("/api/staff/reading/guest-book", officer)).body["page"]).toBeNull();
    await greeted(work, 2);
    const first = (await kiosk.get("/api/staff/reading/guest-book", officer)).body["page"] as Page;
    const path = `/api/staff/tasks/${first.case}/${first.task}`;
    const answer = { outcome: "ketemu", note: "", values: guest, channel: "counter" };
    expect((await kiosk.post(path, answer, officer)).status).toBe(200);
    await work.flow.settle();
    const next = await kiosk.get("/api/staff/reading/guest-book", officer);
    expect((next.body["page"] as Page).case).not.toBe(first.case);
    expect(next.text).not.toContain("Rahasia");
    expect((await kiosk.get("/api/staff/reading", officer)).text).not.toContain("Rahasia");
  });
});

describe("the survey at the kiosk", () => {
  it("is open to a reader who has finished, though the books are not on the shelf yet, and takes one answer", async () => {
    const work = player(visitScript);
    const kiosk = browser(work);
    await greeted(work);
    const { page } = (await kiosk.get("/api/staff/reading/guest-book", officer)).body as unknown as {
      page: Page & { number: string };
    };
    const survey = `/api/staff/reading/surveys/${page.number}`;
    const path = () => work.task(page.case).then(({ id }) => `/api/staff/tasks/${page.case}/${id}`);
    await kiosk.post(await path(), { outcome: "ketemu", values: guest, channel: "counter" }, officer);
    await work.flow.settle();
    expect((await kiosk.get(survey, officer)).body).toMatchObject({ open: false, answered: false });
    await kiosk.post(await path(), { outcome: "selesai-membaca" }, officer);
    await work.flow.settle();
    expect((await kiosk.get(survey, officer)).body).toMatchObject({ open: true, answered: false });
    const values = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`u${index + 1}`, "3"]));
    expect((await kiosk.post(survey, { values }, officer)).status).toBe(201);
    expect((await kiosk.post(survey, { values }, officer)).status).toBe(201);
    expect((await kiosk.post(survey, { values: { ...values, u1: "1" } }, officer)).status).toBe(409);
    expect((await kiosk.get("/api/staff/reading/surveys/9999", officer)).status).toBe(404);
  });

  it("is for the reader of the day alone: neither others of the staff nor a later day come to it", async () => {
    const work = player(visitScript);
    const kiosk = browser(work);
    await greeted(work);
    const survey = "/api/staff/reading/surveys/1";
    expect((await kiosk.get(survey, officer)).status).toBe(200);
    for (const as of [people.registrar, people.divisionHead]) {
      expect((await kiosk.get(survey, { as })).status).toBe(404);
      expect((await kiosk.post(survey, { values: {} }, { as })).status).toBe(404);
    }
    work.clock.advance({ days: 1 });
    expect((await kiosk.get(survey, officer)).status).toBe(404);
  });
});

describe("the reading room", () => {
  it("lists readers as numbers with what can be tapped next, and the opening check while it is open", async () => {
    const work = player(visitScript);
    await work.sweep();
    await greeted(work);
    const room = (await browser(work).get("/api/staff/reading", officer)).body;
    expect(room).toMatchObject({ date: "2026-11-23", mine: true, today: { visitors: 0 } });
    expect(room["openingCheck"]).toMatchObject({ case: expect.stringContaining("REF-2026-") as string });
    const head = { as: people.divisionHead };
    const others = (await browser(work).get("/api/staff/reading", head)).body;
    expect(others["openingCheck"]).toBeNull();
    const offered = (others["readers"] as { outcomes: unknown[] }[]).map(({ outcomes }) => outcomes);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.flat()).toEqual([]);
    expect((await browser(work).get("/api/staff/reading/guest-book", head)).status).toBe(403);
    expect(room["readers"]).toMatchObject([{ people: null, category: null, asks: true, step: { number: 3 } }]);
  });

  it("keeps its readers out of the officer's own list, where other work would drown", async () => {
    const work = player(visitScript);
    await work.sweep();
    await greeted(work);
    const states = async (scope: string): Promise<string[]> => {
      const { body } = await browser(work).get("/api/staff/tasks", { ...officer, query: { scope } });
      return (body["tasks"] as { procedure: { id: string } }[]).map(({ procedure }) => procedure.id);
    };
    expect(await states("mine")).toContain("Baca di Tempat: persiapan buka");
    expect(await states("mine")).not.toContain("Baca di Tempat: kunjungan baca");
    expect(await states("all")).toContain("Baca di Tempat: kunjungan baca");
  });

  it("is opened by circulation officers only", async () => {
    const work = player(visitScript);
    const body = { procedure: "reading-visit", submissionId: submissions[0], language: "id", values: {} };
    expect((await browser(work).post("/api/staff/cases", body, { as: people.registrar })).status).toBe(403);
    expect((await browser(work).get("/api/staff/reading", { as: people.sectionHead })).body["mine"]).toBe(false);
    expect((await browser(work).get("/api/staff/reading", { as: people.registrar })).status).toBe(404);
  });
});

describe("the recap book of a month", () => {
  it("takes a word that nobody came, with a reason, up to today and on days of service", async () => {
    const work = player(visitScript);
    const say = (date: string, reason: string, as = people.circulation) =>
      browser(work).post(`/api/staff/reading/days/${date}`, { reason }, { as });
    expect((await say("2026-11-20", "Hujan lebat, tidak ada pengunjung.")).status).toBe(201);
    expect((await say("2026-11-22", "Hari Minggu.")).status).toBe(422);
    expect((await say("2026-11-24", "Besok.")).status).toBe(422);
    expect((await say("2026-11-19", "")).status).toBe(400);
    expect((await say("2026-11-19", "Bukan saya.", people.registrar)).status).toBe(403);
    const month = (await browser(work).get("/api/staff/reading/recaps/2026-11", officer)).body;
    const days = month["days"] as { date: string; status: string }[];
    expect(days.find(({ date }) => date === "2026-11-20")?.status).toBe("nobody");
    expect(days.find(({ date }) => date === "2026-11-19")?.status).toBe("missing");
    expect(days.find(({ date }) => date === "2026-11-24")).toBeUndefined();
    expect((await browser(work).get("/api/staff/reading/recaps/2026-13", officer)).status).toBe(404);
  });

  it("goes out as CSV and XLSX; a day without recap has empty cells, never zeros", async () => {
    const work = player(visitScript);
    const entry = { kind: "reading", date: "2026-11-20", caseId: "REF-2026-00009", category: "umum" } as const;
    await work.recaps.add({ ...entry, sexes: { L: 1 }, questions: 0, answered: 0, books: { "900": 2 } });
    const file = async (as: string) => {
      const call = { ...officer, query: { as } };
      const { body } = await browser(work).get("/api/staff/reading/recaps/2026-11/export", call);
      return { name: body["fileName"], bytes: Buffer.from(String(body["content"]), "base64") };
    };
    const csv = await file("csv");
    const lines = csv.bytes.toString("utf8").split("\r\n");
    expect(csv.name).toBe("rekap-baca-di-tempat-2026-11.csv");
    expect(lines[0]).toContain("Kategori: Umum");
    expect(lines.find((line) => line.startsWith("2026-11-20"))).toMatch(/^2026-11-20;ada rekap;1;;;;1;0;/);
    expect(lines.find((line) => line.startsWith("2026-11-19"))).toMatch(/^2026-11-19;rekap belum ada;;;;;;;/);
    const xlsx = await file("xlsx");
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe("PK");
    expect(xlsx.bytes.toString("utf8")).toContain("<v>2</v>");
  });

  it("goes out by month for a quarter and a year, with those served on visits; what is unknown stays empty", async () => {
    const work = player(visitScript);
    await work.recaps.add({
      ...{ kind: "reading", date: "2026-11-20", caseId: "REF-2026-00009", sexes: { L: 1 }, category: "umum" },
      ...{ questions: 0, answered: 0, books: { "800": 2 } },
    });
    const visit = await work.caseAt("ended");
    expect((await work.dossier(visit)).case.ending).toBe("SELESAI");
    const lines = async (period: string): Promise<string[]> => {
      const { body } = await browser(work).get(`/api/staff/reading/recaps/${period}/export`, {
        ...officer,
        query: { as: "csv" },
      });
      return Buffer.from(String(body["content"]), "base64").toString("utf8").split("\r\n");
    };
    const [head = "", october, november, december] = await lines("2026-Q4");
    expect(head).toContain("Pengunjung Layanan Kunjungan Resmi");
    expect(october).toMatch(/^2026-10;0;\d+;;;;;/);
    expect(november).toMatch(/^2026-11;1;\d+;1;;;;1;0;/);
    expect(december).toMatch(/^2026-12;0;\d+;;;38;;;;/);
    expect(await lines("2026")).toHaveLength(14);
    expect((await lines("2026-12")).find((line) => line.startsWith("2026-12-02"))).toMatch(
      /^2026-12-02;[^;]*;[^;]*;;38;/,
    );
    expect((await browser(work).get("/api/staff/reading/recaps/2026-Q5/export", officer)).status).toBe(404);
  });
});
