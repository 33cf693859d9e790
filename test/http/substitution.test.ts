/** A post is held for another (Sc6): who is asked, who decides, what is said of it, and who may enter it. */
import { describe, expect, it } from "vitest";
import type { DecisionView, TaskView } from "../../functions/contract/decision.ts";
import type { CaseView, SubstitutionsView, TaskListView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { letterFile, member, people, requesterEmail } from "../support/builders.ts";
import { browser, prove, type Reply } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopPlan, stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, divisionHead, registrar, sectionHead } = people;
const post = "library-division-head";
/** Heads another division: has no part in the library's procedures. */
const archivesHead = member("tuti", "Tuti Handayani, S.Sos., M.AP.", [], "197104151996032003");
const admin = member("dian", "Dian Saputra", ["system-admin"]);
const sc6 = {
  post,
  person: archivesHead.id,
  from: "2026-12-01",
  until: "2026-12-04",
  kind: "plh",
  orderNumber: "800/112/2026",
};

/** WIB. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();

function agencyOf(work: Player): Player {
  work.agencies.now.staff = [...work.agencies.now.staff, archivesHead, admin];
  return work;
}

/** Two papers that wait for the division head on Monday 30 November. */
async function atMonday(): Promise<{ work: Player; visit: string }> {
  const work = agencyOf(player(visitScript));
  work.clock.set(at("2026-11-30", "09:00"));
  const visit = await work.caseAt("decide", {}, { preferredDate: "2026-12-16" });
  await work.sweep();
  return { work, visit };
}

async function enter(work: Player, values: object = {}, as: StaffMember = divisionHead): Promise<Reply> {
  return browser(work).post("/api/staff/substitutions", { values: { ...sc6, ...values } }, { as });
}

async function viewFor(work: Player, as: StaffMember): Promise<SubstitutionsView> {
  return (await browser(work).get("/api/staff/substitutions", { as })).body as unknown as SubstitutionsView;
}

async function inboxOf(work: Player, as: StaffMember): Promise<string[]> {
  const { body } = await browser(work).get("/api/staff/tasks", { as, query: { scope: "mine" } });
  return (body as unknown as TaskListView).tasks.map((row) => row.case);
}

async function decides(work: Player, caseId: string, as: StaffMember, outcome = "ya"): Promise<Reply> {
  const { id } = await work.task(caseId);
  const reply = await browser(work).post(`/api/staff/tasks/${caseId}/${id}`, { outcome, note: "" }, { as });
  await work.flow.settle();
  return reply;
}

async function saidOf(work: Player, caseId: string, step: string) {
  const { body } = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
  return (body as unknown as CaseView).history.findLast((each) => each.step === step && each.outcome)?.by;
}

const mailsAbout = (work: Player, to: StaffMember, caseId: string) =>
  work.mailer.to(to.email).filter(({ subject }) => subject.includes(caseId));

