/** A mail that did not arrive: the case says so, and somebody is asked to telephone. */
import type { MailFate } from "./delivery-state.ts";
import { contactOf } from "../case/contact.ts";
import type { Dossier } from "../case/records.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { sameAddress } from "../format.ts";
import { askToPhone, lastPhoneTask } from "./phone-follow-up.ts";

export interface MailReport {
  caseId: string;
  fate: MailFate;
  /** Addresses it was for. */
  addresses: string[];
  /** Which mail, by the name that it went out with; nothing where it went out before that was told. */
  message?: string;
  /** When it was found out; now unless said otherwise. */
  at?: string;
}

type ReportDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "log" | "mails" | "metrics" | "tasks">;

/**
 * Marks the mail as failed, and the address as undeliverable on its case; the first report stays. Where it is the requester's, a phone task is
 * opened. A case that is not here, or an address that was corrected since, is left alone.
 */
export async function recordMailProblem(
  dependencies: ReportDependencies,
  { caseId, fate, addresses, at, message }: MailReport,
): Promise<void> {
  const { cases, clock, log, mails, metrics } = dependencies;
  const dossier = await cases.dossier(caseId);
  if (!dossier) return log.problem("report-of-no-case", null);
  if (message) await mails.markUndelivered(dossier.mails, message);
  const { email } = contactOf(dossier);
  const ofRequester = email !== "" && addresses.some((each) => sameAddress(each, email));
  const address = ofRequester ? email : addresses[0];
  if (!address) return;
  if (!ofRequester && wasOfRequester(dossier, address)) return log.info("old-address-failed");
  const known = isoInstant(clock.now());
  await cases.recordMailProblem(caseId, { address, fate, at: known });
  if (ofRequester) await askToPhone(dependencies, caseId, { address, fate }, at ?? known);
  metrics.emit({ MailFailures: 1 }, { fate, procedure: dossier.case.procedure });
}

function wasOfRequester(dossier: Dossier, address: string): boolean {
  const mails = dossier.mails.filter((mail) => mail.to === "requester");
  return mails.some((mail) => mail.deliveries?.some((each) => sameAddress(each.address, address)));
}

/** What an officer is asked to do about it, in Indonesian, or null. */
export function mailProblemText(dossier: Dossier): string | null {
  const { mailProblem } = dossier.case;
  if (!mailProblem) return null;
  const { address, fate } = mailProblem;
  return `Email ke ${address} ${fates[fate]}. ${whatToDo(dossier, address)}`;
}

function whatToDo(dossier: Dossier, address: string): string {
  const { email, phone } = contactOf(dossier);
  if (!sameAddress(address, email)) return "Hubungi penerimanya lewat telepon.";
  const task = lastPhoneTask(dossier);
  if (task?.answer) return "Pemohon sudah dihubungi; hasilnya ada di riwayat.";
  const call = `Hubungi pemohon lewat telepon${phone ? ` ${phone}` : ""}`;
  return task ? `${call}, lalu catat hasilnya di tugas yang terbuka.` : `${call}.`;
}

const fates: Record<MailFate, string> = {
  bounced: "tidak dapat diterima",
  "mailbox-full": "tidak dapat diterima karena kotak suratnya penuh",
  unwanted: "dilaporkan sebagai kiriman yang tidak diinginkan",
  rejected: "tidak terkirim karena isinya ditolak",
  suppressed: "tidak dikirim karena alamat ini sebelumnya menolak email",
  "given-up": "tidak terkirim setelah dicoba berulang kali",
  "no-address": "tidak terkirim karena alamatnya tidak ada",
};
