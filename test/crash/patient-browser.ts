import { setTimeout as pause } from "node:timers/promises";
import { Browser, type Reply } from "../../infra/demo/browser.ts";

/** A service that answered with its own fault, which no kill explains. */
class ServiceFault extends Error {
  override readonly name = "ServiceFault";
}

export const betweenTriesMs = 40;

/** A browser whose user tries again, with the same words, as long as nobody answers. */
export class PatientBrowser extends Browser {
  /** Requests that were lost on the way: nobody can say whether they were carried out. */
  lost = 0;
  readonly #giveUp: AbortSignal;

  constructor(base: string, giveUp: AbortSignal) {
    super(base);
    this.#giveUp = giveUp;
  }

  override get<T>(path: string): Promise<Reply<T>> {
    return this.#again(path, () => super.get<T>(path));
  }

  override post<T>(path: string, body: unknown): Promise<Reply<T>> {
    return this.#again(path, () => super.post<T>(path, body));
  }

  /** Sends a file as the form of the browser does. */
  upload(url: string, form: () => FormData): Promise<{ status: number; text: string }> {
    return this.#again(url, async () => {
      const response = await fetch(url, { method: "POST", body: form() });
      return { status: response.status, text: await response.text() };
    });
  }

  async #again<R extends { status: number; text: string }>(path: string, send: () => Promise<R>): Promise<R> {
    for (;;) {
      this.#giveUp.throwIfAborted();
      try {
        const reply = await send();
        if (reply.status < 500) return reply;
        throw new ServiceFault(`${path.replace(/[\w-]{43}/, "...")}: ${reply.status} ${reply.text.slice(0, 200)}`);
      } catch (error) {
        if (error instanceof ServiceFault) throw error;
        this.lost += 1;
        await pause(betweenTriesMs);
      }
    }
  }
}