describe("the division head on leave from 1 to 4 December (Sc6)", () => {
  it("moves what is open to the substitute at midnight, with its due time, and writes when the office opens", async () => {
    const { work, visit } = await atMonday();
    const before = await work.task(visit);
    expect((await enter(work)).status).toBe(201);
    work.clock.set(at("2026-11-30", "23:59"));
    await work.sweep();
    expect([await inboxOf(work, divisionHead), await inboxOf(work, archivesHead)]).toEqual([[visit], []]);
    work.clock.set(at("2026-12-01", "00:00"));
    await work.sweep();
    expect([await inboxOf(work, divisionHead), await inboxOf(work, archivesHead)]).toEqual([[], [visit]]);
    expect((await work.task(visit)).dueAt).toBe(before.dueAt);
    expect(mailsAbout(work, archivesHead, visit)).toEqual([]);
    work.clock.set(at("2026-12-01", "08:01"));
    await work.sweep();
    const [mail, ...more] = mailsAbout(work, archivesHead, visit).filter(({ subject }) => !/terlambat/i.test(subject));
    expect(mail?.text).toContain("Yth. Plh. Kepala Bidang Perpustakaan,");
    expect(more).toEqual([]);
  });

  it("says at the old link that the task was passed on, and lets nobody decide by it", async () => {
    const { work, visit } = await atMonday();
    const link = lastLink(work.mailer.to(divisionHead.email));
    const phone = browser(work);
    await prove(phone, link, work);
    const { nonce } = (await phone.get(`/api/decisions/${link}`)).body;
    await enter(work);
    work.clock.set(at("2026-12-01", "09:00"));
    await work.sweep();
    const page = (await phone.get(`/api/decisions/${link}`)).body as unknown as DecisionView;
    expect(page).toMatchObject({ page: "reassigned", to: { id: "Plh. Kepala Bidang Perpustakaan" } });
    expect((await phone.post(`/api/decisions/${link}`, { outcome: "ya", nonce })).status).toBe(403);
    expect((await decides(work, visit, divisionHead)).status).toBe(403);
    // They see the case all the same.
    expect((await browser(work).get(`/api/staff/cases/${visit}`, { as: divisionHead })).status).toBe(200);
    // Back on Monday, when the period has ended on Friday.
    work.clock.set(at("2026-12-07", "08:00"));
    await work.sweep();
    expect(await inboxOf(work, divisionHead)).toEqual([visit]);
    expect(await inboxOf(work, archivesHead)).toEqual([]);
    expect((await phone.get(`/api/decisions/${link}`)).body["page"]).toBe("decide");
    const theirs = lastLink(mailsAbout(work, archivesHead, visit));
    expect((await browser(work).get(`/api/decisions/${theirs}`)).body["page"]).toBe("reassigned");
    expect((await decides(work, visit, archivesHead)).status).toBe(403);
    expect((await decides(work, visit, divisionHead)).status).toBe(200);
  });

  it("is said in the history, and signs the letter, also one that goes out when the period is over", async () => {
    const { work, visit } = await atMonday();
    await enter(work);
    work.clock.set(at("2026-12-04", "15:00"));
    await work.sweep();
    expect((await decides(work, visit, archivesHead)).status).toBe(200);
    const stored = (await work.dossier(visit)).tasks.find(({ step }) => step === "decide")?.answer;
    expect(stored?.acting).toEqual({ kind: "plh", number: 1, letter: "800/112/2026" });
    expect(await saidOf(work, visit, "decide")).toMatchObject({
      name: archivesHead.name,
      role: { id: "Plh. Kepala Bidang Perpustakaan" },
    });
    work.clock.set(at("2026-12-07", "09:00"));
    await work.answerAsUsual(visit);
    const letter = work.mailer.to(requesterEmail).findLast(({ text }) => text.includes("a.n. Kepala Dinas"));
    expect(letter?.text.replace(/\s+/g, " ")).toContain(
      `a.n. Kepala Dinas, Plh. Kepala Bidang Perpustakaan, ${archivesHead.name} NIP ${archivesHead.nip}`,
    );
    expect(letter?.text).not.toContain(divisionHead.name);
  });

  it("keeps the due time through a holiday that is entered while the case waits, as any due time", async () => {
    const work = agencyOf(player(stopScript));
    work.clock.set(at("2026-12-23", "10:00"));
    const replies = { plan: { values: stopPlan({ date: "2027-01-13" }) } };
    const stop = await work.caseAt("judge-plan", replies, { preferredDate: "2027-01-13" });
    await work.sweep();
    await enter(work, { from: "2026-12-24", until: "2027-01-08" });
    const { settings } = work.agencies.now;
    const holidays = [
      ...settings.calendar.holidays,
      { date: "2026-12-28", name: "Hari jadi daerah", kind: "local" as const },
    ];
    work.agencies.now.settings = { ...settings, calendar: { ...settings.calendar, holidays } };
    work.clock.set(at("2026-12-24", "00:00"));
    await work.sweep();
    expect((await work.task(stop)).dueAt?.slice(0, 10)).toBe("2026-12-29");
    expect(await inboxOf(work, archivesHead)).toEqual([stop]);
    expect(mailsAbout(work, archivesHead, stop)).toEqual([]);
    // 24 and 25 December are closed, 28 is the new holiday: the office opens on Tuesday.
    work.clock.set(at("2026-12-28", "10:00"));
    await work.sweep();
    expect(mailsAbout(work, archivesHead, stop)).toEqual([]);
    work.clock.set(at("2026-12-29", "08:20"));
    await work.sweep();
    expect(mailsAbout(work, archivesHead, stop).length).toBeGreaterThan(0);
  });
});

