/** Letters and notices of official visits (SOP 4). Wording: the agency's templates; no exclamation marks. */
import { appointmentOf, proposedSlots } from "../../case/appointment.ts";
import { latestAnswer, latestValue, procedureOfCase, requestText } from "../../case/case-file.ts";
import { contactOf, subjectOf } from "../../case/contact.ts";
import { longDate } from "../../format.ts";
import { addWorkingDays } from "../../calendar/working-time.ts";
import {
  momentInWords,
  formalLetter,
  notice,
  plainMail,
  slotInWords,
  staffName,
  styleOf,
  type Letter,
  type LetterContext,
  type LetterWriter,
} from "./letter.ts";
import { isoInstant } from "../../calendar/instants.ts";
import { promisedUntil } from "../../told/promise.ts";

/** a. Request received */
export const requestReceived: LetterWriter = (context) => {
  const { settings, dossier } = context;
  const style = styleOf(context);
  const until = momentInWords(promisedUntil(settings, dossier), style);
  const when = visitTime(context);
  if (style.language === "en") {
    return plain(context, `We received your request for a visit ${dossier.case.id}`, [
      `Dear ${contactOf(context.dossier).name},`,
      `We received the request of ${subjectOf(context.dossier.case)} for ${when} under number ${dossier.case.id}. We check the schedule and send our reply at the latest on ${until}. Please do not pass on the link below: whoever has it can follow your request.`,
    ]);
  }
  return plain(context, `Permohonan kunjungan ${dossier.case.id} telah kami terima`, [
    `Yth. Bapak/Ibu ${contactOf(context.dossier).name},`,
    `Permohonan kunjungan dari ${subjectOf(context.dossier.case)} untuk ${when} telah kami terima dengan nomor ${dossier.case.id}. Kami akan memeriksa kesesuaian jadwal dan mengirimkan surat jawaban paling lambat ${until}. Perkembangan permohonan dapat Bapak/Ibu pantau melalui tautan berikut. Mohon tautan ini tidak diberikan kepada pihak lain.`,
  ]);
};

/** h. Visit confirmed */
export const visitConfirmed: LetterWriter = (context) => {
  const { settings } = context;
  const style = styleOf(context);
  const appointment = appointmentOf(context.dossier);
  const note = decisionNote(context);
  if (style.language === "en") {
    return formal(context, "Reply to your request for a visit", [
      `${reference(context)} we are pleased to receive the visit of ${subjectOf(context.dossier.case)}:`,
      ...sessionLines(context, "time"),
      `place: ${place(context)}`,
      `number: ${appointment?.headcount} persons`,
      `The group will be accompanied by ${staffName(context, "companion")}. Please bring this letter and come ${settings.arriveEarlyMinutes} minutes early to sign the guest book, which opens on the day of the visit under the link below. For questions call ${settings.phone}.`,
      ...(note ? [`Note: ${note}`] : []),
    ]);
  }
  return formal(context, "Jawaban Permohonan Kunjungan", [
    `${reference(context)} dengan ini kami sampaikan bahwa kami bersedia menerima kunjungan ${subjectOf(context.dossier.case)} pada:`,
    ...sessionLines(context, "hari, tanggal dan waktu"),
    `tempat: ${place(context)}`,
    `jumlah: ${appointment?.headcount} orang`,
    `Rombongan akan didampingi oleh ${staffName(context, "companion")}. Mohon membawa surat ini dan hadir ${settings.arriveEarlyMinutes} menit sebelum waktu kunjungan untuk mengisi buku tamu, yang dibuka pada hari kunjungan melalui tautan di bawah. Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor ${settings.phone}.`,
    ...(note ? [`Catatan: ${note}`] : []),
    "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
  ]);
};

