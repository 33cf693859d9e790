/** A step of the workflow becomes a task of a person: due time, link, mail (steps 1-3 of a wait, all repeatable). */
import { outcomesOf, stepOf } from "../../../statemachines/language/table.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { isBackComplete } from "../case/completion.ts";
import { flowTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { newTask } from "../case/new-task.ts";
import { lookAfterMove } from "../case/tidy-up.ts";
import type { Answer, Dossier, MailItem, Person, TaskItem } from "../case/records.ts";
import { taskMail } from "../mail/letters/task-mail.ts";
import { nextWatch } from "../booking/guarded-days.ts";
import { lookForPapers } from "../documents/row-papers.ts";
import { keepWords, type KeepingDependencies } from "../search/keep-words.ts";
import { settlePeople } from "../booking/reserve.ts";
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import type { ComputingDependencies } from "./computed-fields.ts";
import { attendanceOf, attendedAs } from "./attendance.ts";
import { askedPersons, makersOf, personsFor } from "./permission.ts";
import { dayAt, presentOn } from "../people/presence.ts";
import { reportUnattended } from "./unattended.ts";
import { deliver, type PostDependencies } from "../mail/outbox.ts";
import type { Dependencies } from "../ports.ts";
import { Fault } from "../refusal.ts";
import { taskTimes } from "../case/task-times.ts";

export type OpeningDependencies = PostDependencies &
  ComputingDependencies &
  KeepingDependencies &
  Pick<Dependencies, "cases" | "dayBooks" | "tasks">;

/** What the workflow hands over when it enters a waiting state. */
export interface OpeningRequest {
  caseId: string;
  step: string;
  taskToken: string;
  /** When the state was entered; the same for every retry of the state, so a retry finds its own task. */
  entered: string;
}

/**
 * Opens the task of a waiting state, and mails whom it waits for. Doing it again with a new token, as another
 * execution does that takes over, keeps the task and replaces the token; a task that was answered meanwhile is left for
 * the sweep to resume with that token.
 *
 * @throws Error when the case does not exist; any other error is the store's, and the workflow retries
 */
export async function openTask(dependencies: OpeningDependencies, request: OpeningRequest): Promise<void> {
  const { agencies, cases, clock, secrets, tasks } = dependencies;
  const dossier = await cases.dossier(request.caseId);
  if (!dossier) throw new Fault(`no case ${request.caseId}`);
  // It was ended or moved on beside its flow while the execution came here; nobody is to wait for this.
  if (dossier.case.ending || isMovedSince(dossier, request)) return;
  const step = stepOf(procedureOfCase(dossier.case), request.step);
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const openedAt = isoInstant(clock.now());
  const persons = personsFor(step, dossier, staff);
  const known = taskBefore(dossier, step);
  const whose = {
    assignees: step.assignee || !actorOf(step.actor).inside ? persons : [],
    ...(step.differsFrom ? { makers: makersOf(dossier, step) } : {}),
  };
  const present = presentOn(staff, dayAt(settings, clock.now()));
  const task = await tasks.open(
    newTask(dossier, step, {
      id: known?.id ?? taskId(secrets, request),
      openedAt,
      ...taskTimes(settings.calendar, dossier, step.id, openedAt),
      ...whose,
      ...attendedAs({}, attendanceOf(procedureOfCase(dossier.case), step, whose, present), openedAt),
      token: request.taskToken,
      ...(dossier.case.run === undefined ? {} : { run: dossier.case.run }),
    }),
  );
  await settlePeople(dependencies, dossier);
  await keepWords(dependencies, dossier);
  await lookForPapers(dependencies, dossier);
  await markFollowed(dependencies, dossier, task.id);
  const watched = nextWatch(settings.calendar, dossier, openedAt);
  if (!dossier.case.startedAt)
    await cases.markStarted(request.caseId, openedAt, lookAfterMove(dossier, openedAt) ?? watched);
  // Where the time is planned on the way, it is watched from the row that decides about it.
  else if (watched && step.kind === "decision" && procedureOfCase(dossier.case).journey)
    await cases.lookAgain(request.caseId, watched);
  // Its day may have come near while nobody looked.
  else if (watched && isBackComplete(dossier)) await cases.lookAgain(request.caseId, openedAt);
  if (task.answer) return;
  if (dossier.case.withdrawal && (await withdrawNow(dependencies, dossier, step, task))) return;
  if (isAskedByLink(step)) await reach(dependencies, dossier, task, askedPersons(step, dossier, task, staff));
  if (task.unattendedSince) await reportUnattended(dependencies, dossier, [task]);
}

/** How far apart the clocks of the workflow and of the one that wrote a change may be. */
const skewMinutes = 1 / 6;

/**
 * Whether a change has sent the case elsewhere since a state was entered: its execution was stopped then. The execution that
 * the change began may seem older than the change, for another clock tells when it entered its state.
 */
function isMovedSince({ changes = [] }: Dossier, { entered, step }: OpeningRequest): boolean {
  const isElsewhere = changes.filter(({ from }) => from !== undefined && from.step !== step);
  return isElsewhere.some(({ at }) => at > minutesLater(entered, skewMinutes));
}

/**
 * The task that an execution before this one opened at the row, with its times and links; it may have been answered while
 * this one took over.
 */
function taskBefore(dossier: Dossier, step: Step): TaskItem | undefined {
  const { resumeAt, startedAt } = dossier.case;
  const isFirstTask = !startedAt && resumeAt?.step === step.id && resumeAt.outcome === undefined;
  const atStep = flowTasks(dossier).filter((each) => each.step === step.id);
  return atStep.findLast(({ answer, resumed }) => answer === null || (isFirstTask && !resumed));
}

/** What the answers before led to is here: the sweep needs not look after them any more. */
export async function markFollowed(
  { tasks }: Pick<Dependencies, "tasks">,
  dossier: Dossier,
  except: string | null = null,
): Promise<void> {
  const answered = flowTasks(dossier).filter(({ answer, id, resumed }) => answer && !resumed && id !== except);
  await Promise.all(answered.map(({ caseId, id }) => tasks.markResumed(caseId, id)));
}

/** Whether whom a row waits for has a link to answer it; others answer signed in. */
export function isAskedByLink({ kind, mail }: Step): boolean {
  return mail === true || kind === "outside";
}

/** Id of the link under which a person answers a task. */
export function taskLinkId(
  secrets: Dependencies["secrets"],
  task: Pick<TaskItem, "caseId" | "id">,
  person: Person,
): string {
  return secrets.linkId("task", task.caseId, task.id, person);
}

/**
 * Gives persons their links to a task, and mails them where the row mails; again is harmless.
 *
 * @param notBefore an instant (ISO 8601) before which nobody is mailed; null: at once
 */
export async function reach(
  dependencies: PostDependencies & ComputingDependencies,
  dossier: Dossier,
  task: TaskItem,
  persons: Person[],
  notBefore: string | null = null,
): Promise<void> {
  const step = stepOfTask(dossier, task);
  for (const person of persons) {
    await giveLink(dependencies, task, person);
    if (!step.mail) continue;
    const mail = await taskMail(dependencies, dossier, step, task, person);
    await deliver(dependencies, dossier, later(mail, notBefore));
  }
}

/** Has the link by which a person answers a task lead there; again is harmless. */
export async function giveLink(
  { links, secrets }: Pick<Dependencies, "links" | "secrets">,
  task: Pick<TaskItem, "caseId" | "id">,
  person: Person,
): Promise<void> {
  const hash = secrets.hash(taskLinkId(secrets, task, person));
  await links.add({ hash, kind: "task", caseId: task.caseId, task: task.id, person });
}

function later(mail: MailItem, notBefore: string | null): MailItem {
  const at = [notBefore, mail.notBefore]
    .filter((each) => typeof each === "string")
    .toSorted()
    .at(-1);
  return at === undefined ? mail : { ...mail, notBefore: at };
}

/** The requester withdrew while no task was open: this one is decided with it at once. */
async function withdrawNow(
  { tasks }: OpeningDependencies,
  dossier: Dossier,
  step: Step,
  task: TaskItem,
): Promise<boolean> {
  const withdrawal = dossier.case.withdrawal as Answer;
  const possible = outcomesOf(procedureOfCase(dossier.case), step).some((outcome) => outcome.id === withdrawal.outcome);
  if (!possible) return false;
  await tasks.decide(task.caseId, task.id, withdrawal);
  return true;
}

function taskId(secrets: Dependencies["secrets"], { caseId, step, entered }: OpeningRequest): string {
  return secrets.hash([caseId, step, entered].join("\n")).slice(0, 24);
}
