/** What must hold of changes beside the flow: at each write, of what people were told, and of everything now and then. */
import { currentProcedures, findProcedure } from "../../statemachines/language/registry.ts";
import { entryOf, findStep } from "../../statemachines/language/table.ts";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../../functions/domain/case/case-file.ts";
import {
  personOf,
  type CaseItem,
  type Change,
  type Dossier,
  type MailItem,
  type OperationId,
  type Person,
  type TaskItem,
} from "../../functions/domain/case/records.ts";
import type { MemoryItems } from "../support/memory-items.ts";
import { activityNow } from "./activity.ts";
import type { Journal } from "./journal.ts";
import { isErased } from "./promises.ts";
import type { Schedule } from "./schedule.ts";
import { minute } from "./world.ts";

interface Parts {
  items: MemoryItems;
  journal: Journal;
  schedule: Schedule;
  staff: StaffMember[];
}

/** A change that somebody asked for. */
export interface Asked {
  operation: OperationId;
  person: Person;
  /** Said once only, so that the change is known by it. */
  reason: string;
}

/** After these nobody outside is written to. */
const quiet: OperationId[] = ["mark-duplicate", "close-quietly"];
/** What was under way when a change was stored is through by then. */
const underWay = 10 * minute;
const allowedToDiffer = new Set(["done", "todoPk", "todoSk"]);
/** What people outside gave may be gone from a change, once its case is erased. */
const mayBeErased = new Set([...allowedToDiffer, "files", "reason", "values", "was"]);

