/** Who holds which post for another, as somebody of the staff reads it. */
import type { Option, Text } from "../../../statemachines/language/vocabulary.ts";
import type { SubstitutionsView } from "../../contract/staff.ts";
import { actingTitle, titleOf, type StaffMember } from "../../domain/agency.ts";
import { plainContext } from "../../domain/form/form-context.ts";
import { shownName } from "../../domain/form/file-names.ts";
import {
  periodInWords,
  postsOf,
  postsToPrepare,
  substitutes,
  type Office,
} from "../../domain/people/enter-substitution.ts";
import { deputyFields, substitutionFields } from "../../domain/people/substitution-form.ts";
import {
  isAhead,
  openPosts,
  ownersOf,
  runsAt,
  type PostBook,
  type Substitution,
} from "../../domain/people/substitution.ts";

/** Of those that are over, the last ones are shown. */
const pastShown = 20;

type Entry = SubstitutionsView["entries"][number];

/** @param isThere whether somebody is there today */
export function substitutionsView(
  books: PostBook[],
  reader: StaffMember,
  office: Office,
  isThere: (member: StaffMember) => boolean,
): SubstitutionsView {
  const { day, now, settings, staff } = office;
  const mine = postsOf(reader, staff);
  const toPrepare = postsToPrepare(reader);
  const all = books.flatMap((book) => book.substitutions.map((each) => entryOf(book, each, reader, office)));
  const ahead = all.filter(({ state }) => state !== "past").toSorted(byFirstDay);
  const past = all.filter(({ state, may }) => state === "past" && may).toSorted(byFirstDay);
  const people = substitutes(staff).map((member): Option => ({ value: member.id, label: named(member, office) }));
  const others = people.filter(({ value }) => value !== reader.id);
  const postOptions = (ids: typeof mine): Option[] => ids.map((value) => ({ value, label: titleOf(settings, value) }));
  return {
    entries: [...ahead, ...past.toReversed().slice(0, pastShown)],
    open: openPosts(staff, isThere).map(({ owners, post, why }) => ({
      ...{ post, title: titleOf(settings, post), why, owners, mine: mine.includes(post) },
    })),
    form: mine.length > 0 ? substitutionFields(postOptions(mine), people) : null,
    suggested: {
      ...(mine.length === 1 || toPrepare.length > 0 ? { post: toPrepare[0] ?? mine[0] ?? "" } : {}),
      ...{ from: day, kind: "plh" },
    },
    deputy: toPrepare.map((post) => {
      const book = books.find((each) => each.post === post);
      const prepared = book?.deputies.find(({ holder }) => holder === reader.id);
      const runs = book?.substitutions.find((each) => each.switched && isAhead(each, { day, now }));
      return {
        post,
        title: titleOf(settings, post),
        prepared: prepared
          ? { person: prepared.person, name: nameOf(prepared.person, staff), letter: prepared.letter }
          : null,
        runsUntil: runs?.until ?? null,
      };
    }),
    deputyForm: toPrepare.length > 0 ? deputyFields(postOptions(toPrepare), others) : null,
    context: plainContext(settings, Date.parse(now)),
    today: day,
  };
}

function entryOf(book: PostBook, each: Substitution, reader: StaffMember, office: Office): Entry {
  const { settings, staff } = office;
  const may = postsOf(reader, staff).includes(book.post);
  const { file } = each.letter;
  return {
    post: book.post,
    number: each.number,
    title: actingTitle(settings, { role: book.post, acting: each }),
    name: nameOf(each.person, staff),
    instead: ownersOf(book.post, staff).map(({ name }) => name),
    period: { id: periodInWords(each, settings, "id"), en: periodInWords(each, settings, "en") },
    from: each.from,
    state: runsAt(each, office) ? "now" : isAhead(each, office) ? "ahead" : "past",
    letter: each.letter.number,
    file: may && file ? { id: file.id, name: shownName(file.name), type: file.type, size: file.size } : null,
    entered: { name: each.entered.name, at: each.entered.at },
    ended: each.ended ? { name: each.ended.name, at: each.ended.at } : null,
    may,
  };
}

function byFirstDay(one: Entry, other: Entry): number {
  return one.from < other.from ? -1 : one.from > other.from ? 1 : 0;
}

function nameOf(person: string, staff: StaffMember[]): string {
  return staff.find(({ id }) => id === person)?.name ?? person;
}

/** "Budi Santoso (Kepala Seksi Layanan)" */
function named({ name, roles }: StaffMember, { settings }: Office): Text {
  const [role] = roles;
  if (role === undefined) return { id: name, en: name };
  const { en, id } = titleOf(settings, role);
  return { id: `${name} (${id})`, en: `${name} (${en})` };
}
