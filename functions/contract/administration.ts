/** Pages of whoever looks after the service: people, settings, and the log of their changes. */
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, Text } from "../../statemachines/language/vocabulary.ts";
import type { OpenProblem } from "../domain/administration/open-problems.ts";
import type { AdministrationEntry } from "../domain/administration/records.ts";

/** GET /api/staff/administration/entries */
export interface AdministrationLog {
  /** The latest first. */
  entries: AdministrationLine[];
  /** What to ask for the older ones with; null: these were all. */
  next: string | null;
}

export interface AdministrationLine extends AdministrationEntry {
  /** Whoever made the change, or the program by which it was made. */
  author: Text;
  /** Name of each part, in the order of `parts`. */
  labels: string[];
}

/** GET /api/staff/administration/settings */
export interface SettingsIndex {
  /** What waits for an administrator, each with the page on which it is mended. */
  problems: OpenProblem[];
  sections: { id: string; title: Text }[];
}

/** GET /api/staff/administration/settings/{section}: a form like any other, its fields named by the keys of the settings. */
export interface SettingsSectionView {
  id: string;
  title: Text;
  lead: Text | null;
  /** To be sent with what is changed: it tells whether somebody else changed the section since. */
  revision: string;
  form: { fields: Field[]; context: FormContext };
  values: Record<string, unknown>;
  /** Holidays are taken out and in as a file, too. */
  asFile: boolean;
  /** Letters that the section words, by the beginnings of the names of their fields. */
  letters: {
    field: string;
    title: Text;
    /** What stands in place of each word in a sample. */ samples: Record<string, string>;
  }[];
}

/** POST /api/staff/administration/holidays: what a file holds, not stored, as rows of the form; or every bad line of it. */
export type HolidaysRead =
  { ok: true; rows: Record<string, unknown>[]; added: string; removed: string } | { ok: false; problems: string[] };
