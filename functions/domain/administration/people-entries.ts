/** What changes of somebody are in the log, as people read them. */
import type { AgencySettings, StaffMember } from "../agency.ts";
import { titleOf } from "../agency.ts";
import { isoDate } from "../calendar/instants.ts";
import { periodsInWords } from "./away.ts";
import type { ChangedBy } from "./changed-by.ts";
import type { AdministrationEntry, ChangedPart } from "./records.ts";

type Settings = Pick<AgencySettings, "titles" | "calendar">;

/** The parts in which somebody differs; `before` is null for somebody new. */
export function changedParts(before: StaffMember | null, after: StaffMember, settings: Settings): ChangedPart[] {
  const old = before ? told(before, settings) : {};
  return Object.entries(told(after, settings)).flatMap(([part, to]) => {
    const from = old[part] ?? "";
    return from === to ? [] : [{ part, from, to }];
  });
}

/** The entry that says what was made of somebody. */
export function personEntry(
  change: ChangedBy,
  before: StaffMember | null,
  after: StaffMember,
  settings: Settings,
): AdministrationEntry {
  const about = { kind: "person" as const, id: after.id, name: after.name };
  return { ...change, about, parts: changedParts(before, after, settings) };
}

function told(member: StaffMember, { calendar, ...settings }: Settings): Record<string, string> {
  const { away = [], disabled, email, endedAt, name, nip, phone, position, rank, reminders, roles } = member;
  return {
    ...{ name, nip, rank: rank ?? "", position: position ?? "", email, phone: phone ?? "" },
    roles: roles
      .map((role) => titleOf(settings, role).id)
      .toSorted()
      .join("; "),
    away: periodsInWords(away),
    reminders: reminders === "each" ? "satu per satu" : "harian",
    disabled: disabled ? "ya" : "",
    endedAt: endedAt === undefined ? "" : isoDate(Date.parse(endedAt), calendar.zone),
  };
}
