/** The office declares days closed while it runs, some of them with visits on it, and sees to those. */
import { keys } from "../../functions/adapters/items/keys.ts";
import type { ClosedDaysView } from "../../functions/contract/staff.ts";
import type { Booking } from "../../functions/domain/booking/day-book.ts";
import { isServiceDay } from "../../functions/domain/calendar/calendar.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { NoAnswer, type Browsers } from "./browsers.ts";
import type { Changers } from "./changers.ts";
import type { Personnel } from "./personnel.ts";
import { hour, minute, type World } from "./world.ts";

/** By then every program has read the new calendar, and whatever was under way is through. */
const longKnown = 20 * minute;

export class ClosedDays {
  readonly #world: World;
  readonly #browsers: Browsers;
  readonly #personnel: Personnel;
  readonly #changers: Changers;
  /** Day -> when it was declared closed, epoch milliseconds. */
  readonly #declaredAt = new Map<string, number>();

  constructor(world: World, browsers: Browsers, personnel: Personnel, changers: Changers) {
    this.#world = world;
    this.#browsers = browsers;
    this.#personnel = personnel;
    this.#changers = changers;
  }

  /** A day ahead is closed from now on; rather one on which somebody comes. */
  async declare(): Promise<void> {
    const { chance, closing, items, journal, oracle, played, schedule } = this.#world;
    if (closing) return;
    const { settings } = oracle.agencies.now;
    const ahead = Array.from({ length: 30 }, (_, index) => addDays(this.#personnel.today, 1 + index)).filter((date) =>
      isServiceDay(settings.calendar, date),
    );
    const taken = ahead.filter((date) => this.#firmOn(date).length > 0);
    const among = taken.length > 0 && chance(4) > 0 ? taken : ahead;
    const date = among[chance(Math.max(1, among.length))];
    if (date === undefined) return;
    played("day declared closed");
    if (this.#firmOn(date).length > 0) played("day declared closed with visits on it");
    journal.note(`${date} is closed`);
    const holiday = { date, name: "Libur setempat", kind: "local" } as const;
    const calendar = { ...settings.calendar, holidays: [...settings.calendar.holidays, holiday] };
    oracle.agencies.now.settings = { ...settings, calendar };
    this.#declaredAt.set(date, schedule.instant);
    await items.put({ ...keys.settings(), settings: oracle.agencies.now.settings });
    schedule.after(hour + chance(20 * hour), () => void this.#see());
  }

  /** At each write: nobody is promised a day on which nobody is received. */
  written(before: Item | undefined, after: Item): void {
    const [kind, resource = "", date = ""] = after.pk.split("#");
    if (kind !== "DAY") return;
    const declaredAt = this.#declaredAt.get(date);
    if (declaredAt === undefined || declaredAt + longKnown > this.#world.schedule.instant) return;
    const isPromise = resource === this.#world.oracle.agencies.now.settings.room.name || /^vehicle:/.test(resource);
    const had = firmIn(before).map(placeOf);
    const added = firmIn(after).filter((each) => !had.includes(placeOf(each)));
    // Whoever replaces the vehicle of a stop that was approved before promises nothing new.
    // Nor does a change to a case that somebody else has ended meanwhile: it is refused, and gives back what it took.
    const isNew = ({ caseId }: Booking): boolean =>
      !this.#hadVehicle(caseId, date, after.pk, before) && !this.#hasEnded(caseId);
    for (const { caseId } of isPromise ? added.filter(isNew) : [])
      this.#world.journal.blame(`11: ${caseId} was promised ${resource} on ${date}, which is closed`);
  }

  #hasEnded(caseId: string): boolean {
    const found = this.#world.items.partition(keys.case(caseId).pk).find(({ sk }) => sk === "CASE");
    return found?.["ending"] !== undefined;
  }

  #hadVehicle(caseId: string, date: string, pk: string, before: Item | undefined): boolean {
    const { items, oracle } = this.#world;
    const pks = oracle.agencies.now.settings.vehicles.map((mark) => keys.day(`vehicle:${mark}`, date).pk);
    const others = pks.filter((each) => each !== pk).flatMap((each) => [...items.partition(each)]);
    return [...others.flatMap(firmIn), ...firmIn(before)].some((each) => each.caseId === caseId);
  }

  /** Somebody looks what is on closed days, and does what the page offers. */
  async #see(): Promise<void> {
    const { chance, schedule, staff } = this.#world;
    const here = staff.filter((member) => this.#personnel.isThere(member));
    const member = here[chance(Math.max(1, here.length))];
    if (!member) return;
    try {
      const reply = await this.#browsers.askAsStaff(member, "GET", "/api/staff/closed-days");
      const affected = (reply.body as unknown as ClosedDaysView).days.flatMap(({ cases }) => cases);
      for (const { case: caseId } of affected) if (chance(5) > 0) await this.#changers.clearClosedDay(caseId);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      schedule.after(hour, () => void this.#see());
    }
  }

  /** What is on closed days ahead is listed, as things stand in this moment. */
  check({ days }: ClosedDaysView): void {
    const { journal, schedule } = this.#world;
    const today = this.#personnel.today;
    for (const [date, declaredAt] of this.#declaredAt) {
      if (date <= today || declaredAt + longKnown > schedule.instant) continue;
      const listed = days.find((each) => each.date === date)?.cases.map((each) => each.case) ?? [];
      const missing = this.#firmOn(date).filter(({ caseId }) => !listed.includes(caseId));
      for (const { caseId } of missing)
        journal.blame(`20: ${caseId} is on ${date}, which is closed, and is not listed`);
    }
  }

  #firmOn(date: string): Booking[] {
    const { items, oracle } = this.#world;
    const { pk } = keys.day(oracle.agencies.now.settings.room.name, date);
    return items.partition(pk).flatMap((item) => firmIn(item));
  }
}

function firmIn(item: Item | undefined): Booking[] {
  const bookings = (item?.["bookings"] ?? []) as Booking[];
  return bookings.filter(({ state }) => state === "firm");
}

function placeOf({ caseId, end, start }: Booking): string {
  return `${caseId} ${start} ${end}`;
}
