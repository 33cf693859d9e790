/** What the workflow has done by itself: automatic rows, effects of an outcome, endings. Everything is repeatable. */
import { outcomesOf, stepOf } from "../../../statemachines/language/table.ts";
import type { ActionId, Ending } from "../../../statemachines/language/vocabulary.ts";
import { enterEndOfAgreement } from "../case/agreement.ts";
import { claimNumber } from "../case/claim-number.ts";
import { lastLookAt } from "../case/tidy-up.ts";
import { latestAnswer, procedureOfCase } from "../case/case-file.ts";
import { completeRequest } from "../change/complete-request.ts";
import { markFollowed } from "./open-task.ts";
import { newTask, theSystem } from "../case/new-task.ts";
import type { Dossier } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { sendClosingWord } from "../mail/closing-word.ts";
import { postLetters, type PostDependencies } from "../mail/outbox.ts";
import { fileReport, recordDay, recordReading } from "../reading-room/record-visit.ts";
import { Fault } from "../refusal.ts";
import { noteForTotals } from "../service-levels/keep-totals.ts";
import { lookForPapers } from "../documents/row-papers.ts";
import { keepWords, type KeepingDependencies } from "../search/keep-words.ts";
import { mayHoldMore, releaseResources } from "../booking/vehicle-bookings.ts";
import { recordServed } from "../reading-room/people-served.ts";
import { enterStop, publishStop, putOffStop, removeStop } from "../booking/stops.ts";
import { announceSlot, releaseSlots, theAppointment } from "../booking/room-bookings.ts";

export type ActionDependencies = PostDependencies &
  KeepingDependencies &
  Pick<
    Dependencies,
    | "agencies"
    | "cases"
    | "clock"
    | "log"
    | "metrics"
    | "dayBooks"
    | "recaps"
    | "registers"
    | "secrets"
    | "serviceLevels"
    | "tasks"
  >;

/** What the workflow hands over: an automatic row, the outcome of a row, an ending, or a failure. */
export interface ActionRequest {
  caseId: string;
  step?: string;
  outcome?: string;
  entered?: string;
  ending?: Ending;
  failure?: { error: string; cause: string };
}

/** @throws Error when the case does not exist; other errors are the store's, and the workflow retries */
export async function runActions(dependencies: ActionDependencies, request: ActionRequest): Promise<void> {
  const dossier = await dependencies.cases.dossier(request.caseId);
  if (!dossier) throw new Fault(`no case ${request.caseId}`);
  if (request.failure) return reportFailure(dependencies, dossier, request.step, request.failure);
  if (request.ending) {
    await sendClosingWord(dependencies, dossier);
    return endCase(dependencies, dossier, request.ending);
  }
  if (request.step && request.outcome) return runEffects(dependencies, dossier, request.step, request.outcome);
  if (request.step) return runAutomaticStep(dependencies, dossier, request.step);
}

async function runAutomaticStep(dependencies: ActionDependencies, dossier: Dossier, stepId: string): Promise<void> {
  const { clock, secrets, tasks } = dependencies;
  const step = stepOf(procedureOfCase(dossier.case), stepId);
  const after = await afterActions(dependencies, dossier, step.actions);
  await postLetters(dependencies, after, step.letters ?? [], stepId, null);
  const at = isoInstant(clock.now());
  const outcome = step.outcomes[0]?.id ?? "";
  await tasks.record(
    newTask(dossier, step, {
      id: secrets.hash(`${dossier.case.id}\n${stepId}`).slice(0, 24),
      openedAt: at,
      answer: { outcome, values: {}, note: "", ...theSystem(step.actor), at },
      resumed: true,
    }),
  );
}

async function runEffects(
  dependencies: ActionDependencies,
  dossier: Dossier,
  stepId: string,
  outcomeId: string,
): Promise<void> {
  const procedure = procedureOfCase(dossier.case);
  const outcome = outcomesOf(procedure, stepOf(procedure, stepId)).find((each) => each.id === outcomeId);
  const answer = latestAnswer(dossier, stepId);
  const after = await afterActions(dependencies, dossier, outcome?.actions);
  const occasion = `${stepId}.${outcomeId}.${answer?.at ?? ""}`;
  const rounds = dossier.tasks.filter((task) => task.step === stepId && task.answer !== null).length;
  const due = (outcome?.letters ?? []).filter(({ fromRound = 1 }) => rounds >= fromRound);
  const next = typeof outcome?.to === "string" ? stepOf(procedure, outcome.to) : undefined;
  await postLetters(dependencies, after, due, occasion, answer, next);
}

/** Carries out the actions of a row, each harmless when done again; answers the case as it is then, for letters tell of what they brought about. */
export async function afterActions(
  dependencies: ActionDependencies,
  dossier: Dossier,
  ids: ActionId[] = [],
): Promise<Dossier> {
  for (const id of ids) await actions[id](dependencies, dossier);
  return (ids.length > 0 && (await dependencies.cases.dossier(dossier.case.id))) || dossier;
}

const actions: Record<ActionId, (dependencies: ActionDependencies, dossier: Dossier) => Promise<void>> = {
  "announce-requested-slot": announceSlot,
  "enter-completion": completeRequest,
  "enter-stop": enterStop,
  "publish-stop": publishStop,
  "put-off-stop": putOffStop,
  "remove-stop": removeStop,
  "release-resources": (dependencies, dossier) => releaseResources(dependencies, dossier, "nothing"),
  "release-other-resources": (dependencies, dossier) => releaseResources(dependencies, dossier, "current"),
  "register-incoming-letter": async (dependencies, dossier) => claimNumber(dependencies, "incoming", dossier),
  "record-open-day": recordDay("opened"),
  "record-closed-day": recordDay("closed"),
  "record-reading": recordReading,
  "file-report": fileReport,
  "register-agreement": async (dependencies, dossier) => claimNumber(dependencies, "agreements", dossier),
  "release-asked-slot": async (dependencies, dossier) => {
    await releaseSlots(dependencies, dossier, (booking) => booking.state !== "asked");
    await releaseResources(dependencies, dossier, "nothing");
  },
  "release-other-slots": async (dependencies, dossier) => {
    await releaseSlots(dependencies, dossier, theAppointment(dossier));
    if (mayHoldMore(dossier)) await releaseResources(dependencies, dossier, "current");
  },
  "release-slots": async (dependencies, dossier) => {
    await releaseSlots(dependencies, dossier, () => false);
    await releaseResources(dependencies, dossier, "nothing");
  },
};

/** Ends a case, once, with everything that goes with an ending. */
export async function endCase(dependencies: ActionDependencies, dossier: Dossier, ending: Ending): Promise<void> {
  const { agencies, cases, clock } = dependencies;
  const { id } = dossier.case;
  if (ending === "SELESAI") await recordServed(dependencies, dossier);
  await enterEndOfAgreement(dependencies, dossier, ending);
  await keepWords(dependencies, dossier);
  await markFollowed(dependencies, dossier);
  const at = isoInstant(clock.now());
  await noteForTotals(dependencies, (await agencies.settings()).calendar, id, at);
  await cases.markEnded(id, ending, at, lastLookAt(dossier, ending, at));
  await lookForPapers(dependencies, dossier);
}

/** The execution fails next; whether another may take over is found then. */
function reportFailure(
  { log }: ActionDependencies,
  { case: { procedure } }: Dossier,
  step = "",
  failure: { error: string; cause: string },
): void {
  log.problem("execution-failed", null, { procedure, step, failure: failure.error });
}
