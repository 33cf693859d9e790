import { expect, it } from "vitest";
import { mondayMorning } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const link = {
  hash: "a".repeat(64),
  kind: "task",
  caseId: "KJG-2026-00001",
  task: "task-1",
  person: "staff:sri",
} as const;
const untouched = { ...link, wrong: 0, lockedUntil: null, code: null, codesSent: [] };
const soon = "2026-11-23T02:15:00.000Z";
const later = "2026-11-23T02:15:00.001Z";

onEveryStore("links", (stores) => {
  it("are found by their hash", async () => {
    const { links } = stores();
    await links.add(link);
    expect((await links.find(link.hash))?.link).toMatchObject(untouched);
    expect(await links.find("b".repeat(64))).toBeNull();
  });

  it("given again keep their state: a lock cannot be lifted by a retry", async () => {
    const { links } = stores();
    await links.add(link);
    await links.lock(link.hash, soon);
    await links.add(link);
    expect((await links.find(link.hash))?.link).toMatchObject({ ...untouched, lockedUntil: soon });
  });

  it("count fifty wrong answers at once as fifty", async () => {
    const { links } = stores();
    await links.add(link);
    const counts = await Promise.all(Array.from({ length: 50 }, () => links.countWrong(link.hash, mondayMorning)));
    expect(counts.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it("count nothing while they are locked, and anew afterwards", async () => {
    const { links } = stores();
    await links.add(link);
    await links.countWrong(link.hash, mondayMorning);
    await links.lock(link.hash, soon);
    expect(await links.countWrong(link.hash, mondayMorning)).toBeNull();
    expect((await links.find(link.hash))?.link).toMatchObject({ wrong: 0 });
    expect(await links.countWrong(link.hash, later)).toBe(1);
  });

  it("keep the last code and when codes were sent; a lock and a right answer take the code away", async () => {
    const { links } = stores();
    await links.add(link);
    const code = { hash: "c", expiresAt: soon };
    await links.setCode(link.hash, code, [mondayMorning]);
    expect((await links.find(link.hash))?.link).toMatchObject({ code, codesSent: [mondayMorning] });
    await links.clear(link.hash);
    expect((await links.find(link.hash))?.link).toMatchObject({ code: null, wrong: 0, codesSent: [mondayMorning] });
    await links.setCode(link.hash, code, [mondayMorning, soon]);
    await links.lock(link.hash, soon);
    expect((await links.find(link.hash))?.link).toMatchObject({ code: null, lockedUntil: soon });
  });
});
