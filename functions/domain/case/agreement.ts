/** Agreements that came of cases: their number in the agency's register, and how long they are in force. */
import type { AgencySettings } from "../agency.ts";
import { numberIn } from "../documents/letter-number.ts";
import type { Dependencies } from "../ports.ts";
import { latestValue, procedureOfCase } from "./case-file.ts";
import type { CaseItem, Dossier } from "./records.ts";
import { subjectOf } from "./contact.ts";
import type { AgreementLine } from "./register-lines.ts";

/** How an agency writes the numbers of its agreements, where its settings do not say. */
const usualAgreementNumbers = { pattern: "{nomorUrut}/PKS/{kodeUnit}/{tahun}", unit: "DISPUSIP" };

/** The number of PIHAK KESATU as the deed prints it ("7/PKS/DISPUSIP/2026"), or null before it was claimed. */
export function agreementNumber(settings: AgencySettings, { agreement }: Pick<CaseItem, "agreement">): string | null {
  if (!agreement) return null;
  const { pattern, unit } = settings.agreementNumbers ?? usualAgreementNumbers;
  return numberIn(pattern, { nomorUrut: agreement.number, kodeUnit: unit, tahun: agreement.year });
}

/** What the register says of an agreement whose case ends: by then it is signed, or will not be. */
export async function enterEndOfAgreement(
  { registers }: Pick<Dependencies, "registers">,
  { case: item, ...rest }: Dossier,
  ending: NonNullable<CaseItem["ending"]>,
): Promise<void> {
  const { agreement } = item;
  if (!agreement) return;
  const line = agreementLine({ ...rest, case: { ...item, ending } });
  await registers.enter("agreements", agreement.year, agreement.number, line);
}

/** What the register of agreements says of a case. */
export function agreementLine(dossier: Dossier): AgreementLine {
  const about = latestValue(dossier, procedureOfCase(dossier.case).summary[0] ?? "");
  return {
    partner: subjectOf(dossier.case),
    about: typeof about === "string" ? about : "",
    valid: validityOf(dossier),
    ended: dossier.case.ending !== undefined,
  };
}

/** First and last day in force, YYYY-MM-DD; null while they are not recorded. */
export function validityOf(dossier: Dossier): { from: string; until: string } | null {
  const { validity } = procedureOfCase(dossier.case);
  if (!validity) return null;
  const [from, until] = [latestValue(dossier, validity.from), latestValue(dossier, validity.until)];
  return typeof from === "string" && typeof until === "string" ? { from, until } : null;
}

/** `pending`: numbered, not signed; `void`: its case ended without a signature. */
export type AgreementState = "pending" | "ahead" | "in-force" | "ends-soon" | "ended" | "void";

/** The first warning of the table comes so many days before the end. */
const soonDays = 90;

/** @param today YYYY-MM-DD in the agency's zone */
export function agreementState(
  { ended, valid }: Pick<AgreementLine, "ended" | "valid">,
  today: string,
): AgreementState {
  if (!valid) return ended ? "void" : "pending";
  if (today > valid.until) return "ended";
  if (today < valid.from) return "ahead";
  return daysBetween(today, valid.until) <= soonDays ? "ends-soon" : "in-force";
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
