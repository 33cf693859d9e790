import type { Proofs, ProofState } from "../../domain/ports.ts";
import { equal, NoSuchItem, nullOrAtMost, type ItemStore, type Key } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

/** When the last codes were mailed, one attribute each: the next one takes the place of one that is old enough. */
const sentAt = ["sent1", "sent2", "sent3"] as const;

/** One item for each person who was ever asked; that of a requester lies with the case. */
export function proofsIn(items: ItemStore, reader: ItemReader): Proofs {
  const untouched: ProofState = { wrong: 0, locks: 0, lockedUntil: null, code: null };

  async function codeInPlace(key: Key, set: Record<string, unknown>, now: string, since: string): Promise<boolean> {
    for (const place of sentAt) {
      const free = [nullOrAtMost(place, since), nullOrAtMost("lockedUntil", now)];
      if (await items.update(key, { set: { ...set, [place]: now } }, free)) return true;
    }
    return false;
  }

  return {
    async of(subject) {
      const item = await items.get(keys.proof(subject));
      return item && reader.one(item, kinds.proof.read);
    },

    async setCode(subject, code, { now, since, until }) {
      const key = keys.proof(subject);
      const set = { code, ...goneAfter(until) };
      if (await codeInPlace(key, set, now, since)) return true;
      const first = { ...untouched, ...set, sent1: now, sent2: null, sent3: null };
      if (await items.putNew(newItem(kinds.proof, key, first))) return true;
      // Several may ask for the first time at once.
      return codeInPlace(key, set, now, since);
    },

    async countWrong(subject, now, until) {
      const key = keys.proof(subject);
      const gone = goneAfter(until);
      const counted = { ...(until === undefined ? {} : { set: gone }), add: { wrong: 1 } };
      const count = () => items.update(key, counted, [nullOrAtMost("lockedUntil", now)]);
      const never = { ...untouched, ...gone, sent1: null, sent2: null, sent3: null };
      let state = await count();
      if (!state) {
        // It is locked, or the first of its kind: then another may be making it, too.
        await items.putNew(newItem(kinds.proof, key, never));
        state = await count();
      }
      return state && reader.one(state, kinds.proof.read);
    },

    async lock(subject, locksBefore, until) {
      const locked = { lockedUntil: until, wrong: 0, code: null, locks: locksBefore + 1 };
      await items.update(keys.proof(subject), { set: locked }, [equal("locks", locksBefore)]);
    },

    async clear(subject, confirmedUntil = null) {
      const confirmed = confirmedUntil === null ? {} : { confirmedUntil, ...goneAfter(confirmedUntil) };
      await items.update(keys.proof(subject), { set: { ...untouched, ...confirmed } });
    },

    async confirm(subject, until) {
      const never = { ...untouched, sent1: null, sent2: null, sent3: null };
      const confirmed = { ...never, confirmedUntil: until, ...goneAfter(until) };
      await items.put(newItem(kinds.proof, keys.proof(subject), confirmed));
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

/** What nobody asks for any more goes by itself. */
function goneAfter(until: string | undefined): { goneAt?: number } {
  return until === undefined ? {} : { goneAt: Math.ceil(Date.parse(until) / 1_000) };
}
