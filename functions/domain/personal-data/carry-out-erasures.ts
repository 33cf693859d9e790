/** Erases what was asked for, in an ended case. Doing it again after a stop in its midst goes on where it was. */
import { isoInstant } from "../calendar/instants.ts";
import { contactOf } from "../case/contact.ts";
import type { Dossier } from "../case/records.ts";
import { eventsOf, type DecidedEvent } from "../decision-log/events.ts";
import { withoutParts } from "../decision-log/seal.ts";
import { filesOf } from "../form/attached-files.ts";
import { lineOfPaper } from "../documents/outgoing-line.ts";
import type { Dependencies } from "../ports.ts";
import { keepWords, type KeepingDependencies } from "../search/keep-words.ts";
import { erasedClasses } from "./ask-erasure.ts";
import { erasedMark } from "./erased.ts";
import { erasedDossier } from "./hidden.ts";

export type ErasingDependencies = KeepingDependencies &
  Pick<Dependencies, "cases" | "clock" | "decisionLog" | "files" | "log" | "registers">;

/** Whether something was asked for that is not carried out. */
export function hasErasures({ erasures = [], erasuresDone = 0 }: Dossier["case"]): boolean {
  return erasures.length > erasuresDone;
}

/** Everything that was ever asked for goes again: a copy that was restored may have brought any of it back. */
export async function carryOutErasures(dependencies: ErasingDependencies, dossier: Dossier): Promise<void> {
  const { cases, clock, files, log } = dependencies;
  const { case: item } = dossier;
  if (!item.ending || !hasErasures(item)) return;
  const at = isoInstant(clock.now());
  const after = erasedDossier(dossier, at);
  await openSeals(dependencies, dossier, after);
  for (const file of filesOf(after).filter(({ erased }) => erased === at)) await files.erase(file);
  for (const { issued } of after.papers ?? []) if (issued?.file.erased === at) await files.erase(issued.file);
  await eraseNames(dependencies, dossier, after);
  await keepWords(dependencies, after);
  await cases.erase(dossier, after);
  log.info("erased", { classes: erasedClasses(item).join(" ") });
}

/** The register of outgoing letters keeps to which office a letter went, and no person's name. */
async function eraseNames({ registers }: ErasingDependencies, before: Dossier, after: Dossier): Promise<void> {
  const { name } = contactOf(before);
  if (name === "" || contactOf(after).name !== "") return;
  const without = (words: string): string => words.replaceAll(name, erasedMark);
  for (const paper of before.papers ?? []) {
    const { number } = paper;
    const line = lineOfPaper(paper);
    if (!number || !(line.to + line.about).includes(name)) continue;
    const erased = { ...line, to: without(line.to), about: without(line.about) };
    await registers.enter("outgoing", number.year, number.number, erased);
  }
}

/** Seals first: a part that is still there reads as added for a moment, and one that is gone never as changed. */
async function openSeals(
  { decisionLog, secrets }: ErasingDependencies,
  before: Dossier,
  after: Dossier,
): Promise<void> {
  const [whole, left] = [before, after].map((each) => new Map(eventsOf(each, "9999").map((one) => [one.event, one])));
  for (const seal of await decisionLog.seals(before.case.id)) {
    const gone = goneParts(whole?.get(seal.event), left?.get(seal.event));
    if (gone.size > 0)
      await decisionLog.reseal(
        before.case.id,
        withoutParts(secrets.hash, seal, (name) => gone.has(name)),
      );
  }
}

function goneParts(before: DecidedEvent | undefined, after: DecidedEvent | undefined): Set<string> {
  const names = Object.entries(before?.parts ?? {}).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(after?.parts[name]),
  );
  return new Set(names.map(([name]) => name));
}
