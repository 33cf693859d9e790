/** Rows 1 to 3 of SOP 3: from the idea to the minutes of the meeting. */
import type { Field, Step } from "../language/vocabulary.ts";
import { askPartnerToComplete, missingFields } from "./completion.ts";
import { offerFields } from "./offer.ts";

const reason = { id: "Alasan", en: "Reason" };

export const beginningSteps: Step[] = [
  {
    number: null,
    id: "offer",
    state: "Menyampaikan penawaran kerja sama",
    activity: { id: "Menyampaikan penawaran kerja sama", en: "Offer cooperation" },
    actor: "partner-party",
    helpers: ["service-section-head", "mail-registrar"],
    kind: "entry",
    entryChannels: ["public", "staff"],
    inputs: "Ide, Gagasan, Peluang, Surat permohonan",
    time: { written: "Sewaktu-waktu", basis: "none" },
    output: "surat permohonan kerjasama",
    outsideSop: "X8",
    fields: offerFields,
    outcomes: [
      {
        id: "kirim",
        label: { id: "Kirim penawaran", en: "Send the offer" },
        told: { id: "Penawaran kerja sama kami terima", en: "We received your offer of cooperation" },
        toldOnBehalf: { id: "Berkas kerja sama dibuka", en: "The cooperation is under way" },
        to: "receive-offer",
      },
    ],
  },
  {
    number: null,
    id: "receive-offer",
    state: "Mencatat gagasan kerja sama",
    activity: { id: "Mencatat gagasan kerja sama", en: "Record the idea" },
    actor: "service-section-head",
    kind: "automatic",
    inputs: "Ide, Gagasan, Peluang, Surat permohonan",
    time: { written: "Seketika", basis: "none" },
    output: "Berkas kerja sama",
    outsideSop: "X8",
    letters: [{ letter: "agreement-offer-received", to: "partner-party", entryChannel: "public" }],
    outcomes: [{ id: "catat", label: { id: "Catat", en: "Record" }, to: "take-initiative" }],
  },
  {
    number: 1,
    id: "take-initiative",
    state: "Mengambil inisiatif atau menerima penawaran",
    meanwhile: {
      id: "Kami membahas usulan kerja sama dan meminta persetujuan pimpinan.",
      en: "We discuss the cooperation and ask for permission.",
    },
    activity: {
      id: "Melakukan inisiatif untuk melakukan kerjasama dengan pihak lain atau menerima surat penawaran kerjasama dari pihak lain",
      en: "Take the initiative, or receive the offer of a partner",
    },
    actor: "service-section-head",
    kind: "work",
    inputs: "Ide, Gagasan, Peluang, Surat permohonan",
    time: { written: "60 menit", basis: "working-minutes", min: "PT1H", max: "PT1H" },
    output: "surat permohonan kerjasama",
    fields: [
      {
        name: "opportunity",
        label: { id: "Peluang bagi perpustakaan", en: "What it offers the library" },
        kind: "long-text",
        required: true,
        min: 10,
        max: 3000,
        outcomes: ["usulkan-kerja-sama"],
        prefill: { step: "offer", field: "idea" },
      },
      ...contactCorrections(),
      ...missingFields,
    ],
    outcomes: [
      {
        id: "usulkan-kerja-sama",
        label: { id: "Lanjutkan menjadi usulan", en: "Make it a proposal" },
        to: "submit-proposal",
        tone: "yes",
      },
      askPartnerToComplete,
    ],
  },
  {
    number: 2,
    id: "submit-proposal",
    state: "Menyampaikan usulan kerja sama",
    meanwhile: {
      id: "Kami membahas usulan kerja sama dan meminta persetujuan pimpinan.",
      en: "We discuss the cooperation and ask for permission.",
    },
    activity: {
      id: "Menyampaikan usulan pengajuan kerjasama kepada kepala bidang sebagai bahan masukan dan pertimbangan kepada pimpinan",
      en: "Submit the proposal to the division head",
    },
    actor: "service-section-head",
    kind: "work",
    inputs: "Ide, Gagasan, Peluang, Surat permohonan",
    time: { written: "30 menit", basis: "working-minutes", min: "PT30M", max: "PT30M" },
    output: "Waktu pelaksanaan rapat internal",
    fields: [
      {
        name: "proposalText",
        label: { id: "Isi nota dinas", en: "Text of the memo" },
        kind: "long-text",
        required: true,
        min: 20,
        max: 5000,
        prefill: { field: "proposalText" },
      },
      {
        name: "meetingDate",
        label: { id: "Usulan tanggal rapat internal", en: "Proposed date of the internal meeting" },
        kind: "date",
        required: true,
        earliest: 0,
        latest: 60,
      },
      {
        name: "meetingStart",
        label: { id: "Jam rapat", en: "Time of the meeting" },
        kind: "time",
        required: true,
      },
      { name: "meetingPlace", label: { id: "Tempat rapat", en: "Place" }, kind: "text", required: true, max: 150 },
    ],
    rules: [{ kind: "open-hour", date: "meetingDate", start: "meetingStart", at: "meetingStart" }],
    outcomes: [
      {
        id: "ajukan-usulan",
        label: { id: "Ajukan kepada Kabid", en: "Submit to the division head" },
        to: "internal-meeting",
        tone: "yes",
      },
    ],
  },
  {
    number: 3,
    id: "internal-meeting",
    state: "Membahas peluang kerja sama dalam rapat internal",
    meanwhile: {
      id: "Kami membahas usulan kerja sama dan meminta persetujuan pimpinan.",
      en: "We discuss the cooperation and ask for permission.",
    },
    activity: {
      id: "Melakukan koordinasi melalui penyelenggaraan rapat internal pembahasan peluang kerjasama beserta manfaat dan resiko",
      en: "Discuss opportunity, benefit and risk in an internal meeting",
    },
    actor: "library-division-head",
    helpers: ["service-section-head"],
    kind: "work",
    mail: true,
    mailSays: {
      subject: {
        id: "Rapat internal usulan kerja sama dengan {subject}",
        en: "Meeting on the cooperation with {subject}",
      },
      text: {
        id: "Rapat internal tentang usulan kerja sama dengan {subject} tentang {topic} diusulkan pada {meetingDate}, {meetingStart}, di {meetingPlace}. Setelah rapat, mohon hasilnya dicatat melalui halaman di bawah.",
        en: "A meeting on the cooperation with {subject} about {topic} is proposed for {meetingDate}, {meetingStart}, at {meetingPlace}. Please record its result on the page below.",
      },
    },
    availableFrom: { step: "submit-proposal", date: "meetingDate", start: "meetingStart" },
    inputs: "Ide, Gagasan, Peluang, Surat permohonan, ATK, Komputer, jaringan Internet, printer",
    time: { written: "120 - 180 menit", basis: "working-minutes", min: "PT2H", max: "PT3H" },
    output: "Manfaat dan Resiko pelaksanaan kerjasama",
    fields: minutesFields(),
    outcomes: [
      {
        id: "lanjutkan",
        label: { id: "Lanjutkan kerja sama", en: "Go on" },
        notBefore: { minutes: 0 },
        to: "request-permission",
        tone: "yes",
      },
      {
        id: "tidak-dilanjutkan",
        label: { id: "Tidak dilanjutkan", en: "Do not go on" },
        notBefore: { minutes: 0 },
        to: "confirm-refusal",
        tone: "no",
        note: "required",
        noteLabel: reason,
        outsideSop: "X6",
      },
    ],
  },
];

