/** What must hold whatever happens: at each write, after each step for what it touched, and of everything now and then. */
import { kinds } from "../../functions/adapters/items/kinds.ts";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { Booking, DayBook } from "../../functions/domain/booking/day-book.ts";
import { isOver } from "../../functions/domain/case/case-file.ts";
import type { PaperItem } from "../../functions/domain/documents/records.ts";
import type { Answer, CaseItem, MailItem, Person, TaskItem } from "../../functions/domain/case/records.ts";
import { outgoingId } from "../../functions/domain/mail/render-mail.ts";
import { findProcedure } from "../../statemachines/language/registry.ts";
import { entryOf, findStep, isAside } from "../../statemachines/language/table.ts";
import type { MemoryItems } from "../support/memory-items.ts";
import { activityNow } from "./activity.ts";
import type { Engine } from "./engine.ts";
import type { Journal } from "./journal.ts";
import type { PostOffice } from "./post-office.ts";

interface PromiseParts {
  items: MemoryItems;
  journal: Journal;
  post: PostOffice;
  engine: Engine;
  room: { name: string; capacity: number };
  /** Id of the link by which somebody answers a task. */
  linkOf(task: Pick<TaskItem, "caseId" | "id">, person: Person): string;
  /** Whether somebody (by id) is out of service so long that everybody knows it. */
  isLongDisabled(id: string): boolean;
  /** Whether executions are lost on purpose, so that a case may show what stopped it for a while. */
  mayStop: boolean;
}

export class Promises {
  readonly #parts: PromiseParts;
  readonly #touched = new Set<string>();
  /** What people were told is stored: `case/task` -> outcome and person. */
  /** Mails that were found to have come: where they went is erased with time. */
  readonly #arrived = new Set<string>();
  readonly #accepted = new Map<string, { outcome: string; person: Person }>();
  readonly #openings = new Map<string, string>();
  checks = 0;

  constructor(parts: PromiseParts) {
    this.#parts = parts;
  }

  /** At each write of the store. */
  written(before: Item | undefined, after: Item): void {
    // Who read what lies beside the cases, and says nothing of any.
    if (after.pk.startsWith("READ#")) return;
    const { journal } = this.#parts;
    const activity = activityNow();
    this.#touched.add(after.pk);
    // The stream of readings is no state of a case.
    if (activity?.reads && !after.pk.startsWith("READ#"))
      journal.blame(`2: ${activity.name} looked, and ${after.pk} ${after.sk} was written`);
    const { sk } = after;
    if (after.pk.startsWith("REGISTER#") && before && before["caseId"] !== after["caseId"])
      journal.blame(
        `11: ${after.pk} ${sk} was given to ${String(before["caseId"])}, and to ${String(after["caseId"])}`,
      );
    if (!after.pk.startsWith("CASE#")) return;
    if (sk === "CASE") this.#caseWritten(before as CaseItem | undefined, after as unknown as CaseItem);
    else if (sk.startsWith("TASK#")) this.#taskWritten(before as TaskItem | undefined, after as unknown as TaskItem);
  }

  /** Somebody was told that an answer is stored. */
  acceptedAnswer({ caseId, id }: TaskItem, outcome: string, person: Person): void {
    this.#accepted.set(`${caseId}/${id}`, { outcome, person });
    const stored = this.#task(caseId, id)?.answer;
    if (!stored || stored.outcome !== outcome || stored.person !== person)
      this.#parts.journal.blame(`14: ${caseId}/${id}: ${person} was told that "${outcome}" is stored`);
  }

  /** Whether an answer was given for another whose task it was. */
  isInStead({ caseId, id }: TaskItem): boolean {
    return this.#task(caseId, id)?.answer?.insteadOf !== undefined;
  }

