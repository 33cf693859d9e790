/** The programs of the service: each made of the real handlers, with what they remember; any of them may die. */
import { logTo } from "../../functions/adapters/log.ts";
import { secretsFrom } from "../../functions/adapters/secrets.ts";
import { workflowOn } from "../../functions/adapters/step-functions/workflow.ts";
import { storesIn } from "../../functions/adapters/stores/index.ts";
import { fakePrinter } from "../support/fakes/services.ts";
import type { ItemStore } from "../../functions/adapters/items/item-store.ts";
import type { Dependencies, Files, Mailer } from "../../functions/domain/ports.ts";
import { takeOverBroken, type BrokenExecution } from "../../functions/domain/execution/take-over.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { issuePapers } from "../../functions/domain/documents/issue-papers.ts";
import { openTask, type OpeningRequest } from "../../functions/domain/task/open-task.ts";
import { runActions, type ActionRequest } from "../../functions/domain/task/run-actions.ts";
import { recordMailProblem } from "../../functions/domain/mail/delivery-failure.ts";
import { brokenIn } from "../../functions/jobs/execution-events.ts";
import { reportIn } from "../../functions/jobs/mail-events.ts";
import { stepHandler } from "../../functions/wiring/step.ts";
import type { InvokeResult } from "../../infra/local/emulators/step-functions/engine/execution.ts";
import type { Context } from "aws-lambda";
import { server, type Call, type Reply } from "../support/http.ts";
import type { Chance } from "../support/random-values.ts";
import { tokenMark } from "../support/table-flow.ts";
import { during, type Activity } from "./activity.ts";
import type { Engine } from "./engine.ts";
import { itemsIn, type Faults, type Mortal } from "./faults.ts";
import type { Journal } from "./journal.ts";
import type { Schedule } from "./schedule.ts";

const publicUrl = "https://perpustakaan.test";
const linkSecret = "a secret of the simulation";

/** Functions by their names in the manifest; those of HTTP are one program here. */
const programs = [
  ...(["http", "open-task", "run-actions", "sweep", "issue-papers"] as const),
  ...(["mail-events", "execution-events"] as const),
];
export type ProgramName = (typeof programs)[number];

type Handler = (event: unknown) => Promise<unknown>;

interface Program extends Mortal {
  serve: ReturnType<typeof server>;
  handle: Handler;
  /** Told when it dies, of each call that is under way. */
  waiting: Set<() => void>;
}

interface HostParts {
  chance: Chance;
  faults: Faults;
  files: Files;
  items: ItemStore;
  journal: Journal;
  mailer: Mailer;
  schedule: Schedule;
  /** Whether executions may end by what happens to programs. */
  breaksExecutions: boolean;
}

export class Host {
  readonly #parts: HostParts;
  readonly #engine: Engine;
  readonly #running = new Map<ProgramName, Program>();
  isDown = false;
  restarts = 0;

  constructor(parts: HostParts, engine: Engine) {
    this.#parts = parts;
    this.#engine = engine;
  }

