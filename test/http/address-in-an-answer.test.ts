/** An address that comes with a row of the table is told to the one of before, as one that comes by a change is. */
import { describe, expect, it } from "vitest";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript, partnerEmail } from "../support/scripts/cooperation-agreement.ts";

const entered = "pribadi@surel.test";

/** An offer from outside, which the section head is to take up; answered over HTTP with an address for the partner. */
async function takenUp(contactEmail: string): Promise<{ work: Player; caseId: string; tracking: string }> {
  const work = player(agreementScript);
  const caseId = await work.caseAt("take-initiative");
  const tracking = work.secrets.linkId("tracking", caseId);
  const path = `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;
  const values = { ...agreementScript.usual["take-initiative"]?.values, contactEmail };
  const body = { outcome: "usulkan-kerja-sama", note: "", values };
  expect((await browser(work).post(path, body, { as: people.sectionHead })).status).toBe(200);
  await work.flow.settle();
  await work.sweep();
  return { work, caseId, tracking };
}

const toldOf = (work: Player) =>
  work.mailer.to(partnerEmail).filter(({ subject }) => subject.startsWith("Alamat email untuk"));

describe("an e-mail address that staff enter with their answer to a row", () => {
  it("is told once to the address of before, in words that do not name it, and proves nobody", async () => {
    const { work, caseId, tracking } = await takenUp(entered);
    await work.sweep();
    expect(toldOf(work)).toHaveLength(1);
    const [told] = toldOf(work);
    expect(told?.text).toContain(`/lacak/${tracking}`);
    expect(told?.text).toContain(caseId);
    expect(told?.text).not.toContain(entered);
    const before = work.mailer.sent.length;
    await browser(work).post(`/api/tracking/${tracking}/code`, {});
    expect(work.mailer.sent.slice(before).map(({ to }) => to.address)).toEqual([partnerEmail]);
  });

  it("is told to nobody where it is the same in other letters", async () => {
    const { work } = await takenUp(partnerEmail.toUpperCase());
    expect(toldOf(work)).toEqual([]);
  });
});
