/** Letters and notices of the mobile library (SOP 1). Wording: the agency's templates j and l; no exclamation marks. */
import type { ServiceLetter } from "../../../../statemachines/language/known-ids.ts";
import { procedureOfCase } from "../../case/case-file.ts";
import { subjectOf } from "../../case/contact.ts";
import { momentInWords } from "../../format.ts";
import { journeyOf } from "../../booking/journey.ts";
import { isoInstant } from "../../calendar/instants.ts";
import { deadlineOf } from "../../case/task-times.ts";
import {
  formalLetter,
  listed,
  notice,
  plainMail,
  reasonIn,
  salutation,
  styleOf,
  type Letter,
  type LetterContext,
  type LetterWriter,
} from "./letter.ts";
import { promisedUntil } from "../../told/promise.ts";
import { templatedLetter } from "./templated.ts";
import { timeLines, times } from "./when.ts";
import { cancelledBy, quoted, withdrawnTo } from "./withdrawn.ts";

/** Request received */
export const stopRequested: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  const until = momentInWords(promisedUntil(context.settings, context.dossier), styleOf(context));
  if (styleOf(context).language === "en") {
    return plain(context, `We received your request for the mobile library ${id}`, [
      salutation(context),
      `We received the request of ${host(context)} for the mobile library under number ${id}. Our officer will call you to agree on the time, and our letter with the schedule follows at the latest on ${until}. Please do not pass on the link below: whoever has it can follow your request.`,
    ]);
  }
  return plain(context, `Permintaan layanan keliling ${id} telah kami terima`, [
    salutation(context),
    `Permintaan layanan perpustakaan keliling untuk ${host(context)} telah kami terima dengan nomor ${id}. Petugas kami akan menghubungi Bapak/Ibu untuk menyepakati waktunya, lalu surat pemberitahuan jadwal kami kirim paling lambat ${until}. Perkembangan permintaan dapat Bapak/Ibu pantau melalui tautan berikut. Mohon tautan ini tidak diberikan kepada pihak lain.`,
  ]);
};

/** j. The schedule, with the request to confirm */
export const stopAnnounced: LetterWriter = (context) => {
  const { settings } = context;
  const style = styleOf(context);
  const until = confirmUntil(context);
  if (style.language === "en") {
    return formal(context, "Schedule of the mobile library", [
      `The mobile library of ${agency(context)} will come to you:`,
      listed([...timeLines(context), ["place", place(context)]]),
      `Please prepare a shady and safe place for readers, and confirm at the latest on ${until} under the link below or by phone at ${settings.phone}. The schedule may change because of weather or other reasons; we tell you at once if it does.`,
    ]);
  }
  return templated(context, "stop-announced", { until });
};

/** The changed schedule, as agreed: nothing is asked again. */
export const stopChanged: LetterWriter = (context) => {
  const { settings } = context;
  if (styleOf(context).language === "en") {
    return formal(context, "Change of the schedule of the mobile library", [
      `As agreed with you, the mobile library of ${agency(context)} will come to you:`,
      listed([...timeLines(context), ["place", place(context)]]),
      `This replaces the schedule we told you before. For questions call ${settings.phone}.`,
    ]);
  }
  return templated(context, "stop-changed");
};

/** l. Put off on the day */
export const stopPostponed: LetterWriter = (context) => {
  const { answer, settings } = context;
  if (styleOf(context).language === "en") {
    return plain(context, `The mobile library at ${place(context)} is put off (${context.dossier.case.id})`, [
      salutation(context),
      `We have to put off the mobile library at ${place(context)} on ${times(context)}: ${sentence(answer?.note ?? "")} We will agree on another time with you. We apologise, and thank you for your understanding. Mobile library, ${settings.phone}.`,
    ]);
  }
  return plain(context, `Layanan perpustakaan keliling di ${place(context)} ditunda (${context.dossier.case.id})`, [
    salutation(context),
    `Layanan perpustakaan keliling di ${place(context)} pada ${times(context)} terpaksa kami tunda karena ${reasonIn(context, answer?.note ?? "")}. Jadwal pengganti akan kami sepakati bersama Bapak/Ibu. Mohon maaf dan terima kasih atas pengertiannya. Petugas Pusling ${settings.phone}.`,
  ]);
};

