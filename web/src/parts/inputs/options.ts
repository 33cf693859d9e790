import type { Field, Option } from "../../../../statemachines/language/vocabulary.ts";
import type { FieldAids } from "../answers.ts";

/** What may be chosen in a field: its own options, the agency's districts or vehicles, or the people with a role. */
export function optionsOf(field: Field, aids: FieldAids): Option[] {
  if (field.kind === "staff") {
    const people = field.role ? (aids.staff[field.role] ?? []) : Object.values(aids.staff).flat();
    return people.map(({ id, name }) => ({ value: id, label: { id: name, en: name } }));
  }
  if (field.isRoom) return (aids.context.rooms ?? []).map((name) => ({ value: name, label: { id: name, en: name } }));
  if (field.optionsFrom)
    return [
      ...aids.context[field.optionsFrom].map((name) => ({ value: name, label: { id: name, en: name } })),
      ...(field.options ?? []),
    ];
  return field.options ?? [];
}
