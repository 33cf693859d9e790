/**
 * The lock on published tables: a running case keeps the version it started with, so the flow of a published table
 * never changes, and it stays until its last case has ended. The lock holds the flow of each version, so that a change
 * is named; words are free (`language/flow.ts`).
 */
import { changeSentence, flowChanges, flowOf, type Flow } from "../language/flow.ts";
import { versionKey } from "../language/table.ts";
import type { Procedure } from "../language/vocabulary.ts";

/** `official-visit@1` -> its flow. */
export type PublishedLock = Record<string, Flow>;

/** @returns a sentence for each part of a published table that changed, and for each table that is gone */
export function checkPublished(procedures: readonly Procedure[], lock: PublishedLock): string[] {
  return Object.entries(lock).flatMap(([key, flow]) => {
    const table = procedures.find((procedure) => versionKey(procedure) === key);
    if (table) return flowChanges(flow, table).map((change) => `${changeSentence(change)}; ${whatToDo}`);
    return [`${key} is published but not registered: keep its table until its last case has ended, then drop its line`];
  });
}

const whatToDo = "it is published: raise the version and keep the old table";

/** @returns the lock with every version that was not in it, and with what the flows of others have gained (options) */
export function publish(procedures: readonly Procedure[], lock: PublishedLock): PublishedLock {
  return { ...lock, ...Object.fromEntries(procedures.map((table) => [versionKey(table), flowOf(table)])) };
}