export class ChangePromises {
  readonly #parts: Parts;
  readonly #accepted: { caseId: string; asked: Asked }[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  written(before: Item | undefined, after: Item): void {
    const { sk } = after;
    if (!after.pk.startsWith("CASE#")) return;
    if (sk.startsWith("CHANGE#")) this.#changeWritten(before, after);
    else if (sk.startsWith("MAIL#") && !before) this.#mailWritten(after as unknown as MailItem);
    else if (sk === "CASE" && before) this.#requestWritten(before as unknown as CaseItem, after as unknown as CaseItem);
  }

  /** Somebody was told that a change is stored. */
  accepted(caseId: string, asked: Asked, number?: number): void {
    this.#accepted.push({ caseId, asked });
    const stored = this.#storedAs(caseId, asked);
    if (stored.length !== 1 || (number !== undefined && stored[0]?.number !== number))
      this.#parts.journal.blame(
        `14: ${asked.person} was told that ${asked.operation} of ${caseId} is stored as ${number ?? "one"}: it is ${stored.length} times`,
      );
  }

  /** Somebody was told that a change was not stored, whichever copy of it arrived. */
  refused(caseId: string, asked: Asked, text: string): void {
    if (this.#storedAs(caseId, asked).length > 0)
      this.#parts.journal.blame(`17: ${asked.operation} of ${caseId} was refused, and is stored: ${text}`);
  }

  /** Of two who saw the same and changed it, one had to be told. */
  bothAccepted(caseId: string, sent: { operation: OperationId; seen: number }[]): void {
    this.#parts.journal.blame(
      `3: two changes of ${caseId} hold that did not know of each other: ${sent.map(({ operation }) => operation).join(" and ")}`,
    );
  }

  /** @param since as in `Promises` */
  everything(since: string): void {
    const { journal } = this.#parts;
    for (const { asked, caseId } of this.#accepted)
      if (this.#storedAs(caseId, asked).length !== 1)
        journal.blame(`3: ${asked.operation} of ${caseId} by ${asked.person} is not stored once any more`);
    for (const item of this.#parts.items.everything()) {
      if (!item.sk.startsWith("CHANGE#") || item["done"] === true) continue;
      const { at, operation } = item as unknown as Change;
      if (at < since) journal.blame(`13: ${operation} of ${item.pk} was never carried out`);
    }
  }

  #storedAs(caseId: string, { operation, person, reason }: Asked): Change[] {
    return this.#changes(keys.case(caseId).pk).filter(
      (each) => each.operation === operation && each.person === person && each.reason === reason,
    );
  }

  #changes(pk: string): Change[] {
    return this.#parts.items.partition(pk).filter(({ sk }) => sk.startsWith("CHANGE#")) as unknown as Change[];
  }

  #changeWritten(before: Item | undefined, after: Item): void {
    const { journal, staff } = this.#parts;
    const change = after as unknown as Change;
    const place = `${after.pk} ${change.number} ${change.operation}`;
    if (before) {
      const names = new Set([...Object.keys(before), ...Object.keys(after)]);
      const other = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
      const may = isErased(this.#parts.items, after.pk.slice("CASE#".length)) ? mayBeErased : allowedToDiffer;
      const changed = other.filter((name) => !may.has(name));
      if (changed.length > 0) journal.blame(`8: ${changed.join()} of change ${place} changed`);
      return;
    }
    const earlier = this.#changes(after.pk).filter(({ number }) => number < change.number);
    if (earlier.length !== change.number - 1) journal.blame(`3: change ${place} comes after ${earlier.length}`);
    // The workflow enters it; whose it is says the answer that it comes from.
    if (change.operation === "completed-request") return this.#checkAnswered(after.pk, place, change);
    const activity = activityNow();
    if (change.person !== activity?.actor)
      journal.blame(`14: change ${place} says ${change.person}, and ${activity?.actor ?? "nobody"} did it`);
    if (change.person !== "system") {
      const member = staff.find((each) => personOf(each) === change.person);
      if (!member?.roles.includes(change.role) && !member?.disabled)
        journal.blame(`14: change ${place} was made as ${change.role}, which ${change.person} is not`);
    }
    this.#checkOldValues(after.pk, place, change);
  }

  #checkAnswered(pk: string, place: string, { about, person }: Change): void {
    const tasks = this.#parts.items.partition(pk).filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[];
    const answered = tasks.find(({ id }) => id === about)?.answer?.person ?? "nobody";
    if (answered !== person) this.#parts.journal.blame(`14: change ${place} says ${person}, and ${answered} answered`);
  }

  /** What it was stays with the change, as it was. */
  #checkOldValues(pk: string, place: string, { at, number, step, values, was }: Change): void {
    const { journal, schedule } = this.#parts;
    const dossier = this.#dossier(pk, number);
    if (!dossier) return;
    const recently = new Date(schedule.instant - underWay).toISOString();
    if (dossier.tasks.some(({ answer }) => answer && answer.at > recently)) return;
    if ((dossier.changes ?? []).some((each) => each.at > at)) return;
    const stepKnows = step === undefined ? null : latestAnswer(dossier, step)?.values;
    for (const name of Object.keys(values)) {
      if (!(name in was)) journal.blame(`8: ${name} of change ${place} does not say what it was`);
      const now = stepKnows && name in stepKnows ? stepKnows[name] : latestValue(dossier, name);
      if (JSON.stringify(was[name] ?? null) !== JSON.stringify(now ?? null) && step === undefined)
        journal.blame(
          `8: ${name} of change ${place} says that it was ${JSON.stringify(was[name])}, not ${JSON.stringify(now)}`,
        );
    }
  }

  /** What was asked for changes by corrections alone, which keep what it was. */
  #requestWritten(before: CaseItem, after: CaseItem): void {
    if (JSON.stringify(before.request) === JSON.stringify(after.request)) return;
    if ((after.erasures ?? []).length > 0) return;
    const entry = entryOf(procedureOfCase(after)).id;
    const changes = this.#changes(keys.case(after.id).pk).filter(({ step }) => step === entry);
    for (const name of new Set([...Object.keys(before.request), ...Object.keys(after.request)])) {
      const [was, is] = [before.request[name], after.request[name]].map((value) => JSON.stringify(value ?? null));
      const explained = changes.some(({ values }) => JSON.stringify(values[name] ?? null) === is && name in values);
      if (was !== is && !explained) this.#parts.journal.blame(`8: ${name} of ${after.id} became ${is}, by no change`);
    }
  }

  /** Nobody hears of an end who had not heard of the case, and nobody outside of one that was quiet. */
  #mailWritten(mail: MailItem): void {
    const { journal, schedule } = this.#parts;
    const { pk } = keys.case(mail.caseId);
    const changes = this.#changes(pk);
    const ended = changes.find(({ operation }) => quiet.includes(operation));
    if (ended && mail.to === "requester" && Date.parse(ended.at) + underWay < schedule.instant)
      journal.blame(`5: ${mail.caseId} was ended by ${ended.operation}, and its requester gets ${mail.letter}`);
    if (mail.letter === "change-mark-duplicate" || mail.letter === "change-close-quietly")
      if (mail.to === "requester") journal.blame(`5: the requester of ${mail.caseId} gets ${mail.letter}`);
    if (mail.letter !== "change-cancel") return;
    if (!changes.some(({ operation }) => operation === "cancel"))
      journal.blame(`5: ${mail.caseId} was not cancelled, and ${mail.to} hears that it was`);
    if (mail.to !== "requester" && !this.#hadHeard(pk, mail.to))
      journal.blame(`5: ${mail.to} hears that ${mail.caseId} was cancelled, and had not heard of it`);
  }

  /** Whether somebody was written to before, asked, or did something. */
  #hadHeard(pk: string, person: Person): boolean {
    const items = this.#parts.items.partition(pk);
    const written = items.some(
      ({ sk, ...item }) => sk.startsWith("MAIL#") && item["to"] === person && item["letter"] !== "change-cancel",
    );
    const tasks = items.filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[];
    const member = this.#parts.staff.find((each) => personOf(each) === person);
    const asked = tasks.some(
      ({ actor, answer, assignees }) =>
        assignees.includes(person) ||
        answer?.person === person ||
        (assignees.length === 0 && member?.roles.includes(actor)),
    );
    // Who is named in what was decided finds it in the plan.
    const decided = tasks.some(({ answer, procedure, setAside, step, version }) => {
      const table = findProcedure(procedure, version);
      return answer !== null && setAside === undefined && table && findStep(table, step)?.kind === "decision";
    });
    return written || asked || decided;
  }

  /** A case as it stood before a change. */
  #dossier(pk: string, number: number): Dossier | null {
    const items = this.#parts.items.partition(pk);
    const item = items.find(({ sk }) => sk === "CASE") as unknown as CaseItem | undefined;
    const known = item && currentProcedures().some(({ id }) => id === item.procedure);
    if (!item || !known) return null;
    const tasks = (items.filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[]).toSorted((one, other) =>
      one.openedAt < other.openedAt ? -1 : 1,
    );
    const changes = this.#changes(pk).filter((each) => each.number < number);
    return { case: item, tasks, changes, mails: [] };
  }
}
