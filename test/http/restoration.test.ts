/** A service that was restored from a copy: what waits, who ends it, and how everything goes on. */
import { beforeEach, describe, expect, it, test } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import { markRestored } from "../../functions/adapters/restored/mark-restored.ts";
import { putBackMail } from "../../functions/adapters/restored/put-back-mail.ts";
import { messageName } from "../../functions/adapters/ses/message-name.ts";
import type { RestorationView } from "../../functions/contract/restoration.ts";
import { claimNumber } from "../../functions/domain/case/claim-number.ts";
import { outgoingId } from "../../functions/domain/mail/render-mail.ts";
import { member, mondayMorning, people, requesterEmail } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, divisionHead, registrar } = people;

let work: Player;
let desk: TestBrowser;
/** Before the Kabid, and before the registrar, at the moment of the copy. */
let decidable: string;
let registrable: string;
let copyAt: string;

beforeEach(async () => {
  work = player(visitScript);
  desk = browser(work);
  decidable = await work.caseAt("decide");
  registrable = await work.caseAt("register-letter");
});

/** The copy is of now; the service is restored three hours later. */
async function restore(): Promise<void> {
  copyAt = work.clock.at();
  work.clock.advance({ hours: 3 });
  await markRestored(work.memory.items, { copyAt, restoredAt: work.clock.at() }, ["KJG"]);
  work.clock.advance({ minutes: 10 });
}

const view = async (): Promise<RestorationView> =>
  (await desk.get("/api/staff/restoration", { as: agencyHead })).body as unknown as RestorationView;
const end = (last: number, more: object = {}, outgoing = 0) =>
  desk.post(
    "/api/staff/restoration/end",
    {
      numbers: [
        { register: "incoming", year: 2026, last },
        { register: "agreements", year: 2026, last: 0 },
        { register: "outgoing", year: 2026, last: outgoing },
      ],
      ...more,
    },
    { as: agencyHead },
  );
/** What is stored is taken up by the sweep after a while. */
async function goOn(): Promise<void> {
  work.clock.advance({ minutes: 1 });
  await work.sweep();
}
const register = (caseId: string) =>
  work.answer(caseId, { outcome: "agendakan", by: "siti", values: { urgency: "biasa" } });
const agendaOf = async (caseId: string) => (await work.dossier(caseId)).case.agenda?.number;

describe("while a restored service waits", () => {
  beforeEach(restore);

  it("everybody is told on every page, with the time of the copy", async () => {
    expect((await desk.get("/api/agency")).body["restored"]).toEqual({ copyAt });
  });

  it("a request is taken and followed, and neither started nor mailed about", async () => {
    const before = work.mailer.sent.length;
    const caseId = await work.submit();
    await work.sweep();
    expect(work.mailer.sent).toHaveLength(before);
    expect((await work.dossier(caseId)).case.startedAt).toBeUndefined();
  });

  it("its case has a number that no case of the lost time can have had", async () => {
    expect(await work.submit()).toBe("KJG-2026-11001");
  });

  it("decisions are taken, with a mailed code, and carried out afterwards", async () => {
    const phone = browser(work);
    const link = lastLink(work.mailer.to(divisionHead.email));
    expect((await prove(phone, link, work)).status).toBe(200);
    const { nonce } = (await phone.get(`/api/decisions/${link}`)).body;
    const before = work.mailer.sent.length;
    const done = await phone.post(`/api/decisions/${link}`, { outcome: "ya", note: "", nonce, values: {} });
    expect(done.status).toBe(200);
    await work.sweep();
    expect(await work.way(decidable)).toContain("decide");
    expect([work.mailer.sent.length, (await work.dossier(decidable)).tasks.at(-1)?.step]).toEqual([before, "decide"]);
    await end(1);
    await goOn();
    expect((await work.task(decidable)).step).toBe("reply");
  });

  it("no number is given, whoever asks", async () => {
    await expect(claimNumber(work, "incoming", await work.dossier(registrable))).rejects.toThrow(/wait for the end/);
    await register(registrable);
    await work.sweep();
    expect(await agendaOf(registrable)).toBeUndefined();
  });

  it("silence does not count: no deadline passes", async () => {
    work.clock.advance({ hours: 24 * 60 });
    expect(await work.sweep()).toMatchObject({ deadline: 0, opened: 0, mail: 0 });
  });
});

