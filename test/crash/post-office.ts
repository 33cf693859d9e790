import type { ReceivedMail } from "../../infra/demo/mailbox.ts";
import type { PatientBrowser } from "./patient-browser.ts";

/** What has been mailed so far, read on from the last time. A mail may come twice: it was sent at least once. */
export class PostOffice {
  readonly #browser: PatientBrowser;
  readonly #mails = new Map<string, ReceivedMail[]>();

  /** @param browser at the address of the inbox */
  constructor(browser: PatientBrowser) {
    this.#browser = browser;
  }

  /** All mails to an address, oldest first. */
  async to(address: string): Promise<ReceivedMail[]> {
    const known = this.#mails.get(address) ?? [];
    const after = known.at(-1)?.id;
    const query = new URLSearchParams({ to: address, ...(after ? { after } : {}) });
    const { body } = await this.#browser.get<{ messages: ReceivedMail[] }>(`/messages?${query.toString()}`);
    const current = this.#mails.get(address) ?? [];
    const seen = new Set(current.map(({ id }) => id));
    const all = [...current, ...body.messages.filter(({ id }) => !seen.has(id)).toReversed()];
    this.#mails.set(address, all);
    return all;
  }
}
