/** A simulated agency: everything it is made of, months of its life under one seed, and its end. */
import { keys } from "../../functions/adapters/items/keys.ts";
import type { Item, ItemStore } from "../../functions/adapters/items/item-store.ts";
import type { BrokenExecution } from "../../functions/domain/execution/take-over.ts";
import type { Mailer } from "../../functions/domain/ports.ts";
import type { CaseItem, TaskItem } from "../../functions/domain/case/records.ts";
import { agency as agencySettings, everybody, letterFile, member, pdf } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { interruptions } from "../support/fakes/interruptions.ts";
import { memoryOf } from "../support/fakes/memory.ts";
import { fakeFiles } from "../support/fakes/services.ts";
import { memoryItems } from "../support/memory-items.ts";
import { chanceFrom } from "../support/random-values.ts";
import { Browsers } from "./browsers.ts";
import { Engine } from "./engine.ts";
import { Faults, still, storm, weathers } from "./faults.ts";
import { Host, secretsOf } from "./host.ts";
import { Broken, Journal } from "./journal.ts";
import { Lists } from "./lists.ts";
import { Lookers } from "./lookers.ts";
import { Minutes } from "./minutes.ts";
import { Office } from "./office.ts";
import { PostOffice } from "./post-office.ts";
import { Promises } from "./promises.ts";
import { Schedule } from "./schedule.ts";
import { Visitors } from "./visitors.ts";
import { day, hour, minute, type World } from "./world.ts";

export interface Plan {
  seed: number;
  /** Which agency of the seed, from 1. */
  agency: number;
  months: number;
  casesAMonth: number;
  /** Whether executions are lost and stopped as well. */
  loseExecutions: boolean;
  /** Told each line of the journal. */
  say: ((line: string) => void) | null;
  /** What does not keep its promise, so that it must be noticed. */
  spoiled?: { items?: (items: ItemStore) => Partial<ItemStore>; mailer?: Mailer };
}

export interface Report {
  steps: number;
  hash: string;
  cases: number;
  ended: number;
  mails: number;
  executions: number;
  restarts: number;
  faults: Faults["counts"];
  checks: number;
  chosen: Set<string>;
}

/** A promise was broken: where, and what went before. */
export class Failure extends Error {
  override name = "Failure";
  readonly plan: Plan;
  readonly step: number;
  readonly last: string[];

  constructor(plan: Plan, journal: Journal, broken: Error) {
    super(broken.message, { cause: broken });
    this.plan = plan;
    this.step = journal.step;
    this.last = journal.last;
  }
}

/** Monday 5 January 2026, 07:00 WIB: the holidays of two years are known. */
const firstDay = Date.parse("2026-01-05T00:00:00.000Z");
const monthDays = 30;
const everythingEvery = 1_000;
/** Nobody takes longer for anything, once everybody only wants to come to an end. */
const longestEnd = 400 * day;

/** @throws Failure */
export async function runAgency(plan: Plan): Promise<Report> {
  const life = new Life(plan);
  try {
    return await life.run();
  } catch (error) {
    throw error instanceof Broken ? new Failure(plan, life.journal, error) : error;
  }
}

class Life {
  readonly #plan: Plan;
  readonly journal: Journal;
  readonly #world: World;
  readonly #office: Office;
  readonly #visitors: Visitors;
  readonly #minutes: Minutes;
  readonly #lists: Lists;
  readonly #lookers: Lookers;
  /** The last instant at which the host was away. */
  #troubled = 0;
  /** Ordinary days of this agency. */
  readonly #usual: (typeof weathers)[number];

