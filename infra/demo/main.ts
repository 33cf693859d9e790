/** `npm run demo`: plays every SOP on a fresh host, through HTTP and the mailbox only, on a fast clock. */
import { parseArgs } from "node:util";
import { longDate, timeOfDay } from "../../functions/domain/format.ts";
import { playStories, stories } from "./play.ts";
import type { StageEvent, Story } from "./stage.ts";

const { values: options } = parseArgs({ options: { json: { type: "boolean" }, procedure: { type: "string" } } });

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
  const { cases, failures } = await playStories(chosen, {
    begins: heading,
    tell: print,
    failed: (story, reason) => heading({ ...story, title: `GAGAL ${reason}` }),
  });
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
