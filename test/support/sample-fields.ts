/** A form with a field of every kind, as a task, a decision and a request ask them. */
import type { DecisionView, FactView, HistoryView, TaskView } from "../../functions/contract.ts";
import { actors } from "../../statemachines/actors.ts";
import type { Field, Text } from "../../statemachines/vocabulary.ts";
import { taskAt } from "./sample-staff-views.ts";

const same = (text: string): Text => ({ id: text, en: text });

/** Kinds that any form may have. */
export const plainFields: Field[] = [
  { name: "power", kind: "flag", label: { id: "Listrik padam saat layanan", en: "The power failed" } },
  {
    name: "visitors",
    kind: "counts",
    label: { id: "Pengunjung menurut golongan", en: "Visitors by group" },
    hint: { id: "Kosongkan golongan yang tidak hadir.", en: "Leave out groups that did not come." },
    required: true,
    max: 500,
    options: [
      { value: "pelajar", label: { id: "Pelajar", en: "Pupils" } },
      { value: "mahasiswa", label: { id: "Mahasiswa", en: "Students" } },
      { value: "asn", label: { id: "Aparatur sipil negara", en: "Civil servants" } },
      { value: "umum", label: { id: "Masyarakat umum", en: "General public" } },
    ],
  },
  {
    name: "attendance",
    kind: "rows",
    label: { id: "Daftar hadir", en: "Attendance" },
    required: true,
    max: 30,
    columns: [
      { name: "name", kind: "text", label: { id: "Nama", en: "Name" }, required: true, max: 80 },
      { name: "arrival", kind: "time", label: { id: "Jam datang", en: "Arrival" }, required: true },
      {
        name: "party",
        kind: "choice",
        label: { id: "Pihak", en: "Party" },
        options: [
          { value: "dinas", label: { id: "Dinas", en: "Agency" } },
          { value: "mitra", label: { id: "Mitra", en: "Partner" } },
        ],
      },
    ],
  },
  { name: "vehicle", kind: "choice", optionsFrom: "vehicles", label: { id: "Kendaraan", en: "Vehicle" } },
];

/** Kinds that only people of the agency are asked. */
const insideFields: Field[] = [
  {
    name: "crew",
    kind: "staff",
    several: true,
    role: "mobile-library-officer",
    label: { id: "Petugas yang berangkat", en: "Crew" },
    required: true,
    max: 3,
  },
  { name: "agreement", kind: "case", label: { id: "Kerja sama yang mendasari", en: "Underlying agreement" } },
  {
    name: "draft",
    kind: "long-text",
    versioned: true,
    required: true,
    max: 20_000,
    label: { id: "Naskah perjanjian", en: "Text of the agreement" },
  },
];

export const firstDraft = `PERJANJIAN KERJA SAMA
Pasal 1
Para pihak bersepakat menyelenggarakan layanan baca setiap hari Senin.
Pasal 2
Perjanjian ini berlaku selama 1 (satu) tahun.
Pasal 3
Biaya ditanggung oleh pihak pertama.
Pasal 4
Perselisihan diselesaikan dengan musyawarah.`;

export const secondDraft = `PERJANJIAN KERJA SAMA
Pasal 1
Para pihak bersepakat menyelenggarakan layanan baca setiap hari Senin dan Kamis.
Pasal 2
Perjanjian ini berlaku selama 3 (tiga) tahun.
Pasal 3
Biaya ditanggung oleh pihak pertama.
Pasal 4
Perselisihan diselesaikan dengan musyawarah.
Pasal 5
Perubahan dibuat tertulis.`;

export const agreements = Array.from({ length: 12 }, (_, index) => ({
  case: `KSM-2026-000${String(12 - index).padStart(2, "0")}`,
  subject: ["SMK Bina Karya", "Komunitas Literasi Contoh", "Universitas Contoh"][index % 3] ?? "",
}));

/** The same answers as facts: a table each for counts and rows, a link to a case, a text with what changed. */
export const richFacts: FactView[] = [
  {
    name: "visitors",
    label: same("Pengunjung menurut golongan"),
    value: "Pelajar: 31; Masyarakat umum: 9",
    table: {
      columns: [same("Golongan"), same("Jumlah")],
      rows: [
        ["Pelajar", "31"],
        ["Masyarakat umum", "9"],
      ],
      total: "40",
    },
  },
  {
    name: "attendance",
    label: same("Daftar hadir"),
    value: "1. Nama: Siti, Jam datang: 09.00",
    table: {
      columns: [same("Nama"), same("Jam datang"), same("Pihak")],
      rows: [
        ["Siti Rahmawati", "pukul 09.00 WIB", "Dinas"],
        ["Drs. Agung Prabowo", "pukul 09.15 WIB", ""],
      ],
      total: null,
    },
  },
  {
    name: "agreement",
    label: same("Kerja sama yang mendasari"),
    value: "KSM-2026-00012",
    link: { case: "KSM-2026-00012" },
  },
  { name: "draft", label: same("Naskah perjanjian"), value: secondDraft, version: { number: 2, before: firstDraft } },
];

/** A task that asks for a field of every kind, after steps that answered them. */
export function askingEveryKind(overrides: Partial<TaskView> = {}): TaskView {
  const task = taskAt("check-schedule", ["lapor"]);
  const [entry] = task.history;
  const history: HistoryView[] = entry ? [{ ...entry, facts: richFacts }] : [];
  return {
    ...task,
    outcomes: taskAt("check-schedule")
      .outcomes.slice(0, 1)
      .map((outcome) => ({ ...outcome, anytime: false })),
    facts: richFacts,
    history,
    fields: [...plainFields, ...insideFields],
    rules: [],
    aids: {
      ...task.aids,
      context: { ...task.aids.context, vehicles: ["B 9001 PUS", "B 9002 PUS"] },
      staff: {
        "mobile-library-officer": [
          { id: "joko", name: "Joko Prasetyo" },
          { id: "wahyu", name: "Wahyu Nugroho" },
        ],
      },
      cases: { agreement: agreements },
      versions: { draft: { number: 2, text: secondDraft } },
    },
    ...overrides,
  };
}

/** The same behind a mailed link. */
export const linkAskingEveryKind: DecisionView = {
  page: "decide",
  task: askingEveryKind(),
  person: { name: "Joko Prasetyo", role: actors["mobile-library-officer"].title },
  nonce: "nonce-1",
};
