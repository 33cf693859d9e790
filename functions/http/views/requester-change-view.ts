/** That whoever asked changed or completed the request since, for whoever decides about it. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Dossier, OperationId } from "../../domain/case/records.ts";
import { changeViews } from "./change-view.ts";
import type { ViewContext } from "./facts.ts";

const said: Partial<Record<OperationId, Text>> = {
  "change-request": { id: "Diubah oleh pemohon", en: "Changed by the requester" },
  "completed-request": { id: "Dilengkapi oleh pemohon", en: "Completed by the requester" },
};

/** "Diubah oleh pemohon: Tanggal kunjungan: Rabu, 2 Desember 2026 menjadi Senin, 7 Desember 2026."; the last change, null without one. */
export function requesterChanged(dossier: Dossier, context: ViewContext): Text | null {
  const last = (dossier.changes ?? []).findLastIndex(({ operation }) => operation in said);
  const view = changeViews(dossier, context)[last];
  const change = dossier.changes?.[last];
  if (!view || !change) return null;
  const { en, id } = (change.person === "requester" && said[change.operation]) || view.title;
  const facts = (language: "id" | "en", nothing: string, becomes: string): string =>
    view.facts
      .map(({ label, now, was }) => `${label[language]}: ${was || nothing} ${becomes} ${now || nothing}`)
      .join("; ");
  return {
    id: `${id}. ${facts("id", "(kosong)", "menjadi")}.`,
    en: `${en}. ${facts("en", "(empty)", "is now")}.`,
  };
}
