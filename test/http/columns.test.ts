/** The columns Kelengkapan and Output at a task: what of them is there, row by row, as a case goes on. */
import { describe, expect, it } from "vitest";
import type { ColumnItemView, TaskView } from "../../functions/contract/decision.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { people } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid } from "./before-the-kabid.ts";

const { divisionHead, registrar } = people;

async function taskAt(work: Player, caseId: string, as: StaffMember): Promise<TaskView> {
  const { id } = await work.task(caseId);
  const reply = await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as });
  expect(reply.status).toBe(200);
  return reply.body as unknown as TaskView;
}

function told(items: ColumnItemView[] = []): string[] {
  return items.map(({ state, what }) => `${what.id}: ${state}`);
}

describe("the columns of a row, at its task", () => {
  it("tick the letter that came and link its file; what is physical is shown only", async () => {
    const work = player(visitScript);
    const { columns } = await taskAt(work, await work.caseAt("register-letter"), registrar);
    expect(told(columns?.requires)).toEqual(["Surat permohonan: there", "Komputer: elsewhere", "ATK: elsewhere"]);
    expect(columns?.requires[0]?.files.map(({ name }) => name)).toEqual(["surat.pdf"]);
    expect(told(columns?.produces)).toEqual(["Agenda surat masuk: coming"]);
  });

  it("say what an earlier row recorded, and what comes with the decision", async () => {
    const work = player(visitScript);
    const { columns } = await taskAt(work, await work.caseAt("decide"), divisionHead);
    expect(told(columns?.requires)).toEqual(["Rekomendasi: there"]);
    expect(told(columns?.produces)).toEqual(["Keputusan: coming", "Lembar disposisi: coming"]);
  });

  it("call a disposition recorded once it was given, and a letter once it was written", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    const { columns } = await taskAt(work, caseId, registrar);
    expect(told(columns?.requires)).toContain("Lembar disposisi: recorded");
    expect(told(columns?.produces)).toEqual(["Surat jawaban: coming", "Surat permintaan pergantian waktu: coming"]);
    await work.answer(caseId, { outcome: "ya", by: registrar.id });
    await work.answer(caseId, { outcome: "terima", by: people.companion.id });
    const later = await taskAt(work, caseId, people.frontOffice);
    expect(told(later.columns?.requires)).toContain("Surat jawaban: there");
    expect(later.columns?.requires[0]?.letters).toHaveLength(1);
  });

  it("never say of a paper that the service does not make that it is there", async () => {
    const work = player(stopScript);
    const { columns } = await taskAt(work, await work.caseAt("judge-plan"), divisionHead);
    expect(told(columns?.requires)).toEqual(["Lembar disposisi: coming", "Surat tugas: elsewhere"]);
    expect(told(columns?.produces)).toEqual([
      "Rencana kunjungan: recorded",
      "Lembar disposisi: coming",
      "Surat tugas: elsewhere",
    ]);
  });

  it("say of a paper that must be there that it comes with the answer, and nobody finishes without it or the reason", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("sign-guest-book");
    const view = await taskAt(work, caseId, people.mobileOfficer);
    const [ledger] = view.columns?.requires ?? [];
    expect(ledger).toMatchObject({ what: { id: "Buku Besar" }, state: "coming", must: true });
    const path = `/api/staff/tasks/${caseId}/${view.task}`;
    const finish = (values: Record<string, unknown>) =>
      browser(work).post(path, { outcome: "selesai", values }, { as: people.mobileOfficer });
    const refused = await finish({ signedBy: "Bapak Surya" });
    expect([refused.status, refused.body["fields"]]).toEqual([
      422,
      { signedPage: "Unggah foto halaman, atau tulis alasan mengapa tidak ada foto." },
    ]);
    expect((await finish({ signedBy: "Bapak Surya", noPhotoReason: "Kamera rusak" })).status).toBe(200);
  });

  it("are for the signed-in staff: whoever decides by a mailed link is sent none", async () => {
    const { caseId, path, phone, work } = await beforeKabid();
    await prove(phone, path.replace("/api/decisions/", ""), work);
    const page = await phone.get(path);
    expect(page.body["page"]).toBe("decide");
    expect(page.body["task"]).not.toHaveProperty("columns");
    expect(await taskAt(work, caseId, kabid)).toHaveProperty("columns");
  });
});
