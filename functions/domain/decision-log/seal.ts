/** Seals what was decided, and finds what is not as it was sealed. */
import type { Hash } from "./hash-tree.ts";
import type { DecidedEvent } from "./events.ts";
import { erasedMark } from "../personal-data/erased.ts";
import type { Seal } from "./records.ts";

/** @param salt nobody can guess it, and no other seal has it */
export function sealOf(hash: Hash, { event, parts }: DecidedEvent, day: string, salt: string): Seal {
  const digests = Object.entries(parts).map(([name, value]) => [name, digestOf(hash, saltOf(hash, salt, name), value)]);
  return { event, day, salt, digests: Object.fromEntries(digests) as Seal["digests"] };
}

/** What the log names of a seal. */
export function leafOf(hash: Hash, caseId: string, { day, digests, event }: Seal): string {
  return hash(`seal\n${caseId}\n${event}\n${day}\n${canonical(digests)}`);
}

/** A seal of which some parts were erased: nothing tells what they were, and nobody can have written others in their place. */
export function withoutParts(hash: Hash, seal: Seal, erased: (name: string) => boolean): Seal {
  const kept = Object.keys(seal.digests).filter((name) => !erased(name) && saltIn(hash, seal, name) !== null);
  const salts = Object.fromEntries(kept.map((name) => [name, saltIn(hash, seal, name) ?? ""]));
  return { ...seal, salt: null, salts };
}

/** How a part stands to its seal. */
export type PartState = "as-sealed" | "changed" | "missing" | "erased" | "added";

/** Every part that is or was there, by name. */
export function partsAgainst(
  hash: Hash,
  { parts }: Pick<DecidedEvent, "parts">,
  seal: Seal,
): Record<string, PartState> {
  const names = [...new Set([...Object.keys(seal.digests), ...Object.keys(parts)])];
  return Object.fromEntries(names.map((name) => [name, stateOf(hash, seal, name, parts)]));
}

function stateOf(hash: Hash, seal: Seal, name: string, parts: Record<string, unknown>): PartState {
  const digest = seal.digests[name];
  if (digest === undefined) return "added";
  const salt = saltIn(hash, seal, name);
  if (salt === null) return name in parts && !isGone(parts[name]) ? "added" : "erased";
  if (!(name in parts)) return "missing";
  return digestOf(hash, salt, parts[name]) === digest ? "as-sealed" : "changed";
}

/** A text that must stand is empty where it was erased, or tells where something in it was. */
function isGone(value: unknown): boolean {
  if (typeof value === "string") return value === "" || value.includes(erasedMark);
  if (typeof value !== "object" || value === null) return false;
  const within = Object.values(value);
  return within.length > 0 && (within.some(isMarked) || within.every(isGone));
}

function isMarked(value: unknown): boolean {
  return typeof value === "string" && value.includes(erasedMark);
}

/** Null where the part was erased. */
function saltIn(hash: Hash, { salt, salts }: Seal, name: string): string | null {
  return salt === null ? (salts?.[name] ?? null) : saltOf(hash, salt, name);
}

function saltOf(hash: Hash, salt: string, name: string): string {
  return hash(`salt\n${salt}\n${name}`);
}

function digestOf(hash: Hash, salt: string, value: unknown): string {
  return hash(`part\n${salt}\n${canonical(value)}`);
}

/** JSON with the names in order, so that the same value is the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
