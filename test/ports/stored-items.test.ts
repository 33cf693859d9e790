import type { Answer } from "../../functions/domain/case/records.ts";
import { describe, expect, it, test } from "vitest";
import * as z from "zod/mini";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { itemReader, kindOf, type Kind } from "../../functions/adapters/items/kind.ts";
import { kindAt, kinds } from "../../functions/adapters/items/kinds.ts";
import { UnreadableItem } from "../../functions/domain/refusal.ts";
import { fakeLog } from "../support/fakes/services.ts";
import { onEveryStore, withItems } from "./stores.ts";
/** Items as the program stored them that knew no versions: each kind in every set of attributes that it came in. */
import unversioned from "./stored-items.json" with { type: "json" };

const stored = unversioned as unknown as Item[];

function kindNameOf(item: Item): keyof typeof kinds {
  const kind = kindAt(item);
  if (!kind) throw new Error(`no kind has the key ${item.pk} ${item.sk}`);
  return kind;
}

/** Kinds that were never stored without a version. */
const newer: string[] = [
  "administrationEntry",
  "administrators",
  "addressAnswer",
  "budget",
  "change",
  "countedCase",
  "countedTo",
  "device",
  "digest",
  "grant",
  "incident",
  "letter",
  "logDay",
  "logPage",
  "outages",
  "paper",
  "paperLook",
  "post",
  "presence",
  "privacyRequest",
  "proof",
  "reading",
  "retentionPlan",
  "run",
  "searchProgress",
  "searchWord",
  "seal",
  "table",
  "times",
  "totals",
  "tries",
  "unconfirmed",
];

const readerOf = (item: Item): Kind<unknown> => kinds[kindNameOf(item)];

/** An item without its key and its places. */
function told(item: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !/^(pk|sk|(list|todo)[PS]k)$/.test(name)));
}

describe("items as they were stored before there were versions", () => {
  it("are of every kind", () => {
    const found = new Set<string>(stored.map(kindNameOf));
    if (stored.some((item) => "agendaFrom" in item) && stored.some((item) => "agreementFrom" in item)) {
      found.add("numbering");
    }
    expect(found).toEqual(new Set(Object.keys(kinds).filter((name) => !newer.includes(name))));
  });

  it.each(stored.map((item) => [kindNameOf(item), `${item.pk} ${item.sk}`, item] as const))(
    "are read with all they hold: %s %s",
    (_kind, _key, item) => {
      expect(readerOf(item).read(item)).toEqual(told(item));
    },
  );

  it("of which any part that the service needs is missing, or is something else, are not read as if it were there", () => {
    const optional = /^(subject|demo|v|carriedOut)$/;
    for (const item of stored) {
      const spoilt = Object.keys(told(item)).flatMap((name) => [
        { ...item, [name]: [1] },
        { ...item, [name]: 7.5 },
      ]);
      const refused = spoilt.filter((each) => {
        try {
          readerOf(item).read(each);
          return false;
        } catch (error) {
          return error instanceof UnreadableItem;
        }
      });
      const names = Object.keys(told(item)).filter((name) => !optional.test(name));
      expect(refused.length, `${item.pk} ${item.sk}`).toBeGreaterThanOrEqual(names.length);
    }
  });
});

