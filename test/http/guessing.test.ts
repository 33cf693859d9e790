import { describe, expect, it } from "vitest";
import { requesterEmail } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid } from "./before-the-kabid.ts";

/** Gives a wrong code so many times; answers the status of each. */
async function guess(phone: TestBrowser, path: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < times; attempt += 1) {
    statuses.push((await phone.post(`${path}/proof`, { answer: "000000" })).status);
  }
  return statuses;
}

/** A link of the same official to another case. */
async function anotherLinkOf(work: Player, email: string, path: string): Promise<string> {
  await work.caseAt("decide");
  const other = `/api/decisions/${lastLink(work.mailer.to(email))}`;
  expect(other).not.toBe(path);
  return other;
}

describe("a wrong code", () => {
  it("five times locks for a quarter of an hour; the sixth try and the right code are refused too", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    expect(await guess(phone, path, 6)).toEqual([422, 422, 422, 422, 429, 429]);
    const right = await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
    expect([right.status, right.body["code"]]).toEqual([429, "locked"]);
    expect(right.body["message"]).toBe("Terlalu banyak jawaban yang salah. Coba lagi setelah 15 menit.");
    expect((await phone.get(path)).body["page"]).toBe("locked");
    expect((await phone.post(`${path}/code`, {})).status).toBe(429);
  });

  it("that locks mails nobody: whoever guesses cannot fill a mailbox", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const before = work.mailer.sent.length;
    await guess(phone, path, 8);
    expect(work.mailer.sent).toHaveLength(before);
  });

  it("makes the wait longer each time, until a right one", async () => {
    const { work, path, phone } = await beforeKabid();
    for (const minutes of [15, 60, 240, 1_440, 1_440]) {
      await phone.post(`${path}/code`, {});
      await guess(phone, path, 5);
      work.clock.advance({ minutes: minutes - 1 });
      expect((await phone.get(path)).body["page"]).toBe("locked");
      work.clock.advance({ minutes: 1, seconds: 1 });
      expect((await phone.get(path)).body["page"]).toBe("proof");
    }
    expect((await phone.post(`${path}/code`, {})).status).toBe(202);
    const asking = new Map(phone.jar);
    expect((await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() })).status).toBe(200);
    // The answer never arrived.
    asking.forEach((value, name) => phone.jar.set(name, value));
    await phone.post(`${path}/code`, {});
    await guess(phone, path, 5);
    expect((await phone.get(path)).body["page"]).toBe("locked");
    work.clock.advance({ minutes: 15, seconds: 1 });
    expect((await phone.get(path)).body["page"]).toBe("proof");
  });

  it("counts for the person, not for the link: two links do not double the guesses", async () => {
    const { work, path, phone } = await beforeKabid();
    const other = await anotherLinkOf(work, kabid.email, path);
    await phone.post(`${path}/code`, {});
    expect(await guess(phone, path, 3)).toEqual([422, 422, 422]);
    expect(await guess(phone, other, 2)).toEqual([422, 429]);
    expect((await phone.get(path)).body["page"]).toBe("locked");
  });

  it("of a requester counts for the case, through the tracking page and the question alike", async () => {
    const work = player(visitScript);
    await work.caseAt("choose-other-time", anotherTime);
    const tracking = `/api/tracking/${lastLink(work.mailer.to(requesterEmail))}`;
    const phone = browser(work);
    const { path } = (await phone.get(tracking)).body["answer"] as { path: string };
    const question = `/api/decisions/${path.split("/").at(-1) ?? ""}`;
    await phone.post(`${question}/code`, {});
    const right = work.secrets.lastCode();
    expect(await guess(phone, tracking, 3)).toEqual([422, 422, 422]);
    expect(await guess(phone, question, 2)).toEqual([422, 429]);
    expect((await phone.post(`${tracking}/proof`, { answer: right })).status).toBe(429);
  });

  it("on a forwarded link locks that browser: neither another one nor a known device of the addressee", async () => {
    const { link, work, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const stranger = browser(work);
    await stranger.post(`${path}/code`, {});
    expect(await guess(stranger, path, 6)).toEqual([422, 422, 422, 422, 429, 429]);
    expect((await stranger.get(path)).body["page"]).toBe("locked");
    const newPhone = browser(work);
    expect((await newPhone.get(path)).body["page"]).toBe("proof");
    expect((await prove(newPhone, link, work)).status).toBe(200);
    expect((await phone.get(path)).body["page"]).toBe("decide");
    const nonce = (await phone.get(path)).body["nonce"];
    expect((await phone.post(path, { outcome: "setuju", nonce })).status).not.toBe(429);
  });

  it("says how many tries are left", async () => {
    const { path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const reply = await phone.post(`${path}/proof`, { answer: "000000" });
    expect(reply.body["fields"]).toEqual({ answer: "Jawaban tidak cocok. Sisa percobaan: 4." });
  });

  it("is forgiven after the lock, with a new code", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    await guess(phone, path, 5);
    work.clock.advance({ minutes: 15, seconds: 1 });
    expect((await phone.get(path)).body["page"]).toBe("proof");
    const old = await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
    expect(old.status).toBe(422);
    await phone.post(`${path}/code`, {});
    expect((await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() })).status).toBe(200);
  });

  it("among a thousand guesses at once: no more are looked at than one after another", async () => {
    const work = player(visitScript);
    await work.submit();
    const path = `/api/tracking/${lastLink(work.mailer.to(requesterEmail))}`;
    const phone = browser(work);
    await phone.post(`${path}/code`, {});
    const right = Number(work.secrets.lastCode());
    const guesses = Array.from({ length: 1_000 }, (_, index) => String(right - 500 + index).padStart(6, "0"));
    const replies = await Promise.all(guesses.map((answer) => phone.post(`${path}/proof`, { answer })));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toEqual([]);
    expect(statuses.filter((status) => status === 422)).toHaveLength(4);
    expect(phone.jar.get("__Host-alur-device"), "known to nobody").toMatch(/^a/);
  });

  it("counts anew after a right one", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    await guess(phone, path, 4);
    await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
    await phone.post(`${path}/code`, {});
    expect(await guess(phone, path, 1)).toEqual([422]);
  });
});

