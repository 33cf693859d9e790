import { setTimeout as pause } from "node:timers/promises";
import type { DecisionDoneView, TaskView } from "../../functions/contract/decision.ts";
import type { ErrorBody } from "../../functions/contract/shared.ts";
import type { TaskListView, TaskRow } from "../../functions/contract/staff.ts";
import { Browser, type Reply } from "../../infra/demo/browser.ts";
import { Mailbox } from "../../infra/demo/mailbox.ts";
import { signIn } from "../../infra/demo/sign-in.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { answered, type Choice, type Result } from "./choice.ts";
import type { CaseRecord } from "./ledger.ts";
import { betweenTriesMs, type PatientBrowser } from "./patient-browser.ts";
import type { Surroundings } from "./surroundings.ts";

/** Somebody of the staff at a desk: signed in, working from the inbox. */
export class Clerk {
  readonly #world: Surroundings;
  readonly #email: string;
  readonly #browser: PatientBrowser;
  readonly #mailbox: Mailbox;
  #signingIn: Promise<void> | null = null;
  #inbox: Promise<TaskRow[]> | null = null;

  constructor(world: Surroundings, email: string) {
    this.#world = world;
    this.#email = email;
    this.#browser = world.browser();
    this.#mailbox = new Mailbox(world.inbox());
  }

  /** Waits for the task of a case at a step and answers it. */
  async work(record: CaseRecord, choice: Choice): Promise<Result> {
    const { state } = stepOf(officialVisit, choice.step);
    const isIt = (row: TaskRow) => row.case === record.caseId && row.state === state;
    const row = await this.#world.until(async () => (record.ending ? "over" : (await this.#rows()).find(isIt)));
    if (row === "over") return "gone";
    const path = `/api/staff/tasks/${row.case}/${row.task}`;
    for (;;) {
      const page = await this.#signedIn(() => this.#browser.get<TaskView | ErrorBody>(path));
      if (!("step" in page.body)) return "gone";
      const { outcome, note = "", values } = choice;
      const body = { outcome, note, values: values?.(page.body) ?? {} };
      const send = () => this.#signedIn(() => this.#browser.post<DecisionDoneView | ErrorBody>(path, body));
      const result = await answered(record, choice, row.task, send);
      if (result !== "again") return result;
      await pause(betweenTriesMs);
    }
  }

  /** Reads anything that staff may read. */
  async read<T>(path: string): Promise<T> {
    const reply = await this.#signedIn(() => this.#browser.get<T>(path));
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text.slice(0, 200)}`);
    return reply.body;
  }

  /** One look into the inbox serves everybody who asks at the moment. */
  #rows(): Promise<TaskRow[]> {
    this.#inbox ??= this.read<TaskListView>("/api/staff/tasks")
      .then(({ tasks }) => tasks)
      .finally(() => (this.#inbox = null));
    return this.#inbox;
  }

  async #signedIn<T>(send: () => Promise<Reply<T>>): Promise<Reply<T>> {
    for (;;) {
      if (this.#browser.token) {
        const reply = await send();
        if (reply.status !== 401) return reply;
        this.#browser.token = null;
      }
      this.#signingIn ??= this.#signIn().finally(() => (this.#signingIn = null));
      await this.#signingIn;
    }
  }

  /** A sign-in that is cut off is begun anew, as by a person who opens the page again. */
  async #signIn(): Promise<void> {
    this.#browser.token = await this.#world.until(() =>
      signIn(new Browser(this.#world.base), this.#email, this.#mailbox).catch(() => null),
    );
  }
}