  /** Somebody was told the number of a case. */
  acceptedRequest(submission: string, caseId: string): void {
    const known = this.#openings.get(submission);
    this.#openings.set(submission, caseId);
    if (known !== undefined && known !== caseId)
      this.#parts.journal.blame(`17: a submission was given two numbers, ${known} and ${caseId}`);
    if (!this.#case(caseId)) this.#parts.journal.blame(`6: ${caseId} was promised and is not stored`);
  }

  /** After a step: what it touched. */
  afterStep(): void {
    for (const pk of this.#touched) this.#check(pk);
    this.#touched.clear();
  }

  /**
   * All there is.
   *
   * @param since nothing was wrong with the host from this instant on, and it is so long ago that whoever was held up is through
   */
  everything(since: string): void {
    const all = Map.groupBy(this.#parts.items.everything(), ({ pk }) => pk);
    for (const [pk, items] of all) {
      this.#check(pk);
      if (pk.startsWith("CASE#")) this.#checkMoving(items, since);
    }
    for (const [place, { outcome, person }] of this.#accepted) {
      const [caseId = "", id = ""] = place.split("/");
      const answer = this.#task(caseId, id)?.answer;
      if (answer?.outcome !== outcome || answer.person !== person)
        this.#parts.journal.blame(`3: what ${person} answered at ${place} is not stored any more`);
    }
  }

  /** At the end: nothing of these cases is left over. */
  ended(caseIds: string[], now: string): void {
    const { engine, items, journal } = this.#parts;
    for (const caseId of caseIds) {
      for (const item of items.partition(keys.case(caseId).pk)) {
        if (item.sk.startsWith("TASK#") && !(item as unknown as TaskItem).resumed)
          journal.blame(`4: ${caseId} ${item.sk} was never resumed`);
        if (item.sk.startsWith("MAIL#")) this.#mailEnded(item as unknown as MailItem, now);
        if (item.sk.startsWith("PAPER#"))
          this.#paperEnded(item as unknown as PaperItem, items.partition(keys.case(caseId).pk));
      }
      if (engine.live(caseId).length > 0) journal.blame(`6: ${caseId} has ended and its execution runs`);
    }
  }

  #mailEnded({ caseId, id, notBefore, state }: MailItem, now: string): void {
    const waits = state === "pending" && notBefore !== undefined && notBefore > now;
    if (state === "pending" && !waits) this.#parts.journal.blame(`5: mail ${caseId} ${id} was never sent`);
    if (state === "failed") this.#parts.journal.note(`mail ${caseId} ${id} was given up`);
  }

  /** A paper that goes with a mail is not issued where that is not sent. */
  #paperEnded({ caseId, id, issued, number }: PaperItem, items: readonly Item[]): void {
    const { journal } = this.#parts;
    const mail = items.find((item) => item.sk.startsWith("MAIL#") && item["paper"] === id);
    if (!issued && (!mail || mail["state"] === "sent")) journal.blame(`11: paper ${caseId} ${id} was never issued`);
    if (!number) return;
    const register = this.#parts.items.partition(keys.register("outgoing", number.year, 0).pk);
    const entry = register[number.number - 1];
    if (entry?.["caseId"] !== caseId || entry["paper"] !== id)
      journal.blame(`11: paper ${caseId} ${id} says that its number is ${number.number}, and the register does not`);
  }

  #caseWritten(before: CaseItem | undefined, after: CaseItem): void {
    const { journal } = this.#parts;
    if (!before) return;
    for (const name of ["id", "procedure", "createdAt", "openedBy", "ending", "agenda", "agreement"] as const) {
      const [was, is] = [before[name], after[name]].map((value) => JSON.stringify(value));
      if (was !== undefined && was !== is)
        journal.blame(`8: ${name} of ${before.id} changed from ${was} to ${is ?? "nothing"}`);
    }
    if (before.version !== after.version && !this.#movedTo(after)) journal.blame(`8: ${after.id} has another version`);
  }

  /** Whether somebody moved a case to the version that it has now. */
  #movedTo({ id, version }: CaseItem): boolean {
    const items = this.#parts.items.partition(keys.case(id).pk);
    return items.some(({ sk, ...item }) => sk.startsWith("CHANGE#") && item["version"] === version);
  }

  #taskWritten(before: TaskItem | undefined, after: TaskItem): void {
    const { journal } = this.#parts;
    const place = `${after.caseId}/${after.step}/${after.id}`;
    for (const name of ["id", "step", "procedure", "version", "openedAt", "actor"] as const)
      if (before && before[name] !== after[name]) journal.blame(`8: ${name} of ${place} changed`);
    const kept = isErased(this.#parts.items, after.caseId) ? decisionOf : JSON.stringify;
    if (before?.answer && kept(before.answer) !== kept(after.answer)) journal.blame(`3: ${place} was decided twice`);
    if (!before?.answer && after.answer) this.#decided(place, after, after.answer);
  }

