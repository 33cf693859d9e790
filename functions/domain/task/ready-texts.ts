/** Texts that an officer copies into a messenger or a social medium (the agency's templates k and l). */
import type { Outcome, ReadyTextId, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { outcomesOf, stepOf } from "../../../statemachines/language/table.ts";
import type { AgencySettings } from "../agency.ts";
import { contactOf } from "../case/contact.ts";
import { flowTasks, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { longDate, momentInWords, slotInWords } from "../format.ts";
import { deadlineOf } from "../case/task-times.ts";
import { journeyOf, type JourneyPlan } from "../booking/journey.ts";
import { whatsAppUrl } from "../mail/whatsapp.ts";

/** Longest text that a post on a social medium takes without being cut. */
export const socialLength = 500;

export interface ReadyText {
  id: ReadyTextId;
  title: Text;
  text: string;
  /** Opens the messenger with the text filled in; null where it is not for one person. */
  link: string | null;
}

/** What the doer of a step may copy at the instant `now`; empty where nothing is planned yet. */
export function readyTexts(settings: AgencySettings, dossier: Dossier, step: Step, now: string): ReadyText[] {
  const plan = journeyOf(dossier);
  if (!plan) return [];
  const deadline = answerDue(settings, dossier, now);
  return (step.readyTexts ?? []).flatMap((id) => {
    const writing = writers[id]({ settings, dossier, plan, deadline });
    if (writing === null) return [];
    const link = id === "stop-social" ? null : whatsAppUrl(contactOf(dossier).phone, writing.text);
    return [{ id, ...writing, link }];
  });
}

/** When the host's answer is due: as the open task says, or as it would say if it opened now. */
function answerDue(settings: AgencySettings, dossier: Dossier, now: string): string | null {
  const asked = dossier.tasks.find((task) => task.answer === null && task.deadlineAt !== null);
  const waiting = procedureOfCase(dossier.case).steps.find((step) => step.deadlineBefore);
  return asked?.deadlineAt ?? (waiting ? deadlineOf(settings.calendar, dossier, waiting, now) : null);
}

interface Writing {
  settings: AgencySettings;
  dossier: Dossier;
  plan: JourneyPlan;
  deadline: string | null;
}

type Writer = (writing: Writing) => Pick<ReadyText, "title" | "text"> | null;

const writers: Record<ReadyTextId, Writer> = {
  "stop-message": ({ settings, dossier, plan, deadline }) => {
    const style = styleOf(settings);
    const until = deadline ? ` paling lambat ${momentInWords(deadline, style)}` : "";
    return {
      title: { id: "Pesan WhatsApp untuk pengguna layanan", en: "Message to the host" },
      text: `Yth. Bapak/Ibu ${contactOf(dossier).name}, layanan perpustakaan keliling akan hadir di ${plan.place} pada ${whenIn(settings, plan)}. Mohon menyiapkan tempat yang teduh dan aman bagi pembaca serta mengonfirmasi kesiapan${until} dengan membalas pesan ini, melalui tautan pada surat kami, atau ke nomor ${settings.phone}. Terima kasih. - Petugas Pusling`,
    };
  },
  "stop-changed-message": ({ settings, dossier, plan }) => ({
    title: { id: "Pesan WhatsApp perubahan jadwal", en: "Message about the change" },
    text: `Yth. Bapak/Ibu ${contactOf(dossier).name}, jadwal layanan perpustakaan keliling berubah: ${plan.place}, ${whenIn(settings, plan)}. Jadwal ini menggantikan jadwal sebelumnya. Keterangan: ${settings.phone}. Terima kasih. - Petugas Pusling`,
  }),
  "stop-postponed-message": ({ settings, dossier, plan }) => {
    const answer = lastPostponement(dossier);
    return (
      answer && {
        title: { id: "Pesan WhatsApp penundaan", en: "Message about the delay" },
        text: `Yth. Bapak/Ibu ${contactOf(dossier).name}, layanan perpustakaan keliling di ${plan.place} pada ${longDate(plan.slot.date, styleOf(settings))} terpaksa kami tunda karena ${answer.note.replace(/[.!?]$/, "")}. Jadwal pengganti akan kami sepakati bersama Bapak/Ibu. Mohon maaf dan terima kasih atas pengertiannya. - Petugas Pusling ${settings.phone}`,
      }
    );
  },
  "stop-social": ({ settings, plan }) => {
    const agency = `${settings.name} ${settings.government.replace(/^Pemerintah /, "")}`;
    const post = (place: string): string =>
      `Halo, #SahabatPustaka! Perpustakaan Keliling ${agency} hadir di ${place}, ${whenIn(settings, plan)}. Layanan gratis, terbuka untuk pelajar dan masyarakat umum. Ayo membaca bersama! Jadwal dapat berubah menyesuaikan cuaca. Info: ${settings.phone}.`;
    const room = socialLength - [...post("")].length;
    return { title: { id: "Teks media sosial", en: "Text for social media" }, text: post(shortened(plan.place, room)) };
  },
};

/** The answer by which what was planned last was put off; null where the last answer was another. */
function lastPostponement(dossier: Dossier): Answer | null {
  const procedure = procedureOfCase(dossier.case);
  const last = flowTasks(dossier).findLast((task) => task.answer !== null);
  const offered: Outcome[] = last ? outcomesOf(procedure, stepOf(procedure, last.step)) : [];
  const chosen = offered.find(({ id }) => id === last?.answer?.outcome);
  return chosen?.postpones ? (last?.answer ?? null) : null;
}

function whenIn(settings: AgencySettings, { slot }: JourneyPlan): string {
  return slotInWords(slot, styleOf(settings));
}

function styleOf({ calendar }: AgencySettings) {
  return { language: "id", zone: calendar.zone } as const;
}

function shortened(words: string, length: number): string {
  const letters = [...words];
  return letters.length <= length ? words : `${letters.slice(0, Math.max(0, length - 1)).join("")}…`;
}
