/** What is wrong with data from outside, in the words of both languages: for schemas of what an agency gives. */
import * as z from "zod";

export type Words = { id: string; en: string };

/** `at` is the path into the data, such as `officeHours.5.0` or `holidays.3.date`; empty for the whole. */
export interface Problem {
  at: string;
  message: Words;
}

/** Everything that is wrong, at once; none where the data are as the schema says. All its messages are `words`. */
export function problemsIn(schema: z.ZodType, data: unknown): Problem[] {
  const { error } = schema.safeParse(data);
  return (error?.issues ?? []).map(({ path, message }) => ({
    at: path.join("."),
    message: JSON.parse(message) as Words,
  }));
}

/** A schema says one string where it finds something wrong; ours holds both languages. */
export function words(id: string, en: string): string {
  return JSON.stringify({ id, en } satisfies Words);
}

/** Words about what was found, for the `error` of a schema or a check. */
export function about(say: (shown: string) => string) {
  return { error: ({ input }: { input?: unknown }) => say(show(input)) };
}

export function show(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "kosong");
}

/** Judges something of the right type as a whole, also where some of its parts are wrong. */
export function asAWhole<Whole>(find: (whole: Whole, tell: (path: PropertyKey[], message: string) => void) => void) {
  return z.superRefine<Whole>(
    (whole, context) => find(whole, (path, message) => context.addIssue({ code: "custom", path, message })),
    { when: ({ issues }) => issues.every(({ path = [] }) => path.length > 0) },
  );
}

/** An object that holds what is named and nothing else: a misspelt name would be a setting that is silently missing. */
export function exactly<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      const strange = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : null;
      if (strange === null) return words("Bagian ini harus berupa objek.", "This must be an object.");
      const known = Object.keys(shape).join(", ");
      return words(
        `Tidak mengenal ${strange}. Yang dikenal: ${known}.`,
        `${strange} is not known. Known are ${known}.`,
      );
    },
  });
}

/** Text in which something stands. @param lines whether it may have line breaks */
export function filled(what: Words, { lines = false } = {}) {
  const error = words(`Isi ${what.id}.`, `Give ${what.en}.`);
  const strange = /[\p{Cc}\p{Cs}\p{Bidi_C}]/u;
  const isText = (text: string): boolean => /\S/.test(text) && !strange.test(lines ? text.replaceAll("\n", "") : text);
  return z.string({ error }).refine(isText, { error, abort: true });
}
