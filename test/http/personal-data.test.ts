/** What a data protector does about a request: each act, what it hides and from whom, and what nobody can do to it. */
import { randomUUID } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import type { FoundView, PrivacyRequestView } from "../../functions/contract/personal-data.ts";
import type { CaseView, PossibleChangesView, ReadingsView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { personalClasses } from "../../statemachines/language/retention.ts";
import { manifest } from "../../functions/manifest.ts";
import { everybody, member, people, requesterEmail } from "../support/builders.ts";
import { browser, prove, type Reply } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player, type Replies } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const officer = member("wati", "Wati Susanti, S.H.", ["data-protection-officer"]);
const colleague = member("tono", "Tono Hartono", ["data-protection-officer"]);
const overseer = member("pemantau", "Sekretaris Dinas", ["oversight-viewer"]);
const admin = member("admin", "Admin", ["system-admin"]);
const base = "/api/staff/personal-data";
/** The name as the form has it, without its title. */
const name = "Ratna Dewanti";
/** Another than the example beside the field. */
const phoneNumber = "0813-7777-6666";
const secrets = [name, requesterEmail, "81377776666"];

interface Desk {
  work: Player;
  caseId: string;
  record: string;
  act(body: object, as?: StaffMember): Promise<Reply>;
  get(path: string, as?: StaffMember, query?: Record<string, string>): Promise<Reply>;
  page(as?: StaffMember, query?: Record<string, string>): Promise<CaseView>;
}

/** A case that was played to a step, and a request about it. */
async function desk(step: string, replies: Replies = {}): Promise<Desk> {
  const work = player(visitScript);
  work.agencies.now.staff = [...work.agencies.now.staff, officer, colleague, overseer, admin];
  const caseId = await work.caseAt(step, replies, { contactName: name, contactPhone: phoneNumber });
  const outside = browser(work);
  const values = {
    ...{ kind: "erase", name: "Ratna", contact: "08", channel: "phone", recognised: "Ditelepon." },
    words: "Hapus data saya.",
  };
  values.contact = "lewat sekolah";
  const body = { submissionId: randomUUID(), values };
  const record = String((await outside.post(`${base}/requests`, body, { as: officer })).body["number"]);
  const act: Desk["act"] = (done, as = officer) => outside.post(`${base}/requests/${record}`, done, { as });
  await act({ did: "cases", seen: 1, cases: [caseId] });
  const get: Desk["get"] = (path, as = officer, query = {}) => outside.get(path, { as, query });
  const page: Desk["page"] = async (as = people.registrar, query = {}) =>
    (await get(`/api/staff/cases/${caseId}`, as, query)).body as unknown as CaseView;
  return { work, caseId, record, act, get, page };
}

const view = <View>({ body }: Reply): View => body as unknown as View;

describe("finding a person", () => {
  it("goes through every case, open and ended, part by part, and says how far it is", async () => {
    const { work, caseId, get: _ } = await desk("decide");
    const { case: item } = await work.dossier(caseId);
    for (let number = 1; number <= 120; number += 1) {
      const request = { ...item.request, contactEmail: `lain${number}@contoh.test`, contactPhone: "+62811111111" };
      await work.cases.create(
        { ...item, id: `KJG-2026-1${String(number).padStart(4, "0")}`, request },
        { subject: "Lain" },
      );
    }
    await work.cases.markEnded("KJG-2026-10007", "SELESAI", work.clock.at());
    const seek = async (words: string) => {
      const hits: FoundView["hits"] = [];
      let [from, read, parts, total]: [string | null, number, number, number] = [null, 0, 0, 0];
      do {
        const part: FoundView = view(await browser(work).post(`${base}/find`, { words, from }, { as: officer }));
        hits.push(...part.hits);
        [from, read, parts] = [part.next, read + part.read, parts + 1];
        total = part.total?.count ?? total;
      } while (from !== null);
      return { hits, read, parts, total };
    };
    const byEmail = await seek(requesterEmail.toUpperCase());
    expect(byEmail.hits.map((hit) => hit.case)).toContain(caseId);
    expect([byEmail.read, byEmail.total]).toEqual([121, 121]);
    expect(byEmail.parts).toBeGreaterThan(2);
    const ended = (await seek("lain7@contoh.test")).hits;
    expect(ended).toMatchObject([{ case: "KJG-2026-10007", statusLabel: { id: "Selesai" } }]);
    const byPhone = (await seek("(0813) 7777 6666")).hits.find((hit) => hit.case === caseId);
    expect(byPhone?.where.map(({ id }) => id)).toContain("Nomor HP/WhatsApp");
  });

  it("finds requests that wait for a call too, and what says too little is refused", async () => {
    const { work } = await desk("decide");
    await work.unconfirmed.add({
      ...{ id: "a".repeat(64), submissionId: randomUUID(), procedure: "official-visit", version: 1, language: "id" },
      ...{ values: { institutionName: "Desa Sawo", contactName: "Kartini Ayu" }, files: [], content: "x" },
      ...{ createdAt: work.clock.at(), until: "2999-01-01T00:00:00.000Z" },
    });
    const find = (words: string) => browser(work).post(`${base}/find`, { words }, { as: officer });
    expect(view<FoundView>(await find("kartini")).hits).toMatchObject([
      { case: null, subject: "Desa Sawo", where: [{ id: "Nama penanggung jawab" }] },
    ]);
    expect((await find("k")).status).toBe(422);
  });
});

