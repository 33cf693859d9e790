/** What must hold of open cases as they stand: somebody who is there is asked, and what was promised is taken. */
import { keys } from "../../functions/adapters/items/keys.ts";
import { actorOf } from "../../statemachines/language/registry.ts";
import type { Booking } from "../../functions/domain/booking/day-book.ts";
import { journeyOf } from "../../functions/domain/booking/journey.ts";
import { appointmentOf } from "../../functions/domain/case/appointment.ts";
import { openTasks, procedureOfCase, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { candidateOf, isAsked, makersOf } from "../../functions/domain/task/permission.ts";
import { personOf } from "../../functions/domain/case/records.ts";
import type { Personnel } from "./personnel.ts";
import type { World } from "./world.ts";

export class Standing {
  readonly #world: World;
  readonly #personnel: Personnel;

  constructor(world: World, personnel: Personnel) {
    this.#world = world;
    this.#personnel = personnel;
  }

  /** @param since as in `Promises` */
  async check(since: string): Promise<void> {
    const { cases, items, oracle } = this.#world;
    const isSettled = this.#personnel.isSettled;
    for (const caseId of cases) {
      const item = items.partition(keys.case(caseId).pk).find(({ sk }) => sk === "CASE");
      if (item?.["ending"] !== undefined) {
        if ((item["endedAt"] as string) < since) this.#checkFreed(caseId, item["ending"] as string);
        continue;
      }
      const dossier = await oracle.cases.dossier(caseId);
      if (!dossier) continue;
      if (isSettled && since !== "") for (const task of openTasks(dossier)) this.#checkAttended(dossier, task);
      if (isQuiet(dossier, since)) this.#checkTaken(dossier);
    }
  }

  /** Whoever is there is asked; where nobody is who may, it is an open problem. */
  #checkAttended(dossier: Dossier, task: TaskItem): void {
    const { journal, staff } = this.#world;
    const step = stepOfTask(dossier, task);
    if (!actorOf(task.actor).inside || task.unattendedSince !== undefined) return;
    const makers = makersOf(dossier, step);
    const asked = staff.some(
      (member) =>
        this.#personnel.isThere(member) &&
        !makers.includes(personOf(member)) &&
        (isAsked({ ...task, makers }, candidateOf(member)) ||
          (step.helpers ?? []).some((role) => member.roles.includes(role))),
    );
    if (!asked) journal.blame(`13: ${dossier.case.id} ${task.step} waits for nobody who is there, and nobody is told`);
  }

  /** What is approved and has its day still to come has its room, or its vehicle and people. */
  #checkTaken(dossier: Dossier): void {
    const { journal, oracle, schedule } = this.#world;
    const appointment = appointmentOf(dossier);
    const waits = openTasks(dossier).some(
      ({ availableFrom }) => availableFrom !== null && availableFrom > schedule.iso,
    );
    const procedure = procedureOfCase(dossier.case);
    if (!appointment || !waits) return;
    const { id } = dossier.case;
    const plan = journeyOf(dossier);
    if (plan) {
      const time = { start: plan.departs, end: plan.returns };
      // Whoever steps in at a row goes along from then on, without having been planned.
      const stoodIn = dossier.tasks.flatMap(({ answer }) => (answer?.insteadOf ? [answer.person] : []));
      const crew = plan.crew.filter((person) => !stoodIn.includes(`staff:${person}`));
      for (const each of [`vehicle:${plan.vehicle}`, ...crew.map((person) => `person:${person}`)])
        if (!this.#firm(each, plan.slot.date, id, time))
          journal.blame(`11: ${id} goes on ${plan.slot.date} without having taken ${each}`);
      return;
    }
    if (!procedure.steps.some(({ outcomes }) => outcomes.some(({ guard }) => guard === "reserve-visit-slot"))) return;
    for (const { date, end, headcount, start } of appointment.sessions) {
      const taken = this.#firm(oracle.agencies.now.settings.room.name, date, id, { start, end });
      if (!taken) journal.blame(`11: ${id} comes on ${date} at ${start} without having the room`);
      else if (taken.headcount < headcount)
        journal.blame(`11: ${id} comes on ${date} with ${headcount} people, and has room for ${taken.headcount}`);
    }
  }

  /** Who ended otherwise than by having been there keeps nothing of the days to come. */
  #checkFreed(caseId: string, ending: string): void {
    const { journal } = this.#world;
    if (ending === "SELESAI") return;
    for (const { date, resource } of this.#aheadOf(caseId))
      journal.blame(`11: ${caseId} has ended (${ending}) and keeps ${resource} on ${date}`);
  }

  #aheadOf(caseId: string): { resource: string; date: string }[] {
    return this.#daysAhead().filter(({ bookings }) => {
      return bookings.some((each) => each.caseId === caseId && each.state !== "asked");
    });
  }

  #ahead: { step: number; days: { resource: string; date: string; bookings: Booking[] }[] } = { step: -1, days: [] };

  /** Books of the room, vehicles and people of days to come; looked up once a step. */
  #daysAhead() {
    const { items, journal, oracle } = this.#world;
    const room = oracle.agencies.now.settings.room.name;
    if (this.#ahead.step === journal.step) return this.#ahead.days;
    const days = items.everything().flatMap(({ bookings, pk }) => {
      const [kind, resource = "", date = ""] = pk.split("#");
      const counts =
        kind === "DAY" && date > this.#personnel.today && (resource === room || /^(vehicle|person):/.test(resource));
      return counts ? [{ resource, date, bookings: (bookings ?? []) as Booking[] }] : [];
    });
    this.#ahead = { step: journal.step, days };
    return days;
  }

  #firm(resource: string, date: string, caseId: string, time: { start: string; end: string }): Booking | undefined {
    const [item] = this.#world.items.partition(keys.day(resource, date).pk);
    const bookings = (item?.["bookings"] ?? []) as Booking[];
    return bookings.find(
      (each) => each.caseId === caseId && each.state === "firm" && each.start === time.start && each.end === time.end,
    );
  }
}

/** Whether everything that was said of it was said so long ago that it is carried out. */
function isQuiet({ case: item, changes = [], tasks }: Dossier, since: string): boolean {
  const flow = tasks.every(({ answer, openedAt }) => openedAt < since && (answer === null || answer.at < since));
  return item.problem === undefined && flow && changes.every(({ at, done }) => done && at < since);
}
