/**
 * An incomplete request goes back to whoever asked ("mohon dilengkapi"): an officer ticks what is missing, they are asked exactly
 * that again, and the same case goes on at the row that asked.
 */
import type {
  ActionId,
  ActorId,
  Field,
  FieldCondition,
  FormRule,
  Outcome,
  Step,
  Text,
} from "../language/vocabulary.ts";

/** Something that may be missing: a field of the request under its own name, or several that are asked together. */
export type Item = string | { value: string; label: Text; fields: string[] };

/** A row that may ask for it, and the answer by which the case comes back there. */
interface AskingRow {
  step: string;
  answer: { id: string; label: Text };
}

export interface Completion {
  /** The row of the request, with its form. */
  entry: { step: string; fields: Field[]; rules?: FormRule[] };
  items: Item[];
  asking: AskingRow[];
  requester: ActorId;
  /** Who may write down what the requester says. */
  helpers: ActorId[];
  /** The day for which people ask, where no appointment is known yet. */
  before?: string;
  /** What is given back where nothing comes. */
  release?: ActionId[];
}

/** Outcome of the rows that ask. */
const incomplete = "mohon-dilengkapi";
const row = "complete-request";
const usualWorkingDays = 5;
const longestDays = 60;

/** The outcome "Mohon dilengkapi" of a row where an incoming request is examined. */
export function askToComplete(requester: ActorId): Outcome {
  return {
    id: incomplete,
    label: { id: "Mohon dilengkapi", en: "Ask for what is missing" },
    told: { id: "Permohonan Anda perlu dilengkapi", en: "Your request is not complete yet" },
    to: row,
    tone: "change",
    note: "none",
    letters: [{ letter: "request-incomplete", to: requester }],
    outsideSop: "X11",
  };
}

/** What that outcome asks of the officer. */
export function incompleteFields({ entry, items }: Completion): Field[] {
  const asked = { outcomes: [incomplete], required: true };
  return [
    {
      name: "missingItems",
      label: { id: "Yang perlu dilengkapi", en: "What is missing" },
      kind: "choices",
      min: 1,
      ...asked,
      options: items.map((item) => ({ value: valueOf(item), label: labelOf(item, entry.fields) })),
      error: { id: "Pilih paling sedikit satu yang perlu dilengkapi.", en: "Choose at least one thing." },
    },
    {
      name: "missingWords",
      label: { id: "Penjelasan", en: "Explanation" },
      kind: "long-text",
      min: 5,
      max: 1000,
      personal: true,
      ...asked,
      hint: { id: "Dibaca pemohon.", en: "The requester reads it." },
    },
    {
      name: "completeBy",
      label: { id: "Paling lambat", en: "At the latest" },
      kind: "date",
      earliest: 1,
      latest: longestDays,
      suggestedWorkingDays: usualWorkingDays,
      ...asked,
      hint: {
        id: "Setelah tanggal ini permohonan ditutup dengan sendirinya, dan pemohon diberi tahu.",
        en: "After this day the request is closed by itself, and the requester is told.",
      },
    },
  ];
}

/** The row at which whoever asked completes the request. */
export function completionRow(completion: Completion): Step {
  const { asking, before, helpers, release, requester } = completion;
  return {
    number: null,
    id: row,
    state: "Melengkapi permohonan",
    asks: { id: "Mohon dilengkapi: {missingItems}", en: "Please complete: {missingItems}" },
    shows: ["missingWords"],
    activity: { id: "Melengkapi permohonan", en: "Complete the request" },
    actor: requester,
    helpers,
    kind: "outside",
    inputs: "Permintaan kelengkapan",
    time: { written: "Sampai batasnya", basis: "none" },
    deadlineOn: { field: "completeBy", ...(before === undefined ? {} : { before }) },
    timeout: "P150D",
    output: "Permohonan yang lengkap",
    outsideSop: "X11",
    fields: fieldsAgain(completion),
    rules: (completion.entry.rules ?? []).map((rule) => ({ ...rule, outcomes: answersOf(completion) })),
    outcomes: [
      ...asking.map(({ answer, step }): Outcome => ({
        ...answer,
        told: { id: "Kelengkapan permohonan Anda kami terima", en: "We received what was missing" },
        toldOnBehalf: {
          id: "Kelengkapan permohonan kami terima, dicatat oleh petugas kami",
          en: "We received what was missing, as our staff recorded",
        },
        to: step,
        tone: "yes",
        noteLabel: { id: "Pesan untuk petugas", en: "A word to our staff" },
        ...(asking.length > 1 ? { after: { step, outcomes: [incomplete] } } : {}),
        actions: ["enter-completion"],
        letters: [{ letter: "request-completed", to: requester }],
        outsideSop: "X11",
      })),
      {
        id: "tidak-dilengkapi",
        label: { id: "Tidak dilengkapi sampai batasnya", en: "Not completed in time" },
        told: {
          id: "Permohonan ditutup karena kelengkapannya belum kami terima",
          en: "Closed, because what was missing did not come",
        },
        to: { end: "KEDALUWARSA" },
        onDeadline: true,
        ...(release ? { actions: release } : {}),
        letters: [{ letter: "request-not-completed", to: requester }],
        outsideSop: "X11",
      },
    ],
  };
}

/** The fields of the request that may be asked again, each only when it was ticked. */
function fieldsAgain(completion: Completion): Field[] {
  const { entry, items } = completion;
  const outcomes = answersOf(completion);
  const ticks = new Map(items.flatMap((item) => fieldsIn(item).map((name) => [name, valueOf(item)] as const)));
  return entry.fields.flatMap((field) => {
    const item = ticks.get(field.name);
    return item === undefined ? [] : [{ ...askedAgain(field, item, entry.step, new Set(ticks.keys())), outcomes }];
  });
}

function askedAgain(field: Field, item: string, step: string, here: Set<string>): Field {
  const {
    changeable: _,
    entryChannels: __,
    requiredUnless,
    requiredWhen,
    searched: ___,
    section: ____,
    ...plain
  } = field;
  const kept = (condition: FieldCondition | undefined): boolean => condition !== undefined && here.has(condition.field);
  const askedFor = { field: "missingItems", in: [item] };
  // What was sent before is what does not do.
  if (field.kind === "file") return { ...plain, required: true, askedFor };
  return {
    ...plain,
    ...(requiredWhen && kept(requiredWhen) ? { requiredWhen } : {}),
    ...(requiredUnless && kept(requiredUnless) ? { requiredUnless } : {}),
    askedFor,
    prefill: { step, field: field.name },
  };
}

function answersOf({ asking }: Completion): string[] {
  return asking.map(({ answer }) => answer.id);
}

function valueOf(item: Item): string {
  return typeof item === "string" ? item : item.value;
}

function fieldsIn(item: Item): string[] {
  return typeof item === "string" ? [item] : item.fields;
}

function labelOf(item: Item, fields: Field[]): Text {
  if (typeof item !== "string") return item.label;
  const label = fields.find(({ name }) => name === item)?.label;
  if (!label) throw new Error(`no field "${item}" to ask for again`);
  return label;
}
