/** The bill for people and for programs. */
import { assumptions } from "./assumptions.ts";
import { targets, type Amounts, type Bill, type Line } from "./bill.ts";
import type { Measured } from "./measure.ts";
import { callsOf } from "./usage.ts";
import { isVerified, priceList, prices } from "./prices.ts";

export interface Verdict {
  target: string;
  /** USD. */
  atMost: number;
  is: number;
  met: boolean;
  /** Without what is estimated. */
  isCounted: number;
  metCounted: boolean;
  /** The same after what is always free. */
  isWithFreeTier: number;
  metWithFreeTier: boolean;
}

export function verdictsOf({ sum, counted, withFreeTier }: Bill): Verdict[] {
  const verdict = (target: string, key: "perCase" | "fixed"): Verdict => ({
    target,
    atMost: targets[key],
    is: sum[key],
    met: sum[key] <= targets[key],
    isCounted: counted[key],
    metCounted: counted[key] <= targets[key],
    isWithFreeTier: withFreeTier[key],
    metWithFreeTier: withFreeTier[key] <= targets[key],
  });
  return [verdict("USD a case", "perCase"), verdict("USD a month fixed", "fixed")];
}

/** One JSON object. */
export function jsonOf(agency: string, bill: Bill, { cases }: Measured): string {
  const played = cases.map(({ invocations, ...each }) => ({
    ...each,
    requests: invocations.filter(({ request }) => request !== null).length,
    invocations: callsOf(invocations).length,
    mails: invocations.reduce((sum, { mails }) => sum + mails, 0),
    writeUnits: invocations.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    readUnits: invocations.reduce((sum, { readUnits }) => sum + readUnits, 0),
  }));
  return JSON.stringify({ agency, prices: priceList, ...bill, targets: verdictsOf(bill), assumptions, played });
}

/** A table for the terminal. */
export function tableOf(agency: string, bill: Bill, { cases }: Measured): string {
  const header = ["", "fixed a month", "per case", `${bill.cases} cases a month`];
  const rows = bill.services
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total)
    .flatMap(({ service, ...amounts }) => [
      row(service, amounts),
      ...bill.lines
        .filter((line) => line.service === service && line.total > 0)
        .map((line) => row(titleOf(line), line)),
    ]);
  const sums = [
    row("Sum", bill.sum),
    row("Sum of what was counted, without ~", bill.counted),
    row("Sum after what AWS always gives free", bill.withFreeTier),
  ];
  const unverified = Object.values(prices).filter((price) => !isVerified(price)).length;
  return [
    `Cost of ${agency}, in USD without tax; the mean of ${cases.length} cases that the demonstration played`,
    `Prices of ${priceList.region}, ${priceList.date}; ${unverified} of ${Object.keys(prices).length} not verified for this region (infra/aws/cost/prices.ts)`,
    "",
    ...aligned([header, ...rows, ...sums]),
    "",
    `~ is estimated by infra/aws/cost/assumptions.ts. So is that Lambda takes ${assumptions.slowerOnLambda} times the time measured here,`,
    `and that ${percent(assumptions.coldShare)} of calls start cold.`,
    ...verdictsOf(bill).map(sentenceOf),
    "",
  ].join("\n");
}

function sentenceOf({ target, atMost, ...found }: Verdict): string {
  const says = (reached: boolean): string => (reached ? "met" : "MISSED");
  return [
    `Target at most ${atMost} ${target}: ${says(found.met)} with ${usd(found.is)}`,
    `counted calls alone ${says(found.metCounted)} with ${usd(found.isCounted)}`,
    `after what is always free ${says(found.metWithFreeTier)} with ${usd(found.isWithFreeTier)}.`,
  ].join("; ");
}

function titleOf({ what, uses, estimated }: Line): string {
  return `  ${estimated ? "~ " : ""}${what} (${short(uses.fixed)} + ${short(uses.perCase)} a case)`;
}

function row(title: string, { fixed, perCase, total }: Amounts): string[] {
  return [title, usd(fixed), usd(perCase), usd(total)];
}

function aligned(rows: string[][]): string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

const usd = (amount: number): string => (amount >= 0.1 ? amount.toFixed(3) : amount.toFixed(6));
const percent = (share: number): string => `${Math.round(share * 100)} percent`;

/** Two figures that count. */
function short(amount: number): string {
  return amount >= 100 ? String(Math.round(amount)) : String(Number(amount.toPrecision(2)));
}
