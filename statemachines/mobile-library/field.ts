import type { Outcome, Step } from "../language/vocabulary.ts";
import { readerGroups } from "./request.ts";

const crew = {
  actor: "mobile-library-officer",
  helpers: ["service-section-head"],
  kind: "field",
  assignee: { field: "officers" },
} satisfies Partial<Step>;

const tick = (name: string, id: string, en: string): NonNullable<Step["fields"]>[number] => ({
  name,
  label: { id, en },
  kind: "flag",
  required: true,
  error: { id: `${id}: periksa lalu tandai.`, en: `${en}: please check and tick.` },
});

const done = (id: string, label: Outcome["label"], to: Outcome["to"]): Outcome => ({ id, label, to, tone: "yes" });

/** Rows 9 to 14: the day of the stop, on the road. Start and finish are recorded by the officers. */
export const fieldSteps: Step[] = [
  {
    number: 9,
    id: "prepare",
    state: "Memeriksa dan menyiapkan mobil Pusling",
    meanwhile: {
      id: "Mohon menyiapkan tempat yang teduh dan aman bagi pembaca.",
      en: "Please prepare a shady and safe place for readers.",
    },
    activity: {
      id: "Melakukan pengecekan dan persiapan sarana dan prasarana mobil Pusling",
      en: "Check and prepare the vehicle",
    },
    ...crew,
    inputs: "BBM, Kondisi Mobil, Koleksi Buku, ketersediaan karpet",
    time: { written: "10 menit", basis: "working-minutes", min: "PT10M", max: "PT10M" },
    output: "Sarana dan prasarana mobil pusling memadai",
    availableFrom: "appointment-day",
    dueBefore: "departure",
    timeout: "P280D",
    fields: [
      tick("fuel", "BBM cukup", "Enough fuel"),
      tick("vehicleCondition", "Kondisi mobil baik", "Vehicle in good condition"),
      tick("books", "Koleksi buku siap", "Books ready"),
      tick("carpet", "Karpet tersedia", "Carpet on board"),
    ],
    outcomes: [done("siap", { id: "Siap berangkat", en: "Ready to leave" }, "travel")],
  },
  {
    number: 10,
    id: "travel",
    state: "Menuju lokasi layanan",
    meanwhile: { id: "Mobil perpustakaan menuju tempat Anda.", en: "The vehicle is on its way to you." },
    activity: {
      id: "Mobil Perpustakaan keliling menuju lokasi pengguna layanan perpustakaan keliling",
      en: "Drive to the place",
    },
    ...crew,
    inputs: "Buku Besar, Surat Tugas",
    time: { written: "sesuai jarak tempuh", basis: "estimate", unit: "travel" },
    estimate: { field: "travelMinutes" },
    output: "",
    outcomes: [
      { ...done("tiba", { id: "Tiba di lokasi", en: "Arrived" }, "sign-guest-book"), notBefore: { minutes: -120 } },
    ],
  },
  {
    number: 11,
    id: "sign-guest-book",
    state: "Melapor dan meminta cap serta tanda tangan",
    meanwhile: { id: "Layanan keliling sedang berlangsung.", en: "The mobile library is with you." },
    activity: {
      id: "Petugas melapor kepada pengguna layanan perpustakaan keliling, mengisi buku tamu, meminta cap dan tandatangan pihak pengguna layanan perpustakaan keliling sebagai laporan",
      en: "Report to the host, fill in the guest book, have it stamped and signed",
    },
    ...crew,
    inputs: "Buku Besar, Surat Tugas",
    time: { written: "5 menit", basis: "working-minutes", min: "PT5M", max: "PT5M" },
    output: "Kesiapan pelaksanaan kegiatan layanan perpustakaan keliling",
    fields: [
      {
        name: "signedBy",
        label: { id: "Diterima oleh", en: "Received by" },
        kind: "text",
        required: true,
        min: 2,
        max: 100,
        personal: true,
        prefill: { step: "request", field: "contactName" },
      },
      {
        name: "signedPage",
        label: { id: "Foto halaman bercap dan bertanda tangan", en: "Photo of the stamped and signed page" },
        kind: "file",
        retention: "evidence",
        requiredUnless: { field: "noPhotoReason", filled: true },
        hint: { id: "Satu foto halaman Buku Besar.", en: "One photo of the page of the book." },
        missing: {
          id: "Unggah foto halaman, atau tulis alasan mengapa tidak ada foto.",
          en: "Upload a photo of the page, or say why there is none.",
        },
      },
      {
        name: "noPhotoReason",
        label: { id: "Alasan tanpa foto", en: "Why there is no photo" },
        kind: "text",
        min: 5,
        max: 200,
      },
    ],
    outcomes: [done("selesai", { id: "Buku tamu terisi", en: "Guest book filled in" }, "set-out")],
  },
  {
    number: 12,
    id: "set-out",
    state: "Menyiapkan buku dan memberikan informasi",
    meanwhile: { id: "Layanan keliling sedang berlangsung.", en: "The mobile library is with you." },
    activity: {
      id: "Petugas menyiapkan buku, menggelar karpet dan memberikan informasi yang dibutuhkan pemustaka",
      en: "Set out books and carpet, give information",
    },
    ...crew,
    inputs: "Buku Bacaan, Karpet dan Informasi Pustakawan",
    time: { written: "10 menit", basis: "working-minutes", min: "PT10M", max: "PT10M" },
    output: "Ketersediaan buku bacaan, karpet tempat baca dan informasi",
    outcomes: [
      { ...done("selesai", { id: "Layanan dibuka", en: "Service opened" }, "tidy-up"), notBefore: { minutes: -60 } },
    ],
  },
  {
    number: 13,
    id: "tidy-up",
    state: "Merapikan koleksi dan menutup layanan",
    meanwhile: { id: "Layanan keliling sedang berlangsung.", en: "The mobile library is with you." },
    activity: {
      id: "Melakukan Shelving, merapikan karpet dan melakukan pemberitahuan kepada pengguna layanan perpustakaan keliling bahwa waktu layanan perpustakaan keliling telah selesai",
      en: "Shelve, tidy up, tell the host that the service is over",
    },
    ...crew,
    inputs: "Masker, sarung tangan, buku besar",
    time: { written: "30 menit", basis: "working-minutes", min: "PT30M", max: "PT30M" },
    output: "Tertata rapi di rak",
    fields: [
      {
        name: "readers",
        label: { id: "Jumlah pembaca", en: "Readers" },
        kind: "counts",
        required: true,
        min: 0,
        max: 2000,
        options: readerGroups.flatMap(({ value, label }) => [
          { value: `${value}-l`, label: { id: `${label.id}, laki-laki`, en: `${label.en}, male` } },
          { value: `${value}-p`, label: { id: `${label.id}, perempuan`, en: `${label.en}, female` } },
        ]),
        error: { id: "Isi jumlah pembaca.", en: "Please give the number of readers." },
      },
      {
        name: "booksRead",
        label: { id: "Jumlah buku dibaca", en: "Books read" },
        kind: "number",
        required: true,
        min: 0,
        max: 10_000,
      },
      {
        name: "remarks",
        label: { id: "Catatan dan kendala", en: "Notes and problems" },
        kind: "long-text",
        max: 1000,
      },
    ],
    outcomes: [
      {
        ...done("selesai", { id: "Layanan ditutup", en: "Service closed" }, "return"),
        notBefore: { minutes: 0 },
        told: {
          id: "Layanan keliling selesai. Terima kasih telah menerima kami",
          en: "The service is over. Thank you for receiving us",
        },
      },
    ],
  },
  {
    number: 14,
    id: "return",
    state: "Kembali ke Dinas",
    activity: {
      id: "Mobil Perpustakaan keliling kembali ke Dinas Perpustakaan dan Kearsipan",
      en: "Drive back to the agency",
    },
    ...crew,
    inputs: "Tempat Parkir",
    time: { written: "sesuai jarak tempuh", basis: "estimate", unit: "travel" },
    estimate: { field: "travelMinutes" },
    output: "Mobil Pusling siap digunakan kembali",
    fields: [
      {
        name: "odometer",
        label: { id: "Angka odometer (km)", en: "Odometer (km)" },
        kind: "number",
        min: 0,
        max: 999_999,
      },
    ],
    outcomes: [
      {
        ...done("kembali", { id: "Tiba di kantor", en: "Back at the office" }, { end: "SELESAI" }),
        letters: [{ letter: "survey-invited", to: "mobile-library-host" }],
      },
    ],
  },
];
