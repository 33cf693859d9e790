import type { Field } from "../../../statemachines/vocabulary.ts";
import type { FullAutoFill } from "svelte/elements";

/** What a browser may fill in by itself (WCAG 1.3.5), for the names and kinds that forms of the agency use. */
const byName: Record<string, FullAutoFill> = {
  institutionName: "organization",
  institutionAddress: "street-address",
  contactName: "name",
  contactPosition: "organization-title",
};

export function autofillOf(field: Field): FullAutoFill {
  if (field.kind === "email") return "email";
  if (field.kind === "mobile-phone") return "tel";
  return byName[field.name] ?? "off";
}
