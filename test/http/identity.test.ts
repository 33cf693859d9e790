/** Nobody of the staff becomes somebody outside (invariant 14). */
import { describe, expect, it } from "vitest";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

const { divisionHead, registrar, sectionHead } = people;
const officersOwn = "pribadi@surel.test";

interface Asked {
  source: string;
  maskedEmail: string;
  nonce: string;
}

/** A case that waits for an answer of its requester, with the links that only they have. */
async function waiting(): Promise<{ work: Player; caseId: string; tracking: string; question: string }> {
  const work = player(visitScript);
  const caseId = await work.caseAt("choose-other-time", anotherTime);
  const tracking = lastLink(work.mailer.to(requesterEmail));
  const page = await browser(work).get(`/api/tracking/${tracking}`);
  const { path } = page.body["answer"] as { path: string };
  return { work, caseId, tracking, question: path.split("/").at(-1) ?? "" };
}

/** A registrar enters another address. */
async function enterAddress(work: Player, caseId: string, email = officersOwn): Promise<void> {
  const desk = browser(work);
  const path = `/api/staff/cases/${caseId}/changes`;
  const view = await desk.get(path, { as: registrar });
  const offered = view.body["operations"] as { id: string; values: Record<string, unknown> }[];
  const given = offered.find(({ id }) => id === "correct-data")?.values ?? {};
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
  const values = { ...known, "request.contactEmail": email };
  const body = { operation: "correct-data", seen: view.body["seen"], reason: "Salah ketik.", values };
  expect((await desk.post(path, body, { as: registrar })).status).toBe(200);
}

async function askedOn(phone: TestBrowser, tracking: string): Promise<Asked | null> {
  const page = await phone.get(`/api/tracking/${tracking}`);
  return (page.body["address"] as { asked: Asked | null } | null)?.asked ?? null;
}

/** To whom a code goes that somebody asks for. */
async function codeGoesTo(work: Player, tracking: string): Promise<string | undefined> {
  const before = work.mailer.sent.length;
  await browser(work).post(`/api/tracking/${tracking}/code`, {});
  return work.mailer.sent.slice(before).at(-1)?.to.address;
}

/** The browser that made the request. */
async function requested(): Promise<{ work: Player; caseId: string; tracking: string; phone: TestBrowser }> {
  const work = player(visitScript);
  const phone = browser(work);
  const body = { procedure: "official-visit", submissionId: crypto.randomUUID(), values: visitRequest() };
  const created = (await phone.post("/api/requests", body)).body;
  await work.flow.settle();
  const tracking = String(created["tracking"]).replace("/lacak/", "");
  return { work, caseId: String(created["case"]), tracking, phone };
}

describe("an officer with everything the staff pages show", () => {
  it("finds no link there that can answer", async () => {
    const { work, caseId, tracking, question } = await waiting();
    const desk = browser(work);
    const [task] = ((await desk.get(`/api/staff/cases/${caseId}`, { as: registrar })).body["open"] ?? []) as {
      task: string;
    }[];
    const pages = ["", "/changes"].map((part) => `/api/staff/cases/${caseId}${part}`);
    for (const path of [...pages, `/api/staff/tasks/${caseId}/${task?.task ?? ""}`, "/api/staff/tasks?scope=all"]) {
      const { text } = await desk.get(path, { as: registrar });
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toContain(tracking);
      expect(text).not.toContain(question);
    }
  });

  it("cannot answer or withdraw as the requester, with the links and all that stands on the page", async () => {
    const { work, caseId, tracking, question } = await waiting();
    const officer = browser(work);
    const { nonce } = (await officer.get(`/api/tracking/${tracking}`)).body["cancel"] as { nonce: string };
    await officer.post(`/api/decisions/${question}/code`, {});
    for (const answer of ["7890", "1234567890", "+6281234567890", requesterEmail.slice(0, 20)])
      expect((await officer.post(`/api/decisions/${question}/proof`, { answer })).status).toBe(422);
    const staff = { as: registrar };
    expect((await officer.post(`/api/tracking/${tracking}/cancel`, { nonce }, staff)).status).toBe(401);
    const decided = await officer.post(`/api/decisions/${question}`, { outcome: "pilih", nonce }, staff);
    expect(decided.status).toBe(401);
    expect((await work.dossier(caseId)).case.withdrawal).toBeUndefined();
  });

  it("is not known any more on a device that proved with digits of the phone number before", async () => {
    const { work, caseId, tracking } = await waiting();
    const officer = browser(work);
    await prove(officer, tracking, work, "tracking");
    expect((await officer.get(`/api/tracking/${tracking}`)).body["known"]).toBe(true);
    const [grant] = (await work.dossier(caseId)).devices ?? [];
    if (!grant) throw new Error("no device");
    const { proof: _, ...before } = grant;
    await work.devices.grant(before);
    expect((await officer.get(`/api/tracking/${tracking}`)).body["known"]).toBe(false);
  });

  it("has the own link mailed to the requester, and never sees it", async () => {
    const { work, caseId, tracking } = await waiting();
    const desk = browser(work);
    const reply = await desk.post(`/api/staff/cases/${caseId}/link`, {}, { as: registrar });
    expect([reply.status, reply.text]).toEqual([202, "{}"]);
    await work.sweep();
    const mail = work.mailer.to(requesterEmail).findLast(({ subject }) => subject.startsWith("Tautan berkas"));
    expect(mail?.text).toContain(`/lacak/${tracking}`);
    expect((await desk.post(`/api/staff/cases/${caseId}/link`, {}, { as: registrar })).status).toBe(429);
  });

  it("does not answer as the requester from the browser of the office, where that is known for an official too", async () => {
    const { work, tracking, phone, caseId } = await requested();
    await work.playTo(caseId, "decide");
    expect((await phone.get(`/api/tracking/${tracking}`)).body["known"]).toBe(true);
    await prove(phone, lastLink(work.mailer.to(divisionHead.email)), work);
    expect((await phone.get(`/api/tracking/${tracking}`)).body["known"]).toBe(false);
  });
});

