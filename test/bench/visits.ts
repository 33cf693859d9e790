import { setTimeout as pause } from "node:timers/promises";
import { Agency, type Visit } from "./agency.ts";
import { BenchHost } from "./bench-host.ts";
import type { Figure } from "./workflow.ts";

const opening = "2026-11-23T02:00:00Z";
/** Beyond the last day of a visit, but not so far that phones are no longer known. */
const monthsMs = 80 * 86_400_000;

/** Measures official visits from the form to the closed case, through HTTP and mail, as many at a time as said. */
export async function benchVisits(inFlight: number, visits: number, profileFolder?: string): Promise<Figure[]> {
  const host = await BenchHost.start(opening, { profileFolder });
  try {
    const agency = new Agency(host, () => pause(inFlight === 1 ? 2 : 20));
    await agency.getReady();
    const processorBefore = await host.processorMs();
    const began = performance.now();
    const waiting: Visit[] = [];
    await times(visits, inFlight, async () => void waiting.push(await agency.upToVisitDay()));
    const halfway = performance.now();
    // Only people wait for the day of the visit: the jump of the clock is not work of the service.
    await host.advance(monthsMs);
    const visitDay = performance.now();
    await times(visits, inFlight, async (index) => {
      const visit = waiting[index];
      if (visit) await agency.onVisitDay(visit);
    });
    const seconds = (performance.now() - visitDay + halfway - began) / 1000;
    const processorMs = (await host.processorMs()) - processorBefore;
    const condition = { inFlight, visits, sync: "full" };
    return [
      { name: "official visits, form to closed", value: rounded(visits / seconds), unit: "visits/s", ...condition },
      { name: "processor time of the service", value: rounded(processorMs / visits), unit: "ms/visit", inFlight },
      ...latencyFigures(agency.latencies, { inFlight }),
    ];
  } finally {
    await host.stop();
  }
}

/**
 * Measures what people feel while visits arrive at a fixed rate, each begun when its time has come, however many others are
 * on their way.
 */
export async function benchArrivals(perSecond: number, visits: number): Promise<Figure[]> {
  const host = await BenchHost.start(opening);
  try {
    const agency = new Agency(host, () => pause(20));
    await agency.getReady();
    const waiting: Visit[] = [];
    const processorBefore = await host.processorMs();
    const asked = await arriving(perSecond, visits, async () => void waiting.push(await agency.upToVisitDay()));
    await host.advance(monthsMs);
    const came = await arriving(perSecond, visits, async (index) => {
      const visit = waiting[index];
      if (visit) await agency.onVisitDay(visit);
    });
    const processorMs = (await host.processorMs()) - processorBefore;
    const condition = { arrivalsPerSecond: perSecond, visits, mostInFlight: Math.max(asked, came) };
    return [
      { name: "processor time of the service", value: rounded(processorMs / visits), unit: "ms/visit", ...condition },
      ...latencyFigures(agency.latencies, condition),
    ];
  } finally {
    await host.stop();
  }
}

/** Begins something so often a second, whatever becomes of it; answers how many were on their way at a time at most. */
async function arriving(perSecond: number, count: number, act: (index: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  let [inFlight, most] = [0, 0];
  const all = Array.from({ length: count }, async (_, index) => {
    await pause((index * 1000) / perSecond - (performance.now() - began));
    most = Math.max(most, (inFlight += 1));
    await act(index);
    inFlight -= 1;
  });
  await Promise.all(all);
  return most;
}

function latencyFigures(latencies: number[], condition: object): Figure[] {
  const sorted = latencies.toSorted((a, b) => a - b);
  return [50, 99].map((percent) => ({
    name: `decision sent to next task open, p${percent}`,
    value: rounded(percentile(sorted, percent)),
    unit: "ms",
    ...condition,
    samples: sorted.length,
  }));
}

/** Counts what one visit asks of the table, everybody looking once and only when there is something to see. */
export async function countOperations(): Promise<Figure[]> {
  const visits = 3;
  const host = await BenchHost.start(opening, { awsClients: true });
  try {
    const agency = new Agency(host, () => host.idle());
    await agency.getReady();
    await host.idle();
    await host.takeCounts();
    const waiting: Visit[] = [];
    await times(visits, 1, async () => void waiting.push(await agency.upToVisitDay()));
    const before = await host.takeCounts();
    await host.advance(monthsMs);
    await host.takeCounts();
    await times(visits, 1, async (index) => {
      const visit = waiting[index];
      if (visit) await agency.onVisitDay(visit);
    });
    await host.idle();
    const counts = [before, await host.takeCounts()].flatMap((each) => Object.entries(each));
    const byOperation: Record<string, number> = {};
    for (const [operation, count] of counts) byOperation[operation] = (byOperation[operation] ?? 0) + count / visits;
    const total = Object.values(byOperation).reduce((sum, count) => sum + count, 0);
    const shown = Object.fromEntries(Object.entries(byOperation).map(([name, count]) => [name, rounded(count)]));
    return [{ name: "table operations", value: rounded(total), unit: "operations/visit", ...shown }];
  } finally {
    await host.stop();
  }
}

/** Does something a number of times, so many at a time. */
async function times(count: number, atOnce: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function percentile(sorted: number[], percent: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
