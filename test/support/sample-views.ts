/** What the public API answers, made from the real table: Monday 23 November 2026, 10:30 in Jakarta. */
import type { CaseCreatedView, RequestFormView, TrackingView } from "../../functions/contract/public.ts";
import type { DevicesView } from "../../functions/contract/shared.ts";
import type { DecisionDoneView, DecisionView, TaskView } from "../../functions/contract/decision.ts";
import { actors } from "../../statemachines/language/actors.ts";
import type { FormContext } from "../../statemachines/form/check-form.ts";
import { requestFields, requestRules } from "../../statemachines/official-visit/request.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { sampleCase, sampleNow, schoolCase, taskAt } from "./sample-staff-views.ts";

/** As long as a real one: 256 bits. */
export const sampleLink = "n3Vd8uQx1rT5bLmA0wZkC7yHsEoPfJgI2q4RtU6iDXc";

const weekday: [string, string][] = [["08:00", "15:00"]];
const context: FormContext = {
  today: "2026-11-23",
  leadDays: 7,
  serviceHours: { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: [["08:00", "11:00"]] },
  closedDays: [{ date: "2026-12-25", name: "Hari Raya Natal" }],
  exceptions: [],
  office: { serviceHours: {}, closedDays: [], exceptions: [] },
  districts: ["Contoh Kota", "Contoh Barat", "Contoh Timur"],
  vehicles: [],
};

export const sampleForm: RequestFormView = {
  procedure: officialVisit.id,
  title: officialVisit.title,
  words: null,
  fields: requestFields,
  rules: requestRules,
  context,
  capacity: 50,
  headcount: officialVisit.appointment?.headcount ?? null,
  optionalEmail: null,
  letter: null,
  staff: {},
  cases: {},
  consent: {
    version: "1",
    text: {
      id: "Saya menyetujui pemrosesan data pribadi yang saya isikan (nama, jabatan, email, dan nomor telepon) oleh Dinas Perpustakaan dan Kearsipan Kabupaten Contoh untuk memproses permohonan kunjungan, menyampaikan jawaban, dan menyusun statistik kunjungan. Data disimpan paling lama 2 tahun dan tidak diberikan kepada pihak lain kecuali diwajibkan oleh peraturan.",
      en: "I consent to the processing of the personal data given here (name, position, email and phone number) by the library and archives agency of Contoh, to handle this request, to reply and to count visits. Data is kept for at most 2 years.",
    },
  },
  service: {
    requirements: {
      id: "Surat permohonan dari instansi, diajukan paling lambat 1 minggu sebelum kunjungan.",
      en: "A letter of request from the institution, sent at the latest one week before the visit.",
    },
    duration: { id: "Surat jawaban dikirim dalam 1 hari kerja.", en: "We reply within 1 working day." },
    cost: { id: "Tidak dipungut biaya.", en: "Free of charge." },
    complaints: { id: "Kotak saran, (0999) 123456, lapor.go.id", en: "Suggestion box, (0999) 123456, lapor.go.id" },
  },
};

export const sampleCreated: CaseCreatedView = { case: schoolCase, tracking: `/lacak/${sampleLink}`, promisedDays: 1 };

const schedule: NonNullable<TaskView["aids"]["schedule"]> = {
  slot: { date: "2026-12-02", start: "09:00", end: "11:00" },
  fits: true,
  clash: false,
  room: null,
  rooms: [],
  capacity: 50,
  headcount: 40,
  sessions: 1,
  divides: false,
  proposal: [],
  conflicts: [],
  competing: [],
};
const proposed = [
  { date: "2026-12-03", start: "09:00", end: "11:00" },
  { date: "2026-12-04", start: "08:30", end: "10:30" },
  { date: "2026-12-07", start: "13:00", end: "15:00" },
];

/** The division head before the disposition sheet. */
export function deciding(overrides: Partial<TaskView> = {}): Extract<DecisionView, { page: "decide" }> {
  const task = taskAt("decide", ["ya", "ya-dengan-catatan", "tidak", "tolak"]);
  const history = sampleCase.history.filter(({ step }) => step !== "decide" && step !== "reply");
  return {
    page: "decide",
    task: { ...task, history, aids: { ...task.aids, context, schedule }, ...overrides },
    person: { name: "Dra. Endang Kusumawati, M.Si.", role: actors["library-division-head"].title },
    nonce: "nonce-1",
    states: false,
  };
}

/** The requester before one of the agency's questions. */
function asked(stepId: string, outcomes: string[], overrides: Partial<TaskView> = {}): DecisionView {
  const task = taskAt(stepId, outcomes);
  const time = { ...task.time, status: "paused" as const, dueAt: "2026-11-30T09:00:00Z" };
  return {
    page: "decide",
    task: { ...task, time, history: [], files: [], aids: { ...task.aids, context, slots: proposed }, ...overrides },
    person: { name: "Budi Santoso", role: actors["official-visitor"].title },
    nonce: "nonce-1",
    states: false,
  };
}

export const choosingTime = asked("choose-other-time", ["pilih", "usul-lain", "dibatalkan"]);
export const guestBook = asked("sign-guest-book", ["hadir"], {
  aids: { ...taskAt("sign-guest-book").aids, context, prefill: { attendance: 40 } },
});

