/** Nothing typed by a stranger reaches a third party, or the staff, before that party confirmed its address (invariant 18). */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { codesInAll } from "../../functions/domain/limits/codes.ts";
import { caseBudgets, codeBudgets } from "../../functions/domain/limits/public-limits.ts";
import { newSecret } from "../../infra/demo/people.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, codeFor, type Call, type Reply, type TestBrowser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const mobile = "182.253.10.7";

function requestWith(values: Values = {}) {
  const submissionId = randomUUID();
  return { procedure: "official-visit", submissionId, secret: newSecret(), values: visitRequest(values) };
}

/** One request as it is, without reading any mail. */
function sendOnce(by: TestBrowser, body: object, call: Call = {}): Promise<Reply> {
  return by.send("POST", "/api/requests", { from: mobile, ...call, body });
}

const codeOf = (work: Player, by: TestBrowser, address = requesterEmail): string =>
  codeFor(work, Object.fromEntries(by.jar), address);

/** So many wrong codes, one after the other; answers the status of each. */
async function guess(by: TestBrowser, body: object, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) {
    statuses.push((await sendOnce(by, { ...body, code: "000000" })).status);
  }
  return statuses;
}

describe("a request with an address that this browser was never confirmed for", () => {
  it("mails six digits and not one typed word, and is no case before they come back", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    const body = requestWith({ contactName: "Beli Pulsa Murah", institutionName: "Menang Undian Besar" });
    const asked = await sendOnce(phone, body);
    expect([asked.status, asked.body]).toEqual([202, { codeSentTo: requesterEmail, minutes: 10 }]);
    expect(work.memory.cases.size).toBe(0);
    expect(work.flow.started).toEqual([]);
    const [mail, ...others] = work.mailer.sent;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: { name: "", address: requesterEmail }, caseId: null });
    expect(`${mail?.subject} ${mail?.text}`).toMatch(
      /^(\d{6}) .*Kode Anda: \1.*Dinas Perpustakaan.*10 menit.*abaikan/su,
    );
    const typed = Object.values(body.values).filter((value): value is string => typeof value === "string");
    const said = `${mail?.subject} ${mail?.text} ${mail?.html}`;
    expect(typed.filter((text) => text.length > 4 && said.includes(text))).toEqual([]);
    const done = await sendOnce(phone, { ...body, code: codeOf(work, phone) });
    expect(done.status).toBe(201);
    expect(work.memory.cases.size).toBe(1);
  });

  it("stores nothing of what was typed while it waits", async () => {
    const work = player(visitScript);
    await sendOnce(browser(work), requestWith({ institutionName: "Sekolah Rahasia" }));
    for (const word of ["Rahasia", requesterEmail, "Ratna", "81234567890"]) {
      expect(work.memory.text()).not.toContain(word);
    }
  });

  it("asks for no code while something is wrong with what was typed", async () => {
    const work = player(visitScript);
    expect((await sendOnce(browser(work), requestWith({ headcount: 0 }))).status).toBe(422);
    expect(work.mailer.sent).toEqual([]);
  });

  it("is the case it became when it comes again, without another code, also where nobody heard the answer", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    const body = requestWith();
    await sendOnce(phone, body);
    const before = [...phone.jar];
    const code = codeOf(work, phone);
    const first = await sendOnce(phone, { ...body, code });
    phone.jar.clear();
    before.forEach(([name, value]) => phone.jar.set(name, value));
    const mails = work.mailer.to(requesterEmail).length;
    for (const again of [body, { ...body, code }]) {
      const reply = await sendOnce(phone, again);
      expect([reply.status, reply.body]).toEqual([201, first.body]);
    }
    expect(work.mailer.to(requesterEmail)).toHaveLength(mails);
  });

  it("needs no second code where the case could not be stored after the right one", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    const body = requestWith();
    await sendOnce(phone, body);
    const code = codeOf(work, phone);
    work.on.before("cases.create", () => Promise.reject(new Error("the store is away")));
    expect((await sendOnce(phone, { ...body, code })).status).toBe(500);
    expect((await sendOnce(phone, { ...body, code })).status).toBe(201);
  });
});

describe("a browser that was confirmed for an address", () => {
  it("is not asked again, and is for another address", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    expect((await phone.post("/api/requests", requestWith())).status).toBe(201);
    expect((await sendOnce(phone, requestWith())).status).toBe(201);
    expect((await sendOnce(phone, requestWith({ contactEmail: "lain@smpn1.sch.test" }))).status).toBe(202);
    expect((await sendOnce(browser(work), requestWith())).status).toBe(202);
  });

  it("is asked again after 90 days, and after half a day where others use the computer too", async () => {
    const work = player(visitScript);
    const [own, kiosk] = [browser(work), browser(work)];
    for (const [by, shared] of [
      [own, false],
      [kiosk, true],
    ] as const) {
      const body = requestWith();
      await sendOnce(by, body);
      const reply = await sendOnce(by, { ...body, shared, code: codeOf(work, by) });
      expect(reply.cookies[0]?.includes("Max-Age")).toBe(!shared);
    }
    work.clock.advance({ hours: 13 });
    const statuses = async () => [
      (
        await sendOnce(
          own,
          requestWith({ preferredDate: "2027-03-03", letterDate: undefined, letterNumber: undefined }),
        )
      ).status,
      (await sendOnce(kiosk, requestWith())).status,
    ];
    expect(await statuses()).toEqual([201, 202]);
    work.clock.advance({ days: 91 });
    const late = requestWith({ preferredDate: "2027-03-02", letterDate: undefined, letterNumber: undefined });
    expect((await sendOnce(own, late)).status).toBe(202);
  });
});

