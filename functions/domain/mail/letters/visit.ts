/** Letters and notices of official visits (SOP 4). Wording: the agency's templates; no exclamation marks. */
import type { ServiceLetter } from "../../../../statemachines/language/known-ids.ts";
import { appointmentOf, proposedSlots } from "../../case/appointment.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../../case/case-file.ts";
import { subjectOf } from "../../case/contact.ts";
import { longDate, momentInWords, slotInWords } from "../../format.ts";
import { addWorkingDays } from "../../calendar/working-time.ts";
import { isoInstant } from "../../calendar/instants.ts";
import { promisedUntil } from "../../told/promise.ts";
import { peopleInWords } from "../../told/sentence.ts";
import {
  formalLetter,
  listed,
  notice,
  plainMail,
  reasonIn,
  salutation,
  staffName,
  styleOf,
  type Letter,
  type LetterContext,
  type LetterWriter,
} from "./letter.ts";
import { reference } from "./reference.ts";
import { templatedLetter } from "./templated.ts";
import { timeLines, times } from "./when.ts";
import { placeOf } from "../../booking/rooms.ts";
import { cancelledBy, quoted, withdrawnTo } from "./withdrawn.ts";

/** a. Request received */
export const requestReceived: LetterWriter = (context) => {
  const { settings, dossier } = context;
  const { id } = dossier.case;
  const style = styleOf(context);
  const until = momentInWords(promisedUntil(settings, dossier), style);
  if (style.language === "en") {
    return plain(context, `We received your request for a visit ${id}`, [
      salutation(context),
      `We received the request of ${group(context)} for ${times(context)} under number ${id}. We check the schedule and send our reply at the latest on ${until}. Please do not pass on the link below: whoever has it can follow your request.`,
    ]);
  }
  return plain(context, `Permohonan kunjungan ${id} telah kami terima`, [
    salutation(context),
    `Permohonan kunjungan dari ${group(context)} untuk ${times(context)} telah kami terima dengan nomor ${id}. Kami akan memeriksa kesesuaian jadwal dan mengirimkan surat jawaban paling lambat ${until}. Perkembangan permohonan dapat Bapak/Ibu pantau melalui tautan berikut. Mohon tautan ini tidak diberikan kepada pihak lain.`,
  ]);
};

/** h. Visit confirmed */
export const visitConfirmed: LetterWriter = (context) => {
  const { settings } = context;
  const style = styleOf(context);
  const size = peopleInWords(appointmentOf(context.dossier)?.headcount ?? 0, style);
  const note = decisionNote(context);
  if (style.language === "en") {
    return formal(context, "Reply to your request for a visit", [
      `${reference(context, about)} we are pleased to receive the visit of ${group(context)}:`,
      listed([...timeLines(context, receivedBy(context)), ["place", place(context)], ["number", size]]),
      `The group will be accompanied by ${everybody(context, " and ")}. Please bring this letter and come ${settings.arriveEarlyMinutes} minutes early to sign the guest book, which opens on the day of the visit under the link below. For questions call ${settings.phone}.`,
      ...(note ? [`Note: ${note}`] : []),
    ]);
  }
  return templated(context, "visit-confirmed", {
    times: listed(timeLines(context, receivedBy(context))),
    place: place(context),
    size,
    companions: everybody(context, " dan "),
    arriveEarly: String(settings.arriveEarlyMinutes),
    note,
  });
};

/** Copy for those who receive the group. */
export const visitConfirmedNotice: LetterWriter = (context) =>
  notice(context, `Kunjungan dijadwalkan: ${group(context)} (${context.dossier.case.id})`, [
    `Kunjungan ${group(context)} (${peopleInWords(appointmentOf(context.dossier)?.headcount ?? 0, styleOf(context))}) dijadwalkan pada ${times(context)}, tempat ${place(context)}, didampingi ${everybody(context, " dan ")}.`,
    "Buku tamu elektronik dibuka pada hari kunjungan di daftar tugas.",
  ]);

/** i. Other time asked */
export const otherTimeAsked: LetterWriter = (context) => {
  const style = styleOf(context);
  const { settings, dossier } = context;
  const waiting = addWorkingDays(settings.calendar, isoInstant(context.now), answerDays(context));
  const until = momentInWords(isoInstant(waiting.epochMilliseconds), style);
  const slots = proposedSlots(dossier).map((slot, at) => `${at + 1}. ${slotInWords(slot, style)}`);
  const appointment = appointmentOf(dossier);
  const day = appointment ? longDate(appointment.slot.date, style) : "";
  const reason = decisionNote(context);
  if (style.language === "en") {
    return formal(context, "Request for another time", [
      `${reference(context, about)} we regret that we cannot receive your visit on ${day}: ${reason}`,
      "Instead we propose:",
      slots.join("\n"),
      `Please choose at the latest on ${until} under the link below, or by phone at ${settings.phone}.`,
    ]);
  }
  return templated(context, "other-time-asked", {
    day,
    reason: reasonIn(context, reason),
    slots: slots.join("\n"),
    until,
  });
};