const summary = {
  case: schoolCase,
  state: "Memberikan keputusan dan disposisi",
  subject: "SMP Negeri 1 Contoh",
  dueAt: "2026-11-23T03:50:00Z",
};
const role = actors["library-division-head"].title;
const approved = { id: "Setujui", en: "Approve" };

export const askingCode: DecisionView = {
  page: "proof",
  role,
  maskedEmail: "e••••@contoh.go.id",
  shared: false,
  summary,
};
/** Somebody outside who gave no address. */
export const withoutAddress: DecisionView = {
  page: "proof",
  role: actors["official-visitor"].title,
  maskedEmail: null,
  shared: false,
  summary: { ...summary, state: "Memilih waktu kunjungan pengganti" },
};

/** The pages on which nothing is asked, each with words that must be on it. */
export const closedPages: { view: DecisionView; status: number; says: string }[] = [
  {
    view: {
      page: "decided",
      case: schoolCase,
      task: "decide-1",
      outcome: approved,
      by: "Dra. Endang Kusumawati, M.Si.",
      role,
      decidedAt: "2026-11-23T03:12:00Z",
      mine: false,
    },
    status: 200,
    says: "Setujui, oleh Dra. Endang Kusumawati, M.Si. (Kepala Bidang Perpustakaan), Senin, 23 November 2026",
  },
  { view: { page: "expired", case: schoolCase, task: "decide-1" }, status: 410, says: "sudah kedaluwarsa" },
  {
    view: {
      page: "expired",
      case: schoolCase,
      task: "choose-other-time-1",
      outside: { again: "official-visit", phone: "(0123) 456789" },
    },
    status: 410,
    says: "mengajukan permohonan baru kapan saja",
  },
  { view: { page: "reassigned", to: null, case: schoolCase, role }, status: 200, says: "sudah dialihkan" },
  { view: { page: "locked", until: "2026-11-23T03:45:00Z" }, status: 200, says: "hari ini 10.45 WIB" },
  { view: { page: "unknown" }, status: 404, says: "tidak dikenal" },
];

export const stored: DecisionDoneView = {
  page: "done",
  case: schoolCase,
  outcome: approved,
  decidedAt: sampleNow,
  again: false,
  next: null,
  told: null,
  about: "SMP Negeri 1 Contoh: Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
  settled: null,
};

const letterText = `Contoh, 23 November 2026

Nomor   : 400.14.5.4/0012
Hal     : Permintaan Pergantian Waktu Kunjungan

Yth. Kepala SMP Negeri 1 Contoh

Dengan hormat,
Menindaklanjuti surat Saudara Nomor 421.3/118/SMPN1 tanggal 20 November 2026, dengan ini kami sampaikan bahwa pada Rabu, 2 Desember 2026 kami belum dapat menerima kunjungan karena ruang baca dipakai rapat dinas. Sebagai gantinya, kami mengusulkan tiga waktu kunjungan berikut.

Demikian disampaikan, atas pengertian dan kerja sama Saudara diucapkan terima kasih.`;

/** A phone of one's own and a computer of the office. */
export const sampleDevices: DevicesView = {
  devices: [
    {
      device: "a".repeat(64),
      name: "Samsung Internet, Android",
      shared: false,
      since: "2026-11-23T01:30:00Z",
      until: "2027-02-21T01:30:00Z",
      isThis: true,
    },
    {
      device: "b".repeat(64),
      name: "",
      shared: true,
      since: "2026-11-22T02:00:00Z",
      until: "2026-11-23T14:00:00Z",
      isThis: false,
    },
  ],
};

/** A request for which another time is asked: the requester has to answer. */
export const sampleTracking: TrackingView = {
  language: "id",
  case: schoolCase,
  title: officialVisit.title,
  subject: "SMP Negeri 1 Contoh",
  status: "MENUNGGU_PIHAK_LUAR",
  createdAt: "2026-11-23T01:20:00Z",
  facts: sampleCase.facts.filter(({ name }) => name !== "contactName"),
  told: {
    headline: "Kami mengusulkan waktu lain untuk kunjungan Anda",
    news: [
      {
        at: "2026-11-23T01:20:00Z",
        text: "Permohonan kunjungan kami terima, untuk Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
      },
      { at: "2026-11-23T03:20:00Z", text: "Kami mengusulkan waktu lain untuk kunjungan Anda" },
    ],
    next: { text: "Kapan Anda dapat berkunjung?", answerBy: "2026-11-30T09:00:00Z" },
    promise: {
      text: "Dijawab sebelum batas yang kami janjikan, Selasa, 24 November 2026, pukul 08.20 WIB.",
      holds: true,
    },
    settled: null,
    again: null,
  },
  letters: [{ title: "Permintaan Pergantian Waktu Kunjungan", sentAt: "2026-11-23T03:20:00Z", text: letterText }],
  answer: {
    path: `/k/${sampleLink}`,
    text: "Kapan Anda dapat berkunjung?",
    availableFrom: null,
    outcomes: [
      { id: "pilih", label: { id: "Pilih salah satu waktu", en: "Choose one of the times" }, tone: "yes" },
      { id: "usul-lain", label: { id: "Usulkan waktu lain", en: "Propose another time" }, tone: "change" },
    ],
  },
  change: null,
  cancel: { nonce: "nonce-1" },
  proof: { maskedEmail: "r••••@sekolah.example", shared: false },
  address: null,
  known: false,
  survey: null,
};
