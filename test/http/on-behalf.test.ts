/** An officer answers for somebody outside in the own name, and nobody accepts their own draft that way (invariants 10, 14). */
import { describe, expect, it, test } from "vitest";
import { actorOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { people } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import type { HistoryView } from "../../functions/contract/shared.ts";

const { divisionHead, legalOffice, sectionHead } = people;

async function historyOf(work: Player, caseId: string, step: string): Promise<HistoryView | undefined> {
  const view = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: sectionHead })).body;
  return (view["history"] as HistoryView[]).findLast((each) => each.step === step);
}

describe("an answer on behalf of somebody outside", () => {
  test.each(
    currentProcedures().flatMap((procedure) =>
      procedure.steps
        .filter(({ actor, kind }) => kind === "outside" && !actorOf(actor).inside)
        .map((step) => [`${procedure.id} ${step.id}`, step] as const),
    ),
  )("has somebody of the office who records it: %s", (_name, { helpers = [] }) => {
    expect(helpers.filter((each) => actorOf(each).inside).length).toBeGreaterThan(0);
  });

  it("is in the officer's own name, with channel and words, also where there is no e-mail", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("confirm", {}, { contactEmail: undefined, noEmail: true });
    const task = await work.task(caseId);
    const desk = browser(work);
    const path = `/api/staff/tasks/${caseId}/${task.id}`;
    const body = { outcome: "ya", channel: "phone", values: {} };
    const silent = await desk.post(path, body, { as: people.mobileOfficer });
    expect([silent.status, Object.keys(silent.body["fields"] ?? {})]).toEqual([422, ["note"]]);
    const said = { ...body, note: "Siap, halaman sudah dibersihkan." };
    expect((await desk.post(path, said, { as: people.mobileOfficer })).status).toBe(200);
    const told = await historyOf(work, caseId, task.step);
    expect(told).toMatchObject({ channel: "phone", note: said.note, by: { name: people.mobileOfficer.name } });
    expect(told?.by?.insteadOf?.id).toMatch(/^atas nama /);
  });

  it("is never the acceptance of an own draft; changes may be recorded, and the next post records a yes", async () => {
    const work = player(agreementScript);
    const caseId = await work.caseAt("partner-review");
    const task = await work.task(caseId);
    const path = `/api/staff/tasks/${caseId}/${task.id}`;
    const yes = { outcome: "setujui-draf", channel: "phone", note: "Setuju, kata Ibu Laras." };
    const own = await browser(work).post(path, yes, { as: sectionHead });
    expect([own.status, String(own.body["message"]).startsWith("Anda menyusun berkas ini")]).toEqual([403, true]);
    const page = await browser(work).get(path, { as: sectionHead });
    expect((page.body["outcomes"] as { id: string }[]).map(({ id }) => id)).not.toContain("setujui-draf");
    expect((await browser(work).post(path, yes, { as: divisionHead })).status).toBe(200);
    const told = await historyOf(work, caseId, "partner-review");
    expect(told?.by?.name).toBe(divisionHead.name);
    expect(told?.by?.insteadOf?.id).toMatch(/atas nama /);
  });

  it("is refused to whoever has no part in the row", async () => {
    const work = player(agreementScript);
    const caseId = await work.caseAt("partner-review");
    const task = await work.task(caseId);
    const body = { outcome: "setujui-draf", channel: "phone", note: "Setuju." };
    const path = `/api/staff/tasks/${caseId}/${task.id}`;
    for (const other of [legalOffice, people.companion, people.registrar])
      expect((await browser(work).post(path, body, { as: other })).status).toBe(403);
  });
});

describe("the legal office reads one mailbox", () => {
  it("so its answer states name and position, and the history says that they were stated", async () => {
    const work = player(agreementScript);
    const caseId = await work.caseAt("legal-opinion");
    const link = lastLink(work.mailer.to(legalOffice.email));
    const phone = browser(work);
    await prove(phone, link, work);
    const page = await phone.get(`/api/decisions/${link}`);
    expect(page.body["states"]).toBe(true);
    const body = { outcome: "tanpa-catatan", nonce: page.body["nonce"], values: {} };
    const nameless = await phone.post(`/api/decisions/${link}`, body);
    expect([nameless.status, Object.keys(nameless.body["fields"] as object)]).toEqual([
      422,
      ["statedName", "statedPosition"],
    ]);
    const stated = { name: " Dewi\u200b  Lestari ", position: "Analis Hukum" };
    expect((await phone.post(`/api/decisions/${link}`, { ...body, stated })).status).toBe(200);
    const told = await historyOf(work, caseId, "legal-opinion");
    expect(told?.by?.stated).toEqual({ name: "Dewi Lestari", position: "Analis Hukum" });
  });

  it("and nobody else is asked", async () => {
    const work = player(agreementScript);
    const caseId = await work.caseAt("approve");
    const link = lastLink(work.mailer.to(people.agencyHead.email));
    const phone = browser(work);
    await prove(phone, link, work);
    expect((await phone.get(`/api/decisions/${link}`)).body["states"]).toBe(false);
    expect((await work.task(caseId)).step).toBe("approve");
  });
});
