import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { agency, everybody, people, visitRequest } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { historyViews } from "../../functions/http/views/history-view.ts";
import { registered, roundTable } from "../support/round-table.ts";

const { circulation, companion, divisionHead, frontOffice, registrar } = people;
const paperLetter = visitRequest({ consent: undefined });

function begin(work: Player, as = registrar, values = paperLetter, submissionId: string = randomUUID()) {
  const body = { procedure: "official-visit", submissionId, language: "id", values };
  return browser(work).post("/api/staff/cases", body, { as });
}

describe("what a member may begin", () => {
  it.each([
    [registrar, true],
    [frontOffice, true],
    [companion, false],
    [divisionHead, false],
  ])("is a matter of the roles that help at the entry", async (as, may) => {
    const list = await browser(player(visitScript)).get("/api/staff/forms", { as });
    const ids = (list.body["forms"] as { procedure: string }[]).map(({ procedure }) => procedure);
    expect(ids.includes("official-visit")).toBe(may);
    const form = await browser(player(visitScript)).get("/api/staff/forms/official-visit", { as });
    expect(form.status).toBe(may ? 200 : 403);
    if (!may) expect(form.body["message"]).toMatch(/^Berkas layanan ini dibuat oleh .+ atau .+\.$/);
    expect((await begin(player(visitScript), as)).status).toBe(may ? 201 : 403);
  });

  it("has the form of the staff entry channel, without consent", async () => {
    const form = await browser(player(visitScript)).get("/api/staff/forms/official-visit", { as: registrar });
    const names = (form.body["fields"] as { name: string }[]).map(({ name }) => name);
    expect(names).toContain("letterNumber");
    expect(names).not.toContain("consent");
    expect((await browser(player(visitScript)).get("/api/staff/forms/nothing", { as: registrar })).status).toBe(404);
  });
});

describe("a paper letter that staff type in (SOP 4, row 2)", () => {
  it("is a request like any other, and its history begins with who typed it", async () => {
    const work = player(visitScript);
    const reply = await begin(work);
    await work.flow.settle();
    const caseId = String(reply.body["case"]);
    expect([reply.status, caseId, reply.cookies]).toEqual([201, "KJG-2026-00001", []]);
    const dossier = await work.dossier(caseId);
    expect(dossier.case).toMatchObject({ openedBy: { person: "staff:siti", name: "Siti Aminah", channel: "staff" } });
    expect(dossier.case.consentVersion).toBeUndefined();
    const reader = { language: "id", seesPersonal: true } as const;
    const [first] = historyViews(dossier, {
      settings: agency(),
      staff: everybody(),
      reader,
      now: work.clock.now(),
      outages: [],
    });
    expect(first?.by).toMatchObject({ name: "Siti Aminah" });
    expect(first?.channel).toBe("staff");
    expect(work.mailer.sent).toHaveLength(1);
    expect((await work.task(caseId)).step).toBe("register-letter");
  });

  it("sent twice is one case", async () => {
    const work = player(visitScript);
    const id = randomUUID();
    const replies = [await begin(work, registrar, paperLetter, id), await begin(work, registrar, paperLetter, id)];
    expect(new Set(replies.map(({ body }) => body["case"])).size).toBe(1);
  });

  it("is checked like the visitor's own, field by field, and nothing is stored half", async () => {
    const work = player(visitScript);
    const reply = await begin(work, registrar, { ...paperLetter, contactEmail: "nobody", headcount: 0 });
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body["fields"] as object).sort()).toEqual(["contactEmail", "headcount"]);
    const strange = await begin(work, registrar, { ...paperLetter, consent: true });
    expect(strange.body["fields"]).toHaveProperty("consent");
    expect(work.memory.cases.size).toBe(0);
  });

  it("is still the visitor's to answer, and the visitor's public form still wants consent", async () => {
    const work = player(visitScript);
    const body = { procedure: "official-visit", submissionId: randomUUID(), language: "id", values: paperLetter };
    expect((await browser(work).post("/api/requests", body)).body["fields"]).toHaveProperty("consent");
  });
});

describe("a procedure without a public form", () => {
  registered(roundTable());

  it("is not found by the public, and the front page is told so", async () => {
    const work = player(visitScript);
    const visitor = browser(work);
    expect((await visitor.get("/api/procedures/round/request-form")).status).toBe(404);
    const body = { procedure: "round", submissionId: randomUUID(), language: "id", values: { date: "2026-11-23" } };
    const reply = await visitor.post("/api/requests", body);
    expect([reply.status, reply.body["message"]]).toEqual([404, "Layanan ini tidak dikenal."]);
    expect((await visitor.get("/api/agency")).body).toMatchObject({ procedures: [{ id: "round", public: false }] });
    expect(work.memory.cases.size).toBe(0);
  });

  it("lets staff choose only people who hold the role", async () => {
    const work = player(visitScript);
    const form = await browser(work).get("/api/staff/forms/round", { as: circulation });
    expect(form.body["staff"]).toEqual({ "circulation-officer": [{ id: circulation.id, name: circulation.name }] });
    const send = (walker: string) =>
      browser(work).post(
        "/api/staff/cases",
        {
          procedure: "round",
          submissionId: randomUUID(),
          language: "id",
          values: { date: "2026-11-23", reason: "Permintaan Kasi", walker },
        },
        { as: circulation },
      );
    expect((await send("siti")).body["fields"]).toHaveProperty("walker");
    expect((await send(circulation.id)).status).toBe(201);
  });

  it("lets its field work be started by who may answer it, and only by them", async () => {
    const work = player(visitScript);
    await work.sweep();
    const { id } = await work.task("RAK-2026-00001");
    const path = `/api/staff/tasks/RAK-2026-00001/${id}`;
    expect((await browser(work).post(`${path}/start`, {}, { as: companion })).status).toBe(403);
    expect((await browser(work).get(path, { as: circulation })).body["startedAt"]).toBeNull();
    const started = await browser(work).post(`${path}/start`, {}, { as: circulation });
    expect([started.status, typeof started.body["startedAt"]]).toEqual([200, "string"]);
    const again = await browser(work).post(`${path}/start`, {}, { as: circulation });
    expect(again.body["startedAt"]).toBe(started.body["startedAt"]);
    const body = { outcome: "selesai", values: {} };
    expect((await browser(work).post(path, body, { as: circulation })).status).toBe(200);
    expect((await browser(work).post(`${path}/start`, {}, { as: circulation })).status).toBe(409);
  });
});