  /** Whoever is named in an answer gave it, and did not make what it judges. */
  #decided(place: string, task: TaskItem, answer: Answer): void {
    const { journal } = this.#parts;
    const activity = activityNow();
    const withdrawal = this.#case(task.caseId)?.withdrawal;
    const byWithdrawal = withdrawal?.outcome === answer.outcome && withdrawal.person === answer.person;
    const bySystem = answer.person === "system" && (activity?.actor === null || activity?.actor === "system");
    const id = answer.person.replace(/^staff:/, "");
    if (this.#parts.isLongDisabled(id)) journal.blame(`14: ${place} says ${answer.person}, who is out of service`);
    if (!byWithdrawal && !bySystem && activity?.actor !== answer.person)
      journal.blame(`14: ${place} says ${answer.person}, and ${activity?.actor ?? "nobody"} did it`);
    const table = findProcedure(task.procedure, task.version);
    const step = table && findStep(table, task.step);
    if (!table || !step?.outcomes.some(({ id }) => id === answer.outcome)) return;
    for (const earlier of step.differsFrom ?? []) {
      const maker = entryOf(table).id === earlier ? null : this.#lastAnswer(task.caseId, earlier)?.person;
      if (maker === answer.person) journal.blame(`10: ${place} was judged by ${maker}, who made it`);
    }
  }

