/** A source of time that others can follow. Everything on one machine reads time here and nowhere else. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls the listener after each jump; returns the function that ends the subscription. */
  onJump(listener: () => void): () => void;
}

/** A clock for tests and demos: it runs on from where it is put, or stands still. */
export interface JumpableClock extends Clock {
  /** Moves the clock by so many milliseconds. */
  advance(ms: number): void;
  /** Puts the clock at an instant, epoch milliseconds. */
  jumpTo(epochMs: number): void;
}

/** How a jumpable clock behaves. */
export interface JumpableClockOptions {
  /** Stand still between jumps instead of running on in real time. */
  frozen?: boolean;
  /** Where to publish `CLOCK_SKEW_MS`, the difference to the system's clock, so that handlers in this process see the same time. */
  exportTo?: Record<string, string | undefined>;
}

/**
 * The system's clock. It never jumps as far as its listeners are concerned.
 * @param skewMs how far it is ahead, for tests that cannot wait for another day
 */
export function systemClock(skewMs = 0): Clock {
  return { now: () => Date.now() + skewMs, onJump: () => () => undefined };
}

/**
 * A clock that can be moved.
 * @param start epoch milliseconds it begins at; the system's time when left out.
 */
export function jumpableClock(start?: number, options: JumpableClockOptions = {}): JumpableClock {
  const listeners = new Set<() => void>();
  const frozen = options.frozen ?? false;
  let base = start ?? Date.now();
  let setAt = Date.now();

  const now = (): number => (frozen ? base : base + (Date.now() - setAt));
  const publish = (): void => {
    if (options.exportTo) options.exportTo["CLOCK_SKEW_MS"] = String(now() - Date.now());
  };
  const jumpTo = (epochMs: number): void => {
    if (!Number.isFinite(epochMs)) throw new RangeError("the clock cannot be set to no time at all");
    base = epochMs;
    setAt = Date.now();
    publish();
    for (const listener of [...listeners]) listener();
  };
  publish();
  return {
    now,
    jumpTo,
    advance: (ms) => jumpTo(now() + ms),
    onJump(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
