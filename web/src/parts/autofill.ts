import type { Field } from "../../../statemachines/language/vocabulary.ts";
import type { FullAutoFill } from "svelte/elements";

/** What a browser may fill in by itself (WCAG 1.3.5): by the kind of the field, or as its table says. */
export function autofillOf(field: Field): FullAutoFill {
  if (field.kind === "email") return "email";
  if (field.kind === "mobile-phone") return "tel";
  return field.autofill ?? "off";
}

/** The kind of control and keyboard for what is typed. Numbers are text: spinners change them by accident. */
export function entryOf({ decimals, kind }: Field): {
  type: "text" | "email" | "tel" | "date" | "time";
  inputMode?: "numeric" | "decimal";
} {
  switch (kind) {
    case "email":
    case "date":
    case "time":
      return { type: kind };
    case "mobile-phone":
    case "landline":
      return { type: "tel" };
    case "number":
      return { type: "text", inputMode: decimals ? "decimal" : "numeric" };
    default:
      return { type: "text" };
  }
}
