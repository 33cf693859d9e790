/** The log of what was decided, as it is stored: seals beside each case, and an entry for each day. */

/**
 * What was decided at one place of a case, so that one changed letter can be found. Each part has a salt of its own, made from
 * that of the whole; a part that was erased keeps its digest only, from which nobody can guess it.
 */
export interface Seal {
  /** Sort key of the item that it is about: "CASE", "TASK#decide-1", "CHANGE#0001". */
  event: string;
  /** Day of the log that names it, YYYY-MM-DD, counted in UTC. */
  day: string;
  /** Salt of all parts; null once a part was erased, for it would give the erased one's away. */
  salt: string | null;
  /** Salts of the parts that are still there, by name; none while `salt` is there. */
  salts?: Record<string, string>;
  /** Digests of the parts, by name. */
  digests: Record<string, string>;
}

/** An entry of the log without what it names. */
export interface LogHead {
  /** YYYY-MM-DD, counted in UTC. */
  day: string;
  /** Root over all days up to this one: of the tree over the leaves, and the root before. */
  root: string;
  /** Root of the entry before; null in the first. */
  before: string | null;
}

/** An entry of the log. */
export interface LogDay extends LogHead {
  /** Digests of the seals of the day, sorted. */
  leaves: string[];
}
