/** What goes wrong with the host as a whole: storms, restarts, outages, executions that are lost, stopped or break again and again. */
import type { BrokenExecution } from "../../functions/domain/execution/take-over.ts";
import { still, storm, type Weather } from "./faults.ts";
import type { Minutes } from "./minutes.ts";
import { day, hour, minute, type World } from "./world.ts";

/** Has something happen so often a month. */
type Some = (aMonth: number, happen: () => Promise<void> | void) => void;

/** After so many a case is stopped until somebody lets it go on. */
const mostFaults = 3;

export class Trouble {
  readonly #world: World;
  readonly #minutes: Minutes;
  readonly #usual: Weather;
  /** The last instant at which the host was away. */
  last = 0;

  constructor(world: World, minutes: Minutes, usual: Weather) {
    this.#world = world;
    this.#minutes = minutes;
    this.#usual = usual;
  }

  plan(some: Some, losesExecutions: boolean): void {
    const { chance, faults, host, schedule } = this.#world;
    some(6, () => {
      if (this.#world.closing) return;
      faults.weather = storm;
      schedule.after(chance(2 * hour), () => (faults.weather = this.#world.closing ? still : this.#usual));
    });
    some(8, () => host.killOne());
    some(3, () => this.#restart());
    some(1, () => this.#goAway(20 * minute + chance(chance(4) === 0 ? 3 * day : 5 * hour)));
    if (!losesExecutions) return;
    some(10, () => this.#loseOne());
    some(1, () => this.#stopAgainAndAgain());
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
    this.last = Infinity;
    void this.#minutes.goAway();
    schedule.after(ms, () => this.comeBack());
  }

  comeBack(): void {
    const { engine, host, journal } = this.#world;
    if (!host.isDown) return;
    journal.note("back");
    host.isDown = false;
    this.last = this.#world.schedule.instant;
    engine.callAgain();
    this.#minutes.comeBack();
  }

  async #loseOne(): Promise<void> {
    const { chance, engine } = this.#world;
    const name = this.#someRunning();
    if (name === undefined) return;
    if (chance(2) === 0) engine.lose(name);
    else await engine.stop(name);
  }

  /** At the same place, until the case is stopped. */
  async #stopAgainAndAgain(): Promise<void> {
    const { engine, schedule } = this.#world;
    const name = this.#someRunning();
    const caseId = name && engine.caseOf(name);
    for (let time = 0, look = 0; caseId && time < mostFaults && look < 100; look += 1) {
      const [running] = engine.live(caseId);
      if (running !== undefined) {
        await engine.stop(running);
        time += 1;
      }
      await schedule.wait(minute);
    }
  }

  #someRunning(): string | undefined {
    const { chance, engine } = this.#world;
    const running = engine.running;
    return running[chance(running.length)];
  }

  /** EventBridge tells of most executions that broke, some time; the sweep finds the others. */
  broken(broken: BrokenExecution): void {
    const { chance, host, schedule } = this.#world;
    if (chance(3) === 0) return;
    const report = async (): Promise<void> => {
      if (!(await host.reportExecution(broken))) schedule.after(minute + chance(hour), () => void report());
    };
    for (let times = 1 + Number(chance(4) === 0); times > 0; times -= 1) {
      schedule.after(chance(chance(2) * minute + 1_000), () => void report());
    }
  }
}
