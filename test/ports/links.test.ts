import { expect, it } from "vitest";
import { onEveryStore } from "./stores.ts";

const link = {
  hash: "a".repeat(64),
  kind: "task",
  caseId: "KJG-2026-00001",
  task: "task-1",
  person: "staff:sri",
} as const;

onEveryStore("links", (stores) => {
  it("are found by their hash", async () => {
    const { links } = stores();
    await links.add(link);
    expect((await links.find(link.hash))?.link).toMatchObject(link);
    expect(await links.find("b".repeat(64))).toBeNull();
  });

  it("given again stay as they are", async () => {
    const { links } = stores();
    await links.add(link);
    await links.add({ ...link, person: "staff:other" });
    expect((await links.find(link.hash))?.link).toMatchObject(link);
  });
});
