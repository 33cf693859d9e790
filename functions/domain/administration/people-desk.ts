/** Entering people, changing what is known of them, and ending what they may do; each change is in the log. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { withProvenAddress } from "../access/staff-address.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Values } from "../case/records.ts";
import { plainContext } from "../form/form-context.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { authorOf, changedBy } from "./changed-by.ts";
import { freeId } from "./merge-people.ts";
import { partLabel } from "./part-labels.ts";
import { personEntry } from "./people-entries.ts";
import { memberOf, personFields } from "./people-form.ts";
import { heldByAnother, leavesNoAdministrator, newlyMissing } from "./people-rules.ts";

export type DeskDependencies = Pick<Dependencies, "administration" | "clock" | "secrets">;

/** Somebody as stored now, and roles that have nobody any more: a line in Indonesian each. */
export interface Kept {
  member: StaffMember;
  missing: string[];
}

/** What is made of somebody at once: out of service and back, or not of the agency any more and back. */
export type Standing = "disabled" | "enabled" | "left" | "back";

/**
 * Enters somebody. The address is believed: there is nobody else to ask.
 *
 * @throws Refusal `invalid` with a sentence per field
 */
export async function addPerson(dependencies: DeskDependencies, by: StaffMember, given: Values): Promise<Kept> {
  const people = await dependencies.administration.people();
  const { settings } = await dependencies.administration.settings();
  const values = checked(dependencies, settings, given);
  const id = freeId(String(values["name"]), new Set(people.map((each) => each.id)));
  const member = withProvenAddress(null, memberOf({ id }, values), nowOf(dependencies));
  refuseHeld(member, people);
  refuseOwnGain(by, null, member);
  return keep(dependencies, by, { before: null, member, people, settings });
}

/**
 * Changes what is known of somebody.
 *
 * @param seen id of the entry that the page was opened with; empty where there was none
 * @throws Refusal `invalid` with a sentence per field, `stale` where somebody else changed the person since, `unknown`
 */
export async function changePerson(
  dependencies: DeskDependencies,
  by: StaffMember,
  { id, seen, values: given }: { id: string; seen: string; values: Values },
): Promise<Kept> {
  const { before, people, settings } = await opened(dependencies, id, seen);
  const values = checked(dependencies, settings, given);
  const member = withProvenAddress(before, memberOf(before, values), nowOf(dependencies));
  refuseHeld(member, without(people, id));
  refuseOwnGain(by, before, member);
  return keep(dependencies, by, { before, member, people, settings });
}

/** @throws Refusal as `changePerson`; `forbidden` where nobody would look after the service any more */
export async function setStanding(
  dependencies: DeskDependencies,
  by: StaffMember,
  { id, seen, to }: { id: string; seen: string; to: Standing },
): Promise<Kept> {
  const { before, people, settings } = await opened(dependencies, id, seen);
  const now = nowOf(dependencies);
  const member = withProvenAddress(before, standing(before, to, now), now);
  if (to === "back") refuseHeld(member, without(people, id));
  return keep(dependencies, by, { before, member, people, settings });
}

/** @throws Refusal `stale` that says who has changed what meanwhile */
function refuseStale(stored: StaffMember | null): never {
  throw new Refusal("stale", changedMeanwhile(stored));
}

/** Nobody gives themselves a role: who looks after the service approves nothing. @throws Refusal `invalid` */
export function refuseOwnGain(by: StaffMember, before: StaffMember | null, after: StaffMember): void {
  if (by.id !== after.id) return;
  const gained = after.roles.some((role) => !before?.roles.includes(role));
  if (gained) throw new Refusal("invalid", incomplete, { roles: ownRoles });
}

interface Change {
  before: StaffMember | null;
  member: StaffMember;
  /** Everybody as they were. */
  people: StaffMember[];
  settings: AgencySettings;
}

