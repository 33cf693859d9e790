import { expect, it } from "vitest";
import { TemporaryProblem } from "../../functions/domain/refusal.ts";
import { withBooking, type Booking } from "../../functions/domain/booking/day-book.ts";
import { mondayMorning, roomCapacity, visitDay } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const room = "Ruang Baca Umum";
const booking = (caseId: string, headcount = 7): Booking => ({
  caseId,
  label: "SMPN 1",
  state: "firm",
  start: "09:00",
  end: "11:00",
  headcount,
  until: null,
});

onEveryStore("day books", (stores) => {
  it("a day nobody asked for is empty, and not stored by reading it", async () => {
    const { dayBooks } = stores();
    expect(await dayBooks.read(room, [visitDay, visitDay])).toEqual([]);
    expect(await dayBooks.read(room, [])).toEqual([]);
    const changed = await dayBooks.change(room, visitDay, (book) => ({ ...book, bookings: [booking("a")] }));
    expect(changed).toEqual({ date: visitDay, bookings: [booking("a")] });
    expect(await dayBooks.read(room, [visitDay, "2026-12-03", visitDay])).toEqual([changed]);
    expect(await dayBooks.read("Aula", [visitDay])).toEqual([]);
  });

  it("fifty at once never exceed the capacity, and none is lost that had room", async () => {
    const { dayBooks } = stores();
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        dayBooks.change(room, visitDay, (book) =>
          withBooking(book, booking(`case-${index}`), roomCapacity, mondayMorning),
        ),
      ),
    );
    const [book] = await dayBooks.read(room, [visitDay]);
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    expect(book?.bookings).toHaveLength(7);
    expect(attempts.some((each) => each.status === "rejected" && each.reason instanceof TemporaryProblem)).toBe(false);
  });

  it("fifty changes at once are all there", async () => {
    const { dayBooks } = stores();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        dayBooks.change(room, visitDay, (book) => ({
          ...book,
          bookings: [...book.bookings, booking(`case-${index}`, 1)],
        })),
      ),
    );
    const [book] = await dayBooks.read(room, [visitDay]);
    expect(new Set(book?.bookings.map(({ caseId }) => caseId)).size).toBe(50);
  });

  it("a change that refuses leaves the day as it was", async () => {
    const { dayBooks } = stores();
    await dayBooks.change(room, visitDay, (book) => ({ ...book, bookings: [booking("a", 40)] }));
    const refused = dayBooks.change(room, visitDay, (book) =>
      withBooking(book, booking("b", 40), roomCapacity, mondayMorning),
    );
    await expect(refused).rejects.toMatchObject({ kind: "taken" });
    expect((await dayBooks.read(room, [visitDay]))[0]?.bookings).toEqual([booking("a", 40)]);
  });
});
