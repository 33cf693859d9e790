import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import type { LocalDatabase } from "../../../host/database.ts";
import { workflowSchema } from "./schema.ts";
import { openToken, pendingCall, wakeAt, type Execution, type Status } from "../engine/execution.ts";
import type { HistoryEvent } from "../engine/step.ts";

/** A state machine as it is now. */
export interface MachineRecord {
  arn: string;
  name: string;
  status: "ACTIVE" | "DELETING";
  revision: number;
  /** Epoch milliseconds. */
  createdAt: number;
}

/** One revision of a machine's definition. */
export interface RevisionRecord {
  arn: string;
  revision: number;
  definition: string;
  roleArn: string;
  createdAt: number;
}

/** An execution with its place in the journal. */
export interface ExecutionRecord {
  id: number;
  revision: number;
  execution: Execution;
}

type Row = Record<string, SQLOutputValue>;

/** Everything the workflow knows, in its tables of the database file. It reads at once; its writes belong inside a commit. */
export class Journal {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws {StoreError} where the tables are damaged, or a newer program wrote them */
  constructor(local: Pick<LocalDatabase, "database" | "migrate">) {
    local.migrate(workflowSchema);
    this.#database = local.database;
  }

  machine(arn: string): MachineRecord | undefined {
    const row = this.#one("SELECT * FROM machine WHERE arn = ?", arn);
    return row && machineOf(row);
  }

  /** Machines by name, from the one after `after` on. */
  machines(after: string, limit: number): MachineRecord[] {
    return this.#all("SELECT * FROM machine WHERE arn > ? ORDER BY arn LIMIT ?", after, limit).map(machineOf);
  }

