import { expect, it } from "vitest";
import { mondayMorning } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const soon = "2026-11-23T02:15:00.000Z";
const later = "2026-11-23T02:15:00.001Z";
const forgotten = "2026-11-30T02:00:00.000Z";

onEveryStore("tries", (stores) => {
  const count = (source: string, now = mondayMorning) => stores().tries.count(source, now, forgotten);

  it("are none before somebody tries", async () => {
    expect(await stores().tries.of("a")).toBeNull();
  });

  it("sixty at once, the first among them, are counted as sixty", async () => {
    const counts = await Promise.all(Array.from({ length: 60 }, () => count("a")));
    const tries = counts.map((each) => Number(each?.tries)).sort((a, b) => a - b);
    expect(tries).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(await stores().tries.of("b"), "of somebody else").toBeNull();
  });

  it("count nothing while they wait, and anew afterwards; a series ends once", async () => {
    const { tries } = stores();
    expect(await count("a")).toMatchObject({ tries: 1, since: mondayMorning, series: 0 });
    const ended = await Promise.all(
      [1, 2, 3].map(() => tries.nextSeries("a", { since: mondayMorning }, { tries: 0, since: soon, series: 1 })),
    );
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(await count("a")).toBeNull();
    expect(await count("a", later)).toMatchObject({ tries: 1, series: 1, since: soon });
  });

  it("are taken back, one or all", async () => {
    const { tries } = stores();
    await count("a");
    await count("a");
    await tries.takeBack("a");
    expect(await tries.of("a")).toMatchObject({ tries: 1 });
    await tries.nextSeries("a", { since: mondayMorning }, { tries: 0, since: soon, series: 1 });
    await tries.forget("a");
    expect(await tries.of("a")).toMatchObject({ tries: 0, series: 0, lockedUntil: null });
    await tries.takeBack("nobody");
    expect(await tries.of("nobody")).toBeNull();
  });
});
