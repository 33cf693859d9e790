/** Invariant 17: the same submission id with other content is never taken for the same submission. */
import { randomUUID } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { newSecret } from "../../infra/demo/people.ts";
import { mondayMorning, pdf, people, visitRequest } from "../support/builders.ts";
import { browser, type Reply, type TestBrowser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const submissionId = "0d3f5a5c-8f0e-4b53-9a34-6f2f5b6f6a01";
const secret = newSecret();
const stored = "KJG-2026-00001";

interface Sent {
  values?: Record<string, unknown>;
  more?: Record<string, unknown>;
  by?: TestBrowser;
  as?: typeof people.registrar;
}

function send(work: Player, { values = {}, more = {}, by = browser(work), as }: Sent = {}): Promise<Reply> {
  const body = { procedure: "official-visit", submissionId, secret, values: visitRequest(values), ...more };
  return as ? by.post("/api/staff/cases", body, { as }) : by.post("/api/requests", body);
}

const byStaff = { ...visitRequest(), consent: undefined };

function begin(work: Player, as = people.registrar, values: Record<string, unknown> = {}): Promise<Reply> {
  const body = { procedure: "official-visit", submissionId, values: { ...byStaff, ...values } };
  return browser(work).post("/api/staff/cases", body, { as });
}

/** What a refusal must not show to somebody who is not the sender. */
const traces = [stored, "lacak", "Contoh", "orang", "Desember"];

function expectNothingTold(reply: Reply): void {
  expect([reply.status, reply.body["code"]]).toEqual([409, "taken"]);
  expect(reply.cookies).toEqual([]);
  for (const trace of traces) expect(reply.text).not.toContain(trace);
}

describe("a request that was sent before, by its sender", () => {
  it("with the same content gives the same case and link, and makes the device known", async () => {
    const work = player(visitScript);
    const first = await send(work);
    const phone = browser(work);
    const again = await send(work, { by: phone, more: { language: "en" } });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const tracking = String(again.body["tracking"]).replace("/lacak/", "/api/tracking/");
    expect((await phone.get(tracking)).body["known"]).toBe(true);
    expect(work.memory.cases.size).toBe(1);
  });

  it("typed in another spelling, in another order, with the letter uploaded again, is the same", async () => {
    const work = player(visitScript);
    const { contactPhone, ...rest } = visitRequest();
    await send(work);
    work.files.put("uploaded-again", "surat lain.pdf", pdf);
    const values = { institutionName: ` ${String(rest["institutionName"])} `, letterFile: "uploaded-again" };
    const reordered = Object.fromEntries(Object.entries({ ...rest, contactPhone, ...values }).toReversed());
    const again = await send(work, { values: reordered });
    expect([again.status, again.body["case"]]).toEqual([201, stored]);
  });

  it("after its day has come too near to be asked for anew, gives the same case all the same", async () => {
    const work = player(visitScript);
    await send(work);
    work.clock.set(Date.parse(mondayMorning) + 6 * 86_400_000);
    const again = await send(work);
    expect([again.status, again.body["case"]]).toEqual([201, stored]);
    const other = await send(work, { values: { headcount: 45 } });
    expect([other.status, other.body["code"]]).toEqual([409, "stored-otherwise"]);
  });

  it.each([
    ["another number", { headcount: 45 }],
    ["another day", { preferredDate: "2026-12-03" }],
    ["one thing left out", { purposeDetail: undefined }],
  ])("with %s: says what is stored and where it can be changed, and stores nothing", async (_what, values) => {
    const work = player(visitScript);
    const first = await send(work);
    const before = work.memory.text();
    const phone = browser(work);
    const reply = await send(work, { values, by: phone });
    expect([reply.status, reply.body["code"]]).toEqual([409, "stored-otherwise"]);
    expect(reply.body["message"]).toMatch(
      /^Yang sudah tersimpan dengan nomor KJG-2026-00001: .+, Rabu, 2 Desember 2026, pukul 09\.00-11\.00 WIB, 40 orang\. Isian yang baru ini belum disimpan\./,
    );
    expect(reply.body["stored"]).toEqual({ case: stored, tracking: first.body["tracking"] });
    const tracking = String(first.body["tracking"]).replace("/lacak/", "/api/tracking/");
    expect((await phone.get(tracking)).body).toMatchObject({ known: true, proof: null });
    expect((await work.dossier(stored)).case.request["headcount"]).toBe(40);
    expect(work.memory.cases.size).toBe(1);
    // Beside the device that is known now, and a number that nobody got.
    const kept = work.memory.text().split("\n");
    expect(before.split("\n").filter((line) => !kept.includes(line)).length).toBeLessThanOrEqual(1);
  });

  it("another letter is other content", async () => {
    const work = player(visitScript);
    await send(work);
    work.files.put("another-letter", "surat.pdf", Buffer.concat([Buffer.from(pdf), Buffer.from("%%another")]));
    expect((await send(work, { values: { letterFile: "another-letter" } })).body["code"]).toBe("stored-otherwise");
  });
});

describe("a request that was sent before, by somebody else", () => {
  test.each([
    ["without the secret", { secret: undefined }],
    ["with another secret", { secret: newSecret() }],
  ])("%s: is told nothing of it, whether the content is the same or not", async (_how, more) => {
    const work = player(visitScript);
    await send(work);
    for (const values of [{}, { headcount: 45 }, { preferredDate: "2026-11-24" }]) {
      expectNothingTold(await send(work, { values, more }));
    }
    expect(work.memory.cases.size).toBe(1);
  });

  it("on another way in, or for another service, starts no second case under its number", async () => {
    const work = player(visitScript);
    await send(work);
    expectNothingTold(await begin(work));
    const values = stopScript.request({}, "public");
    expectNothingTold(await send(work, { more: { procedure: "mobile-library", values } }));
    expectNothingTold(await send(work, { more: { procedure: "mobile-library", values: {} } }));
    expect(
      (await send(work, { more: { submissionId: randomUUID(), procedure: "mobile-library", values } })).status,
    ).toBe(201);
    expect([...work.memory.cases.keys()].map((id) => id.slice(0, 3))).toEqual(["KJG", "PSL"]);
    expect(work.flow.started).toHaveLength(2);
  });

  it("the secret is kept as a hash only", async () => {
    const work = player(visitScript);
    await send(work);
    expect(work.memory.text()).not.toContain(secret);
    expect(work.memory.text()).toContain(work.secrets.hash(secret));
  });
});

describe("a case that staff begin", () => {
  it("the same member gets it again, and is told of other content; another member is not", async () => {
    const work = player(visitScript);
    expect((await begin(work)).body).toEqual({ case: stored });
    expect((await begin(work)).body).toEqual({ case: stored });
    const other = await begin(work, people.registrar, { headcount: 45 });
    expect([other.status, other.body["code"], other.body["stored"]]).toEqual([
      409,
      "stored-otherwise",
      { case: stored, tracking: null },
    ]);
    expect(other.body["message"]).toContain("40 orang");
    work.agencies.now.staff = work.agencies.now.staff.map((each) =>
      each.id === people.frontOffice.id ? { ...each, roles: [...each.roles, ...people.registrar.roles] } : each,
    );
    expectNothingTold(await begin(work, people.frontOffice));
    expectNothingTold(await send(work));
  });
});

describe("what was sent before ids were bound", () => {
  /** As a page and a program of before stored it. */
  async function sentBefore(): Promise<Player> {
    const work = player(visitScript);
    await send(work, { more: { secret: undefined } });
    const key = { pk: `SUBMISSION#${submissionId}`, sk: "SUBMISSION" };
    await work.memory.items.update(key, { remove: ["procedure", "entryChannel", "sender"] });
    await work.memory.items.update({ pk: `CASE#${stored}`, sk: "CASE" }, { remove: ["content"] });
    return work;
  }

  it("is answered as stored to whoever knows the id and all of its content", async () => {
    const work = await sentBefore();
    for (const more of [{}, { secret: undefined }]) {
      const again = await send(work, { more });
      expect([again.status, again.body["case"]]).toEqual([201, stored]);
    }
  });

  it("tells nothing of itself to other content, another way in or another service", async () => {
    const work = await sentBefore();
    expectNothingTold(await send(work, { values: { headcount: 45 } }));
    expectNothingTold(await begin(work));
    expect(work.memory.cases.size).toBe(1);
  });
});

describe("sent at the same time", () => {
  it("fifty times the same: one case, and everybody gets it", async () => {
    const work = player(visitScript);
    const replies = await Promise.all(Array.from({ length: 50 }, () => send(work)));
    expect(new Set(replies.map(({ body, status }) => `${status} ${String(body["case"])}`)).size).toBe(1);
    expect(work.memory.cases.size).toBe(1);
    expect(work.flow.started).toHaveLength(1);
  });

  it("fifty times with different content: one case, and all who sent other content are told what is stored", async () => {
    const work = player(visitScript);
    const sent = Array.from({ length: 50 }, (_, index) => 20 + (index % 5));
    const replies = await Promise.all(sent.map((headcount) => send(work, { values: { headcount } })));
    const [item] = [...work.memory.cases.values()];
    const kept = item?.item.request["headcount"];
    expect(work.memory.cases.size).toBe(1);
    for (const [index, reply] of replies.entries()) {
      expect(reply.status, reply.text).toBe(sent[index] === kept ? 201 : 409);
      if (reply.status === 409) expect(reply.body["message"]).toContain(`${String(kept)} orang.`);
    }
    expect(work.flow.started).toHaveLength(1);
  });

  it("fifty strangers with the id of a request get nothing of it", async () => {
    const work = player(visitScript);
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => send(work, { more: index === 0 ? {} : { secret: newSecret() } })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const reply of replies.filter(({ status }) => status !== 201)) {
      expect([reply.status, reply.body["code"]]).toEqual([409, "taken"]);
    }
  });
});