  putMachine({ arn, name, status, revision, createdAt }: MachineRecord): void {
    this.#run(
      "INSERT OR REPLACE INTO machine (arn, name, status, revision, created_at) VALUES (?, ?, ?, ?, ?)",
      arn,
      name,
      status,
      revision,
      createdAt,
    );
  }

  /** Forgets the machine. Its revisions stay for the executions that were started with them. */
  removeMachine(arn: string): void {
    this.#run("DELETE FROM machine WHERE arn = ?", arn);
  }

  revision(arn: string, revision: number): RevisionRecord | undefined {
    const row = this.#one("SELECT * FROM revision WHERE arn = ? AND revision = ?", arn, revision);
    return row && revisionOf(row);
  }

  /** The number of the last revision ever written under the ARN; 0 where there is none. */
  lastRevision(arn: string): number {
    return Number(this.#one("SELECT max(revision) AS last FROM revision WHERE arn = ?", arn)?.["last"] ?? 0);
  }

  putRevision({ arn, revision, definition, roleArn, createdAt }: RevisionRecord): void {
    this.#run(
      "INSERT INTO revision (arn, revision, definition, role_arn, created_at) VALUES (?, ?, ?, ?, ?)",
      arn,
      revision,
      definition,
      roleArn,
      createdAt,
    );
  }

  lastExecutionId(): number {
    return Number(this.#one("SELECT max(id) AS last FROM execution")?.["last"] ?? 0);
  }

  execution(id: number): ExecutionRecord | undefined {
    const row = this.#one("SELECT id, revision, state FROM execution WHERE id = ?", id);
    return row && executionOf(row);
  }

  executionByArn(arn: string): ExecutionRecord | undefined {
    const row = this.#one("SELECT id, revision, state FROM execution WHERE arn = ?", arn);
    return row && executionOf(row);
  }

  /** Executions of a machine, newest first, older than the given id. */
  executions(machineArn: string, status: Status | undefined, before: number, limit: number): ExecutionRecord[] {
    const rows = status
      ? this.#all(
          "SELECT id, revision, state FROM execution WHERE machine_arn = ? AND status = ? AND id < ? ORDER BY id DESC LIMIT ?",
          machineArn,
          status,
          before,
          limit,
        )
      : this.#all(
          "SELECT id, revision, state FROM execution WHERE machine_arn = ? AND id < ? ORDER BY id DESC LIMIT ?",
          machineArn,
          before,
          limit,
        );
    return rows.map(executionOf);
  }

  isRunning(machineArn: string): boolean {
    return (
      this.#one("SELECT 1 FROM execution WHERE machine_arn = ? AND status = 'RUNNING' LIMIT 1", machineArn) !==
      undefined
    );
  }

  /** Writes a new execution or the next state of a known one, with the events that led there. */
  putExecution(
    { id, revision, execution }: ExecutionRecord,
    previous: Execution | undefined,
    history: HistoryEvent[],
  ): void {
    const pending = pendingCall(execution) ? 1 : 0;
    const columns: SQLInputValue[] = [execution.status, wakeAt(execution) ?? null, pending, JSON.stringify(execution)];
    if (previous)
      this.#run("UPDATE execution SET status = ?, wake_at = ?, pending = ?, state = ? WHERE id = ?", ...columns, id);
    else {
      this.#run(
        "INSERT INTO execution (status, wake_at, pending, state, id, arn, machine_arn, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ...columns,
        id,
        execution.arn,
        execution.machineArn,
        revision,
      );
    }
    const first = history[0];
    if (first)
      this.#run(
        "INSERT INTO history (execution, first_event, events) VALUES (?, ?, ?)",
        id,
        first.id,
        JSON.stringify(history),
      );
    const token = openToken(execution);
    if (token !== undefined && (!previous || openToken(previous) !== token))
      this.#run("INSERT INTO token (token, execution) VALUES (?, ?)", token, id);
  }

  /** The events of an execution, oldest first. */
  history(id: number): HistoryEvent[] {
    const rows = this.#all("SELECT events FROM history WHERE execution = ? ORDER BY first_event", id);
    return rows.flatMap((row) => JSON.parse(String(row["events"])) as HistoryEvent[]);
  }

  /** The execution a token was given out for, whether or not it still waits for it. */
  executionOfToken(token: string): number | undefined {
    const row = this.#one("SELECT execution FROM token WHERE token = ?", token);
    return row && Number(row["execution"]);
  }

  /** Executions for which something is due. */
  due(now: number, limit: number): number[] {
    return this.#all("SELECT id FROM execution WHERE wake_at <= ? ORDER BY wake_at LIMIT ?", now, limit).map((row) =>
      Number(row["id"]),
    );
  }

  /** The next instant at which something is due, epoch milliseconds. */
  nextWake(): number | undefined {
    const next = this.#one("SELECT min(wake_at) AS next FROM execution WHERE wake_at IS NOT NULL")?.["next"];
    return next === null || next === undefined ? undefined : Number(next);
  }

  /** Executions whose function was called and has not answered as far as the journal knows. */
  pending(): number[] {
    return this.#all("SELECT id FROM execution WHERE pending = 1 ORDER BY id").map((row) => Number(row["id"]));
  }

  /**
   * Forgets executions that ended before an instant, and all that belongs to them, those that ended first at first.
   *
   * @param endedBefore epoch milliseconds
   * @returns how many it forgot
   */
  forgetEnded(endedBefore: number, atMost: number): number {
    const ended = this.#all(
      "SELECT id FROM execution WHERE status <> 'RUNNING' AND json_extract(state, '$.stoppedAt') < ? ORDER BY json_extract(state, '$.stoppedAt') LIMIT ?",
      endedBefore,
      atMost,
    );
    for (const { id = null } of ended) {
      this.#run("DELETE FROM history WHERE execution = ?", id);
      this.#run("DELETE FROM token WHERE execution = ?", id);
      this.#run("DELETE FROM execution WHERE id = ?", id);
    }
    return ended.length;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }

  #one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#statement(sql).run(...values);
  }
}

function machineOf(row: Row): MachineRecord {
  const status = row["status"] === "DELETING" ? "DELETING" : "ACTIVE";
  return {
    arn: String(row["arn"]),
    name: String(row["name"]),
    status,
    revision: Number(row["revision"]),
    createdAt: Number(row["created_at"]),
  };
}

function revisionOf(row: Row): RevisionRecord {
  return {
    arn: String(row["arn"]),
    revision: Number(row["revision"]),
    definition: String(row["definition"]),
    roleArn: String(row["role_arn"]),
    createdAt: Number(row["created_at"]),
  };
}

function executionOf(row: Row): ExecutionRecord {
  return {
    id: Number(row["id"]),
    revision: Number(row["revision"]),
    execution: JSON.parse(String(row["state"])) as Execution,
  };
}
