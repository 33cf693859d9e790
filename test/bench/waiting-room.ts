const patienceMs = 60_000;

/** Lets many wait for what one look finds: the looks do not multiply with those who wait. */
export class WaitingRoom<T> {
  readonly #look: () => Promise<{ key: string; found: T }[]>;
  readonly #waiting = new Map<string, { resolve: (found: T) => void; reject: (error: unknown) => void }>();
  readonly #between: () => Promise<unknown>;
  #looking = false;

  /** @param between what to wait for before a look and the next */
  constructor(look: () => Promise<{ key: string; found: T }[]>, between: () => Promise<unknown>) {
    this.#look = look;
    this.#between = between;
  }

  /** @throws when nothing at all has come for a minute, naming what is still waited for */
  wait(key: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(key, { resolve, reject });
      if (!this.#looking) this.#lookOut().catch((error: unknown) => this.#giveUp(error));
    });
  }

  async #lookOut(): Promise<void> {
    this.#looking = true;
    let lastFound = performance.now();
    try {
      while (this.#waiting.size > 0) {
        await this.#between();
        for (const { key, found } of await this.#look()) {
          if (!this.#waiting.has(key)) continue;
          this.#waiting.get(key)?.resolve(found);
          this.#waiting.delete(key);
          lastFound = performance.now();
        }
        if (performance.now() - lastFound > patienceMs)
          throw new Error(`nothing has come for a minute; waited for: ${[...this.#waiting.keys()].join(", ")}`);
      }
    } finally {
      this.#looking = false;
    }
  }

  #giveUp(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
