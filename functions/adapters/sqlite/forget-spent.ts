import type { OpenedFile } from "./file.ts";

/** Removes what counts a time that is over, as DynamoDB does by its time to live. @param now epoch milliseconds */
export async function forgetSpent({ database, commit }: OpenedFile, now: number): Promise<void> {
  const counting = ["BUDGET", "PROOF", "TRIES"].map((name) => `pk >= '${name}#' AND pk < '${name}$'`).join(" OR ");
  const old = `(${counting}) AND json_extract(body, '$.goneAt') < ?`;
  await commit(() => void database.prepare(`DELETE FROM item WHERE ${old}`).run(now / 1000));
}
