/** SOP 4 as people play it: straight, another time, refusal, cancellation, silence, and what goes wrong on the day. */
import { randomUUID } from "node:crypto";
import type { TaskRow, TaskView } from "../../../functions/contract.ts";
import { linkIn } from "./mailbox.ts";
import { Requester, until } from "./people.ts";
import { lengths, memberWith, type Stage, type Story } from "./stage.ts";

const procedure = "official-visit";

export const officialVisitStories: Story[] = [
  { procedure, title: "kunjungan berjalan lancar", play: straight },
  { procedure, title: "TIDAK, lalu waktu pengganti", play: otherTime },
  { procedure, title: "ditolak dengan alasan", play: refusal },
  { procedure, title: "dibatalkan oleh pengunjung", play: cancellation },
  { procedure, title: "pengunjung tidak menjawab", play: silence },
  { procedure, title: "pendamping berhalangan, rombongan tidak hadir", play: noShow },
  { procedure, title: "rombongan 120 orang dalam tiga sesi, lalu survei", play: sessions },
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
  await officeHours(stage);
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

async function silence(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "Dinas Pendidikan Contoh", 25);
  await untilDecision(stage, visitor.caseId, "tidak-cocok");
  await decide(stage, visitor.caseId, "tidak", "Ada pelatihan pustakawan.");
  await reply(stage, visitor.caseId, "tidak");
  await stage.mailbox.next(visitor.email, /^Permintaan Pergantian Waktu/);
  const deadline = await until("the question to the visitor", async () => {
    const view = await visitor.requester.look();
    return view.answer && view.dueAt;
  });
  stage.clock.jumpTo(Date.parse(deadline) + lengths.minute);
  await stage.tick();
  tell(stage, visitor.caseId, "Sistem", "lima hari kerja tanpa jawaban");
  await stage.mailbox.next(visitor.email, /kami tutup$/);
  return ends(stage, visitor, "KEDALUWARSA");
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
  if (!/sesi 3: .*40 orang/.test(letter.text)) throw new Error("the letter does not list three sessions");
  tell(stage, visitor.caseId, "Pengunjung", "menerima surat jawaban dengan tiga sesi, masing-masing 40 orang");
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 117 }));
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  const done = await ends(stage, visitor, "SELESAI");
  await stage.mailbox.next(visitor.email, /^Bagaimana layanan kami/);
  await visitor.requester.rate(4);
  tell(stage, visitor.caseId, "Pengunjung", "mengisi survei kepuasan tanpa nama");
  return done;
}

interface Visitor {
  requester: Requester;
  caseId: string;
  email: string;
  date: string;
}

async function ask(stage: Stage, institution: string, headcount: number, other: object = {}): Promise<Visitor> {
  await officeHours(stage);
  const email = `${institution.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@sekolah.example`;
  const date = nextVisitDate(stage);
  const values = { ...letterOf(institution, headcount, email), preferredDate: date, ...other };
  const requester = new Requester(stage.base, values);
  const caseId = await requester.ask(procedure, randomUUID());
  tell(stage, caseId, "Pengunjung", `${institution} memohon kunjungan ${date}, ${headcount} orang`);
  await stage.mailbox.next(email, /telah kami terima$/);
  tell(stage, caseId, "Sistem", "menerima surat dan mengirim tanda terima");
  return { requester, caseId, email, date };
}

async function untilDecision(stage: Stage, caseId: string, recommendation: string): Promise<void> {
  const registrar = await stage.officer("mail-registrar");
  await registrar.work(caseId, "agendakan", { urgency: "biasa" });
  const number = await until("the register number", async () => (await registrar.showCase(caseId)).agendaNumber);
  tell(stage, caseId, "Agendaris", `mencatat surat di buku agenda nomor ${number}`);
  await afterRegistration(stage, caseId, recommendation);
}