/** Refusal, outside the SOP (X6). */
export const visitRefused: LetterWriter = (context) => {
  const reason = decisionNote(context);
  if (styleOf(context).language === "en") {
    return formal(context, "Reply to your request for a visit", [
      `${reference(context, about)} we regret that we cannot receive the visit: ${reason}`,
      `For questions call ${context.settings.phone}.`,
    ]);
  }
  return templated(context, "visit-refused", { reason: reasonIn(context, reason) });
};

/** No answer until the deadline (X3). */
export const visitExpired: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  if (styleOf(context).language === "en") {
    return plain(context, `Your request ${id} was closed`, [
      salutation(context),
      `We did not receive your choice among the times we proposed, so we have closed request ${id}, and the times are open to others again. You can ask for a visit again at any time with the form on our site.`,
    ]);
  }
  return plain(context, `Permohonan ${id} kami tutup karena belum ada jawaban`, [
    salutation(context),
    `Sampai batas waktu kami belum menerima pilihan waktu dari Bapak/Ibu, sehingga permohonan ${id} kami tutup dan jadwal yang kami sediakan kami buka kembali. Bapak/Ibu dapat mengajukan permohonan kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

/** Withdrawn by the requester, or recorded for them (X1). */
export const visitCancelled: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  const when = times(context);
  const told = withdrawnTo(context, {
    id: `kunjungan ${group(context)}${when ? ` pada ${when}` : ""} (${id})`,
    en: `the visit of ${group(context)}${when ? ` on ${when}` : ""} (${id})`,
  });
  if (styleOf(context).language === "en") {
    return plain(context, `Visit ${id} is cancelled`, [
      salutation(context),
      `${told} You can ask for a visit again at any time.`,
    ]);
  }
  return plain(context, `Kunjungan ${id} dibatalkan`, [
    salutation(context),
    `${told} Bapak/Ibu dapat mengajukan permohonan kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

export const visitCancelledNotice: LetterWriter = (context) =>
  notice(context, `Kunjungan dibatalkan: ${group(context)} (${context.dossier.case.id})`, [
    `Kunjungan ${group(context)} pada ${times(context)} dibatalkan ${cancelledBy(context)}${quoted(context.answer)}. Tidak ada tindakan lain yang diperlukan.`,
  ]);

/** What their letter is about, as the reply names it. */
const about = "permohonan kunjungan";

const follow = { id: "Lihat perkembangan permohonan", en: "Follow the request" };

function plain(context: LetterContext, subject: string, paragraphs: string[]): Letter {
  return plainMail(context, subject, follow, paragraphs);
}

/** In English, for the mail that brings the paper. */
function formal(context: LetterContext, title: string, paragraphs: string[]): Letter {
  return formalLetter(context, title, [{ label: "Open the page of the request", link: "tracking" }], paragraphs);
}

function templated(context: LetterContext, letter: ServiceLetter, words: Record<string, string>): Letter {
  const all = { ...words, reference: reference(context, about) };
  return templatedLetter(context, letter, all, [{ label: "Buka halaman permohonan", link: "tracking" }]);
}

const group = ({ dossier }: LetterContext): string => subjectOf(dossier.case);

function place({ dossier, settings }: LetterContext): string {
  return placeOf(settings, dossier);
}

/** Who receives each session of a divided group. */
function receivedBy(context: LetterContext): (session: number) => string {
  const names = companions(context);
  const by = styleOf(context).language === "id" ? "didampingi" : "accompanied by";
  return (session) => `${by} ${names[session] ?? names[0] ?? ""}`;
}

/** The companion who leads the visit, then those of further sessions. */
function companions(context: LetterContext): string[] {
  const further = [latestValue(context.dossier, "sessionCompanions") ?? []].flat();
  const names = further.map((id) => context.staff.find((member) => member.id === id)?.name ?? "");
  return [staffName(context, "companion"), ...names];
}

/** Each companion once: "Rina Kartika, S.IP. dan Dewi Lestari, S.IP." */
function everybody(context: LetterContext, and: string): string {
  return [...new Set(companions(context))].filter(Boolean).join(and);
}

function decisionNote({ dossier }: LetterContext): string {
  return latestAnswer(dossier, "decide")?.note ?? "";
}

/** Working days the requester has to choose, from the row that waits for it. */
function answerDays({ dossier }: LetterContext): number {
  const waiting = procedureOfCase(dossier.case).steps.find((step) =>
    step.fields?.some((field) => field.kind === "slot"),
  );
  return waiting?.deadlineWorkingDays ?? 0;
}
