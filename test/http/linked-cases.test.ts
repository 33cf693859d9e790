import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { RelatedCaseView } from "../../functions/contract/staff.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { people } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { hostRequest } from "../support/scripts/mobile-library.ts";

const as = people.sectionHead;

/** A stop typed in for a host, naming a case as its agreement. */
function typeIn(work: Player, agreement: string): Promise<Reply> {
  const { consent: _, ...values } = hostRequest({ agreement });
  const body = { procedure: "mobile-library", submissionId: randomUUID(), language: "id", values };
  return browser(work).post("/api/staff/cases", body, { as });
}

async function related(work: Player, caseId: string): Promise<RelatedCaseView[]> {
  return (await browser(work).get(`/api/staff/cases/${caseId}`, { as })).body["related"] as RelatedCaseView[];
}

describe("a stop at a host with an agreement", () => {
  it("shows the agreement with its days in force, and the agreement shows the stop", async () => {
    const work = player(agreementScript);
    const agreement = await work.submit();
    await work.playTo(agreement, "ended");
    const stop = String((await typeIn(work, agreement)).body["case"]);
    await work.flow.settle();
    expect(await related(work, stop)).toMatchObject([
      { case: agreement, subject: "Yayasan Sekar Baca", statusLabel: { id: "Selesai" }, valid: { from: "2026-12-03" } },
    ]);
    expect(await related(work, agreement)).toMatchObject([{ case: stop, subject: "SDN 2 Contoh", valid: null }]);
  });

  it("is found among very many: what a few are is told, and every other can be reached by its number", async () => {
    const work = player(agreementScript);
    const agreement = await work.submit();
    const stops = Array.from({ length: 45 }, (_, index) => `PSL-2026-${String(index + 1).padStart(5, "0")}`);
    for (const stop of stops) await work.cases.link(agreement, stop);
    const page = await browser(work).get(`/api/staff/cases/${agreement}`, { as });
    expect(page.body["related"]).toEqual([]);
    expect(page.body["relatedOthers"]).toEqual(stops.slice(20));
  });

  it.each(["PKS-2026-00099", "a visit"])("cannot name %s: the field is told, nothing is stored", async (number) => {
    const work = player(agreementScript);
    const other = number.startsWith("PKS") ? number : await player(visitScript, work).submit();
    const before = work.memory.cases.size;
    const reply = await typeIn(work, other);
    expect([reply.status, reply.body["fields"]]).toEqual([
      422,
      { agreement: "Berkas dengan nomor ini tidak ada. Pilih dari daftar." },
    ]);
    expect(work.memory.cases.size).toBe(before);
  });
});
