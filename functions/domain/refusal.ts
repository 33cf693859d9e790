import type { Text } from "../../statemachines/language/vocabulary.ts";

/** Why something asked for is not done; each kind has one place in HTTP (see `wiring/refusals.ts`). */
export type RefusalKind =
  | "invalid"
  | "proof-needed"
  | "forbidden"
  | "unknown"
  | "expired"
  | "already-decided"
  | "stored-otherwise"
  | "taken"
  | "locked"
  /** No more of its kind are taken now; there is another way. */
  | "full"
  | "stale";

/** A refusal that people outside may read: what happened and what to do next. Thrown; never for faults of ours. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly kind: RefusalKind;
  readonly text: Text;
  /** Field name -> sentence under that field. */
  readonly fields: Record<string, Text>;

  constructor(kind: RefusalKind, text: Text, fields: Record<string, Text> = {}) {
    super(text.en);
    this.kind = kind;
    this.text = text;
    this.fields = fields;
  }
}

/** A request that was sent before with other content, told to its sender: what is stored stays (invariant 17). */
export class RequestStoredOtherwise extends Refusal {
  override name = "RequestStoredOtherwise";
  readonly caseId: string;
  /** Id of the requester's tracking link; empty where the sender is not the requester. */
  readonly link: string;

  constructor(text: Text, stored: { caseId: string; link: string }) {
    super("stored-otherwise", text);
    this.caseId = stored.caseId;
    this.link = stored.link;
  }
}

/**
 * A fault of ours with a message of ours: fixed words, ids and codes, never what people typed. So the log may show it,
 * which it does with no other error's message.
 */
export class Fault extends Error {
  override name = "Fault";
}

/** A passing fault (a lost race too often, a service away): the workflow retries on this name. */
export class TemporaryProblem extends Fault {
  override name = "TemporaryProblem";
}

/**
 * A stored item has the shape of no known version: damaged, changed by hand, or written by a newer program. It harms its
 * own case only. Holds nothing of what is in the item.
 */
export class UnreadableItem extends Error {
  override name = "UnreadableItem";
  /** Key of the item, as an operator looks for it. */
  readonly key: string;
  /** Where its shape is wrong, and how. */
  readonly why: string;

  constructor(key: string, why: string) {
    super(`${key}: ${why}`);
    this.key = key;
    this.why = why;
  }
}

/** A case runs by a table that the program has not, or not with the rows the case has been through; nothing else suffers. */
export class UnknownTable extends UnreadableItem {
  override name = "UnknownTable";
}
