/** Lets many wait for what one look finds: the looks do not multiply with those who wait. */
export class WaitingRoom<T> {
  readonly #look: () => Promise<{ key: string; found: T }[]>;
  readonly #waiting = new Map<string, (found: T) => void>();
  readonly #between: () => Promise<unknown>;
  #looking = false;

  /** @param between what to wait for before a look and the next */
  constructor(look: () => Promise<{ key: string; found: T }[]>, between: () => Promise<unknown>) {
    this.#look = look;
    this.#between = between;
  }

  wait(key: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(key, resolve);
      if (!this.#looking) this.#lookOut().catch(reject);
    });
  }

  async #lookOut(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#waiting.size > 0) {
        await this.#between();
        for (const { key, found } of await this.#look()) {
          this.#waiting.get(key)?.(found);
          this.#waiting.delete(key);
        }
      }
    } finally {
      this.#looking = false;
    }
  }
}
