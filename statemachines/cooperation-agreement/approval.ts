/** Rows 4 to 6 of SOP 3: from the letter of permission to the order to draft. */
import type { Field, Step } from "../language/vocabulary.ts";
import { dispositionFields } from "../shared-rows/disposition.ts";

const reason = { id: "Alasan", en: "Reason" };

export const approvalSteps: Step[] = [
  {
    number: 4,
    id: "request-permission",
    state: "Menyampaikan surat permohonan izin persetujuan",
    meanwhile: {
      id: "Kami membahas usulan kerja sama dan meminta persetujuan pimpinan.",
      en: "We discuss the cooperation and ask for permission.",
    },
    activity: {
      id: "Menyampaikan surat permohonan ijin persetujuan kerjasama bidang perpustakaan kepada Kepala Dinas",
      en: "Ask the agency head for permission",
    },
    actor: "library-division-head",
    kind: "work",
    mail: true,
    mailSays: {
      subject: {
        id: "Mohon surat permohonan izin: usulan kerja sama dengan {subject}",
        en: "Letter of permission: cooperation with {subject}",
      },
      text: {
        id: "Usulan kerja sama dengan {subject} tentang {topic} menunggu surat permohonan izin Bapak/Ibu kepada pimpinan.",
        en: "The cooperation with {subject} about {topic} waits for your letter that asks for permission.",
      },
    },
    inputs: "Hasil Notulensi, ATK, Komputer, Printer",
    time: { written: "30 menit", basis: "working-minutes", min: "PT30M", max: "PT30M" },
    output: "Surat permohonan ijin",
    fields: permissionFields(),
    outcomes: [
      {
        id: "mohon-izin",
        label: { id: "Sampaikan kepada Kepala Dinas", en: "Put before the agency head" },
        to: "approve",
        tone: "yes",
      },
    ],
  },
  {
    number: 5,
    id: "approve",
    state: "Memutuskan izin kerja sama",
    meanwhile: {
      id: "Kami membahas usulan kerja sama dan meminta persetujuan pimpinan.",
      en: "We discuss the cooperation and ask for permission.",
    },
    shows: [
      "scope",
      "cost",
      "costDetail",
      "background",
      "basis",
      "benefits",
      "risks",
      "conclusion",
      "permissionNumber",
    ],
    activity: {
      id: "Jika ya, maka surat ijin persetujuan diberikan untuk melaksanakan kegiatan kerjasama bidang perpustakaan, jika tidak, perlu dipertimbangkan kembali dan diperbaiki",
      en: "Approve, return, ask for another meeting, or stop",
    },
    actor: "agency-head",
    kind: "decision",
    burdens: { field: "cost", in: ["anggaran-dinas", "bersama"] },
    mail: true,
    mailSays: {
      subject: {
        id: "Mohon persetujuan: kerja sama dengan {subject}",
        en: "Please approve: cooperation with {subject}",
      },
      text: {
        id: "Bersama ini kami sampaikan permohonan izin untuk usulan kerja sama dengan {subject} tentang {topic}. Mohon persetujuan Bapak/Ibu.",
        en: "We ask your permission for the cooperation with {subject} about {topic}.",
      },
    },
    inputs: "Hasil Notulensi, informasi Kepala Bidang Perpustakaan",
    time: { written: "60 - 120 Menit", basis: "working-minutes", min: "PT1H", max: "PT2H" },
    output: "Surat persetujuan",
    differsFrom: ["request-permission"],
    fields: [
      {
        name: "approvalNumber",
        label: { id: "Nomor surat persetujuan", en: "Number of the letter of approval" },
        kind: "text",
        max: 60,
        outcomes: ["ya"],
      },
      {
        name: "limits",
        label: { id: "Batasan persetujuan", en: "Limits of the approval" },
        kind: "long-text",
        max: 1000,
        outcomes: ["ya"],
      },
    ],
    outcomes: [
      {
        id: "ya",
        label: { id: "Setujui", en: "Approve" },
        to: "direct-drafting",
        tone: "yes",
        letters: [{ letter: "agreement-approved", to: "library-division-head" }],
      },
      {
        id: "tidak",
        label: { id: "Kembalikan untuk diperbaiki", en: "Return for revision" },
        to: "request-permission",
        tone: "change",
        note: "required",
        letters: [{ letter: "agreement-returned", to: "library-division-head" }],
      },
      {
        id: "perlu-rapat-ulang",
        label: { id: "Perlu rapat ulang", en: "Another meeting is needed" },
        to: "internal-meeting",
        tone: "change",
        note: "required",
        letters: [{ letter: "agreement-returned", to: "library-division-head" }],
      },
      {
        id: "hentikan",
        label: { id: "Hentikan", en: "Stop" },
        to: "confirm-refusal",
        tone: "no",
        note: "required",
        noteLabel: reason,
        outsideSop: "X6",
      },
    ],
  },
  {
    number: null,
    id: "confirm-refusal",
    state: "Mengonfirmasi surat kepada mitra",
    meanwhile: { id: "Surat jawaban sedang kami siapkan.", en: "We are writing our reply." },
    activity: { id: "Mengonfirmasi surat penolakan kepada mitra", en: "Confirm the polite letter to the partner" },
    actor: "service-section-head",
    kind: "work",
    inputs: "Keputusan pimpinan",
    time: { written: "1 hari", basis: "working-day", max: "P1D" },
    output: "Surat kepada mitra",
    outsideSop: "X6",
    fields: [
      {
        name: "reasonForPartner",
        label: { id: "Alasan yang dibaca mitra", en: "Reason that the partner reads" },
        kind: "long-text",
        required: true,
        min: 10,
        max: 1000,
        outcomes: ["kirim-surat"],
        hint: {
          id: "Tulis satu kalimat yang santun; catatan pimpinan tidak ikut dikirim.",
          en: "One polite sentence; the note of the leadership is not sent along.",
        },
      },
    ],
    outcomes: [
      {
        id: "kirim-surat",
        label: { id: "Kirim surat dan tutup", en: "Send the letter and close" },
        told: { id: "Kerja sama belum dapat kami lanjutkan", en: "We cannot go on with the cooperation" },
        to: { end: "DITUTUP" },
        tone: "yes",
        letters: [{ letter: "agreement-declined", to: "partner-party" }],
        outsideSop: "X6",
      },
      {
        id: "tutup-tanpa-surat",
        label: { id: "Tutup tanpa surat", en: "Close without a letter" },
        told: { id: "Berkas kerja sama ditutup", en: "The cooperation is closed" },
        to: { end: "DITUTUP" },
        tone: "no",
        note: "required",
        noteLabel: reason,
        outsideSop: "X6",
      },
    ],
  },
  {
    number: 6,
    id: "direct-drafting",
    state: "Memerintahkan penyusunan draf",
    meanwhile: {
      id: "Kami menyusun draf perjanjian, lalu mengirimnya kepada Anda.",
      en: "We draft the agreement, then send it to you.",
    },
    shows: ["limits"],
    activity: {
      id: "Memerintahkan Kasi Layanan, Otomasi dan Kerjasama Perpustakaan untuk membuat draft perjanjian kerjasama",
      en: "Order the section head to draft the agreement",
    },
    actor: "library-division-head",
    kind: "work",
    mail: true,
    mailSays: {
      subject: {
        id: "Mohon arahan penyusunan draf: kerja sama dengan {subject}",
        en: "Please order the draft: cooperation with {subject}",
      },
      text: {
        id: "Kerja sama dengan {subject} tentang {topic} telah disetujui pimpinan. Mohon pokok-pokok perjanjiannya diarahkan untuk disusun menjadi draf.",
        en: "The cooperation with {subject} about {topic} is approved. Please say what the draft is to contain.",
      },
    },
    inputs: "ATK, surat permohonan, hasil notulensi, komputer, printer",
    time: { written: "60-120 menit", basis: "working-minutes", min: "PT1H", max: "PT2H" },
    output: "draft PKS",
    fields: [
      {
        name: "outline",
        label: { id: "Pokok-pokok perjanjian", en: "Outline of the agreement" },
        kind: "long-text",
        required: true,
        min: 10,
        max: 5000,
      },
      ...dispositionFields(["perintahkan"], ["service-section-head", "mail-registrar"], ["service-section-head"]),
    ],
    outcomes: [
      {
        id: "perintahkan",
        label: { id: "Perintahkan Kasi menyusun draf", en: "Order the draft" },
        to: "draft",
        tone: "yes",
      },
    ],
  },
];

