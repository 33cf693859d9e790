/** A running case is changed: checked, stored by one write, then carried out, and again by the sweep until all of it is. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { ActorId } from "../../../statemachines/language/vocabulary.ts";
import type { ActingPost, AgencySettings, StaffMember } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import { openTasks, procedureOfCase } from "../case/case-file.ts";
import { endCalls } from "../task/silence.ts";
import { contactOf } from "../case/contact.ts";
import { personOf, type Change, type Dossier, type OperationId, type Person, type Values } from "../case/records.ts";
import { actingIn } from "../people/substitution.ts";
import { setAside } from "../case/tidy-up.ts";
import { runOf, startExecution } from "../execution/run.ts";
import { checkSubmission, type CheckingDependencies } from "../form/check-submission.ts";
import { cleanNote, noteError } from "../form/note.ts";
import { Refusal } from "../refusal.ts";
import { keepWords } from "../search/keep-words.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { endCase } from "../task/run-actions.ts";
import { postAboutChange } from "./about-change.ts";
import { operations } from "./operations.ts";
import { idsOf, type ChangeDependencies, type Circumstances } from "./operation.ts";
import { roleToChange } from "./rights.ts";

export interface ChangeRequest {
  operation: OperationId;
  /** How many changes whoever asks has seen: of two at once, the second is told. */
  seen: number;
  reason: string;
  values: Values;
}

/** The ways in which a member may change a case now. */
export function possibleChanges(dossier: Dossier, member: StaffMember, circumstances: Circumstances): OperationId[] {
  const all = Object.keys(operations) as OperationId[];
  return all.filter(
    (id) =>
      roleToChange(circumstances.settings, dossier, member, id) !== null && operations[id].fits(dossier, circumstances),
  );
}

/**
 * Changes a case. The same again, as after a lost reply, is answered as the first time.
 *
 * @throws Refusal `forbidden`, `stale` where it cannot be done (any more), `invalid` with a sentence per field, `taken`
 */
export async function makeChange(
  dependencies: ChangeDependencies & CheckingDependencies,
  dossier: Dossier,
  member: StaffMember,
  request: ChangeRequest,
): Promise<Change> {
  const roleNow = (settings: AgencySettings) => roleToChange(settings, dossier, member, request.operation);
  return change(
    dependencies,
    dossier,
    { person: personOf(member), name: member.name, roleNow, acting: member.acting },
    request,
  );
}

/**
 * Changes an undecided request for whoever asked.
 *
 * @throws Refusal as `makeChange`
 */
export async function changeAsRequester(
  dependencies: ChangeDependencies & CheckingDependencies,
  dossier: Dossier,
  { reason, ...request }: Omit<ChangeRequest, "operation">,
): Promise<Change> {
  const { requester } = procedureOfCase(dossier.case);
  const author = { person: "requester", name: contactOf(dossier).name, roleNow: () => requester } as const;
  const why = reason.trim() === "" ? noReason : reason;
  return change(dependencies, dossier, author, { ...request, reason: why, operation: "change-request" });
}

interface Author {
  person: Person;
  name: string;
  /** In which they may make the change; null: in none. */
  roleNow(settings: AgencySettings): ActorId | null;
  /** Posts of others that they hold. */
  acting?: ActingPost[] | undefined;
}

async function change(
  dependencies: ChangeDependencies & CheckingDependencies,
  dossier: Dossier,
  author: Author,
  { operation: id, reason, seen, values: given }: ChangeRequest,
): Promise<Change> {
  const { agencies, cases, clock } = dependencies;
  const changes = dossier.changes ?? [];
  const before = changes[seen];
  if (before) return sameAgain(before, { id, person: author.person, reason });
  const at = clock.now();
  const circumstances = { settings: await agencies.settings(), staff: await agencies.staff(), now: at };
  const role = author.roleNow(circumstances.settings);
  if (role === null) throw notAllowed;
  const acting = actingIn(author.acting, role);
  const operation = operations[id];
  if (!operation.fits(dossier, circumstances)) throw notNow;
  const form = operation.fields(dossier, circumstances, given);
  const asked = {
    procedure: procedureOfCase(dossier.case),
    fields: form.fields,
    rules: form.rules ?? [],
    outcome: null,
    incomplete,
  };
  const unfit = noteError(reason, { note: "required", noteLabel: reasonLabel });
  const { values } = await checkSubmission(dependencies, asked, given, unfit ? { reason: unfit } : {});
  const plan = await operation.plan(dependencies, dossier, values);
  const planned: Change = {
    ...{ number: changes.length + 1, operation: id, at: isoInstant(at), reason: cleanNote(reason, {}) },
    ...{ person: author.person, name: author.name, role },
    ...(acting ? { acting: { kind: acting.kind, number: acting.number, letter: acting.letter } } : {}),
    ...{ values: {}, was: {}, setAside: [], run: runOf(dossier.case).number, done: false },
    ...plan,
  };
  if (await cases.addChange(dossier.case.id, planned)) {
    await carryOutChange(dependencies, dossier.case.id, planned);
    return planned;
  }
  // Somebody else was first, or this one is there already: sent twice, or stored though the answer of the store was lost.
  const now = (await cases.dossier(dossier.case.id)) ?? dossier;
  const first = now.changes?.[seen];
  if (first && isSameAgain(first, { id, person: author.person, reason })) {
    if (!first.done) await carryOutChange(dependencies, dossier.case.id, first);
    return first;
  }
  await operation.undo?.(dependencies, now, plan);
  throw changedMeanwhile;
}

