/**
 * What of the personal data in a case nobody may see any more, or nobody but those who protect them: decided here, and every
 * view, list, letter and file is made from what this leaves.
 *
 * What is to be erased is hidden from the moment it was asked for, while the case may still go on with it; what is blocked is
 * masked by whoever shows it (`contactsFor`), and left out of letters.
 */
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import { findProcedure } from "../../../statemachines/language/registry.ts";
import { fieldsOf } from "../../../statemachines/language/table.ts";
import { retentionOf } from "../../../statemachines/language/retention.ts";
import type { Field, Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import { longDate } from "../format.ts";
import type {
  Answer,
  CaseItem,
  Change,
  Dossier,
  Happened,
  MailItem,
  StoredFile,
  TaskItem,
  Values,
} from "../case/records.ts";
import { procedureOfCase } from "../case/case-file.ts";
import { erasedMark, withoutClasses, withoutColumns } from "./erased.ts";
import { erasedClasses, isErased } from "./ask-erasure.ts";
import { contactsIn, isContact, valuesIn, withoutContacts } from "./contacts-in-text.ts";

/** How much of the personal data in a case may be shown: all of it, all but contacts, or none to anybody. */
export function personalShown(
  item: Pick<CaseItem, "blocked" | "erasures">,
  isProtector: boolean,
): "all" | "some" | "none" {
  if (isErased(item, "contact")) return "none";
  return item.blocked && !isProtector ? "some" : "all";
}

/** Whether nothing may be mailed to the requester. */
export function isSilenced(item: Pick<CaseItem, "blocked" | "erasures">): boolean {
  return personalShown(item, false) !== "all";
}

/** A case as it may be shown to anybody: itself, or as it will be when what was asked for is erased. */
export function shownDossier(dossier: Dossier): Dossier {
  const { erasures = [], procedure, version } = dossier.case;
  const [first] = erasures;
  if (!first) return dossier;
  // Where nobody knows the table, nobody knows what is personal, and lists show the head alone.
  if (!findProcedure(procedure, version))
    return { case: { ...dossier.case, request: {}, files: [] }, tasks: [], mails: [] };
  const left = erasedDossier(dossier, first.at);
  const { addressAnswers: _, devices: __, ...rest } = left;
  return isErased(dossier.case, "devices") ? rest : left;
}

/** A case as it is stored once everything that was asked for is erased, also where people wrote it in other words. @param at then */
export function erasedDossier(dossier: Dossier, at: string): Dossier {
  const classes = erasedClasses(dossier.case);
  const erased = withoutClasses(dossier, classes, at);
  return classes.includes("contact") ? without(erased, isErasable, hiderOf(dossier, isErasable)) : erased;
}

/** The same of a case alone, for lists. */
export function shownItem(item: CaseItem): CaseItem {
  return shownDossier({ case: item, tasks: [], mails: [] }).case;
}

/** A case as letters tell of it: without contacts too while it is blocked. */
export function toldDossier(dossier: Dossier): Dossier {
  switch (personalShown(dossier.case, false)) {
    case "none":
      return shownDossier(dossier);
    case "some":
      return without(dossier, isContact, hiderOf(dossier, isContact));
    default:
      return dossier;
  }
}

/** Words about a case in which nothing stands that may not be told of it. */
export function toldWords<Words>(words: Words, dossier: Dossier): Words {
  const shown = personalShown(dossier.case, false);
  if (shown === "all") return words;
  return replaced(words, hiderOf(dossier, shown === "none" ? isErasable : isContact)) as Words;
}

/** Whether a text may name or reach somebody outside: as far as the case knows them, and always once they are erased from it. */
export function mayNameSomebody(dossier: Dossier, text: string): boolean {
  const { subject = "" } = dossier.case;
  if (personalShown(dossier.case, true) === "none") return true;
  return (subject !== "" && text.includes(subject)) || hiderOf(dossier, isErasable)(text) !== text;
}

/** What became of the personal data of a case, in one line; null as a rule. @param zone of the agency */
export function privacyLine({ blocked, erasures = [] }: CaseItem, zone: string): Text | null {
  const style = { language: "id", zone } as const;
  const at = (instant: string) => ({
    id: longDate(instant, style),
    en: longDate(instant, { ...style, language: "en" }),
  });
  const erased = erasures.find((each) => each.class === "contact");
  const because = (record: string | undefined): string => (record === undefined ? "" : ` (${record})`);
  if (erased) {
    const day = at(erased.at);
    return {
      id: `Nama dan kontak orang luar pada berkas ini dihapus sejak ${day.id}${because(erased.record)}.`,
      en: `Names and contacts of people outside are erased from this case since ${day.en}${because(erased.record)}.`,
    };
  }
  if (!blocked) return null;
  const day = at(blocked.at);
  return {
    id: `Data pribadi pada berkas ini diblokir sejak ${day.id} (${blocked.record}): kontak hanya terlihat oleh petugas pelindungan data, dan tidak ada surat ke pemohon.`,
    en: `Personal data of this case are blocked since ${day.en} (${blocked.record}): only data protection sees contacts, and nothing is mailed to the requester.`,
  };
}

type Which = (field: Field) => boolean;

/** What goes with the names and contacts of people outside. */
const isErasable: Which = (field) => retentionOf(field) === "contact";

/** A case without what stands in some fields, and what stood there nowhere else in what people wrote. */
function without(dossier: Dossier, which: Which, hide: Hide): Dossier {
  const { case: item } = dossier;
  const kept = keeper(fieldsIn(procedureOfCase(item)), which, hide);
  const { confirmedBy: call, mailProblem: __, subject, withdrawal, ...head } = item;
  return {
    ...dossier,
    case: {
      ...{ ...head, request: kept(item.request), files: shownFiles(item.files, hide) },
      ...(subject === undefined ? {} : { subject: hide(subject) }),
      ...(call ? { confirmedBy: { ...call, words: hide(call.words) } } : {}),
      ...(withdrawal ? { withdrawal: shownAnswer(withdrawal, kept, hide) } : {}),
    },
    tasks: dossier.tasks.map((task) => shownTask(task, kept, hide)),
    mails: dossier.mails.map((mail) => shownMail(mail, hide)),
    ...(dossier.changes ? { changes: dossier.changes.map((change) => shownChange(change, kept, hide)) } : {}),
  };
}

type Kept = (values: Values) => Values;
type Hide = (text: string) => string;

/** Values without what is hidden; what people wrote elsewhere is looked through. */
function keeper(fields: Field[], which: Which, hide: Hide): Kept {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const shown = (name: string, value: unknown): unknown[] => {
    const field = byName.get(name);
    if (field && which(field)) return [];
    if (field?.kind === "rows") return [replaced(withoutColumns(value, (field.columns ?? []).filter(which)), hide)];
    return [field?.kind === "text" || field?.kind === "long-text" ? replaced(value, hide) : value];
  };
  return (values) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => shown(name, value).map((each) => [name, each] as const)),
    );
}

