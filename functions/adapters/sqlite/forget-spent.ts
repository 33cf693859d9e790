import type { OpenedFile } from "./file.ts";

/** Removes what counts a time that is over, and who read what long ago, as DynamoDB does by its time to live. @param now epoch milliseconds */
export async function forgetSpent({ database, commit }: OpenedFile, now: number): Promise<void> {
  const old = "pk >= ? AND pk < ? AND json_extract(body, '$.goneAt') < ?";
  const remove = database.prepare(`DELETE FROM item WHERE ${old}`);
  await commit(() => {
    for (const kind of ["BUDGET", "READ"]) remove.run(`${kind}#`, `${kind}$`, now / 1000);
  });
}
