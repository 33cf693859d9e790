/** A person is found however their e-mail, phone or name was written, wherever a case speaks of them. */
import { beforeAll, describe, expect, it, test } from "vitest";
import type { Change, Dossier } from "../../functions/domain/case/records.ts";
import { copyOf } from "../../functions/domain/personal-data/copy.ts";
import { csvOf } from "../../functions/domain/export/spreadsheet.ts";
import { mentions, soughtBy, speaksOf, type Sought } from "../../functions/domain/personal-data/mentions.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

function sought(typed: string): Sought {
  const found = soughtBy(typed);
  if (!found) throw new Error(`${typed} says too little`);
  return found;
}

describe("what is typed", () => {
  test.each([
    ["KEPSEK@smpn1.sch.test", "email"],
    ["mailto:kepsek@smpn1.sch.test.", "email"],
    ["0812-3456-7890", "phone"],
    ["+62 812 3456 7890", "phone"],
    ["Ratna Dewi", "words"],
    ["0812", "words"],
  ])("%s is read as %s", (typed, by) => expect(sought(typed).by).toBe(by));

  test.each(["", "  ", "ab", "!!!", "é"])("%j says too little", (typed) => expect(soughtBy(typed)).toBeNull());
});

describe("a text speaks of a phone number", () => {
  test.each([
    "0812-3456-7890",
    "+6281234567890",
    "HP/WA: (0812) 3456 7890, sore hari",
    "62 812.3456.7890",
    "0812\u20113456\u20117890",
    "08123456789000812",
    "hubungi 0811 1111 1111 / 081234567890",
  ])("written %s", (text) => expect(speaksOf(text, sought("081234567890"))).toBe(true));

  test.each(["0812-3456-7899", "12345678", "2026-11-23 08.00-11.00", ""])("but not %j", (text) =>
    expect(speaksOf(text, sought("081234567890"))).toBe(false),
  );
});

describe("a text speaks of a name", () => {
  test.each(["Ibu RATNA Déwi, S.Pd.", "Dewi Ratna", "ratna-dewi"])("written %s", (text) =>
    expect(speaksOf(text, sought("Ratna Dewi"))).toBe(true),
  );
  test.each(["Ratna Sari", "Dewi"])("but not by a part of it: %s", (text) =>
    expect(speaksOf(text, sought("Ratna Dewi"))).toBe(false),
  );
  it("which is no mail address, and an address is no name", () => {
    expect(speaksOf("xkepsek@smpn1.sch.test", sought("kepsek@smpn1.sch.test"))).toBe(false);
    expect(speaksOf("Tulis ke <Kepsek@SMPN1.sch.test>.", sought("kepsek@smpn1.sch.test"))).toBe(true);
  });
});

describe("a case", () => {
  let work: Player;
  let dossier: Dossier;

  beforeAll(async () => {
    work = player(visitScript);
    const caseId = await work.caseAt("decide", {}, { contactPhone: "0813 9999 8888", contactName: "=Rahayu Ningsih" });
    dossier = await work.dossier(caseId);
  });
  const where = (typed: string, of = dossier): string[] => mentions(of, sought(typed)).map(({ id }) => id);

  it("tells which fields of the request speak of the person", () => {
    expect(where("+62 813-9999-8888")).toContain("Nomor HP/WhatsApp");
    expect(where("rahayu ningsih")).toContain("Nama penanggung jawab");
    expect(where("Sulistyowati")).toEqual([]);
  });

  it("tells notes, stated names, corrections and addresses that mail went to", () => {
    const [first] = dossier.tasks;
    if (!first?.answer) throw new Error("nothing was answered");
    const answer = {
      ...first.answer,
      note: "Ditelepon 0857 1111 2222.",
      stated: { name: "Joko Widagdo", position: "Analis" },
    };
    const change: Change = {
      ...{
        number: 1,
        operation: "correct-data",
        at: first.openedAt,
        person: "staff:siti",
        name: "Siti",
        role: "mail-registrar",
      },
      ...{ reason: "Diminta Bu Kartini.", values: { contactName: "Baru" }, was: { contactName: "Nama Lama" } },
      ...{ setAside: [], run: 1, done: true },
    };
    const told: Dossier = {
      ...dossier,
      tasks: [{ ...first, answer }, ...dossier.tasks.slice(1)],
      changes: [change],
      mails: dossier.mails.map((mail) =>
        mail.to === "requester" ? { ...mail, deliveries: [{ address: "lain@contoh.test", at: mail.createdAt }] } : mail,
      ),
    };
    expect(where("085711112222", told)[0]).toMatch(/^Catatan: /);
    expect(where("Joko Widagdo", told)).toEqual(["Yang menjawab untuk unitnya"]);
    expect(where("Kartini", told)).toEqual(["Alasan perubahan"]);
    expect(where("nama lama", told)).toEqual(["Nama penanggung jawab"]);
    expect(where("lain@contoh.test", told)).toEqual(["Surat dan email"]);
  });

  it("is copied with labels, in words, with consent, files and mails, and nothing that a spreadsheet would run", async () => {
    const context = { settings: await work.agencies.settings(), staff: await work.agencies.staff() };
    const rows = copyOf(dossier, context);
    const parts = new Set(rows.map(([, part]) => part));
    for (const part of ["Berkas", "Permohonan", "Lampiran", "Surat dan email"]) expect(parts).toContain(part);
    const [phone] = rows.filter(([, , label]) => label === "Nomor HP/WhatsApp");
    expect(phone?.[3]).toBe("+6281399998888");
    expect(
      rows.some(([, , label, content]) => label === "Persetujuan pemrosesan data" && /^Versi /.test(String(content))),
    ).toBe(true);
    expect(csvOf(rows)).toContain(";'=Rahayu Ningsih;");
    // What the staff wrote among themselves is not the person's.
    expect(rows.some(([, part]) => part === "Catatan disposisi")).toBe(false);
  });
});
