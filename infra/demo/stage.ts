/** What a story of the demonstration is played on: a fresh host, its people, a clock that can be moved. */
import type { Noted } from "./note-person.ts";
import type { JumpableClock } from "../local/host/clock.ts";
import { demoStaff } from "../local/host/demo-agency.ts";
import type { ActorId, Procedure } from "../../statemachines/language/vocabulary.ts";
import type { Mailbox } from "./mailbox.ts";
import { Officer, Official } from "./people.ts";

/** A line of the timeline. */
export interface StageEvent {
  at: string;
  procedure: string;
  story: string;
  case: string;
  who: string;
  what: string;
}

export interface Stage {
  base: string;
  clock: JumpableClock;
  mailbox: Mailbox;
  /** Runs what is due now: the sweep and the timers of the workflow. */
  tick(): Promise<void>;
  /** Puts a new version of a table into service, as a release does: the host stops, and starts with it on its data. */
  release(table: Procedure): Promise<void>;
  /**
   * Ends the execution of a case: stops it as an operator can, or takes it out of the workflow's journal while the host is
   * down, as a damaged disk does.
   */
  loseExecution(caseId: string, how: "stopped" | "taken"): Promise<void>;
  /** Notes something of a person of the agency, as `npm run agency` does on the same data. */
  note(id: string, change: Noted): Promise<void>;
  tell(event: Pick<StageEvent, "case" | "who" | "what">): void;
  /** The nth person with a role, signed in. */
  officer(role: ActorId, nth?: number): Promise<Officer>;
  official(role: ActorId): Official;
}

export interface Story {
  procedure: string;
  title: string;
  /** On a fresh host of its own, which opens like the other: where the days of the calendar are told. */
  ownHost?: true;
  /** Plays the story; throws when anything does not go as it should. Answers the case it was about. */
  play(stage: Stage): Promise<string>;
}

/** Signs people in when they are first needed, and keeps their browsers. */
export function castOf(base: string, mailbox: Mailbox): Pick<Stage, "officer" | "official"> {
  const officers = new Map<string, Promise<Officer>>();
  const officials = new Map<string, Official>();
  return {
    officer(role, nth = 0) {
      const { email } = memberWith(role, nth);
      const known = officers.get(email);
      if (known) return known;
      const officer = new Officer(base, email);
      const signedIn = officer.signIn(mailbox).then(() => officer);
      officers.set(email, signedIn);
      return signedIn;
    },
    official(role) {
      const { email } = memberWith(role);
      const official = officials.get(email) ?? new Official(base, email, mailbox);
      officials.set(email, official);
      return official;
    },
  };
}

/** The demo agency's person for a role. */
export function memberWith(role: ActorId, nth = 0): (typeof demoStaff)[number] {
  const member = demoStaff.filter((each) => each.roles.includes(role))[nth];
  if (!member) throw new Error(`the demo agency has nobody as ${role}`);
  return member;
}

const minute = 60_000;

export const lengths = { minute, hour: 60 * minute, day: 24 * 60 * minute };
