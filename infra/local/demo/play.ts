/** Plays stories on a fresh host, whose data is gone afterwards. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jumpableClock } from "../clock.ts";
import { startHost, type HostOptions } from "../host.ts";
import { Browser } from "./browser.ts";
import { Mailbox } from "./mailbox.ts";
import { cooperationAgreementStories } from "./cooperation-agreement.ts";
import { mobileLibraryStories } from "./mobile-library.ts";
import { officialVisitStories } from "./official-visit.ts";
import { readingStories } from "./reading-on-site.ts";
import { castOf, type Stage, type StageEvent, type Story } from "./stage.ts";

/** Everything there is to play. */
export const stories: Story[] = [
  ...readingStories,
  ...officialVisitStories,
  ...mobileLibraryStories,
  ...cooperationAgreementStories,
];

/** Monday, 23 November 2026, 09.00 WIB: an ordinary office morning. */
const opening = Date.parse("2026-11-23T02:00:00Z");

export interface PlayOptions {
  /** Told before each story. */
  begins?(story: Story): void;
  tell?(event: StageEvent): void;
  /** Told of a story that did not go as it should. */
  failed?(story: Story, reason: string): void;
  /** Done while the host still stands. */
  afterwards?(): Promise<void>;
  host?: Partial<HostOptions>;
}

/** @returns the cases of the stories that went well, and what went wrong in the others */
export async function playStories(chosen: Story[], options: PlayOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "alur-pustaka-demo-"));
  const clock = jumpableClock(opening, { exportTo: process.env });
  const host = await startHost({ dataDir, port: 0, clock, seed: true, ...options.host });
  const failures: string[] = [];
  const cases: string[] = [];
  try {
    const mailbox = new Mailbox(new Browser(host.url));
    const cast = castOf(host.url, mailbox);
    for (const story of chosen) {
      const about = { procedure: story.procedure, story: story.title };
      const stage: Stage = {
        base: host.url,
        clock,
        mailbox,
        ...cast,
        tick: () => host.tick(),
        tell: (event) => options.tell?.({ at: new Date(clock.now()).toISOString(), ...about, ...event }),
      };
      options.begins?.(story);
      try {
        cases.push(await story.play(stage));
      } catch (error) {
        const reason = `${story.title}: ${error instanceof Error ? error.message : String(error)}`;
        failures.push(reason);
        options.failed?.(story, reason);
      }
    }
    await options.afterwards?.();
  } finally {
    await host.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  return { cases, failures };
}
