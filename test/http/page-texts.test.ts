/** Texts of public pages in the agency's own words, and which words of the consent a requester has read. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { SettingsSectionView } from "../../functions/contract/administration.ts";
import type { AgencyView, RequestFormView } from "../../functions/contract/public.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { usualConsentVersion } from "../../functions/domain/form/consent.ts";
import { newSecret } from "../../infra/demo/people.ts";
import { everybody, people, visitRequest } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { hostRequest, stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const base = "/api/staff/administration";
let work: Player;
let admin: StaffMember;

function begin(script = visitScript): void {
  work = player(script);
  const [somebody] = everybody();
  if (!somebody) throw new Error("nobody");
  admin = { ...somebody, id: "admin", name: "Admin", email: "admin@contoh.test", roles: ["system-admin"] };
  work.agencies.now.staff = [...work.agencies.now.staff, admin];
}

beforeEach(() => begin());

const get = async <View>(path: string): Promise<View> => (await browser(work).get(path)).body as unknown as View;
const agency = (): Promise<AgencyView> => get("/api/agency");
const form = (procedure = "official-visit"): Promise<RequestFormView> =>
  get(`/api/procedures/${procedure}/request-form`);

async function section(): Promise<SettingsSectionView> {
  return (await browser(work).get(`${base}/settings/teks`, { as: admin })).body as unknown as SettingsSectionView;
}

async function write(values: Record<string, string>): Promise<Reply> {
  const { revision, values: before } = await section();
  return browser(work).post(`${base}/settings/teks`, { revision, values: { ...before, ...values } }, { as: admin });
}

const send = (more: object = {}): Promise<Reply> =>
  browser(work).post("/api/requests", {
    ...{ procedure: "official-visit", submissionId: randomUUID(), language: "id", values: visitRequest() },
    ...more,
  });

const versionOf = async (caseId = "KJG-2026-00001"): Promise<string | undefined> =>
  (await work.dossier(caseId)).case.consentVersion;

describe("texts of pages", () => {
  it("are the usual ones where nothing is written, and every field tells those", async () => {
    const { texts } = await agency();
    expect(texts.welcome?.id).toContain("Ajukan permohonan dari ponsel");
    expect(texts.privacy?.en).toContain("UU 27/2022");
    expect(texts.notice).toBeNull();
    const { form: shown, values } = await section();
    expect(new Set(Object.values(values))).toEqual(new Set([""]));
    const hints = Object.fromEntries(shown.fields.map(({ hint, name }) => [name, hint?.id]));
    expect(hints["texts.consent.id"]).toContain("Saya menyetujui pemrosesan data pribadi");
    expect(hints["texts.welcome.en"]).toContain("Send a request from your phone");
    expect(hints["texts.notice.id"]).toContain("Bila kosong: tidak ada");
  });

  it("are the agency's own words with the next request, and the usual ones again where a field is emptied", async () => {
    const usual = (await agency()).texts;
    const notice = "Tutup 24 Desember.\nBuka lagi 28 Desember.";
    expect(
      (await write({ "texts.notice.id": notice, "texts.welcome.id": "Halo", "texts.welcome.en": "Hello" })).status,
    ).toBe(200);
    expect((await agency()).texts).toEqual({
      ...usual,
      notice: { id: notice, en: notice },
      welcome: { id: "Halo", en: "Hello" },
    });
    const { entries } = (await browser(work).get(`${base}/entries`, { as: admin })).body as { entries: object[] };
    expect(entries[0]).toMatchObject({
      byName: "Admin",
      parts: expect.arrayContaining([{ part: "texts.welcome.id", from: "", to: "Halo" }]) as unknown,
    });
    await write({ "texts.notice.id": "", "texts.welcome.id": "", "texts.welcome.en": "" });
    expect((await agency()).texts).toEqual(usual);
    expect(work.agencies.now.settings).not.toHaveProperty("texts");
  });

  it.each([
    [
      "English without Indonesian",
      { "texts.notice.en": "Closed." },
      "texts.notice.id",
      "Isi teks dalam bahasa Indonesia.",
    ],
    ["HTML", { "texts.privacy.id": "Baca <a href='x'>ini</a>" }, "texts.privacy.id", "Tulis teks biasa, tanpa HTML."],
    ["what is too long", { "texts.consent.id": "a".repeat(2001) }, "texts.consent.id", "Paling panjang 2000 huruf."],
  ])("are refused at their field: %s", async (_what, values, field, says) => {
    const reply = await write(values);
    expect([reply.status, (reply.body["fields"] as Record<string, string>)[field]]).toEqual([422, says]);
    expect(work.agencies.now.settings).not.toHaveProperty("texts");
  });
});

describe("the consent", () => {
  const own = { "texts.consent.id": "Saya setuju data saya dipakai untuk permohonan ini." };

  it("in the usual words is stored by its day", async () => {
    const { consent } = await form();
    expect(consent.version).toBe(usualConsentVersion);
    expect((await send({ consentVersion: consent.version })).status).toBe(201);
    expect(await versionOf()).toBe(usualConsentVersion);
  });

  it("in the agency's words is stored by what they are: the same words have the same version", async () => {
    await write(own);
    const first = (await form()).consent;
    expect(first.text).toEqual({ id: own["texts.consent.id"], en: own["texts.consent.id"] });
    expect((await send({ consentVersion: first.version })).status).toBe(201);
    expect(await versionOf()).toBe(first.version);
    await write({ "texts.consent.en": "I agree." });
    const second = (await form()).consent;
    expect(second.version).not.toBe(first.version);
    await write({ "texts.consent.en": "" });
    expect((await form()).consent.version).toBe(first.version);
  });

  it("that was changed while somebody filled in the form is to be read again; what was sent before stays accepted", async () => {
    const { version } = (await form()).consent;
    const sent = { submissionId: randomUUID(), secret: newSecret(), consentVersion: version };
    expect((await send(sent)).status).toBe(201);
    await write(own);
    const late = await send({ consentVersion: version });
    expect([late.status, Object.keys(late.body["fields"] as object)]).toEqual([422, ["consent"]]);
    expect(late.text).toContain("Teks persetujuan baru saja diubah");
    expect(work.memory.cases.size).toBe(1);
    expect((await send(sent)).body["case"]).toBe("KJG-2026-00001");
    expect((await send({ consentVersion: (await form()).consent.version })).status).toBe(201);
    expect(await versionOf("KJG-2026-00002")).toBe((await form()).consent.version);
  });

  it("of a request that waits for a call is the one that was read, whatever the words are when somebody calls", async () => {
    begin(stopScript);
    const { version } = (await form("mobile-library")).consent;
    const values = hostRequest({ contactEmail: undefined, noEmail: true });
    const asked = { procedure: "mobile-library", submissionId: randomUUID(), secret: newSecret(), values };
    expect(
      (await browser(work).send("POST", "/api/requests", { body: { ...asked, consentVersion: version } })).status,
    ).toBe(202);
    await write(own);
    const list = (await browser(work).get("/api/staff/unconfirmed", { as: people.mobileOfficer })).body;
    const [waiting] = list["requests"] as { id: string }[];
    const words = { words: "Benar." };
    const reply = await browser(work).post(`/api/staff/unconfirmed/${waiting?.id}/confirm`, words, {
      as: people.mobileOfficer,
    });
    expect(reply.status).toBe(201);
    expect(await versionOf(String(reply.body["case"]))).toBe(version);
  });
});