async function keep(dependencies: DeskDependencies, by: StaffMember, change: Change): Promise<Kept> {
  const { administration } = dependencies;
  const { before, member, people, settings } = change;
  const after = [...without(people, member.id), member];
  if (leavesNoAdministrator(people, after)) throw lastAdministrator;
  const entry = personEntry(changedBy(dependencies, by), before, member, settings);
  if (before && entry.parts.length === 0) return { member: before, missing: [] };
  const saved = await administration.savePerson(before, member, entry);
  if (saved === "nobody left") throw lastAdministrator;
  if (saved === "changed since") refuseStale(await administration.person(member.id));
  return { member: { ...member, lastEntry: entry }, missing: newlyMissing(settings, people, after) };
}

async function opened({ administration }: DeskDependencies, id: string, seen: string) {
  const before = await administration.person(id);
  if (!before) throw unknownPerson;
  if ((before.lastEntry?.id ?? "") !== seen) refuseStale(before);
  const { settings } = await administration.settings();
  return { before, people: await administration.people(), settings };
}

function standing({ disabled, endedAt, ...rest }: StaffMember, to: Standing, now: string): StaffMember {
  const out = disabled ? { disabled } : {};
  if (to === "back") return { ...rest, ...out };
  const ended = endedAt === undefined ? {} : { endedAt };
  if (to === "disabled") return { ...rest, ...ended, disabled: true };
  if (to === "enabled") return { ...rest, ...ended };
  return { ...rest, ...out, endedAt: endedAt ?? now };
}

/** @throws Refusal `invalid` with a sentence per field */
function checked({ clock }: DeskDependencies, settings: AgencySettings, given: Values): Values {
  const result = checkForm(personFields(settings), [], null, given, plainContext(settings, clock.now()));
  if (!result.ok) throw new Refusal("invalid", incomplete, result.errors);
  const away = (result.values["away"] ?? []) as { from: string; until: string }[];
  if (away.some(({ from, until }) => until < from)) throw new Refusal("invalid", incomplete, { away: backwards });
  if (!/\p{L}/u.test(String(result.values["name"]))) throw new Refusal("invalid", incomplete, { name: noLetters });
  return result.values;
}

function refuseHeld(member: StaffMember, others: StaffMember[]): void {
  const wrong = heldByAnother(member, others);
  if (Object.keys(wrong).length > 0) throw new Refusal("invalid", incomplete, wrong);
}

const without = (people: StaffMember[], id: string): StaffMember[] => people.filter((each) => each.id !== id);
const nowOf = ({ clock }: DeskDependencies): string => isoInstant(clock.now());

function changedMeanwhile(stored: StaffMember | null): Text {
  const entry = stored?.lastEntry;
  const who = entry ? authorOf(entry) : { id: "orang lain", en: "Somebody else" };
  const what = (entry?.parts ?? [])
    .map(({ part, from, to }) => `${partLabel(part)}: ${from || "kosong"} → ${to || "kosong"}`)
    .join("; ");
  return {
    id: `Data orang ini baru saja diubah oleh ${who.id}${what && ` (${what})`}. Yang Anda isi belum tersimpan dan masih ada di halaman ini: periksa, lalu simpan lagi.`,
    en: `${who.en} has just changed this person${what && ` (${what})`}. What you typed is not stored and is still on this page: look it over, then save again.`,
  };
}

const incomplete: Text = {
  id: "Belum tersimpan. Periksa isian yang ditandai.",
  en: "Not stored yet. Check the marked fields.",
};
const backwards: Text = {
  id: "Hari terakhir lebih awal daripada hari pertama.",
  en: "The last day is before the first.",
};
const noLetters: Text = { id: "Nama harus memuat huruf.", en: "A name has letters." };
const ownRoles: Text = {
  id: "Anda tidak dapat menambah peran untuk diri sendiri. Mintalah kepada admin lain.",
  en: "You cannot give yourself another role. Ask another administrator.",
};
const unknownPerson = new Refusal("unknown", { id: "Orang ini tidak ada.", en: "There is no such person." });
const lastAdministrator = new Refusal("forbidden", {
  id: "Ini admin terakhir yang aktif; sesudahnya tidak ada yang mengurus layanan ini. Berikan peran itu kepada orang lain dahulu.",
  en: "This is the last active administrator; nobody would look after the service. Give somebody else that role first.",
});
