/** The mail of everybody: what arrived, which links and codes people have, and what comes back. */
import type { Mailer, OutgoingMail } from "../../functions/domain/ports.ts";
import { linksIn } from "../support/mail-links.ts";

export class PostOffice implements Mailer {
  /** Ids of the messages that were taken. */
  readonly taken = new Set<string>();
  /** Links (decision and tracking) that arrived, and pages of tasks for the staff: `address id`, `address case/task`. */
  readonly #links = new Set<string>();
  readonly #codes = new Map<string, string>();
  /** How many messages were taken, those that came twice counted twice. */
  count = 0;
  /** Told of each message. */
  onMail: (mail: OutgoingMail) => void = () => undefined;

  async send(mail: OutgoingMail): Promise<void> {
    const { address } = mail.to;
    this.count += 1;
    this.taken.add(mail.id);
    for (const { id } of linksIn(mail)) this.#links.add(`${address} ${id}`);
    for (const [, page = ""] of mail.text.matchAll(/\/petugas\/tugas\/([^/\s]+\/[^?\s]+)/g))
      this.#links.add(`${address} ${page}`);
    const code = /^code\./.test(mail.id) ? /\b\d{6}\b/.exec(mail.text)?.[0] : undefined;
    if (code) this.#codes.set(`${address} ${mail.id.split(".")[1] ?? ""}`, code);
    this.onMail(mail);
  }

  /** Nothing was kept back. */
  async tryAgain(): Promise<void> {}

  /** Whether a link is in somebody's mailbox. */
  has(address: string, link: string): boolean {
    return this.#links.has(`${address} ${link}`);
  }

  /** The last code that came for somebody who proves to be a person (by the hash of whom). */
  code(address: string, hash: string): string | null {
    return this.#codes.get(`${address} ${hash}`) ?? null;
  }
}
