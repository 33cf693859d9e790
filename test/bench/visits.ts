import { setTimeout as pause } from "node:timers/promises";
import { Agency, type Visit } from "./agency.ts";
import { BenchHost } from "./bench-host.ts";
import type { Figure } from "./workflow.ts";

const opening = "2026-11-23T02:00:00Z";
/** Beyond the last day of a visit, but not so far that phones are no longer known. */
const monthsMs = 80 * 86_400_000;

/** Measures official visits from the form to the closed case, through HTTP and mail, as many at a time as said. */
export async function benchVisits(inFlight: number, visits: number, profileFolder?: string): Promise<Figure[]> {
  const host = await BenchHost.start(opening, profileFolder);
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
    const latencies = agency.latencies.toSorted((a, b) => a - b);
    const condition = { inFlight, visits, sync: "full" };
    return [
      { name: "official visits, form to closed", value: rounded(visits / seconds), unit: "visits/s", ...condition },
      { name: "processor time of the service", value: rounded(processorMs / visits), unit: "ms/visit", inFlight },
      ...([50, 99] as const).map((percent) => ({
        name: `decision sent to next task open, p${percent}`,
        value: rounded(percentile(latencies, percent)),
        unit: "ms",
        inFlight,
        samples: latencies.length,
      })),
    ];
  } finally {
    await host.stop();
  }
}

/** Counts what one visit asks of the table, everybody looking once and only when there is something to see. */
export async function countOperations(): Promise<Figure[]> {
  const visits = 3;
  const host = await BenchHost.start(opening, undefined, true);
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
