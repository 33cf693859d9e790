/** Months to choose from, in the present language. */
import { longDate } from "../../../../functions/domain/format.ts";
import { zone } from "../../api/agency.svelte.ts";
import { style } from "../../text/time.ts";
import { now } from "../app-state.svelte.ts";

const before = 2;
const after = 6;

/** YYYY-MM in the agency's zone. */
export function thisMonth(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone(), dateStyle: "short" }).format(now()).slice(0, 7);
}

export function monthsAround(): { value: string; label: string }[] {
  const [year = 0, month = 1] = thisMonth().split("-").map(Number);
  return Array.from({ length: before + 1 + after }, (_, index) => {
    const first = new Date(Date.UTC(year, month - 1 - before + index, 1)).toISOString().slice(0, 10);
    return { value: first.slice(0, 7), label: longDate(first, style()).replace(/^\S+ \d+ /, "") };
  });
}
