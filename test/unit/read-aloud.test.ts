/** Every mail of every story, in both languages, read as people read it. */
import { describe, expect, it, test } from "vitest";
import type { Language } from "../../statemachines/language/vocabulary.ts";
import { newsOf } from "../../functions/domain/told/news.ts";
import { contactOf } from "../../functions/domain/case/contact.ts";
import { mailFaults } from "../support/mail-faults.ts";
import { played, stories } from "../support/stories.ts";

const languages: Language[] = ["id", "en"];
const told = stories.flatMap((story) => languages.map((language) => ({ name: story.name, language, story })));

test.each(told)("$name, in $language, is told in words of people", async ({ story, language }) => {
  const { work, caseId } = await played(story, language);
  const { email } = contactOf(await work.dossier(caseId));
  const faults = work.mailer.sent.flatMap((mail) => {
    const outside = mail.to.address === email;
    return mailFaults(mail, { caseId: mail.caseId ?? caseId, outside });
  });
  expect(faults).toEqual([]);
});

/** How an end is told to whoever asked: by letter, and as the headline of their page. */
const ends: Record<string, { letter: RegExp | null; headline: RegExp }> = {
  "the visitor withdraws": { letter: /^Sesuai permintaan Bapak\/Ibu, kunjungan/m, headline: /^Anda membatalkan/ },
  "a visitor withdraws by telephone": {
    letter: /^Sesuai permintaan Bapak\/Ibu lewat telepon, kunjungan/m,
    headline: /dibatalkan, dicatat oleh petugas kami/,
  },
  "a clerk cancels": {
    letter: /dibatalkan karena ujian dimajukan\. Pembatalan ini dicatat oleh Petugas Agenda/,
    headline: /dibatalkan, sebagaimana dicatat di kantor kami/,
  },
  "the agency cancels a visit in sessions": {
    letter: /^Dengan menyesal kami sampaikan bahwa kunjungan .+ kami batalkan karena ruang baca banjir\.$/m,
    headline: /^Kunjungan ini kami batalkan$/,
  },
  "the agency cancels a stop": {
    letter: /^Dengan menyesal kami sampaikan bahwa layanan keliling .+ kami batalkan karena mobil rusak berat\.$/m,
    headline: /^Layanan keliling ini kami batalkan$/,
  },
  "the agency cancels an agreement": {
    letter: /^Dengan menyesal kami sampaikan bahwa kerja sama .+ kami batalkan karena anggaran dialihkan\.$/m,
    headline: /^Kerja sama ini kami batalkan$/,
  },
  "no time is chosen": { letter: /Sampai batas waktu kami belum menerima/, headline: /karena belum ada pilihan waktu/ },
  "a silent partner": { letter: /Sampai batas waktu kami belum menerima/, headline: /karena belum ada jawaban/ },
  "the group does not come": { letter: /tetapi rombongan tidak hadir/, headline: /karena rombongan tidak hadir/ },
  "a request is spam": { letter: null, headline: /^Permohonan ini ditutup$/ },
};

describe("how a case ended is told by who ended it", () => {
  it.each(Object.entries(ends))("%s", async (name, { headline, letter }) => {
    const story = stories.find((each) => each.name === name);
    if (!story) throw new Error(name);
    const { work, caseId } = await played(story, "id");
    const dossier = await work.dossier(caseId);
    const before = letter === null ? 1 : 0;
    const last = work.mailer.to(contactOf(dossier).email).at(-1)?.text ?? "";
    if (letter) expect(last).toMatch(letter);
    else expect(work.mailer.to(contactOf(dossier).email)).toHaveLength(before);
    const words = { style: { language: "id", zone: "Asia/Jakarta" } as const, staff: [] };
    expect(newsOf(dossier, words).at(-1)?.text).toMatch(headline);
  });
});

const inSessions = ["a visit in sessions", "the agency cancels a visit in sessions"];

it.each(inSessions)("%s: whatever names the time names every session", async (name) => {
  const story = stories.find((each) => each.name === name);
  if (!story) throw new Error(name);
  const { work } = await played(story, "id");
  const timed = work.mailer.sent.filter(({ text }) => text.includes("pukul 09.00-10.00 WIB"));
  expect(timed.length).toBeGreaterThan(3);
  for (const { text } of timed) {
    expect(text).toContain("pukul 10.00-11.00 WIB");
    expect(text).toContain("pukul 11.00-12.00 WIB");
  }
});

describe("who is relieved on the day, and who comes in their place,", () => {
  it.each(["the companion is replaced", "the driver is replaced"])("are told so: %s", async (name) => {
    const story = stories.find((each) => each.name === name);
    if (!story) throw new Error(name);
    const { work } = await played(story, "id");
    const subjects = work.mailer.sent.map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.startsWith("Penugasan: "))).toHaveLength(1);
    expect(subjects.filter((subject) => subject.startsWith("Tugas dialihkan: "))).toHaveLength(1);
  });
});

it("finds what people should not have to read", () => {
  const about = { caseId: "KJG-2026-00001", outside: true } as const;
  const mail = {
    subject: "Kunjungan (KJG-2026-00001)",
    text: "Kunjungan pada Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB.",
  };
  expect(mailFaults(mail, about)).toEqual([]);
  const bad = [
    "pukul 10.00",
    "09:00-11:00",
    "2026-12-02",
    "2026-10",
    "02 Desember",
    "langkah",
    "official-visit",
    "karena: x",
  ];
  for (const text of bad) expect([text, mailFaults({ ...mail, text }, about).length]).toEqual([text, 1]);
  expect(mailFaults({ ...mail, subject: "Kunjungan" }, about)).toHaveLength(1);
});
