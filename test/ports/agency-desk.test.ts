/** What an operator's commands read and change, above the one file of a machine. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keys, lists } from "../../functions/adapters/items/keys.ts";
import { newItem } from "../../functions/adapters/items/kind.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { itemTable, sqliteItems } from "../../functions/adapters/sqlite/item-store.ts";
import { agenciesIn } from "../../functions/adapters/stores/agencies.ts";
import { itemReader } from "../../functions/adapters/items/kind.ts";
import { agencyDesk, type AgencyDesk, type AgencyRecords } from "../../functions/wiring/one-machine.ts";
import { officeCommands } from "../../infra/local/host/agency-office.ts";
import { openDatabase, type LocalDatabase } from "../../infra/local/host/database.ts";
import { agency, everybody, mondayMorning, people } from "../support/builders.ts";
import { clockAt } from "../support/clock.ts";
import { fakeLog } from "../support/fakes/services.ts";

let local: LocalDatabase;
let desk: AgencyDesk;
beforeEach(() => {
  local = openDatabase(":memory:", "normal");
  local.migrate(itemTable);
  desk = agencyDesk(sqliteItems(local));
});
afterEach(() => local.close());

const settings = agency();
const { companion, registrar } = people;

describe("the desk", () => {
  it("is empty at first, and reads what was written", async () => {
    expect(await desk.read()).toEqual({ settings: null, demo: false, people: [] });
    await desk.write({ settings, people: everybody() });
    const read = await desk.read();
    expect(read).toMatchObject({ settings, demo: false });
    expect(new Set(read.people.map(({ id }) => id))).toEqual(new Set(everybody().map(({ id }) => id)));
  });

  it("writes all of a change or nothing of it", async () => {
    const nameless = { ...registrar, id: "" };
    await expect(desk.write({ settings, people: [companion, nameless] })).rejects.toThrow(TypeError);
    expect(await desk.read()).toEqual({ settings: null, demo: false, people: [] });
  });

  it("keeps the mark of the demo where its settings change", async () => {
    await desk.write({ settings, demo: true });
    expect((await desk.read()).demo).toBe(true);
  });

  it("is seen at once by the handlers of the same process, which remember the agency", async () => {
    await desk.write({ settings, people: everybody() });
    const agencies = agenciesIn(
      sqliteItems(local),
      itemReader(fakeLog()),
      clockAt(mondayMorning),
      async () => undefined,
    );
    expect((await agencies.settings()).town).toBe(settings.town);
    await desk.write({ settings: { ...settings, town: "Kota Baru" } });
    expect((await agencies.settings()).town).toBe("Kota Baru");
  });

  it("tells in which cases a task waits for one person alone", async () => {
    const task = (caseId: string, assignees: string[]) => ({
      ...newItem(kinds.task, keys.task(caseId, "1"), {
        ...{
          caseId,
          id: "1",
          step: "accept-companionship",
          procedure: "official-visit",
          version: 1,
          subject: "SMPN 1",
        },
        ...{ askedBy: "mail-registrar", openedAt: "2026-11-23T02:00:00.000Z", dueAt: null, deadlineAt: null },
        ...{ availableFrom: null, actor: "companion-librarian", assignees: assignees as [], token: "t" },
        ...{ answer: null, resumed: false },
      }),
      listPk: lists.inbox("companion-librarian"),
      listSk: caseId,
    });
    const items = sqliteItems(local);
    await items.put(task("KJG-1", [`staff:${companion.id}`]));
    await items.put(task("KJG-2", [`staff:${people.otherCompanion.id}`]));
    await items.put(task("KJG-3", []));
    expect(await desk.casesWaitingFor(companion)).toEqual(["KJG-1"]);
  });
});

describe("a change through the host", () => {
  it("is refused where the agency is no longer what it was made from", async () => {
    await desk.write({ settings, people: [registrar] });
    const commands = officeCommands(desk);
    const seen = (await commands["read-agency"]?.(null)) as AgencyRecords;
    await desk.write({ people: [companion] });
    const change = { people: [{ ...registrar, email: "lain@contoh.test" }] };
    expect(await commands["change-agency"]?.({ seen, change })).toBe(false);
    expect((await desk.read()).people).toContainEqual(expect.objectContaining(registrar));
    const now = JSON.parse(JSON.stringify(await desk.read())) as AgencyRecords;
    expect(await commands["change-agency"]?.({ seen: now, change })).toBe(true);
    expect((await desk.read()).people).toContainEqual(
      expect.objectContaining({ ...change.people[0], provingEmail: registrar.email }),
    );
  });
});
