/** Visits that are changed beside their flow, by those who may: each story is named by what happens. */
import type { DecisionView } from "../../functions/contract/decision.ts";
import type { ChangeView } from "../../functions/contract/staff.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import { askedAbout, linkIn } from "./mailbox.ts";
import { aMinuteLater, openDay } from "./office-hours.ts";
import { ask, companion, decide, ends, procedure, reply, tell, untilDecision } from "./official-visit-acts.ts";
import { visitDay, type Visitor } from "./official-visit-acts.ts";
import { refusal } from "./people.ts";
import { memberWith, type Stage, type Story } from "./stage.ts";

export const changedVisitStories: Story[] = [
  { procedure, title: "dinas membatalkan", play: agencyCancels },
  { procedure, title: "keputusan ditarik", play: decisionTakenBack },
  { procedure, title: "nama diperbaiki", play: nameCorrected },
  { procedure, title: "jadwal dipindahkan", play: moved },
  { procedure, title: "pendamping diganti, tugas diteruskan, langkah diulang", play: handedOn },
  { procedure, title: "surat ganda", play: duplicate },
  { procedure, title: "kiriman sampah", play: spam },
];

async function agencyCancels(stage: Stage): Promise<string> {
  const visitor = await approved(stage, "SMP Negeri 11 Contoh");
  await companion(stage, visitor.caseId, "terima");
  const kasi = await stage.officer("service-section-head");
  await kasi.change(visitor.caseId, "cancel", "Ruang baca kebanjiran.");
  tell(stage, visitor.caseId, "Kasi", "membatalkan atas nama dinas: ruang baca kebanjiran");
  const letter = await stage.mailbox.next(visitor.email, /^Pembatalan/);
  says(letter.text, "kami batalkan karena ruang baca kebanjiran.");
  await stage.mailbox.next(
    memberWith("companion-librarian").email,
    new RegExp(`dibatalkan oleh dinas: .*${visitor.caseId}`),
  );
  tell(stage, visitor.caseId, "Pengunjung", `menerima surat "${letter.subject}"; pendamping diberi tahu`);
  const other = await ask(stage, "SMP Negeri 12 Contoh", 40, { preferredDate: visitor.date });
  await untilDecision(stage, other.caseId, "cocok");
  await decide(stage, other.caseId, "ya");
  tell(stage, other.caseId, "Kabid", "menyetujui rombongan lain pada waktu yang sudah kosong itu");
  await other.requester.cancel("Digabung dengan rombongan lain.");
  await aMinuteLater(stage);
  await ends(stage, other, "DIBATALKAN");
  return ends(stage, visitor, "DIBATALKAN");
}

async function decisionTakenBack(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 13 Contoh", 40);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  const head = await stage.officer("library-division-head");
  await head.change(visitor.caseId, "take-back", "Ada lomba bertutur pada jam itu.");
  tell(stage, visitor.caseId, "Kabid", "menarik keputusannya sebelum suratnya dikirim");
  const left = await (await stage.officer("mail-registrar")).inbox();
  if (left.some((row) => row.case === visitor.caseId)) throw new Error("the reply is still asked for");
  await decide(stage, visitor.caseId, "ya-dengan-catatan", "Mulai dari ruang anak.");
  await reply(stage, visitor.caseId, "ya");
  const letter = await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  says(letter.text, "Mulai dari ruang anak");
  tell(stage, visitor.caseId, "Pengunjung", "menerima satu surat, dengan catatan dari keputusan yang baru");
  const kasi = await stage.officer("service-section-head");
  const words = await refusal(kasi.change(visitor.caseId, "take-back", "Kasi tidak berwenang menariknya."));
  says(words, "not offered");
  const agencyHead = await stage.officer("agency-head");
  await agencyHead.change(visitor.caseId, "take-back", "Catatan itu tidak perlu.");
  tell(stage, visitor.caseId, "Kepala Dinas", "menarik keputusan setelah suratnya terkirim");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  const corrected = await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  if (corrected.text.includes("ruang anak")) throw new Error("the corrected letter has the note of before");
  tell(stage, visitor.caseId, "Pengunjung", "menerima surat perbaikan");
  return concluded(stage, visitor, 40);
}

