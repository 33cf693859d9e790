import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stepOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import type { Post } from "../../statemachines/language/vocabulary.ts";
import { postLetters } from "../../functions/domain/mail/outbox.ts";
import { answer, requesterEmail } from "../support/builders.ts";
import { player } from "../support/player.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";

const reminder: Post = {
  letter: "request-received",
  to: "official-visitor",
  daysBefore: { field: "validUntil", days: 30 },
};

/** Ends a case, then writes the letter with an answer that gives the date. */
async function written(validUntil: string) {
  const work = player(visitScript);
  const caseId = await work.caseAt("(end)");
  const dossier = await work.dossier(caseId);
  const before = work.mailer.to(requesterEmail).length;
  await postLetters(work, dossier, [reminder], "signing.1", answer({ values: { validUntil } }));
  const sentNow = () => work.mailer.to(requesterEmail).length - before;
  const stored = (await work.dossier(caseId)).mails.find(({ id }) => id.includes("signing.1"));
  return { work, stored, sentNow };
}

describe("a letter for some days before a date", () => {
  test("waits until eight in the morning of that day, also when the case has ended meanwhile", async () => {
    const { work, stored, sentNow } = await written("2027-03-31");
    expect(stored).toMatchObject({ state: "pending", notBefore: "2027-03-01T01:00:00.000Z" });
    work.clock.set("2027-03-01T00:59:00.000Z");
    await work.sweep();
    expect(sentNow()).toBe(0);
    work.clock.set("2027-03-01T01:00:00.000Z");
    await work.sweep();
    expect(sentNow()).toBe(1);
  });

  test("is sent at once where its day has come already", async () => {
    expect((await written("2026-12-10")).sentNow()).toBe(1);
  });

  test("is not written when the date itself has passed", async () => {
    const { stored, sentNow } = await written("2026-11-01");
    expect(stored).toBeUndefined();
    expect(sentNow()).toBe(0);
  });
});

describe("a letter from a later round on", () => {
  const step = stepOf(officialVisit, "reply");
  const outcome = step.outcomes.find(({ id }) => id === "tidak");
  const before = outcome?.letters;
  beforeEach(() => outcome && (outcome.letters = [{ letter: "visit-expired", to: "official-visitor", fromRound: 2 }]));
  afterEach(() => outcome && before && (outcome.letters = before));

  test("is sent when the step was answered so often, and not before", async () => {
    const work = player(visitScript);
    const warnings = async (caseId: string) =>
      (await work.dossier(caseId)).mails.filter(({ letter }) => letter === "visit-expired").length;
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    expect(await warnings(caseId)).toBe(0);
    await work.answer(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } });
    const days = ["2027-02-03", "2027-02-04", "2027-02-10"];
    const other = days.map((date) => ({ date, start: "09:00", end: "11:00" }));
    const again = { ...anotherTime, reply: { outcome: "tidak", values: { proposedSlots: other } } };
    await work.playTo(caseId, "choose-other-time", again);
    expect(await warnings(caseId)).toBe(1);
  });
});
