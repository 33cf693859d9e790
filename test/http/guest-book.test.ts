/** The guest book of a visit: signed by those who came, at the kiosk or by the code on the desk, and nothing else by it. */
import { describe, expect, it } from "vitest";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, type Reply, type TestBrowser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { circulation, companion, divisionHead, frontOffice, registrar, sectionHead } = people;
const atTheDoor = "2026-12-02T01:45:00.000Z";
const list = "/api/staff/reading/guest-books";
const written = { attendance: 38, representative: "Ibu Ratna" };

async function approved(values: Record<string, unknown> = {}): Promise<{
  work: Player;
  caseId: string;
  phone: TestBrowser;
  path: string;
}> {
  const work = player(visitScript);
  const caseId = await work.caseAt("sign-guest-book", {}, values);
  work.clock.set(atTheDoor);
  const desk = await browser(work).get(`/api/staff/cases/${caseId}`, { as: frontOffice });
  const path = String(desk.body["guestBook"]).replace(`${work.publicUrl}/buku-tamu/`, "/api/guest-books/");
  return { work, caseId, phone: browser(work), path };
}

const kept = (work: Player, path: string): Promise<Reply> => browser(work).get(path, { as: circulation });

describe("by the code on the desk", () => {
  it("opens an empty page with nothing of the case but the institution, and stores it once", async () => {
    const { work, caseId, phone, path } = await approved();
    const page = await phone.get(path);
    expect(page.body).toMatchObject({ page: "open", from: null, who: "SMPN 1 Contoh", outcome: { id: "hadir" } });
    for (const secret of [requesterEmail, visitRequest()["contactName"], "6281234567890", "40", caseId])
      expect(page.text).not.toContain(String(secret));
    expect((await phone.post(path, { values: written })).status).toBe(201);
    await work.flow.settle();
    expect((await work.task(caseId)).step).toBe("guide-visitors");
    // The same again, as after a lost reply.
    expect((await phone.get(path)).body).toEqual({ page: "signed" });
    expect((await phone.post(path, { values: { attendance: 2 } })).status).toBe(410);
    const view = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    const rows = view.body["history"] as { step: string; channel: string; by: { name: string | null } }[];
    expect(rows.find(({ step }) => step === "sign-guest-book")).toMatchObject({
      channel: "guest-book",
      by: { name: null },
    });
  });

  it("leads to nothing else of the case, and to no other row of it", async () => {
    const { caseId, phone, path } = await approved();
    const link = path.slice(path.lastIndexOf("/") + 1);
    for (const other of [`/api/tracking/${link}`, `/api/decisions/${link}`, `/api/tracking/${link}/survey`])
      expect([other, (await phone.get(other)).status]).toEqual([other, 404]);
    for (const other of [`/api/shown/${caseId}/${link}`, `/api/surveys/${caseId}/${link}`])
      expect([other, (await phone.get(other)).status]).toEqual([other, 404]);
    expect((await phone.get(`/api/guest-books/${caseId}/${"A".repeat(43)}`)).status).toBe(404);
    for (const body of [{ values: written, outcome: "dibatalkan" }, { values: { ...written, note: "x" } }])
      expect((await phone.post(path, body)).status).toBeGreaterThanOrEqual(400);
  });

  it("opens an hour before the visit, and ends with its day", async () => {
    const { work, phone, path } = await approved();
    work.clock.set("2026-12-01T03:00:00.000Z");
    expect((await phone.get(path)).body).toMatchObject({ page: "open", from: "2026-12-02T01:00:00.000Z" });
    expect((await phone.post(path, { values: written })).status).toBe(409);
    work.clock.set("2026-12-03T02:00:00.000Z");
    expect((await phone.get(path)).body).toEqual({ page: "over" });
    expect((await phone.post(path, { values: written })).status).toBe(410);
  });

  it("opens at its own row only, and is given to those alone who may sign in their own name", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const shownTo = async (as: typeof registrar) =>
      (await browser(work).get(`/api/staff/cases/${caseId}`, { as })).body["guestBook"];
    expect(await shownTo(frontOffice)).toBeNull();
    const path = `/api/guest-books/${caseId}/${work.secrets.linkId("guest-book-link", caseId)}`;
    expect((await browser(work).get(path)).body).toEqual({ page: "over" });
    await work.playTo(caseId, "sign-guest-book");
    expect(await shownTo(frontOffice)).toMatch(/\/buku-tamu\/KJG-2026-00001\/\S{43}$/);
    expect(await shownTo(registrar)).toBeNull();
  });

  it("says of each field by its name what is wrong", async () => {
    const { phone, path } = await approved();
    const reply = await phone.post(path, { values: { attendance: "banyak" } });
    expect([reply.status, Object.keys(reply.body["fields"] as object)]).toEqual([422, ["attendance"]]);
  });
});