async function nameCorrected(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 14 Conto", 40);
  await untilDecision(stage, visitor.caseId, "cocok");
  const registrar = await stage.officer("mail-registrar");
  const right = "SMP Negeri 14 Contoh Kota";
  await registrar.change(visitor.caseId, "correct-data", "Salah ketik pada surat.", {
    "request.institutionName": right,
  });
  tell(stage, visitor.caseId, "Agendaris", `memperbaiki nama menjadi ${right}`);
  const { subject } = await registrar.showCase(visitor.caseId);
  if (subject !== right || (await visitor.requester.look()).subject !== right) throw new Error(`it is "${subject}"`);
  changed(await lastChange(stage, visitor), "SMP Negeri 14 Conto", right);
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  says((await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/)).text, right);
  tell(stage, visitor.caseId, "Pengunjung", "menerima surat dengan nama yang benar");
  await companion(stage, visitor.caseId, "terima");
  const done = await concludedFromVisitDay(stage, visitor, 63);
  const desk = await stage.officer("front-office-officer");
  await desk.change(visitor.caseId, "correct-data", "Terbalik menulis angka.", { "sign-guest-book.attendance": 36 });
  changed(await lastChange(stage, visitor), "63", "36");
  tell(stage, visitor.caseId, "Front office", "memperbaiki jumlah hadir sesudah berkas selesai: 63 menjadi 36");
  return done;
}

async function moved(stage: Stage): Promise<string> {
  const visitor = await approved(stage, "SMP Negeri 15 Contoh");
  await companion(stage, visitor.caseId, "terima");
  const preferredDate = await openDay(stage, procedure, addDays(visitor.date, 1));
  const kasi = await stage.officer("service-section-head");
  const when = { preferredDate, preferredStart: "10:00", preferredEnd: "11:00" };
  await kasi.change(visitor.caseId, "move-appointment", "Disepakati melalui telepon.", when);
  tell(stage, visitor.caseId, "Kasi", `memindahkan kunjungan ${visitor.date} ke ${preferredDate}`);
  const letter = await stage.mailbox.next(visitor.email, /^Perubahan Jadwal/);
  says(letter.text, "pukul : 10.00-11.00 WIB");
  await stage.mailbox.next(
    memberWith("companion-librarian").email,
    new RegExp(`^Jadwal dipindahkan: .*${visitor.caseId}`),
  );
  tell(stage, visitor.caseId, "Pengunjung", "menerima surat perubahan jadwal; pendamping diberi tahu");
  const { answer } = await visitor.requester.look();
  const opens = Date.parse(`${preferredDate}T09:00:00+07:00`);
  if (Date.parse(answer?.availableFrom ?? "") !== opens) throw new Error("the guest book opens on another day");
  return concludedFromVisitDay(stage, visitor, 40);
}

async function handedOn(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 16 Contoh", 40);
  await untilDecision(stage, visitor.caseId, "cocok");
  const { email } = memberWith("library-division-head");
  const asked = await stage.mailbox.next(email, askedAbout(visitor.caseId));
  const kasi = await stage.officer("service-section-head");
  await kasi.change(visitor.caseId, "send-to-row", "Periksa jadwal sekali lagi.", { row: "check-schedule" });
  tell(stage, visitor.caseId, "Kasi", "mengembalikan berkas ke pemeriksaan jadwal");
  const old = `/api/decisions/${linkIn(asked, "k")}`;
  const { body: page } = await stage.official("library-division-head").browser.get<DecisionView>(old);
  if (page.page !== "expired") throw new Error(`the old link shows "${page.page}"`);
  const registrar = await stage.officer("mail-registrar");
  const person = memberWith("mail-registrar").id;
  await registrar.change(visitor.caseId, "hand-on", "Saya yang memegang buku agenda.", { person });
  await registrar.work(visitor.caseId, "lapor", { availability: "sesuai" });
  await kasi.work(visitor.caseId, "teruskan", {
    recommendation: "cocok",
    companion: memberWith("companion-librarian").id,
  });
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  await companion(stage, visitor.caseId, "terima");
  const other = memberWith("companion-librarian", 1);
  await kasi.change(visitor.caseId, "replace-people", "Pendamping sakit.", { companion: other.id });
  for (const told of [memberWith("companion-librarian"), other])
    await stage.mailbox.next(told.email, new RegExp(`^(Penugasan|Tugas dialihkan): .*${visitor.caseId}`));
  tell(stage, visitor.caseId, "Kasi", `mengganti pendamping dengan ${other.name}; keduanya diberi tahu`);
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 40 }));
  await (await stage.officer("companion-librarian", 1)).work(visitor.caseId, "selesai");
  tell(stage, visitor.caseId, "Pendamping", "penggantinya menutup kunjungan");
  return ends(stage, visitor, "SELESAI");
}

