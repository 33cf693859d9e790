/** Nobody's absence stops a service: who is there is asked, the history says for whom, and when nobody is, somebody is told. */
import { describe, expect, it } from "vitest";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { CaseView, TaskListView, TaskRow } from "../../functions/contract/staff.ts";
import type { TaskView } from "../../functions/contract/decision.ts";
import { people, requesterEmail, visitMorning } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player, type Workplace } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, circulation, companion, divisionHead, frontOffice, otherCompanion, registrar, sectionHead } =
  people;

/** A month of leave that began on the day of the request. */
const leave = { from: "2026-11-23", until: "2026-12-23" };

function change(work: Workplace, { id }: StaffMember, what: Partial<StaffMember>): void {
  const { now } = work.agencies;
  now.staff = now.staff.map((member) => (member.id === id ? { ...member, ...what } : member));
}

const leaves = (work: Workplace, member: StaffMember) => change(work, member, { away: [leave] });
const returns = (work: Workplace, member: StaffMember) => change(work, member, { away: [] });

async function listOf(work: Workplace, as: StaffMember, scope = "mine"): Promise<TaskRow[]> {
  const page = await browser(work).get("/api/staff/tasks", { as, query: { scope } });
  return (page.body as unknown as TaskListView).tasks;
}

async function caseFor(work: Workplace, caseId: string, as: StaffMember = registrar): Promise<CaseView> {
  return (await browser(work).get(`/api/staff/cases/${caseId}`, { as })).body as unknown as CaseView;
}

async function pageOf(work: Workplace, caseId: string, as: StaffMember): Promise<TaskView> {
  const { id } = await work.task(caseId);
  return (await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as })).body as unknown as TaskView;
}

/** Answers the open task on the staff's pages. */
async function answers(work: Workplace, caseId: string, as: StaffMember, choice: object): Promise<number> {
  const { id } = await work.task(caseId);
  const { status } = await browser(work).post(`/api/staff/tasks/${caseId}/${id}`, choice, { as });
  await work.flow.settle();
  return status;
}

async function saidOf(work: Workplace, caseId: string, step: string) {
  const entry = (await caseFor(work, caseId)).history.findLast((each) => each.step === step && each.outcome);
  return entry?.by && [entry.by.name, entry.by.role.id, entry.by.insteadOf?.id];
}

describe("a companion who is away when the task opens", () => {
  async function atOpening(): Promise<{ work: Player; caseId: string }> {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    leaves(work, companion);
    await work.playTo(caseId, "accept-companionship");
    return { work, caseId };
  }

  it("is not waited for: another companion is asked at once, by mail and in the list, and told for whom", async () => {
    const { work, caseId } = await atOpening();
    expect((await listOf(work, otherCompanion)).map((row) => [row.case, row.mine, row.insteadOf?.id])).toEqual([
      [caseId, true, companion.name],
    ]);
    const [mail] = work.mailer.to(otherCompanion.email);
    expect(mail?.text).toContain(`Tugas ini untuk ${companion.name}, yang berhalangan.`);
    const page = await pageOf(work, caseId, otherCompanion);
    expect([page.takesOver, page.aids.notices[0]?.id]).toEqual([
      false,
      `Tugas ini untuk ${companion.name}, yang berhalangan. Anda diminta mengerjakannya sebagai pengganti.`,
    ]);
    expect(await listOf(work, frontOffice)).toEqual([]);
  });

  it("the other answers by the mailed link, goes with the visit from then on, and the history says for whom", async () => {
    const { work, caseId } = await atOpening();
    const link = lastLink(work.mailer.to(otherCompanion.email));
    const phone = browser(work);
    await prove(phone, link, work);
    const { nonce } = (await phone.get(`/api/decisions/${link}`)).body;
    expect((await phone.post(`/api/decisions/${link}`, { outcome: "terima", nonce })).status).toBe(200);
    await work.flow.settle();
    expect(await saidOf(work, caseId, "accept-companionship")).toEqual([
      otherCompanion.name,
      "Pustakawan Pendamping",
      `untuk ${companion.name} yang berhalangan`,
    ]);
    expect((await phone.post(`/api/decisions/${link}`, { outcome: "terima", nonce })).body["again"]).toBe(true);
    await work.playTo(caseId, "guide-visitors");
    expect((await work.task(caseId)).assignees).toEqual([`staff:${otherCompanion.id}`]);
  });

  it("may answer too when back while it is still open; then it was nobody's stead", async () => {
    const { work, caseId } = await atOpening();
    returns(work, companion);
    await work.sweep();
    expect(await listOf(work, companion)).toHaveLength(1);
    expect(await listOf(work, otherCompanion)).toHaveLength(1);
    expect(await answers(work, caseId, companion, { outcome: "terima" })).toBe(200);
    expect(await saidOf(work, caseId, "accept-companionship")).toEqual([
      companion.name,
      "Pustakawan Pendamping",
      undefined,
    ]);
  });

  it("is nothing that people outside are told of", async () => {
    const { work, caseId } = await atOpening();
    await answers(work, caseId, otherCompanion, { outcome: "terima" });
    const link = /\/lacak\/([\w-]{43})/.exec(work.mailer.to(requesterEmail).at(0)?.text ?? "")?.[1] ?? "";
    const page = await browser(work).get(`/api/tracking/${link}`);
    const told = JSON.stringify({ ...page.body, letters: [] });
    expect(told).toContain("Kunjungan disetujui");
    for (const inner of [companion.name, otherCompanion.name, "berhalangan"]) expect(told).not.toContain(inner);
  });
});

