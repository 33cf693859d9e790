/** However many stop looking after the service at once, and wherever one of them is cut off, somebody is left who does. */
import { describe, expect, it } from "vitest";
import type { ItemStore } from "../../functions/adapters/items/item-store.ts";
import { itemReader, newItem } from "../../functions/adapters/items/kind.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { administrationIn } from "../../functions/adapters/stores/administration.ts";
import { setStanding } from "../../functions/domain/administration/people-desk.ts";
import type { AdministrationEntry } from "../../functions/domain/administration/records.ts";
import { isActive, type StaffMember } from "../../functions/domain/agency.ts";
import type { Administration } from "../../functions/domain/ports.ts";
import { agencyDesk } from "../../functions/wiring/one-machine.ts";
import { member, mondayMorning } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { fakeLog, fakeSecrets } from "../support/fakes/services.ts";
import { onEveryStore } from "./stores.ts";

const ani = member("ani", "Ani Lestari", ["system-admin", "mail-registrar"]);
const bayu = member("bayu", "Bayu Saputra", ["system-admin"]);
const citra = member("citra", "Citra Dewi", ["system-admin"]);

/** Ways in which somebody stops looking after the service. */
const ends: Record<string, (person: StaffMember) => StaffMember> = {
  "out of service": (person) => ({ ...person, disabled: true }),
  "not of the agency any more": (person) => ({ ...person, endedAt: mondayMorning }),
  "without the role": (person) => ({ ...person, roles: ["mail-registrar"] }),
};
const disabled = (person: StaffMember): StaffMember => ({ ...person, disabled: true });

let entries = 0;
function entryBy(by: StaffMember, { id, name }: StaffMember): AdministrationEntry {
  const parts = [{ part: "disabled", from: "", to: "ya" }];
  const about = { kind: "person" as const, id, name };
  return { id: `e${(entries += 1)}`, at: mondayMorning, by: by.id, byName: by.name, about, parts };
}

class CutOff extends Error {
  override name = "CutOff";
}

/** The same items with something before each write; the n-th of them is the n-th call. */
function beforeWrites(items: ItemStore, act: (write: number) => Promise<void>): ItemStore {
  let writes = 0;
  const next = () => act((writes += 1));
  return {
    ...items,
    put: async (...given) => (await next(), items.put(...given)),
    putNew: async (...given) => (await next(), items.putNew(...given)),
    update: async (...given) => (await next(), items.update(...given)),
  };
}

/** Lets nobody on before so many have come. */
function barrier(count: number): () => Promise<void> {
  let [come, open] = [0, (): void => undefined];
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if ((come += 1) === count) open();
    return all;
  };
}

