/** The register of breaches as a table, oldest first. */
import { isoDate } from "../calendar/instants.ts";
import type { Cell } from "../export/spreadsheet.ts";
import { timeOfDay } from "../format.ts";
import { incidentFields } from "./record-forms.ts";
import { entryTitles, type Incident } from "./records.ts";

/** @param zone of the agency */
export function incidentTable(incidents: Incident[], zone: string): Cell[][] {
  const moment = (instant: string | undefined): Cell =>
    instant === undefined
      ? null
      : `${isoDate(Date.parse(instant), zone)} ${timeOfDay(instant, { language: "id", zone })}`;
  const headings = ["Nomor", ...incidentFields.map(({ label }) => label.id), "Batas", "Ditutup", "Tindakan"];
  const rows = incidents
    .toSorted((one, other) => one.foundAt.localeCompare(other.foundAt))
    .map(({ closedAt, dueAt, entries, facts, number }) => [
      number,
      ...incidentFields.map(({ name }) => cellOf(facts[name])),
      moment(dueAt),
      moment(closedAt),
      entries
        .map(({ at, did, name, words }) => `${moment(at)} ${name}: ${entryTitles[did].id} ${words}`.trim())
        .join("\n"),
    ]);
  return [headings, ...rows];
}

function cellOf(value: unknown): Cell {
  return typeof value === "string" || typeof value === "number" ? value : null;
}
