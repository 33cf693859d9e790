/** What somebody is told who may not choose an outcome of a task, or not yet. */
import type { ActorId, Step } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings } from "../agency.ts";
import { longDate } from "../format.ts";
import { Refusal } from "../refusal.ts";

/** What somebody is told before the day of a task has come. */
export function tooEarly({ calendar: { zone } }: AgencySettings, from: string): Refusal {
  return new Refusal("stale", {
    id: `Langkah ini baru dapat dikerjakan mulai ${longDate(from, { language: "id", zone })}.`,
    en: `This step can be done from ${longDate(from, { language: "en", zone })}.`,
  });
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
/** Maker is not checker. */
export const madeByThem = new Refusal("forbidden", {
  id: "Anda menyusun berkas ini, jadi keputusannya harus diambil oleh pejabat lain. Sampaikan kepada atasan Anda.",
  en: "You drafted this paper, so another official has to decide. Please tell your superior.",
});

/** The row does not have the outcome now. */
export const notAvailable = new Refusal("invalid", reload, { outcome: reload });
