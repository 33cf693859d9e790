/** What happened in a case as people outside are told: from the outcome, from who acted, and as it was at that moment. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { CalendarSource, Ending, Outcome, Sentence, Step } from "../../../statemachines/language/vocabulary.ts";
import { flowTasks, latestAnswer, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Answer, Change, Dossier, OperationId } from "../case/records.ts";
import type { Words } from "../form/field-words.ts";
import { authorOf } from "./author.ts";
import { withNoun } from "./noun.ts";
import { inSentence } from "./sentence.ts";

export interface News {
  /** ISO 8601. */
  at: string;
  text: string;
  /** The same to be told to others. */
  neutral: string;
  /** A time was settled by it. */
  calendar: CalendarSource | null;
}

interface Event {
  at: string;
  sentence: Sentence | undefined;
  /** The same, where it is told to nobody in particular. */
  neutral?: Sentence | undefined;
  calendar: CalendarSource | null;
  /** Whether the case ended by it. */
  ends: boolean;
}

/** Oldest first; the last is the headline. Never empty for a case whose table says what a request is. */
export function newsOf(dossier: Dossier, words: Words): News[] {
  const events = [...eventsOf(dossier)].toSorted((one, other) => one.at.localeCompare(other.at));
  const { ending, endedAt } = dossier.case;
  if (ending && !events.some(({ ends }) => ends))
    events.push({ at: endedAt ?? events.at(-1)?.at ?? "", sentence: endings[ending], calendar: null, ends: true });
  const last = events.findLast(({ sentence }) => sentence);
  return events.flatMap((event) => {
    const { at, calendar, neutral, sentence } = event;
    // The headline says what holds now, corrections included.
    const then = event === last ? dossier : asOf(dossier, at);
    const said = ({ en, id }: Sentence): string | null =>
      inSentence({ id: withNoun(id, dossier, "id"), en: withNoun(en, dossier, "en") }, then, words);
    const text = sentence && said(sentence);
    return text ? [{ at, text, calendar, neutral: (neutral && said(neutral)) ?? text }] : [];
  });
}

function eventsOf(dossier: Dossier): Event[] {
  const procedure = procedureOfCase(dossier.case);
  const entry = entryOf(procedure);
  const request = latestAnswer(dossier, entry.id);
  const { ending, withdrawal } = dossier.case;
  const answered = flowTasks(dossier).flatMap((task) =>
    task.answer ? [eventOf(dossier, stepOfTask(dossier, task), task.answer)] : [],
  );
  const known = answered.some(({ ends }) => ends);
  return [
    ...(request ? [eventOf(dossier, entry, request)] : []),
    ...answered,
    // It counts from the moment it was said; the workflow follows.
    ...(withdrawal && !ending && !known ? [eventOf(dossier, entry, withdrawal)] : []),
    ...(dossier.changes ?? []).map(eventOfChange),
  ];
}

function eventOf(dossier: Dossier, step: Step, answer: Answer): Event {
  const procedure = procedureOfCase(dossier.case);
  const outcomes: Omit<Outcome, "to">[] = [...step.outcomes, ...(procedure.anytime ?? [])];
  const outcome = outcomes.find(({ id }) => id === answer.outcome);
  const own = answer.person === "requester";
  const isTheirs = !actorOf(step.actor).inside || (outcome?.by ?? []).some((role) => !actorOf(role).inside);
  const to = [...step.outcomes, ...(procedure.anytime ?? [])].find(({ id }) => id === answer.outcome)?.to;
  return {
    at: answer.at,
    sentence: !own && isTheirs ? saidForThem(outcome, step, answer) : outcome?.told,
    neutral: outcome?.toldOnBehalf,
    calendar: outcome?.calendar ?? null,
    ends: typeof to === "object",
  };
}

/** Staff wrote it down as it was wished; an end that nobody outside is known to have wished is said to be no more than that. */
function saidForThem(outcome: Omit<Outcome, "to"> | undefined, step: Step, answer: Answer): Sentence | undefined {
  const wished = authorOf(answer).kind !== "staff" || step.outcomes.some(({ id }) => id === answer.outcome);
  return wished ? (outcome?.toldOnBehalf ?? outcome?.told) : endedHere;
}

function eventOfChange({ at, ending, operation }: Change): Event {
  return { at, sentence: changes[operation], calendar: null, ends: ending !== undefined };
}

/** What people outside are told of changes beside the flow; of the others they read in letters, or need not know. */
const changes: Partial<Record<OperationId, Sentence>> = {
  "move-appointment": { id: "Waktunya kami ubah menjadi {appointment}", en: "We moved it to {appointment}" },
  cancel: { id: "{noun} ini kami batalkan", en: "We cancelled this {noun}" },
  "mark-duplicate": {
    id: "Permohonan ini ditutup karena sudah ada permohonan yang sama",
    en: "Closed, because there is another request for the same",
  },
  "close-quietly": { id: "Permohonan ini ditutup", en: "This request is closed" },
  "day-passed": {
    id: "Permohonan ini kami tutup karena belum sempat kami putuskan sampai waktunya",
    en: "Closed, because we had not decided before its time came",
  },
};

/** Recorded in the office at a row of its own. */
const endedHere: Sentence = {
  id: "{noun} ini dibatalkan, sebagaimana dicatat di kantor kami",
  en: "This {noun} is cancelled, as our office recorded",
};

const closed: Sentence = { id: "Permohonan ini ditutup", en: "This request is closed" };
const endings: Record<Ending, Sentence> = {
  SELESAI: { id: "{noun} selesai", en: "The {noun} is over" },
  DIBATALKAN: { id: "{noun} ini dibatalkan", en: "This {noun} is cancelled" },
  KEDALUWARSA: closed,
  DITUTUP: closed,
};

/** The case with what was known at a moment: news of yesterday name the time of yesterday. */
function asOf(dossier: Dossier, at: string): Dossier {
  return {
    ...dossier,
    tasks: dossier.tasks.filter(({ answer }) => answer !== null && answer.at <= at),
    changes: (dossier.changes ?? []).filter((change) => change.at <= at),
  };
}
