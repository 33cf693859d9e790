import { describe, expect, it } from "vitest";
import type { PrivacyEntry, PrivacyRequest } from "../../functions/domain/personal-data/records.ts";
import { onEveryStore } from "./stores.ts";

const entry = (words: string): PrivacyEntry => ({
  at: "2026-11-23T02:00:00.000Z",
  by: "staff:ani",
  name: "Ani",
  did: "note",
  words,
});
const request = (number: string, dueAt: string): PrivacyRequest => ({
  number,
  kind: "erase",
  asker: { name: "Siti", contact: "0812" },
  recognised: "KTP",
  channel: "counter",
  words: "Hapus data saya.",
  cases: [],
  receivedAt: "2026-11-23T01:00:00.000Z",
  dueAt,
  entries: [entry("dicatat")],
  change: 1,
});

onEveryStore("privacy records", (stores) => {
  describe("a record", () => {
    it("is stored once under its number, and numbers of the other book are others", async () => {
      const { privacyRecords } = stores();
      const first = request("PDP-2026-0001", "2026-11-26T01:00:00.000Z");
      expect(await privacyRecords.add("requests", first)).toBe(true);
      expect(await privacyRecords.add("requests", { ...first, words: "Lain." })).toBe(false);
      expect(await privacyRecords.find("requests", first.number)).toEqual(first);
      expect(await privacyRecords.find("incidents", first.number)).toBeNull();
    });

    it("gets one of two entries that were written at once, and keeps those before", async () => {
      const { privacyRecords } = stores();
      const before = request("PDP-2026-0002", "2026-11-26T01:00:00.000Z");
      await privacyRecords.add("requests", before);
      const both = await Promise.all([
        privacyRecords.append("requests", before, entry("satu"), { cases: ["KJG-2026-00001"] }),
        privacyRecords.append("requests", before, entry("dua"), {}),
      ]);
      expect(both.filter((each) => each !== null)).toHaveLength(1);
      const stored = await privacyRecords.find("requests", before.number);
      expect(stored?.entries.map(({ words }) => words)).toHaveLength(2);
      expect([stored?.entries[0]?.words, stored?.change]).toEqual(["dicatat", 2]);
    });

    it("stands among the open ones by when it is due, then among the closed ones, and takes nothing more", async () => {
      const { privacyRecords } = stores();
      const late = request("PDP-2026-0003", "2026-11-29T01:00:00.000Z");
      const soon = request("PDP-2026-0004", "2026-11-25T01:00:00.000Z");
      for (const each of [late, soon]) await privacyRecords.add("requests", each);
      const numbers = async (open: boolean) =>
        (await privacyRecords.list("requests", { open, limit: 10 })).records.map(({ number }) => number);
      expect(await numbers(true)).toEqual([soon.number, late.number]);
      const closed = await privacyRecords.append("requests", soon, entry("dijawab"), {
        closedAt: "2026-11-24T01:00:00.000Z",
      });
      expect([await numbers(true), await numbers(false)]).toEqual([[late.number], [soon.number]]);
      expect(await privacyRecords.count("requests", true, 10)).toBe(1);
      expect(await privacyRecords.append("requests", closed ?? soon, entry("lagi"), {})).toBeNull();
    });

    it("comes page by page", async () => {
      const { privacyRecords } = stores();
      for (let day = 10; day < 15; day += 1)
        await privacyRecords.add("requests", request(`PDP-2026-00${day}`, `2026-11-${day}T01:00:00.000Z`));
      const first = await privacyRecords.list("requests", { open: true, limit: 3 });
      const rest = await privacyRecords.list("requests", { open: true, limit: 3, after: first.next ?? "" });
      expect([...first.records, ...rest.records].map(({ number }) => number)).toEqual(
        [10, 11, 12, 13, 14].map((day) => `PDP-2026-00${day}`),
      );
    });

    it("says who asked until that is taken away, and is met no more for that", async () => {
      const { privacyRecords } = stores();
      const asked = request("PDP-2026-0005", "2026-11-26T01:00:00.000Z");
      await privacyRecords.add("requests", asked);
      await privacyRecords.append("requests", asked, entry("dijawab"), { closedAt: "2026-11-24T01:00:00.000Z" });
      expect(await privacyRecords.closedUpTo("2026-11-24T00:00:00.000Z", 5)).toEqual([]);
      expect(await privacyRecords.closedUpTo("2026-11-24T01:00:00.000Z", 5)).toEqual([asked.number]);
      await privacyRecords.forgetAsker(asked.number);
      expect((await privacyRecords.find("requests", asked.number))?.asker).toBeUndefined();
      expect(await privacyRecords.closedUpTo("2026-11-24T01:00:00.000Z", 5)).toEqual([]);
    });
  });
});
