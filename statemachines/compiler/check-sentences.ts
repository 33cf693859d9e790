/** What tables say to people: sentences and fields shown name something that is there, and nothing personal. */
import { actorIn } from "../language/actors.ts";
import { fieldsShown, namesIn, sentencesOf, sentenceWords } from "../language/sentence.ts";
import { fieldsOf, rowName } from "../language/table.ts";
import type { Procedure } from "../language/vocabulary.ts";

/** Who did the row before, and what they noted. */
const doers = ["doer", "note"];
/** The agency's telephone, in what is mailed outside. */
const office = "office";

/** @returns a message for each thing named that no row has, that is personal, or that nobody would read */
export function checkSentences(procedure: Procedure): string[] {
  const fields = fieldsOf(procedure);
  const known = new Set<string>([...sentenceWords, ...fields.map(({ name }) => name)]);
  const personal = new Set(fields.filter((field) => field.personal).map(({ name }) => name));
  const ids = procedure.steps.map(({ id }) => id);
  return [
    ...sentencesOf(procedure).flatMap(({ inside, sentence, where }) =>
      namesIn(sentence).flatMap((name) => [
        ...(known.has(name) || (inside ? doers.includes(name) : name === office)
          ? []
          : [`the ${where} names "${name}", which no row has`]),
        ...(personal.has(name) ? [`the ${where} names "${name}", which is personal`] : []),
        ...(name === "appointment" && !procedure.appointment
          ? [`the ${where} names an appointment there is none of`]
          : []),
      ]),
    ),
    ...fieldsShown(procedure)
      .filter((name) => !known.has(name))
      .map((name) => `a row shows "${name}", a field that no row has`),
    ...procedure.steps
      .filter(({ actor, asks }) => asks && actorIn(procedure, actor)?.inside)
      .map((step) => `${rowName(step)} asks people outside, whom it is not for`),
    ...(procedure.addressee ? [procedure.addressee.kind, procedure.addressee.position] : [])
      .filter((name) => !known.has(name))
      .map((name) => `letters are addressed by "${name}", a field that no row has`),
    ...(procedure.promise?.keptBy ?? [])
      .filter((id) => !ids.includes(id))
      .map((id) => `the promise is kept by the unknown row "${id}"`),
  ];
}
