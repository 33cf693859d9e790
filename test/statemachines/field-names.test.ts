import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { letters } from "../../functions/domain/mail/letters/index.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { fieldsOf } from "../../statemachines/language/table.ts";
import type { Field, Procedure } from "../../statemachines/language/vocabulary.ts";
import { usesIn, type Use } from "./used-names.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const rooms = ["functions", "web/src", "infra/demo"];
const isScanned = (file: string): boolean => rooms.some((room) => file.startsWith(`${room}/`)) && !hasOwnFields(file);
/** The satisfaction survey and the administration ask their own questions; they are no row of any table. */
const hasOwnFields = (file: string): boolean =>
  ["functions/domain/survey/", "functions/domain/administration/", "web/src/staff/administration/"].some((folder) =>
    file.startsWith(folder),
  );

const sources = new Map(
  [...rooms, "statemachines/language"]
    .flatMap(filesIn)
    .map((file) => [file, readFileSync(path.join(root, file), "utf8")]),
);
const uses = usesIn(sources, isScanned);
const senders = await tablesByLetters();

describe("names of fields and rows come from the tables", () => {
  it("every literal that is used as one is in a table; a letter names only what each table that sends it has", () => {
    expect(uses.length).toBeGreaterThan(20);
    expect(wrongIn(currentProcedures())).toEqual([]);
  });

  it("no name of a table stands where this test would not see how it is used", () => {
    expect(unseen()).toEqual([]);
  });

  it("renaming `urgentReason` in the table alone names every place that still uses the old name", () => {
    const places = placesOf("urgentReason");
    expect(places.length).toBeGreaterThan(0);
    expect(wrongIn(renamed("urgentReason"))).toEqual(places);
  });

  it("so it is with every name that is used anywhere", () => {
    for (const name of new Set(uses.map((use) => use.name))) {
      const places = uses.filter((use) => use.name === name).map(tell);
      expect(wrongIn(renamed(name)), name).toEqual(places);
    }
  });

  it("finds a name however it is used, with file and line", () => {
    const text = `import { valueOf } from "./reader.ts";
const own = (step: StepId | undefined) => step;
const taken = [valueOf(dossier, "one"), own("two"), answer?.values["three"], valueOf(dossier, known)];
const { four, five: other } = (dossier.case.request ?? {}) as Values;
const six: FieldName = "six";
if (task.step === "seven" || page === "eight" || query["nine"]) valueOf("ten", six);`;
    const reader = "export function valueOf(dossier: Dossier, field: FieldName): unknown {}";
    const page = `<p>\n{answers["eleven"]}{labels["twelve"]}</p>`;
    const files = new Map([
      ["a/reader.ts", reader],
      ["a/b.ts", text],
      ["a/c.svelte", page],
    ]);
    expect(usesIn(files, () => true).map(({ file, line, kind, name }) => `${file}:${line} ${kind} ${name}`)).toEqual([
      "a/b.ts:3 field one",
      "a/b.ts:3 step two",
      "a/b.ts:3 field three",
      "a/b.ts:4 field four",
      "a/b.ts:4 field five",
      "a/b.ts:5 field six",
      "a/b.ts:6 step seven",
      "a/c.svelte:2 field eleven",
    ]);
  });
});

/** What is wrong while these are the tables. */
function wrongIn(tables: Procedure[]): string[] {
  return uses.filter((use) => !isKnown(use, tables)).map(tell);
}

function isKnown({ file, kind, name }: Use, tables: Procedure[]): boolean {
  const has = (table: Procedure): boolean => namesIn(table)[kind].has(name);
  const sending = tables.filter(({ id }) => senders.get(file)?.includes(id));
  return sending.length > 0 ? sending.every(has) : tables.some(has);
}

function namesIn(table: Procedure): Record<Use["kind"], Set<string>> {
  const fields = fieldsOf(table).flatMap((field) => [field, ...(field.columns ?? [])]);
  const steps = [...table.steps, ...(table.aside ?? [])];
  return { field: new Set(fields.map(({ name }) => name)), step: new Set(steps.map(({ id }) => id)) };
}

/** The current tables, in which a field or a row has another name. */
function renamed(name: string): Procedure[] {
  const other = (field: Field): Field => ({
    ...field,
    name: field.name === name ? `${name}Renamed` : field.name,
    ...(field.columns ? { columns: field.columns.map(other) } : {}),
  });
  const row = <Row extends { id: string; fields?: Field[] }>(step: Row): Row => ({
    ...step,
    id: step.id === name ? `${name}-renamed` : step.id,
    fields: (step.fields ?? []).map(other),
  });
  return currentProcedures().map((table) => ({
    ...table,
    steps: table.steps.map(row),
    aside: (table.aside ?? []).map(row),
  }));
}

function tell({ file, line, kind, name }: Use): string {
  return `${file}:${line} uses the ${kind} "${name}", which its table does not have`;
}

/** Every line on which a name stands in quotes, found without looking at how it is used. */
function placesOf(name: string): string[] {
  return quoted(new Set([name])).map(({ file, line }) => tell({ file, line, kind: "field", name }));
}

/**
 * Names that mean nothing but a field or a row (`letterDate`, `check-schedule`), where no use of them was found. The
 * demo plays people, who read such names in what they are answered.
 */
function unseen(): string[] {
  const names = currentProcedures().map(namesIn);
  const telling = [
    ...names.flatMap(({ field }) => [...field].filter((name) => /[A-Z]/.test(name))),
    ...names.flatMap(({ step }) => [...step].filter((name) => name.includes("-"))),
  ];
  return quoted(new Set(telling))
    .filter(({ file }) => !file.startsWith("infra/demo/"))
    .filter(({ file, line, name }) => !uses.some((use) => use.file === file && use.line === line && use.name === name))
    .map(({ file, line, name }) => `${file}:${line} has "${name}"`);
}

function quoted(names: Set<string>): { file: string; line: number; name: string }[] {
  return [...sources]
    .filter(([file]) => isScanned(file))
    .flatMap(([file, text]) =>
      text.split("\n").flatMap((line, index) => {
        if (/^\s*(\*|\/\/|\/\*)/.test(line)) return [];
        const words = [...line.matchAll(/(["'`])([\w-]+)\1/g)].map(([, , word = ""]) => word);
        return words.filter((word) => names.has(word)).map((name) => ({ file, line: index + 1, name }));
      }),
    );
}

function filesIn(room: string): string[] {
  return readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .toSorted();
}

/** Files with letters, and the tables that send one of them. */
async function tablesByLetters(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const file of filesIn("functions/domain/mail/letters")) {
    const written = Object.values((await import(pathToFileURL(path.join(root, file)).href)) as object);
    const ids = Object.entries(letters).flatMap(([id, writer]) => (written.includes(writer) ? [id] : []));
    const tables = currentProcedures().filter((table) => ids.some((id) => sends(table, id)));
    found.set(
      file,
      tables.map(({ id }) => id),
    );
  }
  return found;
}

function sends(table: Procedure, letter: string): boolean {
  return JSON.stringify(table).includes(`"letter":"${letter}"`);
}
