import type { Clock } from "../../domain/ports.ts";

/**
 * Keeps an answer for a while; a failed look-up is not kept.
 *
 * @param changes another number once what was remembered was changed in this process
 */
export function remembered<T>(
  clock: Clock,
  freshForMs: number,
  look: () => Promise<T>,
  changes: () => number = () => 0,
): () => Promise<T> {
  let known: Promise<T> | null = null;
  let until = 0;
  let seen = 0;
  return () => {
    const now = clock.now();
    if (known && seen === changes() && now < until && now > until - 2 * freshForMs) return known;
    until = now + freshForMs;
    seen = changes();
    const asked = look();
    known = asked;
    asked.catch(() => {
      if (known === asked) known = null;
    });
    return asked;
  };
}
