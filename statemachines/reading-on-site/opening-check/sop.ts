import { withColumns } from "../../language/columns.ts";
import type { Option, Procedure } from "../../language/vocabulary.ts";
import { columns } from "./columns.ts";

const equipment: Option[] = [
  { value: "listrik", label: { id: "Listrik dan UPS menyala", en: "Power and UPS are on" } },
  { value: "server", label: { id: "Server INLISLite menyala", en: "The INLISLite server is on" } },
  { value: "komputer", label: { id: "Komputer pengunjung menyala", en: "The readers' computers are on" } },
  { value: "katalog", label: { id: "Katalog (OPAC) dapat dibuka", en: "The catalogue can be opened" } },
  { value: "internet", label: { id: "Jaringan internet tersambung", en: "The internet is connected" } },
];

const table: Procedure = {
  id: "opening-check",
  folder: "reading-on-site",
  sop: 2,
  title: { id: "Baca di Tempat: persiapan buka", en: "Reading on site: opening check" },
  code: "REF",
  version: 1,
  requester: "circulation-officer",
  contact: { subject: "date" },
  summary: ["date"],
  reading: { part: "opening" },
  steps: [
    {
      number: null,
      id: "begin-day",
      state: "Memulai hari layanan",
      activity: { id: "Memulai hari layanan", en: "Begin a day of service" },
      actor: "circulation-officer",
      kind: "entry",
      entryChannels: ["calendar"],
      opens: "service-day",
      inputs: "Kalender layanan",
      time: { written: "Setiap hari layanan", basis: "none" },
      output: "Pemeriksaan hari itu",
      fields: [
        {
          name: "date",
          label: { id: "Hari layanan", en: "Day of service" },
          kind: "date",
          required: true,
          entryChannels: ["calendar"],
        },
      ],
      outcomes: [{ id: "mulai", label: { id: "Mulai", en: "Begin" }, to: "prepare" }],
      outsideSop: "X8",
    },
    {
      number: 1,
      id: "prepare",
      state: "Mempersiapkan server dan komputer INLISLite",
      activity: {
        id: "Mempersiapkan server dan komputer inislite",
        en: "Start the server and the catalogue computers",
      },
      actor: "circulation-officer",
      kind: "field",
      inputs: "listrik, ups, server, komputer, jaringan internet",
      time: { written: "5 menit", basis: "working-minutes", min: "PT5M", max: "PT5M" },
      output: "aplikasi inislite siap digunakan",
      deadlineWorkingDays: 1,
      fields: [
        {
          name: "checked",
          label: { id: "Yang sudah siap", en: "What is ready" },
          kind: "choices",
          required: true,
          min: equipment.length,
          options: equipment,
          outcomes: ["siap"],
          error: {
            id: "Centang semuanya, atau pilih “Ada kendala”.",
            en: "Tick everything, or choose “There is a problem”.",
          },
        },
        {
          name: "broken",
          label: { id: "Yang belum siap", en: "What is not ready" },
          kind: "choices",
          required: true,
          options: equipment,
          outcomes: ["ada-kendala"],
        },
      ],
      outcomes: [
        {
          id: "siap",
          label: { id: "Siap melayani", en: "Ready to serve" },
          to: { end: "SELESAI" },
          tone: "yes",
          actions: ["record-open-day"],
        },
        {
          id: "ada-kendala",
          label: { id: "Ada kendala, tetap melayani", en: "There is a problem, but we are open" },
          to: { end: "SELESAI" },
          tone: "change",
          note: "required",
          noteLabel: { id: "Kendala dan tindak lanjut", en: "The problem and what is done about it" },
          actions: ["record-open-day"],
        },
        {
          id: "tidak-buka",
          label: { id: "Hari ini tidak buka", en: "We do not open today" },
          to: { end: "DITUTUP" },
          tone: "no",
          note: "required",
          noteLabel: { id: "Alasan tidak buka", en: "Why we do not open" },
          actions: ["record-closed-day"],
          outsideSop: "X6",
        },
        {
          id: "terlewat",
          label: { id: "Tidak diisi pada harinya", en: "Not filled in on its day" },
          to: { end: "KEDALUWARSA" },
          onDeadline: true,
          outsideSop: "X3",
        },
      ],
    },
  ],
};

/** SOP 2, row 1: once on each day with service, not once per reader (domain reading 1.2). */
export const openingCheck = withColumns(table, columns);
