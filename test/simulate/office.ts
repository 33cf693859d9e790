/** Everybody who answers tasks: the staff, and people outside who are asked. */
import { isActive, type StaffMember } from "../../functions/domain/agency.ts";
import { isAside } from "../../statemachines/language/table.ts";
import { isOver, procedureOfCase, stepOfTask } from "../../functions/domain/case/case-file.ts";
import { personOf, type Dossier, type TaskItem } from "../../functions/domain/case/records.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import type { Answering, Choice } from "../../functions/domain/task/decide-task.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { candidateOf, choosableNow } from "../../functions/domain/task/permission.ts";
import { formAids } from "../../functions/http/views/form-aids.ts";
import { possibleWithdrawal } from "../../functions/domain/task/withdraw.ts";
import { clockAt } from "../support/clock.ts";
import type { FakeDependencies } from "../support/fakes/index.ts";
import type { Reply } from "../support/http.ts";
import { NobodyMay, someAnswer, type Mood } from "../support/random-answers.ts";
import { NothingFits } from "../support/random-values.ts";
import { NoAnswer, deviceOf, type Browsers } from "./browsers.ts";
import type { Personnel } from "./personnel.ts";
import { day, hour, minute, type World } from "./world.ts";

const mostRepeats = 40;
/** So many cases go the straight way as far as people can help it, or nothing would ever be signed. */
const willingOneIn = 3;

export class Office {
  readonly #world: World;
  readonly #browsers: Browsers;
  /** By case, for tasks beside the flow have the same ids in all of them. */
  readonly #refusedDays = new Map<string, Map<string, number>>();
  readonly #seen = new Set<string>();

  readonly #personnel: Personnel;

  constructor(world: World, browsers: Browsers, personnel: Personnel) {
    this.#world = world;
    this.#browsers = browsers;
    this.#personnel = personnel;
  }

