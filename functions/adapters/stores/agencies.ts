import { isActive, type StaffMember } from "../../domain/agency.ts";
import { isoDate, isoInstant } from "../../domain/calendar/instants.ts";
import { actingStaff, isConcerned, type PostBook } from "../../domain/people/substitution.ts";
import type { Agencies, Clock } from "../../domain/ports.ts";
import { changeWhole, type Rest } from "../items/change-whole.ts";
import {
  absent,
  allOf,
  differentOrAbsent,
  equal,
  nullOrAtMost,
  type Item,
  type ItemStore,
} from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import { newItem, type ItemReader } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";
import { remembered } from "./remembered.ts";

/** Settings and staff are asked for by every request and change a few times a year. */
const freshForMs = 15_000;
/** How often this process was told that something changed. */
let changes = 0;

/** Has every store of this process look again: what it remembers was changed here. */
export function forgetAgency(): void {
  changes += 1;
}

export function agenciesIn(items: ItemStore, reader: ItemReader, clock: Clock, rest: Rest): Agencies {
  const agency = remembered(
    clock,
    freshForMs,
    async () => {
      const found = await allOf(items, { partition: keys.settings().pk }, { aged: true });
      const at = ({ sk }: { sk: string }) => found.find((item) => item.sk === sk);
      const [settings, restoration, outages] = [at(keys.settings()), at(keys.restoration()), at(keys.outages())];
      const [presence, digest, times] = [at(keys.presence()), at(keys.digest()), at(keys.times())];
      return {
        settings: settings ? reader.one(settings, kinds.settings.read).settings : null,
        outages: outages ? reader.one(outages, kinds.outages.read).outages : [],
        restoration: restoration ? reader.one(restoration, kinds.restoration.read) : null,
        digest: digest ? reader.one(digest, kinds.digest.read) : null,
        times: times ? reader.one(times, kinds.times.read) : null,
        presence: presence ? { standIns: [], ...reader.one(presence, kinds.presence.read) } : null,
        posts: booksAmong(found),
      };
    },
    () => changes,
  );
  const booksAmong = (found: Item[]): PostBook[] =>
    reader.each(
      found.filter(({ sk }) => sk.startsWith(keys.post("").sk)),
      kinds.post.read,
    );
  /** As they act at this moment, which is asked every time: a day ends while what is stored is remembered. */
  const asActing = async (staff: StaffMember[], books: PostBook[]): Promise<StaffMember[]> => {
    const { settings } = await agency();
    if (!settings || books.length === 0) return staff;
    const now = clock.now();
    return actingStaff(staff, books, { now: isoInstant(now), day: isoDate(now, settings.calendar.zone) }, settings);
  };
  const people = remembered(
    clock,
    freshForMs,
    async () => {
      const found = await allOf(items, { partition: keys.staff("").pk }, { aged: true });
      return reader.each(found, kinds.staff.read).map((member) => (isActive(member) ? member : onlyTheName(member)));
    },
    () => changes,
  );
  return {
    async settings() {
      const { settings } = await agency();
      if (!settings) throw new Error("the agency has no settings yet");
      return settings;
    },
    outages: async () => (await agency()).outages,
    restoration: async () => (await agency()).restoration,
    presence: async () => (await agency()).presence,
    async notePresence(noted) {
      await items.put(newItem(kinds.presence, keys.presence(), noted));
      forgetAgency();
    },
    digest: async () => (await agency()).digest,
    async noteDigest(record) {
      await items.put(newItem(kinds.digest, keys.digest(), record));
      forgetAgency();
    },
    times: async () => (await agency()).times,
    async noteTimes(record) {
      await items.put(newItem(kinds.times, keys.times(), record));
      forgetAgency();
    },
    async noteSignOut(id, at) {
      const ended = { set: { signedOutAt: at } };
      const first = await items.update(keys.staff(id), ended, [absent("signedOutAt")]);
      if (!first) await items.update(keys.staff(id), ended, [nullOrAtMost("signedOutAt", at)]);
      forgetAgency();
    },
    async confirmAddress(id, confirmed) {
      const changes = { set: { addressConfirmed: confirmed }, remove: ["provingEmail", "vouchers", "oldAddressTold"] };
      const waits = [equal("email", confirmed.email), differentOrAbsent("provingEmail", confirmed.email)];
      const before = await items.get(keys.staff(id));
      if (before?.["provingEmail"] === undefined) return false;
      const done = await items.update(keys.staff(id), changes, waits);
      forgetAgency();
      return done !== null;
    },
    async vouch(id, email, voucher) {
      const done = await items.update(keys.staff(id), { append: { vouchers: [voucher] } }, [equal("email", email)]);
      forgetAgency();
      return done && (reader.one(done, kinds.staff.read).vouchers ?? []);
    },
    async noteOldAddressTold(id, email) {
      await items.update(keys.staff(id), { set: { oldAddressTold: true } }, [equal("email", email)]);
      forgetAgency();
    },
    staff: async () => asActing(await people(), (await agency()).posts),
    async activeMember(id) {
      const found = await items.get(keys.staff(id));
      const member = found && reader.one(found, kinds.staff.read);
      if (!member || !isActive(member)) return null;
      const known = await people();
      const everybody = [...known.filter((each) => each.id !== id), member];
      const acting = async (books: PostBook[]): Promise<StaffMember> =>
        (await asActing(everybody, books)).at(-1) ?? member;
      const remembered = await acting((await agency()).posts);
      if (!isConcerned(remembered)) return member;
      // What is remembered may have been ended since.
      return acting(booksAmong(await allOf(items, { partition: keys.settings().pk })));
    },
    posts: async () => (await agency()).posts,
    async changePost(post, apply) {
      const book = { kind: kinds.post, key: keys.post(post), what: `the post ${post}`, rest };
      const changed = await changeWhole<PostBook>(items, reader, book, (before) =>
        apply(before ?? { post, version: 0, substitutions: [], deputies: [] }),
      );
      forgetAgency();
      return changed;
    },
  };
}

/** Whoever has left or is out of service is found by no role and no address. */
function onlyTheName({ provingEmail: _proving, ...member }: StaffMember): StaffMember {
  return { ...member, email: "", roles: [] };
}
