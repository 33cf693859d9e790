import type { Component } from "svelte";
import type { Field } from "../../../../statemachines/language/vocabulary.ts";
import type { FieldAids } from "../answers.ts";

/** What every input that is loaded late is given. */
export interface LazyInputProps {
  id: string;
  field: Field;
  aids: FieldAids;
  value: unknown;
  required: boolean;
  invalid: boolean;
  describedBy: string | undefined;
}

type LoadedInput = Component<LazyInputProps, Record<string, never>, "value">;

/**
 * How to load the input of a field that few forms have, or null where it comes with every form: a page behind a mailed
 * link stays light.
 */
export function lazyInputOf(field: Field, aids: FieldAids): (() => Promise<{ default: LoadedInput }>) | null {
  if (field.kind === "rows") return () => import("./Rows.svelte");
  if (field.kind === "counts") return () => import("./Counts.svelte");
  if (field.kind === "case" && aids.cases?.[field.name]) return () => import("./CaseChoice.svelte");
  if (field.kind === "long-text" && field.versioned) return () => import("./VersionedText.svelte");
  return null;
}
