/** What a person must be told while doing a step, where it applies to the case (`Step.notices`). */
import { fieldsOf } from "../../../statemachines/language/table.ts";
import type { NoticeId, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import type { AgencySettings } from "../agency.ts";
import { appointmentOf } from "../case/appointment.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import { subjectOf } from "../case/contact.ts";
import type { Dossier, Values } from "../case/records.ts";
import { longDate, oneFullStop } from "../format.ts";
import { impossibleNotice } from "../booking/guarded-days.ts";
import { isoDate } from "../calendar/instants.ts";

/** @param computed the figures of the step as they stand now; none where it computes nothing */
export function noticesFor(
  settings: AgencySettings,
  dossier: Dossier,
  step: Step,
  { computed = {}, now }: { computed?: Values; now: number },
): Text[] {
  const context = { settings, dossier, step, computed, now };
  const ofTable = (step.notices ?? []).map((id) => notices[id](context));
  return [impossibleNotice(settings, dossier, step, now), ...ofTable].filter((text) => text !== null);
}

interface NoticeContext {
  settings: AgencySettings;
  dossier: Dossier;
  step: Step;
  computed: Values;
  now: number;
}

const notices: Record<NoticeId, (context: NoticeContext) => Text | null> = {
  "agreement-missing": ({ dossier, settings }) => {
    if (!settings.mobileLibrary?.agreementRequired || latestValue(dossier, "agreement") !== undefined) return null;
    return {
      id: "Layanan di lokasi ini memerlukan perjanjian kerja sama, dan belum ada yang dicantumkan. Cantumkan nomornya, atau mulai berkas perjanjian lebih dulu.",
      en: "A cooperation agreement is needed for this place, and none is given. Give its number, or begin one first.",
    };
  },
  "days-without-recap": ({ computed, dossier, step }) => {
    const field = fieldsOf(procedureOfCase(dossier.case)).find((each) => each.computed === "missing-days");
    const days = field && (step.computes ? computed[field.name] : latestValue(dossier, field.name));
    if (typeof days !== "string" || days === "") return null;
    const which = `${days} (${subjectOf(dossier.case)})`;
    return {
      id: `Hari layanan tanpa rekap: tanggal ${which}. Hari itu bukan nol, melainkan belum tercatat.`,
      en: `Days of service without recap: ${which}. They are not zero but not recorded.`,
    };
  },
  ramadan: ({ dossier, now, settings, step }) => {
    if (settings.mobileLibrary?.warnInRamadan === false) return null;
    const planned = appointmentOf(dossier)?.slot.date;
    const today = isoDate(now, settings.calendar.zone);
    const horizon = addDays(today, ramadanHorizonDays);
    const asks = (step.fields ?? []).some((field) => field.kind === "date");
    const period = (settings.calendar.ramadan ?? []).find(({ from, to }) =>
      planned !== undefined && from <= planned && planned <= to ? true : asks && from <= horizon && today <= to,
    );
    if (!period) return null;
    const dates = (language: "id" | "en"): string =>
      [period.from, period.to]
        .map((date) => longDate(date, { language, zone: settings.calendar.zone }))
        .join(language === "id" ? " sampai " : " to ");
    const inside = planned !== undefined && period.from <= planned && planned <= period.to;
    return {
      id: `${inside ? "Tanggal rencana jatuh pada bulan Ramadan" : "Perhatikan bulan Ramadan"} (${dates("id")}): jam kerja lebih pendek dan banyak lokasi tidak menerima layanan.`,
      en: `${inside ? "The planned date lies in Ramadan" : "Mind Ramadan"} (${dates("en")}): office hours are shorter and many places receive nobody.`,
    };
  },
  "repeated-change": ({ dossier }) => {
    const changes = changesIn(dossier);
    if (changes < manyChanges) return null;
    return {
      id: `Jadwal berkas ini sudah ${changes} kali diubah. Pertimbangkan untuk memastikan kesiapan lokasi lebih dulu.`,
      en: `The schedule of this case was changed ${changes} times. Consider making sure of the place first.`,
    };
  },
  "urgent-request": ({ dossier }) => {
    const reason = latestValue(dossier, "urgentReason");
    if (typeof reason !== "string" || reason === "") return null;
    return {
      id: oneFullStop(`Permohonan mendesak, kurang dari waktu tunggu yang biasa: ${reason}.`),
      en: oneFullStop(`An urgent request, with less than the usual lead time: ${reason}.`),
    };
  },
};

const ramadanHorizonDays = 60;
const manyChanges = 2;

/** How often the appointment was answered anew after it was first planned. */
function changesIn(dossier: Dossier): number {
  const procedure = procedureOfCase(dossier.case);
  const anew = (procedure.appointment?.sources ?? []).filter((source) => source.outcome !== undefined);
  return dossier.tasks.filter((task) => task.answer && anew.some(({ step }) => step === task.step)).length;
}