  constructor(plan: Plan) {
    this.#plan = plan;
    const chance = chanceFrom(Math.imul(plan.seed, 1_000_003) + plan.agency * 7_919);
    const schedule = new Schedule(firstDay + chance(12 * monthDays) * day);
    const journal = new Journal(schedule, plan.say);
    const faults = new Faults(chance, schedule, journal);
    const post = new PostOffice();
    const items = memoryItems((before, after) => this.#written(before, after));
    const engine: Engine = new Engine({
      chance,
      journal,
      schedule,
      invoke: (...call) => host.invoke(...call),
      onBroken: (broken) => this.#broken(broken),
    });
    const files = fakeFiles();
    files.put(letterFile, "surat.pdf", pdf);
    const services = { items: { ...items, ...plan.spoiled?.items?.(items) }, mailer: plan.spoiled?.mailer ?? post };
    const breaksExecutions = plan.loseExecutions;
    const host = new Host({ chance, faults, files, journal, schedule, breaksExecutions, ...services }, engine);
    const settings = agencySettings();
    const { room } = settings;
    const promises = new Promises({ items, journal, post, engine, room, mayStop: plan.loseExecutions });
    // The twelfth may both draft and decide, and must not at the same case.
    const deputy = member("lestari", "Lestari, S.Sos.", ["service-section-head", "library-division-head"]);
    const staff = [...everybody(), deputy];
    const oracle = {
      ...dependencies({ memory: memoryOf(items), on: unwatched }),
      secrets: { ...secretsOf(chance), lastCode: () => "" },
    };
    oracle.agencies.now.staff = staff;
    this.#world = {
      ...{ chance, engine, faults, host, items, journal, oracle, post, promises, schedule, staff },
      closing: false,
      cases: [],
      chosen: new Set(),
    };
    this.journal = journal;
    const browsers = new Browsers(this.#world);
    this.#office = new Office(this.#world, browsers);
    this.#visitors = new Visitors(this.#world, browsers);
    this.#minutes = new Minutes(this.#world);
    this.#lists = new Lists(this.#world);
    this.#lookers = new Lookers(this.#world, browsers);
    this.#usual = weathers[chance(weathers.length)] ?? still;
    post.onMail = (mail) => this.#mailed(mail);
  }

  async run(): Promise<Report> {
    const { schedule, items, staff } = this.#world;
    await items.put({ ...keys.settings(), settings: agencySettings() });
    for (const each of staff) await items.put({ ...keys.staff(each.id), ...each });
    this.#world.faults.weather = this.#usual;
    const end = schedule.instant + this.#plan.months * monthDays * day;
    this.#planVisitors(end);
    this.#planTrouble(end);
    while (schedule.instant < end) await this.#step();
    await this.#close();
    return this.#report();
  }

  /** What is next happens, and all that follows from it at once; then what it touched is looked at. */
  async #step(): Promise<void> {
    const { journal, promises, schedule } = this.#world;
    journal.step += 1;
    if (!schedule.next()) throw new Broken("13: nothing is left to happen");
    // Nothing here waits for anything but promises, so that all of them are through then.
    await new Promise((resolve) => setImmediate(resolve));
    promises.afterStep();
    if (journal.step % everythingEvery === 0) await this.#checkEverything();
    if (journal.broken) throw journal.broken;
  }

