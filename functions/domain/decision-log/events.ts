/** What of a case counts as decided: its request, every answer, every change; each as parts that can be told apart. */
import { entryOf } from "../../../statemachines/language/table.ts";
import { factsOf, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Change, Dossier, StoredFile, Values } from "../case/records.ts";

/** Something that was decided, with its parts by name. Parts that are not there have no name. */
export interface DecidedEvent {
  /** Sort key of its item. */
  event: string;
  at: string;
  parts: Record<string, unknown>;
}

/** Everything decided in a case before an instant. What is only carried out later, such as a resumed workflow, is no part. */
export function eventsOf({ case: item, changes = [], tasks }: Dossier, before: string): DecidedEvent[] {
  const request: DecidedEvent = {
    event: "CASE",
    at: item.createdAt,
    parts: parts({
      procedure: item.procedure,
      createdAt: item.createdAt,
      language: item.language,
      openedBy: item.openedBy,
      consentVersion: item.consentVersion,
      ...named("request", requestAtFirst({ case: item, changes })),
      ...files("file", item.files),
    }),
  };
  const answers = tasks.flatMap(({ answer, id, step }) =>
    answer ? [{ event: `TASK#${id}`, at: answer.at, parts: parts({ step, ...answerParts(answer) }) }] : [],
  );
  return [request, ...answers, ...changes.map(ofChange)].filter(({ at }) => at < before);
}

/** The request as it was sent: corrections write over it, and keep what was there. */
function requestAtFirst({ case: item, changes }: Pick<Dossier, "case" | "changes">): Values {
  const entry = entryOf(procedureOfCase(item)).id;
  const corrected = (changes ?? []).flatMap(factsOf).filter(({ step }) => step === entry);
  const before = Object.assign({}, ...corrected.map(({ was }) => was).toReversed()) as Values;
  const request = { ...item.request, ...before };
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));
}

function answerParts({ files: attached = [], values, ...rest }: Answer): Record<string, unknown> {
  return { ...rest, ...named("values", values), ...files("file", attached) };
}

/** What of a change is written when it is made; whether it was carried out comes later. */
function ofChange({ done: _, number, values, was, ...rest }: Change): DecidedEvent {
  const event = `CHANGE#${String(number).padStart(4, "0")}`;
  return { event, at: rest.at, parts: parts({ ...rest, ...named("values", values), ...named("was", was) }) };
}

/** Each cell of a table is a part of its own, so that one can be erased and the others still be told. */
function named(group: string, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] =>
      isRows(value)
        ? value.flatMap((row, index) => Object.entries(named(`${group}.${name}.${index + 1}`, row)))
        : [[`${group}.${name}`, value]],
    ),
  );
}

function isRows(value: unknown): value is Values[] {
  return Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === "object" && row !== null);
}

function files(group: string, stored: StoredFile[]): Record<string, unknown> {
  return Object.fromEntries(
    stored.map(({ erased, hash, name, size, type }, index) => [
      `${group}.${index + 1}`,
      erased === undefined ? { hash, name, size, type } : undefined,
    ]),
  );
}

function parts(all: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
