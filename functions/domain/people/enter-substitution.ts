/** Entering who holds a post for another, ending it, and preparing a deputy: who may, and what is refused. */
import { checkForm } from "../../../statemachines/form/check-form.ts";
import type { ActorId, Field, Language, Text } from "../../../statemachines/language/vocabulary.ts";
import { administers } from "../access/administrator.ts";
import { isActive, titleOf, type AgencySettings, type StaffMember, type SubstitutionKind } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { StoredFile, Values } from "../case/records.ts";
import { attachedFiles, keepFiles } from "../form/attached-files.ts";
import { plainContext } from "../form/form-context.ts";
import { plainDate } from "../format.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { dayAt } from "./presence.ts";
import { superiorsOf } from "./stand-ins.ts";
import { deputyFields, substitutionFields } from "./substitution-form.ts";
import { isAhead, ownersOf, ownPosts, posts, type Hand, type Moment, type Substitution } from "./substitution.ts";

type Needs = Pick<Dependencies, "agencies" | "clock" | "files">;

/** What rules look at: the staff as they act, and the moment. */
export interface Office extends Moment {
  settings: AgencySettings;
  staff: StaffMember[];
}

export async function officeNow({ agencies, clock }: Pick<Dependencies, "agencies" | "clock">): Promise<Office> {
  const [settings, staff, now] = [await agencies.settings(), await agencies.staff(), clock.now()];
  return { settings, staff, now: isoInstant(now), day: dayAt(settings, now) };
}

/** Posts for which somebody may say who holds them: the own, those below, and all for whoever looks after the service. */
export function postsOf(member: StaffMember, staff: StaffMember[]): ActorId[] {
  const own = ownPosts(member);
  const all = administers(member, staff);
  return posts().filter((post) => all || own.includes(post) || isAbove(member, post));
}

function isAbove({ roles }: StaffMember, post: ActorId): boolean {
  return superiorsOf(post).some((above) => roles.includes(above));
}

/** Own posts for which a deputy can be prepared. */
export function postsToPrepare(member: StaffMember): ActorId[] {
  const own = ownPosts(member);
  return posts().filter((post) => own.includes(post));
}

