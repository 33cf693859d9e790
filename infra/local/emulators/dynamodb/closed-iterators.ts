/**
 * dynalite ends an iterator of LevelDB by `return`, which these have no more: each query left one open, with all that it
 * had read ahead. Here `return` closes it.
 */
import type { Level } from "dynalite/db/index.js";

/** @returns how many iterators were opened so far, and how many of them are open */
export function closeIterators(level: Level): () => { opened: number; open: number } {
  const count = { opened: 0, open: 0 };
  for (const kind of ["keys", "values"] as const) {
    const iterate = level[kind].bind(level);
    level[kind] = (options) => {
      const iterator = iterate(options);
      count.opened += 1;
      count.open += 1;
      let closed: Promise<void> | null = null;
      const close = async (): Promise<void> => {
        await iterator.close();
        count.open -= 1;
      };
      return Object.assign(iterator, { return: () => (closed ??= close()) });
    };
  }
  return () => ({ ...count });
}
