import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { actors } from "../../statemachines/language/actors.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import { outcomesOf } from "../../statemachines/language/table.ts";

/**
 * Where words of the tables may stand as literals, and why. `of` narrows an exception to some words. Whoever adds a
 * line gives a reason that is not "it was easier".
 */
const exceptions: { file: RegExp; of?: string[]; why: string }[] = [
  {
    file: /^infra\/(demo\/|local\/host\/demo-agency\.ts$)/,
    why: "plays people and gives them their roles: data, not rules",
  },
  { file: /^infra\/agencies\//, why: "the agency says in which role its letters are signed: data, not rules" },
  {
    file: /^functions\/domain\/administration\//,
    of: ["ya", "tidak"],
    why: "yes and no, as an administrator types them in a setting or a table",
  },
  { file: /^web\/src\/paths\.ts$/, of: ["pilih"], why: "name of a query parameter" },
  { file: /^web\/src\/text\/id\/staff-case\.ts$/, of: ["selesai"], why: "a word on the screen" },
];

const root = fileURLToPath(new URL("../../", import.meta.url));
const rooms = ["functions", "infra", "web/src"];

/** Words of the tables by what they are. A word that is also a literal for something else needs an exception above. */
const words = new Map<string, string>([
  ...procedures.map(({ id }) => [id, "a procedure"] as const),
  ...Object.keys(actors).map((id) => [id, "an actor"] as const),
  ...procedures
    .flatMap((procedure) => procedure.steps.flatMap((step) => outcomesOf(procedure, step)))
    .map((outcome) => [outcome.id, "an outcome"] as const),
  ...procedures.flatMap((procedure) => procedure.steps).map((step) => [step.time.written, "a standard time"] as const),
]);

const quoted = new RegExp(
  `(["'\`])(${[...words.keys()].map((word) => word.replace(/[^\w ]/g, "\\$&")).join("|")})\\1`,
  "g",
);

describe("nothing but the tables knows a procedure, an actor, a standard time or an outcome of a step", () => {
  it.each(rooms)("in %s", (room) => {
    expect(
      findings(room)
        .filter((each) => !excepted(each))
        .map(tell),
    ).toEqual([]);
  });

  it("finds such a word in any kind of quotes, with file and line", () => {
    const text = `a\nif (x === 'ya') y("official-visitor", \`5 menit\`, "yaitu", ya);\n// "ya"`;
    expect(findIn("functions/x.ts", text).map(tell)).toEqual([
      'functions/x.ts:2 knows an outcome: "ya"',
      'functions/x.ts:2 knows an actor: "official-visitor"',
      'functions/x.ts:2 knows a standard time: "5 menit"',
    ]);
  });
});

interface Finding {
  file: string;
  line: number;
  word: string;
}

function findings(room: string): Finding[] {
  return readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|svelte)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .flatMap((file) => findIn(file, readFileSync(path.join(root, file), "utf8")));
}

function findIn(file: string, text: string): Finding[] {
  return text.split("\n").flatMap((line, index) =>
    [...(isComment(line) ? "" : line).matchAll(quoted)].map((match) => ({
      file,
      line: index + 1,
      word: match[2] ?? "",
    })),
  );
}

/** Comments may quote the SOP: they explain, they do not decide. */
function isComment(line: string): boolean {
  return /^\s*(\*|\/\/|\/\*)/.test(line);
}

function excepted({ file, word }: Finding): boolean {
  return exceptions.some((exception) => exception.file.test(file) && (exception.of?.includes(word) ?? true));
}

function tell({ file, line, word }: Finding): string {
  return `${file}:${line} knows ${words.get(word) ?? ""}: "${word}"`;
}
