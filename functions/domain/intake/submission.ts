import type { EntryChannel, Language, Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { Opener, Values } from "../case/records.ts";

/** A request as it comes in. */
export interface Submission {
  procedure: Procedure;
  submissionId: string;
  /** Made by the page beside the id; whoever sends the id again proves by it to be the same sender. */
  secret?: string | undefined;
  language: Language;
  values: Values;
  /** The way in; the public form unless said otherwise. */
  entryChannel?: EntryChannel;
  /** Who opens the case, where that is not the requester. */
  openedBy?: Opener;
}