describe("a companion who is there, or was, and does nothing", () => {
  it("ill after accepting: any companion closes row 10, found in the list of all and marked", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("guide-visitors");
    expect(await listOf(work, otherCompanion)).toEqual([]);
    expect(await listOf(work, otherCompanion, "all")).toMatchObject([
      { mine: true, insteadOf: { id: companion.name } },
    ]);
    const page = await pageOf(work, caseId, otherCompanion);
    expect([page.takesOver, page.aids.notices[0]?.id]).toEqual([
      true,
      `Ditugaskan kepada ${companion.name}; Anda dapat mengerjakannya sebagai pengganti.`,
    ]);
    expect(await answers(work, caseId, otherCompanion, { outcome: "selesai" })).toBe(200);
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
    expect(await saidOf(work, caseId, "guide-visitors")).toEqual([
      otherCompanion.name,
      "Pustakawan Pendamping",
      `menggantikan ${companion.name}`,
    ]);
  });

  it("noted as away while the task is open: the sweep asks the other companion, and reads no task when nobody came or went", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("guide-visitors");
    await work.sweep();
    leaves(work, companion);
    await work.sweep();
    expect(await listOf(work, otherCompanion)).toMatchObject([{ case: caseId, insteadOf: { id: companion.name } }]);
    const before = work.on.calls.length;
    await work.sweep();
    expect(work.on.calls.slice(before).filter((call) => /^tasks\.|^cases\.dossier/.test(call))).toEqual([]);
  });

  it("silent on the day: the section head answers row 8, and the guest book opens", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    work.clock.set(visitMorning);
    expect(await answers(work, caseId, sectionHead, { outcome: "terima" })).toBe(200);
    expect((await work.task(caseId)).step).toBe("sign-guest-book");
    expect(await answers(work, caseId, frontOffice, { outcome: "hadir", values: { attendance: 38 } })).toBe(200);
    expect((await work.task(caseId)).assignees).toEqual([`staff:${companion.id}`]);
    expect(await saidOf(work, caseId, "accept-companionship")).toEqual([
      sectionHead.name,
      "Kepala Seksi Layanan, Otomasi dan Kerja Sama",
      `menggantikan ${companion.name}`,
    ]);
  });
});

describe("officers step in for officers, sideways", () => {
  it("the registrar is away: the front office registers, in the registrar's stead", async () => {
    const work = player(visitScript);
    leaves(work, registrar);
    const caseId = await work.caseAt("register-letter");
    expect(await listOf(work, frontOffice)).toMatchObject([{ insteadOf: { id: "Petugas Agenda (Agendaris)" } }]);
    const values = { urgency: "biasa" };
    for (const as of [circulation, sectionHead, divisionHead])
      expect([as.id, await answers(work, caseId, as, { outcome: "agendakan", values })]).toEqual([as.id, 403]);
    expect(await answers(work, caseId, frontOffice, { outcome: "agendakan", values })).toBe(200);
    expect(await saidOf(work, caseId, "register-letter")).toEqual([
      frontOffice.name,
      "Petugas Layanan (Front Office)",
      "untuk Petugas Agenda (Agendaris) yang berhalangan",
    ]);
  });

  it("the front office is away too: circulation is asked; out of service is as good as away", async () => {
    const work = player(visitScript);
    leaves(work, frontOffice);
    change(work, registrar, { disabled: true, email: "", roles: [] });
    const caseId = await work.caseAt("register-letter");
    expect(await listOf(work, circulation)).toHaveLength(1);
    expect(await answers(work, caseId, circulation, { outcome: "agendakan", values: { urgency: "biasa" } })).toBe(200);
  });

  it("the section head is away: a librarian recommends, and never whoever decides", async () => {
    const work = player(visitScript);
    leaves(work, sectionHead);
    change(work, companion, { roles: ["companion-librarian", "library-division-head"] });
    const caseId = await work.caseAt("recommend");
    const choice = { outcome: "teruskan", values: { recommendation: "cocok", companion: companion.id } };
    for (const as of [divisionHead, { ...companion, roles: ["companion-librarian", "library-division-head"] as const }])
      expect(await answers(work, caseId, as as StaffMember, choice)).toBe(403);
    expect(await answers(work, caseId, otherCompanion, choice)).toBe(200);
    change(work, otherCompanion, { roles: ["companion-librarian", "library-division-head"] });
    expect(await answers(work, caseId, otherCompanion, { outcome: "ya" })).toBe(403);
    expect(await answers(work, caseId, divisionHead, { outcome: "ya" })).toBe(200);
  });
});

