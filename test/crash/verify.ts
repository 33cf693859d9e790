/** Compares what the service has kept with what its people were told. Every sentence of the answer is a broken promise. */
import { createHash } from "node:crypto";
import type { TaskItem } from "../../functions/domain/case/records.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { firstStep, outcomesOf, stepOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import type { Outcome } from "../../statemachines/language/vocabulary.ts";
import type { KeptCase, KeptData } from "./kept-data.ts";
import type { CaseRecord } from "./ledger.ts";
import { scripts } from "./scripts.ts";

const capacity = 50;

export function brokenPromises(everything: KeptData, records: CaseRecord[]): string[] {
  const kept = withoutCalendar(everything);
  return [
    ...checkCalendar(everything),
    ...records.flatMap((record) => checkCase(kept, record)),
    ...checkNumbers(kept, records),
    ...kept.dayBooks.flatMap((book) => checkDay(kept, book)),
    ...kept.todos.map((key) => `left undone: ${key}`),
    ...kept.inbox.map((key) => `still in an inbox: ${key}`),
    ...kept.running.map((name) => `the workflow of ${name} has not ended`),
  ];
}

/** Cases that the calendar opens are nobody's here: they wait, and are only counted. */
function withoutCalendar(kept: KeptData): KeptData {
  const theirs = calendarCases(kept).map(({ item }) => item.id);
  const ours = (line: string): boolean => !theirs.some((id) => line.includes(id));
  return {
    ...kept,
    cases: new Map([...kept.cases].filter(([id]) => ours(id))),
    todos: kept.todos.filter(ours),
    inbox: kept.inbox.filter(ours),
    running: kept.running.filter(ours),
  };
}

function calendarCases({ cases }: KeptData): KeptCase[] {
  return [...cases.values()].filter(({ item }) => item.openedBy?.person === "system");
}

/** One case a day or month, however often the service died while opening it. */
function checkCalendar(kept: KeptData): string[] {
  const openings = calendarCases(kept).map(({ item }) => `${item.procedure} ${JSON.stringify(item.request)}`);
  return openings
    .filter((opening, index) => openings.indexOf(opening) !== index)
    .map((opening) => `the calendar opened twice: ${opening}`);
}

function checkCase(kept: KeptData, record: CaseRecord): string[] {
  const found = kept.cases.get(record.caseId);
  if (!found) return [`${record.caseId} (${record.script}) is lost`];
  const broken = [
    ...checkEnding(found, record),
    ...checkAnswers(found.tasks, record),
    ...checkWay(found),
    ...checkMails(kept, found),
  ];
  return broken.map((sentence) => `${record.caseId} (${record.script}): ${sentence}`);
}

function checkEnding({ item }: KeptCase, { script, withdrawal }: CaseRecord): string[] {
  if (item.problem) return [`stopped with "${item.problem}"`];
  const meant = scripts[script]?.ending;
  if (item.ending === meant) return [];
  // A withdrawal without an answer may have been too late, and then the case goes on.
  if (meant === "DIBATALKAN" && withdrawal !== "told" && item.ending !== undefined) return [];
  return [`ended as ${item.ending ?? "not at all"} instead of ${meant ?? "?"}`];
}

/** Each answer is kept once, as it was told; nothing is kept that nobody meant. */
function checkAnswers(tasks: TaskItem[], { told, withdrawal }: CaseRecord): string[] {
  const lost = told.flatMap(({ task, step, outcome, at }) => {
    const answer = tasks.find(({ id }) => id === task)?.answer;
    if (at === null) return answer ? [] : [`${step} was never answered`];
    if (answer?.outcome !== outcome) return [`${step}: "${outcome}" was confirmed, "${answer?.outcome ?? ""}" is kept`];
    return answer.at === at ? [] : [`${step}: confirmed for ${at}, kept for ${answer.at}`];
  });
  const twice = told.flatMap(({ task, step }, index) =>
    told.slice(0, index).some((earlier) => earlier.task === task) ? [`${step} was confirmed twice`] : [],
  );
  const unasked = tasks.flatMap(({ id, step, answer }) => {
    if (!answer) return [`${step} is open`];
    if (answer.channel === "system" || told.some(({ task }) => task === id)) return [];
    return withdrawal !== "none" && answer.outcome === "dibatalkan"
      ? []
      : [`${step}: nobody answered "${answer.outcome}"`];
  });
  return [...lost, ...twice, ...unasked];
}

