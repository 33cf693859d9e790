/** SOP 4 as people play it: straight, another time, refusal, cancellation, and what goes wrong on the day. */
import { afterRegistration, ask, companion, decide, ends, procedure, reply } from "./official-visit-acts.ts";
import { secondSlot, tell, untilDecision, visitDay } from "./official-visit-acts.ts";
import { linkIn } from "./mailbox.ts";
import { officeMorning } from "./office-hours.ts";
import { lengths, memberWith, type Stage, type Story } from "./stage.ts";

export const officialVisitStories: Story[] = [
  { procedure, title: "Sc1: kunjungan berjalan lancar", play: straight },
  { procedure, title: "Sc2: TIDAK, lalu waktu pengganti", play: otherTime },
  { procedure, title: "ditolak dengan alasan", play: refusal },
  { procedure, title: "dibatalkan oleh pengunjung", play: cancellation },
  { procedure, title: "pendamping berhalangan, rombongan tidak hadir", play: noShow },
  { procedure, title: "Sc7: rombongan 120 orang dalam tiga sesi, lalu survei", play: sessions },
];

async function straight(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 1 Contoh", 40);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  const letter = await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  tell(stage, visitor.caseId, "Pengunjung", `menerima surat jawaban: ${letter.subject}`);
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 38, representative: "Budi Santoso" }));
  tell(stage, visitor.caseId, "Pengunjung", "mengisi buku tamu: 38 orang hadir dari 40");
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  tell(stage, visitor.caseId, "Pendamping", "menutup kunjungan");
  return ends(stage, visitor, "SELESAI");
}

async function otherTime(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "MTs Al-Hikmah Contoh", 35);
  await untilDecision(stage, visitor.caseId, "tidak-cocok");
  await decide(stage, visitor.caseId, "tidak", "Ruang baca dipakai untuk kegiatan dinas.");
  await reply(stage, visitor.caseId, "tidak");
  const letter = await stage.mailbox.next(visitor.email, /^Permintaan Pergantian Waktu/);
  linkIn(letter, "lacak");
  tell(stage, visitor.caseId, "Pengunjung", "menerima tiga usulan waktu");
  stage.clock.advance(lengths.day);
  await visitor.requester.answer("pilih", secondSlot);
  tell(stage, visitor.caseId, "Pengunjung", "memilih usulan kedua; berkas kembali ke langkah 4");
  await officeMorning(stage);
  await afterRegistration(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 35 }));
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  tell(stage, visitor.caseId, "Pendamping", "menutup kunjungan");
  return ends(stage, visitor, "SELESAI");
}

async function refusal(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "PT Sumber Contoh", 20);
  await untilDecision(stage, visitor.caseId, "tidak-cocok");
  await decide(stage, visitor.caseId, "tolak", "Tujuan kunjungan di luar layanan perpustakaan.");
  await reply(stage, visitor.caseId, "tolak");
  await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  tell(stage, visitor.caseId, "Pengunjung", "menerima surat penolakan dengan alasan");
  return ends(stage, visitor, "DITUTUP");
}

async function cancellation(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "Komunitas Baca Lestari", 15);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await visitor.requester.cancel("Bus sekolah tidak tersedia.");
  tell(stage, visitor.caseId, "Pengunjung", "membatalkan kunjungan");
  await stage.mailbox.next(visitor.email, /dibatalkan$/);
  return ends(stage, visitor, "DIBATALKAN");
}

async function noShow(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SD Negeri 3 Contoh", 30);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya-dengan-catatan", "Harap membawa pendamping anak.");
  await reply(stage, visitor.caseId, "ya");
  await companion(stage, visitor.caseId, "berhalangan", "Dinas luar pada hari itu.");
  const replacement = memberWith("companion-librarian", 1).id;
  await (await stage.officer("service-section-head")).work(visitor.caseId, "tunjuk", { companion: replacement });
  tell(stage, visitor.caseId, "Kasi", "menunjuk pendamping pengganti");
  await (await stage.officer("companion-librarian", 1)).work(visitor.caseId, "terima");
  tell(stage, visitor.caseId, "Pendamping", "pengganti menerima tugas");
  await visitDay(stage, visitor);
  const desk = await stage.officer("front-office-officer");
  stage.clock.advance(2.5 * lengths.hour);
  await desk.work(visitor.caseId, "tidak-hadir", {}, "Tidak datang sampai pukul 11.30.");
  tell(stage, visitor.caseId, "Front office", "mencatat rombongan tidak hadir");
  return ends(stage, visitor, "DITUTUP");
}

async function sessions(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMA Negeri 2 Contoh", 120, { preferredStart: "09:00", preferredEnd: "10:00" });
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya-dengan-catatan", "Tiga sesi, masing-masing 40 orang.");
  await reply(stage, visitor.caseId, "ya");
  const letter = await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  if (!/sesi 3 : .*40 orang/.test(letter.text)) throw new Error("the letter does not list three sessions");
  tell(stage, visitor.caseId, "Pengunjung", "menerima surat jawaban dengan tiga sesi, masing-masing 40 orang");
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 117 }));
  stage.clock.advance(3 * lengths.hour);
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  const done = await ends(stage, visitor, "SELESAI");
  await stage.mailbox.next(visitor.email, /^Bagaimana layanan kami/);
  await visitor.requester.rate(4);
  tell(stage, visitor.caseId, "Pengunjung", "mengisi survei kepuasan tanpa nama");
  return done;
}
