import type { EntryChannel, Language, Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { Confirmation, Opener, Values } from "../case/records.ts";

/** A request as it comes in. */
export interface Submission {
  procedure: Procedure;
  submissionId: string;
  /** Made by the page beside the id; whoever sends the id again proves by it to be the same sender. */
  secret?: string | undefined;
  /** Hash of that secret, where it came at an earlier time. */
  sender?: string | undefined;
  language: Language;
  values: Values;
  /** Of the consent that its sender read; that of today where nothing is said. */
  consentVersion?: string | undefined;
  /** The way in; the public form unless said otherwise. */
  entryChannel?: EntryChannel;
  /** Who opens the case, where that is not the requester. */
  openedBy?: Opener;
  /** Who called the requester. */
  confirmedBy?: Confirmation;
}
