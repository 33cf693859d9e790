/** Whoever asked changes date or headcount of an undecided request, instead of cancelling it. */
import { describe, expect, it } from "vitest";
import type { TrackingView } from "../../functions/contract/public.ts";
import type { CaseView } from "../../functions/contract/staff.ts";
import { trackingLinkId } from "../../functions/domain/access/tracking-link.ts";
import { people, visitDay } from "../support/builders.ts";
import { browser, type Reply, type TestBrowser } from "../support/http.ts";
import { player, type Player, type Script } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { divisionHead, registrar } = people;
const otherDay = "2026-12-07";

interface Requester {
  work: Player;
  caseId: string;
  visitor: TestBrowser;
  look(): Promise<TrackingView>;
  change(values: Record<string, unknown>, more?: object): Promise<Reply>;
}

/** A requester who has found the request at another browser and proved to be it. */
async function requester(step: string, script: Script = visitScript): Promise<Requester> {
  const work = player(script);
  const caseId = await work.caseAt(step);
  const visitor = browser(work);
  await visitor.post("/api/found/code", { case: caseId });
  const code = /\b\d{3} ?\d{3}\b/.exec(work.mailer.sent.at(-1)?.text ?? "")?.[0].replace(" ", "");
  expect((await visitor.post("/api/found/proof", { case: caseId, answer: code })).status).toBe(200);
  const path = `/api/tracking/${trackingLinkId(work.secrets, caseId)}`;
  const look = async () => (await visitor.get(path)).body as unknown as TrackingView;
  const change = async (values: Record<string, unknown>, more: object = {}): Promise<Reply> => {
    const { cancel, change: offered } = await look();
    const { nonce = cancel?.nonce, seen = 0, values: before = {} } = offered ?? {};
    return visitor.post(`${path}/change`, { nonce, seen, reason: "", values: { ...before, ...values }, ...more });
  };
  return { work, caseId, visitor, look, change };
}

const bookings = async (work: Player, day: string) => {
  const { room } = await work.agencies.settings();
  const books = await work.dayBooks.read(room.name, [day]);
  return books.flatMap((book) => book.bookings).map(({ caseId, headcount, state }) => ({ caseId, headcount, state }));
};

describe("an undecided request", () => {
  it("is changed by its requester: the request, the day book and who decides know it, and it reads as theirs", async () => {
    const { caseId, change, look, work } = await requester("decide");
    const mails = work.mailer.sent.length;
    const reply = await change({ preferredDate: otherDay, headcount: 35 });
    expect(reply.status, reply.text).toBe(200);
    const dossier = await work.dossier(caseId);
    expect(dossier.case.request).toMatchObject({ preferredDate: otherDay, headcount: 35 });
    expect(dossier.changes).toMatchObject([{ operation: "change-request", person: "requester", done: true }]);
    expect((await look()).facts.map(({ value }) => value).join()).toContain("7 Desember 2026");
    expect([await bookings(work, visitDay), await bookings(work, otherDay)]).toEqual([
      [],
      [{ caseId, headcount: 35, state: "asked" }],
    ]);
    const told = work.mailer.sent.slice(mails);
    expect(told.map(({ to }) => to.address)).toEqual([divisionHead.email]);
    expect(told[0]?.text).toContain("7 Desember 2026");
    const seen = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body as unknown as CaseView;
    expect(seen.changes).toMatchObject([
      { title: { id: "Permohonan diubah oleh pemohon" }, by: { name: expect.any(String) } },
    ]);
    const task = await work.task(caseId);
    expect(task.step).toBe("decide");
    const page = await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as: divisionHead });
    const { notices } = page.body["aids"] as { notices: { id: string }[] };
    expect(notices.map(({ id }) => id).join()).toContain("Jumlah pengunjung: 40 menjadi 35");
  });

  it.each([
    ["a day that is too near", { preferredDate: "2026-11-25" }, "preferredDate"],
    ["a day that is a holiday", { preferredDate: "2026-12-25" }, "preferredDate"],
    ["more of one sex than people", { headcount: 10, headcountMale: 11 }, "headcountMale"],
    ["nobody", { headcount: 0 }, "headcount"],
  ])("is held to the rules of its own form: %s", async (_what, values, field) => {
    const { caseId, change, work } = await requester("check-schedule");
    const reply = await change(values);
    expect([reply.status, Object.keys(reply.body["fields"] as object)]).toEqual([422, [field]]);
    expect((await work.dossier(caseId)).changes).toBeUndefined();
  });

  it("keeps a day that has come near, where only the number is changed", async () => {
    const { change, work } = await requester("check-schedule");
    work.clock.set("2026-11-30T02:00:00.000Z");
    expect((await change({ headcount: 12 })).status).toBe(200);
  });

  it("is changed once by the same change sent twice, and the second of two at once is told", async () => {
    const { caseId, change, work } = await requester("check-schedule");
    expect((await change({ headcount: 12 })).status).toBe(200);
    expect((await change({ headcount: 12 }, { seen: 0 })).status).toBe(200);
    expect((await change({ headcount: 13 }, { seen: 0, reason: "lain" })).status).toBe(409);
    expect((await work.dossier(caseId)).changes).toHaveLength(1);
  });

  it("nothing else of it is changed, whatever is sent", async () => {
    const { caseId, change, work } = await requester("check-schedule");
    await change({ headcount: 12, institutionName: "Lain", contactEmail: "lain@lain.test" });
    expect((await work.dossier(caseId)).case.request).toMatchObject({ institutionName: "SMPN 1 Contoh" });
  });

  it("of a stop of the mobile library is changed too", async () => {
    const step = Object.keys(stopScript.usual)[0] ?? "";
    const { caseId, change, work } = await requester(step, stopScript);
    const reply = await change({ preferredDate: otherDay });
    expect(reply.status, reply.text).toBe(200);
    expect((await work.dossier(caseId)).case.request).toMatchObject({ preferredDate: otherDay });
  });
});

describe("it is refused, and nothing is stored", () => {
  it("once somebody has decided", async () => {
    const { change, look } = await requester("reply");
    expect((await look()).change).toBeNull();
    expect((await change({ headcount: 12 })).status).toBe(409);
  });

  it("to whoever has not proved to be the requester", async () => {
    const { caseId, look, work } = await requester("check-schedule");
    const { change } = await look();
    const path = `/api/tracking/${trackingLinkId(work.secrets, caseId)}/change`;
    const body = { nonce: change?.nonce, seen: 0, values: { ...change?.values, headcount: 12 } };
    expect((await browser(work).post(path, body)).status).toBe(401);
    expect((await work.dossier(caseId)).changes).toBeUndefined();
  });
});
