import { describe, expect, it } from "vitest";
import { agreementLine, agreementState } from "../../functions/domain/case/agreement.ts";
import { latestAnswer, openTasks } from "../../functions/domain/case/case-file.ts";
import { timeByUnit } from "../../functions/http/views/time-by-unit.ts";
import { versionsOf } from "../../functions/http/views/versions.ts";
import { player, type Player } from "../support/player.ts";
import {
  agreementScript,
  draftText,
  legalNote,
  minutes,
  partnerEmail,
  signing,
} from "../support/scripts/cooperation-agreement.ts";
import { people } from "../support/builders.ts";

const subjects = (office: Player, to: string): string[] =>
  office.mailer.sent.filter((mail) => mail.to.address === to).map(({ subject }) => subject);

const stepOf = async (office: Player, caseId: string): Promise<string> => (await office.task(caseId)).step;

const mailOf = (member: { email: string }): string => member.email;

describe("a cooperation agreement", () => {
  it("goes from the offer to two signed originals, and the section is warned twice before the end", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    expect(id).toBe("PKS-2026-00001");
    await office.playTo(id, "end");
    const dossier = await office.dossier(id);
    expect(dossier.case).toMatchObject({ ending: "SELESAI", agreement: { year: 2026, number: 1 } });
    expect(subjects(office, partnerEmail)).toEqual([
      `Penawaran kerja sama ${id} telah kami terima`,
      `Penyampaian Draf Perjanjian Kerja Sama (${id})`,
      `Naskah Final dan Penomoran Perjanjian Kerja Sama (${id})`,
      `Usulan Waktu dan Tempat Penandatanganan (${id})`,
      `Jadwal Penandatanganan Perjanjian Kerja Sama (${id})`,
      `Perjanjian Kerja Sama telah ditandatangani (${id})`,
    ]);
    const warnings = dossier.mails.filter(({ letter }) => letter === "agreement-ends-soon");
    expect(warnings.map(({ notBefore }) => notBefore?.slice(0, 10))).toEqual(["2027-09-03", "2027-11-02"]);
    const [entry] = await office.registers.list("agreements", 2026);
    const line = entry?.line;
    if (!line) throw new Error("the register has no line of it");
    expect(line).toEqual(agreementLine(dossier));
    expect(agreementState(line, "2026-12-10")).toBe("in-force");
    expect(agreementState(line, "2027-10-01")).toBe("ends-soon");
    expect(agreementState(line, "2027-12-03")).toBe("ended");
  });

  it("begun by the agency itself writes nothing to the partner before there is a draft", async () => {
    const office = player(agreementScript);
    const id = await office.submit({}, { entryChannel: "staff" });
    await office.playTo(id, "draft");
    expect(subjects(office, partnerEmail)).toEqual([]);
    expect((await office.dossier(id)).case.openedBy).toMatchObject({ role: "service-section-head" });
    await office.answerAsUsual(id);
    expect(subjects(office, partnerEmail)).toHaveLength(1);
  });

  it("an offer from outside needs a letter, an email and consent; an own initiative needs none of them", async () => {
    const office = player(agreementScript);
    const missing = { letterFile: undefined, letterNumber: undefined, contactEmail: undefined, consent: undefined };
    const refused = await office.submit(missing).catch((error: unknown) => error);
    expect(Object.keys((refused as { fields: object }).fields).sort()).toEqual([
      "consent",
      "contactEmail",
      "letterFile",
    ]);
    expect(await office.submit(missing, { entryChannel: "staff" })).toMatch(/^PKS-/);
  });

  it("minutes without benefits and risks are not taken", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "internal-meeting");
    const bare = minutes({ benefits: "", risks: "" });
    await expect(office.answerAsUsual(id, { values: bare })).rejects.toMatchObject({
      fields: { benefits: {}, risks: {} },
    });
  });

  it("the meeting can be moved before its day, and its minutes wait for its hour", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "internal-meeting");
    const task = await office.task(id);
    expect(task.availableFrom).toBe("2026-11-24T02:00:00.000Z");
    expect(task.dueAt).toBe("2026-11-24T05:00:00.000Z");
    const mail = (await office.dossier(id)).mails.find((each) => each.task === task.id);
    expect(mail?.body.paragraphs).toContain("Hasilnya dapat dicatat mulai Selasa, 24 November 2026.");
    await office.answerAsUsual(id, { outcome: "pindah-rapat", values: {}, note: "Kabid dinas luar." });
    expect(await stepOf(office, id)).toBe("submit-proposal");
  });

  it("the number of the partner may be - only with a reason, and the case is not final without it", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "partner-number");
    expect((await office.dossier(id)).case.agreement).toMatchObject({ number: 1 });
    await expect(office.answerAsUsual(id, { values: {} })).rejects.toMatchObject({ fields: { partnerNumber: {} } });
    await expect(office.answerAsUsual(id, { values: { partnerNumber: "-" } })).rejects.toMatchObject({
      fields: { noNumberReason: {} },
    });
    await office.answerAsUsual(id, { values: { partnerNumber: "-", noNumberReason: "Perorangan" } });
    expect(await stepOf(office, id)).toBe("arrange-signing");
  });

  it("changed in substance goes back to the revision and keeps its number", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "partner-number");
    await office.answerAsUsual(id, { outcome: "berubah-isi", values: {}, note: "Pasal 2 masih keliru." });
    expect(await stepOf(office, id)).toBe("revise");
    await office.playTo(id, "arrange-signing");
    expect((await office.dossier(id)).case.agreement).toMatchObject({ number: 1 });
    expect(await office.registers.list("agreements", 2026)).toHaveLength(1);
  });

  it("the signing is recorded from its hour on, not before, and must last longer than a day", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "record-signing");
    const before = { outcome: "ditandatangani", values: signing() };
    office.clock.set(Date.parse("2026-12-02T03:00:00Z"));
    const task = await office.task(id);
    expect(task.availableFrom).toBe("2026-12-03T03:00:00.000Z");
    office.clock.set(Date.parse("2026-12-03T03:00:00Z"));
    await expect(
      office.answerAsUsual(id, { ...before, values: signing({ validUntil: "2026-12-03" }) }),
    ).rejects.toMatchObject({
      fields: { validUntil: {} },
    });
    await expect(office.answerAsUsual(id, { ...before, values: signing({ scan: undefined }) })).rejects.toMatchObject({
      fields: { scan: {} },
    });
    await office.answerAsUsual(id, before);
    expect((await office.dossier(id)).case.ending).toBe("SELESAI");
  });

  it("a signing that is put off is proposed again, and the partner is told", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "record-signing");
    await office.answerAsUsual(id, { outcome: "tunda-penandatanganan", values: {}, note: "Bupati berhalangan." });
    expect(await stepOf(office, id)).toBe("arrange-signing");
    expect(subjects(office, partnerEmail).at(-1)).toBe(`Penandatanganan perjanjian kami tunda (${id})`);
  });

  it("a silent partner is asked again or the case is closed by the section head, at each of the three questions", async () => {
    for (const [step, again] of [
      ["partner-review", "tanya-draf"],
      ["partner-number", "tanya-nomor"],
      ["confirm-signing", "tanya-waktu"],
    ] as const) {
      const office = player(agreementScript);
      const id = await office.submit();
      await office.playTo(id, step);
      office.clock.set(Date.parse((await office.task(id)).deadlineAt ?? "") + 60_000);
      await office.sweep();
      expect(await stepOf(office, id)).toBe("remind-partner");
      await office.answerAsUsual(id, { outcome: again, note: "" });
      expect(await stepOf(office, id)).toBe(step);
      office.clock.set(Date.parse((await office.task(id)).deadlineAt ?? "") + 60_000);
      await office.sweep();
      await office.answerAsUsual(id);
      expect((await office.dossier(id)).case.ending).toBe("KEDALUWARSA");
      expect(subjects(office, partnerEmail).at(-1)).toBe(`Berkas kerja sama ${id} kami tutup karena belum ada jawaban`);
    }
  });

  it("nobody decides on the letter he wrote", async () => {
    const office = player(agreementScript);
    const { divisionHead, agencyHead } = people;
    office.agencies.now.staff = office.agencies.now.staff
      .filter(({ id }) => id !== agencyHead.id)
      .map((each) => (each.id === divisionHead.id ? { ...each, roles: [...each.roles, "agency-head"] } : each));
    const id = await office.submit();
    await office.playTo(id, "approve");
    await expect(office.answerAsUsual(id, { by: divisionHead.id })).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("Sc9: the legal office asks for three revisions", () => {
  it("keeps every round, version and note, and splits the time between agency, legal office and partner", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    const notes = { outcome: "dengan-saran", values: { legalNotes: [legalNote], legalConclusion: "ditelaah-lagi" } };
    for (const round of [1, 2, 3]) {
      await office.playTo(id, "legal-opinion");
      office.clock.set(Date.parse(office.clock.at()) + 2 * 3_600_000);
      const opened = await office.task(id);
      expect(opened.dueAt).not.toBeNull();
      await office.answerAsUsual(id, notes);
      const unexplained = [{ ...legalNote, followed: "tidak-ditindaklanjuti" }];
      await expect(
        office.answerAsUsual(id, {
          outcome: "telaah-ulang",
          values: { agreementText: draftText, followedNotes: unexplained },
        }),
      ).rejects.toMatchObject({ fields: { followedNotes: {} } });
      await office.answerAsUsual(id, {
        outcome: "telaah-ulang",
        values: {
          agreementText: `${draftText}\nPerbaikan putaran ${round}.`,
          followedNotes: [{ ...legalNote, followed: "ditindaklanjuti" }],
        },
      });
    }
    await office.playTo(id, "finalise");
    const dossier = await office.dossier(id);
    expect(dossier.tasks.filter(({ step }) => step === "legal-opinion")).toHaveLength(4);
    expect(versionsOf(dossier, "agreementText").map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const settings = await office.agencies.settings();
    const context = {
      settings,
      staff: [],
      reader: { language: "id", seesPersonal: true },
      now: office.clock.now(),
      outages: [],
    };
    const units = timeByUnit(dossier, context as Parameters<typeof timeByUnit>[1]);
    expect(units.map(({ unit }) => unit.id).sort()).toEqual(["Bagian Hukum", "Dinas", "Mitra"]);
    expect(units.find(({ unit }) => unit.id === "Bagian Hukum")).toMatchObject({ tasks: 4, elapsedMinutes: 360 });
  });
});

describe("Sc10: the agency head refuses", () => {
  it("tidak returns to the letter with the note by mail; the second letter has its own number", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "approve");
    await office.answerAsUsual(id, { outcome: "tidak", values: {}, note: "Perjelas pembiayaan." });
    expect(await stepOf(office, id)).toBe("request-permission");
    const returned = office.mailer.sent.find(({ subject }) => subject.startsWith("Perlu perbaikan"));
    expect(returned).toMatchObject({ to: { address: mailOf(people.divisionHead) } });
    expect(returned?.text).toContain("Perjelas pembiayaan.");
    const second = { permissionNumber: "052/11/2026", basis: "Dasar", background: "Latar", scope: "Lingkup" };
    await office.answerAsUsual(id, { values: { ...second, cost: "mitra" } });
    const letters = (await office.dossier(id)).tasks.filter(({ step }) => step === "request-permission");
    expect(letters.map(({ answer }) => answer?.values["permissionNumber"])).toEqual(["041/11/2026", "052/11/2026"]);
  });

  it("perlu rapat ulang asks for new minutes", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "approve");
    await office.answerAsUsual(id, { outcome: "perlu-rapat-ulang", values: {}, note: "Hitung ulang risikonya." });
    expect(await stepOf(office, id)).toBe("internal-meeting");
    await expect(office.answerAsUsual(id, { values: {} })).rejects.toMatchObject({
      fields: { benefits: {}, risks: {} },
    });
    await office.playTo(id, "approve");
    expect((await office.dossier(id)).tasks.filter(({ step }) => step === "internal-meeting")).toHaveLength(2);
  });

  it("hentikan closes the case; the partner reads only what the section head confirmed", async () => {
    const office = player(agreementScript);
    const id = await office.submit();
    await office.playTo(id, "approve");
    await office.answerAsUsual(id, { outcome: "hentikan", values: {}, note: "Mitra ini bermasalah." });
    expect(subjects(office, partnerEmail)).toHaveLength(1);
    await office.answerAsUsual(id);
    expect((await office.dossier(id)).case.ending).toBe("DITUTUP");
    const letter = office.mailer.sent.at(-1);
    expect(letter).toMatchObject({ subject: `Jawaban Penawaran Kerja Sama (${id})`, to: { address: partnerEmail } });
    expect(letter?.text).toContain("karena anggaran pendukung belum tersedia.");
    expect(office.mailer.sent.map(({ text }) => text).join()).not.toContain("bermasalah");
  });

  it("a meeting that goes no further may be closed without a letter, with the reason kept", async () => {
    const office = player(agreementScript);
    const id = await office.submit({}, { entryChannel: "staff" });
    await office.playTo(id, "internal-meeting");
    office.clock.set(Date.parse("2026-11-24T03:00:00Z"));
    await office.answerAsUsual(id, { outcome: "tidak-dilanjutkan", note: "Risiko terlalu besar." });
    await office.answerAsUsual(id, { outcome: "tutup-tanpa-surat", values: {}, note: "Mitra belum dihubungi." });
    const dossier = await office.dossier(id);
    expect(dossier.case.ending).toBe("DITUTUP");
    expect(latestAnswer(dossier, "internal-meeting")?.note).toBe("Risiko terlalu besar.");
    expect(openTasks(dossier)).toEqual([]);
    expect(subjects(office, partnerEmail)).toEqual([]);
  });
});
