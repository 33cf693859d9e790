/** The settings as an administrator reads and changes them, section by section. */
import type { Language, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { momentInWords } from "../format.ts";
import { dayAt } from "../people/presence.ts";
import type { Dependencies, SettingsInForce } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { authorOf, changedBy } from "./changed-by.ts";
import { refuseBookedRooms, withBooks } from "./room-books.ts";
import type { AdministrationEntry } from "./records.ts";
import { checkSettings } from "./settings-check.ts";
import { changedParts } from "./settings-entries.ts";
import { withValue } from "./settings-fields.ts";
import { fitsRows, formValue, typedIn } from "./settings-form.ts";
import { settingsSections, type SectionField, type SettingsSection } from "./settings-sections.ts";

export type SettingsDesk = Pick<Dependencies, "administration" | "clock" | "dayBooks" | "log" | "secrets">;

/** The section of an id. @throws Refusal `unknown` */
export function sectionNamed(id: string): SettingsSection {
  const section = settingsSections().find((each) => each.id === id);
  if (!section) throw noSuchSection;
  return section;
}

/**
 * The fields of a section that a form can hold as they stand now: hours of Ramadan that differ from day to day are changed
 * where they can be told whole, by `npm run agency`.
 */
export function fieldsNow({ calendar }: AgencySettings, { fields }: SettingsSection): SectionField[] {
  return fields.filter(({ kind }) => kind !== "ramadan" || fitsRows(calendar.ramadan));
}

/** What stands in each field of a section. @param from see `formValue` */
export function sectionValues(
  settings: AgencySettings,
  section: SettingsSection,
  from?: string,
): Record<string, unknown> {
  return Object.fromEntries(fieldsNow(settings, section).map((field) => [field.key, formValue(settings, field, from)]));
}

/** By it two administrators at one section are told apart; those of other sections do not meet. */
export function sectionRevision(
  { secrets }: Pick<Dependencies, "secrets">,
  settings: AgencySettings,
  section: SettingsSection,
): string {
  return secrets.hash(JSON.stringify(sectionValues(settings, section))).slice(0, 32);
}

/**
 * Stores what was typed in a section, with an entry of who changed what; nothing where nothing differs.
 *
 * @param revision of the section as it was read
 * @param values by key; a field that is not among them is empty
 * @throws Refusal `stale` where somebody else changed the section since; `invalid` with a sentence for each field
 */
export async function saveSection(
  dependencies: SettingsDesk,
  administrator: StaffMember,
  section: SettingsSection,
  { revision, values }: { revision: string; values: Record<string, unknown> },
): Promise<void> {
  const { administration, clock, log } = dependencies;
  // Another section may be changed between reading and storing: then this is done again, by what is stored then.
  for (;;) {
    const before = await administration.settings();
    if (sectionRevision(dependencies, before.settings, section) !== revision)
      throw await changedMeanwhile(dependencies, section, before);
    const from = dayAt(before.settings, clock.now());
    const settings = settingsTyped(before.settings, section, { from, values });
    const parts = changedParts(before.settings, settings, section.fields);
    if (parts.length === 0) return;
    await refuseBookedRooms(dependencies, before.settings, settings, from);
    const entry: AdministrationEntry = {
      ...changedBy(dependencies, administrator),
      about: { kind: "settings", id: section.id, name: section.title.id },
      parts,
    };
    if (await administration.saveSettings(before, settings, entry)) {
      log.info("settings-changed", { section: section.id, parts: parts.length });
      return;
    }
  }
}

/** @throws Refusal `invalid` */
function settingsTyped(
  before: AgencySettings,
  section: SettingsSection,
  { from, values }: { from: string; values: Record<string, unknown> },
): AgencySettings {
  const fields = fieldsNow(before, section);
  let next: object = before;
  for (const field of fields) next = withValue(next, field.key, typedIn(field, values[field.key], { before, from }));
  const typed = checkSettings(next);
  const checked = typed.ok ? checkSettings(withBooks(before, typed.settings)) : typed;
  if (checked.ok) return checked.settings;
  const named: Record<string, Text> = {};
  for (const { at, message } of checked.problems) {
    // The longest key that leads there: a list, a pair of times.
    const [field] = fields
      .filter(({ key }) => at === key || at.startsWith(`${key}.`) || key.startsWith(`${at}.`))
      .toSorted((one, other) => other.key.length - one.key.length);
    const place = field?.key ?? "";
    const line = placeInList(at, field);
    named[place] ??= { id: line.id + message.id, en: line.en + message.en };
  }
  throw new Refusal("invalid", notStored, named);
}

/** "Baris 3: ", where what is wrong stands in a list with an editor of its own. */
function placeInList(at: string, field: SectionField | undefined): Text {
  const index = field && at.startsWith(`${field.key}.`) ? Number(at.slice(field.key.length + 1).split(".")[0]) : NaN;
  if (!Number.isInteger(index) || !["holidays", "ramadan", "rooms"].includes(field?.kind ?? ""))
    return { id: "", en: "" };
  return { id: `Baris ${index + 1}: `, en: `Line ${index + 1}: ` };
}

async function changedMeanwhile(
  { administration }: SettingsDesk,
  { fields, id }: SettingsSection,
  { lastEntry, settings: { calendar } }: SettingsInForce,
): Promise<Refusal> {
  // A command may change several sections at once.
  const isOfSection = lastEntry?.parts.some(({ part }) => fields.some(({ key }) => key === part));
  const { entries } = await administration.entries({ about: { kind: "settings", id }, limit: 1 });
  const last = isOfSection ? lastEntry : entries[0];
  const who = authorOf(last ?? { by: "npm run agency", byName: "" });
  const when = (language: Language): string =>
    last ? `, ${momentInWords(last.at, { language, zone: calendar.zone })}` : "";
  return new Refusal("stale", {
    id: `Bagian ini baru saja diubah orang lain (${who.id}${when("id")}). Yang Anda ketik masih ada di sini: bandingkan, lalu simpan lagi.`,
    en: `Somebody else has just changed this section (${who.en}${when("en")}). What you typed is still here: compare, and save again.`,
  });
}

const notStored: Text = {
  id: "Belum disimpan. Perbaiki bagian yang ditandai.",
  en: "Not saved. Please mend what is marked.",
};
const noSuchSection = new Refusal("unknown", {
  id: "Bagian pengaturan ini tidak ada.",
  en: "There is no such section of the settings.",
});
