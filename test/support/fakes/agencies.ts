import { isActive, type AgencySettings, type StaffMember } from "../../../functions/domain/agency.ts";
import { leavesNoAdministrator } from "../../../functions/domain/administration/people-rules.ts";
import type { AdministrationEntry } from "../../../functions/domain/administration/records.ts";
import { isoInstant } from "../../../functions/domain/calendar/instants.ts";
import { dayAt } from "../../../functions/domain/people/presence.ts";
import { actingStaff } from "../../../functions/domain/people/substitution.ts";
import type { Administration, Agencies, Clock, Restorations } from "../../../functions/domain/ports.ts";

/** Settings and staff that a test may change while a case runs; given out as they are, as the service remembers them. */
export interface FakeAgencies extends Agencies {
  now: { settings: AgencySettings; staff: StaffMember[] };
}

export function fakeAgencies(
  settings: AgencySettings,
  staff: StaffMember[],
  stores?: {
    restorations: Pick<Restorations, "read">;
    agencies: Omit<Agencies, "settings" | "staff" | "activeMember">;
  },
  clock?: Clock,
): FakeAgencies {
  const now = { settings, staff };
  const staffNow = async (): Promise<StaffMember[]> => {
    const books = (await stores?.agencies.posts()) ?? [];
    if (books.length === 0 || !clock) return now.staff;
    const moment = { now: isoInstant(clock.now()), day: dayAt(now.settings, clock.now()) };
    return actingStaff(now.staff, books, moment, now.settings);
  };
  return {
    now,
    settings: async () => now.settings,
    staff: staffNow,
    activeMember: async (id) => (await staffNow()).find((member) => member.id === id && isActive(member)) ?? null,
    posts: async () => (await stores?.agencies.posts()) ?? [],
    changePost: async (post, apply) => {
      if (!stores) throw new Error("nothing is stored there");
      return stores.agencies.changePost(post, apply);
    },
    restoration: async () => stores?.restorations.read() ?? null,
    outages: async () => stores?.agencies.outages() ?? [],
    digest: async () => stores?.agencies.digest() ?? null,
    noteDigest: async (record) => stores?.agencies.noteDigest(record),
    times: async () => stores?.agencies.times() ?? null,
    noteTimes: async (record) => stores?.agencies.noteTimes(record),
    presence: async () => stores?.agencies.presence() ?? null,
    confirmAddress: async (id, confirmed) => {
      const member = now.staff.find((each) => each.id === id);
      if (member?.provingEmail === undefined || member.email !== confirmed.email) return false;
      const { oldAddressTold: _told, provingEmail: _proving, vouchers: _vouchers, ...rest } = member;
      now.staff = now.staff.map((each) => (each.id === id ? { ...rest, addressConfirmed: confirmed } : each));
      return true;
    },
    vouch: async (id, email, voucher) => {
      const member = now.staff.find((each) => each.id === id && each.email === email);
      if (!member) return null;
      const vouchers = [...(member.vouchers ?? []), voucher];
      now.staff = now.staff.map((each) => (each.id === id ? { ...each, vouchers } : each));
      return vouchers;
    },
    noteOldAddressTold: async (id, email) => {
      now.staff = now.staff.map((each) =>
        each.id === id && each.email === email ? { ...each, oldAddressTold: true as const } : each,
      );
    },
    noteSignOut: async (id, at) => {
      now.staff = now.staff.map((member) => (member.id === id ? { ...member, signedOutAt: at } : member));
    },
    notePresence: async (present) => stores?.agencies.notePresence(present),
  };
}

/** The list of people and the settings of `fakeAgencies`, as an administrator changes them. */
export function fakeAdministration({ now }: FakeAgencies): Administration {
  const entries: AdministrationEntry[] = [];
  let lastEntry: AdministrationEntry | null = null;
  return {
    people: async () => now.staff,
    person: async (id) => now.staff.find((member) => member.id === id) ?? null,
    settings: async () => ({ settings: now.settings, lastEntry }),
    savePerson: async (before, after, entry) => {
      const stored = now.staff.find(({ id }) => id === after.id);
      if (before ? stored?.lastEntry?.id !== before.lastEntry?.id : stored) return "changed since";
      const next = [...now.staff.filter((each) => each !== stored), { ...after, lastEntry: entry }];
      if (leavesNoAdministrator(now.staff, next)) return "nobody left";
      now.staff = next;
      entries.unshift(entry);
      return "stored";
    },
    saveSettings: async (before, settings, entry) => {
      if (before.lastEntry?.id !== lastEntry?.id) return false;
      now.settings = settings;
      lastEntry = entry;
      entries.unshift(entry);
      return true;
    },
    entries: async ({ about, before, limit }) => {
      const placeOf = ({ at, id }: AdministrationEntry): string => `${at}#${id}`;
      const found = entries.filter(
        (entry) =>
          (about === undefined || (entry.about.kind === about.kind && entry.about.id === about.id)) &&
          (before === undefined || placeOf(entry) < before),
      );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return { entries: page, next: last && found.length > limit ? placeOf(last) : null };
    },
  };
}
