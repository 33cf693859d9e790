/**
 * Makes dynalite safe against a kill at any instant. By itself it writes the entries of an item in the indexes first and
 * the item last, each on its own and without asking the disk to keep them: a crash in between leaves an index that
 * contradicts its item. Here the item and its index entries go into one LevelDB batch, which is written whole or not
 * at all, and the answer waits until the disk has it.
 */
import db, {
  type BatchWriter,
  type Done,
  type Item,
  type Store,
  type Table,
  type WriteOperation,
} from "dynalite/db/index.js";

/** Call once before the first dynalite server is made; holds for every store made afterwards in this thread. */
export function makeWritesAtomic(options: { sync: boolean; onStore: (store: Store) => void }): void {
  const create = db.create;
  const writers = new WeakMap<Store, (operations: WriteOperation[], done: Done) => void>();
  const patched = new WeakMap<Store, Map<string, Map<string, WriteOperation[]>>>();

  db.create = (storeOptions) => {
    const store = create(storeOptions);
    writers.set(store, groupedWriter(store, options.sync));
    patched.set(store, new Map());
    options.onStore(store);
    return store;
  };

  db.updateIndexes = (store, table, existing, item, done) => {
    const whose = item ?? existing;
    if (whose)
      pendingOf(store, table.TableName).set(db.createKey(whose, table), indexOperations(table, existing, item));
    done(null);
  };

  /** Index entries that wait for the write of their item, by item key; dynalite holds a lock on the key in between. */
  function pendingOf(store: Store, table: string): Map<string, WriteOperation[]> {
    const tables = patched.get(store);
    const known = tables?.get(table);
    if (known) return known;
    const pending = new Map<string, WriteOperation[]>();
    tables?.set(table, pending);
    writeTogether(store, table, pending);
    return pending;
  }

  function writeTogether(store: Store, table: string, pending: Map<string, WriteOperation[]>): void {
    const items = store.getItemDb(table);
    const write = writers.get(store);
    if (!write) throw new Error("a store that was made before its writes were made atomic");
    const take = (key: string): WriteOperation[] => {
      const operations = pending.get(key) ?? [];
      pending.delete(key);
      return operations;
    };
    items.put = (key, value, done) => write([...take(key), { type: "put", key: `item-${table}~${key}`, value }], done);
    items.del = (key, done) => write([...take(key), { type: "del", key: `item-${table}~${key}` }], done);
  }
}

function indexOperations(table: Table, existing: Item | null | undefined, item: Item | null | undefined) {
  const kinds = [
    ["local", table.LocalSecondaryIndexes ?? []],
    ["global", table.GlobalSecondaryIndexes ?? []],
  ] as const;
  return kinds.flatMap(([kind, indexes]): WriteOperation[] => {
    const place = (index: string, key: string) => `index-${kind}~${table.TableName}~${index}~${key}`;
    const { puts, deletes } = db.getIndexActions(indexes, existing, item, table);
    return [
      ...deletes.map(({ index, key }) => ({ type: "del" as const, key: place(index, key) })),
      ...puts.map((put) => ({ type: "put" as const, key: place(put.index, put.key), value: put.item })),
    ];
  });
}

/** Writes that arrive while the disk is busy go out together with the next one, so that a sync is paid once for all. */
function groupedWriter(store: Store, sync: boolean): (operations: WriteOperation[], done: Done) => void {
  // dynalite covers this method with one that forgets the options.
  const { batch: writeBatch } = Object.getPrototypeOf(store.db) as BatchWriter;
  let waiting: { operations: WriteOperation[]; done: Done }[] = [];
  let writing = false;

  async function drain(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const outcome = await writeBatch
        .call(
          store.db,
          group.flatMap((write) => write.operations),
          { sync },
        )
        .then(
          () => null,
          (error: unknown) => error,
        );
      for (const write of group) setImmediate(write.done, outcome);
    }
    writing = false;
  }

  return (operations, done) => {
    waiting.push({ operations, done });
    if (!writing) void drain();
  };
}
