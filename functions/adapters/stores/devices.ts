import type { Grant, Person, Subject } from "../../domain/case/records.ts";
import type { Devices } from "../../domain/ports.ts";
import { changeWhole, type Rest } from "../items/change-whole.ts";
import { equal, type ItemStore, type Key } from "../items/item-store.ts";
import { keys, listKeys, lists } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

const mostListed = 50;

/**
 * A grant for a requester lies with the case. One for an official lies with the device, so that it is read together with
 * the link, and once more where the official's devices are listed; what the device's item says counts.
 */
export function devicesIn(items: ItemStore, reader: ItemReader, rest: Rest): Devices {
  async function changeOfficials(device: string, apply: (grants: Grant[]) => Grant[]): Promise<void> {
    const known = { kind: kinds.device, key: keys.device(device), what: "a device", rest };
    await changeWhole<{ grants: Grant[] }>(items, reader, known, (before) => ({ grants: apply(before?.grants ?? []) }));
  }

  return {
    async grant(grant) {
      const { device, subject, since } = grant;
      const caseId = caseOf(subject);
      if (caseId !== null) {
        await items.put(newItem(kinds.grant, keys.requesterDevice(caseId, device), grant));
        return;
      }
      const place = { ...keys.officialDevice(subject, device), listPk: lists.devices(subject), listSk: since };
      await items.put(newItem(kinds.grant, place, grant));
      const others = ({ subject: other, until }: Grant) => other !== subject && until > since;
      await changeOfficials(device, (grants) => [...grants.filter(others), grant]);
    },

    async of(person: Person) {
      const range = { index: "list", partition: lists.devices(person), descending: true } as const;
      return reader.each((await items.page(range, { limit: mostListed })).items, kinds.grant.read);
    },

    async end(device, subject, at) {
      const caseId = caseOf(subject);
      const over = (key: Key, remove: string[]) => {
        return items.update(key, { set: { until: at }, remove }, [equal("subject", subject)]);
      };
      if (caseId !== null) {
        await over(keys.requesterDevice(caseId, device), []);
        return;
      }
      if (!(await items.get(keys.officialDevice(subject, device)))) return;
      await changeOfficials(device, (grants) => grants.filter((grant) => grant.subject !== subject));
      await over(keys.officialDevice(subject, device), listKeys);
    },
  };
}

/** Null for an official. */
function caseOf(subject: Subject): string | null {
  return /^requester:(.+)$/.exec(subject)?.[1] ?? null;
}