/** Surat permohonan izin persetujuan; what was typed before stands there again, but each letter has its own number. */
function permissionFields(): Field[] {
  const text = (name: string, label: Field["label"]): Field => {
    return { name, label, kind: "long-text", required: true, min: 5, max: 5000, prefill: { field: name } };
  };
  return [
    {
      name: "permissionNumber",
      label: { id: "Nomor surat permohonan izin", en: "Number of the letter" },
      kind: "text",
      required: true,
      max: 60,
      hint: { id: "Surat yang diajukan ulang memakai nomor baru.", en: "A letter put forward again has a new number." },
    },
    text("basis", { id: "Dasar", en: "Basis" }),
    text("background", { id: "Latar belakang", en: "Background" }),
    text("scope", { id: "Ruang lingkup", en: "Scope" }),
    {
      name: "cost",
      label: { id: "Pembiayaan", en: "Who pays" },
      kind: "choice",
      required: true,
      prefill: { field: "cost" },
      options: [
        { value: "tanpa-biaya", label: { id: "Tanpa biaya", en: "No cost" } },
        { value: "anggaran-dinas", label: { id: "Anggaran dinas", en: "The agency's budget" } },
        { value: "mitra", label: { id: "Mitra", en: "The partner" } },
        { value: "bersama", label: { id: "Bersama", en: "Both" } },
      ],
    },
    {
      name: "costDetail",
      label: { id: "Keterangan biaya", en: "About the cost" },
      kind: "text",
      max: 200,
      requiredWhen: { field: "cost", in: ["anggaran-dinas", "bersama"] },
      prefill: { field: "costDetail" },
    },
  ];
}
