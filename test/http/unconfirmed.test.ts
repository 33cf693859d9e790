/** Requests of people without e-mail are no case before somebody of the staff has called (invariant 18). */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { UnconfirmedView } from "../../functions/contract/staff.ts";
import { mostWaiting } from "../../functions/domain/intake/unconfirmed.ts";
import { waitingBudgets } from "../../functions/domain/limits/public-limits.ts";
import { newSecret } from "../../infra/demo/people.ts";
import { people } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { hostRequest, stopScript } from "../support/scripts/mobile-library.ts";

const { mobileOfficer: officer, registrar, sectionHead } = people;
const mobile = "182.253.10.7";

function withoutEmail(values: object = {}) {
  const asked = { procedure: "mobile-library", submissionId: randomUUID(), secret: newSecret() };
  return { ...asked, values: hostRequest({ contactEmail: undefined, noEmail: true, ...values }) };
}

const send = (work: Player, body: object, from = mobile): Promise<Reply> =>
  browser(work).send("POST", "/api/requests", { body, from });

async function listOf(work: Player, as = officer): Promise<UnconfirmedView> {
  return (await browser(work).get("/api/staff/unconfirmed", { as })).body as unknown as UnconfirmedView;
}

async function say(work: Player, how: "confirm" | "drop", words = "Benar, akan siap.", as = officer): Promise<Reply> {
  const [request] = (await listOf(work)).requests;
  return browser(work).post(`/api/staff/unconfirmed/${request?.id}/${how}`, { words }, { as });
}

describe("a request without e-mail", () => {
  it("waits on a list: no case, no mail, no task, and a page that promises a call", async () => {
    const work = player(stopScript);
    const reply = await send(work, withoutEmail());
    expect([reply.status, reply.body["callTo"]]).toEqual([202, "+6281234567890"]);
    expect(reply.body["until"]).toMatch(/^2026-11-30T02:00:00/);
    expect([work.memory.cases.size, work.mailer.sent.length, work.flow.started.length]).toEqual([0, 0, 0]);
    const list = await listOf(work);
    expect(list.mine).toBe(true);
    expect(list.requests).toMatchObject([{ subject: "SDN 2 Contoh", phone: "+6281234567890", confirmedBy: null }]);
    expect(list.requests[0]?.facts.map(({ name }) => name)).toContain("expectedReaders");
  });

  it("is before those who receive such requests, and who step in for them; others neither see nor confirm it", async () => {
    const work = player(stopScript);
    await send(work, withoutEmail());
    expect((await listOf(work, sectionHead)).requests).toHaveLength(1);
    expect(await listOf(work, registrar)).toEqual({ mine: false, requests: [] });
    expect((await say(work, "confirm", "Benar.", registrar)).status).toBe(403);
    expect((await browser(work).get("/api/staff/unconfirmed")).status).toBe(403);
  });

  it("becomes a case when an officer says so in the own name and words, which the case shows", async () => {
    const work = player(stopScript);
    await send(work, withoutEmail());
    expect((await say(work, "confirm", "")).status).toBe(422);
    const reply = await say(work, "confirm");
    expect(reply.status).toBe(201);
    const caseId = String(reply.body["case"]);
    const at = work.clock.at();
    expect((await work.dossier(caseId)).case.confirmedBy).toMatchObject({
      ...{ person: "staff:joko", name: officer.name, role: "mobile-library-officer", words: "Benar, akan siap." },
      at: expect.stringMatching(at.slice(0, 16)) as string,
    });
    const page = await browser(work).get(`/api/staff/cases/${caseId}`, { as: officer });
    expect(page.text).toContain("Joko Prasetyo, Senin, 23 November 2026: Benar, akan siap.");
    expect((await listOf(work)).requests).toEqual([]);
    expect(work.memory.text().split("Bapak Surya").length).toBeGreaterThan(1);
  });

  it("is dropped with a reason, and what was typed goes; nobody can confirm it then", async () => {
    const work = player(stopScript);
    await send(work, withoutEmail());
    const [request] = (await listOf(work)).requests;
    expect((await say(work, "drop", "Nomor tidak tersambung.")).status).toBe(200);
    expect(work.memory.text()).not.toMatch(/Surya|SDN 2|81234567890/);
    expect(work.memory.text()).toContain("Nomor tidak tersambung.");
    const path = `/api/staff/unconfirmed/${request?.id}/confirm`;
    const late = await browser(work).post(path, { words: "Benar." }, { as: sectionHead });
    expect([late.status, late.body["message"]]).toEqual([409, "Permohonan ini sudah dihapus oleh Joko Prasetyo."]);
    expect(work.memory.cases.size).toBe(0);
  });

  it("goes by itself when nobody has called in the days that the agency has set", async () => {
    const work = player(stopScript);
    const settings = await work.agencies.settings();
    work.agencies.settings = async () => ({ ...settings, unconfirmedDays: 2 });
    await send(work, withoutEmail());
    work.clock.advance({ days: 1, hours: 23 });
    const [request] = (await listOf(work)).requests;
    expect(request).toBeDefined();
    work.clock.advance({ hours: 2 });
    expect((await listOf(work)).requests).toEqual([]);
    const path = `/api/staff/unconfirmed/${request?.id}/confirm`;
    expect((await browser(work).post(path, { words: "Benar." }, { as: officer })).status).toBe(404);
  });

  it("sent again is the same, other content under its id is not, and strangers learn nothing by it", async () => {
    const work = player(stopScript);
    const body = withoutEmail();
    await send(work, body);
    expect((await send(work, body)).status).toBe(202);
    expect((await listOf(work)).requests).toHaveLength(1);
    const changed = { ...body, values: { ...body.values, hostName: "SDN 3 Contoh" } };
    expect((await send(work, changed)).body["code"]).toBe("stored-otherwise");
    expect((await send(work, { ...body, secret: newSecret() })).body["code"]).toBe("taken");
    const begun = await say(work, "confirm");
    const again = await send(work, body);
    expect([again.status, again.body["case"]]).toEqual([201, begun.body["case"]]);
  });

  it("that was confirmed is a case in the end, whatever dies in between, and once", async () => {
    const work = player(stopScript);
    await send(work, withoutEmail());
    work.on.before("cases.create", () => Promise.reject(new Error("the store is away")));
    expect((await say(work, "confirm")).status).toBe(500);
    expect((await listOf(work)).requests).toMatchObject([{ confirmedBy: officer.name }]);
    expect((await say(work, "drop", "Keliru.", sectionHead)).status).toBe(409);
    work.clock.advance({ minutes: 2 });
    expect(await work.sweep()).toMatchObject({ unconfirmed: 1, failed: 0 });
    const begun = [...work.memory.cases.values()].filter(({ item }) => item.procedure === "mobile-library");
    expect(begun).toHaveLength(1);
    expect((await listOf(work)).requests).toEqual([]);
    expect(await work.sweep()).toMatchObject({ unconfirmed: 0 });
  });
});

