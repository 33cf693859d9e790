import { describe, expect, it } from "vitest";
import type { Subject } from "../../functions/domain/case/records.ts";
import { mondayMorning } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const soon = "2026-11-23T02:15:00.000Z";
const later = "2026-11-23T02:15:00.001Z";
const longAgo = "2026-11-20T00:00:00.000Z";
const code = (hash: string) => ({ hash, expiresAt: soon });

onEveryStore("proofs", (stores) => {
  describe.each<Subject>(["staff:sri", "requester:KJG-2026-00001"])("of %s", (subject) => {
    it("are none before somebody is asked", async () => {
      expect(await stores().proofs.of(subject)).toBeNull();
    });

    it("count fifty wrong answers at once as fifty", async () => {
      const { proofs } = stores();
      const counts = await Promise.all(Array.from({ length: 50 }, () => proofs.countWrong(subject, mondayMorning)));
      const wrong = counts.map((each) => Number(each?.wrong)).sort((a, b) => a - b);
      expect(wrong).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it("count nothing while they are locked, and anew afterwards; the locks are remembered", async () => {
      const { proofs } = stores();
      await proofs.countWrong(subject, mondayMorning);
      await proofs.lock(subject, 0, soon);
      expect(await proofs.countWrong(subject, mondayMorning)).toBeNull();
      expect(await proofs.countWrong(subject, later)).toMatchObject({ wrong: 1, locks: 1 });
    });

    it("are locked once, however many saw the same wrong answers", async () => {
      const { proofs } = stores();
      await proofs.countWrong(subject, mondayMorning);
      await Promise.all([1, 2, 3].map(() => proofs.lock(subject, 0, soon)));
      expect(await proofs.of(subject)).toMatchObject({ locks: 1, lockedUntil: soon });
    });

    it("take three codes at once, of sixty", async () => {
      const { proofs } = stores();
      const time = { now: mondayMorning, since: longAgo };
      const asked = Array.from({ length: 60 }, (_, index) => proofs.setCode(subject, code(String(index)), time));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(3);
      expect(await proofs.setCode(subject, code("x"), { now: later, since: longAgo })).toBe(false);
      expect(await proofs.setCode(subject, code("y"), { now: later, since: mondayMorning })).toBe(true);
      expect(await proofs.of(subject)).toMatchObject({ code: code("y") });
    });

    it("take no code while they are locked; a lock and a right answer take the code away", async () => {
      const { proofs } = stores();
      await proofs.setCode(subject, code("a"), { now: mondayMorning, since: longAgo });
      await proofs.lock(subject, 0, soon);
      expect(await proofs.of(subject)).toMatchObject({ code: null });
      expect(await proofs.setCode(subject, code("b"), { now: mondayMorning, since: longAgo })).toBe(false);
      expect(await proofs.setCode(subject, code("c"), { now: later, since: longAgo })).toBe(true);
      await proofs.clear(subject);
      expect(await proofs.of(subject)).toMatchObject({ wrong: 0, locks: 0, lockedUntil: null, code: null });
    });
  });
});
