/** What the parts of a simulated agency share. */
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { FakeDependencies } from "../support/fakes/index.ts";
import type { MemoryItems } from "../support/memory-items.ts";
import type { Chance } from "../support/random-values.ts";
import type { Engine } from "./engine.ts";
import type { Faults } from "./faults.ts";
import type { Host } from "./host.ts";
import type { Journal } from "./journal.ts";
import type { PostOffice } from "./post-office.ts";
import type { PlayedThing } from "./played.ts";
import type { Promises } from "./promises.ts";
import type { Schedule } from "./schedule.ts";

export interface World {
  chance: Chance;
  engine: Engine;
  faults: Faults;
  host: Host;
  items: MemoryItems;
  journal: Journal;
  post: PostOffice;
  promises: Promises;
  schedule: Schedule;
  /** As programs know them: those out of service by their names alone. Changed in place. */
  staff: StaffMember[];
  /** Looks into the store as it is, without going wrong; its clock is set by whoever looks. */
  oracle: FakeDependencies;
  /** Nothing new begins, and nothing goes wrong any more. */
  closing: boolean;
  /** Numbers of all cases. */
  cases: string[];
  /** Steps and outcomes that were chosen: `procedure/step/outcome`. */
  chosen: Set<string>;
  /** Counts what was played. */
  played(what: PlayedThing): void;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
