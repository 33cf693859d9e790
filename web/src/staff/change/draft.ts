import type { PossibleChangesView } from "../../../../functions/contract/staff.ts";
import type { Answers } from "../../parts/answers.ts";
import { formName, keepForm, readForm, typedOver, withTyped } from "../../parts/kept-form.ts";
import type { KeptForm } from "../../parts/kept.ts";
import { appState } from "../app-state.svelte.ts";

export type Way = PossibleChangesView["operations"][number];

/** What a person has filled in to change a case but not sent yet; what was typed, by id of the way and name of the field. */
export interface Draft {
  typed: Record<string, Answers>;
  reason: string;
}

export const nothingTyped: Draft = { typed: {}, reason: "" };

/** The form of each way as the case stands, with what was typed over it. */
export function filledIn(ways: Way[], typed: Draft["typed"]): Record<string, Answers> {
  return Object.fromEntries(
    ways.map(({ fields, id, values }) => {
      const over = Object.entries(typed[id] ?? {}).filter(([name]) => fields.some((field) => field.name === name));
      return [id, withTyped(startOf(values), Object.fromEntries(over))];
    }),
  );
}

/** Only what differs from how the case stands: what others change meanwhile is not typed over unseen. */
export function typedIn(ways: Way[], filled: Record<string, Answers>): Draft["typed"] {
  return Object.fromEntries(ways.map(({ id, values }) => [id, typedOver(startOf(values), filled[id] ?? {})]));
}

export function isTyped({ reason, typed }: Draft): boolean {
  return reason !== "" || Object.values(typed).some((values) => Object.keys(values).length > 0);
}

function startOf(values: Way["values"]): Answers {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

/** The form of a case's changes as it keeps what the one who is signed in types. */
function keptFormOf(id: string): KeptForm {
  return { name: formName("change", id), by: appState.me?.id ?? "" };
}

/** What was typed before, or null. */
export function readDraft(id: string): Draft | null {
  return readForm<Draft>(keptFormOf(id));
}

/** Keeps a draft, or drops one in which nothing is typed. */
export function keepDraft(id: string, draft: Draft): void {
  keepForm(keptFormOf(id), isTyped(draft) ? draft : null);
}
