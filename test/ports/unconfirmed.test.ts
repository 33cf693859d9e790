import { describe, expect, it } from "vitest";
import type { UnconfirmedRequest } from "../../functions/domain/intake/unconfirmed-request.ts";
import { onEveryStore } from "./stores.ts";

const request: UnconfirmedRequest = {
  id: "a".repeat(64),
  submissionId: "7d1f0c1e-0000-4000-8000-000000000000",
  procedure: "mobile-library",
  version: 1,
  language: "id",
  values: { contactName: "Siti", contactPhone: "+6281234567890" },
  files: [],
  content: "fingerprint",
  createdAt: "2026-11-23T01:00:00.000Z",
  until: "2999-11-30T01:00:00.000Z",
};
const said = (name: string) => ({
  person: "staff:ani" as const,
  name,
  role: "mail-registrar" as const,
  words: "Ditelepon, benar.",
  at: "2026-11-23T02:00:00.000Z",
});
const keptUntil = "2026-12-23T02:00:00.000Z";

onEveryStore("unconfirmed", (stores) => {
  describe("a request that waits for a call", () => {
    it("is stored once, and the first stays, however often it is sent", async () => {
      const { unconfirmed } = stores();
      const both = await Promise.all([
        unconfirmed.add(request),
        unconfirmed.add({ ...request, values: { contactName: "Budi" } }),
      ]);
      expect(both[1]?.values).toEqual(both[0]?.values);
      expect((await unconfirmed.waiting(10)).filter(({ id }) => id === request.id)).toHaveLength(1);
    });

    it("is decided once, by whoever was first", async () => {
      const { unconfirmed } = stores();
      const id = "b".repeat(64);
      await unconfirmed.add({ ...request, id });
      const decided = await Promise.all([
        unconfirmed.decide(id, { by: said("Ani"), how: "confirmed", keptUntil }),
        unconfirmed.decide(id, { by: said("Budi"), how: "dropped", keptUntil }),
      ]);
      expect(decided[1]).toEqual(decided[0]);
      const [{ confirmed, dropped }] = decided;
      expect([confirmed, dropped].filter((each) => each !== undefined)).toHaveLength(1);
    });

    it("that was dropped keeps who said so and why, and nothing that was typed", async () => {
      const { unconfirmed } = stores();
      const id = "c".repeat(64);
      await unconfirmed.add({ ...request, id });
      await unconfirmed.decide(id, { by: said("Ani"), how: "dropped", keptUntil });
      expect(await unconfirmed.find(id)).toMatchObject({
        values: {},
        dropped: { name: "Ani", words: "Ditelepon, benar." },
      });
      expect((await unconfirmed.waiting(10)).map((each) => each.id)).not.toContain(id);
    });

    it("that became a case names it, and keeps nothing that was typed", async () => {
      const { unconfirmed } = stores();
      const id = "d".repeat(64);
      await unconfirmed.add({ ...request, id });
      await unconfirmed.decide(id, { by: said("Ani"), how: "confirmed", keptUntil });
      expect((await unconfirmed.waiting(10)).map((each) => each.id)).toContain(id);
      await unconfirmed.settle(id, "PSL-2026-00001");
      expect(await unconfirmed.find(id)).toMatchObject({ caseId: "PSL-2026-00001", values: {} });
      expect((await unconfirmed.waiting(10)).map((each) => each.id)).not.toContain(id);
    });

    it("whose time is over is shown no more", async () => {
      const { unconfirmed } = stores();
      const id = "e".repeat(64);
      await unconfirmed.add({ ...request, id, until: "2001-01-01T00:00:00.000Z" });
      expect((await unconfirmed.waiting(10)).map((each) => each.id)).not.toContain(id);
    });
  });
});