/** The stop does not take place at all (X6). */
export const stopRefused: LetterWriter = (context) => {
  const { answer, settings } = context;
  const reason = answer?.note ?? "";
  if (styleOf(context).language === "en") {
    return formal(context, "Reply to your request for the mobile library", [
      `We regret that we cannot serve ${host(context)} with the mobile library: ${sentence(reason)} For questions call ${settings.phone}.`,
    ]);
  }
  return templated(context, "stop-refused", { reason: reasonIn(context, reason) });
};

/** Withdrawn by the host (X1). */
export const stopCancelled: LetterWriter = (context) => {
  const { id } = context.dossier.case;
  const when = times(context);
  const told = withdrawnTo(context, {
    id: `layanan perpustakaan keliling untuk ${host(context)}${when ? ` pada ${when}` : ""} (${id})`,
    en: `the mobile library for ${host(context)}${when ? ` on ${when}` : ""} (${id})`,
  });
  if (styleOf(context).language === "en") {
    return plain(context, `The mobile library ${id} is cancelled`, [
      salutation(context),
      `${told} You can ask for it again at any time.`,
    ]);
  }
  return plain(context, `Layanan keliling ${id} dibatalkan`, [
    salutation(context),
    `${told} Bapak/Ibu dapat mengajukan permintaan kembali kapan saja.`,
  ]);
};

export const stopCancelledNotice: LetterWriter = (context) => {
  const when = times(context);
  return notice(context, `Layanan keliling dibatalkan: ${host(context)} (${context.dossier.case.id})`, [
    `Layanan perpustakaan keliling untuk ${host(context)}${when ? ` pada ${when}` : ""} dibatalkan ${cancelledBy(context)}${quoted(context.answer)}. Mobil dan petugas dapat dijadwalkan kembali; tidak ada tindakan lain yang diperlukan.`,
  ]);
};

/** A third change in one case is told to the division head, instead of looping silently. */
export const stopChangeRepeated: LetterWriter = (context) =>
  notice(context, `Jadwal berubah berulang kali: ${host(context)} (${context.dossier.case.id})`, [
    `Jadwal layanan perpustakaan keliling untuk ${host(context)} sudah ${changes(context)} kali diubah dalam satu berkas. Mohon arahan Bapak/Ibu sebelum perubahan berikutnya.`,
  ]);

/** How many changes were put forward in the case, read from what was answered at the step of the present answer. */
function changes({ answer, dossier }: LetterContext): number {
  const step = dossier.tasks.findLast((task) => task.answer?.at === answer?.at)?.step;
  return dossier.tasks.filter((task) => task.step === step && task.answer).length;
}

function agency({ settings }: LetterContext): string {
  return `${settings.name} ${settings.government.replace(/^Pemerintah /, "")}`;
}

function host({ dossier }: LetterContext): string {
  return subjectOf(dossier.case);
}

function place(context: LetterContext): string {
  return journeyOf(context.dossier)?.place ?? host(context);
}

/** Until when the host is asked to confirm, counted from now as the task will count it. */
function confirmUntil(context: LetterContext): string {
  const { dossier, now, settings } = context;
  const waiting = procedureOfCase(dossier.case).steps.find((step) => step.deadlineBefore);
  const until = waiting && deadlineOf(settings.calendar, dossier, waiting, isoInstant(now));
  return until ? momentInWords(until, styleOf(context)) : "";
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) || words === "" ? words : `${words}.`;
}

const follow = { id: "Lihat perkembangan permintaan", en: "Follow the request" };

function plain(context: LetterContext, subject: string, paragraphs: string[]): Letter {
  return plainMail(context, subject, follow, paragraphs);
}

/** In English, for the mail that brings the paper. */
function formal(context: LetterContext, about: string, paragraphs: string[]): Letter {
  return formalLetter(context, about, [{ label: "Open the page", link: "tracking" }], paragraphs);
}

function templated(context: LetterContext, letter: ServiceLetter, words: Record<string, string> = {}): Letter {
  const all = { ...words, times: listed(timeLines(context)), place: place(context) };
  return templatedLetter(context, letter, all, [{ label: "Buka halaman konfirmasi", link: "tracking" }]);
}
