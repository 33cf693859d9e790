import { withColumns } from "../../language/columns.ts";
import type { Procedure } from "../../language/vocabulary.ts";
import { bookClasses } from "../demographics.ts";
import { daySheet } from "./day-sheet.ts";
import { guestBook, guestBookRules, readerFields } from "./guest-book.ts";
import { columns } from "./columns.ts";

const table: Procedure = {
  id: "reading-visit",
  folder: "reading-on-site",
  sop: 2,
  title: { id: "Baca di Tempat: kunjungan baca", en: "Reading on site: a reader's visit" },
  code: "REF",
  version: 1,
  requester: "reader",
  contact: { subject: "need" },
  summary: [],
  anytime: [
    {
      id: "pergi",
      label: { id: "Pengunjung pergi", en: "The reader has left" },
      to: { end: "DITUTUP" },
      tone: "no",
      by: ["circulation-officer"],
      during: ["fill-guest-book"],
      outsideSop: "X7",
    },
  ],
  reading: { part: "visit", readers: readerFields },
  daySheet,
  ownPage: true,
  // The reader goes before the books are shelved.
  survey: { after: "read" },
  steps: [
    {
      number: 2,
      id: "greet",
      state: "Menyambut dan menanyakan keperluan pengunjung",
      activity: {
        id: "Petugas menyambut dan menanyakan keperluan pengunjung dengan motto 3S yaitu salam, senyum, sapa",
        en: "Greet the reader and ask what they need",
      },
      actor: "circulation-officer",
      kind: "entry",
      entryChannels: ["staff"],
      inputs: "kerapian pakaian, etika",
      time: { written: "1 - 3 menit", basis: "working-minutes", min: "PT1M", max: "PT3M" },
      output: "Mengarahkan pengunjung sesuai keperluan",
      fields: [
        {
          name: "need",
          label: { id: "Keperluan", en: "Need" },
          kind: "text",
          max: 80,
          entryChannels: ["staff"],
        },
      ],
      outcomes: [{ id: "sambut", label: { id: "Sambut", en: "Greet" }, to: "fill-guest-book" }],
    },
    {
      number: 3,
      id: "fill-guest-book",
      state: "Mengisi buku tamu dan menelusur katalog",
      activity: {
        id: "Pengunjung mengisi buku tamu elektronik serta melakukan penelusuran kataloq/ pencarian buku yang tersedia di komputer inislite untuk kemudian melakukan penelusuran kataloq/ pencarian buku di rak",
        en: "Fill in the guest book and search the catalogue",
      },
      actor: "reader",
      helpers: ["circulation-officer"],
      kind: "outside",
      inputs: "komputer, aplikasi OPAC, jaringan internet",
      time: { written: "1 - 5 menit", basis: "working-minutes", min: "PT1M", max: "PT5M" },
      output: "Inventarisir data dan jumlah pengunjung serta ketersediaan buku",
      deadlineWorkingDays: 1,
      fields: guestBook.map((field) => ({ ...field, outcomes: ["ketemu", "kesulitan"] })),
      rules: guestBookRules.map((rule) => ({ ...rule, outcomes: ["ketemu", "kesulitan"] })),
      outcomes: [
        {
          id: "ketemu",
          label: { id: "Saya cari buku sendiri", en: "I find my book myself" },
          to: "read",
          tone: "yes",
          note: "none",
        },
        {
          id: "kesulitan",
          label: { id: "Saya perlu bantuan petugas", en: "I need an officer's help" },
          to: "ask",
          tone: "change",
          note: "none",
        },
        {
          id: "tidak-diisi",
          label: { id: "Buku tamu tidak diisi", en: "The guest book was not filled in" },
          to: { end: "KEDALUWARSA" },
          onDeadline: true,
          outsideSop: "X3",
        },
      ],
    },
    {
      number: 4,
      id: "ask",
      state: "Menanyakan koleksi yang dicari kepada petugas",
      activity: {
        id: "Pemustaka menanyakan informasi koleksi buku yang dicari jika mengalami kesulitan kepada petugas",
        en: "Ask an officer for a book",
      },
      actor: "reader",
      helpers: ["circulation-officer"],
      kind: "work",
      inputs: "komputer, aplikasi inislite, jaringan internet",
      time: { written: "1-2 menit per subjek", basis: "per-unit", min: "PT1M", max: "PT2M", unit: "subject" },
      output: "terpenuhinya informasi yang dibutuhkan",
      units: { field: "subjects" },
      fields: [
        {
          name: "subjects",
          label: { id: "Jumlah subjek yang ditanyakan", en: "Number of subjects asked" },
          kind: "number",
          required: true,
          min: 1,
          max: 20,
        },
        {
          name: "answered",
          label: { id: "Yang terjawab", en: "Answered" },
          kind: "number",
          required: true,
          min: 0,
          max: 20,
        },
      ],
      rules: [
        {
          kind: "sum-at-most",
          parts: ["answered"],
          total: "subjects",
          at: "answered",
          error: { id: "Melebihi jumlah yang ditanyakan.", en: "More than were asked." },
        },
      ],
      outcomes: [
        { id: "terjawab", label: { id: "Sudah dijawab", en: "Answered" }, to: "read", tone: "yes", note: "none" },
      ],
    },
    {
      number: 5,
      id: "read",
      state: "Membaca di meja baca",
      activity: {
        id: "Menerima informasi, mengambil buku di rak dan membaca dimeja baca",
        en: "Take the book from the shelf and read",
      },
      actor: "reader",
      helpers: ["circulation-officer"],
      kind: "work",
      inputs: "Rak Buku, Buku, Meja baca, Karpet",
      time: { written: "Sesuai Kebutuhan pemustaka", basis: "none" },
      output: "Pemustaka membaca diruang baca",
      outcomes: [
        {
          id: "selesai-membaca",
          label: { id: "Selesai membaca", en: "Has finished reading" },
          to: "leave-books",
          tone: "yes",
          note: "none",
        },
      ],
    },
    {
      number: 6,
      id: "leave-books",
      state: "Meninggalkan buku di ruang baca",
      activity: {
        id: "Meninggalkan buku diruang baca dan meninggalkan tandon",
        en: "Leave the books in the reading room",
      },
      actor: "reader",
      kind: "automatic",
      inputs: "Buku yang telah dibaca",
      time: { written: "2 menit", basis: "working-minutes", min: "PT2M", max: "PT2M" },
      output: "Buku yang telah dibaca di meja baca",
      outcomes: [{ id: "ditinggalkan", label: { id: "Ditinggalkan", en: "Left" }, to: "record-books" }],
    },
    {
      number: 7,
      id: "record-books",
      state: "Merekap buku dan menata di rak",
      activity: {
        id: "Merekap buku yang telah dibaca dan menata di rak sesuai dengan klarifikasi",
        en: "Record the books and reshelve them by class",
      },
      actor: "circulation-officer",
      kind: "work",
      inputs: "Buku, meja baca, papan label koleksi, rak buku",
      time: { written: "3 menit perbuku", basis: "per-unit", min: "PT3M", max: "PT3M", unit: "book" },
      output: "Terekapnya buku yang telah dibaca di buku rekapitulasi dan tertata rapi di rak",
      units: { field: "books" },
      fields: [
        {
          name: "books",
          label: { id: "Buku yang dibaca per kelas", en: "Books read, by class" },
          kind: "counts",
          min: 0,
          max: 999,
          options: bookClasses,
          hint: { id: "Kosongkan bila tidak ada buku yang dibaca.", en: "Leave empty if no book was read." },
        },
      ],
      outcomes: [
        {
          id: "terekap",
          label: { id: "Simpan rekap", en: "Save the record" },
          to: { end: "SELESAI" },
          tone: "yes",
          note: "none",
          actions: ["record-reading"],
        },
      ],
    },
  ],
};

/**
 * SOP 2, rows 2-7: one light case per reader or group. No mail; the officer taps when greeting and when recording the
 * books, the reader fills in the guest book. Row 6 is recorded by the system when the reader has finished.
 */
export const readingVisit = withColumns(table, columns);
