/**
 * Papers that come of a row and go out with no mail: sheets of disposition, letters of assignment, minutes. Whoever sees a case
 * go on or change has it looked at; what issues papers writes those that are missing, and replaces those that are out of date.
 */
import { papersOfProcedure, type PaperTemplate } from "../../../statemachines/language/paper-templates.ts";
import { outcomesOf } from "../../../statemachines/language/table.ts";
import { isoInstant } from "../calendar/instants.ts";
import { flowTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { lineOf } from "./outgoing-line.ts";
import type { PaperSheet } from "./paper-sheet.ts";
import type { PaperItem } from "./records.ts";
import { sheetFrom } from "./template-sheet.ts";

type LookingDependencies = Pick<Dependencies, "clock" | "papers">;
type WritingDependencies = LookingDependencies & Pick<Dependencies, "agencies" | "registers">;

/** Has a case looked at whose last answer may have brought about a paper, or that has one which may be out of date. */
export async function lookForPapers({ clock, papers }: LookingDependencies, dossier: Dossier): Promise<void> {
  const templates = papersOfProcedure(dossier.case.procedure);
  const last = lastAnswered(dossier);
  const brings = last !== undefined && templates.some((each) => isAfter(each, last));
  if (brings || templates.some((each) => each.renewed && latestOf(dossier, each)))
    await papers.look(dossier.case.id, brings ? last.id : null, isoInstant(clock.now()));
}

/**
 * Stores the papers that a case lacks as it stands, voids those of what is called off, each once however often it is done.
 *
 * @param tasks whose answers may have brought about some
 * @returns the case's papers, those added among them
 */
export async function writePapers(
  dependencies: WritingDependencies,
  dossier: Dossier,
  tasks: string[],
): Promise<PaperItem[]> {
  const { clock, papers } = dependencies;
  const now = isoInstant(clock.now());
  const found = [...(dossier.papers ?? [])];
  const { ending } = dossier.case;
  // A letter that agrees to what was called off since does not hold any more.
  if (ending === "DIBATALKAN")
    for (const paper of found.filter((each) => each.row === undefined && each.void === undefined))
      await markVoid(dependencies, paper, now);
  for (const template of papersOfProcedure(dossier.case.procedure)) {
    const before = latestOf(dossier, template);
    if (ending !== undefined && ending !== "SELESAI") {
      if (template.renewed && before && !before.void) await markVoid(dependencies, before, now);
      continue;
    }
    const answered = flowTasks(dossier).filter((each) => isAfter(template, each));
    const due = template.renewed
      ? answered.slice(ending === undefined ? -1 : answered.length)
      : answered.filter(({ id }) => tasks.includes(id));
    for (const task of due) {
      const id = template.renewed ? nextId(dossier, template) : `${template.kind}.${task.id}`;
      if (found.some((each) => each.id === id)) continue;
      const sheet = await sheetAfter(dependencies, dossier, task, template);
      if (!sheet || (template.renewed && before && saysTheSame(before.sheet, sheet))) continue;
      // Of the day on which its row was answered; what replaces another is of today.
      const createdAt = before && template.renewed ? now : (task.answer?.at ?? now);
      const paper = { caseId: dossier.case.id, id, kind: template.kind, row: task.step, sheet, createdAt };
      if (await papers.add(paper)) found.push(paper);
    }
  }
  return found;
}

async function sheetAfter(
  { agencies }: WritingDependencies,
  dossier: Dossier,
  task: TaskItem,
  template: PaperTemplate,
): Promise<PaperSheet | null> {
  const { answer } = task;
  if (!answer) return null;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const step = stepOfTask(dossier, task);
  const outcomes = outcomesOf(procedureOfCase(dossier.case), step);
  const outcome = outcomes.find(({ id }) => id === answer.outcome)?.label.id ?? "";
  const isDecision = template.signer === "decision" || step.kind === "decision";
  return sheetFrom({ dossier, settings, staff, answer, outcome, isDecision }, template);
}

/** The register says it too; a stop between the two is made good when the case is looked at again. */
async function markVoid({ papers, registers }: WritingDependencies, paper: PaperItem, at: string): Promise<void> {
  const { issued, number, sheet } = paper;
  if (number && issued?.printed !== undefined)
    await registers.enter("outgoing", number.year, number.number, { ...lineOf(sheet, issued.printed), void: true });
  await papers.markVoid(paper, { at, why: calledOff });
}

const calledOff = "Kegiatan tidak jadi dilaksanakan.";

function lastAnswered(dossier: Dossier): TaskItem | undefined {
  const answered = flowTasks(dossier).filter(({ answer }) => answer !== null);
  return answered.toSorted((one, other) => ((one.answer?.at ?? "") < (other.answer?.at ?? "") ? -1 : 1)).at(-1);
}

function isAfter({ after }: PaperTemplate, { answer, step }: TaskItem): boolean {
  return after.some(({ outcomes, row }) => row === step && answer !== null && outcomes.includes(answer.outcome));
}

function latestOf({ papers = [] }: Dossier, { kind }: PaperTemplate): PaperItem | undefined {
  return papers.findLast((each) => each.kind === kind && each.row !== undefined);
}

function nextId({ papers = [] }: Dossier, { kind }: PaperTemplate): string {
  return `${kind}.${papers.filter((each) => each.kind === kind && each.row !== undefined).length + 1}`;
}

/** But for who decided when: a decision that is given again brings about no other paper. */
function saysTheSame(one: PaperItem["sheet"], other: PaperItem["sheet"]): boolean {
  const words = ({ addressee, body, signature }: PaperItem["sheet"]): string =>
    JSON.stringify([addressee, body, signature?.name]);
  return words(one) === words(other);
}
