/**
 * What became of a mail: refused by the other side for good, or because the mailbox is full; reported as unwanted; never
 * sent for its content, or because the address refused mail before; given up after the last try; without an address to go to.
 */
export type MailFate = "bounced" | "mailbox-full" | "unwanted" | "rejected" | "suppressed" | "given-up" | "no-address";
