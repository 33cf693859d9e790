/** Changing running cases over HTTP: by whom, seen how, several at once, and what a newly closed day asks for. */
import { randomUUID } from "node:crypto";
import { newSecret } from "../../infra/demo/people.ts";
import type { RequestFormView } from "../../functions/contract/public.ts";
import { expect, it } from "vitest";
import type { CaseView, ClosedDaysView, ManyChangesView, PossibleChangesView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { people, visitDay } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Workplace } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript, stopDay } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead, mobileOfficer } = people;

async function possible(work: Workplace, caseId: string, as: StaffMember): Promise<PossibleChangesView> {
  const reply = await browser(work).get(`/api/staff/cases/${caseId}/changes`, { as });
  expect(reply.status, reply.text).toBe(200);
  return reply.body as unknown as PossibleChangesView;
}

it("the page offers what its reader may do, filled in as things stand, and shows what was changed", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("check-schedule");
  const { operations, seen } = await possible(work, caseId, registrar);
  const correct = operations.find(({ id }) => id === "correct-data");
  expect(correct?.values["request.institutionName"]).toBe("SMPN 1 Contoh");
  const values = { ...correct?.values, "request.institutionName": "SMPN 1 Contoh Kota" };
  const body = { operation: "correct-data", seen, reason: "Salah ketik.", values };
  const path = `/api/staff/cases/${caseId}/changes`;
  for (let times = 0; times < 2; times += 1) {
    expect((await browser(work).post(path, body, { as: registrar })).body).toEqual({ number: 1 });
  }
  const view = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body as unknown as CaseView;
  expect(view.subject).toBe("SMPN 1 Contoh Kota");
  expect(view.changes).toMatchObject([
    {
      by: { name: registrar.name },
      reason: "Salah ketik.",
      facts: [{ name: "institutionName", was: "SMPN 1 Contoh", now: "SMPN 1 Contoh Kota" }],
    },
  ]);
});

it.each([
  ["nobody signed in", undefined, { operation: "cancel" }, 403],
  ["somebody of another service", mobileOfficer, { operation: "cancel" }, 403],
  ["a change that there is not", sectionHead, { operation: "delete" }, 404],
  ["the clock's own change", sectionHead, { operation: "day-passed" }, 403],
  ["a change without its reason", sectionHead, { operation: "cancel", reason: " " }, 422],
])("refused, and nothing is stored: %s", async (_who, as, asked, status) => {
  const work = player(visitScript);
  const caseId = await work.caseAt("decide");
  const body = { seen: 0, reason: "Perlu.", values: {}, ...asked };
  const path = `/api/staff/cases/${caseId}/changes`;
  expect((await browser(work).post(path, body, as ? { as } : {})).status).toBe(status);
  expect((await work.dossier(caseId)).changes).toBeUndefined();
});

it("fifty pieces of spam are closed with one reason, what cannot be is told, and sending it all again is harmless", async () => {
  const work = player(visitScript);
  const spam: string[] = [];
  for (let count = 0; count < 49; count += 1)
    spam.push(await work.submit({ preferredDate: "2026-12-03", headcount: 1 }));
  const approved = await work.caseAt("sign-guest-book");
  const body = { operation: "close-quietly", cases: [...spam, approved], reason: "Kiriman otomatis." };
  for (let times = 0; times < 2; times += 1) {
    const reply = await browser(work).post("/api/staff/changes", body, { as: registrar });
    const { results } = reply.body as unknown as ManyChangesView;
    expect(results.filter(({ stored }) => stored)).toHaveLength(49);
    expect(results.at(-1)).toMatchObject({ case: approved, stored: false, message: expect.any(String) as string });
  }
  for (const id of spam) expect((await work.dossier(id)).changes).toHaveLength(1);
  const cancelled = { operation: "cancel", cases: spam, reason: "x" };
  expect((await browser(work).post("/api/staff/changes", cancelled, { as: sectionHead })).status).toBe(404);
});