  #check(pk: string): void {
    this.checks += 1;
    const items = this.#parts.items.partition(pk);
    if (pk.startsWith("CASE#")) this.#checkCase(pk, items);
    else if (pk.startsWith("REGISTER#")) this.#checkRegister(pk, items);
    else if (pk.startsWith("DAY#")) for (const item of items) this.#checkDay(pk, item as unknown as DayBook);
  }

  #checkCase(pk: string, items: readonly Item[]): void {
    const { engine, journal, mayStop, post } = this.#parts;
    const item = items.find(({ sk }) => sk === "CASE") as CaseItem | undefined;
    if (!item) return;
    const table = findProcedure(item.procedure, item.version);
    if (!table) return journal.blame(`8: ${item.id} has no table`);
    if (item.problem && !mayStop) journal.blame(`13: ${item.id} was stopped: ${item.problem}`);
    const tasks = items.filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[];
    const waiting = tasks.filter((task) => !isOver(task) && !isAside(table, task.step));
    const isNow = ({ run = 1 }: TaskItem): boolean => run === (item.run ?? 1);
    // What an execution before had under way may come late; the sweep sets it aside.
    const open = waiting.some(isNow) ? waiting.filter(isNow) : waiting;
    if (open.length > 1) journal.blame(`13: ${item.id} waits at ${open.map(({ step }) => step).join(" and ")} at once`);
    for (const task of open) {
      if (!task.actor) journal.blame(`13: ${pk} ${task.step} waits for nobody`);
      const basis = findStep(table, task.step)?.time.basis ?? "none";
      if (task.dueAt === null && !unmeasured.includes(basis)) journal.blame(`7: ${pk} ${task.step} has no due time`);
    }
    const register = item.agenda && this.#parts.items.partition(keys.register("incoming", item.agenda.year, 0).pk);
    const number = item.agenda?.number ?? 0;
    if (register && register[number - 1]?.["caseId"] !== item.id)
      journal.blame(`11: ${item.id} says that its number is ${number}, and the register does not`);
    if (engine.live(item.id).length > 1) journal.blame(`6: ${item.id} has two live executions`);
    for (const mail of items.filter(({ sk }) => sk.startsWith("MAIL#")) as unknown as MailItem[]) {
      if (mail.state !== "sent" || this.#arrived.has(`${item.id} ${outgoingId(mail)}`)) continue;
      if (post.taken.has(outgoingId(mail)) || this.#cameInBundle(mail))
        this.#arrived.add(`${item.id} ${outgoingId(mail)}`);
      else journal.blame(`5: mail ${item.id} ${mail.id} says sent, and nobody took it`);
    }
  }

  /** Whether what a mail asks came with others in one, under the name of the oldest of them. */
  #cameInBundle({ bundle, caseId, deliveries = [], letter, task = "", to }: MailItem): boolean {
    const { linkOf, post } = this.#parts;
    const address = deliveries.at(-1)?.address;
    const way = letter === "late" ? `${caseId}/${task}` : linkOf({ caseId, id: task }, to);
    return bundle !== undefined && address !== undefined && post.has(address, way);
  }

  /** A case waits for somebody, or goes on. */
  #checkMoving(items: readonly Item[], since: string): void {
    const item = items.find(({ sk }) => sk === "CASE") as CaseItem | undefined;
    if (item) this.#checkNobodyLeft(item, items, since);
    if (!item || item.ending || item.problem || item.createdAt > since) return;
    const table = findProcedure(item.procedure, item.version);
    const tasks = items.filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[];
    const flow = tasks.filter((task) => table && !isAside(table, task.step));
    if (flow.some((task) => !isOver(task) || (task.answer?.at ?? "") > since)) return;
    const changed = items.filter(({ sk }) => sk.startsWith("CHANGE#")).some(({ at }) => String(at) > since);
    if (changed) return;
    const { engine, journal } = this.#parts;
    journal.blame(
      `13: ${item.id} waits for nobody and does not go on (executions: ${engine.live(item.id).join() || "none"})`,
    );
  }

  /** Nobody waits for long in an ended case, nor at a row that an execution before the present one had come to. */
  #checkNobodyLeft(
    { ending, endedAt = "", id, procedure, run = 1, version }: CaseItem,
    items: readonly Item[],
    since: string,
  ): void {
    const table = findProcedure(procedure, version);
    const tasks = items.filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[];
    const open = tasks.filter((task) => table && !isOver(task) && !isAside(table, task.step));
    const { journal } = this.#parts;
    if (ending && endedAt < since && open.length > 0)
      journal.blame(`13: ${id} has ended and waits at ${open[0]?.step ?? ""}`);
    const isQuiet = open.every(({ openedAt }) => openedAt < since);
    if (open.length > 1 && isQuiet)
      journal.blame(
        `13: ${id} waits at ${open.map((task) => `${task.step} of run ${task.run ?? 1}`).join(" and ")}, and runs for the ${run}th time`,
      );
  }

  #checkRegister(pk: string, items: readonly Item[]): void {
    const entries = items.map((item) => kinds.registerEntry.read(item));
    const { journal } = this.#parts;
    if (entries.some(({ number }, index) => number !== index + 1)) journal.blame(`11: ${pk} has a gap`);
    const owners = new Set(entries.map(({ caseId, paper = "" }) => `${caseId} ${paper}`));
    if (owners.size < entries.length) journal.blame(`11: a case or paper has two numbers in ${pk}`);
  }

  #checkDay(pk: string, { bookings }: DayBook): void {
    const { journal, room } = this.#parts;
    const firm = bookings.filter(({ state }) => state === "firm");
    for (const one of firm) {
      const together = firm.filter((other) => overlap(one, other));
      const persons = together.reduce((sum, { headcount }) => sum + headcount, 0);
      if (pk.startsWith(`DAY#${room.name}#`) && persons > room.capacity)
        journal.blame(`11: ${pk} has ${persons} people at once`);
      const cases = new Set(together.map(({ caseId }) => caseId));
      if (/^DAY#(vehicle|person):/.test(pk) && cases.size > 1)
        journal.blame(`11: ${pk} is taken twice, by ${[...cases].join(" and ")}`);
    }
  }

  #case(caseId: string): CaseItem | undefined {
    const items = this.#parts.items.partition(keys.case(caseId).pk);
    return items.find(({ sk }) => sk === "CASE") as CaseItem | undefined;
  }

  #task(caseId: string, id: string): TaskItem | undefined {
    const items = this.#parts.items.partition(keys.case(caseId).pk);
    return items.find(({ sk }) => sk === `TASK#${id}`) as TaskItem | undefined;
  }

  #lastAnswer(caseId: string, step: string): Answer | null | undefined {
    const items = this.#parts.items.partition(keys.case(caseId).pk) as unknown as (Item & TaskItem)[];
    const isIt = (item: Item & TaskItem): boolean =>
      item.sk.startsWith("TASK#") && item.step === step && item.setAside === undefined;
    const answered = items.filter((item) => isIt(item) && item.answer);
    return answered.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1)).at(-1)?.answer;
  }
}

const unmeasured = ["none", "estimate", "per-unit"];

function overlap(one: Booking, other: Booking): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Whether something of a case is to go, or has gone: what people outside gave is no promise any more. */
export function isErased(items: MemoryItems, caseId: string): boolean {
  const item = items.partition(keys.case(caseId).pk).find(({ sk }) => sk === "CASE") as CaseItem | undefined;
  return (item?.erasures ?? []).length > 0;
}

/** What stays of an answer, whatever is erased. */
function decisionOf(answer: Answer | null): string {
  return JSON.stringify([answer?.outcome, answer?.at, answer?.person]);
}