describe("a mailed code", () => {
  it("is good for ten minutes", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    work.clock.advance({ minutes: 10 });
    expect((await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() })).status).toBe(422);
  });

  it("is good once", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const answer = work.secrets.lastCode();
    expect((await phone.post(`${path}/proof`, { answer })).status).toBe(200);
    expect((await phone.post(`${path}/proof`, { answer })).status).toBe(422);
  });

  it("is replaced by the next one", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const first = work.secrets.lastCode();
    await phone.post(`${path}/code`, {});
    expect((await phone.post(`${path}/proof`, { answer: first })).status).toBe(422);
    expect((await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() })).status).toBe(200);
  });

  it("is sent three times in a quarter of an hour, not more, so that nobody can flood a mailbox", async () => {
    const { work, path, phone } = await beforeKabid();
    const statuses = [];
    for (let times = 0; times < 5; times += 1) statuses.push((await phone.post(`${path}/code`, {})).status);
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
    work.clock.advance({ minutes: 15 });
    expect((await phone.post(`${path}/code`, {})).status).toBe(202);
    expect(work.mailer.to(kabid.email).filter(({ subject }) => /^\d{6} adalah kode/.test(subject))).toHaveLength(4);
  });

  it("is stored as a hash only", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const [stored = ""] = /PROOF#staff:.*/.exec(work.memory.text()) ?? [];
    expect(stored).toContain('"hash"');
    expect(stored).not.toContain(work.secrets.lastCode());
  });

  it("is sent three times when sixty ask at once", async () => {
    const { work, path, phone } = await beforeKabid();
    const call = { from: "203.0.113.7" };
    const replies = await Promise.all(Array.from({ length: 60 }, () => phone.post(`${path}/code`, {}, call)));
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(work.mailer.to(kabid.email).filter(({ subject }) => /^\d{6} adalah kode/.test(subject))).toHaveLength(3);
  });

  it("is good only in the browser that asked for it, and a next one asked elsewhere leaves it good", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const answer = work.secrets.lastCode();
    const other = browser(work);
    expect((await other.post(`${path}/proof`, { answer })).body["message"]).toMatch(/hanya berlaku di peramban/);
    await other.post(`${path}/code`, {});
    expect((await other.post(`${path}/proof`, { answer })).status).toBe(422);
    expect((await phone.post(`${path}/proof`, { answer })).status).toBe(200);
  });

  it.each(["123 456", "123-456", " 1\u200b23\u00a0456\u2060 ", "\u202a123456\u202c", "１２３４５６"])(
    "is taken as people paste it: %j",
    async (pasted) => {
      const { work, path, phone } = await beforeKabid();
      await phone.post(`${path}/code`, {});
      const digits = [...work.secrets.lastCode()];
      let at = 0;
      const answer = pasted.replace(/[1-6１-６]/g, () => digits[at++] ?? "");
      expect((await phone.post(`${path}/proof`, { answer })).status).toBe(200);
    },
  );

  it("goes to the addressee only, whoever asks", async () => {
    const { work, path, phone } = await beforeKabid();
    const before = work.mailer.sent.length;
    await phone.post(`${path}/code`, { to: "penipu@contoh.test" });
    expect(work.mailer.sent.slice(before).map(({ to }) => to.address)).toEqual([kabid.email]);
  });
});