describe("an administrator", () => {
  beforeEach(restore);

  it("is told of every register and year how far the copy goes", async () => {
    expect(await view()).toMatchObject({
      copyAt,
      registers: [
        { field: "incoming-2026", register: "incoming", year: 2026, last: 1 },
        { field: "agreements-2026", register: "agreements", year: 2026, last: 0 },
        { field: "outgoing-2026", register: "outgoing", year: 2026, last: 0 },
      ],
      mails: [],
    });
  });

  it("is the head of the agency, or whoever has that office alone; nobody else", async () => {
    const admin = member("tik", "Admin Sistem", ["system-admin"]);
    expect((await desk.get("/api/staff/restoration", { as: registrar })).status).toBe(403);
    work.agencies.now.staff = [...work.agencies.now.staff, admin];
    expect((await desk.get("/api/staff/restoration", { as: agencyHead })).status).toBe(403);
    expect((await desk.get("/api/staff/restoration", { as: admin })).status).toBe(200);
    expect((await desk.get("/api/staff/me", { as: admin })).body["administers"]).toBe(true);
  });

  test.each([
    [
      "nothing",
      [],
      {
        "incoming-2026": /Isi nomor terakhir/,
        "agreements-2026": /Isi nomor terakhir/,
        "outgoing-2026": /Isi nomor terakhir/,
      },
    ],
    [
      "less than the copy has",
      [
        ["incoming", 0],
        ["agreements", 0],
        ["outgoing", 0],
      ],
      { "incoming-2026": /Nomor 1 sudah dipakai menurut salinan/ },
    ],
    [
      "far too much",
      [
        ["incoming", 99_999],
        ["agreements", 0],
        ["outgoing", 0],
      ],
      { "incoming-2026": /lebih dari 2000 di atas/ },
    ],
  ])("who enters %s is told under the field, and nothing goes on", async (_what, entered, fields) => {
    const numbers = (entered as [string, number][]).map(([book, last]) => ({ register: book, year: 2026, last }));
    const refused = await desk.post("/api/staff/restoration/end", { numbers }, { as: agencyHead });
    expect(refused.status).toBe(422);
    const told = refused.body["fields"] as Record<string, string>;
    expect(Object.keys(told).toSorted()).toEqual(Object.keys(fields).toSorted());
    for (const [field, words] of Object.entries(fields)) expect(told[field]).toMatch(words);
    expect((await desk.get("/api/agency")).body["restored"]).not.toBeNull();
  });

  it("ends the waiting once: numbers go on after the last one used, and the lost ones are marked", async () => {
    await register(registrable);
    expect((await end(4)).status).toBe(200);
    expect((await end(4)).status).toBe(404);
    await goOn();
    expect(await agendaOf(registrable)).toBe(5);
    const rows = (await desk.get("/api/staff/register/2026", { as: registrar })).body["rows"] as {
      number: number;
      case: string;
    }[];
    expect(rows.map((row) => [row.number, row.case])).toEqual([
      [1, decidable],
      [2, ""],
      [3, ""],
      [4, ""],
      [5, registrable],
    ]);
    expect((await desk.get("/api/agency")).body["restored"]).toBeNull();
  });

  it("of two at once, ends it once", async () => {
    const replies = await Promise.all([end(4), end(6)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it("has each of the staff told once what may be missing, whatever fails on the way", async () => {
    await end(4);
    const { send } = work.mailer;
    let failures = 2;
    work.mailer.send = async (mail) => {
      failures -= 1;
      if (failures >= 0) throw new Error("the mail server is away");
      return send(mail);
    };
    for (let time = 0; time < 4; time += 1) await work.sweep();
    for (const { email } of work.agencies.now.staff) {
      const told = work.mailer.to(email).filter(({ subject }) => /^Layanan dipulihkan dari salinan/.test(subject));
      expect(told, email).toHaveLength(1);
      expect(told[0]?.text).toContain("buku agenda surat masuk 2026 nomor 2 sampai 4");
    }
  });

  it("sees that a request which was taken meanwhile goes its way, with its mails", async () => {
    const caseId = await work.submit();
    await end(1);
    await goOn();
    expect((await work.task(caseId)).step).toBe("register-letter");
    expect(work.mailer.to(requesterEmail).at(-1)?.caseId).toBe(caseId);
  });
});

describe("mails that waited in the copy", () => {
  beforeEach(async () => {
    // Two that were never sent, and one of a day to come.
    const mails = [...(await work.dossier(decidable)).mails];
    const wait = (id: string, notBefore?: string) =>
      work.memory.items.update(keys.mail(decidable, id), {
        set: {
          state: "pending",
          todoPk: "TODO",
          todoSk: notBefore ?? mondayMorning,
          ...(notBefore ? { notBefore } : {}),
        },
      });
    expect(mails.length).toBeGreaterThanOrEqual(2);
    for (const { id } of mails.slice(0, 2)) await wait(id);
    await work.mails.add({
      ...mails[0],
      id: "later",
      notBefore: "2026-12-01T01:00:00.000Z",
      state: "pending",
    } as (typeof mails)[number]);
    await restore();
  });

  const choose = (mails: unknown, send: boolean) =>
    desk.post("/api/staff/restoration/mails", { mails, send }, { as: agencyHead });

  it("are listed, and until each was decided nothing goes on", async () => {
    const { mails } = await view();
    expect(mails.map(({ case: caseId }) => caseId)).toEqual([decidable, decidable]);
    expect(mails[0]).toMatchObject({ to: expect.stringMatching(/\w/), subject: expect.stringMatching(/\w/) });
    const refused = await end(1);
    expect([refused.status, refused.body["message"]]).toEqual([
      422,
      "Masih ada surat yang belum ditentukan: dikirim atau tidak dikirim.",
    ]);
  });

  it("are sent or not as was said, each or all at once; those of a later day are sent on that day", async () => {
    const [first, second] = (await view()).mails;
    const left = (await choose([{ case: first?.case, id: first?.id }], true)).body["mails"] as unknown[];
    expect(left).toHaveLength(1);
    expect((await choose("all", false)).body["mails"]).toEqual([]);
    const before = work.mailer.sent.length;
    await work.sweep();
    expect(work.mailer.sent).toHaveLength(before);
    await end(1);
    await goOn();
    const states = new Map((await work.dossier(decidable)).mails.map(({ id, state }) => [id, state]));
    expect([states.get(first?.id ?? ""), states.get(second?.id ?? ""), states.get("later")]).toEqual([
      "sent",
      "withheld",
      "pending",
    ]);
  });

  it("that had been handed to the mail server's queue wait like the others", async () => {
    const mail = (await work.dossier(registrable)).mails.find(({ state }) => state === "sent");
    if (!mail) throw new Error("no mail was sent");
    expect(await putBackMail(work.memory.items, registrable, messageName("code.x"))).toBe(false);
    expect(await putBackMail(work.memory.items, registrable, messageName(outgoingId(mail)))).toBe(true);
    expect((await view()).mails.map(({ id }) => id)).toContain(mail.id);
  });
});

it("a copy of a service that was waiting itself asks from the first loss on", async () => {
  await restore();
  const first = copyAt;
  work.clock.advance({ hours: 5 });
  await markRestored(work.memory.items, { copyAt: work.clock.at(), restoredAt: work.clock.at() }, ["KJG"]);
  expect(await work.restorations.read()).toMatchObject({ copyAt: first, restoredAt: work.clock.at() });
  expect(await work.submit()).toBe("KJG-2026-21001");
});

it("nobody's time runs out while it was lost: deadlines are moved by as long", async () => {
  const asked = await work.caseAt("choose-other-time", anotherTime);
  await restore();
  const deadline = Date.parse((await work.task(asked)).deadlineAt ?? "");
  work.clock.set(deadline);
  expect((await end(2, {}, 1)).status).toBe(200);
  // No run was noted since the copy: the first one after the wait is the end of an outage.
  await work.comeBack();
  expect((await work.task(asked)).step).toBe("choose-other-time");
  work.clock.set(deadline + (deadline - Date.parse(copyAt)) + 60_000);
  await work.sweep();
  await expect(work.task(asked)).rejects.toThrow(/has 0 open tasks/);
});
