/** What requesters ask about their own data on the tracking page: proved, recorded once, answered or given at once. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type {
  OwnDataView,
  OwnRequestView,
  PrivacyListView,
  PrivacyRequestView,
} from "../../functions/contract/personal-data.ts";
import { member, requesterEmail } from "../support/builders.ts";
import { browser, prove, type Reply, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const officer = member("wati", "Wati Susanti, S.H.", ["data-protection-officer"]);

async function tracked(): Promise<{ work: Player; caseId: string; link: string; path: string; phone: TestBrowser }> {
  const work = player(visitScript);
  work.agencies.now.staff = [...work.agencies.now.staff, officer];
  const caseId = await work.caseAt("decide");
  const link = lastLink(work.mailer.to(requesterEmail));
  return { work, caseId, link, path: `/api/tracking/${link}/personal-data`, phone: browser(work) };
}

const view = <View>({ body }: Reply): View => body as unknown as View;
const records = async (work: Player, open: boolean) =>
  view<PrivacyListView>(
    await browser(work).get("/api/staff/personal-data", { as: officer, query: { open: String(open) } }),
  ).requests;

describe("the own data", () => {
  it("are for a browser that is proved, and for no other link", async () => {
    const { work, caseId, link, path, phone } = await tracked();
    const body = { submissionId: randomUUID(), kind: "access", nonce: "x" };
    expect([(await phone.get(path)).status, (await phone.post(path, body)).status]).toEqual([401, 401]);
    await prove(phone, link, work, "tracking");
    const { hours, nonce, requests } = view<OwnDataView>(await phone.get(path));
    expect([hours, requests]).toEqual([72, []]);
    expect((await phone.post(path, body)).status).toBe(409);
    const { show } = (
      (await phone.get(`/api/staff/cases/${caseId}`, { as: officer })).body as { outside: { show: { url: string } } }
    ).outside;
    const shown = show.url.split("/").at(-1) ?? "";
    expect((await phone.get(`/api/tracking/${shown}/personal-data`)).status).toBe(404);
    expect((await phone.post(`/api/tracking/${shown}/personal-data`, { ...body, nonce })).status).toBe(404);
  });

  it("are given at once as a copy, which makes one record a day, closed as it is made", async () => {
    const { work, caseId, link, path, phone } = await tracked();
    await prove(phone, link, work, "tracking");
    const ask = async () => {
      const { nonce } = view<OwnDataView>(await phone.get(path));
      return view<OwnRequestView>(await phone.post(path, { submissionId: randomUUID(), kind: "access", nonce }));
    };
    const before = work.mailer.sent.length;
    const first = await ask();
    const text = Buffer.from(first.copy?.content ?? "", "base64").toString("utf8");
    for (const part of [caseId, requesterEmail, "Ibu Ratna Dewanti"]) expect(text).toContain(part);
    expect((await ask()).number).toBe(first.number);
    expect(await records(work, true)).toEqual([]);
    expect((await records(work, false)).map(({ number }) => number)).toEqual([first.number]);
    expect(work.mailer.sent.length).toBe(before);
  });

  it("may be asked to be corrected, erased, or processed no more: one request of a kind, with its number and when it is due", async () => {
    const { work, caseId, link, path, phone } = await tracked();
    await prove(phone, link, work, "tracking");
    const { nonce } = view<OwnDataView>(await phone.get(path));
    const ask = (kind: string, words = "", submissionId = randomUUID()) =>
      phone.post(path, { submissionId, kind, words, nonce });
    expect((await ask("correct")).status).toBe(422);
    const before = work.mailer.sent.length;
    const correct = view<OwnRequestView>(await ask("correct", "Nama saya Ratna Dewanti."));
    const erase = view<OwnRequestView>(await ask("erase"));
    expect(view<OwnRequestView>(await ask("erase", "Lagi.")).number).toBe(erase.number);
    const id = randomUUID();
    const twice = await Promise.all([ask("withdraw", "", id), ask("withdraw", "", id)]);
    expect(twice[0]?.body).toEqual(twice[1]?.body);
    const open = await records(work, true);
    expect(open.map(({ number }) => number).slice(0, 2)).toEqual([correct.number, erase.number]);
    expect(open).toHaveLength(3);
    expect(view<OwnDataView>(await phone.get(path)).requests).toHaveLength(3);
    expect(work.mailer.sent.length).toBe(before);
    // Nothing is done before somebody has looked.
    expect((await work.dossier(caseId)).case).not.toHaveProperty("erasures");
    const record = view<PrivacyRequestView>(
      await browser(work).get(`/api/staff/personal-data/requests/${correct.number}`, { as: officer }),
    );
    expect(record).toMatchObject({
      ...{ asker: { name: "Ibu Ratna Dewanti", contact: `${requesterEmail}, +6281234567890` } },
      ...{ channel: { id: "Halaman pelacakan" }, words: "Nama saya Ratna Dewanti.", cases: [{ case: caseId }] },
      recognised: "Kode yang dikirim ke email pada berkas.",
    });
  });

  it("are asked about so often and no more", async () => {
    const { work, link, path, phone } = await tracked();
    await prove(phone, link, work, "tracking");
    const { nonce } = view<OwnDataView>(await phone.get(path));
    const ask = () =>
      phone.send("POST", path, { body: { submissionId: randomUUID(), kind: "erase", nonce }, from: "203.0.113.9" });
    const statuses = [];
    for (let time = 0; time < 31; time += 1) statuses.push((await ask()).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([201, 429]);
  });
});
