/** What ends somebody's rights ends them with the next request, also in a process that still remembers the list of before. */
import { describe, expect, it } from "vitest";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { people } from "../support/builders.ts";
import { allRoutes, browser, prove } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid, nonceOf } from "./before-the-kabid.ts";

/** Another process of the service, which remembers the list of the staff as it is now. */
function another(work: Player): Player {
  const before = work.agencies.now.staff;
  return { ...work, agencies: { ...work.agencies, staff: async () => before } };
}

function change(work: Player, { id }: StaffMember, changed: Partial<StaffMember>): void {
  work.agencies.now.staff = work.agencies.now.staff.map((each) => (each.id === id ? { ...each, ...changed } : each));
}

describe("somebody who was disabled a moment ago", () => {
  it("is refused by every route of the staff", async () => {
    const work = player(visitScript);
    const elsewhere = browser(another(work));
    expect((await elsewhere.get("/api/staff/me", { as: kabid })).status).toBe(200);
    change(work, kabid, { disabled: true });
    for (const route of Object.keys(allRoutes.staff)) {
      const [method = "", template = ""] = route.split(" ");
      const path = template
        .replace("{month}", "2026-12")
        .replace("{year}", "2026")
        .replace(/\{\w+\}/g, "x");
      const reply = await elsewhere.send(method, path, { as: kabid, ...(method === "POST" ? { body: {} } : {}) });
      expect([route, reply.status]).toEqual([route, 403]);
    }
  });

  it("decides nothing on a known device, is mailed no code, and reads nothing by the link", async () => {
    const { work, link, path, phone, caseId } = await beforeKabid();
    await prove(phone, link, work);
    const elsewhere = browser(another(work));
    for (const [name, value] of phone.jar) elsewhere.jar.set(name, value);
    const nonce = await nonceOf(elsewhere, path);
    change(work, kabid, { disabled: true });
    expect((await elsewhere.get(path)).body).toMatchObject({ page: "reassigned" });
    expect((await elsewhere.post(path, { outcome: "ya", nonce })).status).toBe(403);
    expect((await elsewhere.get(`${path}/files/surat-permohonan`)).status).toBe(401);
    const mailed = work.mailer.sent.length;
    await elsewhere.post(`${path}/code`, {});
    expect(work.mailer.sent).toHaveLength(mailed);
    expect((await work.task(caseId)).answer).toBeNull();
    change(work, kabid, { disabled: undefined } as object);
    expect((await elsewhere.post(path, { outcome: "ya", nonce })).status).toBe(200);
  });
});

describe("somebody who signed out, or whose roles changed, a moment ago", () => {
  it("is signed out everywhere", async () => {
    const work = player(visitScript);
    const elsewhere = browser(another(work));
    await browser(work).post("/api/staff/sign-out", {}, { as: people.registrar });
    expect((await elsewhere.get("/api/staff/me", { as: people.registrar })).status).toBe(401);
  });

  it("has the roles of now", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const elsewhere = browser(another(work));
    change(work, people.registrar, { roles: ["driver"] });
    const { id } = await work.task(caseId);
    const body = { outcome: "agendakan", values: { urgency: "biasa" } };
    const reply = await elsewhere.post(`/api/staff/tasks/${caseId}/${id}`, body, { as: people.registrar });
    expect(reply.status).toBe(403);
  });
});
