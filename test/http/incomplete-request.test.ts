/** The page on which a request is completed: exactly what was missing, with what was given before. */
import { describe, expect, it } from "vitest";
import type { DecisionDoneView, DecisionView, TaskView } from "../../functions/contract/decision.ts";
import type { TrackingView } from "../../functions/contract/public.ts";
import type { CaseView } from "../../functions/contract/staff.ts";
import { betterLetter, people, requesterEmail } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { incompleteVisit, visitScript } from "../support/scripts/official-visit.ts";

const { registrar } = people;
const values = { letterNumber: "421.3/99/2026", letterDate: "2026-11-10", letterFile: betterLetter, headcount: 36 };

interface Asked {
  work: Player;
  caseId: string;
  visitor: TestBrowser;
  /** Of the question, and of the request. */
  path: string;
  tracking: string;
}

/** A visitor who follows the link of the mail on a phone that nobody knows. */
async function asked(): Promise<Asked> {
  const work = player(visitScript);
  const caseId = await work.caseAt("complete-request", incompleteVisit());
  const visitor = browser(work);
  const tracking = `/api/tracking/${lastLink(work.mailer.to(requesterEmail))}`;
  const { answer } = (await visitor.get(tracking)).body as unknown as TrackingView;
  return { work, caseId, visitor, tracking, path: `/api/decisions/${answer?.path.split("/").at(-1) ?? ""}` };
}

async function proved(): Promise<Asked & { nonce: string; task: TaskView }> {
  const found = await asked();
  await prove(found.visitor, found.path.split("/").at(-1) ?? "", found.work);
  const page = (await found.visitor.get(found.path)).body as unknown as DecisionView;
  if (page.page !== "decide") throw new Error(page.page);
  return { ...found, nonce: page.nonce, task: page.task };
}

describe("whoever is asked to complete a request", () => {
  it("reads on the page of the request what is missing, until when, and from when we count again", async () => {
    const { tracking, visitor } = await asked();
    const view = (await visitor.get(tracking)).body as unknown as TrackingView;
    expect(view.told).toMatchObject({
      headline: "Permohonan Anda perlu dilengkapi",
      next: {
        text: "Mohon dilengkapi: Nomor dan tanggal surat, Surat permohonan, Jumlah pengunjung",
        answerBy: "2026-11-30T16:59:00.000Z",
      },
      promise: { text: "Batas waktu kami dihitung lagi sejak kelengkapan kami terima.", holds: true },
    });
  });

  it("sees nothing of the request before the own address is proved", async () => {
    const { path, visitor } = await asked();
    const page = await visitor.get(path);
    expect(page.body["page"]).toBe("proof");
    expect(page.text).not.toMatch(/421\/087|belum ditandatangani/);
  });

  it("sees exactly the fields that are missing, as they were given, and the officer's words", async () => {
    const { task } = await proved();
    const names = task.fields.map(({ name }) => name);
    const letter = ["letterNumber", "letterDate", "letterFile"];
    expect(names).toEqual([...letter, "headcount", "headcountMale", "headcountFemale", "headcountChildren"]);
    expect(task.aids.prefill).toEqual({ letterNumber: "421/087/2026", letterDate: "2026-11-20", headcount: 40 });
    expect(task.asks).toBe("Mohon dilengkapi: Nomor dan tanggal surat, Surat permohonan, Jumlah pengunjung");
    expect(task.facts[0]).toMatchObject({ value: "Surat permohonan belum ditandatangani." });
    expect(task.time.dueAt).toBe("2026-11-30T16:59:00.000Z");
    expect(task.outcomes.map(({ id }) => id)).toEqual(["dilengkapi", "dibatalkan"]);
    expect(JSON.stringify(task)).not.toContain("X11");
  });

  it("sends it; every later row has it, the officer reads what changed, and the history what it was", async () => {
    const { caseId, nonce, path, tracking, visitor, work } = await proved();
    const reply = await visitor.post(path, { outcome: "dilengkapi", note: "", values, nonce });
    expect(reply.status, reply.text).toBe(200);
    await work.flow.settle();
    expect((reply.body as unknown as DecisionDoneView).told).toBe("Kelengkapan permohonan Anda kami terima");
    const { told } = (await visitor.get(tracking)).body as unknown as TrackingView;
    expect(told.promise?.text).toMatch(
      /^Kami berjanji menjawab paling lambat .+, dihitung sejak kelengkapan kami terima\.$/,
    );
    const task = await work.task(caseId);
    expect(task.step).toBe("register-letter");
    const page = (await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as: registrar })).body;
    const notices = JSON.stringify((page["aids"] as { notices: unknown }).notices);
    expect(notices).toContain("Dilengkapi oleh pemohon. Nomor surat: 421/087/2026 menjadi 421.3/99/2026");
    expect(notices).toContain("surat.pdf menjadi surat-yang-lengkap.pdf");
    const seen = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body as unknown as CaseView;
    expect(seen.changes).toMatchObject([{ title: { id: "Permohonan dilengkapi" }, by: { name: "Ibu Ratna Dewanti" } }]);
    expect(seen.facts.find(({ name }) => name === "headcount")?.value).toBe("36");
    const file = seen.files.find(({ name }) => name === "surat-yang-lengkap.pdf");
    expect(file).toBeDefined();
  });

  it.each([
    ["without the letter", { ...values, letterFile: undefined }, "letterFile"],
    ["with a field that was not asked", { ...values, purposeDetail: "Tujuan yang lain sekali." }, "purposeDetail"],
    ["with more of one sex than people", { ...values, headcountMale: 99 }, "headcountMale"],
  ])("is told at the field what is wrong: %s", async (_what, given, field) => {
    const { nonce, path, visitor } = await proved();
    const reply = await visitor.post(path, { outcome: "dilengkapi", note: "", values: given, nonce });
    expect([reply.status, Object.keys(reply.body["fields"] as object)]).toEqual([422, [field]]);
  });

  it("may withdraw instead", async () => {
    const { caseId, nonce, path, visitor, work } = await proved();
    const reply = await visitor.post(path, { outcome: "dibatalkan", note: "", values: {}, nonce });
    expect(reply.status, reply.text).toBe(200);
    await work.flow.settle();
    expect((await work.dossier(caseId)).case.ending).toBe("DIBATALKAN");
  });
});

describe("in the office", () => {
  it("the case is among those that wait outside, and an officer writes down what comes by telephone", async () => {
    const { caseId, work } = await asked();
    const list = await browser(work).get("/api/staff/cases", { as: registrar, query: { waiting: "true" } });
    expect(list.text).toContain(caseId);
    const task = await work.task(caseId);
    const path = `/api/staff/tasks/${caseId}/${task.id}`;
    const body = { outcome: "dilengkapi", values, channel: "whatsapp", note: "Dikirim lewat WhatsApp." };
    const reply = await browser(work).post(path, body, { as: registrar });
    expect(reply.status, reply.text).toBe(200);
    await work.flow.settle();
    expect((await work.dossier(caseId)).case.request).toMatchObject({ headcount: 36 });
  });

  it("the form of the row that asks has the day filled in", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const task = await work.task(caseId);
    const view = (await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as: registrar })).body;
    expect((view["aids"] as TaskView["aids"]).prefill).toMatchObject({ completeBy: "2026-11-30" });
  });
});
