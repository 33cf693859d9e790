import { expect, it, test } from "vitest";
import { procedureOfCase } from "../../functions/domain/case/case-file.ts";
import { saidEnding } from "../../functions/domain/case/said-ending.ts";
import type { Answer, Dossier } from "../../functions/domain/case/records.ts";
import { offersSurvey } from "../../functions/domain/survey/answer-survey.ts";
import { statusOf } from "../../functions/http/views/case-view.ts";
import { player } from "../support/player.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, refusal, visitScript } from "../support/scripts/official-visit.ts";

/** As a page that is opened between what was said and the end of the flow reads it. */
function unended({ case: { ending: _, endedAt: _at, ...item }, ...rest }: Dossier): Dossier {
  return { ...rest, case: item };
}

test.each([
  ["never", {}, "SELESAI"],
  ["never", refusal, "DITUTUP"],
  ["sign-guest-book", {}, null],
  ["choose-other-time", anotherTime, null],
])("what was answered last ends a visit at once, or leaves it open (%#)", async (step, replies, ending) => {
  const work = player(visitScript);
  const dossier = unended(await work.dossier(await work.caseAt(step, replies)));
  expect(saidEnding(dossier)).toBe(ending);
  expect(offersSurvey(dossier)).toBe(ending === "SELESAI");
});

test.each([
  [visitScript, "decide"],
  [stopScript, "prepare"],
])("whoever cancelled reads so, before the flow has followed (%#)", async (script, at) => {
  const work = player(script);
  const { case: item, ...rest } = await work.dossier(await work.caseAt(at));
  const { anytime = [], requester } = procedureOfCase(item);
  const outcome = anytime.find(({ by }) => !by || by.includes(requester))?.id ?? "";
  const withdrawal: Answer = {
    ...{ outcome, values: {}, note: "", person: "requester", name: "", role: requester },
    ...{ channel: "link-code", at: "2026-11-24T03:00:00.000Z" },
  };
  expect(statusOf({ ...rest, case: { ...item, withdrawal } })).toBe("DIBATALKAN");
});

it("a case between two rows goes on", async () => {
  const work = player(visitScript);
  const { tasks, ...rest } = await work.dossier(await work.caseAt("decide"));
  expect(saidEnding({ ...rest, tasks: tasks.filter(({ answer }) => answer !== null) })).toBeNull();
});
