import { findProcedure, recall } from "../../../statemachines/language/registry.ts";
import { findStep, versionKey } from "../../../statemachines/language/table.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import type { Log } from "../../domain/ports.ts";
import { UnknownTable } from "../../domain/refusal.ts";
import type { ItemStore } from "../items/item-store.ts";
import { keys } from "../items/keys.ts";
import type { ItemReader } from "../items/kind.ts";
import { kinds, type KeptTable } from "../items/kinds.ts";

/** What says by which table a case runs; its tasks say the same. */
type Version = Pick<TaskItem, "procedure" | "version">;

/** Finds the tables of what the other stores read, so that whoever uses it may ask the registry. */
export interface TableFinder {
  /** Recalls those of the versions that the program has no more; costs nothing where it has all of them. */
  find(versions: Version[]): Promise<void>;
  /** @throws UnknownTable where a case cannot be read by its table */
  check(dossier: Dossier): void;
}

export function tableFinder(items: ItemStore, reader: ItemReader, log: Pick<Log, "problem">): TableFinder {
  const told = new Set<string>();
  return {
    async find(versions) {
      const unknown = versions.filter(({ procedure, version }) => !findProcedure(procedure, version));
      for (const key of new Set(unknown.map(nameOf))) {
        const item = await items.get(keys.table(key), { aged: true });
        const [kept] = reader.each(item ? [item] : [], kinds.table.read);
        if (kept) recall(withRoles(kept));
        else if (!told.has(key)) log.problem("table-unknown", null, { table: key });
        told.add(key);
      }
    },

    check({ case: item, tasks }) {
      const table = findProcedure(item.procedure, item.version);
      if (!table) throw unknownTable(item.id, `there is no table ${nameOf(item)}`);
      const lost = tasks.find(({ step }) => !findStep(table, step));
      if (lost) throw unknownTable(item.id, `${nameOf(item)} has no row "${lost.step}"`);
    },
  };
}

/** The table with its roles, as the registry wants it. */
export function withRoles({ table, roles }: KeptTable): Procedure {
  return { ...table, actors: { ...roles, ...table.actors } };
}

function nameOf({ procedure: id, version }: Version): string {
  return versionKey({ id, version });
}

function unknownTable(caseId: string, why: string): UnknownTable {
  const { pk, sk } = keys.case(caseId);
  return new UnknownTable(`${pk} ${sk}`, why);
}
