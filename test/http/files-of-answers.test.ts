import { describe, expect, it } from "vitest";
import type { Field } from "../../statemachines/language/vocabulary.ts";
import { pdf, people } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { askAlso } from "./asking-also.ts";
import { beforeKabid, nonceOf } from "./before-the-kabid.ts";

/** No row of this table asks for a file; here its decision and the reply do. */
const photo: Field = {
  name: "photo",
  label: { id: "Foto lembar", en: "Photo" },
  kind: "file",
  error: { id: "Foto harus JPG, PNG atau PDF.", en: "The photo must be a JPG, PNG or PDF." },
};
askAlso(photo, ["decide", "reply"]);

const scan = { id: "scan", name: "lembar.pdf", type: "application/pdf", size: pdf.length };

/** The Kabid approves with a scan that was uploaded. */
async function decidedWithScan() {
  const decision = await beforeKabid();
  const { work, link, path, phone } = decision;
  work.files.put(scan.id, scan.name, pdf);
  await prove(phone, link, work);
  const reply = await phone.post(path, {
    outcome: "ya",
    nonce: await nonceOf(phone, path),
    values: { photo: scan.id },
  });
  await work.flow.settle();
  return { ...decision, reply };
}

describe("a file in an answer", () => {
  it("is stored with the answer, judged by its content", async () => {
    const { work, caseId, reply } = await decidedWithScan();
    expect(reply.status).toBe(200);
    const { answer } = (await work.dossier(caseId)).tasks.find((task) => task.step === "decide") ?? {};
    expect(answer?.files).toMatchObject([scan]);
  });

  it("that cannot be taken is refused with the cause, and nothing is stored", async () => {
    const { work, caseId, link, path, phone } = await beforeKabid();
    work.files.put("page", "lembar.pdf", new TextEncoder().encode("<!doctype html>"));
    await prove(phone, link, work);
    for (const [photo, why] of [
      ["page", "Dokumen ini halaman web atau memuat perintah program. Cetak ke PDF, lalu unggah PDF itu."],
      ["never-uploaded", "Dokumen tidak dapat dibaca. Unggah lagi."],
    ] as const) {
      const nonce = await nonceOf(phone, path);
      const reply = await phone.post(path, { outcome: "ya", nonce, values: { photo } });
      expect([reply.status, reply.body["fields"]]).toEqual([422, { photo: why }]);
    }
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("stands in the history of the case and is fetched there by staff", async () => {
    const { work, caseId } = await decidedWithScan();
    const staff = browser(work);
    const view = await staff.get(`/api/staff/cases/${caseId}`, { as: people.registrar });
    expect(view.body["files"]).toHaveLength(2);
    const history = view.body["history"] as { step: string; files: unknown[] }[];
    expect(history.filter(({ files }) => files.length > 0)).toMatchObject([{ step: "decide", files: [scan] }]);
    const file = await staff.get(`/api/staff/cases/${caseId}/files/scan`, { as: people.registrar });
    expect(String(file.body["url"])).toContain(`Foto%20lembar%20${caseId}.pdf`);
  });

  it("is fetched by a mailed link only by who proved to be its addressee", async () => {
    const { work, path, phone } = await decidedWithScan();
    expect((await phone.get(`${path}/files/scan`)).status).toBe(303);
    expect((await browser(work).get(`${path}/files/scan`)).status).toBe(401);
    expect((await phone.get(`${path}/files/another`)).status).toBe(404);
  });

  it("is taken from staff as well", async () => {
    const { work, caseId } = await decidedWithScan();
    work.files.put("letter", "jawaban.pdf", pdf);
    const { id } = await work.task(caseId);
    const body = { outcome: "ya", values: { photo: "letter" } };
    const reply = await browser(work).post(`/api/staff/tasks/${caseId}/${id}`, body, { as: people.registrar });
    expect(reply.status).toBe(200);
    const files = (await work.dossier(caseId)).tasks.flatMap((task) => task.answer?.files ?? []);
    expect(files.map((file) => file.id)).toEqual(["scan", "letter"]);
  });
});
