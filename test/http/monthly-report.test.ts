/** The report of a month as its readers see it: the figures on which it is received, and what was written when it comes back. */
import { expect, it } from "vitest";
import type { TaskView } from "../../functions/contract/decision.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { daysOf } from "../../functions/domain/reading-room/recap-book.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { readingScript } from "../support/scripts/reading-visit.ts";

async function pageOf(work: Player, caseId: string, as: StaffMember): Promise<TaskView> {
  const { id } = await work.task(caseId);
  return (await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as })).body as unknown as TaskView;
}

it("shows the Kasi its figures, and comes back to the officer with what was written", async () => {
  const work = player(readingScript);
  await work.caseAt("ended");
  work.clock.set("2026-12-01T00:31:00.000Z");
  await work.sweep();
  const caseId = work.flow.started.at(-1)?.caseId ?? "";
  const values = { missingExplained: "Petugas sakit.", obstacles: "Listrik padam." };
  await work.answer(caseId, { outcome: "laporkan", by: people.circulation.id, values });
  const { facts, procedure, step } = await pageOf(work, caseId, people.sectionHead);
  // Three tables share the rows of this SOP, and the month is named as people name it.
  expect([step.number, procedure.steps]).toEqual([9, 9]);
  expect(facts.find(({ name }) => name === "month")?.value).toBe("November 2026");
  expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toMatchObject({ visitors: "1", ...values });
  await work.answer(caseId, { outcome: "kembalikan", by: people.sectionHead.id, note: "Jelaskan." });
  expect((await pageOf(work, caseId, people.circulation)).aids.prefill).toMatchObject(values);
});

const noticesOf = ({ aids }: TaskView): string[] => aids.notices.map(({ id }) => id);

it("warns officer and Kasi of the days that have no recap, and of none where each has", async () => {
  const work = player(readingScript);
  await work.caseAt("ended");
  for (const { date } of daysOf(demoCalendar, "2026-11", [], "2026-12-01"))
    if (!["2026-11-23", "2026-11-25", "2026-11-26"].includes(date))
      await work.recaps.add({ kind: "nobody", date, reason: "Tidak ada pengunjung.", by: "Yusuf" });
  work.clock.set("2026-12-01T00:31:00.000Z");
  await work.sweep();
  const caseId = work.flow.started.at(-1)?.caseId ?? "";
  const warning =
    "Hari layanan tanpa rekap: tanggal 25-26 (November 2026). Hari itu bukan nol, melainkan belum tercatat.";
  expect(noticesOf(await pageOf(work, caseId, people.circulation))).toEqual([warning]);
  const values = { missingExplained: "Petugas sakit." };
  await work.answer(caseId, { outcome: "laporkan", by: people.circulation.id, values });
  expect(noticesOf(await pageOf(work, caseId, people.sectionHead))).toEqual([warning]);
  await work.answer(caseId, { outcome: "kembalikan", by: people.sectionHead.id, note: "Lengkapi." });
  for (const date of ["2026-11-25", "2026-11-26"])
    await work.recaps.add({ kind: "closed", date, reason: "Listrik padam.", by: "Yusuf" });
  expect(noticesOf(await pageOf(work, caseId, people.circulation))).toEqual([]);
});
