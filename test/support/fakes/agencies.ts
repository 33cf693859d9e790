import { isActive, type AgencySettings, type StaffMember } from "../../../functions/domain/agency.ts";
import type { Agencies, Restorations } from "../../../functions/domain/ports.ts";

/** Settings and staff that a test may change while a case runs; given out as they are, as the service remembers them. */
export interface FakeAgencies extends Agencies {
  now: { settings: AgencySettings; staff: StaffMember[] };
}

export function fakeAgencies(
  settings: AgencySettings,
  staff: StaffMember[],
  stores?: {
    restorations: Pick<Restorations, "read">;
    agencies: Pick<Agencies, "notePresence" | "outages" | "presence">;
  },
): FakeAgencies {
  const now = { settings, staff };
  return {
    now,
    settings: async () => now.settings,
    staff: async () => now.staff,
    activeMember: async (id) => now.staff.find((member) => member.id === id && isActive(member)) ?? null,
    restoration: async () => stores?.restorations.read() ?? null,
    outages: async () => stores?.agencies.outages() ?? [],
    presence: async () => stores?.agencies.presence() ?? null,
    noteSignOut: async (id, at) => {
      now.staff = now.staff.map((member) => (member.id === id ? { ...member, signedOutAt: at } : member));
    },
    notePresence: async (present) => stores?.agencies.notePresence(present),
  };
}
