/** Somebody who has left: nothing can be done in their name any more, and what they did keeps it. */
import { describe, expect, it } from "vitest";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { people } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { companion, otherCompanion, registrar } = people;

/** As the store tells it. */
function leaves(work: Player, { id }: StaffMember): void {
  const { now } = work.agencies;
  const left = { email: "", roles: [], endedAt: work.clock.at() };
  now.staff = now.staff.map((member) => (member.id === id ? { ...member, ...left } : member));
}

describe("somebody who has left", () => {
  it("signs in no more, neither by account nor by address", async () => {
    const work = player(visitScript);
    const me = () => browser(work).get("/api/staff/me", { as: companion });
    expect((await me()).status).toBe(200);
    leaves(work, companion);
    expect([(await me()).status, (await me()).body["message"]]).toEqual([
      403,
      expect.stringContaining("belum terdaftar"),
    ]);
  });

  it("decides no more by a mailed link, on a phone that was known either, and reads no file by it", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const link = lastLink(work.mailer.to(companion.email));
    const path = `/api/decisions/${link}`;
    const phone = browser(work);
    await prove(phone, link, work);
    const { nonce } = (await phone.get(path)).body;
    leaves(work, companion);
    expect((await phone.get(path)).body).toMatchObject({ page: "reassigned" });
    expect((await phone.post(path, { outcome: "terima", nonce })).status).toBe(403);
    expect((await phone.get(`${path}/files/surat-permohonan`)).status).not.toBe(302);
    const mailed = work.mailer.to(companion.email).length;
    await browser(work).post(`${path}/code`, {});
    expect(work.mailer.to(companion.email)).toHaveLength(mailed);
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("is offered and taken for nothing, and gets no mail; the others with the role are asked instead", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    leaves(work, companion);
    await work.playTo(caseId, "accept-companionship");
    const task = await work.task(caseId);
    expect(task.assignees).toEqual([`staff:${otherCompanion.id}`]);
    expect(work.mailer.to(companion.email)).toEqual([]);
    expect(work.mailer.sent.map(({ to }) => to.address)).not.toContain("");
    const other = await work.caseAt("recommend", {}, { preferredDate: "2026-12-09" });
    const page = await browser(work).get(`/api/staff/cases/${other}`, { as: people.sectionHead });
    expect(page.text).not.toContain(companion.name);
  });

  it("keeps the name in the cases of before", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("guide-visitors");
    leaves(work, companion);
    const page = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    expect(page.text).toContain(companion.name);
    expect(page.text).not.toContain(`"${companion.id}"`);
  });
});
