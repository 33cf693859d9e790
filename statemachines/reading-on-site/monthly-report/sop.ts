import { withColumns } from "../../language/columns.ts";
import type { Procedure } from "../../language/vocabulary.ts";
import { reportFigures } from "./figures.ts";
import { columns } from "./columns.ts";

const table: Procedure = {
  id: "monthly-report",
  folder: "reading-on-site",
  sop: 2,
  title: { id: "Baca di Tempat: laporan bulanan", en: "Reading on site: monthly report" },
  code: "REF",
  version: 1,
  noun: { id: "laporan bulanan", en: "monthly report" },
  requester: "circulation-officer",
  contact: { subject: "month" },
  summary: ["month", "correction"],
  reading: { part: "report" },
  steps: [
    {
      number: null,
      id: "begin-report",
      state: "Membuka laporan bulan",
      activity: { id: "Membuka laporan bulan", en: "Open the report of a month" },
      actor: "circulation-officer",
      kind: "entry",
      entryChannels: ["calendar", "staff"],
      opens: "month",
      inputs: "Rekap harian",
      time: { written: "Hari kerja pertama bulan berikutnya", basis: "none" },
      output: "Laporan bulan yang masih kosong",
      fields: [
        {
          name: "month",
          label: { id: "Bulan laporan", en: "Month reported on" },
          kind: "text",
          month: true,
          required: true,
          pattern: "20\\d\\d-(0[1-9]|1[0-2])",
          error: { id: "Tulis bulan seperti 2026-11.", en: "Write a month such as 2026-11." },
          hint: { id: "Tahun dan bulan, seperti 2026-11.", en: "Year and month, such as 2026-11." },
          entryChannels: ["calendar", "staff"],
        },
        {
          name: "correction",
          label: { id: "Alasan pembetulan", en: "Reason of the correction" },
          kind: "long-text",
          required: true,
          min: 5,
          max: 500,
          entryChannels: ["staff"],
        },
      ],
      outcomes: [{ id: "buka-laporan", label: { id: "Buka laporan", en: "Open the report" }, to: "report" }],
      outsideSop: "X8",
    },
    {
      number: 8,
      id: "report",
      state: "Membuat laporan dan melaporkan kepada Kasi",
      activity: {
        id: "Membuat laporan dan melaporkan kepada Kasi Layanan, Otomasi dan Kerjasama Perpustakaan",
        en: "Make the report and submit it to the section head",
      },
      actor: "circulation-officer",
      kind: "work",
      inputs: "Buku rekapitulasi, komputer, printer, aplikasi inislite, ATK, Listrik",
      time: { written: "per bulan", basis: "recurring", unit: "R/P1M" },
      remindAfter: "P2D",
      timeout: "P360D",
      notices: ["days-without-recap"],
      output: "Laporan sesuai dengan rekapitulasi harian",
      computes: "reading-month",
      fields: [
        ...reportFigures,
        {
          name: "missingExplained",
          prefill: { step: "report", field: "missingExplained" },
          label: { id: "Penjelasan hari tanpa rekap", en: "Why days have no recap" },
          kind: "long-text",
          requiredWhen: { field: "missingDays", filled: true },
          max: 1000,
          outcomes: ["laporkan"],
        },
        {
          name: "obstacles",
          prefill: { step: "report", field: "obstacles" },
          label: { id: "Kendala", en: "Obstacles" },
          kind: "long-text",
          max: 2000,
          outcomes: ["laporkan"],
        },
        {
          name: "followUp",
          prefill: { step: "report", field: "followUp" },
          label: { id: "Tindak lanjut", en: "Follow-up" },
          kind: "long-text",
          max: 2000,
          outcomes: ["laporkan"],
        },
      ],
      outcomes: [
        {
          id: "laporkan",
          label: { id: "Kirim laporan kepada Kasi", en: "Send the report to the section head" },
          to: "receive-report",
          tone: "yes",
          onlyWhen: { field: "visitors", is: "positive" },
        },
        {
          id: "nihil",
          label: { id: "Kirim laporan NIHIL", en: "Send a NIL report" },
          to: "receive-report",
          tone: "change",
          note: "required",
          noteLabel: { id: "Alasan nihil", en: "Why there is nothing to report" },
          onlyWhen: { field: "visitors", is: "zero" },
        },
      ],
    },
    {
      number: 9,
      id: "receive-report",
      state: "Menerima laporan",
      shows: [...reportFigures.map(({ name }) => name), "missingExplained", "obstacles", "followUp"],
      activity: { id: "Menerima Laporan", en: "Receive the report" },
      actor: "service-section-head",
      kind: "decision",
      mail: true,
      mailSays: {
        subject: { id: "Laporan bulanan {subject} untuk diterima", en: "Monthly report of {subject} to be received" },
        text: {
          id: "Laporan bulanan layanan baca di tempat bulan {subject} telah disusun oleh {doer} dan kami sampaikan untuk diterima.",
          en: "The monthly report on reading on site of {subject} was made by {doer}. Please receive it.",
        },
      },
      inputs: "Laporan bulanan dalam bentuk hardcopy maupun softcopy",
      time: { written: "30 menit", basis: "working-minutes", min: "PT30M", max: "PT30M" },
      notices: ["days-without-recap"],
      output: "tersampainya laporan kepada Kasi layanan, otomasi dan kerjasama",
      differsFrom: ["report"],
      outcomes: [
        {
          id: "terima",
          label: { id: "Terima laporan", en: "Receive the report" },
          to: { end: "SELESAI" },
          tone: "yes",
          actions: ["file-report"],
        },
        {
          id: "kembalikan",
          label: { id: "Kembalikan untuk diperbaiki", en: "Return for revision" },
          to: "report",
          tone: "change",
          note: "required",
          noteLabel: { id: "Yang perlu diperbaiki", en: "What to revise" },
          outsideSop: "X6",
        },
      ],
    },
  ],
};

/**
 * SOP 2, rows 8-9: opens by itself on the first working day after the month (domain reading A16). A report that was
 * received is never changed; a correction is a new case of the same month, which becomes the next version.
 */
export const monthlyReport = withColumns(table, columns);
