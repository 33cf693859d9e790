/** `npm run demo`: plays every SOP on a fresh host, through HTTP and the mailbox only, on a fast clock. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { longDate, timeOfDay } from "../../../functions/domain/format.ts";
import { jumpableClock } from "../clock.ts";
import { startHost } from "../host.ts";
import { Browser } from "./browser.ts";
import { Mailbox } from "./mailbox.ts";
import { officialVisitStories } from "./official-visit.ts";
import { castOf, type Stage, type StageEvent, type Story } from "./stage.ts";

const stories: Story[] = [...officialVisitStories];
const { values: options } = parseArgs({ options: { json: { type: "boolean" }, procedure: { type: "string" } } });
/** Monday, 23 November 2026, 09.00 WIB: an ordinary office morning. */
const opening = Date.parse("2026-11-23T02:00:00Z");

// The timeline is the output: handlers report problems only.
process.env["LOG_LEVEL"] ??= "problem";
process.exitCode = await playAll();

async function playAll(): Promise<number> {
  const chosen = stories.filter((story) => !options.procedure || story.procedure === options.procedure);
  if (chosen.length === 0) {
    process.stderr.write(
      `no procedure "${options.procedure ?? ""}"; there are: ${[...new Set(stories.map((story) => story.procedure))].join(", ")}\n`,
    );
    return 2;
  }
  const dataDir = await mkdtemp(join(tmpdir(), "alur-pustaka-demo-"));
  const clock = jumpableClock(opening, { exportTo: process.env });
  const host = await startHost({ dataDir, port: 0, clock, seed: true });
  const failures: string[] = [];
  const cases: string[] = [];
  try {
    const mailbox = new Mailbox(new Browser(host.url));
    const cast = castOf(host.url, mailbox);
    for (const story of chosen) {
      const stage: Stage = {
        base: host.url,
        clock,
        mailbox,
        ...cast,
        tick: () => host.tick(),
        tell: (event) =>
          print({ at: new Date(clock.now()).toISOString(), procedure: story.procedure, story: story.title, ...event }),
      };
      heading(story);
      try {
        cases.push(await story.play(stage));
      } catch (error) {
        failures.push(`${story.title}: ${error instanceof Error ? error.message : String(error)}`);
        heading({ ...story, title: `GAGAL ${failures.at(-1) ?? ""}` });
      }
    }
  } finally {
    await host.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  conclude(cases, failures);
  return failures.length === 0 ? 0 : 1;
}

function print(event: StageEvent): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(event)}\n`);
    return;
  }
  const style = { language: "id", zone: "Asia/Jakarta" } as const;
  const when = `${longDate(event.at, style)} ${timeOfDay(event.at, style)}`;
  process.stdout.write(`  ${when.padEnd(34)} ${event.case}  ${event.who.padEnd(13)} ${event.what}\n`);
}

function heading(story: Pick<Story, "procedure" | "title">): void {
  if (!options.json) process.stdout.write(`\n${story.procedure}: ${story.title}\n`);
}

function conclude(cases: string[], failures: string[]): void {
  const ok = failures.length === 0;
  if (options.json) process.stdout.write(`${JSON.stringify({ ok, cases: cases.length, failures })}\n`);
  else
    process.stdout.write(
      `\n${ok ? "semua berkas berakhir sebagaimana mestinya" : "ADA YANG GAGAL"}: ${cases.length} berkas\n`,
    );
}
