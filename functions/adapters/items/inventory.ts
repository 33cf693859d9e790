/** What the items say of each other, and of what has to lie beside them: the workflow and the files. */
import type { CaseItem, StoredFile, TaskItem } from "../../domain/case/records.ts";
import { runName, runOf } from "../../domain/execution/run.ts";
import { UnreadableItem } from "../../domain/refusal.ts";
import { keyOf } from "../s3/object-key.ts";
import type { Item, Key } from "./item-store.ts";
import { allTodos, caseIn } from "./keys.ts";
import { kindAt, kinds } from "./kinds.ts";

export interface CaseFacts {
  open: boolean;
  /** Its execution is known to run, or to have run. */
  started: boolean;
  /** What stopped it, as the case says; null where nothing did. */
  problem: string | null;
  /** Name of the execution that it has now. */
  execution: string;
}

/** A task in the flow of a case whose answer the workflow has not got yet. */
export interface WaitingTask {
  caseId: string;
  id: string;
  token: string;
  answered: boolean;
}

/** A file, and the key of the item that names it. */
export interface NamedFile {
  /** Key of the object. */
  key: string;
  /** SHA-256 of its bytes, hex. */
  hash: string;
  namedBy: string;
}

export interface Inventory {
  cases: Map<string, CaseFacts>;
  waiting: WaitingTask[];
  files: NamedFile[];
  /** Sentences, each naming an item and what is wrong with it; ids and keys only, nothing that people typed. */
  differences: string[];
}

/** @param items all of them, in the order of their keys */
export function inventoryOf(items: Iterable<Item>): Inventory {
  const inventory: Inventory = { cases: new Map(), waiting: [], files: [], differences: [] };
  const registers = new Map<string, Claim[]>();
  for (const item of items) {
    try {
      take(inventory, registers, item);
    } catch (error) {
      if (!(error instanceof UnreadableItem)) throw error;
      inventory.differences.push(`${error.key} cannot be read: ${error.why}`);
      // It is there all the same, whatever it holds.
      if (kindAt(item) === "case")
        inventory.cases.set(caseIn(item), { open: false, started: true, problem: null, execution: caseIn(item) });
    }
  }
  for (const [register, claims] of registers) inventory.differences.push(...faultsIn(register, claims, inventory));
  return inventory;
}

type Claim = { number: number; caseId: string; paper?: string; outside: boolean };

function take(inventory: Inventory, registers: Map<string, Claim[]>, item: Item): void {
  const kind = kindAt(item);
  const key = nameOf(item);
  if (!kind) {
    inventory.differences.push(`${key} is an item that this program does not know`);
    return;
  }
  // Read whatever it is: that is how one that cannot be read is found.
  kinds[kind].read(item);
  if (item.pk.startsWith("CASE#") && kind !== "case" && kind !== "naming" && !inventory.cases.has(caseIn(item))) {
    inventory.differences.push(`${key} is there without its case`);
  }
  const isWatched = item["todoPk"] === allTodos.partition;
  if (kind === "case") takeCase(inventory, kinds.case.read(item), key, isWatched);
  if (kind === "task") takeTask(inventory, kinds.task.read(item), key, isWatched);
  if (kind === "mail" && kinds.mail.read(item).state === "pending" && !isWatched) {
    inventory.differences.push(`${key} waits to be sent, and nobody will`);
  }
  if (kind === "unconfirmed") inventory.files.push(...named(kinds.unconfirmed.read(item).files, key));
  if (kind === "registerEntry") {
    const { caseId, outside = false, paper } = kinds.registerEntry.read(item);
    const claims = registers.get(item.pk) ?? [];
    registers.set(item.pk, claims);
    // By its key, as the register itself counts.
    claims.push({ caseId, number: Number(item.sk), outside, ...(paper === undefined ? {} : { paper }) });
  }
}

function takeCase(inventory: Inventory, kept: CaseItem, key: string, isWatched: boolean): void {
  const { id, endedAt, startedAt, problem = null } = kept;
  const execution = runName(runOf(kept));
  inventory.cases.set(id, { open: endedAt === undefined, started: startedAt !== undefined, problem, execution });
  inventory.files.push(...named(kept.files, key));
  if (!startedAt && !endedAt && !isWatched) inventory.differences.push(`${key} was not started, and nobody will`);
}

function takeTask(inventory: Inventory, task: TaskItem, key: string, isWatched: boolean): void {
  const { answer, caseId, id, resumed, token } = task;
  inventory.files.push(...named(answer?.files ?? [], key));
  if (resumed) return;
  if (answer && !isWatched) inventory.differences.push(`${key} was answered, and nobody will go on with it`);
  if (token !== "") inventory.waiting.push({ caseId, id, token, answered: answer !== null });
}

function named(files: StoredFile[], namedBy: string): NamedFile[] {
  // Of one that was erased, nothing has to lie there any more.
  const there = files.filter(({ erased }) => erased === undefined);
  return there.map((file) => ({ key: keyOf(file), hash: file.hash, namedBy }));
}

/** Numbers are 1 to n, and a case has one of them at most. */
function faultsIn(register: string, claims: Claim[], { cases }: Inventory): string[] {
  const missing = claims
    .map(({ number }, index) => ({ from: (claims[index - 1]?.number ?? 0) + 1, to: number - 1 }))
    .filter(({ from, to }) => from <= to)
    .map(({ from, to }) => `${register} lacks ${from === to ? `number ${from}` : `the numbers ${from} to ${to}`}`);
  const own = claims.filter(({ outside }) => !outside);
  const numbers = Map.groupBy(own, ({ caseId, paper = "" }) => [caseId, paper].filter(Boolean).join(" "));
  const doubled = [...numbers]
    .filter(([, several]) => several.length > 1)
    .map(([owner, several]) => `${register} has ${several.length} numbers for ${owner}`);
  const unknown = [...new Set(own.map(({ caseId }) => caseId))]
    .filter((caseId) => !cases.has(caseId))
    .map((caseId) => `${register} has a number for ${caseId}, which is not there`);
  return [...missing, ...doubled, ...unknown];
}

function nameOf({ pk, sk }: Key): string {
  return `${pk} ${sk}`;
}
