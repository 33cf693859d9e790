/** Who comes second to a task, and what they are told (invariant 3). */
import { fieldsFor } from "../../../statemachines/form/check-form.ts";
import { outcomesOf } from "../../../statemachines/language/table.ts";
import type { Field, Language, Outcome, Step, Text } from "../../../statemachines/language/vocabulary.ts";
import { procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Answer, Dossier, Person, TaskItem, Values } from "../case/records.ts";
import { askedNow } from "../form/asked-again.ts";
import { contentAsOf, differences } from "../form/content.ts";
import { shownName } from "../form/file-names.ts";
import { inWords } from "../form/field-words.ts";
import { cleanNote } from "../form/note.ts";
import { momentSpan, oneFullStop } from "../format.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { isSameTime, type EnteredLater } from "./entered-later.ts";

export interface Choice {
  outcome: string;
  values: Values;
  note: string;
  /** Real times of physical work that is entered later. */
  later?: EnteredLater;
}

/**
 * A task that was answered before: the same answer of the same person again is a second tap. The same outcome in other
 * words is told, for they are not stored; anything else comes too late.
 *
 * @throws Refusal `stored-otherwise`, naming what differs, or `already-decided`, naming who was first
 */
export async function alreadyDecided(
  dependencies: Pick<Dependencies, "agencies" | "files">,
  dossier: Dossier,
  task: TaskItem,
  choice: Choice,
  person: Person,
): Promise<{ task: TaskItem; again: true }> {
  const { answer } = task;
  if (answer?.person !== person || answer.outcome !== choice.outcome) throw decidedBy(task);
  const step = askedNow(dossier, stepOfTask(dossier, task), choice.values);
  const outcome = outcomesOf(procedureOfCase(dossier.case), step).find(({ id }) => id === answer.outcome);
  if (!outcome) throw decidedBy(task);
  const asked = askedWith(step, outcome);
  const given = givenWith(step, outcome, choice.values);
  const about = { procedure: procedureOfCase(dossier.case), ...asked, outcome: outcome.id };
  const { files = [] } = answer;
  const typed = await contentAsOf(dependencies, about, given, Date.parse(answer.at), files);
  const stored = { values: onlyOf(step, typedOnly(step, answer.values)), files };
  const others = differences(typed ?? { values: given, files: [] }, stored);
  const otherNote = cleanNote(choice.note, outcome) !== answer.note;
  const otherTimes = !isSameTime(await dependencies.agencies.settings(), choice.later, answer.happened);
  if (others.length === 0 && !otherNote && !otherTimes) return { task, again: true };
  const words = await wordsOf(dependencies, answer);
  throw storedOtherwise(outcome, [
    ...asked.fields.filter(({ name }) => others.includes(name)).map((field) => words(field)),
    ...(otherTimes ? [said(timesLabel, await timesOf(dependencies, answer))] : []),
    ...(otherNote ? [said(outcome.noteLabel ?? noteLabel, { id: answer.note, en: answer.note })] : []),
  ]);
}

/** What is asked with an outcome; one that is possible at many steps asks none of the step's own. */
export function askedWith(step: Step, outcome: Outcome): { fields: Field[]; rules: NonNullable<Step["rules"]> } {
  const own = step.outcomes.includes(outcome);
  return { fields: own ? (step.fields ?? []) : [], rules: own ? (step.rules ?? []) : [] };
}

/** What whoever comes second is told. */
export function decidedBy({ answer, setAside }: TaskItem): Refusal {
  if (setAside !== undefined) {
    return new Refusal("already-decided", {
      id: "Tugas ini tidak perlu dijawab lagi karena berkasnya diubah.",
      en: "This needs no answer any more, for the case was changed.",
    });
  }
  if (!answer?.name) {
    return new Refusal("already-decided", { id: "Berkas ini sudah diproses.", en: "This was already processed." });
  }
  return new Refusal("already-decided", {
    id: oneFullStop(`Berkas ini sudah diproses oleh ${answer.name}.`),
    en: oneFullStop(`This was already processed by ${answer.name}.`),
  });
}

/** Words for what is stored in a field. */
async function wordsOf(
  { agencies }: Pick<Dependencies, "agencies">,
  { files = [], values }: Answer,
): Promise<(field: Field) => Text> {
  const [{ calendar }, staff] = [await agencies.settings(), await agencies.staff()];
  return (field) => {
    const value = values[field.name];
    const worded = (language: Language): string => {
      if (value === undefined) return "";
      const file = field.kind === "file" && files.find(({ id }) => id === value);
      return file ? shownName(file.name) : inWords(field, value, { style: { language, zone: calendar.zone }, staff });
    };
    return said(field.label, { id: worded("id"), en: worded("en") });
  };
}

function said(label: Text, value: Text): Text {
  return {
    id: `${label.id}: ${shortened(value.id) || "kosong"}`,
    en: `${label.en}: ${shortened(value.en) || "empty"}`,
  };
}

/** To the same person: which answer is stored, with all that differs from the new one. */
function storedOtherwise({ label }: Outcome, differing: Text[]): Refusal {
  const stored = (language: Language): string => {
    const listed = differing.map((each) => each[language]).join("; ");
    return listed === "" ? label[language] : `${label[language]} (${listed})`;
  };
  return new Refusal("stored-otherwise", {
    id: `Jawaban Anda sudah tersimpan: ${stored("id")}. Isian yang baru tidak disimpan; bila yang tersimpan perlu diubah, hubungi kantor.`,
    en: `Your answer is stored already: ${stored("en")}. What you have filled in now was not stored; if what is stored has to be changed, contact the office.`,
  });
}

async function timesOf({ agencies }: Pick<Dependencies, "agencies">, { at, happened }: Answer): Promise<Text> {
  const { zone } = (await agencies.settings()).calendar;
  const worded = (language: Language): string => {
    const style = { language, zone };
    return happened
      ? `${momentSpan(happened.from, happened.until, style)}, ${happened.reason}`
      : momentSpan(at, at, style);
  };
  return { id: worded("id"), en: worded("en") };
}

const timesLabel: Text = { id: "Waktu sebenarnya", en: "Real times" };
const noteShown = 200;
const noteLabel: Text = { id: "Catatan", en: "Note" };

/** A note as it is quoted in a sentence. */
export function shortened(note: string): string {
  const letters = [...note.replace(/\s+/g, " ")];
  return letters.length > noteShown ? `${letters.slice(0, noteShown).join("")}…` : letters.join("");
}

/** What the row asks: the person who took it over is stored beside it. */
function onlyOf({ fields = [] }: Step, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => fields.some(({ name }) => name === key)));
}

/** What a person may have typed: computed fields are not theirs to fill in. */
function typedOnly(step: Step, values: Values): Values {
  const computed = (step.fields ?? []).filter((field) => field.computed).map((field) => field.name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !computed.includes(name)));
}

/** An answer as it came, with what was suggested where it says nothing. */
export function givenWith(step: Step, outcome: Outcome, values: Values): Values {
  const suggested = fieldsFor(askedWith(step, outcome).fields, outcome.id).flatMap((field) =>
    field.suggested ? [[field.name, field.suggested] as const] : [],
  );
  return { ...Object.fromEntries(suggested), ...typedOnly(step, values) };
}