  async #checkEverything(): Promise<void> {
    const { promises, schedule } = this.#world;
    const quiet = schedule.instant - this.#troubled;
    promises.everything(quiet < day ? "" : new Date(schedule.instant - day).toISOString());
    await this.#lists.check();
  }

  /** Nothing new begins and nothing goes wrong; the clock runs on until every case has ended. */
  async #close(): Promise<void> {
    const { faults, host, journal, promises, schedule } = this.#world;
    this.#world.closing = true;
    faults.weather = still;
    if (host.isDown) this.#comeBack();
    const cases = [...this.#world.cases];
    const last = schedule.instant + longestEnd;
    journal.note(`closing: ${cases.length} cases`);
    for (let open = cases; open.length > 0; open = open.filter((id) => !this.#isOver(id))) {
      for (let steps = 0; steps < 100; steps += 1) await this.#step();
      if (schedule.instant > last)
        throw new Broken(
          `13: ${open.length} cases did not end: ${open
            .slice(0, 3)
            .map((id) => this.#leftOf(id))
            .join("; ")}`,
        );
    }
    await this.#checkEverything();
    promises.ended(cases, schedule.iso);
    if (journal.broken) throw journal.broken;
  }

  /** Whether a case has ended, with everything that belongs to it. */
  #isOver(caseId: string): boolean {
    const { engine, items, schedule } = this.#world;
    const found = items.partition(keys.case(caseId).pk);
    const ended = found.some((item) => item.sk === "CASE" && item["ending"] !== undefined);
    const now = schedule.iso;
    return ended && engine.live(caseId).length === 0 && found.every((item) => isDone(item, now));
  }

  /** What a case still waits for, in words. */
  #leftOf(caseId: string): string {
    const { engine, items, schedule } = this.#world;
    const found = items.partition(keys.case(caseId).pk);
    const item = found.find(({ sk }) => sk === "CASE");
    const left = found.filter((each) => !isDone(each, schedule.iso)).map((each) => JSON.stringify(each));
    return `${JSON.stringify(item)} ${engine.live(caseId).join()} ${left.join()}`;
  }

  #written(before: Item | undefined, after: Item): void {
    // While this is being made, nothing is.
    if (!this.#world) return;
    const { cases, promises } = this.#world;
    promises.written(before, after);
    this.#minutes.written(after);
    if (!after.pk.startsWith("CASE#")) return;
    if (after.sk === "CASE" && !before) cases.push((after as unknown as CaseItem).id);
    if (after.sk.startsWith("TASK#") && after["answer"] === null) this.#office.taskOpened(after as unknown as TaskItem);
  }

  #planVisitors(end: number): void {
    const { chance, schedule } = this.#world;
    const count = this.#plan.months * this.#plan.casesAMonth;
    for (let visitor = 0; visitor < count; visitor += 1) {
      const days = Math.floor((end - schedule.instant) / day);
      const at = schedule.instant + chance(days) * day + chance(10) * hour;
      // One seldom comes alone.
      const coming = (): void => void this.#visitors.come().catch((error: unknown) => this.#failed(error));
      schedule.at(at, coming);
      if (chance(4) > 0) continue;
      schedule.at(at + chance(5_000), coming);
      visitor += 1;
    }
  }

  /** Storms, restarts, outages, and people who only look, all through the time. */
  #planTrouble(end: number): void {
    const { chance, faults, host, schedule } = this.#world;
    const some = (aMonth: number, happen: () => void): void => {
      const span = end - schedule.instant;
      for (let time = 0; time < aMonth * this.#plan.months; time += 1) {
        schedule.at(schedule.instant + chance(span / minute) * minute, happen);
      }
    };
    some(6, () => {
      faults.weather = storm;
      schedule.after(chance(2 * hour), () => (faults.weather = this.#world.closing ? still : this.#usual));
    });
    some(120, () => void this.#lookers.look().catch((error: unknown) => this.#failed(error)));
    some(8, () => host.killOne());
    some(3, () => this.#restart());
    some(1, () => this.#goAway(20 * minute + chance(chance(4) === 0 ? 3 * day : 5 * hour)));
    if (this.#plan.loseExecutions) some(10, () => void this.#loseOne());
  }

  /** The whole host: what it had under way is made again. */
  #restart(): void {
    const { engine, host } = this.#world;
    host.kill();
    engine.callAgain();
  }

  #goAway(ms: number): void {
    const { host, journal, schedule } = this.#world;
    if (host.isDown || this.#world.closing) return;
    journal.note(`away for ${Math.round(ms / minute)} minutes`);
    host.kill();
    host.isDown = true;
    this.#troubled = Infinity;
    void this.#minutes.goAway();
    schedule.after(ms, () => this.#comeBack());
  }

  #comeBack(): void {
    const { engine, host, journal } = this.#world;
    if (!host.isDown) return;
    journal.note("back");
    host.isDown = false;
    this.#troubled = this.#world.schedule.instant;
    engine.callAgain();
    this.#minutes.comeBack();
  }

  async #loseOne(): Promise<void> {
    const { chance, engine } = this.#world;
    const running = engine.running;
    const name = running[chance(running.length)];
    if (name === undefined) return;
    if (chance(2) === 0) engine.lose(name);
    else await engine.stop(name);
  }

  /** EventBridge tells of most executions that broke, some time; the sweep finds the others. */
  #broken(broken: BrokenExecution): void {
    const { chance, host, schedule } = this.#world;
    if (chance(3) === 0) return;
    const report = async (): Promise<void> => {
      if (!(await host.reportExecution(broken))) schedule.after(minute + chance(hour), () => void report());
    };
    for (let times = 1 + Number(chance(4) === 0); times > 0; times -= 1) {
      schedule.after(chance(chance(2) * minute + 1_000), () => void report());
    }
  }

  /** Some addresses of people outside take nothing. */
  #mailed({ caseId, id, to }: { caseId: string | null; id: string; to: { address: string } }): void {
    const { chance, host, journal, schedule } = this.#world;
    journal.note(`mail ${id.slice(0, 80)}`);
    if (!caseId || this.#world.closing || !to.address.startsWith("orang") || chance(60) > 0) return;
    const event = {
      detail: {
        mail: { destination: [to.address], tags: { case: [caseId] } },
        bounce: {
          bounceType: chance(2) === 0 ? "Permanent" : "Transient",
          bouncedRecipients: [{ emailAddress: to.address }],
          timestamp: schedule.iso,
        },
      },
    };
    const report = async (): Promise<void> => {
      // EventBridge tries again for a day.
      if (!(await host.reportMail(event))) schedule.after(minute + chance(hour), () => void report());
    };
    schedule.after(chance(4 * hour), () => void report());
  }

  #failed(error: unknown): void {
    this.journal.blame(error instanceof Error ? `${error.message} ${error.stack ?? ""}` : String(error));
  }

  #report(): Report {
    const { cases, chosen, engine, faults, host, items, journal, post, promises } = this.#world;
    const ended = cases.filter((id) => items.partition(keys.case(id).pk).some((item) => item["ending"] !== undefined));
    return {
      steps: journal.step,
      hash: journal.hash(),
      cases: cases.length,
      ended: ended.length,
      mails: post.count,
      executions: engine.count,
      restarts: host.restarts,
      faults: faults.counts,
      checks: promises.checks,
      chosen,
    };
  }
}

const unwatched = { ...interruptions(), watch: <Port extends object>(_name: string, port: Port): Port => port };

function isDone(item: Item, now: string): boolean {
  if (item.sk.startsWith("TASK#")) return item["answer"] !== null && item["resumed"] === true;
  if (!item.sk.startsWith("MAIL#")) return true;
  const waits = typeof item["notBefore"] === "string" && item["notBefore"] > now;
  return item["state"] !== "pending" || waits;
}