async function afterRegistration(stage: Stage, caseId: string, recommendation: string): Promise<void> {
  const availability = recommendation === "cocok" ? "sesuai" : "tidak-sesuai";
  await (await stage.officer("mail-registrar")).work(caseId, "lapor", { availability });
  tell(stage, caseId, "Agendaris", "memeriksa jadwal dan melapor kepada Kasi");
  stage.clock.advance(4 * lengths.minute);
  const companion = memberWith("companion-librarian").id;
  await (await stage.officer("service-section-head")).work(caseId, "teruskan", { recommendation, companion });
  tell(stage, caseId, "Kasi", `meminta keputusan Kabid (${recommendation})`);
}

async function decide(stage: Stage, caseId: string, outcome: string, note = ""): Promise<void> {
  stage.clock.advance(5 * lengths.minute);
  const { codeAsked } = await stage.official("library-division-head").decide(caseId, outcome, note);
  tell(
    stage,
    caseId,
    "Kabid",
    `memutuskan "${outcome}" lewat tautan email${codeAsked ? " dengan kode" : ", perangkat dikenal"}`,
  );
}

async function reply(stage: Stage, caseId: string, outcome: string): Promise<void> {
  await (await stage.officer("mail-registrar")).work(caseId, outcome);
  tell(stage, caseId, "Agendaris", `mengirim surat balasan (${outcome})`);
}

async function companion(stage: Stage, caseId: string, outcome: string, note = ""): Promise<void> {
  await stage.official("companion-librarian").decide(caseId, outcome, note);
  tell(stage, caseId, "Pendamping", outcome === "terima" ? "menerima disposisi lewat tautan" : "berhalangan");
}

async function visitDay(stage: Stage, { requester, caseId }: Visitor): Promise<void> {
  const answer = await until("the guest book", async () => {
    const view = await requester.look();
    return view.answer?.availableFrom ? view.answer : null;
  });
  stage.clock.jumpTo(Date.parse(answer.availableFrom ?? "") + 9 * lengths.hour);
  await stage.tick();
  tell(stage, caseId, "Sistem", "hari kunjungan");
}

async function ends(
  stage: Stage,
  { requester, caseId }: Visitor,
  status: "SELESAI" | "DIBATALKAN" | "KEDALUWARSA" | "DITUTUP",
): Promise<string> {
  await requester.waitFor(status);
  const registrar = await stage.officer("mail-registrar");
  const left = (await registrar.inbox("all")).filter((row: TaskRow) => row.case === caseId);
  if (left.length > 0) throw new Error(`${caseId} has ended but still has an open task`);
  tell(stage, caseId, "Sistem", `berkas ditutup: ${status}`);
  return caseId;
}

function secondSlot(task: TaskView): Record<string, unknown> {
  return { slot: task.aids.slots[1] };
}

/** Moves the clock to the next office morning when the office is closed now. */
async function officeHours(stage: Stage): Promise<void> {
  for (let hour = 0; hour < 24 * 10; hour += 1) {
    const local = new Date(stage.clock.now() + 7 * lengths.hour);
    const weekday = local.getUTCDay();
    const open = weekday >= 1 && weekday <= 4 && local.getUTCHours() >= 8 && local.getUTCHours() < 10;
    if (open) break;
    stage.clock.jumpTo(Math.ceil((stage.clock.now() + 1) / lengths.hour) * lengths.hour);
  }
  await stage.tick();
}

/** A Wednesday at least a week ahead. */
function nextVisitDate(stage: Stage): string {
  const date = new Date(stage.clock.now() + 7 * lengths.hour + 8 * lengths.day);
  while (date.getUTCDay() !== 3) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function letterOf(institutionName: string, headcount: number, contactEmail: string): Record<string, unknown> {
  return {
    institutionName,
    institutionType: "smp",
    institutionAddress: "Jalan Pendidikan Nomor 10, Contoh",
    district: "Contoh Kota",
    contactName: "Drs. H. Ma'ruf, M.Pd.",
    contactPosition: "Kepala sekolah",
    contactEmail,
    contactPhone: "081234567890",
    purpose: "literasi",
    purposeDetail: "Mengenal koleksi referensi dan cara menelusur katalog.",
    preferredStart: "09:00",
    preferredEnd: "11:00",
    headcount,
    consent: true,
  };
}

function tell(stage: Stage, caseId: string, who: string, what: string): void {
  stage.tell({ case: caseId, who, what });
}
