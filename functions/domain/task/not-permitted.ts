/** What somebody is told who may not choose an outcome of a task, or not yet. */
import type { ActorId, Language, Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings } from "../agency.ts";
import { stepOfTask } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { hourOf } from "../case/waited-for.ts";
import { clockTime, longDate } from "../format.ts";
import { Refusal } from "../refusal.ts";

/**
 * What somebody is told before the time has come: what the hour is that the row is about, and from when it can be done.
 *
 * @param outcome what they chose; without it, the row as a whole
 */
export function tooEarly(
  { calendar: { zone } }: AgencySettings,
  dossier: Dossier,
  task: TaskItem,
  from: string,
  outcome?: Outcome,
): Refusal {
  const hour = hourOf(dossier, stepOfTask(dossier, task));
  const words = (language: Language): string => {
    const style = { language, zone };
    const label = outcome ? `“${outcome.label[language]}”` : language === "id" ? "Langkah ini" : "This step";
    const opens = `${longDate(from, style)}, ${clockTime(from, style)}`;
    const when = hour && `${longDate(hour.date, style)}, ${clockTime(hour.start, style)}`;
    if (language === "id") {
      return `${when ? `Jadwalnya ${when}. ` : ""}${label} baru dapat ${outcome ? "dipilih" : "dikerjakan"} mulai ${opens}.`;
    }
    return `${when ? `It is set for ${when}. ` : ""}${label} can be ${outcome ? "chosen" : "done"} from ${opens}.`;
  };
  return new Refusal("stale", { id: words("id"), en: words("en") });
}

/** What somebody is told whose step it is not. */
export function notYourStep(settings: AgencySettings, { actor }: Step): Refusal {
  const { id, en } = titleOf(settings, actor);
  return new Refusal("forbidden", { id: `Langkah ini untuk ${id}.`, en: `This step is for: ${en}.` });
}

/** What somebody is told who takes part in the step, where an outcome of it is for certain roles. */
export function notYourChoice(settings: AgencySettings, roles: ActorId[]): Refusal {
  const titles = roles.map((role) => titleOf(settings, role));
  return new Refusal("forbidden", {
    id: `Pilihan ini untuk ${titles.map(({ id }) => id).join(" atau ")}.`,
    en: `This choice is for: ${titles.map(({ en }) => en).join(" or ")}.`,
  });
}

const reload = {
  id: "Pilihan ini tidak tersedia. Muat ulang halaman.",
  en: "This choice is not available. Reload the page.",
};
/**
 * Maker is not checker.
 *
 * @param proposed who is asked instead, with their titles; empty where nobody is known to be
 */
export function madeByThem(proposed: Text[] = []): Refusal {
  const [id, en] = (["id", "en"] as const).map((language) => proposed.map((each) => each[language]).join("; "));
  return new Refusal("forbidden", {
    id: `Anda menyusun berkas ini, jadi keputusannya harus diambil oleh pejabat lain. ${id ? `Yang diminta memutuskan: ${id}.` : "Sampaikan kepada atasan Anda."}`,
    en: `You drafted this paper, so another official has to decide. ${en ? `Asked to decide: ${en}.` : "Please tell your superior."}`,
  });
}

/** The row does not have the outcome now. */
export const notAvailable = new Refusal("invalid", reload, { outcome: reload });
