import { describe, expect, it } from "vitest";
import { checkTable } from "../../statemachines/compiler/check-table.ts";
import { compile, TableError } from "../../statemachines/compiler/compile.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import type { DocumentKind } from "../../statemachines/language/known-ids.ts";
import type { ActorId, Aside, ColumnItem, Field, Outcome, Step } from "../../statemachines/language/vocabulary.ts";
import { unreachableAside } from "../../statemachines/shared-rows/unreachable.ts";
import { row, smallTable } from "./small-table.ts";

type Small = ReturnType<typeof smallTable>;
type Break = (table: Small, rows: { ask: Step; receive: Step; judge: Step; finish: Step }) => void;

const outcome = (id: string, to: string, more: Partial<Outcome> = {}): Outcome => ({
  id,
  label: { id, en: id },
  to,
  ...more,
});

/** The row beside the flow, with what its columns mean. */
function callAside(actor: ActorId = "mail-registrar"): Aside {
  const { produces, requires } = row({ id: "call", outcomes: [] });
  return { ...unreachableAside(actor, "email"), ...(requires && produces ? { requires, produces } : {}) };
}

/** What is done to a sound table, and the only thing the compiler may say about it. */
const refusals: [promise: string, breaks: Break, messages: string[]][] = [
  [
    "a request that the calendar opens without saying when, or what it cannot answer",
    (_table, { ask }) => {
      Object.assign(ask, { entryChannels: ["public", "calendar"] });
      Object.assign(ask.fields?.[0] ?? {}, { required: true });
    },
    [
      "row 1 (ask) begins by the calendar but does not say on which days",
      'row 1 (ask) begins by the calendar without a field "date" of kind date',
      'row 1 (ask) requires "name", which the calendar cannot answer',
    ],
  ],
  [
    "a day of the calendar without its entry channel, a field through an entry channel that is closed, and no entry channel at all",
    (_table, { ask }) => {
      Object.assign(ask, { entryChannels: [], opens: "month" });
      Object.assign(ask.fields?.[0] ?? {}, { entryChannels: ["staff"] });
    },
    [
      "row 1 (ask) has no entry channel through which a case could begin",
      "row 1 (ask) says when the calendar opens it, but not that it does",
      'row 1 (ask) asks "name" through an entry channel that it does not have',
    ],
  ],
  [
    "an outcome that waits for an hour that nobody fixes, and work that is due before no departure",
    (_table, { finish }) => {
      Object.assign(finish, { dueBefore: "departure" });
      Object.assign(finish.outcomes[0] ?? {}, { notBefore: { minutes: 0 } });
    },
    [
      'the row "finish" is due before a departure, but the table has no journey',
      '"selesai" of the row "finish" waits for an hour that the table does not say',
    ],
  ],
  [
    "sentences that name what is not there or is personal, a question to its own people, and fields shown that no row has",
    (table, { ask, finish, judge }) => {
      const says = (text: string) => ({ id: text, en: text });
      Object.assign(ask.fields?.[1] ?? {}, { personal: true });
      Object.assign(judge, { asks: says("Siapa?"), shows: ["books"] });
      Object.assign(finish, { meanwhile: says("Untuk {name}, {books}, {email}, pada {appointment}.") });
      Object.assign(table, { promise: { keptBy: ["reply"] } });
    },
    [
      'the row "finish" meanwhile names "books", which no row has',
      'the row "finish" meanwhile names "email", which is personal',
      'the row "finish" meanwhile names an appointment there is none of',
      'a row shows "books", a field that no row has',
      "row 3 (judge) asks people outside, whom it is not for",
      'the promise is kept by the unknown row "reply"',
    ],
  ],
  [
    "entry channels at a row that is no request",
    (_table, { finish }) => {
      Object.assign(finish, {
        entryChannels: ["staff"],
        fields: [{ name: "remark", label: { id: "Catatan", en: "Note" }, kind: "text", entryChannels: ["staff"] }],
      });
    },
    [
      "row 4 (finish) has entry channels, which only the request has",
      'row 4 (finish) asks "remark" through an entry channel, which only the request has',
    ],
  ],
  [
    "a count by a field that no row has, or for a time that is not counted so",
    (_table, { finish }) => void Object.assign(finish, { units: { field: "books" }, estimate: { field: "name" } }),
    [
      "row 4 (finish) has an estimate, but its time is not estimated",
      "row 4 (finish) counts units, but its time is not per unit",
      'row 4 (finish) counts "books", a field that no row has',
    ],
  ],
  [
    "a row beside the flow that leads into it, with effects",
    (table) => {
      const aside = callAside();
      Object.assign(aside.outcomes[0] ?? {}, { to: "finish", actions: ["release-slots"] });
      table.aside = [aside];
    },
    [
      'the row outside the SOP (reach-by-phone) leads somewhere with "sudah-dihubungi"; a row beside the flow leads nowhere',
      'the row outside the SOP (reach-by-phone) has effects with "sudah-dihubungi", which only rows of the flow have',
    ],
  ],
  [
    "a row beside the flow with the id of one in it, without outcome or a known actor",
    (table) => {
      const nobody = "nobody" as "mail-registrar";
      table.aside = [{ ...callAside(nobody), id: "judge", fields: [], outcomes: [] }];
    },
    [
      'two rows have the id "judge"',
      "the row outside the SOP (judge) has no known actor",
      "the row outside the SOP (judge) has no outcome",
      "the row outside the SOP (judge) asks no better address: it needs a field with the name of the contact's email",
    ],
  ],
  [
    "a row beside the flow with a field for an unknown outcome",
    (table) => {
      const aside = callAside();
      table.aside = [{ ...aside, outcomes: aside.outcomes.slice(0, 1) }];
    },
    ['the row outside the SOP (reach-by-phone) has a field or rule for the unknown outcome "alamat-baru"'],
  ],
  [
    "a row beside the flow that opens on silence which no row counts, and a second one",
    (table) => {
      const aside = callAside();
      const call: Aside = { ...aside, id: "call", opensOn: "silence", fields: [] };
      call.outcomes = aside.outcomes.slice(0, 1);
      table.aside = [call, { ...call, id: "call-again" }];
    },
    [
      "the row outside the SOP (call) opens on silence, and no row says after how long (`phoneAfter`)",
      "the row outside the SOP (call) opens on what another row beside the flow opens on",
      "the row outside the SOP (call-again) opens on silence, and no row says after how long (`phoneAfter`)",
      "the row outside the SOP (call-again) opens on what another row beside the flow opens on",
    ],
  ],
  [
    "silence that nobody telephones about, after no time at all",
    (_, { finish }) => Object.assign(finish, { phoneAfter: "besok" }),
    [
      "row 4 (finish) is telephoned about, and no row beside the flow opens on silence",
      "row 4 (finish) is telephoned about, which only people outside are",
      'row 4 (finish) telephones after "besok", which is no duration',
    ],
  ],
  [
    "a reminder of what has no standard time, after no time at all",
    (_, { finish }) => Object.assign(finish, { remindAfter: "lusa", time: { written: "-", basis: "none" } }),
    [
      "row 4 (finish) is reminded of as work with a standard time, which it is not",
      'row 4 (finish) is reminded of after "lusa", which is no duration',
    ],
  ],
  [
    "a deadline before an appointment, of the agency's own work",
    (_, { finish }) => Object.assign(finish, { deadlineBefore: "appointment" }),
    [
      "row 4 (finish) ends before an appointment, which only what is asked of people outside does",
      "row 4 (finish) has a deadline and 0 `onDeadline` outcomes; one is needed",
    ],
  ],
  [
    "a step that cannot be reached",
    ({ steps }) => steps.push(row({ id: "island", outcomes: [outcome("selesai", "finish")] })),
    ["the row outside the SOP (island) cannot be reached"],
  ],
  [
    "an outcome without target",
    (_, { finish }) => finish.outcomes.push({ id: "lain", label: { id: "Lain", en: "Other" } } as Outcome),
    ['outcome "lain" of row 4 (finish) has no target'],
  ],
  [
    "an outcome with an unknown target",
    (_, { finish }) => finish.outcomes.push(outcome("lain", "nowhere")),
    ['outcome "lain" of row 4 (finish) leads to "nowhere", which is no row'],
  ],
  [
    "a request that ends the case",
    (_, { ask }) => ask.outcomes.forEach((each) => (each.to = { end: "DITUTUP" })),
    [
      'outcome "kirim" of row 1 (ask) ends the case before it has begun',
      "row 2 (receive) cannot be reached",
      "row 3 (judge) cannot be reached",
      "row 4 (finish) cannot be reached",
    ],
  ],
  [
    "an outcome that leads back to the request",
    (_, { finish }) => finish.outcomes.push(outcome("lain", "ask")),
    ['outcome "lain" of row 4 (finish) leads back to the request "ask", which opens a new case'],
  ],
  [
    "a step without outcome",
    (_, { finish }) => (finish.outcomes = []),
    ["row 4 (finish) has no outcome", "row 4 (finish) has no way to an ending"],
  ],
  [
    "a step without actor",
    (_, { finish }) => (finish.actor = undefined as never),
    ["row 4 (finish) has no known actor"],
  ],
  [
    "a step without standard time",
    (_, { finish }) => (finish.time = undefined as never),
    ["row 4 (finish) has no usable standard time: nothing is written"],
  ],
  [
    "a standard time without the figure its basis needs",
    (_, { finish }) => (finish.time = { written: "15 menit", basis: "working-minutes" }),
    ["row 4 (finish) has no usable standard time: working-minutes needs `max`"],
  ],
  [
    "a standard time that is no duration",
    (_, { finish }) => (finish.time = { written: "15 menit", basis: "working-minutes", max: "15m" }),
    ['row 4 (finish) has no usable standard time: "15m" is not a duration'],
  ],
  [
    "an outside step without timeout or deadline",
    (_, { finish }) => (finish.kind = "outside"),
    ["row 4 (finish) has no timeout: give `timeout` in days, such as P60D, or a deadline"],
  ],
  [
    "a timeout that is not in days",
    (_, { finish }) => (finish.timeout = "P6M"),
    ["row 4 (finish) has no timeout: give `timeout` in days, such as P60D, or a deadline"],
  ],
  [
    "a timeout beyond the life of an execution",
    (_, { finish }) => (finish.timeout = "P365D"),
    ["row 4 (finish) waits 365 days; at most 360 are possible"],
  ],
  [
    "a timeout that may end before the deadline",
    (_, { finish }) => {
      Object.assign(finish, { kind: "outside", deadlineWorkingDays: 5, timeout: "P7D" });
      finish.outcomes.push(outcome("kedaluwarsa", "finish", { onDeadline: true }));
    },
    ["row 4 (finish) has a timeout that may end before its deadline"],
  ],
  [
    "a loop without a human step",
    ({ steps }, { ask, receive }) => {
      const [kirim] = ask.outcomes;
      if (kirim) kirim.to = "turn";
      steps.push(row({ id: "turn", kind: "automatic", outcomes: [outcome("lanjut", "turn-again")] }));
      steps.push(row({ id: "turn-again", kind: "automatic", outcomes: [outcome("kembali", "turn")] }));
      receive.outcomes = [outcome("terima", "judge")];
    },
    [
      "row 2 (receive) cannot be reached",
      "row 3 (judge) cannot be reached",
      "row 4 (finish) cannot be reached",
      "row 1 (ask) has no way to an ending",
      "the row outside the SOP (turn) has no way to an ending",
      "the row outside the SOP (turn-again) has no way to an ending",
      "the row outside the SOP (turn) stands in a loop in which no person takes part",
      "the row outside the SOP (turn-again) stands in a loop in which no person takes part",
    ],
  ],
  [
    "a step without a way to an ending, although the requester may withdraw there",
    (_, { finish }) => (finish.outcomes = [outcome("ulangi", "finish")]),
    ["row 4 (finish) has no way to an ending"],
  ],
  [
    "two rows with one id",
    ({ steps }, { finish }) => steps.push({ ...finish, number: null, state: "Mengerjakan lagi" }),
    ['two rows have the id "finish"'],
  ],
  ["two rows with one number", (_, { finish }) => (finish.number = 3), ["two rows have the number 3"]],
  [
    "an id that is not plain",
    (_, { judge, finish }) => {
      finish.id = "finish it";
      judge.outcomes = judge.outcomes.map((each) => (each.to === "finish" ? { ...each, to: "finish it" } : each));
    },
    [
      'the id "finish it" is not lower-case-kebab',
      'the anytime outcome "dibatalkan" is possible during the unknown row "finish"',
    ],
  ],
  [
    "an outcome id that would end an expression",
    (_, { finish }) => finish.outcomes.push(outcome("a' or 'b", "finish")),
    [`row 4 (finish) has an outcome id that is not lower-case-kebab: "a' or 'b"`],
  ],
  [
    "two outcomes with one id",
    (_, { judge }) => judge.outcomes.push(outcome("ya", "finish")),
    ['row 3 (judge) has the outcome "ya" twice'],
  ],
  [
    "an outcome with the id of one that is possible anytime",
    (_, { judge }) => judge.outcomes.push(outcome("dibatalkan", "finish")),
    ['row 3 (judge) has the outcome "dibatalkan" twice'],
  ],
  [
    "two states with one name",
    (_, { judge, finish }) => (finish.state = judge.state),
    [
      'the state name "Mengerjakan judge" is used by row 3 (judge) and row 4 (finish)',
      'the state name "Mengerjakan judge: hasil" is used by the result of row 3 (judge) and the result of row 4 (finish)',
    ],
  ],
  [
    "a state that takes the name of an ending",
    (_, { finish }) => (finish.state = "SELESAI"),
    ['the state name "SELESAI" is used by row 4 (finish) and the ending SELESAI'],
  ],
  [
    "a state name of more than 80 characters",
    (_, { receive }) => (receive.state = "M".repeat(81)),
    [`the state name "${"M".repeat(81)}" (row 2 (receive)) is longer than 80 characters`],
  ],
  [
    "a follow-up whose name becomes longer than 80 characters",
    (_, { judge }) => judge.outcomes.forEach((each) => (each.label.id = "T".repeat(70))),
    [
      `the state name "Mengerjakan judge: ${"T".repeat(70)}" (outcome "tidak" of row 3 (judge)) is longer than 80 characters`,
    ],
  ],
  [
    "a state name that reads as a placeholder",
    (_, { receive }) => (receive.state = "Menerima ${OpenTask}"),
    ['the state name "Menerima ${OpenTask}" (row 2 (receive)) has characters a state name may not have'],
  ],
  [
    "an anytime outcome during an unknown step",
    ({ anytime }) => anytime?.[0]?.during.push("nowhere"),
    ['the anytime outcome "dibatalkan" is possible during the unknown row "nowhere"'],
  ],
  [
    "an anytime outcome during an automatic step",
    ({ anytime }) => anytime?.[0]?.during.push("receive"),
    ['the anytime outcome "dibatalkan" is possible during row 2 (receive), where nobody is asked anything'],
  ],
  [
    "an anytime outcome that is never possible",
    ({ anytime }) => anytime?.forEach((each) => (each.during = [])),
    ['the anytime outcome "dibatalkan" is never possible'],
  ],
  [
    "an outcome offered after an unknown step",
    (_, { finish }) =>
      finish.outcomes.push(outcome("lain", "finish", { after: { step: "nowhere", outcomes: ["ya"] } })),
    ['row 4 (finish) offers "lain" after the unknown row "nowhere"'],
  ],
  [
    "an outcome offered after an unknown outcome",
    (_, { finish }) =>
      finish.outcomes.push(outcome("lain", "finish", { after: { step: "judge", outcomes: ["mungkin"] } })),
    ['row 4 (finish) offers "lain" after the unknown outcome "mungkin" of "judge"'],
  ],
  [
    "a step that offers nothing after an outcome that leads to it",
    (_, { judge, finish }) => {
      judge.outcomes.push(outcome("nanti", "finish"));
      finish.outcomes.forEach((each) => (each.after = { step: "judge", outcomes: ["ya"] }));
    },
    ['row 4 (finish) offers nothing after "nanti" of row 3 (judge)'],
  ],
  [
    "a field filled from an unknown step",
    (_, { finish }) => (finish.fields = [prefilled("nowhere", "name")]),
    ['row 4 (finish) fills "copy" from the unknown row "nowhere"'],
  ],
  [
    "a field filled from an unknown field",
    (_, { finish }) => (finish.fields = [prefilled("ask", "age")]),
    ['row 4 (finish) fills "copy" from "age", a field that the row "ask" does not have'],
  ],
  [
    "a field for an unknown outcome",
    (_, { judge }) => judge.fields?.forEach((field) => (field.outcomes = ["mungkin"])),
    ['row 3 (judge) has a field or rule for the unknown outcome "mungkin"'],
  ],
  [
    "a field that depends on an unknown field",
    (_, { judge }) => judge.fields?.forEach((field) => (field.requiredWhen = { field: "age", filled: true })),
    ['row 3 (judge) has a condition on the unknown field "age"'],
  ],
  [
    "a rule on an unknown field",
    (_, { judge }) => (judge.rules = [{ kind: "differ", fields: ["age"], error: { id: "Beda", en: "Differ" } }]),
    ['row 3 (judge) has a rule on the unknown field "age"'],
  ],
  [
    "a field that stands twice in a form",
    (_, { judge }) => (judge.fields = [...(judge.fields ?? []), ...(judge.fields ?? [])]),
    ['row 3 (judge) has the field "companion" twice'],
  ],
  [
    "an assignee from a field that names no staff member",
    (_, { finish }) => (finish.assignee = { field: "name" }),
    ['row 4 (finish) is assigned by "name", which is no staff field of another row'],
  ],
  [
    "a step that must differ from an unknown step",
    (_, { finish }) => (finish.differsFrom = ["nowhere"]),
    ['row 4 (finish) must be done by somebody else than "nowhere", which is no other row'],
  ],
  [
    "an outcome on a deadline where the step has none",
    (_, { finish }) => finish.outcomes.push(outcome("kedaluwarsa", "finish", { onDeadline: true })),
    ["row 4 (finish) has an `onDeadline` outcome but no deadline"],
  ],
  [
    "a deadline without an outcome for it",
    (_, { finish }) => Object.assign(finish, { kind: "outside", deadlineWorkingDays: 5 }),
    ["row 4 (finish) has a deadline and 0 `onDeadline` outcomes; one is needed"],
  ],
  [
    "a decision that is not mailed",
    (_, { judge }) => (judge.mail = false),
    ["row 3 (judge) is a decision without mail"],
  ],
  [
    "an automatic step with a choice",
    (_, { receive }) => receive.outcomes.push(outcome("tolak", "finish")),
    ["row 2 (receive) has more than one outcome, and nobody to choose"],
  ],
  [
    "actions that would never run",
    (_, { receive, finish }) => {
      receive.outcomes.forEach((each) => (each.actions = ["release-slots"]));
      finish.actions = ["release-slots"];
    },
    [
      "row 2 (receive) has actions or letters at its outcome; they belong to an automatic row itself",
      "row 4 (finish) has actions or letters of its own; they belong to its outcomes",
    ],
  ],
  [
    "a row without number that is not marked as outside the SOP",
    (_, { finish }) => {
      finish.number = null;
      delete finish.outsideSop;
    },
    ["the row outside the SOP (finish) has no number and is not marked as outside the SOP"],
  ],
  ["a table without a request", (_, { ask }) => (ask.kind = "work"), ["the table has 0 entry rows; it needs one"]],
  [
    "a letter or an appointment taken from an answer that no row asks for",
    (table) => {
      table.summary.push("age");
      table.incomingLetter = {
        number: "name",
        date: "date",
        about: "name",
        file: "name",
        urgency: { step: "nowhere", field: "urgency" },
      };
      table.appointment = { headcount: "name", sources: [{ step: "judge", outcome: "mungkin", slot: "slot" }] };
    },
    [
      'the summary is taken from "age", a field that the row "ask" does not have',
      'the incoming letter is taken from "date", a field that the row "ask" does not have',
      'the incoming letter is taken from the unknown row "nowhere"',
      'the appointment is taken from "slot", a field that the row "judge" does not have',
      'the appointment is taken from the unknown outcome "mungkin" of the row "judge"',
    ],
  ],
  [
    "a role that nobody has and a letter that nobody writes, wherever they stand",
    (table, { judge, finish }) => {
      table.requester = "stranger";
      judge.fields?.forEach((field) => (field.role = "guide"));
      finish.helpers = ["porter"];
      table.anytime?.forEach((each) =>
        Object.assign(each, { by: ["chief"], letters: [{ letter: "gone", to: "guide" }] }),
      );
    },
    [
      'the requester names the unknown actor "stranger"',
      'row 3 (judge) names the unknown actor "guide"',
      'row 4 (finish) names the unknown actor "porter"',
      'the anytime outcome "dibatalkan" names the unknown actor "chief"',
      'the anytime outcome "dibatalkan" names the unknown actor "guide"',
      'the anytime outcome "dibatalkan" sends the letter "gone", which nobody writes',
    ],
  ],
  [
    "a letter to people chosen, or before a day given, in a field that no row has",
    (_, { finish }) =>
      finish.outcomes.forEach(
        (each) =>
          (each.letters = [
            { letter: "visit-refused", to: "official-visitor", named: "guide" },
            { letter: "visit-refused", to: "official-visitor", daysBefore: { field: "until", days: 3 } },
          ]),
      ),
    [
      'row 4 (finish) sends a letter by "guide", a field that no row has',
      'row 4 (finish) sends a letter by "until", a field that no row has',
    ],
  ],
  [
    "an earlier date allowed by an unknown field",
    (_, { judge }) => judge.fields?.forEach((field) => (field.earliestWhen = { field: "reason", earliest: 1 })),
    ['row 3 (judge) has a condition on the unknown field "reason"'],
  ],
  [
    "a journey, an attendance or a term taken from a field that no row has",
    (table) => {
      table.appointment = { headcount: "name", sources: [], attendance: { step: "finish", field: "came" } };
      table.journey = { place: "name", arrival: "name", travelMinutes: "name", vehicle: "car", crew: ["driver"] };
      table.validity = { from: "name", until: "end" };
    },
    [
      'the attendance is taken from "came", a field that the row "finish" does not have',
      'the validity is taken from "end", a field that no row has',
      'the journey is taken from "car", a field that no row has',
      'the journey is taken from "driver", a field that no row has',
    ],
  ],
  [
    "entries in the recap book without saying what they are made from",
    (_, { judge, finish }) => {
      judge.computes = "reading-month";
      finish.outcomes.forEach((each) => (each.actions = ["record-reading", "record-open-day"]));
    },
    [
      "a reading is recorded, but `reading` has no readers",
      "a day is recorded that no calendar opens",
      "a month is reported that no calendar opens",
    ],
  ],
  [
    "readers counted by a field that no row has, or by one without classes",
    (table) => {
      const name = { field: "name", heading: "Nama" };
      const sex = { ...name, group: { size: "name", counted: { field: "men", as: "L" }, others: "P" } };
      const traits = { category: name, membership: name, ageGroup: name, education: name, occupation: name };
      const readers = { sex, traits, questions: { asked: "name", answered: "name" }, books: "name" };
      table.reading = { part: "visit", readers };
    },
    [
      'the recap book is taken from "men", a field that no row has',
      'the recap book counts by "name", which has no options',
      'the recap book counts "L", which is no option of "name"',
      'the recap book counts "P", which is no option of "name"',
    ],
  ],
  [
    "written columns without a meaning, and a meaning where nothing is written",
    (_table, { finish, judge, receive }) => {
      Reflect.deleteProperty(receive, "requires");
      Object.assign(judge, { produces: [] });
      Object.assign(finish, { inputs: "", output: " " });
    },
    [
      'row 2 (receive) does not say what its Kelengkapan means (`requires`): "ATK"',
      'row 3 (judge) does not say what its Output means (`produces`): "surat"',
      "row 4 (finish) says what its Kelengkapan means (`requires`), and none is written",
      "row 4 (finish) says what its Output means (`produces`), and none is written",
    ],
  ],
  [
    "the same of a row beside the flow",
    (table) => {
      const { produces: _, ...aside } = callAside();
      table.aside = [aside];
    },
    [
      'the row outside the SOP (reach-by-phone) does not say what its Output means (`produces`): "Pemohon mengetahui isi surat, atau alamat email yang benar"',
    ],
  ],
  [
    "columns of documents that nobody knows, and of fields, ticks, files, letters, rows and outcomes that are not there",
    (_table, { judge }) => {
      const what = { id: "Surat", en: "Letter" };
      const requires: ColumnItem[] = [
        { kind: "document", document: "decree" as DocumentKind },
        { kind: "field", field: "fax" },
        { kind: "tick", field: "name" },
        { kind: "tick", field: "companion", option: "ratna" },
        { kind: "record", what, file: "name", letters: ["visit-confirmed"], rows: ["receive", "sign"] },
        { kind: "record", what, rows: ["judge"], outcomes: ["ya", "dibatalkan", "selesai"] },
      ];
      Object.assign(judge, { requires });
    },
    [
      'row 3 (judge) requires the unknown document "decree"',
      'row 3 (judge) requires the field "fax", which no row has',
      'row 3 (judge) requires a tick at "name", which no row has',
      'row 3 (judge) requires a tick at "ratna" of "companion", which no row has',
      'row 3 (judge) requires "Surat" as the file "name", which no row takes',
      'row 3 (judge) requires "Surat" as the letter "visit-confirmed", which no row sends',
      'row 3 (judge) requires "Surat" as an answer to "receive", a row that nobody answers',
      'row 3 (judge) requires "Surat" as an answer to "sign", a row that nobody answers',
      'row 3 (judge) requires "Surat" as the outcome "selesai", which these rows do not have',
    ],
  ],
  [
    "a paper without which a row cannot be finished, where its form lets it be",
    (_table, { finish, judge }) => {
      const scan: Field = { name: "scan", label: { id: "Pindaian", en: "Scan" }, kind: "file" };
      judge.fields?.push(scan);
      finish.fields = [
        { ...scan, requiredUnless: { field: "why", filled: true } },
        { ...scan, name: "why", kind: "text" },
      ];
      const must: ColumnItem[] = [{ kind: "document", document: "signed-agreement", file: "scan", must: true }];
      Object.assign(judge, { requires: must });
      Object.assign(finish, { produces: must });
    },
    ['row 3 (judge) cannot be finished without "signed-agreement", but its form does not require that file'],
  ],
  [
    "a contact that the request does not ask for",
    ({ contact }) => (contact.phone = "fax"),
    ['the contact is taken from "fax", a field that the row "ask" does not have'],
  ],
];

function prefilled(step: string, field: string) {
  return { name: "copy", label: { id: "Salinan", en: "Copy" }, kind: "text" as const, prefill: { step, field } };
}

describe("the compiler", () => {
  it.each(refusals)("refuses %s", (_, breaks, messages) => {
    const table = smallTable();
    const [ask, receive, judge, finish] = table.steps;
    breaks(table, { ask, receive, judge, finish });
    expect(checkTable(table)).toEqual(messages);
    expect(() => compile(table)).toThrow(TableError);
  });

  it("tells everything that is wrong at once, naming the table", () => {
    const table = smallTable();
    table.steps[2].mail = false;
    table.steps[3].outcomes = [];
    expect(() => compile(table)).toThrow(/small@1[^]*is a decision without mail[^]*has no outcome/);
  });

  it("accepts the sound table that these tests break, and every table of the service", () => {
    for (const procedure of [smallTable(), ...procedures]) expect(checkTable(procedure)).toEqual([]);
  });
});
