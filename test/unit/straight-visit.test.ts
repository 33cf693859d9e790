import { expect, it } from "vitest";
import { phoneDigits, requesterEmail, visitDay } from "../support/builders.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

/** Scenario Sc1 of the domain document. */
it("Sc1: an official visit runs from the form to the closed case", async () => {
  const work = player(visitScript);
  const caseId = await work.submit();
  expect(caseId).toBe("KJG-2026-00001");
  expect((await work.task(caseId)).dueAt?.slice(0, 16)).toBe("2026-11-23T02:02");
  expect(work.mailer.to(requesterEmail)).toHaveLength(1);

  await work.playTo(caseId, "accept-companionship");
  const [book] = await work.dayBooks.read("Ruang Baca Umum", [visitDay]);
  expect(book?.bookings).toMatchObject([{ caseId, state: "firm", headcount: 40 }]);
  expect((await work.dossier(caseId)).case.agenda).toMatchObject({ year: 2026, number: 1 });
  expect(work.mailer.to(requesterEmail).at(-1)?.subject).toBe(`Jawaban Permohonan Kunjungan (${caseId})`);
  expect(work.mailer.to("budi@contoh.test")).toHaveLength(1);

  await work.playTo(caseId, "never");
  const { case: item, tasks } = await work.dossier(caseId);
  expect(item.ending).toBe("SELESAI");
  expect(tasks.find((task) => task.step === "sign-guest-book")?.answer?.values).toEqual({ attendance: 38 });
  expect(item.request["headcount"]).toBe(40);
  expect(item.request["contactPhone"]).toContain(phoneDigits);
  expect(work.flow.ended).toEqual([caseId]);
});
