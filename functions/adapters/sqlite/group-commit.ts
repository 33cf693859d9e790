interface Write {
  /** Runs within a transaction, and again within another where that one failed. */
  work: () => unknown;
  resolve: (answer: unknown) => void;
  reject: (reason: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction: whoever writes at the same time shares one wait
 * for the disk.
 */
export class GroupCommit {
  readonly #transaction: (work: () => void) => void;
  #waiting: Write[] = [];
  #last: Promise<void> = Promise.resolve();

  /** @param transaction runs work so that all or nothing of it is on disk when it returns */
  constructor(transaction: (work: () => void) => void) {
    this.#transaction = transaction;
  }

  /** Answers what the work answered once it is on disk; rejects where it failed, and then nothing of it was written. */
  add<Answer>(work: () => Answer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Write["resolve"], reject });
      if (this.#waiting.length > 1) return;
      this.#last = new Promise((flushed) => setImmediate(() => flushed(this.#flush())));
    });
  }

  /** Resolves once nothing waits to be written. */
  async settled(): Promise<void> {
    while (this.#waiting.length > 0) await this.#last;
  }

  #flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    try {
      this.#commit(writes);
    } catch (error) {
      // Others must not fail with the one that does.
      if (writes.length === 1) writes[0]?.reject(error);
      else for (const write of writes) this.#commitAlone(write);
    }
  }

  #commitAlone(write: Write): void {
    try {
      this.#commit([write]);
    } catch (error) {
      write.reject(error);
    }
  }

  #commit(writes: Write[]): void {
    const answers: unknown[] = [];
    this.#transaction(() => {
      for (const { work } of writes) answers.push(work());
    });
    for (const [index, { resolve }] of writes.entries()) resolve(answers[index]);
  }
}
