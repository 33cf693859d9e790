/**
 * The request, and rows 1 to 4 of SOP 4: the letter is received, entered in the agenda and held against the
 * schedule.
 */
import type { Step } from "../language/vocabulary.ts";
import { askVisitorToComplete, missingFields } from "./completion.ts";
import { requestFields, requestRules } from "./request.ts";

export const receptionSteps: Step[] = [
  {
    number: 1,
    id: "request",
    state: "Mengajukan surat izin kunjungan",
    activity: { id: "Mengajukan surat/email ijin kunjungan", en: "Ask leave to visit" },
    actor: "official-visitor",
    helpers: ["front-office-officer", "mail-registrar"],
    kind: "entry",
    entryChannels: ["public", "staff"],
    inputs: "Surat Kunjungan",
    time: { written: "1 Minggu", basis: "calendar-lead", min: "P7D" },
    output: "Surat kunjungan resmi",
    fields: requestFields,
    rules: requestRules,
    outcomes: [
      {
        id: "kirim",
        label: { id: "Kirim permohonan", en: "Send the request" },
        told: {
          id: "Permohonan kunjungan kami terima, untuk {appointment}",
          en: "We received the request for a visit on {appointment}",
        },
        to: "receive",
      },
    ],
  },
  {
    number: 2,
    id: "receive",
    state: "Menerima surat izin kunjungan",
    activity: { id: "Menerima surat/ email ijin kunjungan", en: "Receive the request" },
    actor: "front-office-officer",
    kind: "automatic",
    inputs: "Surat Kunjungan, komputer, jaringan internet",
    time: { written: "3 menit", basis: "working-minutes", min: "PT3M", max: "PT3M" },
    output: "Surat kunjungan resmi",
    actions: ["announce-requested-slot"],
    letters: [{ letter: "request-received", to: "official-visitor" }],
    outcomes: [{ id: "terima", label: { id: "Terima", en: "Receive" }, to: "register-letter" }],
  },
  {
    number: 3,
    id: "register-letter",
    state: "Mengagendakan surat izin kunjungan",
    meanwhile: {
      id: "Kami memeriksa kesesuaian jadwal dan meminta keputusan pimpinan, lalu mengirim surat jawaban.",
      en: "We check the schedule and ask for a decision, then send our reply.",
    },
    activity: {
      id: "Mengagendakan surat ijin kunjungan dalam buku agenda",
      en: "Enter the letter in the register",
    },
    actor: "mail-registrar",
    kind: "work",
    inputs: "Surat kunjungan, komputer, ATK",
    time: { written: "1 - 2 menit", basis: "working-minutes", min: "PT1M", max: "PT2M" },
    output: "Agenda surat masuk",
    fields: [
      {
        name: "urgency",
        label: { id: "Sifat surat", en: "Urgency" },
        kind: "choice",
        required: true,
        outcomes: ["agendakan"],
        options: [
          { value: "biasa", label: { id: "Biasa", en: "Normal" } },
          { value: "segera", label: { id: "Segera", en: "Urgent" } },
          { value: "sangat-segera", label: { id: "Sangat segera", en: "Very urgent" } },
        ],
      },
      ...missingFields,
    ],
    outcomes: [
      {
        id: "agendakan",
        label: { id: "Catat di buku agenda", en: "Enter in the register" },
        to: "check-schedule",
        tone: "yes",
        actions: ["register-incoming-letter"],
      },
      askVisitorToComplete,
    ],
  },
  {
    number: 4,
    id: "check-schedule",
    state: "Memeriksa jadwal yang tersedia",
    meanwhile: {
      id: "Kami memeriksa kesesuaian jadwal dan meminta keputusan pimpinan, lalu mengirim surat jawaban.",
      en: "We check the schedule and ask for a decision, then send our reply.",
    },
    activity: {
      id: "Memeriksa jadwal yang tersedia apakah sesuai dengan jadwal yang tercantum pada surat ijin kunjungan, memberikan laporan kepada kasi layanan, otomasi dan kerjasama perihal ijin kunjungan",
      en: "Compare the schedule with the letter and report to the section head",
    },
    actor: "mail-registrar",
    helpers: ["front-office-officer"],
    kind: "work",
    notices: ["urgent-request"],
    inputs: "Jadwal Kegiatan, Jadwal kunjungan, Komputer, surat kunjungan, Komputer",
    time: { written: "15-20 menit", basis: "working-minutes", min: "PT15M", max: "PT20M" },
    output: "jadwal yang tersedia",
    fields: [
      {
        name: "availability",
        label: { id: "Hasil pemeriksaan jadwal", en: "Result of the schedule check" },
        kind: "choice",
        required: true,
        outcomes: ["lapor"],
        options: [
          { value: "sesuai", label: { id: "Jadwal tersedia", en: "The time is free" } },
          { value: "tidak-sesuai", label: { id: "Jadwal tidak tersedia", en: "The time is not free" } },
        ],
      },
      {
        name: "room",
        label: { id: "Tempat yang disiapkan", en: "Place" },
        kind: "text",
        max: 100,
        isRoom: true,
        outcomes: ["lapor"],
        hint: {
          id: "Ruang yang biasa bila dikosongkan.",
          en: "The usual room, if left empty.",
        },
      },
      {
        name: "sessions",
        label: { id: "Pembagian sesi", en: "Sessions" },
        kind: "rows",
        max: 10,
        outcomes: ["lapor"],
        hint: {
          id: "Hanya untuk rombongan yang melebihi kapasitas ruang. Jumlah semua sesi sama dengan jumlah rombongan.",
          en: "Only for groups above the capacity of the room. All sessions together hold the whole group.",
        },
        columns: [
          { name: "date", label: { id: "Tanggal", en: "Date" }, kind: "date", required: true, earliest: 0 },
          { name: "start", label: { id: "Mulai", en: "From" }, kind: "time", required: true },
          { name: "end", label: { id: "Selesai", en: "To" }, kind: "time", required: true },
          {
            name: "headcount",
            label: { id: "Orang", en: "Persons" },
            kind: "number",
            required: true,
            min: 1,
            max: 500,
          },
          { name: "group", label: { id: "Kelompok", en: "Group" }, kind: "text", max: 60 },
        ],
      },
      ...missingFields,
    ],
    rules: [
      {
        kind: "sessions",
        rows: "sessions",
        outcomes: ["lapor"],
        error: {
          id: "Setiap sesi harus berada dalam jam layanan, dan sesi tidak boleh bertumpang tindih.",
          en: "Each session must lie within opening hours, and sessions must not overlap.",
        },
      },
    ],
    outcomes: [
      {
        id: "lapor",
        label: { id: "Laporkan kepada Kasi", en: "Report to the section head" },
        to: "recommend",
        tone: "yes",
        guard: "divide-into-sessions",
      },
      askVisitorToComplete,
    ],
  },
];