describe("at the kiosk", () => {
  it("offers the visits of this hour, by institution; what is written tells who had opened the kiosk", async () => {
    const { work, caseId } = await approved();
    const { body, text } = await kept(work, list);
    expect(body["books"]).toMatchObject([{ case: caseId, who: "SMPN 1 Contoh", from: null }]);
    for (const secret of [requesterEmail, visitRequest()["contactName"]]) expect(text).not.toContain(String(secret));
    const signed = await browser(work).post(`${list}/${caseId}`, { values: written }, { as: circulation });
    expect(signed.status).toBe(201);
    await work.flow.settle();
    expect((await kept(work, list)).body).toEqual({ books: [] });
    const view = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    const rows = view.body["history"] as { step: string }[];
    expect(rows.find(({ step }) => step === "sign-guest-book")).toMatchObject({
      channel: "kiosk",
      by: { name: null, keeper: circulation.name },
    });
  });

  it("names no private person, no visit of another day, and none before its hour", async () => {
    const { work, caseId } = await approved({ institutionType: "perorangan", institutionName: "Andi Saputra" });
    const { body, text } = await kept(work, list);
    expect(body["books"]).toMatchObject([{ case: caseId, who: null }]);
    expect(text).not.toContain("Andi");
    for (const at of ["2026-12-01T02:00:00.000Z", "2026-12-02T00:30:00.000Z", "2026-12-03T02:00:00.000Z"]) {
      work.clock.set(at);
      expect([at, (await kept(work, list)).body]).toEqual([at, { books: [] }]);
    }
  });

  it("answers no other row, and for nobody who does not keep the kiosk", async () => {
    const work = player(visitScript);
    const asked = await work.caseAt("decide");
    const post = (caseId: string, as: typeof registrar) =>
      browser(work).post(`${list}/${caseId}`, { values: written }, { as });
    expect((await post(asked, circulation)).status).toBe(404);
    await work.playTo(asked, "sign-guest-book");
    work.clock.set(atTheDoor);
    for (const as of [registrar, companion, divisionHead]) expect((await post(asked, as)).status).toBe(404);
    expect((await post(asked, circulation)).status).toBe(201);
  });
});

it("tells those of the staff who knew of a visit that the group did not come, and whoever recorded it nothing", async () => {
  const { work, caseId } = await approved();
  work.clock.set("2026-12-02T05:00:00.000Z");
  const before = work.mailer.sent.length;
  await work.answer(caseId, { outcome: "tidak-hadir", by: frontOffice.id, note: "Tidak ada kabar." });
  const sent = work.mailer.sent.slice(before);
  const told = sent.filter(({ subject }) => subject.startsWith("Rombongan SMPN 1 Contoh tidak hadir"));
  const to = new Set(told.map((mail) => mail.to.address));
  for (const knew of [divisionHead, sectionHead, companion]) expect(to).toContain(knew.email);
  for (const other of [frontOffice, people.otherCompanion, people.agencyHead]) expect(to).not.toContain(other.email);
  expect(told[0]?.text).toContain(
    "sebagaimana dicatat oleh Budi Santoso, Petugas Layanan (Front Office): Tidak ada kabar.",
  );
  expect(told[0]?.text).not.toContain(String(visitRequest()["contactName"]));
});