describe("an e-mail address that staff entered", () => {
  it("gets the letters at once, and proves nobody until it is confirmed", async () => {
    const { work, caseId, tracking } = await requested();
    await work.playTo(caseId, "decide");
    await enterAddress(work, caseId);
    expect(await codeGoesTo(work, tracking)).toBe(requesterEmail);
    const told = work.mailer.to(requesterEmail).find(({ subject }) => subject.startsWith("Alamat email"));
    expect(told?.text).toContain(`/lacak/${tracking}`);
    expect(told?.text).not.toContain(officersOwn);
    await work.playTo(caseId, "accept-companionship");
    expect(work.mailer.to(officersOwn).length).toBeGreaterThan(0);
    expect(work.mailer.to(officersOwn).some(({ subject }) => subject.startsWith("Kode"))).toBe(false);
  });

  it("is confirmed from the old address, by a code and one tap; then codes go to the new one", async () => {
    const { work, caseId, tracking } = await waiting();
    await enterAddress(work, caseId);
    const phone = browser(work);
    expect(await askedOn(phone, tracking)).toBeNull();
    await prove(phone, tracking, work, "tracking");
    const asked = await askedOn(phone, tracking);
    expect(asked?.maskedEmail).toBe("p••••@surel.test");
    const body = { source: asked?.source, nonce: asked?.nonce, right: true };
    expect((await phone.post(`/api/tracking/${tracking}/address`, body)).body).toEqual({ right: true });
    expect((await work.dossier(caseId)).addressAnswers).toMatchObject([{ right: true, way: "old-address" }]);
    expect(await codeGoesTo(work, tracking)).toBe(officersOwn);
    expect((await phone.get(`/api/tracking/${tracking}`)).body["address"]).toBeNull();
  });

  it("is confirmed from the browser of the request", async () => {
    const { work, caseId, tracking, phone } = await requested();
    await enterAddress(work, caseId);
    const asked = await askedOn(phone, tracking);
    await phone.post(`/api/tracking/${tracking}/address`, { source: asked?.source, nonce: asked?.nonce, right: true });
    expect((await work.dossier(caseId)).addressAnswers).toMatchObject([{ right: true, way: "known-device" }]);
  });

  it("is refused by a no, which staff read as an open notice; codes go on to the old address", async () => {
    const { work, caseId, tracking, phone } = await requested();
    await enterAddress(work, caseId);
    const asked = await askedOn(phone, tracking);
    const body = { source: asked?.source, nonce: asked?.nonce, right: false };
    expect((await phone.post(`/api/tracking/${tracking}/address`, body)).status).toBe(200);
    const view = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body;
    expect(view["problem"]).toContain(`${officersOwn} keliru`);
    expect(await codeGoesTo(work, tracking)).toBe(requesterEmail);
    // What was said first stays.
    const other = await phone.post(`/api/tracking/${tracking}/address`, { ...body, right: true });
    expect(other.status).toBe(409);
    expect((await phone.post(`/api/tracking/${tracking}/address`, body)).status).toBe(200);
  });

  it("is never confirmed by staff: not by their session, nor by a device that is known as theirs", async () => {
    const { work, caseId, tracking } = await requested();
    await work.playTo(caseId, "decide");
    await enterAddress(work, caseId);
    const officer = browser(work);
    await prove(officer, lastLink(work.mailer.to(divisionHead.email)), work);
    work.sessions.valid.set("of-sri", { sub: divisionHead.id });
    const page = await officer.get(`/api/tracking/${tracking}`, { as: divisionHead });
    expect(page.body["address"]).toEqual({ asked: null });
    const { nonce } = page.body["cancel"] as { nonce: string };
    const body = { source: "change-1", nonce, right: true };
    for (const call of [{}, { as: registrar }, { headers: { authorization: "Bearer of-sri" } }])
      expect((await officer.post(`/api/tracking/${tracking}/address`, body, call)).status).toBe(401);
    expect((await work.dossier(caseId)).addressAnswers).toBeUndefined();
  });

  it("does not prove anybody through a second change either", async () => {
    const { work, caseId, tracking } = await waiting();
    await enterAddress(work, caseId);
    await enterAddress(work, caseId, "lain@surel.test");
    expect(await codeGoesTo(work, tracking)).toBe(requesterEmail);
  });

  it("proves nobody outside where it is one of the staff's own", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide", {}, { contactEmail: registrar.email });
    const tracking = work.secrets.linkId("tracking", caseId);
    const page = await browser(work).get(`/api/tracking/${tracking}`);
    expect(page.body["proof"]).toMatchObject({ maskedEmail: null });
    const asked = await browser(work).post(`/api/tracking/${tracking}/code`, {});
    expect([asked.status, String(asked.body["message"]).includes("petugas mencatat jawaban Anda")]).toEqual([
      404,
      true,
    ]);
  });
});

