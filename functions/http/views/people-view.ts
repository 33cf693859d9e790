import type { PeopleFileView, PeopleView, PersonStanding, PersonView } from "../../contract/people-administration.ts";
import { missingRoles } from "../../domain/administration/needed-roles.ts";
import { partLabel } from "../../domain/administration/part-labels.ts";
import { changedParts } from "../../domain/administration/people-entries.ts";
import { personFields, valuesOf } from "../../domain/administration/people-form.ts";
import type { TableRead } from "../../domain/administration/people-table.ts";
import { insideRoles } from "../../domain/administration/roles.ts";
import { provenAddress, isUnconfirmed } from "../../domain/access/staff-address.ts";
import { isActive, titleOf, type AgencySettings, type StaffMember } from "../../domain/agency.ts";
import { plainContext } from "../../domain/form/form-context.ts";
import { dayAt } from "../../domain/people/presence.ts";
import { administrators } from "../../../statemachines/language/actors.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";

/** @param now epoch milliseconds */
export function peopleView(people: StaffMember[], settings: AgencySettings, now: number): PeopleView {
  const active = people.filter(isActive);
  const today = dayAt(settings, now);
  return {
    people: people
      .toSorted((one, other) => one.name.localeCompare(other.name, "id"))
      .map((member) => {
        const { away = [], email, id, name, position = "", roles } = member;
        const period = away.find(({ from, until }) => from <= today && today <= until);
        const titles = roles.map((role) => titleOf(settings, role));
        return {
          ...{ id, name, email, position, roles: titles, standing: standingOf(member) },
          awayUntil: period?.until ?? null,
        };
      }),
    roles: insideRoles.map((role) => ({
      title: titleOf(settings, role),
      people: active.filter(({ roles }) => roles.includes(role)).map(({ name }) => name),
      standIns: (actorOf(role).standIns ?? []).map((each) => titleOf(settings, each)),
    })),
    missing: missingRoles(settings, active),
    form: { fields: personFields(settings), context: plainContext(settings, now) },
  };
}

interface About {
  settings: AgencySettings;
  /** Who asks. */
  by: StaffMember;
  /** Epoch milliseconds. */
  now: number;
  missing?: string[];
  invited?: boolean;
}

export function personView(member: StaffMember, { by, invited, missing = [], now, settings }: About): PersonView {
  const { id, lastEntry, name, roles } = member;
  return {
    ...{ id, name, missing },
    seen: lastEntry?.id ?? "",
    standing: standingOf(member),
    own: by.id === id,
    alsoDecides: roles.length > 1 && roles.some((role) => role === administrators[0]),
    provingEmail: isUnconfirmed(member) ? provenAddress(member) : null,
    values: valuesOf(member),
    form: { fields: personFields(settings), context: plainContext(settings, now) },
    invited: invited ?? null,
  };
}

/** What a table would change. */
export function tableView(read: TableRead): PeopleFileView {
  if (!read.ok) return { kind: "refused", problems: read.problems };
  const { digest, merged, missing, settings, unused } = read;
  return {
    ...{ kind: "shown", digest, missing, unused },
    added: merged.added.map(({ email, name, roles }) => ({
      ...{ name, email },
      roles: roles.map((role) => titleOf(settings, role)),
    })),
    changed: merged.changed.map(({ before, after }) => ({
      name: after.name,
      parts: changedParts(before, after, settings).map(({ part, from, to }) => ({ label: partLabel(part), from, to })),
    })),
    unchanged: merged.unchanged.length,
    absent: merged.missing.map(({ name }) => name),
  };
}

function standingOf(member: StaffMember): PersonStanding {
  if (member.endedAt !== undefined) return "left";
  return member.disabled ? "disabled" : "active";
}
