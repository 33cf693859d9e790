import { expect, it } from "vitest";
import { newItem } from "../../functions/adapters/items/kind.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { agency, everybody, people } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

onEveryStore("agencies", (stores, items) => {
  it("tell their settings and staff", async () => {
    const { agencies } = stores();
    expect(await agencies.settings()).toEqual(agency());
    const staff = await agencies.staff();
    expect(new Set(staff.map(({ id }) => id))).toEqual(new Set(everybody().map(({ id }) => id)));
    expect(staff).toContainEqual(expect.objectContaining(people.divisionHead));
  });

  it("know somebody who has left by the name alone", async () => {
    const { divisionHead: head } = people;
    const endedAt = "2026-11-01T00:00:00.000Z";
    await items().put(newItem(kinds.staff, keys.staff(head.id), { ...head, endedAt }));
    const staff = await stores().agencies.staff();
    expect(staff).toContainEqual({ ...head, email: "", roles: [], endedAt });
  });

  it("tell a member as stored at this moment, while the list of all is remembered", async () => {
    const { agencies } = stores();
    const { divisionHead: head } = people;
    await agencies.staff();
    expect(await agencies.activeMember(head.id)).toEqual(head);
    // Another process writes: nothing here is told.
    await items().put(newItem(kinds.staff, keys.staff(head.id), { ...head, signedOutAt: "2026-11-23T02:00:00.000Z" }));
    expect(await agencies.activeMember(head.id)).toMatchObject({ signedOutAt: "2026-11-23T02:00:00.000Z" });
    await items().put(newItem(kinds.staff, keys.staff(head.id), { ...head, disabled: true }));
    expect(await agencies.activeMember(head.id)).toBeNull();
    expect(await agencies.activeMember("nobody")).toBeNull();
    expect((await agencies.staff()).find(({ id }) => id === head.id)).toEqual(head);
  });

  it("keep an address unconfirmed until it is confirmed, once, and for no other address", async () => {
    const { agencies } = stores();
    const { divisionHead: head, agencyHead, sectionHead } = people;
    const entered = { ...head, email: "baru@contoh.test", provingEmail: head.email };
    await items().put(newItem(kinds.staff, keys.staff(head.id), entered));
    const at = "2026-11-23T02:00:00.000Z";
    const voucher = ({ id, name }: typeof head) => ({ by: id, name, at });
    expect(await agencies.vouch(head.id, "other@contoh.test", voucher(agencyHead))).toBeNull();
    await agencies.vouch(head.id, entered.email, voucher(agencyHead));
    const both = await agencies.vouch(head.id, entered.email, voucher(sectionHead));
    expect(both?.map(({ by }) => by)).toEqual([agencyHead.id, sectionHead.id]);
    await agencies.noteOldAddressTold(head.id, "other@contoh.test");
    expect(await agencies.activeMember(head.id)).not.toHaveProperty("oldAddressTold");
    await agencies.noteOldAddressTold(head.id, entered.email);
    expect(await agencies.activeMember(head.id)).toMatchObject({ oldAddressTold: true });
    const confirmed = { email: entered.email, at, by: [head.id] };
    expect(await agencies.confirmAddress(head.id, { ...confirmed, email: "other@contoh.test" })).toBe(false);
    expect(await agencies.confirmAddress(head.id, confirmed)).toBe(true);
    expect(await agencies.activeMember(head.id)).toEqual({
      ...head,
      email: entered.email,
      addressConfirmed: confirmed,
    });
    expect(await agencies.confirmAddress(head.id, confirmed)).toBe(false);
  });

  it("tell who holds a post for another, an end of it at once; of two who enter somebody both are kept, one after the other", async () => {
    const { agencies } = stores();
    const { companion, divisionHead: head, registrar } = people;
    const entered = { by: head.id, name: head.name, at: "2026-11-20T02:00:00.000Z" };
    const entry = (number: number, person: string) => ({
      ...{ number, kind: "plh" as const, person, from: "2026-11-23", until: "2026-11-24" },
      ...{ letter: { number: "800/1/2026" }, entered },
    });
    const add = async (person: string) =>
      agencies.changePost("library-division-head", (book) => {
        const substitutions = [...book.substitutions, entry(book.substitutions.length + 1, person)];
        return { ...book, substitutions };
      });
    await add(companion.id);
    expect((await agencies.staff()).find(({ id }) => id === head.id)?.relieved).toEqual(["library-division-head"]);
    expect(await agencies.activeMember(head.id)).toMatchObject({ roles: [], relieved: ["library-division-head"] });
    expect((await agencies.activeMember(companion.id))?.roles).toContain("library-division-head");
    await Promise.all([add(registrar.id), add(registrar.id)]);
    const [book] = await agencies.posts();
    expect(book?.substitutions.map(({ number }) => number)).toEqual([1, 2, 3]);
    // Another process ends it: nothing here is told.
    const key = keys.post("library-division-head");
    await items().update(key, { set: { substitutions: [{ ...entry(1, companion.id), ended: entered }] } });
    expect(await agencies.activeMember(companion.id)).toEqual(companion);
    expect((await agencies.staff()).find(({ id }) => id === companion.id)?.acting).toHaveLength(1);
  });
});
