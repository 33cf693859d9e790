/** Looking for a person through everything that is stored, a part at a time, so that it holds up nobody however much there is. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { findProcedure } from "../../../statemachines/language/registry.ts";
import type { CaseItem } from "../case/records.ts";
import { asDossier, mostWaiting } from "../intake/unconfirmed.ts";
import type { UnconfirmedRequest } from "../intake/unconfirmed-request.ts";
import type { Dependencies } from "../ports.ts";
import { mentions, type Sought } from "./mentions.ts";

/** So many cases are read for one answer; each is one read of the table. */
const readAtOnce = 50;

/** A case, or a request that is none yet, that speaks of who is sought. */
export type Hit = { where: Text[] } & ({ case: CaseItem } | { waiting: UnconfirmedRequest });

export interface FoundPart {
  hits: Hit[];
  /** How many cases were read. */
  read: number;
  /** Numbers of those that could not be read, and have to be looked at by hand. */
  unreadable: string[];
  /** Where to go on; null: that was all. */
  next: string | null;
}

type Needs = Pick<Dependencies, "cases" | "unconfirmed">;

/** @param from where an earlier part ended: requests that wait come first, then cases that go on, then ended ones */
export async function findPerson(dependencies: Needs, sought: Sought, from: string | null): Promise<FoundPart> {
  const waiting = from === null ? await waitingHits(dependencies, sought) : [];
  const { before, open } = placeIn(from);
  const query = { open, limit: readAtOnce, ...(before === "" ? {} : { before }) };
  const page = await dependencies.cases.list(query);
  const dossiers = await dependencies.cases.dossiers(page.items.map(({ id }) => id));
  const found = dossiers.flatMap((dossier): Hit[] => {
    const where = dossier ? mentions(dossier, sought) : [];
    return dossier && where.length > 0 ? [{ case: dossier.case, where }] : [];
  });
  return {
    hits: [...waiting, ...found],
    read: page.items.length,
    unreadable: page.items.filter((_, index) => !dossiers[index]).map(({ id }) => id),
    next: page.next !== null ? `${open ? "open" : "ended"} ${page.next}` : open ? "ended " : null,
  };
}

async function waitingHits({ unconfirmed }: Needs, sought: Sought): Promise<Hit[]> {
  const waiting = await unconfirmed.waiting(2 * mostWaiting);
  return waiting.flatMap((request): Hit[] => {
    if (!findProcedure(request.procedure, request.version)) return [];
    const where = mentions(asDossier(request), sought);
    return where.length > 0 ? [{ waiting: request, where }] : [];
  });
}

function placeIn(from: string | null): { open: boolean; before: string } {
  const [, state = "open", before = ""] = /^(open|ended) (.*)$/.exec(from ?? "") ?? [];
  return { open: state === "open", before };
}