/** Who may be chosen; whoever decides comes first. */
export function substitutes(staff: StaffMember[]): StaffMember[] {
  const rank = ({ roles }: StaffMember): number => {
    const found = posts().findIndex((post) => roles.includes(post));
    return found < 0 ? posts().length : found;
  };
  return staff.filter(isActive).toSorted((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
}

/** The form as it is checked; words of its options are for pages. */
function choices(ids: string[]): { value: string; label: Text }[] {
  return ids.map((value) => ({ value, label: { id: value, en: value } }));
}

/**
 * Enters who holds a post for another.
 *
 * @throws Refusal `forbidden`, `invalid` with a sentence per field, `taken` where somebody is entered for one of the days
 */
export async function enterSubstitution(
  dependencies: Needs,
  member: StaffMember,
  given: Values,
): Promise<Substitution & { post: ActorId }> {
  const office = await officeNow(dependencies);
  if (postsOf(member, office.staff).length === 0) throw notYours;
  const people = substitutes(office.staff).map(({ id }) => id);
  const fields = substitutionFields(choices(posts()), choices(people));
  const { asked, files } = await checked(dependencies, fields, given, office);
  const { from, person, post } = asked;
  if (!postsOf(member, office.staff).includes(post)) throw notYours;
  const until = asked.until === "" ? null : asked.until;
  if (until !== null && until < from) throw wrong("until", endsBefore);
  if (ownersOf(post, office.staff).some(({ id }) => id === person)) throw wrong("person", theirOwn);
  // Whoever looks after the service decides nothing by having entered it.
  if (person === member.id && !isAbove(member, post)) throw wrong("person", yourself);
  const [file] = await keepFiles(dependencies, files, `substitution-${post}`);
  const letter = { number: asked.orderNumber, ...(file ? { file } : {}) };
  const entry = { kind: asked.kind, person, from, until, letter, entered: hand(member, office) };
  return { post, ...(await add(dependencies, office, post, entry)) };
}

/** Ends what runs, or calls off what is to come; again is harmless. @throws Refusal `forbidden`, `unknown` */
export async function endSubstitution(
  dependencies: Needs,
  member: StaffMember,
  { number, post }: { post: ActorId; number: number },
): Promise<void> {
  const office = await officeNow(dependencies);
  if (!postsOf(member, office.staff).includes(post)) throw notYours;
  await dependencies.agencies.changePost(post, (book) => {
    if (!book.substitutions.some((each) => each.number === number)) throw unknownEntry;
    const end = (each: Substitution): Substitution =>
      each.number === number && isAhead(each, office) ? { ...each, ended: hand(member, office) } : each;
    return { ...book, substitutions: book.substitutions.map(end) };
  });
}

/** Prepares who takes the own place ("berlaku bila saya tidak masuk"). @throws Refusal `forbidden`, `invalid` */
export async function prepareDeputy(dependencies: Needs, member: StaffMember, given: Values): Promise<void> {
  const office = await officeNow(dependencies);
  if (postsToPrepare(member).length === 0) throw notYours;
  const people = substitutes(office.staff).map(({ id }) => id);
  const { asked } = await checked(dependencies, deputyFields(choices(posts()), choices(people)), given, office);
  const { orderNumber, person, post } = asked;
  if (!postsToPrepare(member).includes(post)) throw notYours;
  if (ownersOf(post, office.staff).some(({ id }) => id === person)) throw wrong("person", theirOwn);
  await dependencies.agencies.changePost(post, (book) => {
    const others = book.deputies.filter(({ holder }) => holder !== member.id);
    return { ...book, deputies: [...others, { holder: member.id, person, letter: orderNumber }] };
  });
}

/**
 * Has the deputy who was prepared hold the post from now on, for today or until a day; or ends that.
 *
 * @throws Refusal `forbidden` for whoever has prepared nobody, `invalid`, `taken`
 */
export async function switchDeputy(
  dependencies: Needs,
  member: StaffMember,
  { on, post, until }: { post: ActorId; on: boolean; until?: string | undefined },
): Promise<void> {
  const office = await officeNow(dependencies);
  if (!postsToPrepare(member).includes(post)) throw notYours;
  const book = (await dependencies.agencies.posts()).find((each) => each.post === post);
  const switched = book?.substitutions.filter((each) => each.switched && isAhead(each, office)) ?? [];
  if (!on) {
    for (const { number } of switched) await endSubstitution(dependencies, member, { post, number });
    return;
  }
  // Tapped twice.
  if (switched.some(({ entered }) => entered.by === member.id)) return;
  const deputy = book?.deputies.find(({ holder }) => holder === member.id);
  if (!deputy || !office.staff.some(({ id, ...each }) => id === deputy.person && isActive(each))) throw nobodyPrepared;
  const last = until ?? office.day;
  if (last < office.day) throw wrong("until", endsBefore);
  await add(dependencies, office, post, {
    ...{ kind: "plh", person: deputy.person, from: office.day, until: last, letter: { number: deputy.letter } },
    ...{ entered: hand(member, office), switched: true },
  });
}

async function add(
  { agencies }: Needs,
  office: Office,
  post: ActorId,
  entry: Omit<Substitution, "number">,
): Promise<Substitution> {
  let added: Substitution = { number: 0, ...entry };
  await agencies.changePost(post, (book) => {
    const other = book.substitutions.find((each) => isAhead(each, office) && overlaps(each, entry));
    if (other) throw takenBy(office, post, other);
    added = { number: book.substitutions.length + 1, ...entry };
    return { ...book, substitutions: [...book.substitutions, added] };
  });
  return added;
}

type Days = Pick<Substitution, "from" | "until">;

function overlaps(one: Days, other: Days): boolean {
  const reaches = ({ until }: Days, { from }: Days): boolean => until === null || from <= until;
  return reaches(one, other) && reaches(other, one);
}

interface Checked {
  post: ActorId;
  person: string;
  from: string;
  until: string;
  kind: SubstitutionKind;
  orderNumber: string;
}

async function checked(
  dependencies: Needs,
  fields: Field[],
  given: Values,
  { settings }: Office,
): Promise<{ asked: Checked; files: StoredFile[] }> {
  const context = plainContext(settings, dependencies.clock.now());
  const result = checkForm(fields, [], null, given, context);
  const errors = result.ok ? {} : result.errors;
  const attached = await attachedFiles(dependencies, fields, null, given, errors);
  const all = { ...errors, ...attached.errors };
  if (!result.ok || Object.keys(all).length > 0) throw new Refusal("invalid", incomplete, all);
  const text = (name: string): string => (typeof result.values[name] === "string" ? result.values[name] : "");
  const typed = Object.fromEntries(fields.map(({ name }) => [name, text(name)]));
  return { asked: { until: "", ...typed } as unknown as Checked, files: attached.files };
}

function hand({ id, name }: StaffMember, { now }: Moment): Hand {
  return { by: id, name, at: now };
}

/** "1 Desember 2026 sampai 4 Desember 2026"; open at its end while a post is vacant. */
export function periodInWords({ from, until }: Days, settings: AgencySettings, language: Language): string {
  const style = { language, zone: settings.calendar.zone };
  const to = { id: "sampai", en: "until" }[language];
  const open = { id: "sampai diakhiri", en: "until it is ended" }[language];
  const first = plainDate(from, style);
  if (until === from) return first;
  return until === null ? `${first} ${open}` : `${first} ${to} ${plainDate(until, style)}`;
}

function takenBy({ settings, staff }: Office, post: ActorId, other: Substitution): Refusal {
  const name = staff.find(({ id }) => id === other.person)?.name ?? other.person;
  const title = titleOf(settings, post);
  const words: Text = {
    id: `${title.id} sudah digantikan ${name} pada ${periodInWords(other, settings, "id")} (surat ${other.letter.number}). Akhiri dahulu yang itu, atau pilih tanggal lain.`,
    en: `${name} already takes the place of the ${title.en} on ${periodInWords(other, settings, "en")} (letter ${other.letter.number}). End that first, or choose other days.`,
  };
  return new Refusal("taken", words, { from: words });
}

function wrong(field: string, words: Text): Refusal {
  return new Refusal("invalid", words, { [field]: words });
}

const incomplete: Text = {
  id: "Belum tersimpan. Periksa isian yang ditandai.",
  en: "Not stored yet. Check the marked fields.",
};
const endsBefore: Text = {
  id: "Tanggal terakhir tidak boleh sebelum tanggal mulai atau hari ini.",
  en: "The last day may not be before the first, or before today.",
};
const theirOwn: Text = {
  id: "Orang ini memegang jabatan itu sendiri. Pilih orang lain.",
  en: "This person holds the post themselves. Choose somebody else.",
};
const yourself: Text = {
  id: "Anda tidak dapat menunjuk diri sendiri. Minta pejabatnya, atasannya, atau admin lain mencatatnya.",
  en: "You cannot enter yourself. Ask the holder, their superior or another administrator.",
};
const notYours = new Refusal("forbidden", {
  id: "Pengganti jabatan ini dicatat oleh pejabatnya, atasannya, atau admin sistem.",
  en: "Who takes the place of this post is entered by its holder, their superior or the system administrator.",
});
const unknownEntry = new Refusal("unknown", {
  id: "Catatan pengganti ini tidak ada.",
  en: "There is no such entry.",
});
const nobodyPrepared = new Refusal("forbidden", {
  id: "Belum ada pengganti yang disiapkan, atau orangnya tidak lagi bertugas. Siapkan dahulu.",
  en: "Nobody is prepared, or the person is no longer on the staff. Please prepare somebody first.",
});