describe("the link that staff pass on", () => {
  async function passedOn(work: Player, caseId: string): Promise<string> {
    const view = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body;
    const { show } = view["outside"] as { show: { url: string } };
    return show.url.slice(show.url.indexOf("/lihat/") + "/lihat/".length);
  }

  it("shows where the case stands, when and where, and nothing of people", async () => {
    const { work, caseId } = await waiting();
    const shown = await browser(work).get(`/api/shown/${await passedOn(work, caseId)}`);
    expect(shown.body).toMatchObject({ case: caseId, status: "MENUNGGU_PIHAK_LUAR" });
    expect(Object.keys(shown.body).toSorted()).toEqual([
      "case",
      "headline",
      "language",
      "place",
      "status",
      "times",
      "title",
    ]);
    const { contactName, contactPhone, institutionName } = (await work.dossier(caseId)).case.request;
    for (const secret of [contactName, contactPhone, institutionName, requesterEmail, sectionHead.name])
      expect(shown.text).not.toContain(String(secret));
  });

  it("cannot answer, withdraw or ask for a code, whatever proof is given", async () => {
    const { work, caseId, phone } = await requested();
    const id = (await passedOn(work, caseId)).split("/").at(-1) ?? "";
    for (const kind of ["tracking", "decisions"]) {
      expect((await phone.post(`/api/${kind}/${id}/code`, {})).status).toBe(404);
      expect((await phone.post(`/api/${kind}/${id}/proof`, { answer: "123456" })).status).toBe(404);
      expect((await phone.get(`/api/${kind}/${id}`)).status).toBe(404);
    }
    expect((await phone.post(`/api/decisions/${id}`, { outcome: "pilih", nonce: "x" })).status).toBe(404);
    expect((await phone.post(`/api/tracking/${id}/cancel`, { nonce: "x" })).status).toBe(404);
    const address = { source: "change-1", nonce: "x", right: true };
    expect((await phone.post(`/api/tracking/${id}/address`, address)).status).toBe(404);
    expect((await phone.get(`/api/tracking/${id}/survey`)).status).toBe(404);
  });

  it("is good for its own case only, and is nobody's to make up", async () => {
    const { work, caseId } = await waiting();
    const other = await work.caseAt("decide");
    const id = (await passedOn(work, caseId)).split("/").at(-1) ?? "";
    expect((await browser(work).get(`/api/shown/${other}/${id}`)).status).toBe(404);
    expect((await browser(work).get(`/api/shown/${caseId}/${"A".repeat(43)}`)).status).toBe(404);
  });

  it("is revoked by staff, once for each time it was seen, and another is good from then on", async () => {
    const { work, caseId } = await waiting();
    const path = await passedOn(work, caseId);
    const revoke = () =>
      browser(work).post(`/api/staff/cases/${caseId}/shown/revoke`, { revoked: 0 }, { as: registrar });
    await Promise.all([revoke(), revoke()]);
    expect((await browser(work).get(`/api/shown/${path}`)).status).toBe(404);
    const next = await passedOn(work, caseId);
    await revoke();
    expect((await browser(work).get(`/api/shown/${next}`)).status).toBe(200);
  });

  it("ends with the case", async () => {
    const { work, caseId } = await requested();
    const path = await passedOn(work, caseId);
    await work.playTo(caseId, "never");
    expect((await browser(work).get(`/api/shown/${path}`)).status).toBe(410);
  });
});
