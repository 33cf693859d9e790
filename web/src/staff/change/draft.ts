import type { PossibleChangesView } from "../../../../functions/contract/staff.ts";
import type { Answers } from "../../parts/answers.ts";

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
      return [id, { ...startOf(values), ...Object.fromEntries(over) }];
    }),
  );
}

/** Only what differs from how the case stands: what others change meanwhile is not typed over unseen. */
export function typedIn(ways: Way[], filled: Record<string, Answers>): Draft["typed"] {
  const ofWay = ({ id, values }: Way) => {
    const start = startOf(values);
    const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(start[name]);
    return Object.fromEntries(Object.entries(filled[id] ?? {}).filter(differs));
  };
  return Object.fromEntries(ways.map((way) => [way.id, ofWay(way)]));
}

export function isTyped({ reason, typed }: Draft): boolean {
  return reason !== "" || Object.values(typed).some((values) => Object.keys(values).length > 0);
}

function startOf(values: Way["values"]): Answers {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

const keyOf = (id: string) => `change:${id}`;

/** Drafts live in the tab, as those of tasks do: they survive a reload and a sign-in. */
export function readDraft(id: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(id)) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...nothingTyped, ...kept } : null;
  } catch {
    return null;
  }
}

/** Keeps a draft, or drops one in which nothing is typed; without storage the form still works. */
export function keepDraft(id: string, draft: Draft): void {
  try {
    if (isTyped(draft)) sessionStorage.setItem(keyOf(id), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(id));
  } catch {
    // A full or forbidden storage must not stop anyone from typing.
  }
}