it("the list of changes says from whom to whom a task was handed on, and from which row to which a case was sent", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("accept-companionship");
  const path = `/api/staff/cases/${caseId}`;
  const made = [
    { operation: "hand-on", values: { person: people.otherCompanion.id } },
    { operation: "send-to-row", values: { row: "recommend" } },
    { operation: "hand-on", values: { person: sectionHead.id } },
  ];
  for (const [seen, each] of made.entries()) {
    const body = { ...each, seen, reason: "Rapat dinas." };
    const reply = await browser(work).post(`${path}/changes`, body, { as: people.divisionHead });
    expect(reply.status, reply.text).toBe(200);
    await work.flow.settle();
  }
  const { changes } = (await browser(work).get(path, { as: sectionHead })).body as unknown as CaseView;
  expect(changes.map(({ facts }) => facts.map(({ label, now, was }) => [label.id, was, now]))).toEqual([
    [["Dikerjakan oleh", people.companion.name, people.otherCompanion.name]],
    [["Langkah", "Menerima disposisi sebagai petugas pendamping", "Meminta keputusan dan disposisi Kepala Bidang"]],
    [["Dikerjakan oleh", expect.stringContaining("Kepala Seksi"), sectionHead.name]],
  ]);
});

it("an agreement is renewed from the old one: typed in once, with nothing of it sent by itself", async () => {
  const work = player(agreementScript);
  const caseId = await work.caseAt("never");
  const page = await browser(work).get(`/api/staff/cases/${caseId}`, { as: sectionHead });
  expect((page.body as unknown as CaseView).renewable).toBe(true);
  const path = "/api/staff/forms/cooperation-agreement";
  const form = (await browser(work).get(path, { as: sectionHead, query: { from: caseId } })).body;
  const { values = {} } = form as unknown as RequestFormView;
  expect(values).toMatchObject({ partnerName: expect.any(String) as string });
  for (const kept of ["consent", "letterFile"]) expect(values).not.toHaveProperty(kept);
  expect((await browser(work).get(path, { as: sectionHead })).body).not.toHaveProperty("values");
});

it("a renewal names the agreement that it renews, and each case says so of the other; what is none is refused", async () => {
  const work = player(agreementScript);
  const [old, unmade] = [await work.caseAt("never"), await work.submit()];
  const path = "/api/staff/forms/cooperation-agreement";
  const form = (await browser(work).get(path, { as: sectionHead, query: { from: old } })).body;
  const { values = {} } = form as unknown as RequestFormView;
  expect(values).toMatchObject({ renews: old });
  const begin = async (renews: string) => {
    const request = { ...agreementScript.request({}, "staff"), renews };
    const body = { procedure: "cooperation-agreement", submissionId: randomUUID(), values: request, language: "id" };
    return browser(work).post("/api/staff/cases", { ...body, secret: newSecret() }, { as: sectionHead });
  };
  for (const wrong of [unmade, "PKS-2026-00999", "KJG-2026-00001"]) {
    const refused = await begin(wrong);
    expect([refused.status, Object.keys(refused.body["fields"] as object)], wrong).toEqual([422, ["renews"]]);
  }
  const made = await begin(old);
  expect(made.status, made.text).toBe(201);
  await work.flow.settle();
  const renewing = String(made.body["case"]);
  const related = async (id: string) =>
    ((await browser(work).get(`/api/staff/cases/${id}`, { as: sectionHead })).body as unknown as CaseView).related;
  expect(await related(old)).toMatchObject([
    { case: renewing, renewal: { id: `Diperpanjang dengan nomor ${renewing}` } },
  ]);
  expect(await related(renewing)).toMatchObject([{ case: old, renewal: { id: `Perpanjangan dari nomor ${old}` } }]);
});

it("a newly closed day lists the approved visits and stops on it, each with the way to move it", async () => {
  for (const [script, row, date] of [
    [visitScript, "sign-guest-book", visitDay],
    [stopScript, "prepare", stopDay],
  ] as const) {
    const work = player(script);
    const caseId = await work.caseAt(row);
    work.clock.set("2026-11-27T02:00:00.000Z");
    const days = async () =>
      ((await browser(work).get("/api/staff/closed-days", { as: sectionHead })).body as unknown as ClosedDaysView).days;
    expect(await days()).toEqual([]);
    const { calendar, ...rest } = work.agencies.now.settings;
    const holidays = [...calendar.holidays, { date, name: "Fumigasi", kind: "local" } as const];
    work.agencies.now.settings = { ...rest, calendar: { ...calendar, holidays } };
    expect(await days()).toMatchObject([{ date, why: "Fumigasi", cases: [{ case: caseId }] }]);
    const { operations } = await possible(work, caseId, sectionHead);
    expect(operations.map(({ id }) => id)).toContain("move-appointment");
  }
});