/** The answers in their order are a way through the table: nothing is skipped, nothing is done twice. */
function checkWay({ item, tasks }: KeptCase): string[] {
  let expected: Outcome["to"] = firstStep(officialVisit).id;
  for (const { step, answer } of tasks) {
    if (step !== expected) return [`${step} came where the table has ${JSON.stringify(expected)}`];
    const possible: Outcome[] = outcomesOf(officialVisit, stepOf(officialVisit, step));
    const outcome = possible.find(({ id }) => id === answer?.outcome);
    if (!outcome) return [`${step} has no outcome "${answer?.outcome ?? ""}"`];
    expected = outcome.to;
  }
  const end = typeof expected === "object" ? expected.end : expected;
  return end === item.ending ? [] : [`the answers lead to ${end}, not to ${item.ending ?? "nothing"}`];
}

/** Every mail of the table was stored, marked as sent, and sent at least once. */
function checkMails(kept: KeptData, { item, tasks, mails }: KeptCase): string[] {
  const unsent = mails.flatMap((mail) => {
    const id = createHash("sha256").update(`${item.id}.${mail.id}`).digest("hex").slice(0, 32);
    const isForgotten = mail.sentAt !== undefined && mail.sentAt < kept.messagesSince;
    if (!kept.messages.has(id) && !isForgotten) return [`the mail ${mail.id} was not sent`];
    return mail.state === "sent" ? [] : [`the mail ${mail.id} is ${mail.state}`];
  });
  const missing = tasks.flatMap((task) => {
    const step = stepOf(officialVisit, task.step);
    const outcome = outcomesOf(officialVisit, step).find(({ id }) => id === task.answer?.outcome);
    const posts = [...(step.letters ?? []), ...(outcome?.letters ?? [])];
    const letters = posts.filter(({ to }) => !isUnnamedCompanion(to, tasks)).map(({ letter }) => letter);
    const isCancelled = task.answer?.outcome === "dibatalkan";
    const asked = step.mail && !isCancelled && !mails.some((mail) => mail.task === task.id);
    const unwritten = letters.filter((letter) => !mails.some((mail) => mail.letter === letter));
    return [
      ...(asked ? [`nobody was mailed about ${task.step}`] : []),
      ...unwritten.map((letter) => `the letter ${letter} was not written`),
    ];
  });
  return [...unsent, ...missing];
}

/** Before a companion was named, a letter for the companion has nobody to go to. */
function isUnnamedCompanion(to: keyof typeof actors, tasks: TaskItem[]): boolean {
  return to === "companion-librarian" && !tasks.some(({ answer }) => answer?.values["companion"] !== undefined);
}

function checkNumbers({ cases, register }: KeptData, records: CaseRecord[]): string[] {
  const ids = new Set(records.map(({ caseId }) => caseId));
  const doubled = [...cases.keys()].filter((id) => !ids.has(id)).map((id) => `${id} belongs to no request`);
  const years = Map.groupBy(register, ({ year }) => year);
  const gaps = [...years].flatMap(([year, entries]) => {
    const numbers = entries.map(({ number }) => number).toSorted((a, b) => a - b);
    return numbers.every((number, index) => number === index + 1)
      ? []
      : [`agenda ${year} is not 1..n: ${numbers.join(" ")}`];
  });
  const registered = [...cases.values()].filter(({ tasks }) =>
    tasks.some(({ step, answer }) => step === "register-letter" && answer?.outcome === "agendakan"),
  );
  const wrong = registered.flatMap(({ item }) => {
    const own = register.filter(({ caseId }) => caseId === item.id);
    const [entry] = own;
    if (own.length !== 1) return [`${item.id} has ${own.length} agenda numbers`];
    return entry && entry.number === item.agenda?.number
      ? []
      : [`${item.id} shows another agenda number than the book`];
  });
  return [...doubled, ...gaps, ...wrong];
}

function checkDay({ cases }: KeptData, { date, bookings }: KeptData["dayBooks"][number]): string[] {
  const places = bookings.filter(({ state }) => state !== "asked");
  const starts = [...new Set(places.map(({ start }) => start))];
  const crowded = starts.flatMap((moment) => {
    const persons = places
      .filter(({ start, end }) => start <= moment && moment < end)
      .reduce((sum, { headcount }) => sum + headcount, 0);
    return persons > capacity ? [`${persons} persons on ${date} at ${moment}`] : [];
  });
  const left = bookings.flatMap(({ caseId, state }) => {
    const ending = cases.get(caseId)?.item.ending;
    return ending === "SELESAI" || ending === undefined
      ? []
      : [`${caseId} (${ending}) still has a ${state} time on ${date}`];
  });
  return [...crowded, ...left];
}
