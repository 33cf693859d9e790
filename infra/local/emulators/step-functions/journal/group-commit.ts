interface Entry {
  write: () => void;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Gathers the writes of one turn of the event loop into one transaction: many executions share one wait for the disk. */
export class GroupCommit {
  readonly #transaction: (writes: () => void) => void;
  #entries: Entry[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(transaction: (writes: () => void) => void) {
    this.#transaction = transaction;
  }

  /** Resolves once the write is on disk; rejects where the transaction it was part of failed, and then nothing of it was written. */
  add(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#entries.push({ write, resolve, reject });
      if (this.#entries.length === 1) this.#last = new Promise((flushed) => setImmediate(() => flushed(this.#flush())));
    });
  }

  /** Resolves once nothing waits to be written. */
  async settled(): Promise<void> {
    while (this.#entries.length > 0) await this.#last;
  }

  #flush(): void {
    const entries = this.#entries;
    this.#entries = [];
    try {
      this.#transaction(() => {
        for (const { write } of entries) write();
      });
    } catch (error) {
      for (const { reject } of entries) reject(error);
      return;
    }
    for (const { resolve } of entries) resolve();
  }
}