/** The partner's contact as the section head knows it now; what is given here counts from then on. */
function contactCorrections(): Field[] {
  const corrected = ["contactName", "contactEmail", "contactPhone"];
  return offerFields
    .filter(({ name }) => corrected.includes(name))
    .map(({ section: _, requiredUnless: __, ...field }) => ({
      ...field,
      outcomes: ["usulkan-kerja-sama"],
      prefill: { step: "offer", field: field.name },
    }));
}

/** Notulensi rapat; benefits and risks are what the row is for. */
function minutesFields(): Field[] {
  const text = (name: string, label: Field["label"]): Field => {
    return { name, label, kind: "long-text", required: true, min: 5, max: 5000 };
  };
  return [
    {
      name: "heldOn",
      label: { id: "Tanggal rapat", en: "Date of the meeting" },
      kind: "date",
      required: true,
      earliest: -60,
      latest: 0,
    },
    {
      name: "heldAt",
      label: { id: "Tempat", en: "Place" },
      kind: "text",
      required: true,
      max: 150,
      prefill: { field: "meetingPlace" },
    },
    {
      name: "participants",
      label: { id: "Peserta", en: "Participants" },
      kind: "rows",
      required: true,
      max: 40,
      columns: [
        { name: "name", label: { id: "Nama", en: "Name" }, kind: "text", required: true, max: 100 },
        { name: "position", label: { id: "Jabatan", en: "Position" }, kind: "text", max: 100 },
      ],
    },
    text("topics", { id: "Pokok bahasan", en: "Topics" }),
    text("benefits", { id: "Manfaat", en: "Benefits" }),
    text("risks", { id: "Risiko", en: "Risks" }),
    text("conclusion", { id: "Kesimpulan", en: "Conclusion" }),
    { name: "followUp", label: { id: "Tindak lanjut", en: "What is to be done" }, kind: "long-text", max: 2000 },
  ];
}
