/**
 * What became of a mail: refused by the other side, reported as unwanted, never sent for its content, given up after
 * the last try, or without an address to go to.
 */
export type MailFate = "bounced" | "unwanted" | "rejected" | "given-up" | "no-address";
