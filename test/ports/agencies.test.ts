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
});