/** Copy for those who receive the group. */
export const visitConfirmedNotice: LetterWriter = (context) => {
  const appointment = appointmentOf(context.dossier);
  const times = (appointment?.sessions ?? []).map((session) => slotInWords(session, styleOf(context)));
  return notice(context, `Kunjungan dijadwalkan: ${subjectOf(context.dossier.case)} (${context.dossier.case.id})`, [
    `Kunjungan ${subjectOf(context.dossier.case)} (${appointment?.headcount} orang) dijadwalkan pada ${times.join("; ")}, tempat ${place(context)}, didampingi ${companions(context).join(", ")}.`,
    "Buku tamu elektronik dibuka pada hari kunjungan di daftar tugas.",
  ]);
};

/** i. Other time asked */
export const otherTimeAsked: LetterWriter = (context) => {
  const style = styleOf(context);
  const { settings, dossier } = context;
  const waiting = addWorkingDays(settings.calendar, isoInstant(context.now), answerDays(context));
  const until = momentInWords(isoInstant(waiting.epochMilliseconds), style);
  const slots = proposedSlots(dossier).map((slot) => slotInWords(slot, style));
  const appointment = appointmentOf(dossier);
  const day = appointment ? longDate(appointment.slot.date, style) : "";
  const reason = decisionNote(context);
  if (style.language === "en") {
    return formal(context, "Request for another time", [
      `${reference(context)} we regret that we cannot receive your visit on ${day}: ${reason}`,
      "Instead we propose:",
      ...slots.map((slot, index) => `${index + 1}. ${slot}`),
      `Please choose at the latest on ${until} under the link below, or by phone at ${settings.phone}.`,
    ]);
  }
  return formal(context, "Permintaan Pergantian Waktu Kunjungan", [
    `${reference(context)} dengan ini kami sampaikan bahwa pada ${day} kami belum dapat menerima kunjungan karena: ${reason}`,
    "Sebagai gantinya, kami mengusulkan waktu kunjungan berikut:",
    ...slots.map((slot, index) => `${index + 1}. ${slot}`),
    `Mohon pilihan waktu disampaikan paling lambat ${until} melalui tautan di bawah atau nomor ${settings.phone}.`,
    "Demikian disampaikan, atas pengertian dan kerja sama Saudara diucapkan terima kasih.",
  ]);
};

/** Refusal, outside the SOP (X6). */
export const visitRefused: LetterWriter = (context) => {
  const reason = decisionNote(context);
  if (styleOf(context).language === "en") {
    return formal(context, "Reply to your request for a visit", [
      `${reference(context)} we regret that we cannot receive the visit: ${reason}`,
      `For questions call ${context.settings.phone}.`,
    ]);
  }
  return formal(context, "Jawaban Permohonan Kunjungan", [
    `${reference(context)} dengan ini kami sampaikan bahwa kami belum dapat menerima kunjungan tersebut karena: ${reason}`,
    `Untuk keterangan lebih lanjut, Saudara dapat menghubungi kami di nomor ${context.settings.phone}.`,
    "Demikian disampaikan, atas pengertian Saudara diucapkan terima kasih.",
  ]);
};

