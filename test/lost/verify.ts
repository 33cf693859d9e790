/** What a stopped agency kept of cases whose executions were lost. Every sentence of the answer is a broken promise. */
import { createHash } from "node:crypto";
import { flowTasks } from "../../functions/domain/case/case-file.ts";
import type { TaskItem } from "../../functions/domain/case/records.ts";
import { actorIn } from "../../statemachines/language/actors.ts";
import { firstStep, outcomesOf, stepOf } from "../../statemachines/language/table.ts";
import type { Outcome, Post, Procedure } from "../../statemachines/language/vocabulary.ts";
import type { KeptCase, KeptData } from "../crash/kept-data.ts";

export function brokenPromises(kept: KeptData, procedure: Procedure, caseIds: string[]): string[] {
  return [
    ...caseIds.flatMap((id) => {
      const found = kept.cases.get(id);
      const sentences = found ? checkCase(kept, procedure, found) : ["is lost"];
      return sentences.map((sentence) => `${id}: ${sentence}`);
    }),
    ...checkNumbers(kept),
    ...checkDays(kept, caseIds),
  ];
}

function checkCase(kept: KeptData, procedure: Procedure, found: KeptCase): string[] {
  const { id, ending, problem } = found.item;
  const isIts = (line: string): boolean => line.includes(`${id} `);
  return [
    ...(ending === undefined ? ["has not ended"] : []),
    ...(problem === undefined ? [] : [`ended with the problem "${problem}"`]),
    ...checkWay(procedure, found),
    ...checkMails(kept, procedure, found),
    ...kept.todos.filter((key) => isIts(key) && !key.includes(" MAIL#")).map((key) => `left undone: ${key}`),
    ...kept.inbox
      .filter(isIts)
      .filter((key) => !isAsideOf(procedure, found, key))
      .map((key) => `still in an inbox: ${key}`),
    ...kept.running.filter((name) => name === id || name.startsWith(`${id}-`)).map((name) => `${name} still runs`),
  ];
}

/** Somebody may still be asked to telephone when a case has ended. */
function isAsideOf({ aside = [] }: Procedure, { tasks }: KeptCase, key: string): boolean {
  const task = tasks.find(({ id }) => key.endsWith(id));
  return aside.some(({ id }) => id === task?.step);
}

/** The answers are a way through the table: each row that was passed was asked once, nothing was skipped. */
function checkWay(procedure: Procedure, { item, tasks }: KeptCase): string[] {
  const left = flowTasks({ case: item, tasks, changes: [] } as unknown as Parameters<typeof flowTasks>[0]);
  let next: Outcome["to"] = firstStep(procedure).id;
  while (typeof next === "string") {
    const step = stepOf(procedure, next);
    const place = left.findIndex((task) => task.step === step.id);
    const [task]: (TaskItem | undefined)[] = place < 0 ? [] : left.splice(place, 1);
    if (!task) return [`${step.id} was never asked`];
    const outcome: Outcome | undefined = outcomesOf(procedure, step).find(({ id }) => id === task.answer?.outcome);
    if (!outcome) return [`${step.id} was answered with "${task.answer?.outcome ?? "nothing"}"`];
    next = outcome.to;
  }
  return [
    ...(next.end === item.ending ? [] : [`the answers lead to ${next.end}, it ended as ${item.ending ?? "nothing"}`]),
    ...left.map(({ step }) => `${step} was asked once too often`),
  ];
}

/** Everything that the table writes was written for each answer, and has gone once. */
function checkMails(
  { messages, messagesSince }: KeptData,
  procedure: Procedure,
  { item, mails, tasks }: KeptCase,
): string[] {
  const posts = tasks.flatMap(({ answer, step: id }) => {
    const step = stepOf(procedure, id);
    const outcome = outcomesOf(procedure, step).find((each) => each.id === answer?.outcome);
    return [...(step.letters ?? []), ...(outcome?.letters ?? [])];
  });
  const known = new Set(allPosts(procedure).map(({ letter }) => letter));
  const written = Map.groupBy(mails, ({ letter, to }) => `${letter} to ${to}`);
  return [
    ...mails.flatMap((mail) => {
      const message = createHash("sha256").update(`${item.id}.${mail.id}`).digest("hex").slice(0, 32);
      const times = messages.get(message) ?? 0;
      const isForgotten = times === 0 && mail.sentAt !== undefined && mail.sentAt < messagesSince;
      if (mail.state === "sent" && times !== 1 && !isForgotten) return [`the mail ${mail.id} was sent ${times} times`];
      return mail.state === "failed" ? [`the mail ${mail.id} failed`] : [];
    }),
    ...[...written].flatMap(([whom, [mail, ...more]]) => {
      const due = posts.filter(({ letter }) => letter === mail?.letter).length;
      return mail && known.has(mail.letter) && more.length + 1 > due
        ? [`${whom} was written ${more.length + 1} times for ${due} answers`]
        : [];
    }),
    ...posts
      .filter((post) => !actorIn(procedure, post.to)?.inside && Object.keys(post).length === 2)
      .filter(({ letter }) => !mails.some((mail) => mail.letter === letter))
      .map(({ letter }) => `the letter ${letter} was not written`),
  ];
}

function allPosts({ anytime = [], aside = [], steps }: Procedure): Post[] {
  const rows = [...steps, ...aside];
  return [...rows, ...rows.flatMap(({ outcomes }) => outcomes), ...anytime].flatMap(({ letters = [] }) => letters);
}

function checkNumbers({ register }: KeptData): string[] {
  const books = Map.groupBy(register, (entry) => (entry as unknown as { pk: string }).pk);
  return [...books].flatMap(([book, entries]) => {
    const numbers = entries.map(({ number }) => number).toSorted((a, b) => a - b);
    const cases = entries.map(({ caseId }) => caseId);
    return [
      ...(numbers.every((number, at) => number === at + 1) ? [] : [`${book} is not 1..n: ${numbers.join(" ")}`]),
      ...cases.filter((id, at) => cases.indexOf(id) !== at).map((id) => `${id} has two numbers in ${book}`),
    ];
  });
}

function checkDays({ cases, dayBooks }: KeptData, caseIds: string[]): string[] {
  return dayBooks.flatMap(({ bookings, date }) =>
    bookings
      .filter(({ caseId }) => caseIds.includes(caseId))
      .filter(({ caseId, state }) => state === "asked" || cases.get(caseId)?.item.ending !== "SELESAI")
      .map(({ caseId, state }) => `${caseId} has ended and still has a ${state} time on ${date}`),
  );
}