describe("where the agency has set that a replaced official may decide too", () => {
  /** Tuesday of the division head's leave; the substitute has been asked. */
  async function onTuesday(replacedMayDecide: boolean) {
    const { work, visit } = await atMonday();
    work.agencies.now.settings = { ...work.agencies.now.settings, replacedMayDecide };
    const before = lastLink(work.mailer.to(divisionHead.email));
    await enter(work);
    work.clock.set(at("2026-12-01", "09:00"));
    await work.sweep();
    const { id } = await work.task(visit);
    /** The same task, by somebody who comes second. */
    const again = (as: StaffMember) =>
      browser(work).post(`/api/staff/tasks/${visit}/${id}`, { outcome: "tolak", note: "Penuh." }, { as });
    return { work, visit, before, again, theirs: lastLink(mailsAbout(work, archivesHead, visit)) };
  }

  it("the history names the official themself, and the substitute's link says that it is decided", async () => {
    const { again, theirs, visit, work } = await onTuesday(true);
    const phone = browser(work);
    await prove(phone, theirs, work);
    expect((await phone.get(`/api/decisions/${theirs}`)).body["page"]).toBe("decide");
    expect((await decides(work, visit, divisionHead)).status).toBe(200);
    expect((await work.dossier(visit)).tasks.find(({ step }) => step === "decide")?.answer).not.toHaveProperty(
      "acting",
    );
    const said = await saidOf(work, visit, "decide");
    expect(said).toMatchObject({ name: divisionHead.name, role: { id: "Kepala Bidang Perpustakaan" } });
    expect(said).not.toHaveProperty("insteadOf");
    expect((await phone.get(`/api/decisions/${theirs}`)).body).toMatchObject({
      page: "decided",
      by: divisionHead.name,
      mine: false,
    });
    const late = await again(archivesHead);
    expect([late.status, late.text]).toEqual([409, expect.stringContaining(divisionHead.name)]);
  });

  it("their own old link leads on, and the page says who is asked meanwhile", async () => {
    const { before, visit, work } = await onTuesday(true);
    const phone = browser(work);
    await prove(phone, before, work);
    const { body } = await phone.get(`/api/decisions/${before}`);
    expect(body).toMatchObject({ page: "decide", person: { role: { id: "Kepala Bidang Perpustakaan" } } });
    expect(JSON.stringify(body)).toContain(`sedang dipegang ${archivesHead.name}`);
    const { nonce } = body;
    expect((await phone.post(`/api/decisions/${before}`, { outcome: "ya", note: "", nonce })).status).toBe(200);
    await work.flow.settle();
    expect(await saidOf(work, visit, "decide")).toMatchObject({ name: divisionHead.name });
  });

  it("the substitute decides as before, is the one who is asked and mailed, and the first of both counts", async () => {
    const { again, visit, work } = await onTuesday(true);
    expect([await inboxOf(work, divisionHead), await inboxOf(work, archivesHead)]).toEqual([[], [visit]]);
    expect(mailsAbout(work, divisionHead, visit)).toHaveLength(1);
    expect((await decides(work, visit, archivesHead)).status).toBe(200);
    expect(await saidOf(work, visit, "decide")).toMatchObject({ role: { id: "Plh. Kepala Bidang Perpustakaan" } });
    expect((await again(divisionHead)).status).toBe(409);
  });

  it("and where it has not, they see and do not decide, by no way", async () => {
    for (const replacedMayDecide of [false, undefined]) {
      const { before, visit, work } = await onTuesday(replacedMayDecide ?? false);
      if (replacedMayDecide === undefined) delete work.agencies.now.settings.replacedMayDecide;
      const { id } = await work.task(visit);
      const page = await browser(work).get(`/api/staff/tasks/${visit}/${id}`, { as: divisionHead });
      expect([page.status, (page.body as unknown as TaskView).outcomes.filter(({ anytime }) => !anytime)]).toEqual([
        200,
        [],
      ]);
      expect((await decides(work, visit, divisionHead)).status).toBe(403);
      expect((await browser(work).get(`/api/decisions/${before}`)).body["page"]).toBe("reassigned");
    }
  });

  /** One person with two posts, of which another holds that of the division head on Tuesday. */
  async function withTwoPosts(holder: StaffMember, step: string) {
    const work = agencyOf(player(visitScript));
    const roles = [...holder.roles, ...divisionHead.roles];
    work.agencies.now.settings = { ...work.agencies.now.settings, replacedMayDecide: true };
    work.agencies.now.staff = work.agencies.now.staff.map((each) =>
      each.id === holder.id ? { ...each, roles } : each,
    );
    work.clock.set(at("2026-11-30", "09:00"));
    const visit = await work.caseAt(step, {}, { preferredDate: "2026-12-16" });
    expect((await enter(work, {}, admin)).status).toBe(201);
    work.clock.set(at("2026-12-01", "09:00"));
    await work.sweep();
    const { id } = await work.task(visit);
    const as = { ...holder, roles };
    const page = (await browser(work).get(`/api/staff/tasks/${visit}/${id}`, { as })).body as unknown as TaskView;
    return { work, visit, as, notices: page.aids.notices.map((each) => each.id).join() };
  }

  it("is not said of work of another post of theirs", async () => {
    const { notices } = await withTwoPosts(people.otherCompanion, "accept-companionship");
    expect(notices).toContain("Ditugaskan kepada Rina Kartika");
    expect(notices).not.toContain("sedang dipegang");
  });

  it("whoever drafted still does not decide, and is not told that they may", async () => {
    const { as, notices, visit, work } = await withTwoPosts(sectionHead, "decide");
    expect(notices).not.toContain("sedang dipegang");
    expect((await decides(work, visit, as)).status).toBe(403);
    expect((await decides(work, visit, archivesHead)).status).toBe(200);
  });
});