describe("a copy", () => {
  it("is given as CSV and as a workbook, and each case is noted as read", async () => {
    const { caseId, get, record } = await desk("decide");
    const csv = await get(`${base}/requests/${record}/copy`, officer, { as: "csv" });
    const text = Buffer.from(String(csv.body["content"]), "base64").toString("utf8");
    for (const part of [caseId, name, requesterEmail, "+6281377776666", "Persetujuan pemrosesan data"])
      expect(text).toContain(part);
    const xlsx = await get(`${base}/requests/${record}/copy`, officer);
    expect(xlsx.body["fileName"]).toBe(`salinan-${record.toLowerCase()}.xlsx`);
    const { readings } = view<ReadingsView>(await get("/api/staff/readings", overseer, { case: caseId }));
    expect(readings.map((each) => [each.name, each.what.id])).toContainEqual([officer.name, "Unduhan"]);
  });
});

describe("erasing", () => {
  it("refuses papers of the archive, says why, and does nothing else of it", async () => {
    const { act, caseId, get, record, work } = await desk("never");
    const reply = await act({ did: "erase", seen: 2, cases: [caseId], classes: ["contact", "letter"] });
    expect([reply.status, String(reply.body["message"])]).toEqual([422, expect.stringContaining("UU 43/2009")]);
    expect((await work.dossier(caseId)).case.erasures).toBeUndefined();
    const { classes, entries } = view<PrivacyRequestView>(await get(`${base}/requests/${record}`));
    expect(entries).toHaveLength(2);
    expect(classes.filter(({ why }) => why !== null).map(({ id }) => id)).toEqual(["letter", "agreement", "evidence"]);
  });

  it("is written into the record and into the case, and is shown as what becomes of it", async () => {
    const { act, caseId, record, work } = await desk("never");
    const done = view<PrivacyRequestView>(
      await act({ did: "erase", seen: 2, cases: [caseId], classes: ["contact"], words: "Sesuai permintaan." }),
    );
    expect(done.entries.at(-1)).toMatchObject({ name: officer.name, title: { id: "Penghapusan diperintahkan" } });
    expect(done.entries.at(-1)?.words).toContain("Sesuai permintaan.");
    expect(done.cases).toMatchObject([{ case: caseId, erased: [{ done: false }], correct: null }]);
    expect((await work.dossier(caseId)).case.erasures).toMatchObject([
      { class: "contact", by: `staff:${officer.id}`, record },
    ]);
  });

  it("is not for a case that the record is not about", async () => {
    const { act, caseId } = await desk("never");
    await act({ did: "cases", seen: 2, cases: [] });
    expect((await act({ did: "erase", seen: 3, cases: [caseId], classes: ["contact"] })).status).toBe(422);
    expect((await act({ did: "cases", seen: 3, cases: ["KJG-2026-99999"] })).status).toBe(404);
  });
});

/** Every address of the staff that reads, for one case. */
const staffReads = manifest
  .flatMap(({ trigger }) => (trigger.kind === "http" && trigger.audience === "staff" ? trigger.routes : []))
  .filter(({ method }) => method === "GET");

