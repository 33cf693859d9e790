/** Somebody is made administrator by whoever runs the service: the first one, or one again where the last has gone. */
import { administrators } from "../../../statemachines/language/actors.ts";
import { provenAddress, withProvenAddress } from "../access/staff-address.ts";
import { isActive, type StaffMember } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { sameAddress } from "../format.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal, TemporaryProblem } from "../refusal.ts";
import { changedByProgram, type Program } from "./changed-by.ts";
import { freeId } from "./merge-people.ts";
import { personEntry } from "./people-entries.ts";

/** The role of its own, whoever looks after the service meanwhile. */
const [role] = administrators;
const attempts = 5;

type Needs = Pick<Dependencies, "administration" | "clock" | "secrets">;

export interface Appointed {
  member: StaffMember;
  /** Was an administrator already; somebody new; got the role; got it, if need be, and is in service again. */
  how: "already" | "entered" | "given" | "brought back";
}

/**
 * Makes whoever has an address an administrator. Whoever is known by it keeps their name and roles, and is in service again.
 *
 * @param program of the operator, for the log
 * @throws Refusal `invalid` where the address stands with somebody who has not confirmed it
 * @throws TemporaryProblem where others were faster every time
 */
export async function appointAdministrator(
  dependencies: Needs,
  { email, name, program }: { name: string; email: string; program: Program },
): Promise<Appointed> {
  const { administration, clock } = dependencies;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const people = await administration.people();
    const before = whoHas(email, people);
    if (before && isActive(before) && before.roles.includes(role)) return { member: before, how: "already" };
    const known = before ?? { id: freeId(name, new Set(people.map(({ id }) => id))), name, nip: "", email, roles: [] };
    const member = withProvenAddress(before, asAdministrator(known), isoInstant(clock.now()));
    const { settings } = await administration.settings();
    const entry = personEntry(changedByProgram(dependencies, program), before, member, settings);
    if ((await administration.savePerson(before, member, entry)) !== "stored") continue;
    return { member, how: before === null ? "entered" : isActive(before) ? "given" : "brought back" };
  }
  throw new TemporaryProblem(`the list of people was changed by others ${attempts} times`);
}

function asAdministrator({ disabled: _out, endedAt: _left, roles, ...rest }: StaffMember): StaffMember {
  return { ...rest, roles: roles.includes(role) ? roles : [...roles, role] };
}

/** Whoever is here comes before who has left. */
function whoHas(email: string, people: StaffMember[]): StaffMember | null {
  const byPresence = [...people.filter(isHere), ...people.filter((each) => !isHere(each))];
  const proven = byPresence.find((each) => sameAddress(provenAddress(each), email));
  const entered = people.filter(isHere).find((each) => sameAddress(each.email, email));
  if (entered && entered !== proven) throw unconfirmed(entered);
  return proven ?? null;
}

const isHere = ({ endedAt }: StaffMember): boolean => endedAt === undefined;

function unconfirmed(member: StaffMember): Refusal {
  const now = provenAddress(member);
  return new Refusal("invalid", {
    id: `Alamat ini tercatat untuk ${member.name} dan belum dipastikan; orangnya masih masuk dengan ${now}. Pakai alamat itu.`,
    en: `This address is entered for ${member.name} and not confirmed; they still sign in by ${now}. Use that one.`,
  });
}
