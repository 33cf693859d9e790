/** Agreements that came of cases: their number in the agency's register, and how long they are in force. */
import type { AgencySettings } from "../agency.ts";
import { latestValue, procedureOfCase } from "./case-file.ts";
import type { CaseItem, Dossier } from "./records.ts";

/** How an agency writes the numbers of its agreements, where its settings do not say. */
const usualAgreementNumbers = { pattern: "{nomorUrut}/PKS/{kodeUnit}/{tahun}", unit: "DISPUSIP" };

/** The number of PIHAK KESATU as the deed prints it ("7/PKS/DISPUSIP/2026"), or null before it was claimed. */
export function agreementNumber(settings: AgencySettings, { agreement }: CaseItem): string | null {
  if (!agreement) return null;
  const { pattern, unit } = settings.agreementNumbers ?? usualAgreementNumbers;
  return pattern
    .replaceAll("{nomorUrut}", String(agreement.number))
    .replaceAll("{kodeUnit}", unit)
    .replaceAll("{tahun}", String(agreement.year));
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
export function agreementState(dossier: Dossier, today: string): AgreementState {
  const valid = validityOf(dossier);
  if (!valid) return dossier.case.ending ? "void" : "pending";
  if (today > valid.until) return "ended";
  if (today < valid.from) return "ahead";
  return daysBetween(today, valid.until) <= soonDays ? "ends-soon" : "in-force";
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
