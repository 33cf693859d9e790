/** Uploads of people whom nobody knows: few and small from each, bounded in all, for each of them may be for nothing. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { Dependencies } from "../ports.ts";
import { everybody, spend, type Budget } from "./budget.ts";
import { sourceOf, type Coming } from "./source.ts";

const megabyte = 1024 * 1024;

/** More than a school sends in an hour, from all its phones. */
export const uploadsOfSource: Budget = { name: "uploads", minutes: 60, count: 20, amount: 60 * megabyte };
/** What may lie about until the day is over. */
export const uploadsInAll: Budget = { name: "uploads", minutes: 24 * 60, count: 2_000, amount: 2_000 * megabyte };

/**
 * Counts an upload that somebody asks for from elsewhere.
 *
 * @param bytes as announced; the form takes no more
 * @throws Refusal `locked`
 */
export async function spendOnUpload(
  dependencies: Pick<Dependencies, "budgets" | "clock" | "secrets">,
  coming: Coming,
  bytes: number,
): Promise<void> {
  const source = sourceOf(dependencies.secrets, coming);
  if (source === null) return;
  await spend(dependencies, uploadsOfSource, source, bytes, tooMany);
  await spend(dependencies, uploadsInAll, everybody, bytes, allUsed);
}

const tooMany: Text = {
  id: "Terlalu banyak dokumen diunggah dari jaringan ini. Coba lagi satu jam lagi, atau hubungi kantor kami.",
  en: "Too many files were uploaded from this network. Try again in an hour, or contact our office.",
};
const allUsed: Text = {
  id: "Hari ini tidak ada lagi dokumen yang dapat diunggah. Kirim suratnya besok, atau hubungi kantor kami.",
  en: "No more files can be uploaded today. Send the letter tomorrow, or contact our office.",
};
