/** The list of people and the settings as administrators change them: whole or not at all, and always in the log. */
import { describe, expect, test } from "vitest";
import { storesIn } from "../../functions/adapters/stores/index.ts";
import { newItem } from "../../functions/adapters/items/kind.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { AdministrationEntry } from "../../functions/domain/administration/records.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { agency, everybody, mondayMorning } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { emptyMemory } from "../support/fakes/memory.ts";
import { fakeLog } from "../support/fakes/services.ts";

async function office() {
  const { items } = emptyMemory();
  const [person] = everybody();
  if (!person) throw new Error("nobody");
  await items.put(newItem(kinds.settings, keys.settings(), { settings: agency(), demo: true }));
  await items.put(newItem(kinds.staff, keys.staff(person.id), person));
  const { administration, agencies } = storesIn(items, clockAt(mondayMorning), fakeLog());
  return { administration, agencies, items, person };
}

function entryAbout({ id, name }: Pick<StaffMember, "id" | "name">, number: number): AdministrationEntry {
  const parts = [{ part: "name", from: name, to: `${name} ${number}` }];
  const at = `2026-11-23T0${number}:00:00.000Z`;
  return { id: `e${number}`, at, by: "admin", byName: "Admin", about: { kind: "person", id, name }, parts };
}

describe("a change of somebody in the list of people", () => {
  test("is stored with its entry, and what only the service knows stays", async () => {
    const { administration, agencies, person } = await office();
    await agencies.noteSignOut(person.id, "2026-11-23T00:00:00.000Z");
    const before = await administration.person(person.id);
    const { nip: _nip, ...rest } = { ...person, name: "Nama Baru", nip: "" };
    const entry = entryAbout(person, 1);
    expect(await administration.savePerson(before, { ...rest, nip: "" }, entry)).toBe("stored");
    expect(await administration.person(person.id)).toMatchObject({
      name: "Nama Baru",
      signedOutAt: "2026-11-23T00:00:00.000Z",
      lastEntry: { id: "e1" },
    });
    expect((await agencies.staff()).find(({ id }) => id === person.id)?.name).toBe("Nama Baru");
    expect((await administration.entries({ limit: 10 })).entries).toEqual([entry]);
  });

  test("is refused where somebody else changed the person since, and overwrites nothing", async () => {
    const { administration, person } = await office();
    const before = await administration.person(person.id);
    await administration.savePerson(before, { ...person, name: "Satu" }, entryAbout(person, 1));
    expect(await administration.savePerson(before, { ...person, name: "Dua" }, entryAbout(person, 2))).toBe(
      "changed since",
    );
    expect((await administration.person(person.id))?.name).toBe("Satu");
    expect((await administration.entries({ limit: 10 })).entries.map(({ id }) => id)).toEqual(["e1"]);
  });

  test("is refused where the person confirmed an address meanwhile", async () => {
    const { administration, agencies, items, person } = await office();
    await items.update(keys.staff(person.id), { set: { email: "baru@contoh.test", provingEmail: person.email } });
    const before = await administration.person(person.id);
    if (!before) throw new Error("nobody");
    await agencies.confirmAddress(person.id, {
      email: "baru@contoh.test",
      at: "2026-11-23T00:00:00Z",
      by: [person.id],
    });
    expect(await administration.savePerson(before, { ...before, name: "Lain" }, entryAbout(person, 1))).toBe(
      "changed since",
    );
  });

  test("of a new person is refused where the id is taken", async () => {
    const { administration, person } = await office();
    const added = { ...person, id: "orang-baru" };
    expect(await administration.savePerson(null, added, entryAbout(added, 1))).toBe("stored");
    expect(await administration.savePerson(null, { ...added, name: "Lain" }, entryAbout(added, 2))).toBe(
      "changed since",
    );
    expect((await administration.people()).map(({ id }) => id)).toContain("orang-baru");
  });

  test("is in the log also where whoever made it was cut off right after", async () => {
    const { administration, items, person } = await office();
    await administration.savePerson(await administration.person(person.id), person, entryAbout(person, 1));
    await items.update(keys.staff(person.id), { set: { lastEntry: entryAbout(person, 2) } });
    expect((await administration.entries({ limit: 10 })).entries.map(({ id }) => id)).toEqual(["e2", "e1"]);
    const about = { kind: "person", id: person.id } as const;
    expect((await administration.entries({ about, limit: 1 })).entries.map(({ id }) => id)).toEqual(["e2"]);
  });
});

test("two changes of the settings at once: the later is told, and nothing is overwritten", async () => {
  const { administration, agencies } = await office();
  const before = await administration.settings();
  const entry = { ...entryAbout({ id: "office", name: "Kantor" }, 1), about: { kind: "settings", id: "a", name: "A" } };
  const named = entry as AdministrationEntry;
  expect(await administration.saveSettings(before, { ...before.settings, phone: "1" }, named)).toBe(true);
  const later = { ...named, id: "e2" };
  expect(await administration.saveSettings(before, { ...before.settings, phone: "2" }, later)).toBe(false);
  expect((await agencies.settings()).phone).toBe("1");
});
