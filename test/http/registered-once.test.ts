import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { addDays } from "../../statemachines/form/dates.ts";
import { entryFields } from "../../statemachines/form/office-entry.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { entryChannelsOf, entryOf } from "../../statemachines/language/table.ts";
import type { RequestFormView, TrackingView } from "../../functions/contract/public.ts";
import type { CaseView, KnownLetterView, RegisterView } from "../../functions/contract/staff.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { people, visitRequest } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { frontOffice, registrar } = people;
const today = "2026-11-23";

const onPaper = (values: Values = {}): Values => visitRequest({ consent: undefined, ...values });

function typeIn(work: Player, values: Values, submissionId: string = randomUUID()): Promise<Reply> {
  const body = { procedure: "official-visit", submissionId, language: "id", values };
  return browser(work).post("/api/staff/cases", body, { as: registrar });
}

async function typedIn(work: Player, values: Values): Promise<string> {
  const reply = await typeIn(work, values);
  expect(reply.status, reply.text).toBe(201);
  await work.flow.settle();
  return String(reply.body["case"]);
}

const casePage = async (work: Player, caseId: string): Promise<CaseView> =>
  (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body as unknown as CaseView;

describe("a letter on paper", () => {
  it("may come without e-mail, and then somebody telephones", async () => {
    const work = player(visitScript);
    const caseId = await typedIn(work, onPaper({ contactEmail: undefined, noEmail: true }));
    const { mails, tasks } = await work.dossier(caseId);
    expect(tasks.map(({ step }) => step)).toContain("reach-by-phone");
    expect(mails.map(({ state }) => state)).toEqual(["by-hand"]);
    await work.answer(caseId, { outcome: "agendakan", by: registrar.id, values: { urgency: "biasa" } });
    expect((await work.task(caseId)).step).toBe("check-schedule");
  });

  it("may come without a scan, with the reason, which stands on the page of the case", async () => {
    const work = player(visitScript);
    const noScanReason = "Pemindai rusak, surat ada di loket";
    const caseId = await typedIn(work, onPaper({ letterFile: undefined, noScanReason }));
    const { facts } = await casePage(work, caseId);
    expect(facts.find(({ name }) => name === "noScanReason")?.value).toBe(noScanReason);
  });

  it.each([
    ["an address or the mark that there is none", { contactEmail: undefined }, "contactEmail"],
    ["a scan or the reason", { letterFile: undefined }, "letterFile"],
    ["a day of arrival that has come", { arrivedOn: addDays(today, 1) }, "arrivedOn"],
  ])("needs %s", async (_what, values, field) => {
    const reply = await typeIn(player(visitScript), onPaper(values));
    expect([reply.status, Object.keys(reply.body["fields"] as object)]).toEqual([422, [field]]);
  });

  it("stands in the register with its day of arrival, one without it with the day it was entered", async () => {
    const work = player(visitScript);
    const arrived = await typedIn(work, onPaper({ arrivedOn: "2026-11-20" }));
    const other = await typedIn(work, onPaper({ letterNumber: "9/2026" }));
    for (const caseId of [arrived, other]) await work.playTo(caseId, "check-schedule");
    const { body } = await browser(work).get("/api/staff/register/2026", { as: registrar });
    const { rows } = body as unknown as RegisterView;
    expect(rows.map((row) => [row.case, row.receivedAt.slice(0, 10)])).toEqual([
      // Midnight in Jakarta.
      [arrived, "2026-11-19"],
      [other, today],
    ]);
  });

  it("has its week from the day it arrived, not from the day it is typed in; no day that has passed is accepted", async () => {
    const work = player(visitScript);
    const asked = { preferredDate: "2026-11-27", letterDate: "2026-11-18" };
    expect((await typeIn(work, onPaper(asked))).body["fields"]).toHaveProperty("preferredDate");
    await typedIn(work, onPaper({ ...asked, arrivedOn: "2026-11-20" }));
    const past = await typeIn(
      work,
      onPaper({ letterNumber: "1", letterDate: "2026-11-02", preferredDate: "2026-11-20", arrivedOn: "2026-11-03" }),
    );
    expect(past.body["fields"]).toHaveProperty("preferredDate");
  });
});

describe("a group that stands at the counter", () => {
  const walkIn = onPaper({
    letterNumber: undefined,
    letterDate: undefined,
    letterFile: undefined,
    noScanReason: "Datang langsung tanpa surat",
    preferredDate: today,
    preferredStart: "10:00",
    preferredEnd: "11:00",
    urgentReason: "Rombongan sudah di loket",
  });

  it("is entered by staff for the same day, goes through the same rows and signs the guest book today", async () => {
    const work = player(visitScript);
    const caseId = await typedIn(work, walkIn);
    await work.playTo(caseId, "sign-guest-book");
    const task = await work.task(caseId);
    expect(task.availableFrom).toBe("2026-11-23T02:00:00.000Z");
    await work.answer(caseId, { outcome: "hadir", by: frontOffice.id, values: { attendance: 38 } });
    await work.playTo(caseId, "end");
    expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  });

  it("needs the reason, and a day with service", async () => {
    const work = player(visitScript);
    const { urgentReason: _, ...unexplained } = walkIn;
    expect((await typeIn(work, unexplained)).body["fields"]).toHaveProperty("preferredDate");
    work.clock.set(Date.parse("2026-12-25T03:00:00.000Z"));
    const holiday = await typeIn(work, { ...walkIn, preferredDate: "2026-12-25" });
    expect(holiday.body["fields"]).toHaveProperty("preferredDate");
  });
});

describe("what people outside are asked", () => {
  it.each(currentProcedures().filter((each) => entryChannelsOf(each).includes("public")))(
    "is what the table of $id says, and nothing that staff are asked beside it",
    (procedure) => {
      const own = (entryOf(procedure).fields ?? []).filter((field) => field.entryChannels?.includes("public") ?? true);
      expect(entryFields(procedure, "public")).toEqual(own);
    },
  );

  it("is refused where it is what staff may say: no address, no letter, today", async () => {
    const work = player(visitScript);
    const send = async (values: Values): Promise<unknown> => {
      const body = { procedure: "official-visit", submissionId: randomUUID(), language: "id", values };
      return Object.keys((await browser(work).post("/api/requests", body)).body["fields"] as object).sort();
    };
    expect(await send(visitRequest({ contactEmail: undefined, noEmail: true }))).toEqual(["contactEmail", "noEmail"]);
    expect(await send(visitRequest({ letterFile: undefined, noScanReason: "Tidak ada" }))).toEqual([
      "letterFile",
      "noScanReason",
    ]);
    expect(await send(visitRequest({ preferredDate: today, urgentReason: "Sudah di loket" }))).toEqual([
      "preferredDate",
    ]);
    expect(await send(visitRequest({ sameLetterAs: "KJG-2026-00001" }))).toEqual(["sameLetterAs"]);
  });
});

describe("a letter with the same number, sender and date", () => {
  const find = async (work: Player, values: Values): Promise<KnownLetterView["known"]> => {
    const path = "/api/staff/forms/official-visit/letter";
    const reply = await browser(work).post(path, { values }, { as: registrar });
    expect(reply.status, reply.text).toBe(200);
    return (reply.body as unknown as KnownLetterView).known;
  };
  const typed = { institutionName: "SMPN 1 Contoh", letterNumber: "421/087/2026", letterDate: "2026-11-20" };

  it("is told before it is sent, with the case that has it", async () => {
    const work = player(visitScript);
    expect(await find(work, typed)).toBeNull();
    const first = await work.submit();
    expect(await find(work, typed)).toEqual({
      case: first,
      subject: "SMPN 1 Contoh",
      statusLabel: { id: "Sedang diproses", en: "In progress" },
    });
  });

  it.each([
    ["capitals and spaces", { institutionName: "smpn 1  CONTOH", letterNumber: "421 / 087 / 2026" }, true],
    ["full stops", { institutionName: "S.M.P.N. 1 Contoh" }, true],
    ["another number", { letterNumber: "421/0872/026" }, false],
    ["another sender", { institutionName: "SMPN 2 Contoh" }, false],
    ["another date", { letterDate: "2026-11-19" }, false],
    ["no number", { letterNumber: "" }, false],
    ["something that is no text", { letterNumber: 421 }, false],
  ])("is the same whatever way it is typed, and no other: %s", async (_how, values, same) => {
    const work = player(visitScript);
    await work.submit();
    expect((await find(work, { ...typed, ...values })) !== null).toBe(same);
  });

  it("warns and stores nothing, and is taken with one tick; both pages show the other case", async () => {
    const work = player(visitScript);
    const first = await work.submit();
    const warned = await typeIn(work, onPaper());
    expect(warned.status).toBe(422);
    expect(warned.body["fields"]).toEqual({
      sameLetterAs: `Surat nomor 421/087/2026 tanggal Jumat, 20 November 2026 dari SMPN 1 Contoh sudah dicatat pada berkas ${first}. Periksa berkas itu, atau tandai bahwa surat ini tetap dicatat dan ditautkan.`,
    });
    expect(work.memory.cases.size).toBe(1);
    const second = await typedIn(work, onPaper({ sameLetterAs: first }));
    const [one, other] = [await casePage(work, first), await casePage(work, second)];
    expect(other.facts.find(({ name }) => name === "sameLetterAs")?.link).toEqual({ case: first });
    expect([one.related.map((each) => each.case), other.related.map((each) => each.case)]).toEqual([[second], [first]]);
  });

  it("is no obstacle to its own form, sent again because no answer came", async () => {
    const work = player(visitScript);
    const id = randomUUID();
    const replies = [await typeIn(work, onPaper(), id), await typeIn(work, onPaper(), id)];
    expect(replies.map(({ body, status }) => [status, body["case"]])).toEqual([
      [201, "KJG-2026-00001"],
      [201, "KJG-2026-00001"],
    ]);
  });

  it("of two typed in at the same time both are stored, and one names the other", async () => {
    const work = player(visitScript);
    const replies = await Promise.all([typeIn(work, onPaper()), typeIn(work, onPaper())]);
    const stored = replies.filter(({ status }) => status === 201).map(({ body }) => String(body["case"]));
    expect(stored.length).toBeGreaterThan(0);
    const named = await Promise.all(stored.map(async (id) => (await work.dossier(id)).case.request["sameLetterAs"]));
    expect(named.filter((each) => each === undefined)).toHaveLength(1);
  });

  it("is taken from people outside without a word; only the staff see that it is there twice", async () => {
    const work = player(visitScript);
    const first = await work.submit();
    const body = { procedure: "official-visit", submissionId: randomUUID(), language: "id", values: visitRequest() };
    const visitor = browser(work);
    const reply = await visitor.post("/api/requests", body);
    expect(reply.status).toBe(201);
    expect(reply.text).not.toContain(first);
    const page = await visitor.get(`/api/tracking/${String(reply.body["tracking"]).replace("/lacak/", "")}`);
    expect((page.body as unknown as TrackingView).case).not.toBe(first);
    expect(page.text).not.toContain(first);
    expect((await casePage(work, String(reply.body["case"]))).related.map((each) => each.case)).toEqual([first]);
  });

  it("is asked only by who types in such letters, and the form offers no list of cases for it", async () => {
    const work = player(visitScript);
    await work.submit();
    const path = "/api/staff/forms/official-visit";
    const asked = await browser(work).post(`${path}/letter`, { values: typed }, { as: people.companion });
    expect(asked.status).toBe(403);
    const form = (await browser(work).get(path, { as: registrar })).body as unknown as RequestFormView;
    expect(form.letter).toEqual({
      fields: ["letterNumber", "letterDate", "institutionName"],
      sameLetter: "sameLetterAs",
    });
    expect(form.cases).toEqual({});
  });
});
