import { withColumns } from "../language/columns.ts";
import type { Outcome, Procedure } from "../language/vocabulary.ts";
import { headsOfInstitutions } from "../shared-rows/heads.ts";
import { unreachableAside } from "../shared-rows/unreachable.ts";
import { toHost } from "./common.ts";
import { completionSteps } from "./completion.ts";
import { fieldSteps } from "./field.ts";
import { planningSteps } from "./planning.ts";
import { publicationSteps } from "./publication.ts";
import { callHost } from "./silence.ts";
import { columns } from "./columns.ts";

const withdraw: Outcome = {
  id: "dibatalkan",
  label: { id: "Batalkan layanan", en: "Cancel the stop" },
  told: { id: "Anda membatalkan layanan keliling ini", en: "You cancelled this stop" },
  toldOnBehalf: {
    id: "Layanan keliling ini dibatalkan, dicatat oleh petugas kami",
    en: "This stop is cancelled, as our staff recorded",
  },
  to: { end: "DIBATALKAN" },
  tone: "no",
  by: ["mobile-library-host", "service-section-head"],
  actions: ["release-resources", "remove-stop"],
  letters: [
    toHost("stop-cancelled"),
    { letter: "stop-cancelled-notice", to: "service-section-head" },
    { letter: "stop-cancelled-notice", to: "mobile-library-officer" },
  ],
  outsideSop: "X1",
};

/** The stop is put off on its day (X2): the host is told, officers and vehicle are free, a new time is agreed in row 7. */
const putOff = (id: string, label: Outcome["label"], told: Outcome["label"]): Outcome => ({
  id,
  label,
  told,
  to: "change-plan",
  tone: "change",
  note: "required",
  noteLabel: { id: "Keterangan (dibaca pengguna layanan)", en: "Explanation (the host reads it)" },
  by: ["mobile-library-officer", "service-section-head"],
  postpones: true,
  actions: ["release-resources", "put-off-stop"],
  letters: [toHost("stop-postponed")],
  outsideSop: "X2",
});

const table: Procedure = {
  id: "mobile-library",
  sop: 1,
  title: { id: "Layanan Perpustakaan Keliling", en: "Mobile library" },
  code: "PSL",
  version: 1,
  requester: "mobile-library-host",
  noun: { id: "layanan keliling", en: "mobile library" },
  // Rows 1 to 5 take a working day and five hours.
  promise: { keptBy: ["publish", "publish-change"], workingDays: 2 },
  addressee: { kind: "hostType", position: "contactPosition", heads: headsOfInstitutions },
  service: {
    requirements: {
      id: "Tempat yang teduh dan aman bagi pembaca, jalan yang dapat dilalui mobil, dan seorang penanggung jawab di lokasi dengan nomor HP. Diajukan paling lambat 3 hari sebelumnya.",
      en: "A shady and safe place for readers, a road the vehicle can take, and a contact person on the spot with a mobile phone. At the latest 3 days before.",
    },
    duration: {
      id: "Jadwal disusun dan diputuskan, lalu surat pemberitahuannya dikirim, dalam 2 hari kerja sejak permintaan diterima.",
      en: "We plan and decide on the stop, then write to you, within 2 working days of receiving the request.",
    },
  },
  contact: { subject: "hostName", name: "contactName", email: "contactEmail", phone: "contactPhone" },
  summary: ["hostType", "hostAddress", "district", "vehicleAccess", "preferredDate", "alternativeDate", "wishes"],
  appointment: {
    headcount: "expectedReaders",
    attendance: { step: "tidy-up", field: "readers" },
    sources: [
      { step: "plan", date: "date", start: "start", end: "end" },
      { step: "change-plan", outcome: "sepakat", date: "date", start: "start", end: "end" },
      { step: "change-plan", outcome: "belum-sepakat", date: "date", start: "start", end: "end" },
    ],
  },
  journey: {
    place: "place",
    arrival: "arrival",
    travelMinutes: "travelMinutes",
    vehicle: "vehicle",
    crew: ["officers", "driver"],
  },
  aside: [unreachableAside("service-section-head"), callHost],
  survey: { after: "ending" },
  anytime: [
    {
      ...withdraw,
      during: [
        "coordinate",
        "complete-request",
        "plan",
        "judge-plan",
        "assign",
        "publish",
        "confirm",
        "act-on-silence",
        "change-plan",
        "judge-change",
        "publish-change",
        "prepare",
      ],
    },
    {
      ...putOff(
        "batal-cuaca",
        { id: "Tunda karena cuaca", en: "Put off: weather" },
        { id: "Layanan keliling kami tunda karena cuaca", en: "The stop is put off because of the weather" },
      ),
      during: ["confirm", "prepare", "travel", "sign-guest-book", "set-out"],
    },
    {
      ...putOff(
        "kendaraan-rusak",
        { id: "Tunda karena kendaraan rusak", en: "Put off: breakdown" },
        { id: "Layanan keliling kami tunda karena kendaraan rusak", en: "The stop is put off because of a breakdown" },
      ),
      during: ["prepare", "travel", "sign-guest-book", "set-out"],
    },
    {
      ...putOff(
        "halangan-lain",
        { id: "Tunda karena halangan lain", en: "Put off: another obstacle" },
        { id: "Layanan keliling kami tunda", en: "The stop is put off" },
      ),
      during: ["prepare", "travel", "sign-guest-book", "set-out"],
    },
  ],
  steps: [...planningSteps, ...completionSteps, ...publicationSteps, ...fieldSteps],
};

/** SOP 1, Layanan Perpustakaan Keliling: fourteen rows, one case per stop, and what the paper leaves out. */
export const mobileLibrary = withColumns(table, columns);