  /** A task stands in somebody's list; sooner or later they see to it. */
  taskOpened({ caseId, id }: TaskItem): void {
    const { chance, closing, schedule } = this.#world;
    const place = `${caseId}/${id}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    const usual =
      untilTheHour(schedule.instant + (chance(4) === 0 ? chance(3 * day) : chance(5 * hour))) - schedule.instant;
    const delay = closing ? chance(30 * minute) : usual + chance(10_000);
    this.#later(delay, caseId, id);
    // Somebody else who may do it looks at the same list.
    if (chance(8) === 0) this.#later(delay + chance(2_000), caseId, id);
  }

  #later(ms: number, caseId: string, id: string): void {
    this.#world.schedule.after(ms, () => void this.#attend(caseId, id).catch((error: unknown) => this.#failed(error)));
  }

  #failed(error: unknown): void {
    this.#world.journal.blame(error instanceof Error ? `13: ${error.message} ${error.stack ?? ""}` : String(error));
  }

  async #attend(caseId: string, id: string): Promise<void> {
    const { chance, closing, oracle, schedule } = this.#world;
    const clock = clockAt(schedule.iso);
    const all: FakeDependencies = { ...oracle, clock };
    const found = await oracle.cases.dossier(caseId);
    const task = found?.tasks.find((each) => each.id === id);
    if (!found || !task || isOver(task)) return;
    const now = schedule.iso;
    if (task.deadlineAt && task.deadlineAt > now && !closing && chance(6) === 0)
      return this.#later(Date.parse(task.deadlineAt) - schedule.instant + hour, caseId, id);
    if (task.availableFrom && task.availableFrom > now && chance(8) > 0)
      return this.#later(Date.parse(task.availableFrom) - schedule.instant + 8 * hour, caseId, id);
    try {
      if (!closing && chance(30) === 0 && possibleWithdrawal(found) && (await this.#browsers.cancel(found)))
        return this.#later(chance(hour), caseId, id);
      if (chance(50) === 0) await this.#stranger(all, found, task);
      await someAnswer(all, found, task, this.#mood(caseId));
    } catch (error) {
      if (error instanceof NoAnswer) return this.#later(minute + chance(20 * minute), caseId, id);
      if (!this.#isMissed(error)) throw error;
      this.#world.played("nobody is there for a task");
      return this.#later(hour + chance(8 * hour), caseId, id);
    }
    // Nothing could be done now: the answers' own clock says when to try again.
    const wait = clock.now() - Date.parse(now);
    if (wait > minute) this.#later(wait, caseId, id);
  }

  /** Whether nothing is done because somebody is away, or out of service, who would have to do it or be named in it. */
  #isMissed(error: unknown): boolean {
    const isComplete = this.#world.staff.every((member) => this.#personnel.isThere(member));
    return !isComplete && (error instanceof NobodyMay || error instanceof NothingFits);
  }

  #mood(caseId: string): Mood {
    const { cases, chance, chosen } = this.#world;
    const answer: Mood["answer"] = async (_all, found, task, choice, answering) => {
      const reply = await this.#sendUntilAnswered(found, task, choice, answering);
      if (reply.status < 300 && reply.body["page"] === "done") return this.#accepted(task, choice, answering);
      const text = `${reply.status} ${reply.text.slice(0, 200)}`;
      throw new Refusal("invalid", { id: text, en: text });
    };
    const refusedDays = this.#refusedDays.get(caseId) ?? new Map<string, number>();
    this.#refusedDays.set(caseId, refusedDays);
    const aids: Mood["aids"] = (all, found, step, context) =>
      formAids(all, found, step, { fields: step.fields ?? [] }, context);
    // Somebody on leave may act all the same.
    const acts = (member: StaffMember): boolean =>
      this.#personnel.isThere(member) || (isActive(member) && chance(20) === 0);
    const willing = Number(caseId.slice(-1)) % willingOneIn === 0;
    return { willing, acts, aids, answer, chance, chosen, curious: false, cases, refusedDays };
  }

  #accepted(task: TaskItem, { outcome }: Choice, { person }: Answering): void {
    const { played, promises } = this.#world;
    promises.acceptedAnswer(task, outcome, person);
    if (promises.isInStead(task)) played("somebody answers in the stead of another");
  }

  /** The same answer again until somebody says what became of it. */
  async #sendUntilAnswered(found: Dossier, task: TaskItem, choice: Choice, answering: Answering): Promise<Reply> {
    const { chance, schedule } = this.#world;
    for (let time = 0; ; time += 1) {
      try {
        // An impatient finger.
        if (chance(12) === 0) void this.#send(found, task, choice, answering).catch(unlessRefused);
        return await this.#send(found, task, choice, answering);
      } catch (error) {
        unlessNoAnswer(error);
        if (time > mostRepeats) throw error;
        await schedule.wait(minute + chance(20 * minute));
      }
    }
  }

  async #send(found: Dossier, task: TaskItem, choice: Choice, answering: Answering): Promise<Reply> {
    const { chance, oracle, post, staff } = this.#world;
    const { case: caseId } = { case: found.case.id };
    if (answering.person === "requester") {
      const link = await this.#browsers.linkOfRequester(found, task);
      if (link === null) throw new Refusal("forbidden", { id: "tanpa tautan", en: "has no link" });
      return this.#browsers.decideByLink("requester", deviceOf(found), link, choice, () =>
        this.#browsers.codeOf(found),
      );
    }
    const member = staff.find((each) => personOf(each) === answering.person && isActive(each));
    if (!member) throw new Refusal("forbidden", { id: "tidak bertugas", en: "is not there any more" });
    const link = taskLinkId(oracle.secrets, task, answering.person);
    if (post.has(member.email, link) && chance(3) > 0) {
      const code = (): string | null => this.#browsers.codeAt(member.id, answering.person, member.email);
      const reply = await this.#browsers.decideByLink(answering.person, member.id, link, choice, code);
      if (reply.body["page"] === "done" || reply.status >= 400) return reply;
    }
    const path = `/api/staff/tasks/${caseId}/${task.id}`;
    if (stepOfTask(found, task).kind === "field" && chance(2) === 0)
      await this.#browsers.askAsStaff(member, "POST", `${path}/start`, { body: {} });
    if (chance(4) === 0) await this.#browsers.askAsStaff(member, "GET", path);
    const { outcome, note, values } = choice;
    return this.#browsers.askAsStaff(member, "POST", path, { body: { outcome, note, values } });
  }

  /** Somebody of the staff who may not answer tries it. */
  async #stranger(all: FakeDependencies, found: Dossier, task: TaskItem): Promise<void> {
    const { chance, journal, staff } = this.#world;
    const member = staff[chance(staff.length)] as StaffMember;
    const outcomes = stepOfTask(found, task).outcomes;
    const outcome = outcomes[chance(outcomes.length)]?.id ?? "";
    const may = await choosableNow(all, found, task, candidateOf(member));
    if (may.some((each) => each.outcome.id === outcome) || isAside(procedureOfCase(found.case), task.step)) return;
    const body = { outcome, note: "Coba saja.", values: {} };
    const reply = await this.#browsers.askAsStaff(member, "POST", `/api/staff/tasks/${task.caseId}/${task.id}`, {
      body,
    });
    if (reply.status < 300) journal.blame(`14: ${member.id} may not choose ${outcome} at ${task.caseId} ${task.step}`);
  }
}

/** People begin at the full hour, all of them together. */
function untilTheHour(instant: number): number {
  return Math.ceil(instant / hour) * hour;
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) unlessNoAnswer(error);
}

function unlessNoAnswer(error: unknown): void {
  if (!(error instanceof NoAnswer)) throw error;
}
