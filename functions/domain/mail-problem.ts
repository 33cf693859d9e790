/** A mail that did not arrive: the case says so, and whom to telephone. */
import { procedureOfCase, requestText, type CaseItem } from "./dossier.ts";
import { isoInstant } from "./moment.ts";
import type { Dependencies } from "./ports.ts";

/** What became of a mail: refused by the other side, reported as unwanted, or never sent for its content. */
export type MailFate = "bounced" | "unwanted" | "rejected";

export interface MailReport {
  caseId: string;
  fate: MailFate;
  /** Addresses it was for. */
  addresses: string[];
}

/** Marks the address as undeliverable on its case; the first report stays. A case that is not here is left alone. */
export async function recordMailProblem(
  { cases, clock, log, metrics }: Pick<Dependencies, "cases" | "clock" | "log" | "metrics">,
  { caseId, fate, addresses }: MailReport,
): Promise<void> {
  const dossier = await cases.dossier(caseId);
  if (!dossier) return log.problem("a mail report names no case of ours", "unknown case");
  const [address] = addresses;
  if (!address) return;
  await cases.recordMailProblem(caseId, { address, fate, at: isoInstant(clock.now()) });
  metrics.emit({ MailFailures: 1 }, { fate, procedure: dossier.case.procedure });
}

/** What an officer is asked to do about it, in Indonesian, or null. */
export function mailProblemText(item: CaseItem): string | null {
  if (!item.mailProblem) return null;
  const { email, phone: phoneField } = procedureOfCase(item).contact;
  const { address, fate } = item.mailProblem;
  const isRequester = address.toLowerCase() === requestText(item, email).toLowerCase();
  const phone = requestText(item, phoneField);
  const call = isRequester && phone ? `Hubungi pemohon lewat telepon ${phone}` : "Hubungi penerimanya lewat telepon";
  return `Email ke ${address} ${fates[fate]}. ${call} dan catat jawabannya di tugas yang terbuka.`;
}

const fates: Record<MailFate, string> = {
  bounced: "tidak dapat diterima",
  unwanted: "dilaporkan sebagai kiriman yang tidak diinginkan",
  rejected: "tidak terkirim karena isinya ditolak",
};