describe("what is to be erased", () => {
  const note = `Hubungi ${name} pada ${phoneNumber}.`;

  test.each([
    ["while the case goes on", "accept-companionship"],
    ["after it has ended", "never"],
  ])("is shown to nobody of the staff by any address, %s", async (_when, step) => {
    const { act, caseId, get, page, record, work } = await desk(step, { recommend: { note } });
    expect(JSON.stringify(await page())).toContain("81377776666");
    const [task] = (await work.dossier(caseId)).tasks.slice(-1);
    await act({ did: "erase", seen: 2, cases: [caseId], classes: [...personalClasses] });
    const shown: string[] = [];
    for (const as of [...everybody(), officer, overseer, admin])
      for (const { path } of staffReads) {
        const address = path
          .replace("{case}", caseId)
          .replace("{task}", task?.id ?? "none")
          .replace("{record}", record)
          .replace("{procedure}", "official-visit")
          .replace("{year}", "2026")
          .replace("{month}", "2026-12")
          .replace("{file}", "none");
        for (const query of [
          { contacts: "show", scope: "all", from: caseId },
          { open: "false", as: "csv", case: caseId },
        ]) {
          const { body, text } = await get(address, as, query);
          const content = Buffer.from(typeof body["content"] === "string" ? body["content"] : "", "base64").toString(
            "utf8",
          );
          for (const secret of secrets)
            if ((text + content).replace(/[-. ]/g, "").includes(secret.replace(/[-. ]/g, "")))
              shown.push(`${as.id} ${address} ${secret}`);
        }
      }
    expect(shown).toEqual([]);
  });

  it("is said on the page of the case, where neither a message nor a link can be sent any more", async () => {
    const { act, caseId, get, page, work } = await desk("accept-companionship");
    await act({ did: "erase", seen: 2, cases: [caseId], classes: ["contact"] });
    const shown = await page();
    expect(shown.privacy?.id).toMatch(/^Nama dan kontak orang luar pada berkas ini dihapus sejak/);
    expect(shown.mails.every(({ addresses }) => addresses.length === 0)).toBe(true);
    const again = await browser(work).post(`/api/staff/cases/${caseId}/link`, {}, { as: people.registrar });
    expect(again.status).toBe(404);
    expect((await get(`/api/staff/cases/${caseId}/changes`, people.registrar)).text).not.toContain(requesterEmail);
  });

  it("is not shown by links either, mailed to whomever", async () => {
    const { act, caseId, work } = await desk("decide", { recommend: { note } });
    const tracking = lastLink(work.mailer.to(requesterEmail));
    await work.sweep();
    const decision = lastLink(work.mailer.to(people.divisionHead.email));
    const phone = browser(work);
    await prove(phone, tracking, work, "tracking");
    const kabid = browser(work);
    await prove(kabid, decision, work);
    expect((await kabid.get(`/api/decisions/${decision}`)).text).toContain(name);
    await act({ did: "erase", seen: 2, cases: [caseId], classes: ["contact"] });
    const pages = [
      await phone.get(`/api/tracking/${tracking}`),
      await browser(work).get(`/api/tracking/${tracking}`),
      await kabid.get(`/api/decisions/${decision}`),
    ];
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      for (const secret of [...secrets, "smpn1.sch.test"]) expect(text).not.toContain(secret);
    }
  });

  it("is in no mail any more, and the requester gets none", async () => {
    const { act, caseId, page, work } = await desk("reply");
    await act({ did: "erase", seen: 2, cases: [caseId], classes: ["contact"] });
    const before = work.mailer.sent.length;
    await work.answerAsUsual(caseId);
    await work.sweep();
    const sent = work.mailer.sent.slice(before);
    expect(sent.length).toBeGreaterThan(0);
    for (const mail of sent) {
      expect(mail.to.address).not.toBe(requesterEmail);
      for (const secret of secrets) expect(mail.text + mail.subject + mail.html).not.toContain(secret);
    }
    expect((await page()).mails.at(-1)).toBeDefined();
    expect((await work.dossier(caseId)).mails.some(({ state, to }) => to === "requester" && state === "withheld")).toBe(
      true,
    );
    expect((await work.dossier(caseId)).tasks.some(({ about }) => about !== undefined)).toBe(false);
  });
});

describe("blocking", () => {
  it("hides contacts from everybody but data protectors, stops mail to the requester, and is taken back", async () => {
    const { act, caseId, get, page, work } = await desk("reply");
    expect((await page()).contacts).toBe("shown");
    const blocked = view<PrivacyRequestView>(await act({ did: "block", seen: 2, cases: [caseId] }));
    expect(blocked.cases).toMatchObject([{ blocked: true }]);
    for (const as of [people.registrar, people.sectionHead, people.agencyHead]) {
      const shown = await page(as, { contacts: "show" });
      expect([shown.contacts, JSON.stringify(shown).includes(requesterEmail)]).toEqual(["hidden", false]);
      expect(shown.privacy?.id).toContain("diblokir sejak");
    }
    expect((await page(officer)).contacts).toBe("on-request");
    expect(JSON.stringify(await page(officer, { contacts: "show" }))).toContain(requesterEmail);
    const [task] = (await work.dossier(caseId)).tasks.slice(-1);
    expect((await get(`/api/staff/tasks/${caseId}/${task?.id}`, people.registrar)).text).not.toContain(requesterEmail);
    await work.answerAsUsual(caseId);
    await work.sweep();
    const mails = (await work.dossier(caseId)).mails.filter(({ to }) => to === "requester");
    expect(mails.at(-1)?.state).toBe("withheld");
    await act({ did: "unblock", seen: 3, cases: [caseId] });
    expect([(await page()).contacts, (await page()).privacy]).toEqual(["shown", null]);
  });
});

