/** One mail in place of many that ask one person for decisions of one row, remind of them, or tell that they are late. */
import type { Step } from "../../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../../agency.ts";
import { workingMinutesBetween } from "../../calendar/working-time.ts";
import { appointmentOf } from "../../case/appointment.ts";
import { stepOfTask } from "../../case/case-file.ts";
import { inShort } from "../../case/in-short.ts";
import type { Dossier, MailItem, TaskItem } from "../../case/records.ts";
import { monthAndYear } from "../../format.ts";
import { actingIn } from "../../people/substitution.ts";
import { toldDossier } from "../../personal-data/hidden.ts";
import { addressed } from "../../told/addressed.ts";
import { inSentence } from "../../told/sentence.ts";
import { lateBy } from "../../used-time.ts";

/** One of the decisions, and the mail about it alone. */
export interface Asked {
  mail: MailItem;
  dossier: Dossier;
  task: TaskItem;
}

export interface TogetherContext {
  settings: AgencySettings;
  staff: StaffMember[];
  to: StaffMember;
  /** ISO 8601. */
  now: string;
}

export interface Together {
  subject: string;
  paragraphs: string[];
  /** Where the button of each decision leads: to its answer, or to what a superior can do about it. */
  leads: "task" | "remind";
}

/** @param asked at least one; all of one row, and of one kind of mail */
export function togetherSaid(context: TogetherContext, asked: readonly [Asked, ...Asked[]]): Together {
  const [{ dossier, mail, task }] = asked;
  const step = stepOfTask(dossier, task);
  if (mail.letter === "late") return aboveSaid(context, step, asked);
  const { settings, staff, to } = context;
  const style = { language: "id", zone: settings.calendar.zone } as const;
  const others = { count: String(asked.length), month: monthsOf(asked) };
  const said = (part: "subject" | "text"): string =>
    (step.mailSays?.together && inSentence(step.mailSays.together[part], dossier, { style, staff }, others)) ??
    `${asked.length} keputusan menunggu Bapak/Ibu`;
  const isReminder = mail.letter === "reminder";
  return {
    subject: `${isReminder ? "Pengingat: " : ""}${said("subject")}`,
    paragraphs: [
      `Yth. ${addressed(settings, step.actor, actingIn(to.acting, step.actor))},`,
      ...(isReminder ? [`Kami ingatkan bahwa ${asked.length} keputusan berikut belum selesai.`] : []),
      said("text"),
      linesOf(context, asked, isReminder),
      "Setiap tombol membuka satu rencana. Jawaban baru tersimpan setelah Bapak/Ibu menekan tombol konfirmasi di halamannya; di rencana bulan beberapa dapat diputuskan sekaligus setelah masuk.",
    ],
    leads: "task",
  };
}

/** To the post above. */
function aboveSaid(context: TogetherContext, step: Step, asked: readonly Asked[]): Together {
  const who = titleOf(context.settings, step.actor).id;
  return {
    subject: `Terlambat: ${asked.length} keputusan menunggu ${who}`,
    paragraphs: [
      "Yth. Bapak/Ibu,",
      `Langkah "${step.state}" pada ${asked.length} berkas menunggu ${who} dan sudah melewati batas waktunya:`,
      linesOf(context, asked, true),
      "Setiap tombol membuka satu tugas: di halamannya yang bersangkutan dapat diingatkan. Keputusan tidak dapat diserahkan. Bila yang bersangkutan berhalangan, catat penggantinya (Plh.) atau bahwa yang bersangkutan tidak masuk; keputusannya lalu ditanyakan kepada atasannya.",
    ],
    leads: "remind",
  };
}

/** "1. Rabu, 9 Desember 2026, SDN 2 Contoh (PLK-2026-00001), terlambat 2 jam" */
function linesOf({ now, settings }: TogetherContext, asked: readonly Asked[], saysLate: boolean): string {
  const { calendar } = settings;
  return asked
    .map(({ dossier, task: { dueAt } }, at) => {
      const line = `${at + 1}. ${inShort(toldDossier(dossier), calendar.zone).id} (${dossier.case.id})`;
      if (!saysLate || dueAt === null || dueAt >= now) return line;
      return `${line}, ${lateBy(workingMinutesBetween(calendar, dueAt, now), "id")}`;
    })
    .join("\n");
}

/** "Desember 2026", or each of several. */
function monthsOf(asked: readonly Asked[]): string {
  const months = asked.flatMap(({ dossier }) => appointmentOf(dossier)?.slot.date.slice(0, 7) ?? []);
  return [...new Set(months)]
    .toSorted()
    .map((month) => monthAndYear(month, "id"))
    .join(" dan ");
}
