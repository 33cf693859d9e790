import { describe, expect, test } from "vitest";
import type { Post } from "../../statemachines/vocabulary.ts";
import { postLetters } from "../../functions/domain/post.ts";
import { answer, requesterEmail } from "../support/builders.ts";
import { office } from "../support/office.ts";

const reminder: Post = {
  letter: "request-received",
  to: "official-visitor",
  daysBefore: { field: "validUntil", days: 30 },
};

/** Ends a case, then writes the letter with an answer that gives the date. */
async function written(validUntil: string) {
  const work = office();
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
