/** Values of a machine with expressions in them. */
import type jsonata from "jsonata";
import type { Json } from "./json.ts";

/** A parsed JSONata expression. */
export type Expression = ReturnType<typeof jsonata>;

/** A value in a definition with its `{% %}` strings parsed once. */
export type Template =
  | { kind: "constant"; value: Json }
  | { kind: "expression"; source: string; expression: Expression }
  | { kind: "array"; items: Template[] }
  | { kind: "object"; entries: [string, Template][] };

/** Assign: variable name -> value. */
export type Assignment = [string, Template][];
