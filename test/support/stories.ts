/** What happens to cases, told to its end: every way in which people are written to, by name. */
import type { Language } from "../../statemachines/language/vocabulary.ts";
import type { OperationId, Values } from "../../functions/domain/case/records.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { withdraw } from "../../functions/domain/task/withdraw.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { people } from "./builders.ts";
import { player, type Player, type Replies, type Script } from "./player.ts";
import { agreementScript, legalNote } from "./scripts/cooperation-agreement.ts";
import { changedPlan, stopScript, vehicle } from "./scripts/mobile-library.ts";
import { anotherTime, incompleteVisit, refusal, visitScript } from "./scripts/official-visit.ts";

export interface Story {
  name: string;
  script: Script;
  /** Plays a case in which whoever asks reads the language. */
  play(work: Player, language: Language): Promise<string>;
}

type Then = (work: Player, caseId: string) => Promise<void>;

function story(
  name: string,
  script: Script,
  to: string,
  then?: Then,
  replies: Replies = {},
  values: Values = {},
): Story {
  return {
    name,
    script,
    async play(work, language) {
      const caseId = await work.submit(values, { language });
      await work.playTo(caseId, to, replies);
      await then?.(work, caseId);
      await work.flow.settle();
      return caseId;
    },
  };
}

const changedBy =
  (by: StaffMember, operation: OperationId, reason: string, values: Values = {}): Then =>
  async (work, caseId) => {
    await makeChange(work, await work.dossier(caseId), by, { operation, seen: 0, reason, values });
  };

const withdrawn: Then = async (work, caseId) =>
  withdraw(work, await work.dossier(caseId), "Ujian dimajukan.", "link-code");

const answered =
  (...replies: Parameters<Player["answerAsUsual"]>[1][]): Then =>
  async (work, caseId) => {
    for (const reply of replies) await work.answerAsUsual(caseId, reply);
  };

const silent: Then = async (work) => {
  work.clock.advance({ days: 20 });
  await work.sweep();
};

const { companion, divisionHead, frontOffice, mobileOfficer, otherCompanion, registrar, sectionHead } = people;

/** Three sessions on one day. */
const sessions = ["09:00-10:00", "10:00-11:00", "11:00-12:00"].map((span) => {
  const [start, end] = span.split("-");
  return { date: "2026-12-02", start, end, headcount: 40 };
});
const divided: Replies = {
  "check-schedule": { values: { availability: "sesuai", sessions } },
  recommend: { values: { recommendation: "cocok", companion: companion.id, sessionCompanions: [otherCompanion.id] } },
};
const large = { headcount: 120, preferredEnd: "12:00" };
const rain = { outcome: "batal-cuaca", by: mobileOfficer.id, note: "Hujan lebat.", values: {} };
const end = "never";

/** What is asked of whoever sent too little. */
const incomplete = (by: StaffMember, missingItems: string[], completeBy: string) => ({
  outcome: "mohon-dilengkapi",
  by: by.id,
  values: { missingItems, missingWords: "Surat permohonan belum ditandatangani.", completeBy },
});

const visits: Story[] = [
  story("a visit", visitScript, end),
  story("a visit in sessions", visitScript, end, undefined, divided, large),
  story(
    "another time is chosen",
    visitScript,
    "choose-other-time",
    answered({ outcome: "usul-lain", by: "requester", values: { date: "2026-12-10", start: "09:00", end: "11:00" } }),
    anotherTime,
  ),
  story(
    "a visitor completes the request",
    visitScript,
    "complete-request",
    async (work, caseId) => work.playTo(caseId, end),
    incompleteVisit(),
  ),
  story("a visitor completes nothing", visitScript, "complete-request", silent, incompleteVisit("check-schedule")),
  story("no time is chosen", visitScript, "choose-other-time", silent, anotherTime),
  story("a visit is refused", visitScript, end, undefined, refusal),
  story("the visitor withdraws", visitScript, "sign-guest-book", withdrawn),
  story("the visitor withdraws before the decision", visitScript, "decide", withdrawn),
  story(
    "a visitor withdraws by telephone",
    visitScript,
    "choose-other-time",
    answered({ outcome: "dibatalkan", by: registrar.id, channel: "phone", note: "Ujian dimajukan.", values: {} }),
    anotherTime,
  ),
  story("a clerk cancels", visitScript, "decide", async (work, caseId) => {
    await work.answer(caseId, { outcome: "dibatalkan", by: registrar.id, note: "Ujian dimajukan." });
  }),
  story(
    "the agency cancels a visit in sessions",
    visitScript,
    "sign-guest-book",
    changedBy(sectionHead, "cancel", "Ruang baca banjir."),
    divided,
    large,
  ),
  story(
    "the agency cancels before the decision",
    visitScript,
    "decide",
    changedBy(sectionHead, "cancel", "Ruang baca banjir."),
  ),
  story(
    "a visit is moved",
    visitScript,
    "sign-guest-book",
    changedBy(sectionHead, "move-appointment", "Ruang baca dipakai rapat.", {
      preferredDate: "2026-12-04",
      preferredStart: "09:00",
      preferredEnd: "11:00",
    }),
  ),
  story(
    "the companion is replaced",
    visitScript,
    "sign-guest-book",
    changedBy(sectionHead, "replace-people", "Rina sakit.", { companion: otherCompanion.id }),
  ),
  story(
    "the companion cannot come",
    visitScript,
    "accept-companionship",
    answered({ outcome: "berhalangan", note: "Sakit." }, {}),
  ),
  story("the group does not come", visitScript, "sign-guest-book", async (work, caseId) => {
    work.clock.set(Date.parse("2026-12-02T05:00:00Z"));
    await work.answer(caseId, {
      outcome: "tidak-hadir",
      by: frontOffice.id,
      channel: "counter",
      note: "Ditunggu sampai siang.",
    });
  }),
  story("a request is spam", visitScript, "register-letter", changedBy(registrar, "close-quietly", "Iklan.")),
];

