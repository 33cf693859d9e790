/**
 * For every row of every table, every outcome and every role, makers too, before the day and on it: what pages, lists,
 * mails and bulk actions offer is what `decide` accepts, and nobody is offered a button that is then refused.
 */
import { describe, expect, it } from "vitest";
import { actors } from "../../statemachines/language/actors.ts";
import { actorOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { outcomesOf, stepOf, waits } from "../../statemachines/language/table.ts";
import type { ActorId, Procedure } from "../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { openAsides, openTasks, possibleOutcomes, procedureOfCase } from "../../functions/domain/case/case-file.ts";
import { personOf, type Dossier, type TaskItem } from "../../functions/domain/case/records.ts";
import { earliestOf } from "../../functions/domain/case/waited-for.ts";
import { taskMail } from "../../functions/domain/mail/letters/task-mail.ts";
import { askToPhone } from "../../functions/domain/mail/phone-follow-up.ts";
import type { DayBooks, Tasks } from "../../functions/domain/ports.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import { decide, type Answering } from "../../functions/domain/task/decide-task.ts";
import { openCall } from "../../functions/domain/task/silence.ts";
import { candidateOf, isAsked, makersOf, personsFor, requesterOf } from "../../functions/domain/task/permission.ts";
import { possibleWithdrawal } from "../../functions/domain/task/withdraw.ts";
import type { TaskView } from "../../functions/contract/decision.ts";
import type { ReadingRoomView } from "../../functions/contract/reading-room.ts";
import type { OutcomeView } from "../../functions/contract/shared.ts";
import type { CaseView, MonthPlanView, TaskListView } from "../../functions/contract/staff.ts";
import { taskView } from "../../functions/http/views/task-view.ts";
import { member } from "../support/builders.ts";
import type { FakeDependencies } from "../support/fakes/index.ts";
import { browser } from "../support/http.ts";
import { player, type Workplace } from "../support/player.ts";
import { randomPlayer } from "../support/random-player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { readingScript } from "../support/scripts/reading-visit.ts";

/** Offices that are opened, one after the other, until every row was reached. */
const scripts = [agreementScript, readingScript, stopScript, visitScript];
const mostOffices = 300;
const mostActs = 400;

/** One member for each role of the agency; and an intern who has none of them. */
const oneOfEach = [
  ...Object.keys(actors).map((role) => member(`only-${role}`, role, [role])),
  member("intern", "Magang", []),
];

describe.each(currentProcedures().map((procedure) => ({ id: procedure.id, procedure })))("$id", ({ procedure }) => {
  it("offers what is accepted, and nothing else", async () => {
    const [seen, chosen] = [new Set<string>(), new Set<string>()];
    const look = async (work: Workplace, caseId: string): Promise<void> => {
      const dossier = await work.dossier(caseId);
      for (const task of [...openTasks(dossier), ...openAsides(dossier)]) {
        if (tell(dossier, task).every((each) => seen.has(each))) continue;
        tell(dossier, task).forEach((each) => seen.add(each));
        await checkTask(work, dossier, task);
      }
    };
    await playStraight(procedure, look);
    for (let seed = 1; seed <= mostOffices && unseen(procedure, seen).length > 0; seed += 1) {
      const people = randomPlayer(seed, { chosen });
      const caseId = await people.begin(procedure.id);
      for (let act = 0; act < mostActs && !(await people.dossier(caseId)).case.ending; act += 1) {
        await look(people, caseId);
        await people.act(caseId);
      }
    }
    expect(unseen(procedure, seen)).toEqual([]);
  }, 60_000);
});

type Look = (work: Workplace, caseId: string) => Promise<void>;

/** The straight way, where there is a script, with the phone tasks open beside it. */
async function playStraight({ aside, id }: Procedure, look: Look): Promise<void> {
  const script = scripts.find(({ procedure }) => procedure === id);
  if (!script) return;
  const work = player(script);
  const caseId = await work.submit();
  if (aside) await askToPhone(work, caseId, { address: "", fate: "bounced" }, work.clock.at());
  while (openTasks(await work.dossier(caseId)).length > 0) {
    await callSilent(work, await work.dossier(caseId));
    await look(work, caseId);
    await work.answerAsUsual(caseId);
  }
}

/** Where somebody outside is asked whom the agency telephones, they have not answered for so long. */
async function callSilent(work: Workplace, dossier: Dossier): Promise<void> {
  for (const task of openTasks(dossier))
    if (stepOf(procedureOfCase(dossier.case), task.step).phoneAfter) await openCall(work, dossier, task);
}

/** What is possible at a task now, each as `step/outcome`. */
function tell(dossier: Dossier, task: TaskItem): string[] {
  return possibleOutcomes(dossier, stepOf(procedureOfCase(dossier.case), task.step)).map(
    ({ id }) => `${task.step}/${id}`,
  );
}

/** What was possible nowhere yet; outcomes that need a rare earlier answer are left to chance. */
function unseen(procedure: Procedure, seen: Set<string>): string[] {
  const rows = [...procedure.steps.filter(waits), ...(procedure.aside ?? [])];
  const all = rows.flatMap((step) =>
    outcomesOf(procedure, step).flatMap(({ after, id }) => (after ? [] : [`${step.id}/${id}`])),
  );
  return all.filter((each) => !seen.has(each));
}

/** Before its day and on it. */
async function checkTask(work: FakeDependencies, dossier: Dossier, task: TaskItem): Promise<void> {
  const { staff } = work.agencies.now;
  const makers = makersOf(dossier, stepOf(procedureOfCase(dossier.case), task.step)).flatMap((person) =>
    staff.filter((each) => personOf(each) === person).map((each) => ({ ...each, roles: everyRole })),
  );
  const named = staff.filter((each) => task.assignees.includes(personOf(each)));
  const people = [...oneOfEach, ...named.filter(({ id }) => !makers.some((maker) => maker.id === id)), ...makers];
  work.agencies.now.staff = [...staff.filter(({ id }) => !people.some((each) => each.id === id)), ...people];
  await checkAtThisTime(work, dossier, task, people);
  const before = work.clock.at();
  for (const from of await hoursOf(work, dossier, task)) {
    work.clock.set(from);
    await checkAtThisTime(work, dossier, task, people);
  }
  work.clock.set(before);
  work.agencies.now.staff = staff;
}

/** When more may be chosen than now. */
async function hoursOf(work: FakeDependencies, dossier: Dossier, task: TaskItem): Promise<string[]> {
  const step = stepOf(procedureOfCase(dossier.case), task.step);
  const { calendar } = await work.agencies.settings();
  const hours = step.outcomes.map((outcome) => earliestOf(calendar, dossier, step, outcome));
  const ahead = [task.availableFrom, ...hours].filter((each) => each !== null && each > work.clock.at());
  return [...new Set(ahead as string[])].toSorted();
}

const everyRole = Object.keys(actors) as ActorId[];

async function checkAtThisTime(
  work: FakeDependencies,
  dossier: Dossier,
  task: TaskItem,
  people: StaffMember[],
): Promise<void> {
  const procedure = procedureOfCase(dossier.case);
  const step = stepOf(procedure, task.step);
  const settings = await work.agencies.settings();
  const pages = browser(work);
  const where = `${procedure.id}/${task.step} at ${work.clock.at()}`;
  for (const each of people) {
    const who = `${where} by ${each.id}`;
    const answering: Answering = { ...candidateOf(each), name: each.name, channel: "staff" };
    const accepted = await acceptedOf(work, dossier, task, answering);
    const own = accepted.filter((id) => step.outcomes.some((outcome) => outcome.id === id));
    const early = task.availableFrom !== null && work.clock.at() < task.availableFrom;
    const made = makersOf(dossier, step).includes(personOf(each));
    if (early || made || each.roles.length === 0) expect(own, who).toEqual([]);
    const get = async <View>(path: string, query: Record<string, string> = {}): Promise<View> =>
      (await pages.get(path, { as: each, query })).body as View;

    const shown = await pages.get(`/api/staff/tasks/${task.caseId}/${task.id}`, { as: each });
    if (shown.status === 404) {
      // What may be done is never kept from whoever may do it; what else there is reads who has the right.
      expect(accepted, `${who}: hidden`).toEqual([]);
      continue;
    }
    const page = shown.body as unknown as TaskView;
    expect(possible(page.outcomes), `${who}: the task page`).toEqual(accepted);
    for (const { anytime, from, id } of later(page.outcomes)) {
      expect(anytime || (from ?? "") <= work.clock.at(), who).toBe(false);
      expect(own, who).not.toContain(id);
    }

    const mine = page.outcomes.some(({ anytime }) => !anytime);
    const inbox = await get<TaskListView>("/api/staff/tasks", { scope: "all" });
    expect(inbox.tasks.find((row) => row.task === task.id)?.mine ?? false, `${who}: the list of tasks`).toBe(mine);
    const ownInbox = await get<TaskListView>("/api/staff/tasks");
    const listed = ownInbox.tasks.some((row) => row.task === task.id);
    // Who may do what people named for a row leave undone finds it in the list of all: nobody asks them.
    const leftUndone = mine && !isAsked(task, candidateOf(each));
    expect(page.takesOver, `${who}: the task page asks first`).toBe(leftUndone);
    expect(listed, `${who}: the own list of tasks`).toBe(mine && !leftUndone && !procedure.ownPage);
    const casePage = await pages.get(`/api/staff/cases/${task.caseId}`, { as: each });
    const rows = (casePage.body as unknown as CaseView).open;
    if (casePage.status !== 404)
      expect(rows.find((row) => row.task === task.id)?.mine, `${who}: the case page`).toBe(mine);
    else expect(each.roles, `${who}: the case page`).toEqual(["legal-office"]);

    const mail = await taskMail(work, dossier, step, task, personOf(each));
    const offered = page.outcomes.filter(({ anytime }) => !anytime).map(({ id }) => id);
    expect(
      mail.body.buttons.map(({ outcome }) => outcome),
      `${who}: the mail`,
    ).toEqual(offered);
    if (personsFor(step, dossier, people).includes(personOf(each)))
      expect(offered, `${who}: who is asked`).not.toEqual([]);

    if (step.batch) {
      const plans = await Promise.all(
        ["2026-11", "2026-12", "2027-01"].map((month) => get<MonthPlanView>(`/api/staff/plans/${month}`)),
      );
      const stop = plans.flatMap(({ stops }) => stops).find(({ decide: open }) => open?.task === task.id);
      if (stop) expect(possible(stop.decide?.outcomes ?? []), `${who}: the plan of the month`).toEqual(own);
      if (own.length === 0) expect(stop, `${who}: the plan of the month`).toBeUndefined();
    }
    if (procedure.reading?.part === "visit") {
      const room = await get<ReadingRoomView>("/api/staff/reading");
      const reader = room.readers.find((row) => row.task === task.id);
      expect(possible(reader?.outcomes ?? []), `${who}: the reading room`).toEqual(accepted);
      const book = await pages.get("/api/staff/reading/guest-book", { as: each });
      const sheet = book.body["page"] as { task: string; outcomes: OutcomeView[] } | null | undefined;
      if (sheet?.task === task.id) expect(possible(sheet.outcomes), `${who}: the guest book`).toEqual(own);
      else expect(book.status, `${who}: the guest book`).toBe(sheet === null ? 200 : 403);
    }
  }
  const requester: Answering = { ...requesterOf(dossier), name: "", channel: "link-code" };
  const accepted = await acceptedOf(work, dossier, task, requester);
  const reader = { language: "id", seesPersonal: true } as const;
  const context = { settings, staff: await work.agencies.staff(), reader, now: work.clock.now(), outages: [] };
  const page = await taskView(work, dossier, task, requester, context);
  expect(possible(page.outcomes), `${where} by the requester`).toEqual(accepted);
  const isOutside = !actorOf(step.actor).inside && openTasks(dossier).some(({ id }) => id === task.id);
  const withdrawal = possibleWithdrawal(dossier);
  if (withdrawal && isOutside) expect(accepted, `${where}: withdrawal`).toContain(withdrawal.id);
}

const possible = (outcomes: OutcomeView[]): string[] =>
  outcomes.filter(({ from }) => from === null).map(({ id }) => id);
const later = (outcomes: OutcomeView[]): OutcomeView[] => outcomes.filter(({ from }) => from !== null);

/** The outcomes that `decide` accepts from somebody, whatever else their form would have to hold. */
async function acceptedOf(
  work: FakeDependencies,
  dossier: Dossier,
  task: TaskItem,
  answering: Answering,
): Promise<string[]> {
  const accepted: string[] = [];
  const step = stepOf(procedureOfCase(dossier.case), task.step);
  for (const { id } of outcomesOf(procedureOfCase(dossier.case), step)) {
    if (await accepts(work, dossier, task, answering, id)) accepted.push(id);
  }
  return accepted;
}

async function accepts(
  work: FakeDependencies,
  dossier: Dossier,
  task: TaskItem,
  answering: Answering,
  outcome: string,
): Promise<boolean> {
  const choice = { outcome, values: {}, note: "Alasan." };
  try {
    await decide({ ...work, ...readOnly(work) }, dossier, task, choice, answering);
  } catch (error) {
    if (error === reached) return true;
    if (!(error instanceof Refusal)) throw error;
    if (error.kind === "forbidden" || error.kind === "stale") return false;
    return !(error.kind === "invalid" && "outcome" in error.fields);
  }
  throw new Error("decided without storing");
}

/** Thrown where an answer would have been stored. */
const reached = new Error("an answer that can be stored");

function readOnly({ dayBooks, tasks }: FakeDependencies): { dayBooks: DayBooks; tasks: Tasks } {
  const stop = async (): Promise<never> => {
    throw reached;
  };
  return { dayBooks: { ...dayBooks, read: dayBooks.read, change: stop }, tasks: { ...tasks, decide: stop } };
}
