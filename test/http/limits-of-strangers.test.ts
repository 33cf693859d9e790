/** A limit costs whoever runs into it: another browser, another network and a known device of the person go on. */
import { describe, expect, it } from "vitest";
import { guessesInAll, guessesOfNetwork } from "../../functions/domain/limits/guesses.ts";
import { growingWaits } from "../../functions/domain/limits/growing-waits.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import type { Player } from "../support/player.ts";
import { beforeKabid, kabid } from "./before-the-kabid.ts";

const office = "198.51.100.7";
const stranger = (at: number) => `203.0.113.${at}`;

const codesTo = (work: Player) =>
  work.mailer.to(kabid.email).filter(({ subject }) => /^\d{6} adalah kode/.test(subject));
const ask = (on: TestBrowser, path: string, from: string) => on.post(`${path}/code`, {}, { from });
const answer = (on: TestBrowser, path: string, from: string, code: string) =>
  on.post(`${path}/proof`, { answer: code }, { from });

/** A stranger with the link asks for a code in a fresh browser and gives so many wrong ones; answers the status of each. */
async function guessAfresh(work: Player, path: string, from: string, times: number): Promise<number[]> {
  const fresh = browser(work);
  const asked = await ask(fresh, path, from);
  if (asked.status !== 202) return [asked.status];
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) {
    statuses.push((await answer(fresh, path, from, "x")).status);
  }
  return statuses;
}

describe("codes that a stranger asks for", () => {
  it("five, and the official still gets one: from another network, or on a known device", async () => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const asked = [];
    for (let time = 0; time < 5; time += 1) asked.push((await ask(browser(work), path, stranger(1))).status);
    expect(asked).toEqual([202, 202, 202, 429, 429]);
    expect((await phone.get(path)).body["page"]).toBe("decide");
    const newPhone = browser(work);
    expect((await ask(newPhone, path, office)).status).toBe(202);
    expect((await answer(newPhone, path, office, work.secrets.lastCode())).status).toBe(200);
  });

  it("sixty at once, each from a fresh browser, are three", async () => {
    const { work, path } = await beforeKabid();
    const replies = await Promise.all(Array.from({ length: 60 }, () => ask(browser(work), path, stranger(1))));
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(codesTo(work)).toHaveLength(3);
  });

  it("are followed by waits that grow, there alone", async () => {
    const { work, path } = await beforeKabid();
    for (const minutes of growingWaits) {
      for (let time = 0; time < 3; time += 1) expect((await ask(browser(work), path, stranger(1))).status).toBe(202);
      expect((await ask(browser(work), path, stranger(1))).status).toBe(429);
      work.clock.advance({ minutes: minutes - 1 });
      expect((await ask(browser(work), path, stranger(1))).status).toBe(429);
      work.clock.advance({ minutes: 1, seconds: 1 });
    }
    expect((await ask(browser(work), path, stranger(1))).status).toBe(202);
    expect((await ask(browser(work), path, office)).status).toBe(202);
  });
});

describe("guesses", () => {
  it("from one network, in however many browsers, end after ten; the official elsewhere goes on", async () => {
    const { work, path } = await beforeKabid();
    expect(await guessAfresh(work, path, stranger(1), 4)).toEqual([422, 422, 422, 422]);
    expect(await guessAfresh(work, path, stranger(1), 4)).toEqual([422, 422, 422, 422]);
    expect(await guessAfresh(work, path, stranger(1), 4)).toEqual([422, 422, 429, 429]);
    const newPhone = browser(work);
    await ask(newPhone, path, office);
    expect((await answer(newPhone, path, office, work.secrets.lastCode())).status).toBe(200);
  });

  it("from everywhere end after twenty an hour: an alarm rings once, and known devices go on", async () => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const statuses = [];
    for (let at = 1; at <= 8; at += 1) statuses.push(...(await guessAfresh(work, path, stranger(at), 4)));
    expect(statuses.filter((status) => status === 422)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(12);
    expect(work.log.of("guesses-used-up")).toHaveLength(1);
    expect(work.metrics.emitted.filter(({ figures }) => "GuessesUsedUp" in figures)).toHaveLength(1);
    const newPhone = browser(work);
    await ask(newPhone, path, office);
    const refused = await answer(newPhone, path, office, work.secrets.lastCode());
    expect([refused.status, refused.body["message"]]).toEqual([429, expect.stringContaining("perangkat baru harus")]);
    expect((await phone.get(path)).body["page"]).toBe("decide");
    work.clock.advance({ minutes: 60 });
    const tried = browser(work);
    await ask(tried, path, office);
    expect((await answer(tried, path, office, work.secrets.lastCode())).status).toBe(200);
  });

  it("that were right take nothing from the others: forty people prove themselves within an hour", async () => {
    const { work, path } = await beforeKabid();
    for (let time = 0; time < 40; time += 1) {
      const fresh = browser(work);
      expect((await ask(fresh, path, office)).status).toBe(202);
      expect((await answer(fresh, path, office, work.secrets.lastCode())).status).toBe(200);
    }
  });
});

describe("the odds of a month", () => {
  const days = 30;
  const oneInAMillion = 1e-6;

  it("of becoming any official, from as many browsers and networks as there are, are below one in a hundred", () => {
    const perChannel = (["sign-in", "official"] as const).map((channel) => {
      const most = guessesInAll[channel].map(({ amount, minutes }) => ((days + 1) * 24 * 60 * amount) / minutes);
      return Math.min(...most);
    });
    const guesses = perChannel.reduce((sum, each) => sum + each, 0);
    expect(1 - (1 - oneInAMillion) ** guesses).toBeLessThan(0.01);
  });

  it("from one network are far smaller: three days are played, with every wait used", async () => {
    const { work, path } = await beforeKabid();
    const played = 3;
    const end = work.clock.now() + played * 86_400_000;
    let guesses = 0;
    // The link is asked again and again in fresh browsers, which is more than a real one would live.
    while (work.clock.now() < end) {
      const statuses = await guessAfresh(work, path, stranger(1), 4);
      guesses += statuses.filter((status) => status === 422).length;
      work.clock.advance({ minutes: statuses.every((status) => status === 422) ? 1 : 15 });
    }
    // A network begins anew each day, so a month is ten times that.
    expect(guesses).toBeGreaterThan(20);
    expect((guesses * days * oneInAMillion) / played).toBeLessThan(0.002);
    expect(guessesOfNetwork.tries).toBeLessThan(Math.min(...guessesInAll.official.map(({ amount }) => amount)));
  });
});
