import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";

/** Fields that stand under one heading. */
export interface Section {
  title: Text | undefined;
  fields: Field[];
}

/** Neighbours with the same heading belong together. */
export function sectionsOf(fields: Field[]): Section[] {
  const sections: Section[] = [];
  for (const field of fields) {
    const last = sections.at(-1);
    if (last && last.title?.id === field.section?.id) last.fields.push(field);
    else sections.push({ title: field.section, fields: [field] });
  }
  return sections;
}
