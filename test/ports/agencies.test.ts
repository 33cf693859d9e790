import { expect, it } from "vitest";
import { agency, everybody, people } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

onEveryStore("agencies", (stores) => {
  it("tell their settings and staff", async () => {
    const { agencies } = stores();
    expect(await agencies.settings()).toEqual(agency());
    const staff = await agencies.staff();
    expect(new Set(staff.map(({ id }) => id))).toEqual(new Set(everybody().map(({ id }) => id)));
    expect(staff).toContainEqual(expect.objectContaining(people.divisionHead));
  });
});
