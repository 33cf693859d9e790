import { describe, expect, it, test } from "vitest";
import { mailContent } from "../../functions/domain/mail/render-mail.ts";
import type { OutgoingMail } from "../../functions/domain/ports.ts";
import { agency, mailItem, people, requesterEmail } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { everythingIn } from "../support/fakes/memory.ts";
import { linksIn } from "../support/mail-links.ts";
import { player, type Player, type Replies } from "../support/player.ts";
import { anotherTime, refusal, visitScript } from "../support/scripts/official-visit.ts";

async function lastLetter(
  step: string,
  language: "id" | "en",
  replies: Replies = {},
  values: Record<string, unknown> = {},
): Promise<{ mail: OutgoingMail; caseId: string; work: Player }> {
  const work = player(visitScript);
  const caseId = await work.submit(values, { language });
  await work.playTo(caseId, step, replies);
  const mail = work.mailer.to(requesterEmail).at(-1);
  if (!mail) throw new Error("no letter");
  return { mail, caseId, work };
}

const noLetter = { letterNumber: undefined, letterDate: undefined };

describe("a. request received", () => {
  it("in Indonesian", async () => {
    const { mail, caseId } = await lastLetter("register-letter", "id");
    expect(mail.subject).toBe(`Permohonan kunjungan ${caseId} telah kami terima`);
    expect(mail.text).toContain(
      `Permohonan kunjungan dari SMPN 1 Contoh untuk Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB telah kami terima dengan nomor ${caseId}.`,
    );
    expect(mail.text).toContain("paling lambat Rabu, 25 November 2026, pukul 09.00 WIB.");
    expect(mail.text).toContain("Mohon tautan ini tidak diberikan kepada pihak lain.");
  });

  it("in English", async () => {
    const { mail, caseId } = await lastLetter("register-letter", "en");
    expect(mail.subject).toBe(`We received your request for a visit ${caseId}`);
    expect(mail.text).toContain("for Wednesday, 2 December 2026, 09:00-11:00 WIB under number");
    expect(mail.text).not.toMatch(/Bapak|kunjungan/i);
  });
});

describe("h. visit confirmed", () => {
  it("in Indonesian: letterhead, number and date of their letter, time, place, group, companion, signature", async () => {
    const { mail, caseId } = await lastLetter("accept-companionship", "id");
    expect(mail.subject).toBe(`Jawaban Permohonan Kunjungan (${caseId})`);
    for (const part of [
      "Kota Contoh, 23 November 2026",
      "Hal: Jawaban Permohonan Kunjungan",
      "Menindaklanjuti surat Saudara Nomor 421/087/2026 tanggal 20 November 2026 hal permohonan kunjungan,",
      "kami bersedia menerima kunjungan SMPN 1 Contoh pada:",
      "Yth. Kepala SMPN 1 Contoh",
      "hari/tanggal : Rabu, 2 Desember 2026\npukul : 09.00-11.00 WIB",
      "tempat : Ruang Baca Umum",
      "jumlah : 40 orang",
      "Rombongan akan didampingi oleh Rina Kartika, S.IP.",
      "hadir 15 menit sebelum waktu kunjungan",
      "a.n. Kepala Dinas,\nKepala Bidang Perpustakaan,\nDra. Sri Wahyuni, M.Si.\nNIP 196908171994032005",
    ]) {
      expect(mail.text).toContain(part);
    }
  });

  it("in English", async () => {
    const { mail } = await lastLetter("accept-companionship", "en", {}, noLetter);
    for (const part of [
      "Kota Contoh, 23 November 2026",
      "Subject: Reply to your request for a visit",
      "In reply to your request of 23 November 2026 through our site",
      "date : Wednesday, 2 December 2026\ntime : 09:00-11:00 WIB",
      "number : 40 persons",
      "accompanied by Rina Kartika, S.IP.",
      "Head of the Library Division,",
    ]) {
      expect(mail.text).toContain(part);
    }
    expect(mail.text).not.toMatch(/Dengan hormat|pukul|orang/);
  });

  it("names the room that was prepared, and the note of the decision", async () => {
    const { mail } = await lastLetter("accept-companionship", "id", {
      "check-schedule": { values: { availability: "sesuai", room: "Aula Lantai 2" } },
      decide: { outcome: "ya-dengan-catatan", note: "Mohon membawa alas kaki dalam." },
    });
    expect(mail.text).toContain("tempat : Aula Lantai 2");
    expect(mail.text).toContain("Catatan: Mohon membawa alas kaki dalam.");
  });

  it("goes to the front office as a copy with no link", async () => {
    const { work } = await lastLetter("accept-companionship", "en");
    const [copy] = work.mailer.to(people.frontOffice.email);
    expect(copy?.text).toContain("dijadwalkan pada Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB");
    expect(linksIn(copy)).toEqual([]);
  });
});