onEveryStore("administrators who end each other", (stores, items) => {
  const administrationOn = (store: ItemStore): Administration =>
    administrationIn(store, itemReader(fakeLog()), async () => undefined);
  const put = async (...members: StaffMember[]): Promise<void> => {
    for (const each of members) await items().put(newItem(kinds.staff, keys.staff(each.id), each));
  };
  const left = async (): Promise<string[]> =>
    (await stores().administration.people())
      .filter((each) => isActive(each) && each.roles.includes("system-admin"))
      .map(({ id }) => id);
  const logged = async (): Promise<string[]> =>
    (await stores().administration.entries({ limit: 20 })).entries.map(({ about }) => about.id);
  const save = async (administration: Administration, by: StaffMember, person: StaffMember, end = disabled) =>
    administration.savePerson(person, end(person), entryBy(by, person));

  describe.each(Object.entries(ends))("so that the other is %s", (_way, end) => {
    it("in the same moment leave one of them, and the other is told", async () => {
      await put(ani, bayu);
      // Both have looked, and found the other there, before either writes.
      const both = barrier(2);
      const at = () => administrationOn(beforeWrites(items(), async (write) => (write === 1 ? both() : undefined)));
      const saved = await Promise.all([save(at(), ani, bayu, end), save(at(), bayu, ani, end)]);
      expect(saved.toSorted()).toEqual(["nobody left", "stored"]);
      expect(await left()).toHaveLength(1);
      expect(await logged()).toHaveLength(1);
    });
  });

  it("on their pages in the same moment leave one of them, who is told why nothing was stored", async () => {
    await put(ani, bayu);
    const both = barrier(2);
    const desk = () => ({
      administration: administrationOn(beforeWrites(items(), async (write) => (write === 1 ? both() : undefined))),
      ...{ clock: clockAt(mondayMorning), secrets: fakeSecrets() },
    });
    const pages = await Promise.allSettled([
      setStanding(desk(), ani, { id: bayu.id, seen: "", to: "disabled" }),
      setStanding(desk(), bayu, { id: ani.id, seen: "", to: "left" }),
    ]);
    expect(pages.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const [refused] = pages.flatMap((page) => (page.status === "rejected" ? [page.reason as Error] : []));
    expect(refused).toMatchObject({ name: "Refusal", kind: "forbidden" });
    expect(await left()).toHaveLength(1);
  });

  it("in a circle of three leave one", async () => {
    await put(ani, bayu, citra);
    const all = barrier(3);
    const at = () => administrationOn(beforeWrites(items(), async (write) => (write === 1 ? all() : undefined)));
    const saved = await Promise.all([save(at(), ani, bayu), save(at(), bayu, citra), save(at(), citra, ani)]);
    expect(saved.toSorted()).toEqual(["nobody left", "stored", "stored"]);
    expect(await left()).toHaveLength(1);
    expect(await logged()).toHaveLength(2);
  });

  it.each([1, 2, 3, 4])(
    "leave one also where the first is cut off before write %i, and nothing is stuck",
    async (stop) => {
      await put(ani, bayu, citra);
      const cutOff = beforeWrites(items(), async (write) => {
        if (write === stop) throw new CutOff();
      });
      await expect(save(administrationOn(cutOff), citra, ani)).rejects.toThrow(CutOff);
      const { administration } = stores();
      await save(administration, ani, bayu);
      const nobody = await save(administration, bayu, citra);
      const there = await left();
      expect(there).toHaveLength(1);
      expect(nobody).toBe(there.includes("citra") ? "nobody left" : "stored");
      // Whoever is ended is so by an entry of the log, and nobody else is in it.
      expect((await logged()).toSorted()).toEqual(["ani", "bayu", "citra"].filter((id) => !there.includes(id)));
    },
  );

  it("are told that it is stored also where another carried it out, once", async () => {
    await put(ani, bayu, citra);
    const { administration } = stores();
    // The note is the first write; before the second, somebody else meets it and is faster.
    const slow = beforeWrites(items(), async (write) => {
      if (write === 2) expect(await save(administration, ani, citra)).toBe("stored");
    });
    expect(await save(administrationOn(slow), citra, bayu)).toBe("stored");
    expect(await left()).toEqual(["ani"]);
    expect((await logged()).toSorted()).toEqual(["bayu", "citra"]);
  });

  it("are told where the person was changed meanwhile, and that change stays", async () => {
    await put(ani, bayu);
    const { administration } = stores();
    const renamed = { ...bayu, name: "Bayu S." };
    const slow = beforeWrites(items(), async (write) => {
      if (write === 2) expect(await administration.savePerson(bayu, renamed, entryBy(ani, bayu))).toBe("stored");
    });
    expect(await save(administrationOn(slow), ani, bayu)).toBe("changed since");
    expect(await administration.person("bayu")).toMatchObject(renamed);
    expect(await left()).toHaveLength(2);
    const now = await administration.person("bayu");
    if (!now) throw new Error("nobody");
    expect(await save(administration, ani, now)).toBe("stored");
    expect(await save(administration, ani, ani)).toBe("nobody left");
  });

  it("by a command in the same moment: the page or the command is told, and one is left", async () => {
    await put(ani, bayu);
    const desk = agencyDesk(items(), () => Date.parse(mondayMorning));
    const seen = await desk.read();
    const slow = beforeWrites(items(), async (write) => {
      if (write === 1) expect(await desk.write({ people: [disabled(ani)] }, seen)).toBe(true);
    });
    expect(await save(administrationOn(slow), ani, bayu)).toBe("nobody left");
    expect(await left()).toEqual(["bayu"]);
  });

  it("that were cut off keep no command waiting for ever", async () => {
    await put(ani, bayu, citra);
    const cutOff = beforeWrites(items(), async (write) => {
      if (write === 2) throw new CutOff();
    });
    await expect(save(administrationOn(cutOff), ani, bayu)).rejects.toThrow(CutOff);
    const desk = agencyDesk(items(), () => Date.parse(mondayMorning));
    const stored = [await desk.write({ people: [disabled(citra)] }), await desk.write({ people: [disabled(citra)] })];
    expect(stored).toContain(true);
    expect(await left()).toEqual(["ani"]);
  });
});