describe("withdrawing consent", () => {
  it("ends an open case as the requester's withdrawal, recorded by who did it, and has the data erased", async () => {
    const { act, caseId, work } = await desk("decide");
    const done = await act({ did: "withdraw", seen: 2, cases: [caseId] });
    await work.flow.settle();
    const { case: item } = await work.dossier(caseId);
    expect(done.status).toBe(200);
    expect(item.ending).toBe("DIBATALKAN");
    expect(item.withdrawal).toMatchObject({
      ...{ note: "Persetujuan pemrosesan data pribadi ditarik", person: `staff:${officer.id}` },
      ...{ name: officer.name, channel: "phone" },
    });
    expect(item.erasures?.map((each) => each.class)).toEqual([...personalClasses]);
  });

  it("lets a case that has gone too far come to its end, says so, and hides the data at once", async () => {
    const { act, caseId, work } = await desk("guide-visitors");
    const done = view<PrivacyRequestView>(await act({ did: "withdraw", seen: 2, cases: [caseId] }));
    expect(done.entries.at(-1)?.words).toContain("Tidak dapat dibatalkan lagi");
    const { case: item } = await work.dossier(caseId);
    expect([item.ending, item.erasures?.length]).toEqual([undefined, personalClasses.length]);
  });

  it("has the data of an ended case erased", async () => {
    const { act, caseId, work } = await desk("never");
    await act({ did: "withdraw", seen: 2, cases: [caseId] });
    expect((await work.dossier(caseId)).case.erasures).toHaveLength(personalClasses.length);
  });
});

describe("correcting an ended case", () => {
  it("is for data protectors, of personal fields alone, by the rules of the form, and stands in the history", async () => {
    const { caseId, get, page, work } = await desk("never");
    const path = `/api/staff/cases/${caseId}/changes`;
    const offered = view<PossibleChangesView>(await get(path)).operations;
    expect(offered.map(({ id }) => id)).toEqual(["correct-personal"]);
    const names = offered[0]?.fields.map((field) => field.name.split(".")[1]);
    expect(names).toContain("contactName");
    expect(names).not.toContain("institutionName");
    const { values = {} } = offered[0] ?? {};
    const [own = ""] = Object.keys(values).filter((each) => each.endsWith(".contactEmail"));
    const change = (replaced: object, as = officer) => {
      const sent = Object.fromEntries(Object.entries({ ...values, ...replaced }).filter(([, value]) => value !== null));
      const body = { operation: "correct-personal", seen: 0, reason: "Diminta pemilik data.", values: sent };
      return browser(work).post(path, body, { as });
    };
    expect((await change({ [own]: "bukan alamat" })).status).toBe(422);
    expect((await change({ [own]: "baru@contoh.test" }, people.registrar)).status).toBe(403);
    expect((await change({ [own]: "baru@contoh.test" })).status).toBe(200);
    expect((await work.dossier(caseId)).case.request["contactEmail"]).toBe("baru@contoh.test");
    expect((await page(officer, { contacts: "show" })).changes).toMatchObject([
      { title: { id: "Perbaiki data pribadi" }, facts: [{ was: requesterEmail, now: "baru@contoh.test" }] },
    ]);
  });
});

describe("two officers at once", () => {
  it("of whom the second is told, and nothing is overwritten", async () => {
    const { act, caseId, get, record } = await desk("never");
    const both = await Promise.all([
      act({ did: "answered", seen: 2, words: "Salinan diserahkan." }),
      act({ did: "block", seen: 2, cases: [caseId] }, colleague),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(view<PrivacyRequestView>(await get(`${base}/requests/${record}`)).entries).toHaveLength(3);
  });

  it("is refused what nobody else than data protectors may do", async () => {
    const { act, caseId, work } = await desk("never");
    for (const as of [people.registrar, people.agencyHead, admin, overseer])
      expect((await act({ did: "block", seen: 2, cases: [caseId] }, as)).status).toBe(404);
    expect((await work.dossier(caseId)).case.blocked).toBeUndefined();
  });
});

describe("a closed request", () => {
  it("takes nothing more, and says a year later no more who asked", async () => {
    const { act, get, record, work } = await desk("never");
    const ask = async () => view<PrivacyRequestView>(await get(`${base}/requests/${record}`));
    expect((await act({ did: "refused", seen: 2, words: "" })).status).toBe(422);
    await act({ did: "refused", seen: 2, words: "Bukan pemilik data." });
    expect((await act({ did: "note", seen: 3, words: "Lagi." })).status).toBe(409);
    const later = async (days: number) => {
      // The sweep looks at the beginning of each quarter of an hour.
      work.clock.set(Math.floor(work.clock.now() / 900_000) * 900_000 + days * 86_400_000);
      await work.sweep();
    };
    await later(364);
    expect((await ask()).asker).toEqual({ name: "Ratna", contact: "lewat sekolah" });
    await later(2);
    expect(await ask()).toMatchObject({ asker: null, words: "Hapus data saya." });
  });
});