describe("a wrong code", () => {
  it("waits longer each time, for that browser and no other: whoever has the address goes on", async () => {
    const work = player(visitScript);
    const [stranger, owner] = [browser(work), browser(work)];
    const body = requestWith();
    for (const minutes of [15, 60, 240]) {
      await sendOnce(stranger, body);
      expect(await guess(stranger, body, 6)).toEqual([422, 422, 422, 422, 429, 429]);
      expect((await sendOnce(stranger, { ...body, code: codeOf(work, stranger) })).status).toBe(429);
      work.clock.advance({ minutes: minutes - 1 });
      expect((await sendOnce(stranger, body)).status).toBe(429);
      work.clock.advance({ minutes: 1, seconds: 1 });
      expect((await owner.post("/api/requests", requestWith(), { from: "182.253.10.8" })).status).toBe(201);
    }
  });

  it("counts for the browser, whichever address it gives", async () => {
    const work = player(visitScript);
    const stranger = browser(work);
    const [one, other] = [requestWith(), requestWith({ contactEmail: "lain@smpn1.sch.test" })];
    await sendOnce(stranger, one);
    await sendOnce(stranger, other);
    expect(await guess(stranger, one, 3)).toEqual([422, 422, 422]);
    expect(await guess(stranger, other, 3)).toEqual([422, 422, 429]);
    expect((await sendOnce(stranger, { ...one, code: codeOf(work, stranger) })).status).toBe(429);
  });

  it("of a browser that never asked for one is none: it is mailed one", async () => {
    const work = player(visitScript);
    const reply = await sendOnce(browser(work), { ...requestWith(), code: "123456" });
    expect(reply.status).toBe(202);
  });
});

describe("the form as a cannon", () => {
  it("500 requests at once for one address are as many neutral mails as its budget, and nothing for the staff", async () => {
    const work = player(visitScript);
    const replies = await Promise.all(
      Array.from({ length: 500 }, (_, index) => {
        const from = `10.${index % 250}.1.1`;
        return sendOnce(browser(work), requestWith({ institutionName: `Undian ${index}` }), { from });
      }),
    );
    const mailed = replies.filter(({ status }) => status === 202);
    expect(mailed).toHaveLength(codeBudgets.address.count);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(500 - mailed.length);
    expect(work.mailer.sent).toHaveLength(mailed.length);
    expect(work.mailer.sent.every(({ html, text }) => !/Undian|Ratna/.test(text + html))).toBe(true);
    expect(work.memory.cases.size).toBe(0);
    const inbox = await browser(work).get("/api/staff/tasks", { as: people.registrar, query: { scope: "all" } });
    expect(inbox.body["tasks"]).toEqual([]);
  });

  it("500 requests at once from one source are as many mails as its budget, to however many addresses", async () => {
    const work = player(visitScript);
    await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        sendOnce(browser(work), requestWith({ contactEmail: `korban${index}@smpn1.sch.test` })),
      ),
    );
    expect(work.mailer.sent).toHaveLength(codeBudgets.source.count);
    expect((await sendOnce(browser(work), requestWith(), { from: "182.253.10.9" })).status).toBe(202);
  });

  it("from however many sources ends at what is mailed in all, which is told to whoever runs the service", async () => {
    const work = player(visitScript);
    const hour = { from: "2026-11-23T02:00:00.000Z", until: "2026-11-23T03:00:00.000Z" };
    for (let count = 0; count < codesInAll.count - 1; count += 1) {
      await work.budgets.spend({ budget: "codes-address", source: "all", ...hour }, 1);
    }
    expect((await sendOnce(browser(work), requestWith())).status).toBe(202);
    const other = requestWith({ contactEmail: "lain@smpn1.sch.test" });
    expect((await sendOnce(browser(work), other, { from: "10.0.0.1" })).status).toBe(429);
    expect(work.log.of("budget-used-up")).toMatchObject([{ budget: "codes-address" }]);
  });

  it("by a browser that is confirmed begins no more cases than the budget of an address", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    await phone.post("/api/requests", requestWith(), { from: mobile });
    const statuses = await Promise.all(Array.from({ length: 40 }, () => sendOnce(phone, requestWith())));
    expect(statuses.filter(({ status }) => status === 201)).toHaveLength(caseBudgets.address.count - 1);
  });
});
