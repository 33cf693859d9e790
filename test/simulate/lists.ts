/** Lists reach everything (invariant 20): what the pages of the staff show, page by page, against what is stored. */
import { keys, lists } from "../../functions/adapters/items/keys.ts";
import { readByRole } from "../../functions/domain/access/reading.ts";
import type { RegisterId } from "../../functions/domain/ports.ts";
import { isActive, type StaffMember } from "../../functions/domain/agency.ts";
import { actorIds, currentProcedures } from "../../statemachines/language/registry.ts";
import type { ClosedDays } from "./closed-days.ts";
import type { OutgoingView } from "../../functions/contract/papers.ts";
import type { CaseListView, ClosedDaysView, RegisterView, TaskListView } from "../../functions/contract/staff.ts";
import { server } from "../support/http.ts";
import type { World } from "./world.ts";

const mostPages = 1_000;

export class Lists {
  readonly #world: World;
  readonly #serve: ReturnType<typeof server>;

  readonly #closedDays: ClosedDays;

  constructor(world: World, closedDays: ClosedDays) {
    this.#world = world;
    this.#closedDays = closedDays;
    this.#serve = server(world.oracle);
  }

  /** As somebody sees them who reads every case; where nobody of those is there, nothing is looked at. */
  async check(): Promise<void> {
    const { oracle, schedule } = this.#world;
    if (!this.#reader) return;
    oracle.clock.set(schedule.instant);
    await this.#checkTasks();
    await this.#checkCases(true);
    await this.#checkCases(false);
    this.#closedDays.check(await this.#ask<ClosedDaysView>("/api/staff/closed-days", {}));
    const year = new Date(schedule.instant).getUTCFullYear();
    await this.#checkRegister("register", "incoming", year);
    await this.#checkRegister("outgoing", "outgoing", year);
  }

  async #checkTasks(): Promise<void> {
    const shown: string[] = [];
    let total: TaskListView["total"] = null;
    for (let [after, page]: [string | null, number] = ["", 0]; after !== null && page < mostPages; page += 1) {
      const view: TaskListView = await this.#ask<TaskListView>("/api/staff/tasks", {
        scope: "all",
        ...(after ? { after } : {}),
      });
      shown.push(...view.tasks.map((row) => `${row.case}/${row.task}`));
      total ??= view.total;
      after = view.next;
    }
    const stored = actorIds().flatMap((actor) => this.#listed(lists.inbox(actor)));
    this.#compare(
      "tasks",
      shown,
      stored.map(({ caseId, id }) => `${String(caseId)}/${String(id)}`),
    );
    if (total && (total.more ? total.count > stored.length : total.count !== stored.length))
      this.#world.journal.blame(`20: the list of tasks says ${total.count}, and there are ${stored.length}`);
  }

  async #checkCases(open: boolean): Promise<void> {
    const shown: string[] = [];
    for (let [before, page]: [string | null, number] = ["", 0]; before !== null && page < mostPages; page += 1) {
      const query: Record<string, string> = { open: String(open), ...(before ? { before } : {}) };
      const view: CaseListView = await this.#ask<CaseListView>("/api/staff/cases", query);
      shown.push(...view.cases.map((row) => row.case));
      before = view.next;
    }
    const stored = this.#world.cases.filter((id) => this.#hasEnded(id) !== open);
    this.#compare(open ? "open cases" : "ended cases", shown, stored);
  }

  /** @param page of the register, in the addresses of the staff */
  async #checkRegister(page: string, register: RegisterId, year: number): Promise<void> {
    const numbers: number[] = [];
    for (let [before, more]: [number | null, boolean] = [null, true]; more;) {
      const query: Record<string, string> = before === null ? {} : { before: String(before) };
      const view = await this.#ask<RegisterView | OutgoingView>(`/api/staff/${page}/${year}`, query);
      numbers.unshift(...view.rows.map(({ number }) => number));
      before = view.rows[0]?.number ?? null;
      more = view.earlier && view.rows.length > 0;
    }
    const stored = this.#world.items.partition(keys.register(register, year, 0).pk).map(({ sk }) => Number(sk));
    this.#compare(`${register} letters`, numbers.map(String), stored.map(String));
  }

  #listed(partition: string) {
    return this.#world.items.range({ index: "list", partition });
  }

  #hasEnded(caseId: string): boolean {
    const items = this.#world.items.partition(keys.case(caseId).pk);
    return items.some((item) => item.sk === "CASE" && item["ending"] !== undefined);
  }

  #compare(what: string, shown: string[], stored: string[]): void {
    const reached = new Set(shown);
    const missing = stored.filter((each) => !reached.has(each));
    if (missing.length > 0 || shown.length !== stored.length)
      this.#world.journal.blame(
        `20: the list of ${what} shows ${shown.length} of ${stored.length}, without ${missing.slice(0, 3).join(", ")}`,
      );
  }

  get #reader(): StaffMember | undefined {
    const readsAll = ({ roles }: StaffMember) => currentProcedures().every(readByRole(roles).procedure);
    return this.#world.staff.find((member) => isActive(member) && readsAll(member));
  }

  async #ask<View>(path: string, query: Record<string, string>): Promise<View> {
    const as = this.#reader;
    const reply = await this.#serve("GET", path, { query, cookies: [], ...(as ? { as } : {}) });
    if (reply.status !== 200) this.#world.journal.blame(`20: GET ${path} answers ${reply.status}: ${reply.text}`);
    return reply.body as View;
  }
}
