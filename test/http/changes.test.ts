import { describe, expect, it } from "vitest";
import type { CaseListView, CaseView, ManyChangesView, PossibleChangesView } from "../../functions/contract/staff.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { companion, divisionHead, registrar } = people;

describe("changing a case over HTTP", () => {
  it("offers on the page of the case what its own page offers, to each reader what they may", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    for (const as of [registrar, divisionHead, companion]) {
      const page = (await browser(work).get(`/api/staff/cases/${caseId}`, { as })).body as unknown as CaseView;
      const possible = (await browser(work).get(`/api/staff/cases/${caseId}/changes`, { as }))
        .body as unknown as PossibleChangesView;
      expect(page.mayChange).toEqual(possible.operations.map(({ id }) => id));
      expect(page.mayChange.includes("take-back"), as.id).toBe(as === divisionHead);
    }
  });

  it("shows a decision that was taken back, and what had come of it, as no longer valid", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    const body = { operation: "take-back", seen: 0, reason: "Salah tanggal.", values: {} };
    const made = await browser(work).post(`/api/staff/cases/${caseId}/changes`, body, { as: divisionHead });
    expect([made.status, made.body]).toEqual([200, { number: 1 }]);
    await work.flow.settle();
    const { body: page } = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    const { changes, history, steps } = page as unknown as CaseView;
    const last = history.slice(-3).map(({ outcome, setAside, step }) => [step, outcome !== null, setAside ?? false]);
    expect(last).toEqual([
      ["decide", true, true],
      ["reply", false, true],
      ["decide", false, false],
    ]);
    expect(steps.find(({ id }) => id === "reply")?.mark).toBe("ahead");
    expect(changes).toMatchObject([{ number: 1, reason: "Salah tanggal.", by: { name: divisionHead.name } }]);
  });

  it("lets who may close spam tick it on the list, and nobody else", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const listed = async (as: typeof registrar, open: boolean): Promise<boolean[]> => {
      const reply = await browser(work).get("/api/staff/cases", { as, query: { open: String(open) } });
      return (reply.body as unknown as CaseListView).cases.map(({ mayClose }) => mayClose);
    };
    expect([await listed(registrar, true), await listed(companion, true)]).toEqual([[true], [false]]);
    const body = { operation: "close-quietly", cases: [caseId], reason: "Iklan." };
    const closed = await browser(work).post("/api/staff/changes", body, { as: registrar });
    expect((closed.body as unknown as ManyChangesView).results).toEqual([
      { case: caseId, stored: true, message: null },
    ]);
    expect([await listed(registrar, true), await listed(registrar, false)]).toEqual([[], [false]]);
  });
});
