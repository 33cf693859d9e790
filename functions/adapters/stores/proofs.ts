import type { Proofs, ProofState } from "../../domain/ports.ts";
import { equal, nullOrAtMost, type ItemStore, type Key } from "../items/item-store.ts";
import { goneAtOf, keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { storeOnce } from "../items/store-once.ts";

/** When the last codes were mailed, one attribute each: the next one takes the place of one that is old enough. */
const sentAt = ["sent1", "sent2", "sent3"] as const;
/** Longer than the longest wait. */
const rememberedSeconds = 7 * 24 * 3_600;

/** One item for each browser at which a person was asked; forgotten a week after the last code, or when nothing is confirmed. */
export function proofsIn(items: ItemStore, reader: ItemReader): Proofs {
  const untouched: ProofState = { wrong: 0, locks: 0, lockedUntil: null, code: null };
  const neverSent = { sent1: null, sent2: null, sent3: null };

  async function codeInPlace(key: Key, set: Record<string, unknown>, now: string, since: string): Promise<boolean> {
    for (const place of sentAt) {
      const free = [nullOrAtMost(place, since), nullOrAtMost("lockedUntil", now)];
      if (await items.update(key, { set: { ...set, [place]: now } }, free)) return true;
    }
    return false;
  }

  return {
    async of(prover) {
      const item = await items.get(keys.proof(prover));
      return item && reader.one(item, kinds.proof.read);
    },

    async setCode(prover, code, { now, since }) {
      const key = keys.proof(prover);
      const set = { code, goneAt: goneAtOf(now) + rememberedSeconds };
      if (await codeInPlace(key, set, now, since)) return true;
      const first = { ...untouched, ...neverSent, ...set, sent1: now };
      if (await items.putNew(newItem(kinds.proof, key, first))) return true;
      // Several may ask for the first time at once.
      return codeInPlace(key, set, now, since);
    },

    async countWrong(prover, now) {
      const counted = await items.update(keys.proof(prover), { add: { wrong: 1 } }, [nullOrAtMost("lockedUntil", now)]);
      return counted && reader.one(counted, kinds.proof.read);
    },

    async lock(prover, locksBefore, until) {
      const locked = { lockedUntil: until, wrong: 0, code: null, locks: locksBefore + 1 };
      await items.update(keys.proof(prover), { set: locked }, [equal("locks", locksBefore)]);
    },

    async clear(prover, confirmedUntil) {
      await items.update(keys.proof(prover), { set: { ...untouched, ...confirmed(confirmedUntil) } });
    },

    async confirm(prover, until) {
      await items.put(newItem(kinds.proof, keys.proof(prover), { ...untouched, ...neverSent, ...confirmed(until) }));
    },

    answerAddress: async (caseId, answer) =>
      storeOnce(items, reader, kinds.addressAnswer, keys.addressAnswer(caseId, answer.source), answer),
  };
}

function confirmed(until: string | undefined): { confirmedUntil?: string; goneAt?: number } {
  return until === undefined ? {} : { confirmedUntil: until, goneAt: goneAtOf(until) };
}
