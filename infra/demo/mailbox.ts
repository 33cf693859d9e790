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
/** How long nothing comes before it is for the functions that look each minute. */
const minuteAfterMs = 1_000;

/** Reads the inbox of the machine, one address at a time. Each mail is handed out once. */
export class Mailbox {
  readonly #browser: Browser;
  /** By address: what came and was not handed out, newest first, and the last that came. */
  readonly #unread = new Map<string, ReceivedMail[]>();
  readonly #last = new Map<string, string>();

  readonly #aMinuteLater: () => Promise<void>;

  /**
   * @param browser at the address of the inbox
   * @param aMinuteLater lets a minute pass, for mails that another function sends than the one that wrote them
   */
  constructor(browser: Browser, aMinuteLater: () => Promise<void> = async () => undefined) {
    this.#browser = browser;
    this.#aMinuteLater = aMinuteLater;
  }

  /** Counts what is there as read. */
  async skip(address: string): Promise<void> {
    await this.#look(address);
    this.#unread.set(address, []);
  }

  /** The next unread mail to an address whose subject matches, the newest first, waiting a while for it. */
  async next(address: string, subject: RegExp): Promise<ReceivedMail> {
    const until = performance.now() + patienceMs;
    let nextMinute = performance.now() + minuteAfterMs;
    for (;;) {
      const unread = await this.#look(address);
      const found = unread.find((mail) => subject.test(mail.subject));
      if (found) {
        this.#unread.set(
          address,
          unread.filter((mail) => mail !== found),
        );
        return found;
      }
      if (performance.now() > until) throw new Error(`no mail to ${address} about ${String(subject)}`);
      await pause(15);
      if (performance.now() < nextMinute) continue;
      await this.#aMinuteLater();
      nextMinute = performance.now() + minuteAfterMs;
    }
  }

  async #look(address: string): Promise<ReceivedMail[]> {
    const after = this.#last.get(address) ?? "";
    const path = `/messages?to=${encodeURIComponent(address)}&after=${encodeURIComponent(after)}`;
    const { messages } = (await this.#browser.get<{ messages: ReceivedMail[] }>(path)).body;
    const [newest] = messages;
    if (newest) this.#last.set(address, newest.id);
    const unread = [...messages, ...(this.#unread.get(address) ?? [])];
    this.#unread.set(address, unread);
    return unread;
  }
}

/** Subjects of mails that ask somebody of the staff to answer about a case. */
export function askedAbout(caseId: string): RegExp {
  return new RegExp(`^(Mohon|Rapat|Laporan) .*\\(${caseId}\\)$`);
}

/** @throws Error where the machine shows no inbox */
export function mailboxOf({ inboxUrl }: Pick<Host, "inboxUrl">, aMinuteLater?: () => Promise<void>): Mailbox {
  return new Mailbox(new Browser(inboxOf({ inboxUrl })), aMinuteLater);
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
