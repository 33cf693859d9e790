/** Lives of cases on one agency after another, until every state was lost in every way. */
import { readKeptData } from "../crash/kept-data.ts";
import { chanceFrom } from "../support/random-values.ts";
import { Agency } from "./agency.ts";
import { interrupt } from "./interruption.ts";
import { live, type Life } from "./life.ts";
import { Losses } from "./losses.ts";
import { brokenPromises } from "./verify.ts";

export interface TrialOptions {
  procedure: string;
  seed: number;
  /** One way for each moment instead of all. */
  few?: boolean;
  /** Told how far it is. */
  say?: (line: string) => void;
  /** No more cases than these. */
  mostCases?: number;
}

export interface Report {
  cases: number;
  /** Of these begun by the machine of before. */
  old: number;
  states: number;
  losses: number;
  wentOn: number;
  /** What was never lost, for no case came there. */
  never: string[];
  violations: string[];
  /** Data folders of agencies that broke a promise. */
  folders: string[];
}

/** A year of one agency holds no more cases in a row. */
const casesOfAgency = 8;
/** So many cases in a row that lost nothing new, and it is left at that. */
const patience = 60;

export async function loseExecutions(options: TrialOptions): Promise<Report> {
  const { few = false, mostCases = 1_000, procedure, say = () => undefined, seed } = options;
  const losses = new Losses(procedure, few);
  const chance = chanceFrom(seed);
  const report: Report = {
    cases: 0,
    old: 0,
    states: losses.states.size,
    losses: 0,
    wentOn: 0,
    never: [],
    violations: [],
    folders: [],
  };
  let fruitless = 0;
  while (losses.left.length > 0 && report.cases < mostCases && fruitless < patience) {
    const agency = await Agency.open();
    const cases: string[] = [];
    const lives: Life[] = [];
    const broken: string[] = [];
    while (lives.length < casesOfAgency && losses.left.length > 0 && report.cases < mostCases && broken.length === 0) {
      const before = losses.left.length;
      try {
        const life = await live(agency, losses, { chance, cases });
        lives.push(life);
        report.losses += life.lost.length;
        report.wentOn += life.wentOn;
        report.old += Number(life.isOld);
      } catch (error) {
        broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
      report.cases += 1;
      fruitless = losses.left.length < before ? 0 : fruitless + 1;
      say(`${procedure}: ${report.cases} cases, ${losses.left.length} left to lose`);
    }
    interrupt(null);
    const now = agency.now;
    await agency.close();
    broken.push(
      ...brokenPromises(
        await readKeptData(agency.dataDir, now),
        losses.procedure,
        lives.map(({ caseId }) => caseId),
      ),
    );
    const told = broken.map((line) => `${line}${lostOf(lives, line)}`);
    report.violations.push(...told);
    if (told.length > 0) report.folders.push(agency.dataDir);
    else await agency.remove();
    for (const line of told) say(`BROKEN  ${line}`);
  }
  return { ...report, never: losses.left };
}

function lostOf(lives: Life[], line: string): string {
  const life = lives.find(({ caseId }) => line.startsWith(`${caseId}:`));
  return life ? ` (${life.isOld ? "old; " : ""}lost: ${life.lost.join("; ")})` : "";
}
