/** Requests that no page sends, over every route of the manifest; the same seed gives the same. */
import { manifest } from "../../functions/manifest.ts";
import type { Chance } from "../support/random-values.ts";

export interface OddRequest {
  method: string;
  /** With what stands for the braces of the route, encoded. */
  path: string;
  /** As in the manifest; what is told of a failure. */
  route: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  cookies: string[];
  /** Text as it is sent. */
  body: string | null;
  staff: boolean;
}

/** What is there to be asked about, and bodies that are right, by route. */
export interface Known {
  cases: string[];
  /** `case/task`. */
  tasks: string[];
  links: string[];
  bodies: Record<string, Record<string, unknown>>;
}

/** Whoever signs out is asked nothing more. */
const last = "/api/staff/sign-out";
const routes = manifest
  .flatMap(({ trigger }) =>
    trigger.kind === "http" ? trigger.routes.map((route) => ({ ...route, staff: trigger.audience === "staff" })) : [],
  )
  .filter(({ path }) => path !== last);
/** Half of what is asked, for there is more to spoil; the forms half of that. */
const posts = routes.filter(({ method }) => method === "POST");
const forms = posts.filter(({ path }) => /\/(requests|cases|\{task\}|changes)$/.test(path));

const repeated = (text: string, times: number): string => text.repeat(times);

/** Texts that people paste and programs try. */
const oddTexts = [
  "",
  " ",
  "-",
  "\u200b",
  "siti\u200b@gmail.com",
  "SD Negeri \u202e1",
  "\u000b",
  "\u0000",
  "\ud800",
  "\u2028",
  "\u3164\u3164\u3164",
  "=?utf-8?q?=41?= <x@y.id>",
  "=1+1",
  "@SUM(A1)",
  "<script>alert(1)</script>",
  "]]>&amp;<",
  "'; DROP TABLE items; --",
  "../../etc/passwd",
  "%00",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "2026-02-30",
  "2026-13-01",
  "0000-00-00",
  "9999-12-31",
  "25:61",
  "1e309",
  "-1",
  "٠٨١٢",
  "👩‍👩‍👧",
  `e${repeated("\u0301", 300)}`,
  repeated("W", 78),
  repeated("x", 5_000),
  repeated("a@", 200),
];

const oddValues: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  [],
  {},
  [[]],
  [null],
  [{}],
  { toString: 1 },
  { toString: null, valueOf: null },
  { constructor: { prototype: {} } },
  { length: 1e9 },
  { date: "2026-02-30", start: "09:00", end: "10:00" },
  [{ date: "2026-12-02", start: "10:00", end: "09:00" }],
  Array.from({ length: 200 }, () => "x"),
];

/** Bodies that are no object of ours, or more of it than anybody sends. */
const oddBodies = [
  "",
  "null",
  "[]",
  "{}",
  "1",
  '"text"',
  "{",
  '{"a":',
  '{"a":1}}',
  "\ufeff{}",
  '{"__proto__":{"x":1}}',
  repeated("[", 5_000) + repeated("]", 5_000),
  repeated('{"a":', 5_000) + "1" + repeated("}", 5_000),
  `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join(",")}}`,
  `{"values":{${Array.from({ length: 2_000 }, (_, index) => `"k${index}":""`).join(",")}}}`,
  `"${repeated("x", 1_100_000)}"`,
];

const headerChoices: Record<string, string[]> = {
  "content-type": [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json;charset=utf-16",
    "multipart/form-data",
    "",
  ],
  "sec-fetch-site": ["cross-site", "same-site", "none", "same-origin", "x"],
  origin: ["null", "https://elsewhere.test", "x", ""],
  "if-none-match": ['"x"', 'W/"1.2.3"', "*", repeated("x", 4_000)],
  "accept-language": ["en", "xx", repeated("en,", 500), ""],
  "user-agent": ["", repeated("Mozilla", 800), "'\"<>"],
  authorization: ["Bearer x", "Basic eDp5", "Bearer ", "x"],
};

export function oddRequest(chance: Chance, known: Known): OddRequest {
  const one = <T>(from: T[], other: T): T => from[chance(from.length)] ?? other;
  const { method, path, staff } = one([routes, routes, posts, forms][chance(4)] ?? routes, {
    method: "GET",
    path: "/",
    reads: "public",
    staff: false,
  });
  const route = `${method} ${path}`;
  const [, task = ""] = one(known.tasks, "/").split("/");
  const real: Record<string, string[]> = {
    case: known.cases,
    task: [task],
    link: known.links,
    procedure: ["official-visit", "mobile-library", "reading-visit"],
    year: ["2026"],
    month: ["2026-11", "2026-12", "2026"],
    date: ["2026-11-23"],
  };
  const pair = one(known.tasks, "/").split("/");
  const segment = (name: string): string => {
    if (chance(3) === 0) return encoded(one(oddTexts, ""), chance);
    if (path.includes("{task}") && (name === "case" || name === "task")) return pair[name === "case" ? 0 : 1] ?? "x";
    return one(real[name] ?? [], one(oddTexts, "x")) || "x";
  };
  const headers: Record<string, string> = method === "POST" ? { "content-type": "application/json" } : {};
  if (chance(4) === 0) {
    const name = one(Object.keys(headerChoices), "origin");
    headers[name] = one(headerChoices[name] ?? [], "");
  }
  const query: Record<string, string> = {};
  if (chance(3) === 0) {
    for (const name of ["after", "before", "words", "scope", "open", "as", "year", "from", "__proto__"]) {
      if (chance(3) === 0) query[name] = one(oddTexts, "");
    }
  }
  return {
    method,
    route,
    staff,
    query,
    headers,
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => segment(name) || "x"),
    cookies:
      chance(5) === 0 ? [`__Host-device=${encodeURIComponent(wellFormed(one(oddTexts, "")))}`, "a", "=", "b=="] : [],
    body: method === "POST" ? bodyFor(route, known, chance) : null,
  };
}

function encoded(text: string, chance: Chance): string {
  if (chance(8) === 0) return "%E0%A4%A";
  return encodeURIComponent(wellFormed(text))
    .slice(0, 2_000)
    .replace(/%[0-9A-F]?$/, "");
}

const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "");

function bodyFor(route: string, { bodies }: Known, chance: Chance): string {
  const right = bodies[route];
  if (right === undefined || chance(5) === 0) return oddBodies[chance(oddBodies.length)] ?? "";
  const whole = structuredClone(right);
  if ("submissionId" in whole) whole["submissionId"] = idFrom(chance);
  for (let times = chance(4); times > 0; times -= 1) spoil(whole, chance);
  return JSON.stringify(whole);
}

/** A new one most times, and one that was sent before. */
function idFrom(chance: Chance): string {
  const figures = String(chance(100_000)).padStart(12, "0");
  return `00000000-0000-4000-8000-${figures}`;
}

/** Puts something odd in the place of one value, however deep it lies; or adds what nobody asked for. */
function spoil(target: Record<string, unknown>, chance: Chance): void {
  const names = Object.keys(target);
  const name = names[chance(names.length)] ?? "x";
  const inside = target[name];
  if (typeof inside === "object" && inside !== null && !Array.isArray(inside) && chance(6) > 0) {
    return spoil(inside as Record<string, unknown>, chance);
  }
  const odd =
    chance(2) === 0 ? oddTexts[chance(oddTexts.length)] : structuredClone(oddValues[chance(oddValues.length)]);
  if (chance(12) === 0)
    Object.defineProperty(target, "__proto__", { value: odd, enumerable: true, writable: true, configurable: true });
  else if (chance(8) === 0) delete target[name];
  else target[name] = odd;
}