onEveryStore("stores on items of before", (stores, items) => {
  it("tell the whole case, and go on writing it", async () => {
    await withItems(items(), stored);
    const { cases, links, mails, recaps, registers, surveys, tasks, todos } = stores();
    const caseId = "KJG-2026-90001";
    const dossier = await cases.dossier(caseId);
    expect(dossier?.case).toMatchObject({ problem: "decide: States.Timeout", mailProblem: { fate: "bounced" } });
    expect(dossier?.tasks.map(({ id }) => id).toSorted()).toEqual(["task-1", "task-2", "task-3"]);
    expect(dossier?.namedBy).toEqual(["PSL-2026-00001"]);
    expect((await tasks.decide(caseId, "task-1", dossier?.tasks[0]?.answer ?? someAnswer)).won).toBe(true);
    expect((await links.find("b".repeat(64)))?.link.kind).toBe("tracking");
    expect((await registers.list("incoming", 2027)).length).toBeGreaterThan(0);
    expect((await recaps.month("2026-11")).length).toBeGreaterThan(2);
    expect(await surveys.list(2026)).toHaveLength(2);
    expect((await cases.list({ open: true, limit: 50 })).items.map(({ id }) => id)).toContain(caseId);
    expect((await todos.due("2027-12-31", 100)).length).toBeGreaterThan(0);
    const whole = await cases.dossier("KJG-2026-00001");
    expect(whole?.mails.length).toBeGreaterThan(3);
    await mails.sendAgain(whole?.mails[0] ?? notThere(), "phone-1", "2026-12-01T00:00:00.000Z");
    expect((await cases.dossier("KJG-2026-00001"))?.mails[0]?.resentFor).toBe("phone-1");
  });

  it("write the version of today with every new item", async () => {
    const { cases, dayBooks, links, recaps, surveys } = stores();
    await cases.nextNumber("KJG", 2026);
    await cases.claimSubmission("one", { caseId: "KJG-2026-00001" });
    await cases.claimLetter("h", { caseId: "KJG-2026-00001", submissionId: "one" });
    await cases.link("KJG-2026-00001", "KJG-2026-00002");
    await dayBooks.change("Aula", "2026-12-01", (book) => book);
    await links.add({ hash: "h", kind: "tracking", caseId: "KJG-2026-00001", task: null, person: "requester" });
    await recaps.add({ kind: "closed", date: "2026-11-02", reason: "Renovasi.", by: "Yusuf" });
    await recaps.fileReport("2026-11", "REF-1", "2026-12-01T00:00:00.000Z");
    await surveys.add({ id: "s", year: 2026, date: "2026-12-02", procedure: "official-visit", scores: {} });
    const written: [string, string][] = [
      ["COUNTER#KJG#2026", "COUNTER"],
      ["SUBMISSION#one", "SUBMISSION"],
      ["CASE#KJG-2026-00001", "NAMED#KJG-2026-00002"],
      ["LETTER#h", "LETTER"],
      ["DAY#Aula#2026-12-01", "DAY"],
      ["LINK#h", "LINK"],
      ["RECAP#2026-11", "2026-11-02#closed"],
      ["REPORT#2026-11", "0001"],
      ["SURVEY#2026", "s"],
    ];
    for (const [pk, sk] of written) expect([pk, (await items().get({ pk, sk }))?.["v"]]).toEqual([pk, 1]);
  });
});

const someAnswer: Answer = {
  outcome: "agendakan",
  values: {},
  note: "",
  person: "staff:siti",
  name: "Siti",
  role: "mail-registrar",
  channel: "staff",
  at: "2026-11-23T03:01:00.000Z",
};

function notThere(): never {
  throw new Error("the case has no mail");
}

describe("a kind of item", () => {
  const parcel = kindOf<{ weight: number; to: string }>(z.looseObject({ weight: z.number(), to: z.string() }), [
    ({ kilos, ...rest }) => ({ ...rest, grams: Number(kilos) * 1000 }),
    ({ grams, ...rest }) => ({ ...rest, weight: grams, to: "Perpustakaan" }),
  ]);
  const key = { pk: "PARCEL#1", sk: "PARCEL" };

  it("is read in the shape of today, whichever version it was stored in", () => {
    const today = { weight: 2000, to: "Perpustakaan" };
    expect(parcel.read({ ...key, kilos: 2 })).toEqual(today);
    expect(parcel.read({ ...key, v: 1, grams: 2000 })).toEqual(today);
    expect(parcel.read({ ...key, ...parcel.stamp, ...today })).toEqual(today);
    expect(parcel.stamp).toEqual({ v: 2 });
  });

  test.each([
    ["of a newer version", { v: 3, weight: 1, to: "x" }, "version 3 is newer than 2"],
    ["without a readable version", { v: "two", weight: 1, to: "x" }, "its version is no number"],
    ["in no known shape", { v: 2, weight: "Ibu Ratna", to: "x" }, "weight invalid_type"],
  ])("%s is refused with its key and what is wrong, never with what it holds", (_which, values, why) => {
    expect(() => parcel.read({ ...key, ...values })).toThrow(`PARCEL#1 PARCEL: ${why}`);
  });

  it("that cannot be read is left out of a list, and reported once, however often it is met", () => {
    const log = fakeLog();
    const reader = itemReader(log);
    const [good, bad] = [
      { ...key, kilos: 1 },
      { pk: "PARCEL#2", sk: "PARCEL", v: 9, to: "Ibu Ratna" },
    ];
    for (let time = 0; time < 3; time += 1) expect(reader.each([bad, good], parcel.read)).toHaveLength(1);
    expect(() => reader.one(bad, parcel.read)).toThrow(UnreadableItem);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toContain("PARCEL#2 PARCEL");
    expect(log.lines[0]).not.toContain("Ratna");
  });
});
