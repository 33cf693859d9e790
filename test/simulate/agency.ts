/** A simulated agency: everything it is made of, months of its life under one seed, and its end. */
import { messageName } from "../../functions/adapters/ses/message-name.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { Item, ItemStore } from "../../functions/adapters/items/item-store.ts";
import { isOver } from "../../functions/domain/case/case-file.ts";
import type { Mailer, OutgoingMail } from "../../functions/domain/ports.ts";
import type { CaseItem, TaskItem } from "../../functions/domain/case/records.ts";
import { agency as agencySettings, everybody, letterFile, member, pdf } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { interruptions } from "../support/fakes/interruptions.ts";
import { memoryOf } from "../support/fakes/memory.ts";
import { fakeFiles } from "../support/fakes/services.ts";
import { memoryItems } from "../support/memory-items.ts";
import { chanceFrom } from "../support/random-values.ts";
import { currentProcedures, register } from "../../statemachines/language/registry.ts";
import { Browsers } from "./browsers.ts";
import { ChangePromises } from "./change-promises.ts";
import { Changers } from "./changers.ts";
import { ClosedDays } from "./closed-days.ts";
import { Deadlines, type Accounted } from "./deadlines.ts";
import { Engine } from "./engine.ts";
import { Faults, still, weathers } from "./faults.ts";
import { Host, secretsOf } from "./host.ts";
import { Broken, Journal } from "./journal.ts";
import { Lists } from "./lists.ts";
import { Lookers } from "./lookers.ts";
import { Minutes } from "./minutes.ts";
import { Office } from "./office.ts";
import { Personnel } from "./personnel.ts";
import { nothingPlayed, type Played } from "./played.ts";
import { PostOffice } from "./post-office.ts";
import { Promises } from "./promises.ts";
import { Schedule } from "./schedule.ts";
import { checkServiceLevels } from "./service-levels.ts";
import { Standing } from "./standing.ts";
import { Trouble } from "./trouble.ts";
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
  /** Nothing goes wrong: whatever is due has to come. */
  isCalm?: boolean;
  /** Told each line of the journal. */
  say: ((line: string) => void) | null;
  /** After how many steps everything is looked at, not only what was touched; 1,000 where nothing is said. */
  everythingEvery?: number;
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
  played: Played;
  accounted: Accounted;
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
const defaultEverythingEvery = 1_000;
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
  readonly #personnel: Personnel;
  readonly #changers: Changers;
  readonly #closedDays: ClosedDays;
  readonly #changePromises: ChangePromises;
  readonly #standing: Standing;
  readonly #deadlines: Deadlines;
  readonly #trouble: Trouble;
  readonly #played = nothingPlayed();
  /** Takes the newer version of a table out of service again. */
  #retire: (() => void) | null = null;
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
      onBroken: (broken) => this.#trouble.broken(broken),
    });
    const files = fakeFiles();
    files.put(letterFile, "surat.pdf", pdf);
    const services = { items: { ...items, ...plan.spoiled?.items?.(items) }, mailer: plan.spoiled?.mailer ?? post };
    const breaksExecutions = plan.loseExecutions;
    const host = new Host({ chance, faults, files, journal, schedule, breaksExecutions, ...services }, engine);
    const settings = agencySettings();
    const { room } = settings;
    const isLongDisabled = (id: string): boolean => this.#personnel.isLongDisabled(id);
    // The twelfth may both draft and decide, and must not at the same case.
    const deputy = member("lestari", "Lestari, S.Sos.", ["service-section-head", "library-division-head"]);
    // Who wants a mail for each reminder, and none of the morning.
    const staff = [...everybody(), { ...deputy, reminders: "each" as const }];
    const oracle = {
      ...dependencies({ memory: memoryOf(items), on: unwatched }),
      secrets: { ...secretsOf(chance), lastCode: () => "" },
    };
    oracle.agencies.now.staff = staff;
    const promises = new Promises({
      ...{ items, journal, post, engine, room, isLongDisabled },
      linkOf: (task, person) => taskLinkId(oracle.secrets, task, person),
      mayStop: plan.loseExecutions,
    });
    this.#world = {
      ...{ chance, engine, faults, host, items, journal, oracle, post, promises, schedule, staff },
      closing: false,
      cases: [],
      chosen: new Set(),
      played: (what) => void (this.#played[what] = (this.#played[what] ?? 0) + 1),
    };
    this.journal = journal;
    const world = this.#world;
    const browsers = new Browsers(world);
    this.#minutes = new Minutes(world);
    this.#personnel = new Personnel(world, this.#minutes);
    this.#minutes.isUnseen = () => this.#personnel.isUnseen;
    this.#office = new Office(world, browsers, this.#personnel);
    this.#visitors = new Visitors(world, browsers, this.#personnel);
    this.#changePromises = new ChangePromises({ items, journal, schedule, staff });
    this.#changers = new Changers(world, browsers, this.#personnel, this.#changePromises);
    this.#closedDays = new ClosedDays(world, browsers, this.#personnel, this.#changers);
    this.#lists = new Lists(world, this.#closedDays);
    this.#lookers = new Lookers(world, browsers);
    this.#standing = new Standing(world, this.#personnel);
    this.#deadlines = new Deadlines(world, this.#personnel, plan.isCalm ?? false);
    const usual = weathers[chance(weathers.length)] ?? still;
    this.#usual = plan.isCalm ? still : usual;
    this.#trouble = new Trouble(world, this.#minutes, this.#usual);
    post.onMail = (mail) => this.#mailed(mail);
  }

  async run(): Promise<Report> {
    const { schedule, items, staff } = this.#world;
    await items.put({ ...keys.settings(), settings: agencySettings() });
    for (const each of staff) await items.put({ ...keys.staff(each.id), ...each });
    this.#world.faults.weather = this.#usual;
    const end = schedule.instant + this.#plan.months * monthDays * day;
    this.#planVisitors(end);
    this.#planOffice(end);
    try {
      while (schedule.instant < end) await this.#step();
      await this.#close();
    } finally {
      this.#retire?.();
    }
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
    if (journal.step % (this.#plan.everythingEvery ?? defaultEverythingEvery) === 0) await this.#checkEverything();
    if (journal.broken) throw journal.broken;
  }

  async #checkEverything(): Promise<void> {
    const { promises, schedule } = this.#world;
    const quiet = schedule.instant - this.#trouble.last;
    const since = quiet < day ? "" : new Date(schedule.instant - day).toISOString();
    promises.everything(since);
    this.#changePromises.everything(since);
    await this.#standing.check(since);
    await this.#deadlines.check(since);
    await this.#lists.check();
  }

  /** Nothing new begins and nothing goes wrong; the clock runs on until every case has ended. */
  async #close(): Promise<void> {
    const { faults, journal, promises, schedule } = this.#world;
    this.#world.closing = true;
    faults.weather = still;
    this.#trouble.comeBack();
    await this.#personnel.everybodyBack();
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
    await checkServiceLevels(this.#world);
    this.#deadlines.count();
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
    this.#changePromises.written(before, after);
    this.#closedDays.written(before, after);
    this.#minutes.written(after);
    if (!after.pk.startsWith("CASE#")) return;
    if (after.sk === "CASE" && after["problem"] !== undefined && before?.["problem"] === undefined)
      this.#stopped((after as unknown as CaseItem).id);
    // People are counted when they are told; the clock tells nobody.
    if (!before && after["operation"] === "day-passed") this.#world.played("change day-passed");
    if (after.sk === "CASE" && !before) cases.push((after as unknown as CaseItem).id);
    if (after.sk.startsWith("TASK#") && !isOver(after as unknown as TaskItem))
      this.#office.taskOpened(after as unknown as TaskItem);
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

  /** People who only look, who change what runs, who come and go, and what goes wrong, all through the time. */
  #planOffice(end: number): void {
    const { chance, schedule } = this.#world;
    const some = (aMonth: number, happen: () => Promise<void> | void): void => {
      const span = end - schedule.instant;
      const play = (): void => void Promise.resolve(happen()).catch((error: unknown) => this.#failed(error));
      for (let time = 0; time < aMonth * this.#plan.months; time += 1) {
        schedule.at(schedule.instant + chance(span / minute) * minute, play);
      }
    };
    if (!this.#plan.isCalm) this.#trouble.plan(some, this.#plan.loseExecutions);
    some(120, () => this.#lookers.look());
    some(60, () => this.#changers.change());
    some(2, () => this.#changers.changeAgreement());
    some(3, () => this.#changers.closeSeveral());
    some(6, () => this.#personnel.someoneLeaves());
    some(2, () => this.#personnel.someoneReturns());
    some(1, () => this.#personnel.someoneIsDisabled());
    some(2, () => this.#closedDays.declare());
    if (chance(3) > 0) schedule.at(schedule.instant + chance((end - schedule.instant) / 2), () => this.#publish());
  }

  /** A newer version of a table comes into service: new cases begin by it, and those that run may be moved to it. */
  #publish(): void {
    const { chance, journal, played } = this.#world;
    const tables = currentProcedures();
    const table = tables[chance(tables.length)];
    if (!table || this.#retire) return;
    journal.note(`${table.id} has a version ${table.version + 1}`);
    played("newer version put into service");
    this.#retire = register([{ ...structuredClone(table), version: table.version + 1 }]);
  }

  /** Whoever may lets a case go on that was stopped. */
  #stopped(caseId: string): void {
    const { chance, closing, schedule } = this.#world;
    const seen = closing ? chance(30 * minute) : hour + chance(10 * hour);
    schedule.after(seen, () => void this.#changers.letGoOn(caseId).catch((error: unknown) => this.#failed(error)));
  }

  /** Some addresses of people outside take nothing. */
  #mailed(mail: OutgoingMail): void {
    const { caseId, id, to } = mail;
    this.#deadlines.mailed(mail);
    const { chance, host, journal, schedule } = this.#world;
    journal.note(`mail ${id.slice(0, 80)}`);
    if (!caseId || this.#world.closing || !to.address.startsWith("orang") || chance(60) > 0) return;
    const event = {
      detail: {
        mail: { destination: [to.address], tags: { case: [caseId], message: [messageName(id)] } },
        bounce: {
          bounceType: chance(2) === 0 ? "Permanent" : "Transient",
          bouncedRecipients: [{ emailAddress: to.address, action: "failed" }],
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
      played: this.#played,
      accounted: this.#deadlines.accounted,
    };
  }
}

const unwatched = { ...interruptions(), watch: <Port extends object>(_name: string, port: Port): Port => port };

function isDone(item: Item, now: string): boolean {
  if (item.sk.startsWith("TASK#")) return isOver(item as unknown as TaskItem) && item["resumed"] === true;
  if (item.sk.startsWith("CHANGE#")) return item["done"] === true;
  if (!item.sk.startsWith("MAIL#")) return true;
  const waits = typeof item["notBefore"] === "string" && item["notBefore"] > now;
  return item["state"] !== "pending" || waits;
}