  /** Sends a request; null: no answer came, and nobody knows what happened. */
  async request(activity: Activity, method: string, path: string, call: Call = {}): Promise<Reply | null> {
    const { chance, faults, journal } = this.#parts;
    if (this.isDown) return null;
    const program = this.#program("http");
    const { step: began } = journal;
    const reply = await this.#unlessItDies(program, () =>
      during(activity, () => program.serve(method, path, { cookies: [], ...call })),
    );
    journal.note(`${activity.name} ${method} ${path.slice(0, 60)}: ${reply?.status ?? "no answer"}`);
    if (!reply) return null;
    activity.ended = reply.status < 300 ? "well" : reply.status < 500 ? "refused" : "failed";
    if ([reply.text, ...reply.cookies, JSON.stringify(reply.headers)].some((text) => text.includes(tokenMark)))
      journal.blame(`1: ${method} ${path} gave a task token away`);
    if (reply.status >= 500 && program.failedAt < began)
      journal.blame(`${activity.name}: ${method} ${path} failed by itself: ${reply.text}`);
    return chance(10_000) < faults.weather.after ? null : reply;
  }

  /** Calls a function of the workflow; null where its caller died with it. */
  async invoke(name: string, payload: unknown): Promise<InvokeResult | null> {
    const { caseId, step } = payload as { caseId: string; step?: string };
    const activity: Activity = { name: `${name} ${caseId} ${step ?? ""}`, actor: null, reads: false };
    return this.#run(name as ProgramName, activity, payload);
  }

  /** A run of the sweep. */
  async sweep(): Promise<void> {
    await this.#run("sweep", { name: "sweep", actor: "system", reads: false }, null);
  }

  /** A run of what issues papers, which alone draws them. */
  async issuePapers(): Promise<void> {
    await this.#run("issue-papers", { name: "issue-papers", actor: "system", reads: false }, null);
  }

  /** Reports a mail as SES does. */
  async reportMail(event: unknown): Promise<boolean> {
    const done = await this.#run("mail-events", { name: "mail-events", actor: null, reads: false }, event);
    return done !== null && done.ok;
  }

  /** Reports an execution that broke, as EventBridge does. */
  async reportExecution(broken: BrokenExecution): Promise<boolean> {
    const activity = { name: `execution-events ${broken.name}`, actor: null, reads: false };
    const detail = { name: broken.name, input: JSON.stringify({ caseId: broken.caseId }) };
    const done = await this.#run("execution-events", activity, { detail });
    return done !== null && done.ok;
  }

  /** Kills a program with everything it remembers and has under way, or all of them; the next call starts it anew. */
  kill(name?: ProgramName): void {
    this.restarts += 1;
    this.#parts.journal.note(`${name ?? "the host"} dies`);
    for (const each of name ? [name] : programs) {
      const program = this.#running.get(each);
      if (!program) continue;
      program.dead = true;
      this.#running.delete(each);
      for (const tell of program.waiting) tell();
      program.waiting.clear();
    }
  }

  killOne(): void {
    this.kill(programs[this.#parts.chance(programs.length)]);
  }

  async #run(name: ProgramName, activity: Activity, payload: unknown): Promise<InvokeResult | null> {
    const { chance, journal } = this.#parts;
    if (this.isDown) return null;
    const program = this.#program(name);
    const { step: began } = journal;
    const result = await this.#unlessItDies(program, () => during(activity, () => settled(program.handle(payload))));
    if (result) activity.ended = result.ok ? "well" : "failed";
    if (result && !result.ok) {
      const { errorType, errorMessage } = "missing" in result ? { errorType: "", errorMessage: "" } : result;
      journal.note(`${activity.name} failed: ${errorType}`);
      if (program.failedAt < began) journal.blame(`${activity.name} failed by itself: ${errorType} ${errorMessage}`);
    }
    if (result || this.isDown || chance(2) === 0) return result;
    // What no machine tries again: the execution ends, and another has to take over.
    const errorType = this.#parts.breaksExecutions && chance(4) === 0 ? "Runtime.ExitError" : "Lambda.Unknown";
    return { ok: false, errorType, errorMessage: "the program died" };
  }

  #unlessItDies<T>(program: Program, work: () => Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const tell = (): void => resolve(null);
      program.waiting.add(tell);
      work()
        .finally(() => program.waiting.delete(tell))
        .then(resolve, reject);
    });
  }

  #program(name: ProgramName): Program {
    const known = this.#running.get(name);
    if (known) return known;
    const mortal: Mortal = { dead: false, failedAt: -1 };
    const dependencies = this.#dependencies(mortal, name === "issue-papers" ? fakePrinter() : null);
    const program: Program = Object.assign(mortal, {
      serve: name === "http" ? server(dependencies) : notServed,
      handle: name === "http" ? notServed : handlers[name](dependencies),
      waiting: new Set<() => void>(),
    });
    this.#running.set(name, program);
    return program;
  }

  /** As `wiring/dependencies` makes them, with the services of this world behind. */
  #dependencies(program: Mortal, printer: Dependencies["printer"]): Dependencies {
    const { chance, faults, files, items, journal, mailer, schedule } = this.#parts;
    const call = <T>(name: string, work: () => Promise<T>): Promise<T> => faults.call(name, program, work);
    const log = logTo((level, line) => {
      if (line.includes(tokenMark)) journal.blame(`1: the log has a task token: ${line}`);
      if (level === "problem") journal.note(`log ${line}`);
    });
    const engine = this.#engine;
    const workflow = {
      startExecution: (input: Parameters<Engine["startExecution"]>[0]) =>
        call("startExecution", () => engine.startExecution(input)),
      describeExecution: (input: Parameters<Engine["describeExecution"]>[0]) =>
        call("describeExecution", () => engine.describeExecution(input)),
      stopExecution: (input: Parameters<Engine["stopExecution"]>[0]) =>
        call("stopExecution", () => engine.stopExecution(input)),
      sendTaskSuccess: (input: Parameters<Engine["sendTaskSuccess"]>[0]) =>
        call("sendTaskSuccess", () => engine.sendTaskSuccess(input)),
    };
    const clock = schedule;
    const rest = (): Promise<void> => schedule.wait(chance(40));
    return {
      ...storesIn(itemsIn(items, faults, program), clock, log, rest),
      clock,
      log,
      metrics: { emit: () => undefined },
      publicUrl,
      originSecrets: null,
      printer: printer && { draw: (...given) => call("draw", () => printer.draw(...given)) },
      signIn: { issuer: `${publicUrl}/signin`, clientId: "staff" },
      secrets: secretsOf(chance),
      workflow: workflowOn(workflow, () => engine.arns),
      mailer: {
        send: (mail) => call("send", () => mailer.send(mail)),
        tryAgain: (address) => mailer.tryAgain(address),
      },
      files: {
        presignUpload: (...given) => call("presignUpload", () => files.presignUpload(...given)),
        inspect: (id) => call("inspect", () => files.inspect(id)),
        keep: (...given) => call("keep", () => files.keep(...given)),
        erase: (file) => call("erase", () => files.erase(file)),
        noteErasure: (...given) => call("noteErasure", () => files.noteErasure(...given)),
        store: (...given) => call("store", () => files.store(...given)),
        read: (file) => call("read", () => files.read(file)),
        stateOf: (file) => call("stateOf", () => files.stateOf(file)),
        presignDownload: (...given) => call("presignDownload", () => files.presignDownload(...given)),
      },
      mailDomains: { accepts: async () => (chance(20) === 0 ? "unknown" : "yes") },
      sessions: { claims: async () => null },
    };
  }
}

