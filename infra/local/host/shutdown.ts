/** What has been opened, to be closed in the opposite order. */
export interface Closers {
  add(close: () => Promise<unknown> | void): void;
  /** Closes everything once, each whatever becomes of the others. */
  closeAll(): Promise<void>;
}

/** @param onFailure told about each that does not close */
export function closersWith(onFailure: (error: unknown) => void): Closers {
  const open: (() => Promise<unknown> | void)[] = [];
  return {
    add: (close) => void open.push(close),
    async closeAll() {
      for (let close = open.pop(); close; close = open.pop()) {
        try {
          await close();
        } catch (error) {
          onFailure(error);
        }
      }
    },
  };
}
