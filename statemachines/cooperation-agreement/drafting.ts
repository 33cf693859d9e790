/** Rows 7 to 10 of SOP 3: the draft with the partner, the legal opinion, and as many rounds as it takes (A12). */
import type { Field, Step } from "../language/vocabulary.ts";

/** The text of the agreement, the same field at every row, so that each answer is a version of it. */
export function agreementText(hint: Field["hint"]): Field {
  return {
    name: "agreementText",
    label: { id: "Naskah perjanjian", en: "Text of the agreement" },
    kind: "long-text",
    versioned: true,
    required: true,
    min: 100,
    max: 40_000,
    prefill: { field: "agreementText" },
    ...(hint ? { hint } : {}),
  };
}

const article: Field[] = [
  { name: "article", label: { id: "Pasal", en: "Article" }, kind: "text", required: true, max: 40 },
  { name: "paragraph", label: { id: "Ayat", en: "Paragraph" }, kind: "text", max: 40 },
  { name: "proposal", label: { id: "Usulan", en: "Proposal" }, kind: "long-text", required: true, max: 1000 },
  { name: "reason", label: { id: "Alasan", en: "Reason" }, kind: "long-text", max: 1000 },
];

export const draftingSteps: Step[] = [
  {
    number: 7,
    id: "draft",
    state: "Membuat draf perjanjian bersama pihak lain",
    meanwhile: {
      id: "Kami menyusun draf perjanjian, lalu mengirimnya kepada Anda.",
      en: "We draft the agreement, then send it to you.",
    },
    activity: {
      id: "Membuat draft Perjanjian kerjasama bersama Pihak lain",
      en: "Draft the agreement together with the partner",
    },
    actor: "service-section-head",
    kind: "work",
    inputs: "ATK, surat permohonan, hasil notulensi, komputer, printer",
    time: { written: "120 - 180 menit", basis: "working-minutes", min: "PT2H", max: "PT3H" },
    output: "draf PKS PARA PIHAK",
    fields: [
      {
        name: "title",
        label: { id: "Perjanjian tentang", en: "Title" },
        kind: "text",
        required: true,
        min: 5,
        max: 200,
        prefill: { field: "title" },
        hint: { id: "Judul di bawah kata TENTANG pada naskah.", en: "The title below the word TENTANG in the deed." },
      },
      agreementText({
        id: "Lazimnya: para pihak, maksud dan tujuan, objek, ruang lingkup, lokasi, hak dan kewajiban, pembiayaan, jangka waktu, korespondensi, keadaan kahar, penyelesaian perselisihan, addendum, penutup.",
        en: "Usually: the parties, purpose, object, scope, place, rights and duties, financing, term, correspondence, force majeure, disputes, addendum, closing.",
      }),
    ],
    outcomes: [
      {
        id: "kirim-ke-mitra",
        label: { id: "Kirim kepada mitra", en: "Send to the partner" },
        told: { id: "Draf perjanjian kami kirim untuk Anda tanggapi", en: "We sent you the draft of the agreement" },
        to: "partner-review",
        tone: "yes",
        letters: [{ letter: "agreement-draft", to: "partner-party" }],
      },
    ],
  },
  {
    number: null,
    id: "partner-review",
    state: "Menanggapi draf perjanjian",
    asks: {
      id: "Apakah Anda setuju dengan draf perjanjian tentang {title}?",
      en: "Do you agree to the draft of the agreement on {title}?",
    },
    activity: { id: "Menanggapi draf perjanjian", en: "Read the draft and answer" },
    actor: "partner-party",
    helpers: ["service-section-head"],
    accepts: ["draft"],
    kind: "outside",
    inputs: "Draf perjanjian",
    time: { written: "10 hari kerja", basis: "working-day", max: "P10D" },
    deadlineWorkingDays: 10,
    output: "draf PKS PARA PIHAK",
    outsideSop: "X3",
    fields: [
      {
        ...agreementText({
          id: "Ubah langsung pada naskah; bagian yang berubah ditandai bagi dinas.",
          en: "Change the text itself; the agency sees what you changed.",
        }),
        outcomes: ["usul-perubahan"],
      },
    ],
    outcomes: [
      {
        id: "setujui-draf",
        label: { id: "Setuju dengan draf", en: "Agree to the draft" },
        told: { id: "Anda setuju dengan draf perjanjian", en: "You agreed to the draft" },
        toldOnBehalf: { id: "Persetujuan atas draf perjanjian dicatat", en: "The draft is agreed to, as recorded" },
        to: "ask-legal",
        tone: "yes",
      },
      {
        id: "usul-perubahan",
        label: { id: "Usulkan perubahan", en: "Propose changes" },
        told: { id: "Anda mengusulkan perubahan draf perjanjian", en: "You proposed changes of the draft" },
        toldOnBehalf: { id: "Usulan perubahan draf dicatat", en: "Changes of the draft are recorded" },
        to: "draft",
        tone: "change",
        note: "required",
        noteLabel: { id: "Yang diusulkan berubah", en: "What you would like to change" },
      },
      silence(),
    ],
  },
  {
    number: null,
    id: "remind-partner",
    state: "Menindaklanjuti mitra yang belum menanggapi",
    meanwhile: { id: "Petugas kami akan menghubungi Anda.", en: "Our officer will call you." },
    activity: { id: "Menindaklanjuti mitra yang belum menanggapi", en: "Ask the silent partner again, or close" },
    actor: "service-section-head",
    kind: "work",
    inputs: "Draf PKS",
    time: { written: "1 hari", basis: "working-day", max: "P1D" },
    output: "Tanggapan mitra",
    outsideSop: "X3",
    outcomes: [
      {
        id: "tanya-draf",
        label: { id: "Kirim ulang draf", en: "Send the draft again" },
        to: "partner-review",
        tone: "yes",
        after: { step: "partner-review", outcomes: ["tanpa-tanggapan"] },
        letters: [{ letter: "agreement-draft", to: "partner-party" }],
        outsideSop: "X3",
      },
      {
        id: "tanya-nomor",
        label: { id: "Kirim ulang permintaan nomor", en: "Ask for the number again" },
        to: "partner-number",
        tone: "yes",
        after: { step: "partner-number", outcomes: ["tanpa-tanggapan"] },
        letters: [{ letter: "agreement-final", to: "partner-party" }],
        outsideSop: "X3",
      },
      {
        id: "tanya-waktu",
        label: { id: "Kirim ulang usulan waktu", en: "Propose the time again" },
        to: "confirm-signing",
        tone: "yes",
        after: { step: "confirm-signing", outcomes: ["tanpa-tanggapan"] },
        letters: [{ letter: "agreement-signing-proposed", to: "partner-party" }],
        outsideSop: "X3",
      },
      {
        id: "tutup-berkas",
        label: { id: "Tutup berkas", en: "Close the case" },
        told: { id: "Berkas kerja sama ditutup karena belum ada jawaban", en: "Closed, because we had no answer" },
        to: { end: "KEDALUWARSA" },
        tone: "no",
        note: "required",
        letters: [{ letter: "agreement-expired", to: "partner-party" }],
        outsideSop: "X3",
      },
    ],
  },
  {
    number: 8,
    id: "ask-legal",
    state: "Meminta bantuan hukum",
    meanwhile: {
      id: "Draf ditelaah Bagian Hukum dan disempurnakan. Naskah final kami kirim kepada Anda.",
      en: "The legal office reads the draft. We send you the final text.",
    },
    activity: {
      id: "Meminta bantuan hukum untuk memberikan opini hukum terhadap draft perjanjian kerjasama yang telah disusun kedua belah pihak",
      en: "Ask the legal office for its opinion",
    },
    actor: "service-section-head",
    kind: "work",
    inputs: "Draft PKS, surat permohonan, hasil notulensi, surat ijin pimpinan",
    time: { written: "30 menit", basis: "working-minutes", min: "PT30M", max: "PT30M" },
    output: "draf PKS PARA PIHAK",
    fields: [
      {
        name: "legalLetterNumber",
        label: { id: "Nomor surat permohonan telaah", en: "Number of the letter" },
        kind: "text",
        max: 60,
      },
    ],
    outcomes: [
      {
        id: "minta-telaah",
        label: { id: "Kirim kepada Bagian Hukum", en: "Send to the legal office" },
        to: "legal-opinion",
        tone: "yes",
        letters: [{ letter: "agreement-legal-opinion-asked", to: "legal-office" }],
      },
    ],
  },
  {
    number: 9,
    id: "legal-opinion",
    state: "Memberikan opini hukum",
    meanwhile: {
      id: "Draf ditelaah Bagian Hukum dan disempurnakan. Naskah final kami kirim kepada Anda.",
      en: "The legal office reads the draft. We send you the final text.",
    },
    activity: {
      id: "Memberikan opini hukum terhadap draft surat perjanjian kerjasama dan saran perbaikan pada diktum ketentuan pasal dan ayat yang tercantum dalam draft surat perjanjian kerjasama",
      en: "Give the legal opinion",
    },
    actor: "legal-office",
    kind: "decision",
    mail: true,
    mailSays: {
      subject: { id: "Mohon telaah hukum: draf PKS dengan {subject}", en: "Legal review: draft with {subject}" },
      text: {
        id: "Bersama ini kami sampaikan draf perjanjian kerja sama dengan {subject} tentang {title}. Mohon opini hukum dan saran perbaikan atas ketentuan pasal dan ayat di dalamnya. Naskah draf dapat dibaca pada halaman di bawah.",
        en: "We put before you the draft of the agreement with {subject} on {title}. Please give your legal opinion. The text stands on the page below.",
      },
    },
    inputs: "Draft PKS, surat permohonan, hasil notulensi, surat ijin pimpinan",
    time: { written: "1 hari", basis: "working-day", min: "P1D", max: "P1D" },
    output: "Draft PKS PARA PIHAK dengan opini hukum",
    fields: [
      { name: "opinionNumber", label: { id: "Nomor nota/surat", en: "Number of the opinion" }, kind: "text", max: 60 },
      {
        name: "legalNotes",
        label: { id: "Saran per pasal dan ayat", en: "Corrections by article and paragraph" },
        kind: "rows",
        required: true,
        max: 60,
        columns: article,
        outcomes: ["dengan-saran"],
      },
      {
        name: "legalConclusion",
        label: { id: "Kesimpulan", en: "Conclusion" },
        kind: "choice",
        required: true,
        outcomes: ["dengan-saran"],
        options: [
          {
            value: "diperbaiki",
            label: { id: "Dapat dilanjutkan dengan perbaikan", en: "May go on once corrected" },
          },
          {
            value: "ditelaah-lagi",
            label: { id: "Perlu ditelaah lagi setelah diperbaiki", en: "To be seen again once corrected" },
          },
        ],
      },
    ],
    outcomes: [
      {
        id: "tanpa-catatan",
        label: { id: "Dapat dilanjutkan tanpa catatan", en: "May go on, no corrections" },
        to: "finalise",
        tone: "yes",
      },
      {
        id: "dengan-saran",
        label: { id: "Sampaikan saran perbaikan", en: "Suggest corrections" },
        to: "revise",
        tone: "change",
      },
    ],
  },
  {
    number: 10,
    id: "revise",
    state: "Merevisi draf perjanjian",
    meanwhile: {
      id: "Draf ditelaah Bagian Hukum dan disempurnakan. Naskah final kami kirim kepada Anda.",
      en: "The legal office reads the draft. We send you the final text.",
    },
    activity: { id: "Melakukan revisi Draft Surat Perjanjian Kerjasama", en: "Revise the draft" },
    actor: "service-section-head",
    kind: "work",
    inputs: "Draft PKS PARA PIHAK dengan opini hukum",
    time: { written: "15- 30 menit", basis: "working-minutes", min: "PT15M", max: "PT30M" },
    output: "Draft PKS PARA PIHAK perbaikan pertimbangan bagian hukum",
    fields: [
      agreementText(undefined),
      {
        name: "followedNotes",
        label: { id: "Tindak lanjut atas saran", en: "What was done about each correction" },
        kind: "rows",
        max: 60,
        prefill: { step: "legal-opinion", field: "legalNotes" },
        columns: [
          ...article,
          {
            name: "followed",
            label: { id: "Ditindaklanjuti", en: "Followed" },
            kind: "choice",
            required: true,
            options: [
              { value: "ditindaklanjuti", label: { id: "Ditindaklanjuti", en: "Followed" } },
              { value: "tidak-ditindaklanjuti", label: { id: "Tidak ditindaklanjuti", en: "Not followed" } },
            ],
          },
          {
            name: "whyNot",
            label: { id: "Alasan bila tidak", en: "Why not" },
            kind: "long-text",
            max: 1000,
            requiredWhen: { field: "followed", in: ["tidak-ditindaklanjuti"] },
          },
        ],
      },
    ],
    outcomes: [
      { id: "revisi-selesai", label: { id: "Revisi selesai", en: "Revision finished" }, to: "finalise", tone: "yes" },
      {
        id: "telaah-ulang",
        label: { id: "Minta telaah ulang", en: "Ask for another review" },
        to: "ask-legal",
        tone: "change",
        outsideSop: "X3",
      },
    ],
  },
];

/** The partner let the deadline pass: the section head asks again or closes. */
export function silence(): Step["outcomes"][number] {
  return {
    id: "tanpa-tanggapan",
    label: { id: "Tidak ada tanggapan", en: "No answer" },
    told: { id: "Kami belum menerima jawaban Anda", en: "We have not heard from you" },
    to: "remind-partner",
    onDeadline: true,
    outsideSop: "X3",
  };
}