function shownFiles(files: StoredFile[], hide: Hide): StoredFile[] {
  return files.map((file) => ({ ...file, name: hide(file.name) }));
}

function shownTask({ about, answer, subject, ...task }: TaskItem, kept: Kept, hide: Hide): TaskItem {
  return {
    ...task,
    subject: hide(subject),
    ...(about ? { about: { ...about, address: "" } } : {}),
    answer: answer && shownAnswer(answer, kept, hide),
  };
}

function shownAnswer({ files, happened, note, stated: _, values, ...answer }: Answer, kept: Kept, hide: Hide): Answer {
  return {
    ...answer,
    ...(happened ? { happened: timesShown(happened, hide) } : {}),
    note: hide(note),
    values: kept(values),
    ...(files ? { files: shownFiles(files, hide) } : {}),
  };
}

function timesShown({ number, reason, ...times }: Happened, hide: Hide): Happened {
  return { ...times, reason: hide(reason), ...(number === undefined ? {} : { number: hide(number) }) };
}

function shownChange({ more, reason, values, was, ...change }: Change, kept: Kept, hide: Hide): Change {
  const rows = more?.map((row) => ({ ...row, values: kept(row.values), was: kept(row.was) }));
  return { ...change, reason: hide(reason), values: kept(values), was: kept(was), ...(rows ? { more: rows } : {}) };
}

function shownMail({ address: _, deliveries: __, ...mail }: MailItem, hide: Hide): MailItem {
  return { ...mail, subject: hide(mail.subject), body: replaced(mail.body, hide) as MailItem["body"] };
}

function fieldsIn(procedure: Procedure): Field[] {
  return [...allEntryFields(procedure), ...fieldsOf(procedure)];
}

const shortest = 3;

/** Puts a mark in place of every text that was given in fields that are hidden, and of contacts however they are written. */
function hiderOf(dossier: Dossier, which: Which): Hide {
  const procedure = findProcedure(dossier.case.procedure, dossier.case.version);
  if (!procedure) return () => "";
  const names = fieldsIn(procedure)
    .filter(which)
    .map(({ name }) => name);
  const stated = isErased(dossier.case, "contact")
    ? dossier.tasks.flatMap(({ answer }) => answer?.stated?.name ?? [])
    : [];
  const given = [...valuesIn(dossier).flatMap((values) => names.map((name) => values[name])), ...stated];
  const texts = [
    ...new Set(given.flatMap((each) => (typeof each === "string" && each.length >= shortest ? each : []))),
  ];
  const found = texts.toSorted((one, other) => other.length - one.length).map(escaped);
  const pattern =
    found.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${found.join("|")})(?![\\p{L}\\p{N}])`, "giu") : null;
  const contacts = contactsIn(dossier);
  return (text) => {
    const plain = pattern ? text.replace(pattern, erasedMark) : text;
    return withoutContacts(plain, contacts, { address: () => erasedMark, number: () => erasedMark });
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Every text in a value, put through `hide`. */
function replaced(value: unknown, hide: Hide): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((each) => replaced(each, hide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, hide)]));
}
