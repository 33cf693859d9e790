/** Plays stories on a fresh host, whose data is gone afterwards. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import "../../statemachines/index.ts";
import { procedures, register } from "../../statemachines/language/registry.ts";
import { writeMachines, type Folder } from "../../statemachines/compiler/machine-files.ts";
import { jumpableClock, type JumpableClock } from "../local/host/clock.ts";
import { secretsFile } from "../local/host/data-folder.ts";
import { startHost, type HostOptions } from "../local/host/host.ts";
import { mailboxOf } from "./mailbox.ts";
import { cooperationAgreementStories } from "./cooperation-agreement.ts";
import { holidayStories } from "./holiday-in-a-deadline.ts";
import { mobileLibraryStories } from "./mobile-library.ts";
import { monthReportStories } from "./month-reports.ts";
import { changedVisitStories } from "./changed-visits.ts";
import { stopExecution, takeExecution } from "./lose-execution.ts";
import { notePerson } from "./note-person.ts";
import { lostExecutionStories } from "./lost-executions.ts";
import { newVersionStories } from "./new-version.ts";
import { absenceStories } from "./absences.ts";
import { incompleteVisitStories } from "./incomplete-visits.ts";
import { officialVisitMishaps } from "./official-visit-mishaps.ts";
import { officialVisitStories } from "./official-visit.ts";
import { readingStories } from "./reading-on-site.ts";
import { silentHostStories } from "./silent-hosts.ts";
import { silentVisitorStories } from "./silent-visitors.ts";
import { substitutionStories } from "./substitution.ts";
import { papersLeft, type PlayedPaper } from "./papers.ts";
import { castOf, lengths, type Stage, type StageEvent, type Story } from "./stage.ts";

/** Everything there is to play. */
export const stories: Story[] = [
  ...readingStories,
  ...monthReportStories,
  ...officialVisitStories,
  ...silentVisitorStories,
  ...officialVisitMishaps,
  ...incompleteVisitStories,
  ...absenceStories,
  ...substitutionStories,
  ...changedVisitStories,
  ...lostExecutionStories,
  ...mobileLibraryStories,
  ...silentHostStories,
  ...holidayStories,
  ...cooperationAgreementStories,
  // Last, for the table it puts into service stays.
  ...newVersionStories,
];

/** Monday, 23 November 2026, 09.00 WIB: an ordinary office morning. */
const opening = Date.parse("2026-11-23T02:00:00Z");

export interface PlayOptions {
  /** Told before each story. */
  begins?(story: Story): void;
  tell?(event: StageEvent): void;
  /** Told of a story that did not go as it should. */
  failed?(story: Story, reason: string): void;
  host?: Partial<HostOptions>;
}

/** @returns the cases of the stories that went well, and what went wrong in the others */
export async function playStories(chosen: Story[], options: PlayOptions = {}) {
  const done: Played = { failures: [], cases: [], papers: [], secrets: null };
  for (const stories of onOneHost(chosen)) await playTogether(stories, options, done);
  return done;
}

interface Played {
  failures: string[];
  cases: string[];
  papers: PlayedPaper[];
  /** Of all hosts of a play: clients of AWS in this process keep the credentials that they began with. */
  secrets: Buffer | null;
}

/** Those that follow one another on one host, and each of those that have one for themselves. */
function onOneHost(stories: Story[]): Story[][] {
  return [
    stories.filter(({ ownHost }) => !ownHost),
    ...stories.filter(({ ownHost }) => ownHost).map((each) => [each]),
  ].filter(({ length }) => length > 0);
}

async function playTogether(chosen: Story[], options: PlayOptions, done: Played): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "alur-pustaka-demo-"));
  const clock = jumpableClock(opening, { exportTo: process.env });
  const secrets = join(folder, "data", secretsFile);
  if (done.secrets) {
    await mkdir(dirname(secrets), { mode: 0o700 });
    await writeFile(secrets, done.secrets, { mode: 0o600 });
  }
  const theatre = await openTheatre(folder, { ...options.host, clock });
  done.secrets ??= await readFile(secrets);
  try {
    const { mailbox } = theatre;
    const cast = castOf(theatre.base, mailbox);
    const before = done.cases.length;
    for (const story of chosen) {
      const about = { procedure: story.procedure, story: story.title };
      const stage: Stage = {
        ...theatre,
        clock,
        ...cast,
        tell: (event) => options.tell?.({ at: new Date(clock.now()).toISOString(), ...about, ...event }),
      };
      options.begins?.(story);
      try {
        done.cases.push(await story.play(stage));
      } catch (error) {
        const reason = `${story.title}: ${error instanceof Error ? error.message : String(error)}`;
        done.failures.push(reason);
        options.failed?.(story, reason);
      }
    }
    const cases = done.cases.slice(before).filter((id) => id !== "");
    done.papers.push(...(await papersLeft({ ...theatre, ...cast, clock }, cases)));
  } finally {
    await theatre.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Theatre extends Pick<Stage, "base" | "loseExecution" | "mailbox" | "note" | "tick" | "release"> {
  close(): Promise<void>;
}

/** A fresh host, and the releases that follow it on the same data and address. */
async function openTheatre(
  folder: string,
  options: Pick<HostOptions, "awsClients"> & { clock: JumpableClock },
): Promise<Theatre> {
  const dataDir = join(folder, "data");
  let host = await startHost({ dataDir, port: 0, seed: true, ...options });
  const base = host.url;
  const { awsClients, clock } = options;
  // With the clients of AWS each function is as it is there: one draws papers for all.
  const aMinuteLater = async (): Promise<void> => {
    clock.jumpTo(clock.now() + lengths.minute);
    await host.tick();
  };
  const mailbox = awsClients ? mailboxOf(host, aMinuteLater) : mailboxOf(host);
  const released: (() => void)[] = [];
  // With what the next host on the same data starts too.
  let started: Pick<HostOptions, "clock" | "machines"> = options;
  return {
    base,
    mailbox,
    tick: () => host.tick(),
    async loseExecution(caseId, how) {
      if (how === "stopped") return stopExecution(caseId);
      await host.close();
      await takeExecution(dataDir, caseId);
      host = await startHost({ dataDir, port: Number(new URL(base).port), ...started });
    },
    note: (id, change) => notePerson(dataDir, id, change),
    async release(table) {
      await host.close();
      released.push(register([table]));
      const machines = join(folder, "machines");
      await writeMachines(folderAt(machines), procedures);
      started = { ...options, machines };
      host = await startHost({ dataDir, port: Number(new URL(base).port), ...started });
    },
    async close() {
      await host.close();
      for (const takeBack of released) takeBack();
    },
  };
}

function folderAt(home: string): Folder {
  return {
    read: (file) => readFile(join(home, file), "utf8").catch(() => null),
    async write(file, text) {
      await mkdir(dirname(join(home, file)), { recursive: true });
      await writeFile(join(home, file), text);
    },
  };
}
