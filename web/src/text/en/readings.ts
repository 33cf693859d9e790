import { formatNumber } from "../../../../functions/domain/format.ts";
import type { readings as id } from "../id/readings.ts";

export const readings: typeof id = {
  title: "Who read what",
  lead: (days) => `Noted once per person, case and hour; kept for ${days} days. Reading this log is noted too.`,
  case: "Number of the case",
  byCase: "Look up",
  person: "Member of the staff",
  nobody: "Choose a person",
  none: "Nothing is noted yet.",
  columns: { at: "When", who: "Who", what: "What" },
  count: (shown, { count, more }) => `${shown} of ${more ? "more than " : ""}${formatNumber(count, "en")} entries`,
  older: "Load older entries",
};
