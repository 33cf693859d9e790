import { afterEach, beforeEach, expect, test } from "vitest";
import { openMessageStore } from "../../../infra/local/emulators/ses/message-store.ts";
import { openDatabase, type LocalDatabase } from "../../../infra/local/host/database.ts";

const noon = Date.parse("2026-01-05T05:00:00Z");
let local: LocalDatabase;
let now = noon;
beforeEach(() => {
  local = openDatabase(":memory:");
  now = noon;
});
afterEach(() => local.close());

const open = () => openMessageStore({ local, now: () => now });
const letter = (to: string, subject: string) =>
  Buffer.from(
    `From: Dinas <Dinas@contoh.go.id>\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nBuka https://contoh.go.id/k/x.`,
  );

test("a message is given back as it was sent, and taken apart", async () => {
  const store = open();
  const id = await store.add(letter("Ani <Ani@contoh.example>, budi@contoh.example", "Satu"));
  expect((await store.raw(id))?.equals(letter("Ani <Ani@contoh.example>, budi@contoh.example", "Satu"))).toBe(true);
  expect(await store.read(id)).toEqual({
    id,
    date: "2026-01-05T05:00:00.000Z",
    from: "Dinas@contoh.go.id",
    to: ["ani@contoh.example", "budi@contoh.example"],
    subject: "Satu",
    text: "Buka https://contoh.go.id/k/x.\n",
    html: "",
    links: ["https://contoh.go.id/k/x."],
  });
  expect([await store.read("none"), await store.raw("none")]).toEqual([null, null]);
});

test("a list is of one addressee, newest first, at most so many, and goes on after a message or an instant", async () => {
  const store = open();
  const ids: string[] = [];
  for (const subject of ["a", "b", "c"]) {
    ids.push(await store.add(letter("ani@contoh.example", subject)));
    await store.add(letter("budi@contoh.example", subject));
    now += 1000;
  }
  const subjects = async (filter: Parameters<typeof store.list>[0]) =>
    (await store.list(filter)).map(({ subject }) => subject);
  expect(await subjects({ to: "ANI@contoh.example" })).toEqual(["c", "b", "a"]);
  expect(await subjects({ to: "ani@contoh.example", limit: 2 })).toEqual(["c", "b"]);
  expect(await subjects({ limit: 3 })).toEqual(["c", "c", "b"]);
  expect(await subjects({ to: "ani@contoh.example", after: ids[0] ?? "" })).toEqual(["c", "b"]);
  expect(await subjects({ to: "ani@contoh.example", after: new Date(noon + 1000).toISOString() })).toEqual(["c"]);
  expect(await subjects({ to: "nobody@contoh.example" })).toEqual([]);
});

test("nothing older turns up later, though the clock is put back and the service started again", async () => {
  const first = await open().add(letter("ani@contoh.example", "first"));
  now -= 3_600_000;
  const store = open();
  const later = await Promise.all([1, 2, 3].map((n) => store.add(letter("ani@contoh.example", `${n}`))));
  expect([first, ...later].toSorted()).toEqual([first, ...later]);
  expect((await store.list({ after: first })).map(({ subject }) => subject)).toEqual(["3", "2", "1"]);
  expect((await store.read(later[0] ?? ""))?.date).toBe("2026-01-05T04:00:00.000Z");
});

test("more messages than stay in memory are read all the same", async () => {
  const store = open();
  const ids = await Promise.all(Array.from({ length: 100 }, (_, n) => store.add(letter("ani@contoh.example", `${n}`))));
  const listed = await store.list();
  expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
  expect(await store.list()).toEqual(listed);
});
