/** Who acts as what at a moment: the one function by which the staff is read. */
import { describe, expect, it } from "vitest";
import { actingTitle, readingRoles } from "../../functions/domain/agency.ts";
import {
  actingStaff,
  openPosts,
  ownersOf,
  ownPosts,
  posts,
  type PostBook,
  type Substitution,
} from "../../functions/domain/people/substitution.ts";
import { exchangedRoles } from "../../functions/domain/people/presence.ts";
import { agency, everybody, people } from "../support/builders.ts";

const { companion, divisionHead, sectionHead } = people;
const post = "library-division-head";

function book(overrides: Partial<Substitution> = {}): PostBook {
  const entered = { by: "sri", name: "Sri", at: "2026-11-20T02:00:00.000Z" };
  const entry: Substitution = {
    ...{ number: 1, kind: "plh", person: companion.id, from: "2026-12-01", until: "2026-12-04" },
    ...{ letter: { number: "800/1/2026" }, entered },
    ...overrides,
  };
  return { post, version: 1, substitutions: [entry], deputies: [] };
}

/** Roles by person on a day, at nine in the morning (WIB). */
function rolesOn(day: string, books: PostBook[], now = `${day}T02:00:00.000Z`) {
  const staff = actingStaff(everybody(), books, { day, now });
  return (id: string) => staff.find((member) => member.id === id)?.roles ?? [];
}

describe("the staff as they act", () => {
  it("is the staff as stored where nothing runs", () => {
    const staff = everybody();
    expect(actingStaff(staff, [], { day: "2026-12-01", now: "2026-12-01T02:00:00.000Z" })).toBe(staff);
    expect(actingStaff(staff, [book()], { day: "2026-11-30", now: "2026-11-30T16:59:59.999Z" })).toBe(staff);
    expect(actingStaff(staff, [book()], { day: "2026-12-05", now: "2026-12-04T17:00:00.000Z" })).toBe(staff);
  });

  it.each(["2026-12-01", "2026-12-04"])(
    "gives the post from the first day to the last to the substitute alone: %s",
    (day) => {
      const roles = rolesOn(day, [book()]);
      expect(roles(companion.id)).toEqual(["companion-librarian", post]);
      expect(roles(divisionHead.id)).toEqual([]);
      expect(roles(sectionHead.id)).toEqual(["service-section-head"]);
    },
  );

  it("holds from its entry, and no more from the instant at which it was ended", () => {
    const hand = { by: "sri", name: "Sri", at: "2026-12-02T03:00:00.000Z" };
    expect(rolesOn("2026-12-02", [book({ entered: hand })])(companion.id)).not.toContain(post);
    expect(rolesOn("2026-12-02", [book({ ended: hand })])(companion.id)).toContain(post);
    expect(rolesOn("2026-12-02", [book({ ended: hand })], hand.at)(companion.id)).not.toContain(post);
  });

  it("goes back to the holder when the substitute has left, or is out of service", () => {
    const staff = everybody().map((each) => (each.id === companion.id ? { ...each, disabled: true as const } : each));
    expect(actingStaff(staff, [book()], { day: "2026-12-01", now: "2026-12-01T02:00:00.000Z" })).toBe(staff);
  });

  it("of a vacant post holds until it is ended", () => {
    const staff = everybody().filter(({ id }) => id !== divisionHead.id);
    const acting = actingStaff(staff, [book({ kind: "plt", until: null })], {
      day: "2030-01-01",
      now: "2030-01-01T00:00:00.000Z",
    });
    expect(acting.find(({ id }) => id === companion.id)?.acting).toEqual([
      { post, kind: "plt", number: 1, letter: "800/1/2026", until: null },
    ]);
  });

  it("keeps the holder's right to decide beside the substitute only where the agency has set so", () => {
    const moment = { day: "2026-12-01", now: "2026-12-01T02:00:00.000Z" };
    const head = (settings?: { replacedMayDecide: boolean }) =>
      actingStaff(everybody(), [book()], moment, settings).find(({ id }) => id === divisionHead.id);
    expect(head({ replacedMayDecide: true })).toMatchObject({ roles: [], relieved: [post], keeps: [post] });
    for (const settings of [undefined, { replacedMayDecide: false }])
      expect(head(settings)).not.toHaveProperty("keeps");
  });

  it("tells whose post it is, whoever holds it, and what they go on reading", () => {
    const staff = actingStaff(everybody(), [book()], { day: "2026-12-01", now: "2026-12-01T02:00:00.000Z" });
    const [owner, acting] = [divisionHead, companion].map(({ id }) => staff.find((each) => each.id === id));
    if (!owner || !acting) throw new Error("nobody");
    expect(ownersOf(post, staff)).toEqual([owner]);
    expect([ownPosts(owner), readingRoles(owner)]).toEqual([[post], [post]]);
    expect(ownPosts(acting)).toEqual(["companion-librarian"]);
  });
});

describe("posts", () => {
  it("are those of the tables that decide or are above others, and no mailbox of a unit", () => {
    expect(posts()).toEqual(["agency-head", "library-division-head", "service-section-head"]);
  });

  it("are open problems where nobody holds them, or who does is away", () => {
    const staff = everybody().filter(({ id }) => id !== divisionHead.id);
    expect(openPosts(staff, () => true)).toEqual([{ post, why: "vacant", owners: [] }]);
    expect(openPosts(everybody(), ({ id }) => id !== sectionHead.id)).toEqual([
      { post: "service-section-head", why: "away", owners: [sectionHead.name] },
    ]);
  });

  it("are handed over where wholly others hold them than before, and somebody does", () => {
    const roles = [post] as const;
    expect(exchangedRoles({ [post]: ["a"] }, { [post]: ["b"] }, [...roles])).toEqual([post]);
    for (const [before, now] of [
      [["a"], []],
      [["a"], ["a", "b"]],
      [["a", "b"], ["b"]],
    ] as const)
      expect(exchangedRoles({ [post]: [...before] }, { [post]: [...now] }, [...roles])).toEqual([]);
    expect(exchangedRoles(null, { [post]: ["b"] }, [...roles])).toEqual([]);
  });

  it("are written with their mark", () => {
    const title = (kind: "plh" | "plt") => actingTitle(agency(), { role: post, acting: { kind } }).id;
    expect([title("plh"), title("plt")]).toEqual([
      "Plh. Kepala Bidang Perpustakaan",
      "Plt. Kepala Bidang Perpustakaan",
    ]);
  });
});
