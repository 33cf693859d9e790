import { withColumns } from "../language/columns.ts";
import type { Outcome, Procedure } from "../language/vocabulary.ts";
import { headsOfInstitutions } from "../shared-rows/heads.ts";
import { unreachableAside } from "../shared-rows/unreachable.ts";
import { approvalSteps } from "./approval.ts";
import { beginningSteps } from "./beginning.ts";
import { completionSteps } from "./completion.ts";
import { conclusionSteps } from "./conclusion.ts";
import { draftingSteps } from "./drafting.ts";
import { columns } from "./columns.ts";

const reason = { id: "Alasan", en: "Reason" };

/** The partner, or the section head for it, ends the work before the signing. */
const withdraw: Outcome = {
  id: "dibatalkan",
  label: { id: "Batalkan kerja sama", en: "Withdraw from the cooperation" },
  told: { id: "Anda membatalkan kerja sama ini", en: "You withdrew from this cooperation" },
  toldOnBehalf: {
    id: "Kerja sama ini dibatalkan, dicatat oleh petugas kami",
    en: "This cooperation is cancelled, as our staff recorded",
  },
  to: { end: "DIBATALKAN" },
  tone: "no",
  note: "required",
  noteLabel: reason,
  by: ["partner-party", "service-section-head"],
  letters: [
    { letter: "agreement-withdrawn", to: "partner-party" },
    { letter: "agreement-withdrawn-notice", to: "service-section-head" },
    { letter: "agreement-withdrawn-notice", to: "library-division-head" },
  ],
  outsideSop: "X1",
};

const moveMeeting: Outcome = {
  id: "pindah-rapat",
  label: { id: "Minta tanggal rapat lain", en: "Ask for another date" },
  to: "submit-proposal",
  tone: "change",
  note: "required",
  noteLabel: reason,
  by: ["library-division-head", "service-section-head"],
  postpones: true,
  outsideSop: "X9",
};

const moveSigning: Outcome = {
  id: "tunda-penandatanganan",
  label: { id: "Tunda penandatanganan", en: "Put the signing off" },
  told: { id: "Penandatanganan kami tunda", en: "The signing is put off" },
  to: "arrange-signing",
  tone: "change",
  note: "required",
  noteLabel: { id: "Alasan (dibaca mitra)", en: "Reason (the partner reads it)" },
  by: ["service-section-head"],
  letters: [{ letter: "agreement-signing-postponed", to: "partner-party" }],
  postpones: true,
  outsideSop: "X9",
};

const table: Procedure = {
  id: "cooperation-agreement",
  sop: 3,
  title: { id: "Pembuatan Surat Perjanjian Kerja Sama", en: "Cooperation agreement" },
  code: "PKS",
  version: 1,
  requester: "partner-party",
  noun: { id: "kerja sama", en: "cooperation" },
  form: {
    title: { id: "Penawaran kerja sama", en: "Offer of cooperation" },
    ask: { id: "Ajukan penawaran", en: "Make an offer" },
    send: { id: "Kirim penawaran", en: "Send the offer" },
  },
  addressee: { kind: "partnerType", position: "contactPosition", heads: headsOfInstitutions },
  service: {
    requirements: {
      id: "Surat penawaran kerja sama dari lembaga Anda, dan seorang narahubung dengan email dan nomor HP.",
      en: "A letter of offer from your institution, and a contact person with e-mail and mobile phone.",
    },
    duration: {
      id: "Penawaran dibahas lebih dahulu. Pengerjaannya di kantor kami memerlukan 3 sampai 4 hari kerja, di luar waktu Anda membaca draf dan waktu Bagian Hukum.",
      en: "We discuss the offer first. The work in our office takes 3 to 4 working days, besides the time in which you and the legal office read the draft.",
    },
  },
  contact: { subject: "partnerName", name: "contactName", email: "contactEmail", phone: "contactPhone" },
  summary: ["topic", "idea", "partnerType", "term", "letterNumber", "letterDate"],
  validity: { from: "validFrom", until: "validUntil" },
  aside: [unreachableAside("service-section-head")],
  anytime: [
    {
      ...withdraw,
      during: [
        "take-initiative",
        "complete-request",
        "submit-proposal",
        "internal-meeting",
        "request-permission",
        "approve",
        "direct-drafting",
        "draft",
        "partner-review",
        "remind-partner",
        "ask-legal",
        "legal-opinion",
        "revise",
        "finalise",
        "partner-number",
        "arrange-signing",
        "confirm-signing",
        "record-signing",
      ],
    },
    { ...moveMeeting, during: ["internal-meeting"] },
    { ...moveSigning, during: ["record-signing"] },
  ],
  steps: [...beginningSteps, ...completionSteps, ...approvalSteps, ...draftingSteps, ...conclusionSteps],
};

/** SOP 3, Pembuatan Surat Perjanjian Kerja Sama: twelve rows, and what the paper leaves out (X1, X3, X5, X6, X8, X9, X11). */
export const cooperationAgreement = withColumns(table, columns);
