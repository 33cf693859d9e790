/** Every minute: the calendar opens its cases, what was stored but not carried out is carried out (invariants 4, 5, 6), deadlines pass. */
import { tellOldAddresses } from "./access/tell-old-address.ts";
import { openDueCases } from "./intake/open-scheduled-cases.ts";
import { lookForExpired, type RetentionDependencies } from "./personal-data/retention.ts";
import { comeBack, type ComeBackDependencies } from "./downtime/come-back.ts";
import { lostMinutes, outageWords } from "./downtime/outage.ts";
import type { IntakeDependencies } from "./intake/open-case.ts";
import { settle } from "./intake/unconfirmed.ts";
import { lookAfter } from "./execution/take-over.ts";
import { decide, resume, type DecisionDependencies } from "./task/decide-task.ts";
import { actorOf, currentProcedures, procedureOf, procedures } from "../../statemachines/language/registry.ts";
import { isAside, outcomesOf, stepOf } from "../../statemachines/language/table.ts";
import type { Outcome } from "../../statemachines/language/vocabulary.ts";
import { openTasks, outrunTasks, procedureOfCase } from "./case/case-file.ts";
import { theSystem } from "./case/new-task.ts";
import type { TaskItem } from "./case/records.ts";
import { sendDigests } from "./deadlines/digest.ts";
import { keepTimes } from "./deadlines/keep-times.ts";
import { remind } from "./deadlines/remind.ts";
import { keepLog, type LogDependencies } from "./decision-log/keep-log.ts";
import { keepTotals } from "./service-levels/keep-totals.ts";
import { watchLateness } from "./service-levels/standing.ts";
import { isoInstant, minutesLater } from "./calendar/instants.ts";
import type { Dependencies, Todo } from "./ports.ts";
import { UnreadableItem } from "./refusal.ts";
import { isWaiting } from "./restoration/restoration.ts";
import { tellStaff } from "./restoration/tell-staff.ts";
import { watchDay } from "./change/watch-day.ts";
import { findCasesOfBefore } from "./search/keep-words.ts";
import { setOutrunAside, setUnaskedAside, tidyUp } from "./case/tidy-up.ts";
import { carryOutChange } from "./change/make-change.ts";
import type { ChangeDependencies } from "./change/operation.ts";
import { sendBundle } from "./mail/bundle.ts";
import { send, type PostDependencies } from "./mail/outbox.ts";
import { moveTasks } from "./task/move-tasks.ts";
import { carryOutWithdrawal } from "./task/withdraw.ts";

export type SweepDependencies = DecisionDependencies &
  PostDependencies &
  ChangeDependencies &
  IntakeDependencies &
  ComeBackDependencies &
  LogDependencies &
  RetentionDependencies &
  Pick<Dependencies, "cases" | "restorations" | "tables" | "todos" | "unconfirmed" | "workflow">;

const atOnce = 200;
/** When an answer is looked at again whose workflow is at work. */
const quietMinutes = 5;
const countingEveryMinutes = 15;

/**
 * Does nothing while everything waits after a restoration.
 *
 * @returns how many cases the calendar opened, how many items of each kind were dealt with, and how many failed and stay due
 */
export async function sweep(
  dependencies: SweepDependencies,
): Promise<Record<Todo["kind"] | "opened" | "failed", number>> {
  const { clock, log, metrics, tables, todos, uptime } = dependencies;
  for (const { table, row, part } of await tables.keep(procedures))
    log.problem("table-changed", null, { table, row, part });
  const done = {
    opened: 0,
    execution: 0,
    withdrawal: 0,
    ended: 0,
    change: 0,
    unconfirmed: 0,
    mail: 0,
    resume: 0,
    reminder: 0,
    deadline: 0,
    failed: 0,
  };
  if (await isWaiting(dependencies)) {
    // No run is noted: to people outside the wait is one outage with the time that was lost.
    metrics.emit({ SweepRuns: 1 });
    return done;
  }
  const restoration = await dependencies.agencies.restoration();
  if (restoration?.untold?.length) await tellStaff(dependencies);
  await tellOldAddresses(dependencies);
  const back = await comeBack(dependencies);
  Object.assign(done, await openDueCases(dependencies, currentProcedures(), back?.outage));
  const unfinished = back !== null && back.again && back.held.size + done.failed > 0;
  if (!unfinished) await uptime.noteRun(isoInstant(clock.now()));
  await moveTasks(dependencies);
  await keepTimes(dependencies);
  await sendDigests(dependencies);
  for (const todo of await todos.due(isoInstant(clock.now()), atOnce)) {
    if (todo.kind === "deadline" && back?.held.has(todo.task.id)) continue;
    const about = caseOf(todo);
    await log.within(about === "" ? {} : { case: about }, async () => {
      try {
        await carryOut(dependencies, todo);
        done[todo.kind] += 1;
      } catch (error) {
        done.failed += 1;
        // Told once already, by the store; it will fail each minute until somebody mends it.
        if (!(error instanceof UnreadableItem)) log.problem("todo-failed", error, { kind: todo.kind });
      }
    });
  }
  if (Object.values(done).some((count) => count > 0)) log.info("sweep", done);
  metrics.emit({ SweepRuns: 1 });
  if (isTimeToCount(clock.now())) {
    await keepLog(dependencies);
    await lookForExpired(dependencies);
    await findCasesOfBefore(dependencies);
    await keepTotals(dependencies);
    await watchLateness(dependencies);
  }
  return done;
}

