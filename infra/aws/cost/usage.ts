/** How much of what AWS counts is used: by the service at rest, and by a case. */
import { assumptions as assumed } from "./assumptions.ts";
import type { Invocation } from "./calls.ts";
import { metrics } from "../../../functions/domain/metric-names.ts";
import { scheduled, type Measured, type PlayedCase } from "./measure.ts";
import type { Usage } from "./prices.ts";
import type { Installed } from "./templates.ts";

const gigabyte = 1e9;
const daysOfMonth = 365 / 12;

/** A month in which nobody asks for anything. @param staff people who sign in */
export function fixedUsage(there: Installed, { plain, census }: Measured["sweeps"], staff: number): Usage {
  const censuses = Math.min(there.scheduledCalls, assumed.censusesPerDay * daysOfMonth);
  const monthly = (of: (invocation: Invocation) => number): number =>
    mean(plain, of) * (there.scheduledCalls - censuses) + mean(census, of) * censuses;
  const logGb = monthly((each) => each.logBytes + assumed.platformLogBytes) / gigabyte;
  return {
    alarms: there.alarms,
    dashboards: there.dashboards,
    secrets: there.secrets,
    // Each is one metric, for the emitter gives none a dimension; all are for alarms.
    metrics: Object.keys(metrics.figures).length - metrics.rare.length,
    scheduledCalls: there.scheduledCalls,
    lambdaRequests: there.scheduledCalls,
    // Called each minute, it is never cold.
    lambdaGbSeconds: monthly((each) => gbSeconds(each, there, 0)),
    readUnits: monthly((each) => each.readUnits),
    writeUnits: monthly((each) => each.writeUnits),
    logGb,
    logGbMonths: (logGb * there.logDays) / daysOfMonth,
    traces: there.tracing.functions ? there.scheduledCalls : 0,
    activeUsers: staff,
    alarmMails: assumed.alarmMails,
  };
}

/** The mean of the cases played. @param casesPerMonth how many are open at a time depends on it */
export function caseUsage(there: Installed, { cases, sweeps }: Measured, casesPerMonth: number): Usage {
  const usages = cases.map((each) => usageOf(each, there, sweeps, casesPerMonth));
  const total: Usage = {};
  for (const usage of usages) {
    for (const [item, amount] of Object.entries(usage) as [keyof Usage, number][])
      total[item] = (total[item] ?? 0) + amount / usages.length;
  }
  return total;
}

/** Calls that there are because of a case; a call by the clock is one where it did something, and a sweep's doing is counted apart. */
export function callsOf(invocations: Invocation[]): Invocation[] {
  return invocations.filter(
    (each) => each.function !== "sweep" && (!scheduled.has(each.function) || each.writeUnits > 0),
  );
}

/** One case, with its share of what the sweep does for it besides looking. */
function usageOf(
  { invocations, stateTransitions, days }: PlayedCase,
  there: Installed,
  sweeps: Measured["sweeps"],
  casesPerMonth: number,
): Usage {
  const calls = callsOf(invocations);
  const swept = invocations.filter((each) => each.function === "sweep");
  const requests = calls.filter(({ request }) => request !== null);
  const total = (of: (each: Invocation) => number, among = invocations): number =>
    among.reduce((sum, each) => sum + of(each), 0);
  // What a sweep does anyway belongs to the service at rest.
  const atRest = sweeps.plain.filter((each) => each.function === "sweep");
  const sweepMs = mean(atRest, ({ ms }) => ms);
  const sweepLog = mean(atRest, ({ logBytes }) => logBytes);
  const logGb =
    (total((each) => each.logBytes + assumed.platformLogBytes, calls) +
      total((each) => Math.max(0, each.logBytes - sweepLog), swept) +
      requests.length * (assumed.accessLogBytes + assumed.bytesPerLogLine)) /
    gigabyte;
  const months = assumed.keptDays / daysOfMonth;
  const tableGb = total((each) => each.storedBytes) / gigabyte;
  const pageFiles = assumed.pageLoads * assumed.filesOfPageLoad;
  const responseBytes = total((each) => each.responseBytes + assumed.headerBytes, requests);
  return {
    lambdaRequests: calls.length,
    lambdaGbSeconds:
      total((each) => gbSeconds(each, there, assumed.coldShare), calls) +
      total((each) => gbSeconds({ ...each, ms: Math.max(0, each.ms - sweepMs) }, there, 0), swept),
    stateTransitions,
    readUnits:
      total((each) => each.readUnits, calls) +
      readsOfSweeps(swept) +
      readsOfLists(calls, invocations, days, casesPerMonth),
    writeUnits: total((each) => each.writeUnits) + assumed.uploadCounts,
    tableGbMonths: tableGb * months,
    backupGbMonths: there.continuousBackup ? tableGb * months : 0,
    mails: total((each) => each.mails),
    mailGb: total((each) => each.mailBytes) / gigabyte,
    apiRequests: requests.length,
    edgeRequests: requests.length + pageFiles,
    edgeFunctionRuns: requests.length + pageFiles,
    edgeGb: (responseBytes + assumed.pageLoads * assumed.bytesOfPageLoad) / gigabyte,
    // The upload, and the copy that stays.
    filePuts: 2,
    // Looked into before it is taken and before it is kept, and each time before somebody opens it.
    fileGets: total((each) => each.fileGets) + 2 + 2 * assumed.letterReads,
    fileGbMonths: (assumed.letterBytes / gigabyte) * months,
    dataOutGb: (assumed.letterBytes * assumed.letterReads) / gigabyte,
    logGb,
    logGbMonths: (logGb * there.logDays) / daysOfMonth,
    // Steps are part of their execution's trace.
    traces: (there.tracing.functions ? requests.length : 0) + (there.tracing.machines ? 1 : 0),
  };
}

function gbSeconds({ function: name, ms }: Invocation, there: Installed, coldShare: number): number {
  const memoryGb = there.memoryGb[name];
  if (memoryGb === undefined) throw new Error(`the templates have no function "${name}"`);
  return (memoryGb * (ms * assumed.slowerOnLambda + coldShare * assumed.coldStartMs)) / 1000;
}

/** Lists are what each sweep reads anyway; the rest it reads for the case. */
function readsOfSweeps(swept: Invocation[]): number {
  return swept.reduce((sum, each) => sum + each.readUnits - each.listReads, 0);
}

const readUnitBytes = 4096;

/**
 * Lists grow with what is open, and in the demonstration one case is. A case is counted by each census while it is
 * open, with one open task; and each list that is looked at for one case shows the tasks of the others, shared among
 * the five desks that have one.
 */
function readsOfLists(calls: Invocation[], all: Invocation[], days: number, casesPerMonth: number): number {
  const listed = all.flatMap((each) => each.listed);
  const bytes = listed.reduce((sum, each) => sum + each, 0) / Math.max(1, listed.length);
  const units = bytes / readUnitBytes / 2;
  const openCases = (casesPerMonth * days) / daysOfMonth;
  const looks = calls.filter((each) => each.listReads > 0).length;
  const desks = 5;
  return 2 * units * days * assumed.censusesPerDay + (looks * units * openCases) / desks;
}

function mean(invocations: Invocation[], of: (invocation: Invocation) => number): number {
  return invocations.reduce((sum, each) => sum + of(each), 0) / Math.max(1, invocations.length);
}