const stops: Story[] = [
  story("a stop", stopScript, end),
  story(
    "a host asks for another time",
    stopScript,
    "confirm",
    answered(
      { outcome: "tidak", by: "requester", note: "Ada ujian.", values: {} },
      { values: changedPlan({ date: "2026-12-15" }) },
      {},
      {},
    ),
  ),
  story("a host says nothing", stopScript, "confirm", async (work, caseId) => {
    await silent(work, caseId);
    await work.answerAsUsual(caseId);
  }),
  story(
    "rain",
    stopScript,
    "prepare",
    answered(
      rain,
      {
        outcome: "belum-sepakat",
        values: changedPlan({ date: "2026-12-15", agreedBy: undefined, agreedOn: undefined, agreedChannel: undefined }),
      },
      {},
      { outcome: "minta-konfirmasi" },
    ),
  ),
  story(
    "a stop cannot be made",
    stopScript,
    "coordinate",
    answered({ outcome: "tidak-dilayani", note: "Jalan tidak dapat dilalui mobil.", values: {} }),
  ),
  story("the host withdraws", stopScript, "prepare", withdrawn),
  story("the agency cancels a stop", stopScript, "prepare", changedBy(divisionHead, "cancel", "Mobil rusak berat.")),
  story(
    "the driver is replaced",
    stopScript,
    "prepare",
    changedBy(sectionHead, "replace-people", "Wahyu sakit.", {
      officers: [mobileOfficer.id],
      driver: mobileOfficer.id,
      vehicle,
    }),
  ),
  story(
    "a host completes the request",
    stopScript,
    "coordinate",
    answered(incomplete(sectionHead, ["vehicleAccess", "contactPhone"], "2026-11-27"), {
      outcome: "dilengkapi",
      by: "requester",
      values: { vehicleAccess: "Jalan beraspal, lebar empat meter.", contactPhone: "081298765432" },
    }),
  ),
  story(
    "a plan is returned",
    stopScript,
    "judge-plan",
    answered({ outcome: "tidak", note: "Periksa jarak tempuh." }, {}),
  ),
];

const lateUntil =
  (...instants: string[]): Then =>
  async (work) => {
    for (const instant of instants) {
      work.clock.set(instant);
      await work.sweep();
    }
  };

const agreements: Story[] = [
  story("an agreement", agreementScript, end),
  story("a partner without a number", agreementScript, end, undefined, {
    "partner-number": { values: { partnerNumber: "-", noNumberReason: "Tidak memiliki penomoran." } },
  }),
  story(
    "the head returns the proposal",
    agreementScript,
    "approve",
    answered({ outcome: "tidak", note: "Periksa biaya.", values: {} }),
  ),
  story("the head stops it", agreementScript, end, undefined, {
    approve: { outcome: "hentikan", note: "Belum ada anggaran.", values: {} },
  }),
  story("the legal office suggests corrections", agreementScript, "finalise", undefined, {
    "legal-opinion": { outcome: "dengan-saran", values: { legalNotes: [legalNote], legalConclusion: "diperbaiki" } },
  }),
  story(
    "a partner completes the offer",
    agreementScript,
    "take-initiative",
    answered(incomplete(sectionHead, ["term", "idea"], "2026-11-27"), {
      outcome: "dilengkapi",
      by: sectionHead.id,
      channel: "phone",
      values: { idea: "Kerja sama layanan literasi untuk sepuluh sekolah dasar.", term: "Dua tahun" },
    }),
  ),
  story("the partner withdraws", agreementScript, "draft", withdrawn),
  story("a silent partner", agreementScript, "partner-review", async (work, caseId) => {
    await silent(work, caseId);
    await work.answerAsUsual(caseId);
  }),
  story(
    "the signing is put off",
    agreementScript,
    "record-signing",
    answered(
      { outcome: "tunda-penandatanganan", note: "Kepala Dinas bertugas ke provinsi.", values: {} },
      { values: { signingDate: "2026-12-10", signingStart: "10:00", signingPlace: "Aula dinas" } },
    ),
  ),
  story(
    "the agency cancels an agreement",
    agreementScript,
    "draft",
    changedBy(divisionHead, "cancel", "Anggaran dialihkan."),
  ),
];

/** Nobody answers for days: reminders, the mail of the morning, the posts above. */
const late: Story[] = [
  story(
    "nobody decides",
    visitScript,
    "decide",
    lateUntil("2026-11-23T08:00:00Z", "2026-11-24T00:31:00Z", "2026-11-26T03:00:00Z"),
  ),
  story("nobody registers", visitScript, "register-letter", lateUntil("2026-11-24T00:31:00Z", "2026-11-26T03:00:00Z")),
  story("nobody chooses a time", visitScript, "choose-other-time", lateUntil("2026-11-25T03:00:00Z"), anotherTime),
  story("nobody confirms a stop", stopScript, "confirm", lateUntil("2026-11-23T06:00:00Z")),
  story(
    "nobody answers to a draft",
    agreementScript,
    "partner-review",
    lateUntil("2026-12-01T03:00:00Z", "2026-12-03T03:00:00Z"),
  ),
];

export const stories: Story[] = [...visits, ...stops, ...agreements, ...late];

/** Plays a story in an office of its own. */
export async function played(told: Story, language: Language): Promise<{ work: Player; caseId: string }> {
  const work = player(told.script);
  return { work, caseId: await told.play(work, language) };
}
