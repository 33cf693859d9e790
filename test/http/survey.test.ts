import { describe, expect, it } from "vitest";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { everythingIn } from "../support/fakes/memory.ts";

const elements = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`u${index + 1}`, "4"]));
const answers = { ...elements, sex: "P", suggestion: "Tambah bangku." };

async function visited(): Promise<{ work: Player; caseId: string; phone: TestBrowser; path: string }> {
  const work = player(visitScript);
  const caseId = await work.caseAt("never");
  return { work, caseId, phone: browser(work), path: `/api/tracking/${lastLink(work.mailer.to(requesterEmail))}` };
}

describe("the satisfaction survey", () => {
  it("is offered by mail and on the tracking page when the service has been given", async () => {
    const { work, phone, path, caseId } = await visited();
    expect(work.mailer.to(requesterEmail).at(-1)?.subject).toBe(`Bagaimana layanan kami? (${caseId})`);
    expect((await phone.get(path)).body["survey"]).toBe(true);
    expect((await phone.get(`${path}/survey`)).body).toMatchObject({ open: true, answered: false });
  });

  it("takes one answer per case; another one changes nothing and is told so, the same one is confirmed", async () => {
    const { work, phone, path } = await visited();
    expect((await phone.post(`${path}/survey`, { values: answers })).status).toBe(201);
    const again = await phone.post(`${path}/survey`, { values: { ...answers, u1: "1" } });
    expect(again).toMatchObject({
      status: 409,
      body: {
        message:
          "Survei untuk berkas ini sudah diisi, terima kasih. Isian yang baru tidak disimpan; saran lain dapat disampaikan kepada kantor.",
      },
    });
    expect((await phone.post(`${path}/survey`, { values: answers })).status).toBe(201);
    expect(await work.surveys.list(2026)).toHaveLength(1);
    expect((await phone.get(`${path}/survey`)).body["answered"]).toBe(true);
  });

  it("keeps nothing by which an answer finds its way back to the case", async () => {
    const { work, caseId, phone, path } = await visited();
    await phone.post(`${path}/survey`, { values: answers });
    const stored = JSON.stringify(await work.surveys.list(2026));
    const link = path.slice(path.lastIndexOf("/") + 1);
    for (const trace of [caseId, link, visitRequest()["institutionName"]]) expect(stored).not.toContain(trace);
    const [answer] = await work.surveys.list(2026);
    expect(everythingIn(work.memory).split(answer?.id ?? "").length - 1).toBeLessThanOrEqual(2);
  });

  it("tells which questions are missing, and stores nothing then", async () => {
    const { work, phone, path } = await visited();
    const { u5: _, ...rest } = answers as Record<string, string>;
    const reply = await phone.post(`${path}/survey`, { values: { ...rest, u1: "5", name: "Ratna" } });
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body["fields"] as object).sort()).toEqual(["name", "u1", "u5"]);
    expect(await work.surveys.list(2026)).toEqual([]);
  });

  it("is not open before the service, nor after a refusal to come", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    const path = `/api/tracking/${lastLink(work.mailer.to(requesterEmail))}/survey`;
    expect((await browser(work).get(path)).body["open"]).toBe(false);
    expect((await browser(work).post(path, { values: answers })).status).toBe(409);
  });

  it("is published as an index without single answers, and exported for staff", async () => {
    const { work, phone, path } = await visited();
    await phone.post(`${path}/survey`, { values: answers });
    const index = await phone.get("/api/survey-index", { query: { year: "2026" } });
    expect(index.body).toMatchObject({ year: 2026, all: { respondents: 1, ikm: 100, category: "A" } });
    expect(index.text).not.toContain("Tambah bangku");
    const file = await browser(work).get("/api/staff/surveys/2026", { as: people.registrar });
    expect(file.body).toMatchObject({ fileName: "survei-2026.csv", text: expect.stringContaining("Tambah bangku.") });
    expect((await phone.get("/api/survey-index", { query: { year: "x" } })).status).toBe(404);
  });
});