describe("a substitute who drafted", () => {
  it("does not decide: the page and the refusal name who is asked instead, and that one decides", async () => {
    const { work, visit } = await atMonday();
    await enter(work, { person: sectionHead.id });
    work.clock.set(at("2026-12-01", "08:10"));
    await work.sweep();
    const proposed = `Kepala Dinas Perpustakaan dan Kearsipan (${agencyHead.name})`;
    const { id } = await work.task(visit);
    const page = (await browser(work).get(`/api/staff/tasks/${visit}/${id}`, { as: sectionHead })).body;
    expect((page as unknown as TaskView).aids.notices[0]?.id).toContain(`Yang diminta memutuskan: ${proposed}`);
    expect(await inboxOf(work, sectionHead)).toEqual([]);
    const refused = await decides(work, visit, sectionHead);
    expect([refused.status, refused.body["message"]]).toEqual([403, expect.stringContaining(proposed)]);
    expect(await inboxOf(work, agencyHead)).toEqual([visit]);
    expect(mailsAbout(work, agencyHead, visit)).toHaveLength(1);
    expect((await decides(work, visit, agencyHead)).status).toBe(200);
    await work.answerAsUsual(visit);
    const letter = work.mailer
      .to(requesterEmail)
      .findLast(({ text }) => text.includes("NIP") || text.includes(agencyHead.name));
    // The head decided, so the head signs, in nobody's name.
    expect(letter?.text).toContain(agencyHead.name);
    expect(letter?.text).not.toContain("a.n. Kepala Dinas");
    expect(letter?.text).not.toContain("Plh.");
  });
});

