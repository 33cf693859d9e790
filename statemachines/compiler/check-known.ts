/** Whom and what a table may count on: roles that somebody has, letters that somebody writes. */
import { actorIn } from "../language/actors.ts";
import { isWritten } from "../language/letters.ts";
import { rowName } from "../language/table.ts";
import type { ActorId, Field, Outcome, Post, Procedure, Step } from "../language/vocabulary.ts";

type Row = Pick<Step, "helpers" | "fields" | "letters"> & { outcomes: Pick<Outcome, "by" | "letters">[] };

/** @returns a message for each role that nobody has and each letter that nobody writes, beside the actor of a row */
export function checkKnown(procedure: Procedure): string[] {
  const { requester, steps, aside = [], anytime = [] } = procedure;
  const rows = [...steps, ...aside].flatMap((row) => named(rowName(row), checkRow(procedure, row)));
  const outcomes = anytime.flatMap((outcome) =>
    named(`the anytime outcome "${outcome.id}"`, checkRow(procedure, { outcomes: [outcome] })),
  );
  return [...named("the requester", unknownActors(procedure, [requester])), ...rows, ...outcomes];
}

function checkRow(procedure: Procedure, { helpers = [], fields = [], letters = [], outcomes }: Row): string[] {
  const posts = [...letters, ...outcomes.flatMap((outcome) => outcome.letters ?? [])];
  const roles = [
    ...helpers,
    ...outcomes.flatMap(({ by = [] }) => by),
    ...fields.flatMap(rolesIn),
    ...posts.map(addressee),
  ];
  const unwritten = posts.map(({ letter }) => letter).filter((letter) => !isWritten(letter));
  return [
    ...unknownActors(procedure, roles),
    ...[...new Set(unwritten)].map((letter) => `sends the letter "${letter}", which nobody writes`),
  ];
}

function rolesIn({ role, columns = [] }: Field): ActorId[] {
  return [...(role ? [role] : []), ...columns.flatMap(rolesIn)];
}

function addressee({ to }: Post): ActorId {
  return to;
}

function unknownActors(procedure: Procedure, ids: ActorId[]): string[] {
  return [...new Set(ids)].filter((id) => !actorIn(procedure, id)).map((id) => `names the unknown actor "${id}"`);
}

function named(subject: string, problems: string[]): string[] {
  return problems.map((problem) => `${subject} ${problem}`);
}
