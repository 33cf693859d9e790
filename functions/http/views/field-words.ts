import type { Field } from "../../../statemachines/language/vocabulary.ts";
import type { FactView } from "../../contract/shared.ts";
import { cellText, countLines, listOf, recordOf, type Words } from "../../domain/form/field-words.ts";
import { formatNumber } from "../../domain/format.ts";

/** Counts and rows as a table; null for every other kind, and where there is nothing to set. */
export function tableOf(field: Field, value: unknown, words: Words): FactView["table"] | null {
  if (field.kind === "counts") {
    const rows = countLines(field, value, words.style);
    const columns = [
      { id: "Golongan", en: "Group" },
      { id: "Jumlah", en: "Number" },
    ];
    const total = Object.values(recordOf(value)).reduce<number>((sum, number) => sum + Number(number), 0);
    return rows.length > 0 ? { columns, rows, total: formatNumber(total, words.style.language) } : null;
  }
  if (field.kind !== "rows") return null;
  const columns = field.columns ?? [];
  const rows = listOf(value).map((row) => columns.map((column) => cellText(column, recordOf(row), words)));
  return rows.length > 0 ? { columns: columns.map(({ label }) => label), rows, total: null } : null;
}
