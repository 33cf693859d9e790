import type { OpenedFile } from "./file.ts";

/** Removes what counts a time that is over, as DynamoDB does by its time to live. @param now epoch milliseconds */
export async function forgetSpent({ database, commit }: OpenedFile, now: number): Promise<void> {
  const old = "pk >= ? AND pk < ? AND json_extract(body, '$.goneAt') < ?";
  const forget = database.prepare(`DELETE FROM item WHERE ${old}`);
  // What begins with a name, and no more: "$" comes after "#", ";" after ":".
  const spans = [
    ["BUDGET#", "BUDGET$"],
    ["PROOF#", "PROOF$"],
    ["TRIES#", "TRIES$"],
    ["UNCONFIRMED#", "UNCONFIRMED$"],
  ] as const;
  await commit(() => spans.forEach(([from, to]) => forget.run(from, to, now / 1000)));
}