/** Carries out a stored change; each part is harmless when done again. */
export async function carryOutChange(dependencies: ChangeDependencies, caseId: string, change: Change): Promise<void> {
  const { cases, log } = dependencies;
  if (await isWaiting(dependencies)) return;
  try {
    await setAside(dependencies, caseId, change.setAside, change.number);
    const dossier = await cases.dossier(caseId);
    if (!dossier) return;
    if (!hasMovedOn(dossier, change)) {
      await setElsewhereAside(dependencies, dossier, change);
      await operations[change.operation].carryOut?.(dependencies, dossier, change);
    }
    // As it is since: what was corrected is found by its new words, and no more by those of before.
    const changed = await cases.dossier(caseId);
    if (changed) await keepWords(dependencies, changed);
    if (changed) await endCalls(dependencies, changed);
    await postAboutChange(dependencies, dossier, change);
    if (change.ending) await end(dependencies, dossier, change.ending, change.number);
    else if (change.from) await moveOn(dependencies, dossier, change);
    if (changed?.papers) await dependencies.papers.look(caseId, null, isoInstant(dependencies.clock.now()));
    await cases.markChangeDone(caseId, change.number);
  } catch (error) {
    log.problem("change-not-carried-out", error, { operation: change.operation });
  }
}

/** Whether the execution to which it led has begun: what had to be done before was, and may be out of date by now. */
function hasMovedOn({ case: item }: Dossier, { from, run }: Change): boolean {
  return from !== undefined && runOf(item).number > run;
}

/** What executes the case is stopped only when it has ended for everybody. */
async function end(
  dependencies: ChangeDependencies,
  dossier: Dossier,
  ending: NonNullable<Change["ending"]>,
  number: number,
): Promise<void> {
  const { cases, workflow } = dependencies;
  if (!dossier.case.ending) {
    await endCase(dependencies, dossier, ending);
    await workflow.stop(runOf(dossier.case));
  }
  const ended = await cases.dossier(dossier.case.id);
  if (ended) await setAside(dependencies, ended.case.id, idsOf(openTasks(ended)), number);
}

/** Where a case goes on at another row, nobody is to wait at the one to which its execution came since the change was planned. */
async function setElsewhereAside(dependencies: ChangeDependencies, dossier: Dossier, change: Change): Promise<void> {
  const { from } = change;
  if (!from || from.outcome !== undefined) return;
  const elsewhere = openTasks(dossier).filter(({ step }) => step !== from.step);
  await setAside(dependencies, dossier.case.id, idsOf(elsewhere), change.number);
}

async function moveOn(dependencies: ChangeDependencies, dossier: Dossier, change: Change): Promise<void> {
  const { cases } = dependencies;
  const { id } = dossier.case;
  await cases.nextRun(id, change.run, { from: change.from ?? null, at: change.at, faults: null });
  const moved = await cases.dossier(id);
  if (moved && runOf(moved.case).number === change.run + 1) await startExecution(dependencies, moved.case);
}

type Asked = Pick<ChangeRequest, "reason"> & { id: OperationId; person: Person };

function sameAgain(before: Change, asked: Asked): Change {
  if (isSameAgain(before, asked)) return before;
  throw changedMeanwhile;
}

function isSameAgain(before: Change, { id, person, reason }: Asked): boolean {
  return before.operation === id && before.person === person && before.reason === cleanNote(reason, {});
}

/** What is kept where whoever asked gives none: it is theirs to change. */
const noReason = "Diubah oleh pemohon.";
const reasonLabel: Text = { id: "Alasan", en: "Reason" };
const incomplete: Text = {
  id: "Perubahan belum tersimpan. Periksa isian yang ditandai.",
  en: "The change is not stored. Check the marked fields.",
};
const notAllowed = new Refusal("forbidden", {
  id: "Anda tidak berwenang mengubah berkas ini dengan cara itu. Sampaikan kepada atasan Anda.",
  en: "You may not change this case in that way. Please tell your superior.",
});
const notNow = new Refusal("stale", {
  id: "Perubahan ini tidak dapat dilakukan pada keadaan berkas sekarang. Muat ulang halaman.",
  en: "This change is not possible as the case stands now. Reload the page.",
});
const changedMeanwhile = new Refusal("stale", {
  id: "Berkas ini baru saja diubah oleh orang lain. Muat ulang halaman, lalu periksa apakah perubahan Anda masih diperlukan.",
  en: "Somebody else has just changed this case. Reload the page and see whether your change is still needed.",
});