function caseOf(todo: Todo): string {
  if ("caseId" in todo) return todo.caseId;
  if ("request" in todo) return todo.request.caseId ?? "";
  return "mail" in todo ? todo.mail.caseId : todo.task.caseId;
}

/** Counting everything each minute would cost more than the figures are worth. */
function isTimeToCount(now: number): boolean {
  return new Date(now).getUTCMinutes() % countingEveryMinutes === 0;
}

async function carryOut(dependencies: SweepDependencies, todo: Todo): Promise<void> {
  switch (todo.kind) {
    case "execution": {
      const dossier = await dependencies.cases.dossier(todo.caseId);
      if (!dossier) return;
      await setOutrunAside(dependencies, dossier);
      if (!(await watchDay(dependencies, dossier))) await lookAfter(dependencies, dossier);
      return;
    }
    case "change":
      return carryOutChange(dependencies, todo.caseId, todo.change);
    case "withdrawal":
      return carryOutWithdrawal(dependencies, todo.caseId);
    case "ended":
      return tidyUp(dependencies, todo.caseId);
    case "unconfirmed":
      return settle(dependencies, todo.request);
    case "mail": {
      const dossier = await dependencies.cases.dossier(todo.mail.caseId);
      if (dossier && todo.mail.bundle) await sendBundle(dependencies, dossier, todo.mail);
      else if (dossier) await send(dependencies, dossier, todo.mail);
      return;
    }
    case "resume":
      return follow(dependencies, todo.task);
    case "reminder":
      return remind(dependencies, todo.task);
    case "deadline":
      return passDeadline(dependencies, todo.task);
  }
}

/** An answer that nothing has followed so far: given to the workflow once more, and where nobody waits for it, looked after. */
async function follow(dependencies: SweepDependencies, task: TaskItem): Promise<void> {
  const { cases, clock, tasks } = dependencies;
  const { caseId, id } = task;
  if (isAside(procedureOf(task.procedure, task.version), task.step)) return void (await resume(dependencies, task));
  const dossier = await cases.dossier(caseId);
  if (!dossier || dossier.case.ending || openTasks(dossier).length > 0) return tasks.markResumed(caseId, id);
  if (!(await resume(dependencies, task))) await lookAfter(dependencies, dossier);
  await tasks.lookAgain(caseId, id, minutesLater(isoInstant(clock.now()), quietMinutes));
}

/** Silence counts as the outcome marked `onDeadline`. */
async function passDeadline(dependencies: SweepDependencies, { caseId, id }: TaskItem): Promise<void> {
  const dossier = await dependencies.cases.dossier(caseId);
  const task = dossier?.tasks.find((each) => each.id === id);
  if (!dossier || !task?.deadlineAt || task.answer) return;
  // Whoever was asked is not asked any more: it would fail each minute.
  if (dossier.case.ending || outrunTasks(dossier).includes(task)) return setUnaskedAside(dependencies, dossier, task);
  if (task.deadlineAt > isoInstant(dependencies.clock.now())) return;
  const procedure = procedureOfCase(dossier.case);
  const outcome = outcomesOf(procedure, stepOf(procedure, task.step)).find((each) => each.onDeadline);
  if (!outcome) return;
  const choice = { outcome: outcome.id, values: {}, note: await whyNobodyAnswered(dependencies, task, outcome) };
  await decide(dependencies, dossier, task, choice, { ...theSystem(task.actor), roles: [] });
}

/** People outside were given their time back; that staff lost some is said in the history. */
async function whyNobodyAnswered(
  { agencies }: SweepDependencies,
  { actor, deadlineAt, openedAt }: TaskItem,
  { note }: Outcome,
): Promise<string> {
  if (note === "none" || deadlineAt === null || !actorOf(actor).inside) return "";
  const { calendar } = await agencies.settings();
  const lost = (await agencies.outages()).filter((outage) => lostMinutes(calendar, outage, openedAt, deadlineAt) > 0);
  return lost.length === 0
    ? ""
    : `Layanan tidak tersedia ${lost.map((each) => outageWords(each, calendar.zone)).join("; ")}.`;
}
