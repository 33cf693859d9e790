/** What changes of the settings are in the log, as people read them. */
import type { AgencySettings, Room } from "../agency.ts";
import type { Holiday, RamadanPeriod } from "../calendar/calendar.ts";
import type { ChangedBy } from "./changed-by.ts";
import { holidaysInWords } from "./holidays.ts";
import type { AdministrationEntry, ChangedPart } from "./records.ts";
import { valueAt } from "./settings-fields.ts";
import { formValue, ramadanInWords, roomsInWords, usualInWords } from "./settings-form.ts";
import { settingsSections, type SectionField } from "./settings-sections.ts";

/** Settings for which no page has a field; and what a change of more than one section is about. */
const others = { id: "lain", title: "Pengaturan lain" };
const several = { id: "beberapa", title: "Beberapa bagian pengaturan" };

/**
 * The entry that says what was made of the settings, whichever of them; null where nothing differs.
 *
 * @param before null where there were none
 */
export function settingsEntry(
  change: ChangedBy,
  before: AgencySettings | null,
  after: AgencySettings,
): AdministrationEntry | null {
  const sections = settingsSections().map(({ fields, id, title }) => ({
    ...{ id, title: title.id },
    parts: changedParts(before, after, fields),
  }));
  const left = { ...others, parts: partsWithoutField(before, after) };
  const changed = [...sections, left].filter(({ parts }) => parts.length > 0);
  const [first] = changed;
  if (!first) return null;
  const { id, title } = changed.length === 1 ? first : several;
  return { ...change, about: { kind: "settings", id, name: title }, parts: changed.flatMap(({ parts }) => parts) };
}

/** The fields in which settings differ. */
export function changedParts(
  before: AgencySettings | null,
  after: AgencySettings,
  fields: SectionField[],
): ChangedPart[] {
  return fields.flatMap((field): ChangedPart[] => {
    const [from, to] = [before ? wordsOf(before, after, field) : "", wordsOf(after, before, field)];
    return from === to ? [] : [{ part: field.key, from, to }];
  });
}

/** What stands there; of lists, what is not in the other. */
function wordsOf(settings: AgencySettings, other: AgencySettings | null, field: SectionField): string {
  const { key, kind } = field;
  const value = valueAt(settings, key);
  if (kind === "holidays")
    return holidaysInWords((value ?? []) as Holiday[], (other ? valueAt(other, key) : []) as Holiday[]);
  if (kind === "ramadan") return ramadanInWords((value ?? []) as RamadanPeriod[]);
  if (kind === "rooms") return roomsInWords((value ?? []) as Room[]);
  const words = String(formValue(settings, field));
  return kind === "yes-no" ? usualInWords(words) : words;
}

/** Whatever a command or a file of settings may hold beyond the fields: none of it goes unsaid. */
function partsWithoutField(before: AgencySettings | null, after: AgencySettings): ChangedPart[] {
  const fields = settingsSections().flatMap((section) => section.fields);
  const isKnown = (path: string): boolean => fields.some(({ key }) => path === key || path.startsWith(`${key}.`));
  const [old, now] = [new Map(before ? valuesIn(before) : []), new Map(valuesIn(after))];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => !isKnown(path)).toSorted();
  return paths.flatMap((part): ChangedPart[] => {
    const [from, to] = [old.get(part) ?? "", now.get(part) ?? ""];
    return from === to ? [] : [{ part, from, to }];
  });
}

/** Every value within, by its path. */
function valuesIn(value: unknown, path: string[] = []): [path: string, words: string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [[path.join("."), typeof value === "string" ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, inner]) => valuesIn(inner, [...path, name]));
}
