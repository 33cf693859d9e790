import { withColumns } from "../language/columns.ts";
import type { Outcome, Procedure } from "../language/vocabulary.ts";
import { unreachableAside } from "../shared-rows/unreachable.ts";
import { headsOfInstitutions } from "../shared-rows/heads.ts";
import { completionSteps } from "./completion.ts";
import { decisionSteps } from "./decision.ts";
import { receptionSteps } from "./reception.ts";
import { visitSteps } from "./visit.ts";
import { columns } from "./columns.ts";

const withdraw: Outcome = {
  id: "dibatalkan",
  label: { id: "Batalkan kunjungan", en: "Cancel the visit" },
  told: { id: "Anda membatalkan kunjungan ini", en: "You cancelled this visit" },
  toldOnBehalf: {
    id: "Kunjungan ini dibatalkan, dicatat oleh petugas kami",
    en: "This visit is cancelled, as our staff recorded",
  },
  to: { end: "DIBATALKAN" },
  tone: "no",
  by: ["official-visitor", "front-office-officer", "mail-registrar"],
  actions: ["release-slots"],
  letters: [
    { letter: "visit-cancelled", to: "official-visitor" },
    { letter: "visit-cancelled-notice", to: "front-office-officer" },
    { letter: "visit-cancelled-notice", to: "companion-librarian" },
  ],
  outsideSop: "X1",
};

const table: Procedure = {
  id: "official-visit",
  sop: 4,
  title: { id: "Layanan Kunjungan Resmi", en: "Official visit" },
  code: "KJG",
  version: 1,
  requester: "official-visitor",
  noun: { id: "kunjungan", en: "visit" },
  promise: { keptBy: ["reply"] },
  addressee: { kind: "institutionType", position: "contactPosition", heads: headsOfInstitutions },
  contact: { subject: "institutionName", name: "contactName", email: "contactEmail", phone: "contactPhone" },
  service: {
    requirements: {
      id: "Surat permohonan dari instansi, kecuali perorangan. Diajukan paling lambat 1 minggu sebelum kunjungan; yang lebih mendesak disertai alasan.",
      en: "A letter of request from the institution, but not from private persons. At the latest one week before the visit; if more urgent, with the reason.",
    },
  },
  summary: ["urgentReason", "purpose", "purposeDetail", "letterNumber", "letterDate", "accessNeeds", "materialsNeeded"],
  incomingLetter: {
    number: "letterNumber",
    date: "letterDate",
    about: "purpose",
    file: "letterFile",
    urgency: { step: "register-letter", field: "urgency" },
  },
  appointment: {
    headcount: "headcount",
    sources: [
      { step: "request", date: "preferredDate", start: "preferredStart", end: "preferredEnd" },
      { step: "check-schedule", rows: "sessions" },
      { step: "choose-other-time", outcome: "pilih", slot: "slot" },
      { step: "choose-other-time", outcome: "usul-lain", date: "date", start: "start", end: "end" },
    ],
    attendance: { step: "sign-guest-book", field: "attendance" },
  },
  aside: [unreachableAside("mail-registrar")],
  anytime: [
    {
      ...withdraw,
      during: [
        "register-letter",
        "check-schedule",
        "complete-request",
        "recommend",
        "decide",
        "reply",
        "choose-other-time",
        "accept-companionship",
        "replace-companion",
        "sign-guest-book",
      ],
    },
  ],
  survey: { after: "ending" },
  steps: [...receptionSteps, ...completionSteps, ...decisionSteps, ...visitSteps],
};

/** SOP 4, Layanan Kunjungan Resmi Perpustakaan: ten rows, and what the paper leaves out (X1, X3, X4, X6, X7, X11). */
export const officialVisit = withColumns(table, columns);
