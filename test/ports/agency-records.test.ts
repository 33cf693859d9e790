/** What `npm run agency` stores: each change is in the log that the pages show, and nothing that was there is lost. */
import { describe, expect, it } from "vitest";
import type { SqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import type { ItemStore } from "../../functions/adapters/items/item-store.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import { readRecords } from "../../functions/adapters/stores/agency-records.ts";
import type { AdministrationEntry } from "../../functions/domain/administration/records.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { agencyDesk } from "../../functions/wiring/one-machine.ts";
import { agency, mondayMorning, people } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const now = () => Date.parse(mondayMorning);
const { registrar } = people;

onEveryStore("an operator's change", (stores, items) => {
  const desk = () => agencyDesk(items(), now);
  const log = async (): Promise<AdministrationEntry[]> =>
    (await stores().administration.entries({ limit: 20 })).entries;
  const entryBy = (name: string, id: string): AdministrationEntry => ({
    ...{ id, at: "2026-11-20T02:00:00.000Z", by: "ani", byName: "Ani" },
    about: { kind: "person", id: registrar.id, name: registrar.name },
    parts: [{ part: "name", from: registrar.name, to: name }],
  });

  it("of somebody is in the log: what from, what to, when, and by the command", async () => {
    const away = [{ from: "2026-12-01", until: "2026-12-05" }];
    expect(await desk().write({ people: [{ ...registrar, away }] })).toBe(true);
    const [entry, ...more] = await log();
    expect(entry).toMatchObject({
      ...{ by: "npm run agency", byName: "perintah npm run agency", at: mondayMorning },
      about: { kind: "person", id: registrar.id, name: registrar.name },
      parts: [{ part: "away", from: "", to: "2026-12-01 s.d. 2026-12-05" }],
    });
    expect(more).toEqual([]);
    expect((await stores().administration.person(registrar.id))?.lastEntry).toEqual(entry);
    const about = { kind: "person", id: registrar.id } as const;
    expect((await stores().administration.entries({ about, limit: 5 })).entries).toEqual([entry]);
  });

  it("of several at once is one entry for each of them who changed", async () => {
    const added = { ...registrar, id: "tono", name: "Tono", nip: "", email: "tono@contoh.test" };
    await desk().write({ people: [added, people.companion, { ...registrar, disabled: true }] });
    const found = (await log()).map(({ about, parts }) => [about.id, parts.length]);
    expect(found).toContainEqual([registrar.id, 1]);
    expect(found.map(([id]) => id).toSorted()).toEqual([registrar.id, "tono"].toSorted());
  });

  it("of settings and holidays is in the log of its section, of several sections in one entry", async () => {
    const before = agency();
    await desk().write({ settings: { ...before, room: { ...before.room, capacity: 60 } } });
    const [room] = await log();
    expect(room?.about).toMatchObject({ kind: "settings", id: "tempat" });
    expect(room?.parts).toEqual([{ part: "room.capacity", from: String(before.room.capacity), to: "60" }]);
    const holidays = [
      ...before.calendar.holidays,
      { date: "2026-12-28", name: "Libur daerah", kind: "local" as const },
    ];
    const calendar = { ...before.calendar, holidays, serviceHours: {} };
    const next = { ...before, room: { ...before.room, capacity: 60 }, calendar };
    await agencyDesk(items(), () => now() + 60_000).write({ settings: next });
    const [entry] = await log();
    expect(entry?.about).toEqual({ kind: "settings", id: "beberapa", name: "Beberapa bagian pengaturan" });
    expect(entry?.parts).toContainEqual({
      ...{ part: "calendar.holidays", from: "", to: "2026-12-28 Libur daerah (libur daerah)" },
    });
    expect(entry?.parts.map(({ part }) => part)).toContain("calendar.serviceHours.1");
    expect(await log()).toHaveLength(2);
  });

  it("that changes nothing leaves nothing behind", async () => {
    const before = await readRecords(items());
    expect(await desk().write({ settings: before.settings, people: before.people })).toBe(true);
    expect(await readRecords(items())).toEqual(before);
    expect(await log()).toEqual([]);
  });

  it("loses no entry of an administrator who was cut off before it was in the log", async () => {
    await items().update(keys.staff(registrar.id), { set: { name: "Siti", lastEntry: entryBy("Siti", "e1") } });
    const settingsEntry = { ...entryBy("x", "e2"), about: { kind: "settings", id: "dinas", name: "Dinas" } };
    await items().update(keys.settings(), { set: { lastEntry: settingsEntry } });
    const stored = await stores().administration.person(registrar.id);
    await desk().write({
      settings: { ...agency(), town: "Lain" },
      people: [{ ...registrar, ...stored, disabled: true }],
    });
    expect((await log()).map(({ id }) => id)).toEqual(expect.arrayContaining(["e1", "e2"]));
    expect(await log()).toHaveLength(4);
  });

  it("keeps what only the service knows of somebody, and takes another address for unconfirmed", async () => {
    const signedOutAt = "2026-11-20T00:00:00.000Z";
    await stores().agencies.noteSignOut(registrar.id, signedOutAt);
    await desk().write({ people: [{ ...registrar, email: "baru@contoh.test" }] });
    expect(await stores().administration.person(registrar.id)).toMatchObject({
      ...{ signedOutAt, email: "baru@contoh.test", provingEmail: registrar.email },
    });
  });

  it("is refused where an administrator changed the same since it was looked at, and loses nothing of theirs", async () => {
    const seen = await desk().read();
    const { administration } = stores();
    const before = await administration.person(registrar.id);
    if (!before) throw new Error("nobody");
    await administration.savePerson(before, { ...before, name: "Siti" }, entryBy("Siti", "e1"));
    expect(await desk().write({ people: [{ ...registrar, disabled: true }] }, seen)).toBe(false);
    expect(await administration.person(registrar.id)).toMatchObject({ name: "Siti", lastEntry: { id: "e1" } });
    expect((await log()).map(({ id }) => id)).toEqual(["e1"]);
  });

  it("is refused where an administrator changes the same between looking and storing", async () => {
    const { administration } = stores();
    const before = await administration.person(registrar.id);
    if (!before) throw new Error("nobody");
    const meanwhile = once(() => administration.savePerson(before, { ...before, name: "Siti" }, entryBy("Siti", "e1")));
    const late = agencyDesk(withPause(items(), meanwhile), now);
    expect(await late.write({ people: [{ ...registrar, disabled: true }] })).toBe(false);
    expect(await administration.person(registrar.id)).toMatchObject({ name: "Siti", lastEntry: { id: "e1" } });
  });
});

describe("settings that no page has a field for", () => {
  onEveryStore("are in the log too", (stores, items) => {
    it("by their names", async () => {
      const uneven = { 1: [["08:00", "14:00"]], 2: [["08:00", "12:00"]] } as (typeof demoCalendar)["officeHours"];
      const calendar = {
        ...agency().calendar,
        ramadan: [{ from: "2027-02-08", to: "2027-03-09", officeHours: uneven }],
      };
      const titles = { reader: { id: "Pembaca", en: "Reader" } };
      await agencyDesk(items(), now).write({ settings: { ...agency(), calendar, titles } });
      const [entry] = (await stores().administration.entries({ limit: 5 })).entries;
      expect(entry?.parts).toContainEqual({ part: "titles.reader.id", from: "", to: "Pembaca" });
      expect(entry?.parts.find(({ part }) => part === "calendar.ramadan")?.to).toBe(
        "2027-02-08-2027-03-09: 08:00-14:00 / 08:00-12:00 / - / - / - / - / -",
      );
    });
  });
});

function once(act: () => Promise<unknown>): () => Promise<unknown> {
  let done: Promise<unknown> | null = null;
  return () => (done ??= act());
}

/** The same items, with something happening after what is read and before what is written of it. */
function withPause(items: ItemStore & Partial<Pick<SqliteItems, "exchange">>, meanwhile: () => Promise<unknown>) {
  const { exchange } = items;
  return {
    ...items,
    update: async (...given: Parameters<ItemStore["update"]>) => (await meanwhile(), items.update(...given)),
    ...(exchange
      ? { exchange: async (...given: Parameters<typeof exchange>) => (await meanwhile(), exchange(...given)) }
      : {}),
  };
}
