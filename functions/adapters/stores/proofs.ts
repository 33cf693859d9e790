import type { Proofs, ProofState } from "../../domain/ports.ts";
import { equal, NoSuchItem, nullOrAtMost, type ItemStore, type Key } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** When the last codes were mailed, one attribute each: the next one takes the place of one that is old enough. */
const sentAt = ["sent1", "sent2", "sent3"] as const;
const rememberedSeconds = 30 * 24 * 3_600;

/** One item for each browser at which a person was asked; forgotten a month after the last code. */
export function proofsIn(items: ItemStore, reader: ItemReader): Proofs {
  const untouched: ProofState = { wrong: 0, locks: 0, lockedUntil: null, code: null };

  async function codeInPlace(key: Key, code: ProofState["code"], now: string, since: string): Promise<boolean> {
    for (const place of sentAt) {
      const free = [nullOrAtMost(place, since), nullOrAtMost("lockedUntil", now)];
      const goneAt = Math.ceil(Date.parse(now) / 1000) + rememberedSeconds;
      if (await items.update(key, { set: { code, [place]: now, goneAt } }, free)) return true;
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
      if (await codeInPlace(key, code, now, since)) return true;
      const first = { ...untouched, code, sent1: now, sent2: null, sent3: null };
      if (await items.putNew(newItem(kinds.proof, key, first))) return true;
      // Several may ask for the first time at once.
      return codeInPlace(key, code, now, since);
    },

    async countWrong(prover, now) {
      const counted = await items.update(keys.proof(prover), { add: { wrong: 1 } }, [nullOrAtMost("lockedUntil", now)]);
      return counted && reader.one(counted, kinds.proof.read);
    },

    async lock(prover, locksBefore, until) {
      const locked = { lockedUntil: until, wrong: 0, code: null, locks: locksBefore + 1 };
      await items.update(keys.proof(prover), { set: locked }, [equal("locks", locksBefore)]);
    },

    async clear(prover) {
      await items.update(keys.proof(prover), { set: { ...untouched } });
    },

    async answerAddress(caseId, answer) {
      const key = keys.addressAnswer(caseId, answer.source);
      if (await items.putNew(newItem(kinds.addressAnswer, key, answer))) return answer;
      const first = await items.get(key);
      if (!first) throw new NoSuchItem(key);
      return reader.one(first, kinds.addressAnswer.read);
    },
  };
}
