/** The straight way through SOP 4, and two ways beside it. */
import type { StaffMember } from "../../../functions/domain/agency.ts";
import { betterLetter, people, visitRequest } from "../builders.ts";
import type { Replies, Reply, Script } from "../player.ts";

const usual: Record<string, Reply> = {
  "register-letter": { outcome: "agendakan", by: people.registrar.id, values: { urgency: "biasa" } },
  "check-schedule": { outcome: "lapor", by: people.registrar.id, values: { availability: "sesuai" } },
  "complete-request": {
    outcome: "dilengkapi",
    by: "requester",
    values: { letterNumber: "421.3/99/2026", letterDate: "2026-11-10", letterFile: betterLetter, headcount: 36 },
    channel: "link-code",
  },
  recommend: {
    outcome: "teruskan",
    by: people.sectionHead.id,
    values: { recommendation: "cocok", companion: people.companion.id },
  },
  decide: { outcome: "ya", by: people.divisionHead.id, channel: "link-device" },
  reply: { outcome: "ya", by: people.registrar.id },
  "accept-companionship": { outcome: "terima", by: people.companion.id },
  "replace-companion": {
    outcome: "tunjuk",
    by: people.sectionHead.id,
    values: { companion: people.otherCompanion.id },
  },
  "sign-guest-book": { outcome: "hadir", by: "requester", values: { attendance: 38 }, channel: "link-code" },
  "guide-visitors": { outcome: "selesai", by: people.companion.id },
};

export const visitScript: Script = { procedure: "official-visit", request: visitRequest, usual, dayBegins: 9 };

/** Another companion than usual, who accepts and leads the visit. */
export const accompaniedBy = (companion: StaffMember): Replies => ({
  recommend: { values: { recommendation: "cocok", companion: companion.id } },
  "accept-companionship": { by: companion.id },
  "guide-visitors": { by: companion.id },
});

/** Three free times after the day asked for. */
export const proposedSlots = [
  { date: "2026-12-03", start: "09:00", end: "11:00" },
  { date: "2026-12-07", start: "09:00", end: "11:00" },
  { date: "2026-12-08", start: "13:00", end: "15:00" },
];

/** The Kabid asks for another time, and the reply proposes three. */
export const anotherTime: Replies = {
  decide: { outcome: "tidak", note: "Ruang baca sedang direnovasi." },
  reply: { outcome: "tidak", values: { proposedSlots } },
};

/** The letter does not do, and the group is not told: what is asked of the visitor, at the first row or, if wished, the second. */
export const incompleteVisit = (step = "register-letter", completeBy = "2026-11-30"): Replies => ({
  [step]: {
    outcome: "mohon-dilengkapi",
    values: {
      missingItems: ["letter", "letterFile", "group"],
      missingWords: "Surat permohonan belum ditandatangani.",
      completeBy,
    },
  },
});

export const refusal: Replies = {
  decide: { outcome: "tolak", note: "Layanan kunjungan ditutup sampai akhir tahun." },
  reply: { outcome: "tolak" },
};
