/**
 * What a data protector does for a request, to cases that it is about. First it is written into the record, which only one of
 * two at once can do; then it is done, and each part may be done again.
 */
import type { RetentionClass } from "../../../statemachines/language/known-ids.ts";
import { isArchive, personalClasses, retention } from "../../../statemachines/language/retention.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Channel, Dossier } from "../case/records.ts";
import type { DecisionDependencies } from "../task/decide-task.ts";
import { possibleWithdrawal, withdraw } from "../task/withdraw.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { archived, askErasure } from "./ask-erasure.ts";
import { foundIn, noteIn, type Acting, type RecordDependencies } from "./keep-records.ts";
import type { PrivacyRequest } from "./records.ts";

/** `cases`: these are the ones it is about; `answered` and `refused` close it. */
export type Act =
  | { did: "note" | "answered" | "refused" }
  | { did: "cases" | "block" | "unblock" | "withdraw"; cases: string[] }
  | { did: "erase"; cases: string[]; classes: RetentionClass[] };

type ActDependencies = RecordDependencies & DecisionDependencies & Pick<Dependencies, "files">;

/** Note of a case that ends because consent was withdrawn. */
const consentWithdrawn = "Persetujuan pemrosesan data pribadi ditarik";

/**
 * @param seen how many entries whoever acts has seen
 * @throws Refusal `unknown` for a record or a case that there is not, `invalid` without cases or words, and for papers that are
 *   kept by the archive schedule, `stale` where somebody else wrote meanwhile
 */
export async function actOn(
  dependencies: ActDependencies,
  number: string,
  by: Acting,
  act: Act & { seen: number; words: string },
): Promise<PrivacyRequest> {
  const record = await foundIn(dependencies, "requests", number);
  const dossiers = "cases" in act ? await dossiersOf(dependencies, record, act) : [];
  if (act.did === "erase" && act.classes.some(isArchive)) throw archived;
  const said = { did: act.did, seen: act.seen, words: wordsOf(act, dossiers) };
  const holds = act.did === "cases" ? { cases: act.cases } : {};
  const stored = await noteIn(dependencies, "requests", number, by, said, holds);
  for (const dossier of dossiers) await carryOut(dependencies, stored, by, act, dossier);
  return stored;
}

async function carryOut(
  dependencies: ActDependencies,
  record: PrivacyRequest,
  by: Acting,
  act: Act,
  dossier: Dossier,
): Promise<void> {
  const { cases, clock } = dependencies;
  const { case: item } = dossier;
  const reason = { by: by.person, record: record.number };
  switch (act.did) {
    case "erase":
      return askErasure(dependencies, item, act.classes, reason);
    case "block":
      if (item.blocked) return;
      return cases.block(item.id, { at: isoInstant(clock.now()), by: by.person, name: by.name, record: record.number });
    case "unblock":
      return cases.block(item.id, null);
    case "withdraw":
      if (possibleWithdrawal(dossier))
        await withdraw(dependencies, dossier, consentWithdrawn, channelOf(record), by).catch(unlessTooLate);
      return askErasure(dependencies, item, personalClasses, reason);
    default:
      return;
  }
}

/** Cases to which something is done are among those that the record is about. */
async function dossiersOf(
  { cases }: Pick<Dependencies, "cases">,
  record: PrivacyRequest,
  { cases: ids, did }: Act & { cases: string[] },
): Promise<Dossier[]> {
  if (did !== "cases" && (ids.length === 0 || ids.some((id) => !record.cases.includes(id)))) throw noCases;
  const found = await cases.dossiers(ids);
  const missing = ids.filter((_, index) => !found[index]);
  if (missing.length > 0) throw noSuchCase(missing);
  return found.filter((dossier) => dossier !== null);
}

/** What was ordered, and for which cases, before the own words. */
function wordsOf(act: Act & { words: string }, dossiers: Dossier[]): string {
  if (!("cases" in act)) return act.words;
  const numbers = dossiers.map(({ case: { id } }) => id).join(", ") || "-";
  const what = act.did === "erase" ? ` (${act.classes.map((each) => retention[each].title.id).join("; ")})` : "";
  const late = dossiers.filter((dossier) => !dossier.case.ending && !possibleWithdrawal(dossier));
  const goesOn =
    act.did === "withdraw" && late.length > 0
      ? `Tidak dapat dibatalkan lagi, data dihapus setelah berakhir: ${late.map(({ case: { id } }) => id).join(", ")}.`
      : "";
  return [`${numbers}${what}`, goesOn, act.words].filter((part) => part.trim() !== "").join("\n");
}

/** By which the person said it, as far as answers know it. */
function channelOf({ channel }: PrivacyRequest): Channel {
  return channel === "email" ? "letter" : channel;
}

/** The case went on in the same moment: then its data go when it has ended. */
function unlessTooLate(error: unknown): void {
  const isTold = error instanceof Refusal && ["stale", "stored-otherwise"].includes(error.kind);
  if (!isTold) throw error;
}

const noCases = new Refusal("invalid", {
  id: "Pilih dahulu berkas yang dimaksud.",
  en: "Choose the cases first.",
});

function noSuchCase(ids: string[]): Refusal {
  return new Refusal("unknown", {
    id: `Berkas ini tidak ada atau tidak terbaca: ${ids.join(", ")}.`,
    en: `There is no such case, or it cannot be read: ${ids.join(", ")}.`,
  });
}
