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
import { lineOfPaper } from "./outgoing-line.ts";
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
  const { ending } = dossier.case;
  const known = dossier.papers ?? [];
  if (ending !== undefined && ending !== "SELESAI") {
    for (const paper of calledOff(dossier)) await markVoid(dependencies, paper);
    return known;
  }
  const added: PaperItem[] = [];
  for (const template of papersOfProcedure(dossier.case.procedure)) {
    for (const task of bringing(dossier, template, tasks)) {
      const paper = await paperAfter(dependencies, dossier, task, template);
      if (paper && (await dependencies.papers.add(paper))) added.push(paper);
    }
  }
  return [...known, ...added];
}

/** Papers that do not hold any more: of what is to come; and where the case is cancelled, the letters that agreed to it. */
function calledOff(dossier: Dossier): PaperItem[] {
  const { ending, procedure } = dossier.case;
  const ofRows = papersOfProcedure(procedure).flatMap((each) => (each.renewed ? (latestOf(dossier, each) ?? []) : []));
  const letters = ending === "DIBATALKAN" ? (dossier.papers ?? []).filter(({ row }) => row === undefined) : [];
  return [...letters, ...ofRows].filter((paper) => paper.void === undefined);
}

/** Tasks whose answers bring about a paper: what follows the case comes of the last, while the case runs. */
function bringing(dossier: Dossier, template: PaperTemplate, tasks: string[]): TaskItem[] {
  const answered = flowTasks(dossier).filter((task) => isAfter(template, task));
  if (!template.renewed) return answered.filter(({ id }) => tasks.includes(id));
  return dossier.case.ending === undefined ? answered.slice(-1) : [];
}

/** Null where the case has it, in the same words. */
async function paperAfter(
  dependencies: WritingDependencies,
  dossier: Dossier,
  task: TaskItem,
  template: PaperTemplate,
): Promise<PaperItem | null> {
  const { kind, renewed } = template;
  const before = renewed && latestOf(dossier, template);
  const id = renewed ? nextId(dossier, template) : `${kind}.${task.id}`;
  if (dossier.papers?.some((each) => each.id === id)) return null;
  const now = isoInstant(dependencies.clock.now());
  const sheet = await sheetAfter(dependencies, dossier, task, template);
  if (!sheet || (before && saysTheSame(before.sheet, sheet))) return null;
  // Of the day on which its row was answered; what replaces another is of today.
  const createdAt = before ? now : (task.answer?.at ?? now);
  return { caseId: dossier.case.id, id, kind, row: task.step, sheet, createdAt };
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
async function markVoid({ clock, papers, registers }: WritingDependencies, paper: PaperItem): Promise<void> {
  const off = { at: isoInstant(clock.now()), why: "Kegiatan tidak jadi dilaksanakan." };
  const { issued, number } = paper;
  if (number && issued?.printed !== undefined)
    await registers.enter("outgoing", number.year, number.number, lineOfPaper({ ...paper, void: off }));
  await papers.markVoid(paper, off);
}

/** One waits at a time, so that the last to be opened is the last to be answered. */
function lastAnswered(dossier: Dossier): TaskItem | undefined {
  return flowTasks(dossier).findLast(({ answer }) => answer !== null);
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
