import { describe, expect, it, test } from "vitest";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, prove, type Reply, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import type { DevicesView } from "../../functions/contract/shared.ts";
import { beforeKabid, kabid, nonceOf } from "./before-the-kabid.ts";

type Devices = DevicesView["devices"];

const android = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";

const asSri = { as: people.divisionHead };

/** Gives the mailed code, and says whether others use the computer. */
async function proveOn(phone: TestBrowser, path: string, work: Player, shared?: boolean): Promise<Reply> {
  await phone.post(`${path}/code`, {});
  const answer = work.secrets.lastCode();
  return phone.post(`${path}/proof`, { answer, ...(shared === undefined ? {} : { shared }) });
}

const pageOf = async (phone: TestBrowser, path: string) => (await phone.get(path)).body["page"];

/** A case further on, where the companion is asked. */
async function beforeCompanion(work: Player, caseId: string): Promise<string> {
  await work.playTo(caseId, "accept-companionship");
  return `/api/decisions/${lastLink(work.mailer.to(people.companion.email))}`;
}

describe("one device, one cookie", () => {
  it("whoever asks 300 times from one browser is still heard, and may withdraw the first and the last", async () => {
    const work = player(visitScript);
    const phone = browser(work);
    const cases: string[] = [];
    for (let time = 0; time < 300; time += 1) {
      const values = { ...visitRequest(), contactEmail: `guru-${time}@sekolah.test` };
      const body = { procedure: "official-visit", submissionId: crypto.randomUUID(), language: "id", values };
      const reply = await phone.post("/api/requests", body);
      expect(reply.status).toBe(201);
      cases.push(String(reply.body["tracking"]).replace("/lacak/", ""));
    }
    const header = [...phone.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    expect(phone.jar.size).toBe(1);
    expect(header.length).toBeLessThan(150);
    for (const link of [cases[0], cases.at(-1)]) {
      expect((await phone.get(`/api/tracking/${link}`)).body).toMatchObject({ known: true, proof: null });
    }
    expect((await browser(work).get(`/api/tracking/${cases[0]}`)).body).toMatchObject({ known: false });
  });

  it("cookies of before are worth nothing and go, some at a time", async () => {
    const { work, path, phone } = await beforeKabid();
    for (let at = 0; at < 50; at += 1) phone.jar.set(`__Host-alur-${String(at).padStart(16, "0")}`, "9999.x");
    phone.jar.set("somebody-elses", "1");
    const before = await proveOn(phone, path, work);
    expect(before.cookies.join().length).toBeLessThan(4_000);
    for (let time = 0; time < 2; time += 1) await proveOn(phone, path, work);
    expect([...phone.jar.keys()].toSorted()).toEqual(["__Host-alur-device", "somebody-elses"]);
  });
});

describe("a computer that others use too", () => {
  it("is known as long as the browser stays open, at most 12 hours", async () => {
    const { work, path, phone } = await beforeKabid();
    const { cookies } = await proveOn(phone, path, work, true);
    expect(cookies[0]).toMatch(/^__Host-alur-device=s[\w-]+\.[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    expect(await pageOf(phone, path)).toBe("decide");
    work.clock.advance({ minutes: 12 * 60 + 1 });
    expect(await pageOf(phone, path)).toBe("proof");
  });

  it("stays one for the next proof there that says nothing else", async () => {
    const { work, path, phone } = await beforeKabid();
    await proveOn(phone, path, work, true);
    const again = await proveOn(phone, path, work);
    expect(again.cookies[0]).not.toContain("Max-Age");
  });

  it("knows nothing of what was proved there as on a device of one's own", async () => {
    const { work, caseId, path, phone } = await beforeKabid();
    await proveOn(phone, path, work, false);
    const other = await beforeCompanion(work, caseId);
    await proveOn(phone, other, work, true);
    expect(await pageOf(phone, other)).toBe("decide");
    const { devices } = (await phone.get("/api/staff/devices", asSri)).body as unknown as DevicesView;
    expect(devices).toMatchObject([{ shared: false, isThis: false }]);
  });

  it("that serves readers never becomes known", async () => {
    const work = player(visitScript);
    const kiosk = browser(work);
    const values = { visitorName: "Budi" };
    const body = { procedure: "reading-visit", submissionId: crypto.randomUUID(), values };
    const begun = await kiosk.post("/api/staff/cases", body, { as: people.circulation });
    expect(begun.status).not.toBe(404);
    expect(begun.cookies).toEqual([]);
    expect(kiosk.jar.size).toBe(0);
  });
});

describe("a device known for two officials", () => {
  it("asks the code each time, for the link that is proved and no other", async () => {
    const { work, caseId, path, phone } = await beforeKabid();
    await proveOn(phone, path, work);
    const next = await work.caseAt("decide", {}, { preferredDate: "2027-01-06", letterDate: "2026-11-20" });
    const later = `/api/decisions/${lastLink(work.mailer.to(kabid.email))}`;
    expect(await pageOf(phone, later)).toBe("decide");

    const companions = await beforeCompanion(work, caseId);
    expect(await pageOf(phone, companions)).toBe("proof");
    await proveOn(phone, companions, work);
    expect(await pageOf(phone, companions)).toBe("decide");
    expect(await pageOf(phone, later), "Sri's, since Rina sat here").toBe("proof");
    await proveOn(phone, later, work);
    const done = await phone.post(later, { outcome: "ya", nonce: await nonceOf(phone, later) });
    expect(done.status).toBe(200);
    expect((await work.dossier(next)).tasks.at(-1)?.answer?.channel).toBe("link-code");
    work.clock.advance({ minutes: 16 });
    expect(await pageOf(phone, companions)).toBe("proof");
  });

  it("is one person's again when the other has ended it", async () => {
    const { work, caseId, path, phone } = await beforeKabid();
    await proveOn(phone, path, work);
    const companions = await beforeCompanion(work, caseId);
    await proveOn(phone, companions, work);
    work.clock.advance({ minutes: 16 });
    expect(await pageOf(phone, companions)).toBe("proof");
    const [own] = ((await phone.get("/api/staff/devices", asSri)).body as unknown as DevicesView).devices;
    await phone.post("/api/staff/devices/end", { device: own?.device }, asSri);
    expect(await pageOf(phone, companions)).toBe("decide");
  });

  it("is not one that requesters use too: their cases do not make two officials of one", async () => {
    const { work, path, phone } = await beforeKabid();
    await proveOn(phone, path, work);
    const body = { procedure: "official-visit", submissionId: crypto.randomUUID(), values: visitRequest() };
    await phone.post("/api/requests", body);
    work.clock.advance({ minutes: 30 });
    expect(await pageOf(phone, path)).toBe("decide");
  });
});

describe("people see their devices and end them", () => {
  it("an official: by name, the latest first, and which is this one", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    const headers = { "user-agent": android };
    await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() }, { headers });
    work.clock.advance({ minutes: 5 });
    const lost = browser(work);
    await proveOn(lost, path, work);
    const list = async (on: TestBrowser): Promise<Devices> =>
      ((await on.get("/api/staff/devices", asSri)).body as unknown as DevicesView).devices;
    expect(await list(phone)).toMatchObject([
      { name: "", isThis: false },
      {
        name: "Chrome, Android",
        shared: false,
        isThis: true,
        until: expect.stringContaining("2027-02-21T02:00") as string,
      },
    ]);
    const [other] = await list(phone);
    const ended = await phone.post("/api/staff/devices/end", { device: other?.device }, asSri);
    expect(ended.body).toMatchObject({ devices: [{ name: "Chrome, Android" }] });
    expect(await pageOf(lost, path)).toBe("proof");
    expect(await pageOf(phone, path)).toBe("decide");
  });

  it("an official ends nobody else's", async () => {
    const { work, path, phone } = await beforeKabid();
    await proveOn(phone, path, work);
    const [own] = ((await phone.get("/api/staff/devices", asSri)).body as unknown as DevicesView).devices;
    const asRina = { as: people.companion };
    expect((await phone.get("/api/staff/devices", asRina)).body).toEqual({ devices: [] });
    await phone.post("/api/staff/devices/end", { device: own?.device }, asRina);
    expect(await pageOf(phone, path)).toBe("decide");
  });

  it("a requester: on the tracking page, once proved, with a value that no scanner has", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    const link = lastLink(work.mailer.to(requesterEmail));
    const path = `/api/tracking/${link}`;
    const phone = browser(work);
    expect((await phone.get(`${path}/devices`)).status).toBe(401);
    await prove(phone, link, work, "tracking");
    const shown = (await phone.get(`${path}/devices`)).body as unknown as DevicesView & { nonce: string };
    expect(shown.devices).toMatchObject([{ isThis: true }]);
    const device = shown.devices[0]?.device;
    expect((await phone.post(`${path}/devices/end`, { device, nonce: "1.x" })).status).toBe(409);
    const ended = await phone.post(`${path}/devices/end`, { device, nonce: shown.nonce });
    expect(ended.body).toEqual({ devices: [] });
    expect((await phone.get(path)).body).toMatchObject({ known: false, proof: { shared: false } });
  });

  test.each(["decisions", "staff"])("no device is named by %s routes that are not asked for it", async (where) => {
    const { path, phone } = await beforeKabid();
    const body = { device: "x".repeat(64) };
    const reply = await phone.post(where === "staff" ? "/api/staff/devices/end" : `${path}/devices/end`, body);
    expect([401, 403, 404]).toContain(reply.status);
  });

  it("a device that is none is refused in words", async () => {
    const { phone } = await beforeKabid();
    expect((await phone.post("/api/staff/devices/end", { device: "x" }, asSri)).status).toBe(400);
  });
});

it("nothing of a device's id stands in the table", async () => {
  const { work, link, phone } = await beforeKabid();
  await prove(phone, link, work);
  const [id = ""] = (phone.jar.get("__Host-alur-device") ?? "").split(".");
  expect(id.length).toBeGreaterThan(5);
  const [grant] = await work.devices.of(`staff:${kabid.id}`);
  expect(JSON.stringify(grant)).not.toContain(id);
});