describe("somebody who is back", () => {
  it("does not take a task out of the list, or the mail of the morning, of whoever was asked meanwhile and may have begun", async () => {
    const work = player(visitScript);
    leaves(work, sectionHead);
    const caseId = await work.caseAt("recommend");
    await work.sweep();
    returns(work, sectionHead);
    await work.sweep();
    for (const each of [sectionHead, companion, otherCompanion])
      expect((await listOf(work, each)).map((row) => row.case)).toEqual([caseId]);

    work.clock.set("2026-11-25T01:00:00.000Z");
    await work.sweep();
    for (const { email } of [sectionHead, companion, otherCompanion]) {
      const ofTheMorning = work.mailer.to(email).findLast(({ id }) => id.startsWith("digest.2026-11-25"));
      expect(ofTheMorning?.text).toContain(caseId);
    }

    const choice = { outcome: "teruskan", values: { recommendation: "cocok", companion: companion.id } };
    expect(await answers(work, caseId, otherCompanion, choice)).toBe(200);
    leaves(work, sectionHead);
    await work.sweep();
    expect((await work.agencies.presence())?.standIns).not.toContainEqual(
      expect.objectContaining({ insteadOf: "service-section-head" }),
    );
  });
});

describe("decisions go up", () => {
  it("the division head is away: the head of the agency decides, asked by mail", async () => {
    const work = player(visitScript);
    leaves(work, divisionHead);
    const caseId = await work.caseAt("decide");
    expect(await answers(work, caseId, sectionHead, { outcome: "ya" })).toBe(403);
    expect(work.mailer.to(agencyHead.email).at(-1)?.subject).toContain("Mohon keputusan");
    expect(await answers(work, caseId, agencyHead, { outcome: "ya" })).toBe(200);
    expect(await saidOf(work, caseId, "decide")).toEqual([
      agencyHead.name,
      "Kepala Dinas Perpustakaan dan Kearsipan",
      "untuk Kepala Bidang Perpustakaan yang berhalangan",
    ]);
  });

  it("nobody is above the head of the agency: it stays, an open problem of somebody with a name, told once", async () => {
    const work = player(agreementScript);
    leaves(work, agencyHead);
    const caseId = await work.caseAt("approve");
    const told = () => work.mailer.to(divisionHead.email).filter(({ subject }) => subject.startsWith("Tugas tanpa"));
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain(caseId);
    expect(work.log.of("task-without-person")).toHaveLength(1);
    await work.sweep();
    await work.sweep();
    expect(told()).toHaveLength(1);
    expect(await answers(work, caseId, divisionHead, { outcome: "ya" })).toBe(403);
    const [open] = (await caseFor(work, caseId)).open;
    expect(open?.unattended).toEqual({ since: expect.any(String) as string, responsible: [divisionHead.name] });
    expect(await listOf(work, agencyHead, "unattended")).toMatchObject([{ case: caseId }]);
    expect(await listOf(work, companion, "unattended")).toEqual([]);

    returns(work, agencyHead);
    await work.sweep();
    expect(await listOf(work, agencyHead, "unattended")).toEqual([]);
    await work.playTo(caseId, "instruct");
    expect(await saidOf(work, caseId, "approve")).toEqual([
      agencyHead.name,
      "Kepala Dinas Perpustakaan dan Kearsipan",
      undefined,
    ]);
  });

  it("many at once are told in one mail", async () => {
    const work = player(agreementScript);
    await work.caseAt("approve");
    await work.caseAt("approve", {}, { topic: "Pojok baca di terminal" });
    await work.sweep();
    leaves(work, agencyHead);
    await work.sweep();
    const told = work.mailer.to(divisionHead.email).filter(({ subject }) => subject.includes("tanpa petugas"));
    expect(told.map(({ subject }) => subject)).toEqual(["2 tugas tanpa petugas"]);
    expect(await listOf(work, agencyHead, "unattended")).toHaveLength(2);
  });
});