describe("what burdens the budget", () => {
  async function permission(cost: string): Promise<{ work: Player; caseId: string }> {
    const work = agencyOf(player(agreementScript));
    const asked = agreementScript.usual["request-permission"];
    const values = { ...asked?.values, cost, costDetail: "Konsumsi rapat" };
    const caseId = await work.caseAt("approve", { "request-permission": { values } });
    const today = work.clock.at().slice(0, 10);
    expect((await enter(work, { post: "agency-head", from: today, until: today }, admin)).status).toBe(201);
    await work.sweep();
    return { work, caseId };
  }

  it("warns whoever only holds the post, and stays beside the approval in the history", async () => {
    const { work, caseId } = await permission("anggaran-dinas");
    const { id } = await work.task(caseId);
    const page = (await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as: archivesHead })).body;
    expect((page as unknown as TaskView).aids.notices.map((each) => each.id).join()).toContain("membebani anggaran");
    const outcome = agreementScript.usual["approve"]?.outcome ?? "";
    expect((await decides(work, caseId, archivesHead, outcome)).status).toBe(200);
    expect((await saidOf(work, caseId, "approve"))?.warning?.id).toContain("membebani anggaran");
  });

  it("is not said of what costs the agency nothing", async () => {
    const { work, caseId } = await permission("mitra");
    const { id } = await work.task(caseId);
    const page = (await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as: archivesHead })).body;
    expect((page as unknown as TaskView).aids.notices).toEqual([]);
  });
});

describe("a post that is vacant", () => {
  it("for a week is an open problem that is named, what waits goes to the post above, and no letter is signed by nobody", async () => {
    const { work, visit } = await atMonday();
    work.agencies.now.staff = work.agencies.now.staff.map((each) =>
      each.id === divisionHead.id ? { ...each, roles: [], email: "", endedAt: work.clock.at() } : each,
    );
    await work.sweep();
    work.clock.set(at("2026-12-07", "09:00"));
    await work.sweep();
    expect((await viewFor(work, admin)).open).toEqual([
      { post, title: expect.anything(), why: "vacant", owners: [], mine: true },
    ]);
    expect(work.log.of("post-without-holder")).toMatchObject([{ post }]);
    expect(await inboxOf(work, agencyHead)).toEqual([visit]);
    expect((await decides(work, visit, agencyHead)).status).toBe(200);
    await work.answerAsUsual(visit);
    const letter = work.mailer.to(requesterEmail).at(-1);
    expect(letter?.text).toContain(`${agencyHead.name}`);
    const plt = await enter(work, { kind: "plt", from: "2026-12-07", until: "" }, admin);
    expect(plt.status).toBe(201);
    expect((plt.body as unknown as SubstitutionsView).open).toEqual([]);
    const next = await work.caseAt("decide", {}, { preferredDate: "2026-12-17", letterNumber: "9/2026" });
    expect((await decides(work, next, archivesHead)).status).toBe(200);
    expect((await saidOf(work, next, "decide"))?.role.id).toBe("Plt. Kepala Bidang Perpustakaan");
  });
});

describe("two holders of one post", () => {
  it("the one who decided signs", async () => {
    const { work, visit } = await atMonday();
    const second = member("agus", "Agus Salim, S.Sos.", [post], "197001011995031001");
    work.agencies.now.staff = [...work.agencies.now.staff, second];
    expect((await decides(work, visit, second)).status).toBe(200);
    await work.answerAsUsual(visit);
    const letter = work.mailer.to(requesterEmail).findLast(({ text }) => text.includes("a.n. Kepala Dinas"));
    expect(letter?.text.replace(/\s+/g, " ")).toContain(`Kepala Bidang Perpustakaan, ${second.name} NIP ${second.nip}`);
  });
});

