/** The words of a case are written where it is found; doing it again writes nothing that is there already. */
import type { Dossier } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { wordsOf } from "./case-words.ts";

export type KeepingDependencies = Pick<Dependencies, "searchWords" | "secrets">;

/** Raised where words are taken otherwise from the same case: then the sweep writes those of every case anew. */
const wordsVersion = 1;

/**
 * Has a case found under the words of today and no others. Who goes on only afterwards can be stopped anywhere: it is done again.
 */
export async function keepWords({ searchWords, secrets }: KeepingDependencies, dossier: Dossier): Promise<void> {
  const { createdAt, id, searchedAs } = dossier.case;
  const words = wordsOf(secrets, dossier);
  const mark = secrets.linkId("searched-words", String(wordsVersion), ...words).slice(0, 16);
  if (mark === searchedAs) return;
  await searchWords.set(id, createdAt, words);
  await searchWords.note(id, mark);
}

/** So many cases in one go; it goes on in the next. */
const atOnce = 200;

type PassDependencies = KeepingDependencies & Pick<Dependencies, "cases" | "log">;

/**
 * Cases from before there was a search, and all of them where words are taken otherwise: page by page, remembering how far. Never
 * fails: what is due otherwise must go on.
 */
export async function findCasesOfBefore(dependencies: PassDependencies): Promise<void> {
  try {
    await writePage(dependencies);
  } catch (error) {
    dependencies.log.problem("search-failed", error);
  }
}

async function writePage(dependencies: PassDependencies): Promise<void> {
  const { cases, searchWords } = dependencies;
  const known = await searchWords.progress();
  const isSame = known?.version === wordsVersion;
  const at = isSame ? known : { version: wordsVersion, open: true, before: null, done: false };
  if (at.done) return;
  const { open } = at;
  const { items, next } = await cases.list({
    open,
    limit: atOnce,
    ...(at.before === null ? {} : { before: at.before }),
  });
  for (const dossier of await cases.dossiers(items.map(({ id }) => id))) {
    if (dossier) await keepWords(dependencies, dossier);
  }
  await searchWords.storeProgress({ ...at, open: open && next !== null, before: next, done: !open && next === null });
}
