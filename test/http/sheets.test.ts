/** What the paper before a reader is called: a disposition sheet where an official says to whom it goes on, else a task's. */
import { expect, it } from "vitest";
import type { TaskView } from "../../functions/contract/decision.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player, type Script } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, divisionHead, registrar, sectionHead } = people;

async function sheetAt(work: Player, caseId: string, step: string, as: typeof registrar): Promise<TaskView> {
  await work.playTo(caseId, step);
  const task = await work.task(caseId);
  return (await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as })).body as unknown as TaskView;
}

const rows: [Script, string, typeof registrar, boolean][] = [
  [visitScript, "register-letter", registrar, false],
  [visitScript, "recommend", sectionHead, false],
  [visitScript, "decide", divisionHead, true],
  [agreementScript, "approve", agencyHead, false],
  [agreementScript, "direct-drafting", divisionHead, true],
];

it.each(rows.map(([script, step, as, disposes]) => ({ script, step, as, disposes })))(
  "$step disposes: $disposes",
  async ({ as, disposes, script, step }) => {
    const work = player(script);
    const view = await sheetAt(work, await work.submit(), step, as);
    expect([view.step.id, view.step.disposes]).toEqual([step, disposes]);
  },
);

it("an offer of cooperation is called so wherever people outside read, and as the paper has it by the staff", async () => {
  const work = player(agreementScript);
  const caseId = await work.submit();
  const phone = browser(work);
  const offer = { id: "Penawaran kerja sama", en: "Offer of cooperation" };
  const { procedures } = (await phone.get("/api/agency")).body as { procedures: { id: string; title: unknown }[] };
  expect(procedures.find(({ id }) => id === agreementScript.procedure)?.title).toEqual(offer);
  const links = [
    `/api/tracking/${work.secrets.linkId("tracking", caseId)}`,
    `/api/shown/${caseId}/${work.secrets.linkId("show", caseId, "0")}`,
  ];
  for (const path of links) expect((await phone.get(path)).body["title"]).toEqual(offer);
  const { procedure } = (await phone.get(`/api/staff/cases/${caseId}`, { as: sectionHead })).body;
  expect(procedure).toMatchObject({ title: { id: "Pembuatan Surat Perjanjian Kerja Sama" } });
});
