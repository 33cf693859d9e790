/**
 * Posts that somebody holds for another for a time: Plh. while the official is away, Plt. while the post is vacant
 * (UU 30/2014 art. 14; BKN circular 1/SE/I/2021). Who acts as what follows from `actingStaff` alone, by which the staff is
 * read everywhere: lists, mails, links, rights and decisions know of no substitution.
 */
import { actorIds, actorOf, currentProcedures } from "../../../statemachines/language/registry.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import { isActive, type ActingPost, type AgencySettings, type StaffMember, type SubstitutionKind } from "../agency.ts";
import type { StoredFile } from "../case/records.ts";

/** Who did something with a substitution, and when (ISO 8601). */
export interface Hand {
  /** Id of the staff member. */
  by: string;
  name: string;
  at: string;
}

/** One period in which somebody holds a post for another. */
export interface Substitution {
  /** 1 for the first of the post. */
  number: number;
  kind: SubstitutionKind;
  /** Id of the staff member who holds the post meanwhile. */
  person: string;
  /** Days (YYYY-MM-DD) in the agency's zone, both included; null: until it is ended, as while a post is vacant. */
  from: string;
  until: string | null;
  letter: { number: string; file?: StoredFile };
  entered: Hand;
  /** Ended before its last day, or called off before its first. */
  ended?: Hand;
  /** Switched on by the holder, who had prepared it. */
  switched?: true;
}

/** Whom the holder of a post has prepared for days on which they do not come ("berlaku bila saya tidak masuk"). */
export interface Deputy {
  /** Id of the holder, and of who holds the post then. */
  holder: string;
  person: string;
  /** Number of the letter of order. */
  letter: string;
}

/** All that was ever entered for a post: one item, so that of two at once for the same days one is refused. */
export interface PostBook {
  post: ActorId;
  /** How often it was changed. */
  version: number;
  substitutions: Substitution[];
  deputies: Deputy[];
}

/** A moment: epoch milliseconds as an instant (ISO 8601), and the day there at the agency. */
export interface Moment {
  now: string;
  day: string;
}

/** Posts that can be held for another: those that decide, or are above others; not units with an arrangement of their own. */
export function posts(): ActorId[] {
  const superiors = new Set(actorIds().map((role) => actorOf(role).superior));
  const deciding = new Set<ActorId>(
    currentProcedures().flatMap(({ steps }) =>
      steps.filter(({ kind }) => kind === "decision").map(({ actor }) => actor),
    ),
  );
  return actorIds().filter((role) => {
    const { inside, mailbox } = actorOf(role);
    return inside && !mailbox && (superiors.has(role) || deciding.has(role));
  });
}

/** Whether it holds at a moment: from the first minute of its first day, or from its entry, to the last of its last. */
export function runsAt({ ended, entered, from, until }: Substitution, { day, now }: Moment): boolean {
  if (ended && ended.at <= now) return false;
  return entered.at <= now && from <= day && (until === null || day <= until);
}

/** Whether anything of it is still to come, or runs. */
export function isAhead({ ended, until }: Substitution, { day }: Moment): boolean {
  return !ended && (until === null || day <= until);
}

/** The one of a post that runs. */
function runningOf({ substitutions }: PostBook, moment: Moment): Substitution | undefined {
  return substitutions.find((each) => runsAt(each, moment));
}

/**
 * The staff as they act at a moment: whoever substitutes holds the post besides their own, those it belongs to do not. A
 * substitution of somebody who has left, or is out of service, holds no more.
 *
 * @param staff as stored
 * @param settings whether those whose post another holds may decide all the same
 */
export function actingStaff(
  staff: StaffMember[],
  books: PostBook[],
  moment: Moment,
  { replacedMayDecide = false }: Pick<AgencySettings, "replacedMayDecide"> = {},
): StaffMember[] {
  const running = books.flatMap((book) => {
    const found = runningOf(book, moment);
    const isThere = found && staff.some((member) => member.id === found.person && isActive(member));
    return found && isThere ? [{ post: book.post, ...found }] : [];
  });
  if (running.length === 0) return staff;
  return staff.map((member) => {
    const acting = running.filter(({ person }) => person === member.id);
    const taken = running.filter(({ person, post }) => person !== member.id && member.roles.includes(post));
    if (acting.length === 0 && taken.length === 0) return member;
    const relieved = taken.map(({ post }) => post);
    const own = member.roles.filter((role) => !relieved.includes(role));
    return {
      ...member,
      roles: [...new Set([...own, ...acting.map(({ post }) => post)])],
      ...(acting.length > 0 ? { acting: acting.map(asActing) } : {}),
      ...(relieved.length > 0 ? { relieved } : {}),
      ...(relieved.length > 0 && replacedMayDecide ? { keeps: relieved } : {}),
    };
  });
}

function asActing({ kind, letter, number, post, until }: Substitution & { post: ActorId }): ActingPost {
  return { post, kind, number, letter: letter.number, until };
}

/** Whether what runs of the substitutions makes somebody another than stored, so that it is looked at anew before they act. */
export function isConcerned({ acting, relieved }: StaffMember): boolean {
  return acting !== undefined || relieved !== undefined;
}

/** The order by which somebody holds a role for another; undefined where the role is their own. */
export function actingIn(acting: ActingPost[] | undefined, role: ActorId): ActingPost | undefined {
  return acting?.find(({ post }) => post === role);
}

/** Posts that belong to somebody, whoever holds them now. */
export function ownPosts({ acting = [], relieved = [], roles }: StaffMember): ActorId[] {
  return [...roles.filter((role) => !actingIn(acting, role)), ...relieved];
}

/** Those whose post it is, whoever holds it now. */
export function ownersOf(post: ActorId, staff: StaffMember[]): StaffMember[] {
  return staff.filter((member) => isActive(member) && ownPosts(member).includes(post));
}

/** A post for which nobody decides: nobody has it, or whoever does is away; and nobody substitutes. */
export interface OpenPost {
  post: ActorId;
  why: "vacant" | "away";
  /** Whose post it is. */
  owners: string[];
}

/**
 * Posts that nobody holds on a day; of those, what waits for them goes to the post above (see `attendanceOf`), or is an open
 * problem.
 *
 * @param staff as they act
 * @param isThere whether somebody is there on the day
 */
export function openPosts(staff: StaffMember[], isThere: (member: StaffMember) => boolean): OpenPost[] {
  return posts().flatMap((post): OpenPost[] => {
    const holders = staff.filter((member) => isActive(member) && member.roles.includes(post));
    if (holders.length === 0) return [{ post, why: "vacant", owners: [] }];
    if (holders.some(isThere)) return [];
    return [{ post, why: "away", owners: holders.map(({ name }) => name) }];
  });
}
