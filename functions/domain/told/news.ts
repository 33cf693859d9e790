/** What happened in a case as people outside are told: from the outcome, from who acted, and as it was at that moment. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type {
  CalendarSource,
  Ending,
  Outcome,
  Sentence,
  Step,
  Text,
} from "../../../statemachines/language/vocabulary.ts";
import { flowTasks, latestAnswer, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Answer, Change, Dossier, OperationId } from "../case/records.ts";
import type { Words } from "../form/field-words.ts";
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
    const said = (which: Sentence): string | null => inSentence(withNoun(which, dossier), then, words);
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
    sentence: !own && isTheirs ? (outcome?.toldOnBehalf ?? outcome?.told) : outcome?.told,
    neutral: outcome?.toldOnBehalf,
    calendar: outcome?.calendar ?? null,
    ends: typeof to === "object",
  };
}

function eventOfChange({ at, ending, operation }: Change): Event {
  return { at, sentence: changes[operation], calendar: null, ends: ending !== undefined };
}

/** `{noun}` is what is asked for, as the table calls it. */
function withNoun(sentence: Sentence, dossier: Dossier): Sentence {
  const noun = procedureOfCase(dossier.case).noun ?? request;
  const named = (language: keyof Text): string => {
    const text = sentence[language].replace("{noun}", noun[language]);
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return { id: named("id"), en: named("en") };
}

const request: Text = { id: "permohonan", en: "request" };

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
    id: "Permohonan ini ditutup karena waktunya sudah lewat",
    en: "Closed, because its time has passed",
  },
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