/** The derivations of production, with chance from the seed. */
export function secretsOf(chance: Chance): Dependencies["secrets"] {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return {
    ...secretsFrom(linkSecret),
    code: () => String(chance(1_000_000)).padStart(6, "0"),
    randomId: () => Array.from({ length: 24 }, () => letters[chance(64)]).join(""),
  };
}

const handlers: Record<Exclude<ProgramName, "http">, (dependencies: Dependencies) => Handler> = {
  "open-task": (dependencies) =>
    called(stepHandler("open-task", (event) => event as OpeningRequest, openTask, dependencies)),
  "run-actions": (dependencies) =>
    called(stepHandler("run-actions", (event) => event as ActionRequest, runActions, dependencies)),
  "execution-events": (dependencies) => called(stepHandler("execution-events", brokenIn, takeOverBroken, dependencies)),
  sweep: (dependencies) => called(stepHandler("sweep", () => undefined, sweep, dependencies)),
  "issue-papers": (dependencies) => called(stepHandler("issue-papers", () => undefined, issuePapers, dependencies)),
  "mail-events": (dependencies) =>
    called(
      stepHandler(
        "mail-events",
        reportIn,
        async (given, report) => {
          if (report) await recordMailProblem(given, report);
        },
        dependencies,
      ),
    ),
};

function called(handler: (event: unknown, context: Context) => Promise<unknown>): Handler {
  return (event) => handler(event, {} as Context);
}

function notServed(): Promise<never> {
  return Promise.reject(new Error("this program serves nothing of the kind"));
}

async function settled(work: Promise<unknown>): Promise<InvokeResult> {
  try {
    return { ok: true, payload: (await work) ?? null };
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { ok: false, errorType: name, errorMessage: message, trace: (stack ?? "").split("\n").slice(0, 6) };
  }
}
