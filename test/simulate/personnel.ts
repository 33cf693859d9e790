/** Who of the staff is there: people go away and come back, some are out of service for a while, as `npm run agency` notes. */
import { keys } from "../../functions/adapters/items/keys.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { isActive, isPresent, type StaffMember } from "../../functions/domain/agency.ts";
import { dayAt, presenceOf, presentOn } from "../../functions/domain/people/presence.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import type { Minutes } from "./minutes.ts";
import { day, minute, type World } from "./world.ts";

/** At the agency a day begins so long before it does in UTC. */
const zoneAhead = 7 * 60 * minute;

export class Personnel {
  readonly #world: World;
  readonly #minutes: Minutes;
  /** As people are stored, by id; others know those who are disabled by their names alone. */
  readonly #stored: Map<string, StaffMember>;
  /** Since when each is disabled, epoch milliseconds. */
  readonly #disabledAt = new Map<string, number>();
  /** When people last came or went, as far as anybody has said, epoch milliseconds. */
  #changedAt = 0;

  constructor(world: World, minutes: Minutes) {
    this.#world = world;
    this.#minutes = minutes;
    this.#stored = new Map(world.staff.map((member) => [member.id, member]));
  }

  get today(): string {
    return dayAt(this.#world.oracle.agencies.now.settings, this.#world.schedule.instant);
  }

  isThere(member: StaffMember): boolean {
    return isPresent(member, this.today);
  }

  /** Whether somebody was out of service at an instant already, so that every program knows it by now. */
  isLongDisabled(id: string): boolean {
    const at = this.#disabledAt.get(id);
    return at !== undefined && at + longKnown < this.#world.schedule.instant;
  }

  /** Since when everybody is where they are: since somebody was last said to be elsewhere, or the day began, epoch milliseconds. */
  get changedAt(): number {
    return Math.max(this.#changedAt, this.#lastComing);
  }

  /** When people last were said to come or go on a day up to today. */
  get #lastComing(): number {
    const dates = [...this.#stored.values()].flatMap(({ away = [] }) =>
      away.flatMap(({ from, until }) => [from, addDays(until, 1)]),
    );
    const latest = dates
      .filter((date) => date <= this.today)
      .toSorted()
      .at(-1);
    return latest === undefined ? 0 : Date.parse(latest) - zoneAhead;
  }

  /** Whether tasks wait for those who are there: the sweep has seen who came and went, and was at it long enough. */
  get isSettled(): boolean {
    const { schedule } = this.#world;
    const midnight = Math.floor((schedule.instant + zoneAhead) / day) * day - zoneAhead;
    return schedule.instant - Math.max(this.#changedAt, midnight) > longKnown && !this.isUnseen;
  }

  /** Whether the sweep has still to see who came or went. */
  get isUnseen(): boolean {
    const { items, staff } = this.#world;
    const { pk, sk } = keys.presence();
    const item = items.partition(pk).find((each) => each.sk === sk);
    const known = item ? kinds.presence.read(item).present : null;
    return JSON.stringify(known) !== JSON.stringify(presenceOf(presentOn(staff, this.today)));
  }

  async someoneLeaves(): Promise<void> {
    const { chance, closing, played, staff } = this.#world;
    const here = staff.filter((member) => this.isThere(member));
    const one = here[chance(Math.max(1, here.length))];
    if (!one || closing) return;
    const from = addDays(this.today, chance(2));
    if (chance(5) > 0) {
      played("somebody goes away");
      return this.#away(one, from, addDays(from, chance(10)));
    }
    played("everybody of a role goes away");
    const role = one.roles[chance(one.roles.length)];
    const until = addDays(from, chance(3));
    for (const member of here.filter(({ roles }) => role !== undefined && roles.includes(role)))
      await this.#away(member, from, until);
  }

  /** Before it was meant. */
  async someoneReturns(): Promise<void> {
    const { chance, played, staff } = this.#world;
    const gone = staff.filter((member) => isActive(member) && !this.isThere(member));
    const one = gone[chance(Math.max(1, gone.length))];
    if (!one) return;
    played("somebody comes back early");
    const { away: _, ...back } = one;
    await this.#store(back);
  }

  async someoneIsDisabled(): Promise<void> {
    const { chance, closing, played, schedule, staff } = this.#world;
    const active = staff.filter(isActive);
    const one = active[chance(active.length)];
    if (!one || closing || active.length < staff.length - 1) return;
    played("somebody is disabled");
    this.#disabledAt.set(one.id, schedule.instant);
    await this.#store({ ...one, disabled: true });
    schedule.after(day + chance(12 * day), () => void this.#enable(one.id));
  }

  /** At the end: nobody is missed any more. */
  async everybodyBack(): Promise<void> {
    for (const { disabled: _, away: __, ...member } of [...this.#stored.values()]) await this.#store(member);
  }

  async #enable(id: string): Promise<void> {
    const member = this.#stored.get(id);
    if (!member?.disabled) return;
    this.#world.played("somebody is enabled again");
    const { disabled: _, ...enabled } = member;
    await this.#store(enabled);
  }

  async #away(member: StaffMember, from: string, until: string): Promise<void> {
    await this.#store({ ...member, away: [{ from, until }] });
    for (const date of [from, addDays(until, 1)]) this.#minutes.lookAt(Date.parse(date) - zoneAhead + minute);
  }

  async #store(member: StaffMember): Promise<void> {
    const { items, journal, schedule, staff } = this.#world;
    const place = staff.findIndex(({ id }) => id === member.id);
    journal.note(`${member.id}: ${member.disabled ? "disabled" : JSON.stringify(member.away ?? "is there")}`);
    if (!member.disabled) this.#disabledAt.delete(member.id);
    this.#stored.set(member.id, member);
    staff[place] = member.disabled ? { ...member, email: "", roles: [] } : member;
    this.#changedAt = schedule.instant;
    await items.put({ ...keys.staff(member.id), ...member });
    this.#minutes.lookAt(schedule.instant + minute);
  }
}

/** By then every program has read it, and whatever was under way before is through. */
const longKnown = 20 * minute;
