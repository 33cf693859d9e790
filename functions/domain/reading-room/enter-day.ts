/** A day that was kept on paper, entered later: its sums are added to the recap book, said to be from paper. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import { canonical } from "../../../statemachines/language/flow.ts";
import type { DaySheet, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { isServiceDay } from "../calendar/calendar.ts";
import { isInUse } from "../calendar/go-live.ts";
import { isoDate, isoInstant } from "../calendar/instants.ts";
import type { Values } from "../case/records.ts";
import { longDate, oneFullStop } from "../format.ts";
import { plainContext } from "../form/form-context.ts";
import { cleanNote, noteError } from "../form/note.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { reasonLabel } from "../task/entered-later.ts";
import { shortened } from "../task/second-answer.ts";
import { countsOnPaper, totalOf, type PaperEntry } from "./recap-entries.ts";
import { readerTraits } from "./recap-book.ts";
import { readingTable } from "./reading-tables.ts";
import { whyMonthIsClosed } from "./report-of-month.ts";

/** As it is typed: the sheet of a day, and why it comes only now. */
export interface TypedDay {
  /** YYYY-MM-DD */
  date: string;
  /** Made by the form; the same for a correction. */
  id: string;
  /** 1 for the first, else the version that this one corrects plus 1. */
  version: number;
  values: Values;
  reason: string;
}

type Entering = Pick<Dependencies, "agencies" | "clock" | "recaps" | "tasks">;

/**
 * Enters a day, or corrects what was entered; sending it again changes nothing.
 *
 * @throws Refusal `invalid` with a sentence per field (`date`, `reason`, those of the sheet); `taken` where the report of the
 *   month has been received; `stale` for a correction of what is not there; `stored-otherwise` where another came first
 */
export async function enterDay(dependencies: Entering, { name }: StaffMember, typed: TypedDay): Promise<void> {
  const { agencies, clock, recaps } = dependencies;
  const settings = await agencies.settings();
  const now = clock.now();
  const entry: PaperEntry = { ...entryFrom(settings, typed, now), by: name, at: isoInstant(now) };
  const month = typed.date.slice(0, 7);
  const own = (await recaps.month(month)).filter(
    (each) => each.kind === "paper" && each.id === typed.id,
  ) as PaperEntry[];
  const before = own.find(({ version }) => version === typed.version - 1);
  if (typed.version > 1 && before?.date !== typed.date) throw new Refusal("stale", notThere);
  const stored = own.find(({ version }) => version === typed.version);
  if (!stored) {
    const closed = await whyMonthIsClosed(dependencies, month);
    if (closed) throw new Refusal("taken", closed);
  }
  const first = stored ?? (await recaps.addOnce(entry));
  if (first.kind === "paper" && !isSame(first, entry)) throw new Refusal("stored-otherwise", enteredBefore(first));
}

/** @throws Refusal `invalid` */
function entryFrom(
  settings: AgencySettings,
  { date, id, version, values, reason }: TypedDay,
  now: number,
): Omit<PaperEntry, "at" | "by"> {
  const sheet = sheetOf();
  const errors: Record<string, Text> = {};
  const wrongDay = whyNot(settings, date, now);
  if (wrongDay) errors["date"] = wrongDay;
  const result = checkForm(sheet.fields, sheet.rules, null, values, plainContext(settings, now));
  if (!result.ok) Object.assign(errors, result.errors);
  const unfit = noteError(reason, { note: "required", noteLabel: reasonLabel });
  if (unfit) errors["reason"] = unfit;
  const [first] = Object.values(errors);
  if (first || !result.ok) throw new Refusal("invalid", first ?? empty, errors);
  const entry = {
    kind: "paper" as const,
    ...{ date, id, version, ...sumsIn(sheet, result.values), reason: cleanNote(reason, {}) },
  };
  // A correction may take everything back.
  if (version === 1 && !countsOnPaper({ ...entry, by: "", at: "" }))
    throw new Refusal("invalid", empty, { [sheet.sexes]: empty });
  return entry;
}

/** The table's sheet of a day. @throws Refusal `unknown` where it has none */
function sheetOf(): DaySheet {
  const { daySheet } = readingTable("visit");
  if (!daySheet) throw new Refusal("unknown", noSheet);
  return daySheet;
}

/** Why a day cannot be entered; null where it can. */
function whyNot({ calendar }: AgencySettings, date: string, now: number): Text | null {
  if (date > isoDate(now, calendar.zone)) return inTheFuture;
  if (!isInUse(calendar, date)) return beforeUse(calendar.goLive ?? date, calendar.zone);
  return isServiceDay(calendar, date) ? null : notAServiceDay;
}

function sumsIn(
  { books, questions, sexes, traits }: DaySheet,
  values: Values,
): Pick<PaperEntry, "answered" | "books" | "questions" | "sexes" | "traits"> {
  const counts = (name: string): Record<string, number> => (values[name] ?? {}) as Record<string, number>;
  const noted = readerTraits.map((trait) => [trait, counts(traits[trait])] as const);
  return {
    sexes: counts(sexes),
    traits: Object.fromEntries(noted.filter(([, each]) => totalOf(each) > 0)),
    questions: Number(values[questions.asked] ?? 0),
    answered: Number(values[questions.answered] ?? 0),
    books: counts(books),
  };
}

/** The sheet as it was filled in, for a correction. */
export function valuesOf({ books, questions, sexes, traits }: DaySheet, entry: PaperEntry): Values {
  const noted = readerTraits.map((trait): [string, unknown] => [traits[trait], entry.traits[trait] ?? {}]);
  return {
    [sexes]: entry.sexes,
    ...Object.fromEntries(noted),
    [questions.asked]: entry.questions,
    [questions.answered]: entry.answered,
    [books]: entry.books,
  };
}

function isSame(one: PaperEntry, other: PaperEntry): boolean {
  const said = ({ at: _at, by: _by, ...entry }: PaperEntry): string => canonical(entry);
  return said(one) === said(other);
}

function enteredBefore({ by, reason }: PaperEntry): Text {
  return {
    id: oneFullStop(`Catatan ini sudah diisi oleh ${by}: ${shortened(reason)}. Isian yang baru tidak disimpan.`),
    en: oneFullStop(`This was entered by ${by}: ${shortened(reason)}. What you typed was not stored.`),
  };
}

function beforeUse(goLive: string, zone: string): Text {
  const day = (language: "id" | "en"): string => longDate(`${goLive}T12:00:00Z`, { language, zone });
  return {
    id: `Layanan ini dipakai sejak ${day("id")}. Hari sebelumnya tidak direkap di sini.`,
    en: `The service has been used since ${day("en")}. Days before are not recorded here.`,
  };
}

const inTheFuture: Text = { id: "Tanggal ini belum tiba.", en: "This day has not come yet." };
const notAServiceDay: Text = { id: "Tanggal ini bukan hari layanan.", en: "This is not a day of service." };
const empty: Text = { id: "Isi jumlah pengunjung hari itu.", en: "Give the number of readers of that day." };
const noSheet: Text = { id: "Halaman ini tidak ada.", en: "There is no such page." };
const notThere: Text = {
  id: "Catatan yang dibetulkan sudah berubah. Muat ulang halaman ini.",
  en: "What you correct has changed. Load this page again.",
};
