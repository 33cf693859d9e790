/** What happens next, and by when, for people outside: never in minutes of the office, and never the name of a state. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Sentence } from "../../../statemachines/language/vocabulary.ts";
import { openTasks, stepOfTask } from "../case/case-file.ts";
import type { Dossier, TaskItem } from "../case/records.ts";
import { saidEnding } from "../case/said-ending.ts";
import { isStopped } from "../execution/take-over.ts";
import type { Words } from "../form/field-words.ts";
import { inSentence } from "./sentence.ts";

export interface Next {
  text: string;
  /** The instant until which people outside may answer, where that is asked and is limited; else null. */
  answerBy: string | null;
}

/** @param now ISO 8601. @returns null where nothing follows, or the table does not say */
export function nextOf(dossier: Dossier, words: Words, now: string): Next | null {
  if (saidEnding(dossier)) return null;
  if (isStopped(dossier.case)) return told(stopped, dossier, words);
  const [task] = openTasks(dossier);
  if (!task) return null;
  const { actor, asks, meanwhile } = stepOfTask(dossier, task);
  const isOpen = task.availableFrom === null || task.availableFrom <= now;
  if (!actorOf(actor).inside && asks && isOpen) return told(asks, dossier, words, answerableUntil(task));
  return meanwhile ? told(meanwhile, dossier, words) : null;
}

/** When silence of somebody outside counts as an answer; the standard time of the row is the office's own matter. */
export function answerableUntil({ deadlineAt }: TaskItem): string | null {
  return deadlineAt ?? null;
}

function told(sentence: Sentence, dossier: Dossier, words: Words, answerBy: string | null = null): Next | null {
  const text = inSentence(sentence, dossier, words);
  return text === null ? null : { text, answerBy };
}

const stopped: Sentence = {
  id: "Prosesnya tertunda karena gangguan di pihak kami. Petugas kami sedang menanganinya.",
  en: "A fault on our side holds it up. Our staff are seeing to it.",
};
