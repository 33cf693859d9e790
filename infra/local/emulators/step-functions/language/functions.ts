import { createHash } from "node:crypto";
import jsonata from "jsonata";
import type { Json } from "./json.ts";

/** Where an evaluation takes time, chance and ids from. Nothing below reads them elsewhere. */
export interface Sources {
  /** Epoch milliseconds. */
  now: number;
  /** A number in [0, 1). */
  random(): number;
  /** A UUID, version 4. */
  newId(): string;
  /** An unguessable task token. */
  newToken(): string;
}

const HASHES: Record<string, string> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};
const RANGE_LIMIT = 1_000;
const formatMillis = jsonata("$fromMillis(ms, picture, timezone)");

/** JSONata's clock-dependent functions and those that Step Functions adds, bound to the given sources. */
export function serviceFunctions(sources: Sources): Record<string, unknown> {
  return {
    partition,
    range,
    hash,
    parse,
    random: (seed?: unknown) => (typeof seed === "number" ? seeded(seed) : sources.random()),
    uuid: () => sources.newId(),
    millis: () => sources.now,
    now: (picture?: unknown, timezone?: unknown) =>
      picture === undefined
        ? new Date(sources.now).toISOString()
        : (formatMillis.evaluate({ ms: sources.now, picture, timezone }) as Promise<unknown>),
    eval: () => {
      throw failure("D3120", "$eval is not supported; use $parse");
    },
  };
}

function partition(values: unknown, size: unknown): Json[][] | undefined {
  if (values === undefined) return undefined;
  const list = (Array.isArray(values) ? values : [values]) as Json[];
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1)
    throw failure("T0410", "$partition needs a whole size of at least 1");
  const parts: Json[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}

function range(first: unknown, last: unknown, step: unknown): number[] | number | undefined {
  const bounds = [first, last, step];
  if (!bounds.every((bound) => typeof bound === "number" && Number.isFinite(bound)) || step === 0) {
    throw failure("T0410", "$range needs a first number, a last number and a step that is not zero");
  }
  const [from, to, by] = bounds as [number, number, number];
  const count = Math.floor((to - from) / by) + 1;
  if (count > RANGE_LIMIT) throw failure("D2014", `$range yields more than ${RANGE_LIMIT} items`);
  const values = Array.from({ length: Math.max(0, count) }, (_, index) => from + index * by);
  // The service treats the values as a JSONata sequence: one value stands for itself.
  if (values.length === 0) return undefined;
  return values.length === 1 ? values[0] : values;
}

function parse(text: unknown): Json | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw failure("T0410", "$parse needs a text");
  return JSON.parse(text) as Json;
}

function hash(text: unknown, algorithm: unknown): string | undefined {
  if (text === undefined) return undefined;
  const name = typeof algorithm === "string" ? HASHES[algorithm] : undefined;
  if (name === undefined) throw failure("T0410", `$hash needs one of the algorithms ${Object.keys(HASHES).join(", ")}`);
  return createHash(name)
    .update(typeof text === "string" ? text : JSON.stringify(text))
    .digest("hex");
}

/** The same seed gives the same number (mulberry32). */
function seeded(seed: number): number {
  let mixed = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