describe("i. another time asked", () => {
  it("in Indonesian: the reason, three times, until when to choose", async () => {
    const { mail, caseId } = await lastLetter("choose-other-time", "id", anotherTime);
    expect(mail.subject).toBe(`Permintaan Pergantian Waktu Kunjungan (${caseId})`);
    for (const part of [
      "pada Rabu, 2 Desember 2026 kami belum dapat menerima kunjungan karena ruang baca sedang direnovasi.",
      "1. Kamis, 3 Desember 2026, pukul 09.00-11.00 WIB",
      "2. Senin, 7 Desember 2026, pukul 09.00-11.00 WIB",
      "3. Selasa, 8 Desember 2026, pukul 13.00-15.00 WIB",
      "paling lambat Senin, 30 November 2026, pukul 09.00 WIB",
    ]) {
      expect(mail.text).toContain(part);
    }
  });

  it("in English", async () => {
    const { mail } = await lastLetter("choose-other-time", "en", anotherTime);
    expect(mail.text).toContain(
      "we cannot receive your visit on Wednesday, 2 December 2026: Ruang baca sedang direnovasi.",
    );
    expect(mail.text).toContain("3. Tuesday, 8 December 2026, 13:00-15:00 WIB");
    expect(mail.text).toContain("at the latest on Monday, 30 November 2026, 09:00 WIB");
  });
});

describe("how a case may end is told", () => {
  test.each([
    ["id", "kami belum dapat menerima kunjungan tersebut karena layanan kunjungan ditutup sampai akhir tahun."],
    ["en", "we regret that we cannot receive the visit: Layanan kunjungan ditutup sampai akhir tahun."],
  ] as const)("refused, with the reason (%s)", async (language, words) => {
    const { mail } = await lastLetter("never", language, refusal);
    expect(mail.text).toContain(words);
  });

  test.each([
    ["id", "jadwal yang kami sediakan kami buka kembali"],
    ["en", "the times are open to others again"],
  ] as const)("expired (%s)", async (language, words) => {
    const { work } = await lastLetter("choose-other-time", language, anotherTime);
    work.clock.advance({ days: 8 });
    await work.sweep();
    expect(work.mailer.to(requesterEmail).at(-1)?.text).toContain(words);
  });
});

describe("b. the mail that asks for a decision", () => {
  it("says who asks, for when, until when, with what note, and that nothing is decided yet", async () => {
    const { work, caseId } = await lastLetter("decide", "en", { recommend: { note: "Jadwal cocok." } });
    const [mail] = work.mailer.to(people.divisionHead.email);
    expect(mail?.subject).toBe(`Mohon keputusan: kunjungan SMPN 1 Contoh (${caseId})`);
    for (const part of [
      "Yth. Kepala Bidang Perpustakaan,",
      "dari SMPN 1 Contoh, 40 orang, untuk Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
      'Catatan Kepala Seksi Layanan, Otomasi dan Kerja Sama: "Jadwal cocok."',
      "paling lambat Senin, 23 November 2026, pukul 09.20 WIB",
      "Jawaban baru tersimpan setelah Bapak/Ibu menekan tombol konfirmasi",
    ]) {
      expect(mail?.text).toContain(part);
    }
    expect(mail?.text).not.toMatch(/Ratna|0812/);
  });
});

describe("every mail", () => {
  it("is written without exclamation marks, in text and in HTML with the same links", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    await work.answer(caseId, {
      outcome: "usul-lain",
      by: "requester",
      values: { date: "2026-12-10", start: "09:00", end: "11:00" },
    });
    await work.playTo(caseId, "never");
    expect(work.mailer.sent.length).toBeGreaterThan(6);
    for (const mail of work.mailer.sent) {
      expect(mail.text + mail.subject).not.toContain("!");
      for (const { path } of linksIn(mail)) expect(mail.html).toContain(path);
    }
  });

  it("is stored without its links: they are made when it is sent", async () => {
    const { work } = await lastLetter("accept-companionship", "id");
    const ids = work.mailer.sent.flatMap(linksIn).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter((id) => everythingIn(work.memory).includes(id))).toEqual([]);
    expect(everythingIn(work.memory)).not.toContain("https://");
  });

  it("shows what people typed as text, never as HTML", () => {
    const mail = mailItem({
      subject: "<b>",
      body: { paragraphs: ['<img src=x onerror="alert(1)"> & co'], buttons: [], closing: ["<i>"] },
    });
    const { html } = mailContent(dependencies(), agency(), mail, { name: "Ratna", address: requesterEmail });
    expect(html).not.toMatch(/<img|<i>/);
    expect(html).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#38; co");
  });
});
