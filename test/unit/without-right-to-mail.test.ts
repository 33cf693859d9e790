/** A function that may send no mail, as that of the staff's pages on AWS: what it stores is sent by the next sweep. */
import { expect, it } from "vitest";
import { dependenciesFrom } from "../../functions/wiring/dependencies.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { people, requesterEmail } from "../support/builders.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

it("cancels a visit at once, without a fault, and the letter goes out within a minute", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("accept-companionship");
  const before = work.mailer.to(requesterEmail).length;
  const staffPages = { ...work, mailer: dependenciesFrom({}).mailer };
  await makeChange(staffPages, await work.dossier(caseId), people.sectionHead, {
    ...{ operation: "cancel", seen: 0, reason: "Ruang baca tergenang air.", values: {} },
  });
  expect((await work.dossier(caseId)).case.ending).toBe("DIBATALKAN");
  expect(work.log.lines.filter((line) => line.includes("problem"))).toEqual([]);
  expect(work.mailer.to(requesterEmail)).toHaveLength(before);
  work.clock.advance({ minutes: 1 });
  await work.sweep();
  expect(work.mailer.to(requesterEmail)).toHaveLength(before + 1);
});
