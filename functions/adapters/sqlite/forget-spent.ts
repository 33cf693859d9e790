import type { OpenedFile } from "./file.ts";

/** Of what counts a time that is over, and of who read what long ago. */
const passing = ["BUDGET", "PROOF", "READ", "TRIES", "UNCONFIRMED"];

/** Removes what is of use for a time, as DynamoDB does by its time to live. @param now epoch milliseconds */
export async function forgetSpent({ database, commit }: OpenedFile, now: number): Promise<void> {
  const old = "pk >= ? AND pk < ? AND json_extract(body, '$.goneAt') < ?";
  const forget = database.prepare(`DELETE FROM item WHERE ${old}`);
  // What begins with a name, and no more: "$" comes after "#".
  await commit(() => passing.forEach((name) => forget.run(`${name}#`, `${name}$`, now / 1000)));
}
