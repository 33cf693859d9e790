/** Who of the staff read what is noted beside the cases, and read by those who look after that. */
import { describe, expect, it, test } from "vitest";
import type { ReadingsView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { member, people, requesterEmail } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, divisionHead, registrar } = people;
const overseer = member("pemantau", "Sekretaris Dinas", ["oversight-viewer"]);

async function office(): Promise<{ work: Player; caseId: string }> {
  const work = player(visitScript);
  work.agencies.now.staff = [...work.agencies.now.staff, overseer];
  return { work, caseId: await work.caseAt("decide") };
}

async function log(work: Player, query: Record<string, string>, as: StaffMember = overseer): Promise<ReadingsView> {
  return (await browser(work).get("/api/staff/readings", { as, query })).body as unknown as ReadingsView;
}

const told = ({ readings }: ReadingsView): string[] => readings.map(({ name, what }) => `${name}: ${what.id}`);

describe("a reading", () => {
  it("is noted once per person, case and hour", async () => {
    const { work, caseId } = await office();
    const desk = browser(work);
    const read = () => desk.get(`/api/staff/cases/${caseId}`, { as: registrar });
    await Promise.all([read(), read(), desk.get(`/api/staff/cases/${caseId}/changes`, { as: registrar })]);
    await desk.get(`/api/staff/cases/${caseId}`, { as: people.frontOffice });
    expect((await log(work, { case: caseId })).readings).toHaveLength(2);
    work.clock.advance({ minutes: 60 });
    await read();
    const view = await log(work, { case: caseId.toLowerCase() });
    expect(view.readings.map(({ name }) => name).toSorted()).toEqual(
      [overseer, people.frontOffice, registrar, registrar].map(({ name }) => name).toSorted(),
    );
    expect(view.readings[0]).toMatchObject({ case: caseId, what: { id: "Halaman berkas" } });
    expect(view.total).toEqual({ count: 4, more: false });
  });

  it("of phone numbers that were masked is noted for itself", async () => {
    const { work, caseId } = await office();
    const desk = browser(work);
    const masked = await desk.get(`/api/staff/cases/${caseId}`, { as: divisionHead });
    expect(masked.body["contacts"]).toBe("on-request");
    expect(masked.text).not.toMatch(/81234567890|kepsek@/);
    expect(masked.text).toContain("k••••@smpn1.sch.test");
    const asked = await desk.get(`/api/staff/cases/${caseId}`, { as: divisionHead, query: { contacts: "show" } });
    expect([asked.body["contacts"], asked.text.includes(requesterEmail)]).toEqual(["shown", true]);
    expect(told(await log(work, { case: caseId })).toSorted()).toEqual([
      `${divisionHead.name}: Halaman berkas`,
      `${divisionHead.name}: Nomor telepon dan alamat email`,
    ]);
  });

  it("by a mailed link is noted like one of the staff's pages, but not before somebody proved who they are", async () => {
    const { work, caseId } = await office();
    await work.sweep();
    const phone = browser(work);
    const link = lastLink(work.mailer.to(divisionHead.email));
    await phone.get(`/api/decisions/${link}`);
    expect((await log(work, { case: caseId })).readings).toEqual([]);
    await prove(phone, link, work);
    await phone.get(`/api/decisions/${link}`);
    expect(told(await log(work, { person: divisionHead.id }))).toEqual([`${divisionHead.name}: Halaman tugas`]);
  });

  it("that cannot be noted is no less answered, and the failure is a problem in the log", async () => {
    const { work, caseId } = await office();
    work.on.crashBefore("readings.note");
    const page = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    expect(page.status).toBe(200);
    expect(work.log.of("reading-not-noted")).toMatchObject([{ page: "case" }]);
  });

  it("is forgotten after 180 days, or as many as the agency says", async () => {
    const { work, caseId } = await office();
    const forgottenAfter = async (as: StaffMember): Promise<number> => {
      await browser(work).get(`/api/staff/cases/${caseId}`, { as });
      const { items } = await work.memory.items.page({ partition: `READ#${caseId}`, descending: true });
      const own = items.find((item) => item["person"] === `staff:${as.id}`);
      return Math.round((Number(own?.["goneAt"]) * 1000 - work.clock.now()) / 86_400_000);
    };
    expect(await forgottenAfter(registrar)).toBe(180);
    work.agencies.now.settings = { ...work.agencies.now.settings, readingLogDays: 30 };
    expect(await forgottenAfter(people.frontOffice)).toBe(30);
  });
});

describe("the log", () => {
  test.each([overseer, agencyHead])("is read by $roles, and that is noted too", async (as) => {
    const { work, caseId } = await office();
    await log(work, { case: caseId }, as);
    await log(work, { person: registrar.id }, as);
    expect(told(await log(work, { person: as.id }, as)).toSorted()).toEqual([
      `${as.name}: Catatan siapa yang melihat`,
      `${as.name}: Catatan siapa yang melihat (${registrar.name})`,
    ]);
  });

  it("comes page by page, with how much there is", async () => {
    const { work } = await office();
    const at = "2026-11-23T02:00:00.000Z";
    for (let number = 10; number < 70; number += 1)
      await work.readings.note({ person: "staff:siti", about: `KJG-2026-000${number}`, page: "case", at }, at);
    const first = await log(work, { person: "siti" });
    const second = await log(work, { person: "siti", before: first.next ?? "" });
    expect([first.total, first.readings.length]).toEqual([{ count: 60, more: false }, 50]);
    expect([second.total, second.next, second.readings.length]).toEqual([null, null, 10]);
  });
});

describe("the link to pass on", () => {
  it("shows where the case stands and no person, phone, letter or file; it can be revoked, and ends with the case", async () => {
    const { work, caseId } = await office();
    const linkOf = async (): Promise<string> => {
      const { outside } = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body as {
        outside: { show: { url: string } };
      };
      return outside.show.url.replace(/^.*\/lihat\//, "/api/shown/");
    };
    const visitor = browser(work);
    const link = await linkOf();
    const shown = await visitor.get(link);
    expect(Object.keys(shown.body).toSorted()).toEqual(
      ["case", "headline", "language", "place", "status", "times", "title"].toSorted(),
    );
    expect(shown.text).not.toMatch(/Ratna|SMPN|812345|@|surat|Wahyuni/);
    const revoke = (as: StaffMember) =>
      browser(work).post(`/api/staff/cases/${caseId}/shown/revoke`, { revoked: 0 }, { as });
    expect([(await revoke(overseer)).status, (await visitor.get(link)).status]).toEqual([404, 200]);
    expect([(await revoke(registrar)).status, (await visitor.get(link)).status]).toEqual([200, 404]);
    const next = await linkOf();
    expect((await visitor.get(next)).status).toBe(200);
    await work.playTo(caseId, "never");
    expect((await visitor.get(next)).status).toBe(410);
  });
});
