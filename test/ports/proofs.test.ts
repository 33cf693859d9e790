import { describe, expect, it } from "vitest";
import type { Prover } from "../../functions/domain/access/prover.ts";
import { mondayMorning } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const soon = "2026-11-23T02:15:00.000Z";
const later = "2026-11-23T02:15:00.001Z";
const longAgo = "2026-11-20T00:00:00.000Z";
const code = (hash: string) => ({ hash, expiresAt: soon });

onEveryStore("proofs", (stores) => {
  describe.each<Prover>(["staff:sri@a-phone", "requester:KJG-2026-00001@a-phone"])("of %s", (prover) => {
    it("are none before somebody is asked", async () => {
      expect(await stores().proofs.of(prover)).toBeNull();
    });

    it("count fifty wrong answers at once as fifty", async () => {
      const { proofs } = stores();
      expect(await proofs.countWrong(prover, mondayMorning), "nobody asked").toBeNull();
      await proofs.setCode(prover, code("a"), { now: mondayMorning, since: longAgo });
      const counts = await Promise.all(Array.from({ length: 50 }, () => proofs.countWrong(prover, mondayMorning)));
      const wrong = counts.map((each) => Number(each?.wrong)).sort((a, b) => a - b);
      expect(wrong).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it("count nothing while they are locked, and anew afterwards; the locks are remembered", async () => {
      const { proofs } = stores();
      await proofs.setCode(prover, code("a"), { now: mondayMorning, since: longAgo });
      await proofs.countWrong(prover, mondayMorning);
      await proofs.lock(prover, 0, soon);
      expect(await proofs.countWrong(prover, mondayMorning)).toBeNull();
      expect(await proofs.countWrong(prover, later)).toMatchObject({ wrong: 1, locks: 1 });
    });

    it("are locked once, however many saw the same wrong answers", async () => {
      const { proofs } = stores();
      await proofs.setCode(prover, code("a"), { now: mondayMorning, since: longAgo });
      await proofs.countWrong(prover, mondayMorning);
      await Promise.all([1, 2, 3].map(() => proofs.lock(prover, 0, soon)));
      expect(await proofs.of(prover)).toMatchObject({ locks: 1, lockedUntil: soon });
    });

    it("take three codes at once, of sixty", async () => {
      const { proofs } = stores();
      const time = { now: mondayMorning, since: longAgo };
      const asked = Array.from({ length: 60 }, (_, index) => proofs.setCode(prover, code(String(index)), time));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(3);
      expect(await proofs.setCode(prover, code("x"), { now: later, since: longAgo })).toBe(false);
      expect(await proofs.setCode(prover, code("y"), { now: later, since: mondayMorning })).toBe(true);
      expect(await proofs.of(prover)).toMatchObject({ code: code("y") });
    });

    it("take no code while they are locked; a lock and a right answer take the code away", async () => {
      const { proofs } = stores();
      await proofs.setCode(prover, code("a"), { now: mondayMorning, since: longAgo });
      await proofs.lock(prover, 0, soon);
      expect(await proofs.of(prover)).toMatchObject({ code: null });
      expect(await proofs.setCode(prover, code("b"), { now: mondayMorning, since: longAgo })).toBe(false);
      expect(await proofs.setCode(prover, code("c"), { now: later, since: longAgo })).toBe(true);
      await proofs.clear(prover);
      expect(await proofs.of(prover)).toMatchObject({ wrong: 0, locks: 0, lockedUntil: null, code: null });
    });

    it("at another browser are others: nothing done there counts here", async () => {
      const { proofs } = stores();
      await proofs.setCode(prover, code("a"), { now: mondayMorning, since: longAgo });
      await proofs.lock(prover, 0, soon);
      const elsewhere: Prover = `${prover}-of-somebody-else`;
      expect(await proofs.of(elsewhere)).toBeNull();
      expect(await proofs.setCode(elsewhere, code("b"), { now: mondayMorning, since: longAgo })).toBe(true);
    });
  });
});
