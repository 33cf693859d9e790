import { expect, test } from "vitest";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

test("a withdrawal stored while a task is opening decides that task at the next sweep", async () => {
  const agency = player(visitScript);
  const caseId = await agency.submit();
  const at = new Date(agency.clock.now()).toISOString();
  await agency.cases.withdraw(caseId, {
    ...{ outcome: "dibatalkan", values: {}, note: "", at },
    ...{ person: "requester", name: "", role: officialVisit.requester, channel: "link-code" },
  });
  expect(openTasks(await agency.dossier(caseId))).toHaveLength(1);

  agency.clock.advance({ minutes: 1 });
  await agency.sweep();

  expect(openTasks(await agency.dossier(caseId))).toHaveLength(0);
});
