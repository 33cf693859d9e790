/** That whoever asked changed the request since, for whoever decides about it. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { changeViews } from "./change-view.ts";
import type { ViewContext } from "./facts.ts";

/** "Diubah oleh pemohon: Tanggal kunjungan: Rabu, 2 Desember 2026 menjadi Senin, 7 Desember 2026."; the last change, null without one. */
export function requesterChanged(dossier: Dossier, context: ViewContext): Text | null {
  const last = (dossier.changes ?? []).findLastIndex(({ operation }) => operation === "change-request");
  const view = changeViews(dossier, context)[last];
  if (!view) return null;
  const said = (language: "id" | "en", nothing: string, becomes: string): string =>
    view.facts
      .map(({ label, now, was }) => `${label[language]}: ${was || nothing} ${becomes} ${now || nothing}`)
      .join("; ");
  return {
    id: `Diubah oleh pemohon. ${said("id", "(kosong)", "menjadi")}.`,
    en: `Changed by the requester. ${said("en", "(empty)", "is now")}.`,
  };
}
