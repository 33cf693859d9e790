/** What whoever came writes into a guest book: the row's own outcome for them, and nothing else of the case. */
import { stepOfTask } from "../case/case-file.ts";
import type { Channel, Values } from "../case/records.ts";
import type { GuestBook } from "../access/guest-book.ts";
import { Refusal } from "../refusal.ts";
import { decide, type DecisionDependencies } from "./decide-task.ts";
import { requesterOf } from "./permission.ts";

/** How it came to be written: on the agency's device, or by a code on paper. */
export type OnSite = Extract<Channel, "kiosk" | "guest-book">;

/**
 * @param keeper name of whoever opened the kiosk; "" by the code on paper
 * @throws Refusal `unknown` at a row that is not answered on site, else as `decide` does
 */
export async function signGuestBook(
  dependencies: DecisionDependencies,
  { dossier, outcome, task }: GuestBook,
  values: Values,
  channel: OnSite,
  keeper = "",
): Promise<{ again: boolean }> {
  const step = stepOfTask(dossier, task);
  if (!step.kiosk || !step.outcomes.includes(outcome)) throw notOnSite;
  const choice = { outcome: outcome.id, note: "", values };
  const by = { ...requesterOf(dossier), name: "", channel, ...(keeper === "" ? {} : { keeper }) };
  return decide(dependencies, dossier, task, choice, by);
}

const notOnSite = new Refusal("unknown", {
  id: "Buku tamu ini tidak terbuka.",
  en: "This guest book is not open.",
});
