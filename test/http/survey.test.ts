import { describe, expect, it } from "vitest";
import { people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { everythingIn } from "../support/fakes/memory.ts";

const elements = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`u${index + 1}`, "4"]));
const answers = { ...elements, sex: "P", suggestion: "Tambah bangku." };

async function visited(): Promise<{
  work: Player;
  caseId: string;
  phone: TestBrowser;
  path: string;
  tracking: string;
}> {
  const work = player(visitScript);
  const caseId = await work.caseAt("never");
  const mail = work.mailer.to(requesterEmail).find(({ text }) => text.includes("/survei/"));
  const [, path = ""] = /\/survei\/(\S+)/.exec(mail?.text ?? "") ?? [];
  const tracking = `/api/tracking/${work.secrets.linkId("tracking", caseId)}`;
  return { work, caseId, phone: browser(work), path: `/api/surveys/${path}`, tracking };
}

describe("the satisfaction survey", () => {
  it("is offered by mail and on the tracking page when the service has been given, until it is answered", async () => {
    const { work, phone, path, tracking, caseId } = await visited();
    expect(work.mailer.to(requesterEmail).at(-1)?.subject).toBe(`Bagaimana layanan kami? (${caseId})`);
    expect((await phone.get(tracking)).body["survey"]).toBe(path.replace("/api/surveys/", "/survei/"));
    expect((await phone.get(path)).body).toMatchObject({ open: true, answered: false });
    expect((await phone.post(path, { values: answers })).status).toBe(201);
    expect((await phone.get(tracking)).body["survey"]).toBeNull();
    expect((await phone.get(path)).body).toMatchObject({ answered: true });
  });

  it("asks each element in words of its own, with its own four answers, in the order that the agency sets", async () => {
    const { work, phone, path } = await visited();
    type Asked = { name: string; options?: { label: { id: string } }[] }[];
    const asked = async () => (await phone.get(path)).body["fields"] as Asked;
    const cost = (await asked()).find(({ name }) => name === "u4");
    expect(cost?.options?.map(({ label }) => label.id)).toEqual(["Sangat mahal", "Cukup mahal", "Murah", "Gratis"]);
    const order = async () => (await asked()).slice(7, 9).map(({ name }) => name);
    expect(await order()).toEqual(["u8", "u9"]);
    work.agencies.now.settings = { ...work.agencies.now.settings, facilitiesBeforeComplaints: true };
    expect(await order()).toEqual(["u9", "u8"]);
  });

  it("opens by a link of its own, which leads to nothing else of the case", async () => {
    const { caseId, phone, path, tracking } = await visited();
    const link = path.slice(path.lastIndexOf("/") + 1);
    expect((await phone.get(path)).text).not.toContain(visitRequest()["institutionName"]);
    for (const other of [`/api/tracking/${link}`, `/api/tracking/${link}/survey`, `/api/decisions/${link}`])
      expect([other, (await phone.get(other)).status]).toEqual([other, 404]);
    expect((await phone.get(`/api/shown/${caseId}/${link}`)).status).toBe(404);
    expect((await phone.get(`/api/surveys/${caseId}/${"A".repeat(43)}`)).status).toBe(404);
    // Mails of before lead to it by the link of the case.
    expect((await phone.get(`${tracking}/survey`)).body).toMatchObject({ open: true });
  });

  it("takes one answer per case; another one changes nothing and is told so, the same one is confirmed", async () => {
    const { work, phone, path } = await visited();
    expect((await phone.post(path, { values: answers })).status).toBe(201);
    const again = await phone.post(path, { values: { ...answers, u1: "1" } });
    expect(again).toMatchObject({
      status: 409,
      body: {
        message:
          "Survei untuk berkas ini sudah diisi, terima kasih. Isian yang baru tidak disimpan; saran lain dapat disampaikan kepada kantor.",
      },
    });
    expect((await phone.post(path, { values: answers })).status).toBe(201);
    expect(await work.surveys.list(2026)).toHaveLength(1);
    expect((await phone.get(path)).body["answered"]).toBe(true);
  });

  it("keeps nothing by which an answer finds its way back to the case", async () => {
    const { work, caseId, phone, path } = await visited();
    await phone.post(path, { values: answers });
    const stored = JSON.stringify(await work.surveys.list(2026));
    const link = path.slice(path.lastIndexOf("/") + 1);
    for (const trace of [caseId, link, visitRequest()["institutionName"]]) expect(stored).not.toContain(trace);
    const [answer] = await work.surveys.list(2026);
    expect(everythingIn(work.memory).split(answer?.id ?? "").length - 1).toBeLessThanOrEqual(2);
  });

  it("tells which questions are missing, and stores nothing then", async () => {
    const { work, phone, path } = await visited();
    const { u5: _, ...rest } = answers as Record<string, string>;
    const reply = await phone.post(path, { values: { ...rest, u1: "5", name: "Ratna" } });
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

  it("is published from enough answers on, without single ones, and exported for staff", async () => {
    const { work, phone, path } = await visited();
    await phone.post(path, { values: answers });
    const index = async (query: Record<string, string>) => phone.get("/api/survey-index", { query });
    const [few] = [await index({ year: "2026" })];
    expect(few.body).toMatchObject({ year: 2026, minimum: 10, all: null, people: [] });
    expect(few.text).not.toContain("100");
    work.agencies.now.settings = { ...work.agencies.now.settings, surveyPublishedFrom: 1 };
    const told = await index({ year: "2026", half: "2" });
    expect(told.body).toMatchObject({ from: "2026-07-01", until: "2026-12-31" });
    expect(told.body).toMatchObject({ all: { respondents: 1, ikm: 100, category: "A" } });
    expect(told.text).not.toContain("Tambah bangku");
    expect((await index({ year: "2026", half: "1" })).body["all"]).toBeNull();
    expect((await index({ year: "2026", half: "3" })).status).toBe(404);
    const file = await browser(work).get("/api/staff/surveys/2026", { as: people.registrar });
    expect(file.body).toMatchObject({ fileName: "survei-2026.csv", text: expect.stringContaining("Tambah bangku.") });
    expect((await phone.get("/api/survey-index", { query: { year: "x" } })).status).toBe(404);
  });
});