describe("entering a substitute", () => {
  it("is for the holder, their superior and the administrator, with the letter and its file", async () => {
    const { work } = await atMonday();
    for (const as of [sectionHead, registrar, archivesHead]) expect((await enter(work, {}, as)).status).toBe(403);
    const file = { orderFile: letterFile };
    expect((await enter(work, file, agencyHead)).status).toBe(201);
    const [entry] = (await viewFor(work, admin)).entries;
    expect(entry).toMatchObject({
      state: "ahead",
      letter: "800/112/2026",
      may: true,
      entered: { name: agencyHead.name },
    });
    const path = `/api/staff/substitutions/${post}/1/letter`;
    expect((await browser(work).get(path, { as: divisionHead })).body["url"]).toContain("Surat%20perintah");
    expect((await browser(work).get(path, { as: registrar })).status).toBe(404);
    // Everybody sees who acts for whom, without the file.
    expect((await viewFor(work, registrar)).entries).toMatchObject([
      { name: archivesHead.name, may: false, file: null },
    ]);
    expect((await viewFor(work, registrar)).form).toBeNull();
  });

  it("is refused in clear words for days on which somebody is entered, also of two at once", async () => {
    const { work } = await atMonday();
    const both = await Promise.all([enter(work), enter(work, { person: registrar.id }, admin)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const third = await enter(work, { from: "2026-12-04", until: "2026-12-10", person: registrar.id });
    expect(third.status).toBe(409);
    expect(third.body["message"]).toMatch(
      /Kepala Bidang Perpustakaan sudah digantikan .* pada 1 Desember 2026 sampai 4 Desember 2026 \(surat 800\/112\/2026\)/,
    );
    expect((await enter(work, { from: "2026-12-05", until: "2026-12-10" })).status).toBe(201);
  });

  it("says under its field what is wrong", async () => {
    const { work } = await atMonday();
    const wrong = await enter(work, { until: "", orderNumber: "", person: "nobody" });
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.body["fields"] as object).toSorted()).toEqual(["orderNumber", "person", "until"]);
    expect((await enter(work, { person: divisionHead.id })).status).toBe(422);
    expect((await enter(work, { from: "2026-12-04", until: "2026-12-01" })).status).toBe(422);
  });

  it("can be ended on any day, and holds no more from that minute on", async () => {
    const { work, visit } = await atMonday();
    await enter(work, { from: "2026-11-30", until: "2026-12-04" });
    await work.sweep();
    expect(await inboxOf(work, archivesHead)).toEqual([visit]);
    const end = { post, number: 1 };
    expect((await browser(work).post("/api/staff/substitutions/end", end, { as: archivesHead })).status).toBe(403);
    expect((await browser(work).post("/api/staff/substitutions/end", end, { as: divisionHead })).status).toBe(200);
    expect((await decides(work, visit, archivesHead)).status).toBe(403);
    expect((await decides(work, visit, divisionHead)).status).toBe(200);
    expect((await enter(work, { from: "2026-12-01" })).status).toBe(201);
  });
});

describe("a deputy who was prepared", () => {
  it("holds the post when the holder switches it on, until today or a day, and no more when switched off", async () => {
    const { work, visit } = await atMonday();
    const send = (path: string, body: object) =>
      browser(work).post(`/api/staff/deputy${path}`, body, { as: divisionHead });
    expect((await send("/switch", { post, on: true })).status).toBe(403);
    const prepared = { post, person: archivesHead.id, orderNumber: "800/1/2026" };
    expect((await send("", { values: prepared })).status).toBe(200);
    expect(await inboxOf(work, divisionHead)).toEqual([visit]);
    for (const _twice of [1, 2]) expect((await send("/switch", { post, on: true })).status).toBe(200);
    await work.sweep();
    expect([await inboxOf(work, divisionHead), await inboxOf(work, archivesHead)]).toEqual([[], [visit]]);
    expect((await viewFor(work, divisionHead)).deputy).toMatchObject([
      { runsUntil: "2026-11-30", prepared: { name: archivesHead.name } },
    ]);
    expect((await send("/switch", { post, on: false })).status).toBe(200);
    expect(await inboxOf(work, divisionHead)).toEqual([visit]);
    expect((await viewFor(work, divisionHead)).deputy).toMatchObject([{ runsUntil: null }]);
  });
});
