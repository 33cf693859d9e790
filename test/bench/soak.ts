/** Long use, compressed: does what the service holds grow with what it has done? */
import { setTimeout as pause } from "node:timers/promises";
import { Agency, type Visit } from "./agency.ts";
import { BenchHost } from "./bench-host.ts";
import type { Health } from "./health.ts";
import type { Figure } from "./workflow.ts";

export interface SoakSize {
  /** After each of them it is looked what is held. */
  rounds: number;
  /** In each round. */
  visits: number;
  /** Requests of each round at least, those of the visits included. */
  requests: number;
  /** So many people at a time. */
  atOnce: number;
}

/** An hour of an office with a hundred desks, and a school year of visits. */
const wholeSize: SoakSize = { rounds: 10, visits: 50, requests: 10_000, atOnce: 12 };

export type Look = Health & { requests: number };

/** What was held at first, after each round, and once every visit was closed. */
export async function soak(size: SoakSize): Promise<Look[]> {
  const host = await BenchHost.start("2026-11-23T02:00:00Z");
  try {
    const agency = new Agency(host, () => pause(20));
    await agency.getReady();
    const looks = [await host.health()];
    const visits: Visit[] = [];
    const minutes = 60 / size.rounds;
    for (let round = 1; round <= size.rounds; round += 1) {
      const enough = (looks.at(-1)?.requests ?? 0) + size.requests;
      await together(size.visits, size.atOnce, async () => void visits.push(await agency.upToVisitDay()));
      for (let minute = 0; minute < minutes; minute += 1) await host.advance(60_000);
      await browseUntil(enough, size.atOnce, host, agency, visits);
      await host.idle();
      looks.push(await host.health());
    }
    await host.advance(80 * 86_400_000);
    await together(visits.length, size.atOnce, async (index) => {
      const visit = visits[index];
      if (visit) await agency.onVisitDay(visit);
    });
    await host.idle();
    return [...looks, await host.health()];
  } finally {
    await host.stop();
  }
}

async function browseUntil(
  enough: number,
  atOnce: number,
  host: BenchHost,
  agency: Agency,
  visits: Visit[],
): Promise<void> {
  while ((await host.requests()) < enough) {
    await together(atOnce * 2, atOnce, async (index) => {
      const visit = visits[index % visits.length];
      if (visit) await agency.browse(visit);
    });
  }
}

/** Does something a number of times, so many at a time. */
async function together(count: number, atOnce: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** What is looked at, in what it is counted, and how much it may grow from the middle to the end, times. */
const measures = [
  { what: "memory (RSS)", unit: "MB", of: ({ memory }: Look) => memory, atMost: 1.1 },
  { what: "heap after collection", unit: "MB", of: ({ heap }: Look) => heap, atMost: 1.1 },
  { what: "open files", unit: "files", of: ({ files }: Look) => files ?? 0, atMost: 1.1 },
  { what: "SQLite statements", unit: "statements", of: ({ statements }: Look) => statements, atMost: 1 },
  { what: "SQLite iterators", unit: "iterators", of: ({ iterators }: Look) => iterators, atMost: 1 },
];

export async function benchSoak(): Promise<Figure[]> {
  const began = performance.now();
  const looks = await soak(wholeSize);
  const about = {
    requests: looks.at(-1)?.requests,
    visits: wholeSize.rounds * wholeSize.visits,
    seconds: Math.round((performance.now() - began) / 1000),
  };
  return measures.map(({ atMost, of, unit, what }) => {
    const values = looks.map(of);
    const [start, middle, end] = [values[0], values[Math.floor(values.length / 2)], values.at(-1)];
    // The first rounds fill what is filled once.
    const slope = slopeOf(looks.slice(Math.floor(looks.length / 3)).map((look) => [look.requests / 10_000, of(look)]));
    return {
      name: `soak, ${what}, growth`,
      value: Math.round(slope * 100) / 100,
      unit: `${unit} per 10,000 requests`,
      start,
      middle,
      end,
      endAgainstMiddle: middle ? Math.round(((end ?? 0) / middle) * 100) / 100 : 1,
      atMost,
      ...about,
    };
  });
}

/** Of the straight line that lies nearest to points. */
function slopeOf(points: [x: number, y: number][]): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
