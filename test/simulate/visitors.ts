/** People who ask for something: by the public form, or typed in by the staff. */
import { currentProcedureOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { entryChannelsOf } from "../../statemachines/language/table.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { roleToBegin, roleToReceive } from "../../functions/domain/task/permission.ts";
import { seededUuid } from "../crash/seeded.ts";
import { clockAt } from "../support/clock.ts";
import { entryValues } from "../support/random-player.ts";
import { NoAnswer, type Browsers } from "./browsers.ts";
import type { Personnel } from "./personnel.ts";
import { day, hour, minute, type World } from "./world.ts";

/** How often each procedure is asked for, in parts of all. */
const shares: Record<string, number> = {
  "official-visit": 12,
  "mobile-library": 10,
  "cooperation-agreement": 4,
  "reading-visit": 14,
};

const mostTries = 30;

interface Submission {
  procedure: string;
  submissionId: string;
  language: "id" | "en";
  values: Values;
}

export class Visitors {
  readonly #world: World;
  readonly #browsers: Browsers;
  /** Numbers of the cases that people were told. */
  readonly told = new Set<string>();
  refused = 0;
  /** What was asked for last, by procedure and way in. */
  readonly #last = new Map<string, { at: number; values: Values }>();

  readonly #personnel: Personnel;

  constructor(world: World, browsers: Browsers, personnel: Personnel) {
    this.#world = world;
    this.#browsers = browsers;
    this.#personnel = personnel;
  }

  /** Somebody asks for something. */
  async come(): Promise<void> {
    const { cases, chance, oracle, schedule } = this.#world;
    const procedure = currentProcedureOf(this.#wanted());
    const channels = entryChannelsOf(procedure).filter((channel) => channel !== "calendar");
    const channel = channels[chance(channels.length)] ?? "public";
    const all = { ...oracle, clock: clockAt(schedule.iso) };
    // Neighbours ask for the same, of the same day.
    const last = this.#last.get(`${procedure.id} ${channel}`);
    const isSame = last !== undefined && schedule.instant - last.at < 2 * day && chance(2) === 0;
    const values = isSame ? last.values : await entryValues(all, procedure, channel, chance, cases);
    this.#last.set(`${procedure.id} ${channel}`, { at: schedule.instant, values });
    const submission: Submission = {
      procedure: procedure.id,
      submissionId: seededUuid(() => chance(1_000_000) / 1_000_000),
      language: chance(5) === 0 ? "en" : "id",
      values,
    };
    const send = channel === "public" ? () => this.#byForm(submission) : () => this.#byStaff(submission);
    for (let time = 0; time < mostTries; time += 1) {
      try {
        if (chance(12) === 0) void send().catch(unlessNoAnswer);
        return await send();
      } catch (error) {
        unlessNoAnswer(error);
        await schedule.wait(minute + chance(hour));
      }
    }
  }

  #wanted(): string {
    const known = currentProcedures().flatMap(({ id }) => Array.from({ length: shares[id] ?? 0 }, () => id));
    return known[this.#world.chance(known.length)] ?? "";
  }

  async #byForm(submission: Submission): Promise<void> {
    const device = `visitor:${submission.submissionId}`;
    const send = (code = {}) => {
      return this.#browsers.ask("requester", device, "POST", "/api/requests", { body: { ...submission, ...code } });
    };
    let reply = await send();
    if (reply.status === 202 && "callTo" in reply.body) return void this.#await(submission);
    if (reply.status === 202) {
      const code = this.#browsers.codeFor(device, String(reply.body["codeSentTo"]));
      if (code === null) throw new NoAnswer("the code did not come");
      await this.#world.schedule.wait(minute);
      reply = await send({ code });
    }
    if (reply.status !== 201) return this.#refused(submission, reply.text);
    const caseId = String(reply.body["case"]);
    this.#told(submission, caseId);
    this.#browsers.keepTracking(device, caseId, String(reply.body["tracking"]));
  }

  /** Whoever has no e-mail is called, by and by; some officers find nobody there. */
  #await(submission: Submission): void {
    const { chance, oracle, schedule, staff } = this.#world;
    const procedure = currentProcedureOf(submission.procedure);
    const id = oracle.secrets.hash(submission.submissionId);
    const call = async (): Promise<void> => {
      const able = staff.filter((each) => this.#personnel.isThere(each) && roleToReceive(each, procedure) !== null);
      const member = able[chance(Math.max(1, able.length))];
      if (!member) return;
      const how = chance(6) === 0 ? "drop" : "confirm";
      const body = { words: "Sudah ditelepon." };
      const reply = await this.#browsers.askAsStaff(member, "POST", `/api/staff/unconfirmed/${id}/${how}`, { body });
      if (reply.status === 201) this.#told(submission, String(reply.body["case"]));
      else if (reply.status === 200) this.#refused(submission, "nobody was there when they were called");
    };
    schedule.after(minute + chance(hour), () => void call().catch(unlessNoAnswer));
    // A colleague has the same list before them.
    if (chance(3) === 0) schedule.after(2 * hour, () => void call().catch(unlessNoAnswer));
  }

  async #byStaff(submission: Submission): Promise<void> {
    const procedure = currentProcedureOf(submission.procedure);
    const { chance, staff } = this.#world;
    const able = staff.filter((member) => this.#personnel.isThere(member) && roleToBegin(member, procedure) !== null);
    const member = able[chance(Math.max(1, able.length))];
    if (!member) return this.#refused(submission, "nobody is there who begins it");
    const reply = await this.#browsers.askAsStaff(member, "POST", "/api/staff/cases", { body: submission });
    if (reply.status !== 201) return this.#refused(submission, reply.text);
    this.#told(submission, String(reply.body["case"]));
  }

  #told({ submissionId, values }: Submission, caseId: string): void {
    this.told.add(caseId);
    if (Object.values(values).some((value) => this.#world.cases.includes(String(value))))
      this.#world.played("case begun from another");
    this.#world.promises.acceptedRequest(submissionId, caseId);
  }

  #refused({ procedure }: Submission, text: string): void {
    this.refused += 1;
    this.#world.journal.note(`refused ${procedure}: ${text.slice(0, 300)}`);
  }
}

function unlessNoAnswer(error: unknown): void {
  if (!(error instanceof NoAnswer)) throw error;
}
