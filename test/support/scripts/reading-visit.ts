/** A reader's visit (SOP 2) in three taps of the circulation officer, after the greeting. */
import type { Values } from "../../../functions/domain/case/records.ts";
import { people } from "../builders.ts";
import type { Reply, Script } from "../player.ts";

const by = people.circulation.id;
const alone: Values = { company: "sendiri", sex: "P", category: "mahasiswa", purpose: "membaca" };

const usual: Record<string, Reply> = {
  "fill-guest-book": { outcome: "ketemu", by, values: alone },
  read: { outcome: "selesai-membaca", by },
  "record-books": { outcome: "terekap", by, values: { books: {} } },
};

export const readingScript: Script = {
  procedure: "reading-visit",
  request: (overrides) => overrides,
  usual,
  dayBegins: 9,
  entryChannel: "staff",
  opener: by,
};
