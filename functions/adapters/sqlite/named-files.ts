import { filesNamedIn } from "../items/named-files.ts";
import type { OpenedFile } from "./file.ts";

/** Items that are read at a time: few enough that a request which comes meanwhile does not notice. */
const atOnce = 200;

/**
 * Keys of the accepted files that the items of a file name, a piece of the items after another; writes may come in between.
 *
 * @throws SyntaxError where an item is no JSON: what it names cannot be known
 */
export function* namedFiles({ database }: Pick<OpenedFile, "database">): Generator<string[]> {
  const next = database.prepare(
    `SELECT pk, sk, CASE WHEN instr(body, '"kept"') OR instr(body, '"files/') THEN body ELSE 'null' END AS body
     FROM item WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ${atOnce}`,
  );
  for (let last = { pk: "", sk: "" }; ;) {
    const rows = next.all(last.pk, last.sk);
    yield rows.flatMap(({ body }) => filesNamedIn(JSON.parse(String(body))));
    const end = rows.at(-1);
    if (rows.length < atOnce || !end) return;
    last = { pk: String(end["pk"]), sk: String(end["sk"]) };
  }
}
