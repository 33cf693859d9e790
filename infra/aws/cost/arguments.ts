import { parseArgs } from "node:util";
import { agencies, agencyNamed } from "../../agencies/index.ts";
import type { AgencyConfig } from "../../agencies/types.ts";

/** A line that says what is wrong with the command. */
export class BadArguments extends Error {
  override name = "BadArguments";
}

export interface Wishes {
  agency: AgencyConfig;
  /** Cases a month. */
  cases: number;
  json: boolean;
}

const most = 1_000_000;

/** @throws BadArguments */
export function wishesFrom(args: string[]): Wishes {
  const { cases, agency, json } = parsed(args.filter((argument) => argument !== "--"));
  const count = Number(cases ?? 500);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new BadArguments(`--cases takes a whole number from 1 to ${most}, not "${cases ?? ""}".`);
  return { agency: chosen(agency), cases: count, json: json ?? false };
}

function parsed(args: string[]) {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ args, options: { cases: text, agency: text, json: { type: "boolean" } } }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadArguments(`${reason}\nUsage: npm run cost -- [--cases 500] [--agency ID] [--json]`);
  }
}

function chosen(id: string | undefined): AgencyConfig {
  const [first] = agencies;
  try {
    return id === undefined && first ? first : agencyNamed(id ?? "");
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error));
  }
}
