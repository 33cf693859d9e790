import { setTimeout as pause } from "node:timers/promises";
import type { Host } from "../local/host/host.ts";
import { Browser } from "./browser.ts";

/** A mail as the inbox shows it. */
export interface ReceivedMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  links: string[];
}

const patienceMs = 15_000;

/** Reads the inbox of the machine, one address at a time. Each mail is handed out once. */
export class Mailbox {
  readonly #browser: Browser;
  readonly #read = new Set<string>();

  /** @param browser at the address of the inbox */
  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Counts what is there as read. */
  async skip(address: string): Promise<void> {
    for (const { id } of await this.#list(address)) this.#read.add(id);
  }

  /** The next unread mail to an address whose subject matches, waiting a while for it. */
  async next(address: string, subject: RegExp): Promise<ReceivedMail> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const found = (await this.#list(address)).find((mail) => !this.#read.has(mail.id) && subject.test(mail.subject));
      if (found) {
        this.#read.add(found.id);
        return (await this.#browser.get<ReceivedMail>(`/messages/${found.id}`)).body;
      }
      if (performance.now() > until) throw new Error(`no mail to ${address} about ${String(subject)}`);
      await pause(15);
    }
  }

  async #list(address: string): Promise<ReceivedMail[]> {
    const { body } = await this.#browser.get<{ messages: ReceivedMail[] } | ReceivedMail[]>(
      `/messages?to=${encodeURIComponent(address)}`,
    );
    return Array.isArray(body) ? body : body.messages;
  }
}

/** @throws Error where the machine shows no inbox */
export function mailboxOf({ inboxUrl }: Pick<Host, "inboxUrl">): Mailbox {
  return new Mailbox(new Browser(inboxOf({ inboxUrl })));
}

/** @throws Error where the machine shows no inbox */
export function inboxOf({ inboxUrl }: Pick<Host, "inboxUrl">): string {
  if (inboxUrl === null) throw new Error("the mail inbox is closed");
  return inboxUrl;
}

/** The id in a link of one of our pages, such as /k/... or /lacak/... */
export function linkIn(mail: ReceivedMail, page: "k" | "lacak"): string {
  for (const link of mail.links) {
    const found = new RegExp(`/${page}/([A-Za-z0-9_-]{43})`).exec(link)?.[1];
    if (found) return found;
  }
  throw new Error(`the mail "${mail.subject}" has no link to /${page}/`);
}
