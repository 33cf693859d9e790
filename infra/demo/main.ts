/**
 * `npm run demo`: plays every SOP on a fresh host, through HTTP and the mailbox only, on a fast clock.
 *
 *     npm run demo -- --procedure official-visit   one SOP
 *     npm run demo -- --json                       a JSON line per event
 *     npm run demo -- --aws-clients                handlers use the clients of AWS, against endpoints of the host
 */
import { parseArgs } from "node:util";
import { longDate, timeOfDay } from "../../functions/domain/format.ts";
import { playStories, stories } from "./play.ts";
import type { StageEvent, Story } from "./stage.ts";

const flag = { type: "boolean" } as const;
const { values: options } = parseArgs({
  options: { json: flag, procedure: { type: "string" }, "aws-clients": flag },
});

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
  const played = await playStories(chosen, {
    host: { awsClients: options["aws-clients"] ?? false },
    begins: heading,
    tell: print,
    failed: (story, reason) => heading({ ...story, title: `GAGAL ${reason}` }),
  });
  conclude(played);
  return played.failures.length === 0 ? 0 : 1;
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

function conclude({ cases, failures, papers }: Awaited<ReturnType<typeof playStories>>): void {
  const ok = failures.length === 0;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ok, cases: cases.length, failures, papers })}\n`);
    return;
  }
  process.stdout.write(`\nnaskah yang diterbitkan: ${papers.length}\n`);
  for (const { case: id, kind, number, pages, signer } of papers) {
    const length = pages === null ? "belum dicetak" : `${pages} halaman`;
    const words = [id, kind.padEnd(30), number.padEnd(24), signer.padEnd(26), length];
    process.stdout.write(`  ${words.join("  ")}\n`);
  }
  process.stdout.write(
    `\n${ok ? "semua berkas berakhir sebagaimana mestinya" : "ADA YANG GAGAL"}: ${cases.length} berkas\n`,
  );
}
