/** From what is used to what it costs. */
import { prices as jakarta, type Item, type Price, type Usage } from "./prices.ts";

/** USD. `fixed` a month without any case, `perCase` on top for each. */
export interface Amounts {
  fixed: number;
  perCase: number;
  /** Of the month with all its cases. */
  total: number;
}

export interface Line extends Amounts {
  item: Item;
  service: string;
  what: string;
  /** Amounts of it. */
  uses: { fixed: number; perCase: number };
  /** Whether no call was counted for it, as for pages, letters and what is kept. */
  estimated: boolean;
}

export interface Bill {
  cases: number;
  lines: Line[];
  services: (Amounts & { service: string })[];
  sum: Amounts;
  /** The sum without what is estimated. */
  counted: Amounts;
  /** The sum after what AWS always gives free each month, were nothing else in the account. */
  withFreeTier: Amounts;
}

/** What the service must cost at most, USD. */
export const targets = { perCase: 0.002, fixed: 2 } as const;

export function billOf(fixed: Usage, perCase: Usage, cases: number, prices: Record<Item, Price> = jakarta): Bill {
  const lines = (Object.keys(prices) as Item[]).map((item): Line => {
    const { service, what, usd, per } = prices[item];
    const uses = { fixed: fixed[item] ?? 0, perCase: perCase[item] ?? 0 };
    const price = usd / per;
    const estimated = estimatedItems.has(item);
    return { item, service, what, uses, estimated, ...amounts(uses.fixed * price, uses.perCase * price, cases) };
  });
  const services = [...new Set(lines.map(({ service }) => service))].map((service) => ({
    service,
    ...sumOf(lines.filter((line) => line.service === service)),
  }));
  const counted = sumOf(lines.filter(({ estimated }) => !estimated));
  return { cases, lines, services, sum: sumOf(lines), counted, withFreeTier: afterFree(lines, cases, prices) };
}

/** Of these the demonstration shows nothing, or only a part: it opens no pages, uploads no letter, and keeps nothing. */
const estimatedItems = new Set<Item>([
  ...(["edgeRequests", "edgeGb", "edgeFunctionRuns", "filePuts", "fileGets", "fileGbMonths", "dataOutGb"] as const),
  ...(["tableGbMonths", "backupGbMonths"] as const),
]);

function amounts(fixed: number, perCase: number, cases: number): Amounts {
  return { fixed, perCase, total: fixed + perCase * cases };
}

function sumOf(parts: Amounts[]): Amounts {
  const add = (name: keyof Amounts): number => parts.reduce((sum, part) => sum + part[name], 0);
  return { fixed: add("fixed"), perCase: add("perCase"), total: add("total") };
}

/** What is free is taken off the month as a whole, so a case costs what the cases add, divided among them. */
function afterFree(lines: Line[], cases: number, prices: Record<Item, Price>): Amounts {
  const cost = (item: Item, used: number): number =>
    (Math.max(0, used - prices[item].free) * prices[item].usd) / prices[item].per;
  const fixed = lines.reduce((sum, { item, uses }) => sum + cost(item, uses.fixed), 0);
  const total = lines.reduce((sum, { item, uses }) => sum + cost(item, uses.fixed + uses.perCase * cases), 0);
  return { fixed, perCase: cases > 0 ? (total - fixed) / cases : 0, total };
}
