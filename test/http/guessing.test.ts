import { describe, expect, it } from "vitest";
import { phoneDigits, requesterEmail } from "../support/builders.ts";
import { browser, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid } from "./before-the-kabid.ts";

/** Gives a wrong code so many times; answers the status of each. */
async function guess(phone: TestBrowser, path: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < times; attempt += 1) {
    statuses.push((await phone.post(`${path}/proof`, { answer: "000000" })).status);
  }
  return statuses;
}

describe("a wrong code", () => {
  it("five times locks the link for a quarter of an hour; the sixth try and the right code are refused too", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    expect(await guess(phone, path, 6)).toEqual([422, 422, 422, 422, 429, 429]);
    const right = await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
    expect([right.status, right.body["code"]]).toEqual([429, "locked"]);
    expect(right.body["message"]).toBe("Terlalu banyak jawaban yang salah. Coba lagi setelah 15 menit.");
    expect((await phone.get(path)).body["page"]).toBe("locked");
    expect((await phone.post(`${path}/code`, {})).status).toBe(429);
  });

  it("that locks tells the addressee, once, that nothing was decided", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    await guess(phone, path, 8);
    const told = work.mailer.to(kabid.email).filter(({ subject }) => subject.includes("dikunci"));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("belum ada keputusan yang tersimpan");
  });

  it("says how many tries are left", async () => {
    const { path, phone } = await beforeKabid();
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
    const digits = Array.from({ length: 1_000 }, (_, index) => String(7_000 + index));
    expect(digits).toContain(phoneDigits);
    const replies = await Promise.all(digits.map((answer) => phone.post(`${path}/proof`, { answer })));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toEqual([]);
    expect(statuses.filter((status) => status === 422)).toHaveLength(4);
    expect(phone.jar.size).toBe(0);
  });

  it("counts anew after a right one", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    await guess(phone, path, 4);
    await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
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
    expect(work.mailer.to(kabid.email).filter(({ subject }) => subject.startsWith("Kode"))).toHaveLength(4);
  });

  it("is stored as a hash only", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const [link] = [...work.memory.links.values()].filter(({ code }) => code !== null);
    expect(JSON.stringify(link)).not.toContain(work.secrets.lastCode());
  });

  it("goes to the addressee only, whoever asks", async () => {
    const { work, path, phone } = await beforeKabid();
    const before = work.mailer.sent.length;
    await phone.post(`${path}/code`, { to: "penipu@contoh.test" });
    expect(work.mailer.sent.slice(before).map(({ to }) => to.address)).toEqual([kabid.email]);
  });
});