describe("the list", () => {
  it("takes few from one source in an hour, and those with e-mail all the same", async () => {
    const work = player(stopScript);
    const { count } = waitingBudgets.source;
    const all = await Promise.all(Array.from({ length: 20 }, () => send(work, withoutEmail())));
    expect(all.filter(({ status }) => status === 202)).toHaveLength(count);
    const refused = all.find(({ status }) => status === 429);
    expect(refused?.body["code"]).toBe("full");
    expect((await listOf(work)).requests).toHaveLength(count);
    expect((await send(work, { ...withoutEmail(), values: hostRequest() })).body).toHaveProperty("codeSentTo");
    expect((await send(work, withoutEmail(), "182.253.10.8")).status).toBe(202);
  });

  it("is told to be full before anybody fills in a form, for this source or all; asking counts and mails nothing", async () => {
    const work = player(stopScript);
    const ask = async (from: string, procedure = "mobile-library") => {
      const reply = await browser(work).send("GET", `/api/procedures/${procedure}/without-email`, { from });
      return reply.status === 200 ? reply.text : reply.status;
    };
    const [open, full] = ['{"taken":true}', '{"taken":false}'];
    for (let nth = 0; nth < 2 * waitingBudgets.source.count; nth += 1) expect(await ask(mobile)).toBe(open);
    for (let nth = 0; nth < waitingBudgets.source.count; nth += 1)
      expect((await send(work, withoutEmail())).status).toBe(202);
    expect([await ask(mobile), await ask("182.253.10.8")]).toEqual([full, open]);
    work.clock.advance({ hours: 1 });
    expect(await ask(mobile)).toBe(open);
    for (let nth = waitingBudgets.source.count; nth < mostWaiting; nth += 1)
      await send(work, withoutEmail(), "127.0.0.1");
    // Whatever the reason, the answer is the same.
    expect([await ask(mobile), await ask("182.253.10.8"), await ask("127.0.0.1")]).toEqual([full, full, full]);
    expect((await send(work, withoutEmail(), "182.253.10.8")).body["code"]).toBe("full");
    expect((await send(work, { ...withoutEmail(), values: hostRequest() })).body).toHaveProperty("codeSentTo");
    expect(work.mailer.sent).toHaveLength(1);
    // Where an address must be given no request is taken without one.
    expect([await ask(mobile, "official-visit"), await ask(mobile, "nothing")]).toEqual([full, 404]);
  });

  it("takes no more than can be called, from however many sources, until some are", async () => {
    const work = player(stopScript);
    for (let nth = 0; nth < mostWaiting; nth += 1) await send(work, withoutEmail(), "127.0.0.1");
    expect((await send(work, withoutEmail(), "127.0.0.1")).body["code"]).toBe("full");
    await say(work, "drop", "Bukan.");
    expect((await send(work, withoutEmail(), "127.0.0.1")).status).toBe(202);
  });
});