/** No answer until the deadline (X3). */
export const visitExpired: LetterWriter = (context) => {
  const { dossier } = context;
  if (styleOf(context).language === "en") {
    return plain(context, `Your request ${dossier.case.id} was closed`, [
      `Dear ${contactOf(context.dossier).name},`,
      `We did not receive your choice among the times we proposed, so request ${dossier.case.id} is closed and the times are free again. You can ask for a visit again at any time with the form on our site.`,
    ]);
  }
  return plain(context, `Permohonan ${dossier.case.id} kami tutup`, [
    `Yth. Bapak/Ibu ${contactOf(context.dossier).name},`,
    `Sampai batas waktu kami belum menerima pilihan waktu dari Bapak/Ibu, sehingga permohonan ${dossier.case.id} kami tutup dan waktu yang ditahan kami lepaskan. Bapak/Ibu dapat mengajukan permohonan kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

/** Withdrawn by the requester (X1). */
export const visitCancelled: LetterWriter = (context) => {
  const { dossier } = context;
  if (styleOf(context).language === "en") {
    return plain(context, `Visit ${dossier.case.id} is cancelled`, [
      `Dear ${contactOf(context.dossier).name},`,
      `As you asked, the visit of ${subjectOf(context.dossier.case)} (${dossier.case.id}) is cancelled. You can ask for a visit again at any time.`,
    ]);
  }
  return plain(context, `Kunjungan ${dossier.case.id} dibatalkan`, [
    `Yth. Bapak/Ibu ${contactOf(context.dossier).name},`,
    `Sesuai permintaan, kunjungan ${subjectOf(context.dossier.case)} (${dossier.case.id}) telah dibatalkan. Bapak/Ibu dapat mengajukan permohonan kembali kapan saja melalui formulir di laman kami.`,
  ]);
};

export const visitCancelledNotice: LetterWriter = (context) => {
  const reason = context.answer?.note;
  return notice(context, `Kunjungan dibatalkan: ${subjectOf(context.dossier.case)} (${context.dossier.case.id})`, [
    `Kunjungan ${subjectOf(context.dossier.case)} pada ${visitTime(context)} dibatalkan oleh pemohon${reason ? `: "${reason}"` : ""}. Tidak ada tindakan lain yang diperlukan.`,
  ]);
};

const follow = { id: "Lihat perkembangan permohonan", en: "Follow the request" };

function plain(context: LetterContext, subject: string, paragraphs: string[]): Letter {
  return plainMail(context, subject, follow, paragraphs);
}

function formal(context: LetterContext, about: string, paragraphs: string[]): Letter {
  const label = styleOf(context).language === "id" ? "Buka halaman permohonan" : "Open the page of the request";
  const address = [contactOf(context.dossier).name, subjectOf(context.dossier.case)];
  return formalLetter(context, about, address, [{ label, link: "tracking" }], paragraphs);
}

/** "Menindaklanjuti surat Saudara Nomor ... tanggal ...", or the request form where there was no letter. */
function reference(context: LetterContext): string {
  const style = styleOf(context);
  const { incomingLetter } = procedureOfCase(context.dossier.case);
  const number = requestText(context.dossier.case, incomingLetter?.number);
  const date = requestText(context.dossier.case, incomingLetter?.date);
  const id = context.dossier.case.id;
  const asked = longDate(context.dossier.case.createdAt, style);
  if (style.language === "en") {
    return number
      ? `In reply to your letter number ${number} of ${longDate(date, style)},`
      : `In reply to your request of ${asked} through our site (number ${id}),`;
  }
  return number
    ? `Menindaklanjuti surat Saudara Nomor ${number} tanggal ${longDate(date, style)} hal permohonan kunjungan,`
    : `Menindaklanjuti permohonan Saudara tanggal ${asked} melalui laman layanan kami (nomor ${id}),`;
}

function visitTime(context: LetterContext): string {
  const appointment = appointmentOf(context.dossier);
  return appointment ? slotInWords(appointment.slot, styleOf(context)) : "";
}

function place({ dossier, settings }: LetterContext): string {
  const room = latestAnswer(dossier, "check-schedule")?.values["room"];
  return typeof room === "string" ? room : settings.room.name;
}

/** The time of the visit; with several sessions a line for each, with its size and companion. */
function sessionLines(context: LetterContext, label: string): string[] {
  const style = styleOf(context);
  const sessions = appointmentOf(context.dossier)?.sessions ?? [];
  const [only] = sessions;
  if (only && sessions.length === 1) return [`${label}: ${slotInWords(only, style)}`];
  const names = companions(context);
  const [session, persons, by] =
    style.language === "id" ? ["sesi", "orang", "didampingi"] : ["session", "persons", "accompanied by"];
  return sessions.map(
    (each, index) =>
      `${session} ${index + 1}: ${slotInWords(each, style)}, ${each.headcount} ${persons}, ${by} ${names[index] ?? names[0] ?? ""}`,
  );
}

/** The companion who leads the visit, then those of further sessions. */
function companions(context: LetterContext): string[] {
  const further = [latestValue(context.dossier, "sessionCompanions") ?? []].flat();
  const names = further.map((id) => context.staff.find((member) => member.id === id)?.name ?? "");
  return [staffName(context, "companion"), ...names];
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