async function duplicate(stage: Stage): Promise<string> {
  const first = await ask(stage, "SMP Negeri 17 Contoh", 40);
  const second = await ask(stage, "SMP Negeri 17 Contoh", 40);
  const registrar = await stage.officer("mail-registrar");
  const duplicateOf = first.caseId;
  await registrar.change(second.caseId, "mark-duplicate", "Dikirim dua kali.", { duplicateOf });
  tell(stage, second.caseId, "Agendaris", `menandai sebagai ganda dari ${first.caseId}`);
  await ends(stage, second, "DITUTUP");
  await noLetterBut(stage, second, 1);
  const pointsAt = async (one: Visitor, other: Visitor) =>
    (await registrar.showCase(one.caseId)).related.some((each) => each.case === other.caseId);
  const link = (await lastChange(stage, second)).link?.case;
  if (link !== first.caseId || !(await pointsAt(first, second))) throw new Error("they do not point at each other");
  tell(stage, first.caseId, "Sistem", "kedua berkas saling menunjuk; tidak ada surat pembatalan");
  await untilDecision(stage, first.caseId, "cocok");
  await decide(stage, first.caseId, "ya");
  await reply(stage, first.caseId, "ya");
  await stage.mailbox.next(first.email, /^Jawaban Permohonan Kunjungan/);
  return concluded(stage, first, 40);
}

async function spam(stage: Stage): Promise<string> {
  const sent: Visitor[] = [];
  for (const number of [1, 2, 3, 4, 5]) sent.push(await ask(stage, `Toko Obat Kuat ${number}`, 1));
  const registrar = await stage.officer("mail-registrar");
  const cases = sent.map(({ caseId }) => caseId);
  for (const round of ["sekali", "sekali lagi"]) {
    const results = await registrar.changeMany(cases, "close-quietly", "Iklan.");
    const refused = results.find(({ stored }) => !stored);
    if (refused) throw new Error(`${refused.case}, ${round}: ${refused.message ?? ""}`);
  }
  for (const visitor of sent) {
    tell(stage, visitor.caseId, "Agendaris", "menutup kiriman sampah");
    await ends(stage, visitor, "DITUTUP");
    await noLetterBut(stage, visitor, 1);
  }
  return cases[0] ?? "";
}

async function approved(stage: Stage, institution: string): Promise<Visitor> {
  const visitor = await ask(stage, institution, 40);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  return visitor;
}

async function concluded(stage: Stage, visitor: Visitor, attendance: number): Promise<string> {
  await companion(stage, visitor.caseId, "terima");
  return concludedFromVisitDay(stage, visitor, attendance);
}

async function concludedFromVisitDay(stage: Stage, visitor: Visitor, attendance: number): Promise<string> {
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance }));
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  return ends(stage, visitor, "SELESAI");
}

async function lastChange(stage: Stage, { caseId }: Visitor): Promise<ChangeView> {
  const change = (await (await stage.officer("mail-registrar")).showCase(caseId)).changes.at(-1);
  if (!change) throw new Error("no change is shown");
  return change;
}

function changed({ facts }: ChangeView, was: string, now: string): void {
  if (!facts.some((fact) => fact.was === was && fact.now === now))
    throw new Error(`the history says ${JSON.stringify(facts)}`);
}

async function noLetterBut(stage: Stage, { caseId }: Visitor, count: number): Promise<void> {
  const { mails } = await (await stage.officer("mail-registrar")).showCase(caseId);
  if (mails.length !== count) throw new Error(`letters: ${mails.map(({ subject }) => subject).join("; ")}`);
}

function says(text: string, words: string): void {
  if (!text.includes(words)) throw new Error(`it does not say "${words}": ${text.slice(0, 600)}`);
}
