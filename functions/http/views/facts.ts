import { entryOf, stepOf } from "../../../statemachines/index.ts";
import type { Field, Language, Step, Text } from "../../../statemachines/vocabulary.ts";
import type { FactView, FileView } from "../../contract.ts";
import type { AgencySettings, StaffMember } from "../../domain/agency.ts";
import { appointmentOf, procedureOfCase, type CaseItem, type Dossier, type Values } from "../../domain/dossier.ts";
import { formatNumber, longDate, timeOfDay, timeRange, type Style } from "../../domain/format.ts";

/** Who reads: in which language, and whether personal data may be shown. */
export interface Reader {
  language: Language;
  seesPersonal: boolean;
}

/** What views are made from. */
export interface ViewContext {
  settings: AgencySettings;
  staff: StaffMember[];
  reader: Reader;
  now: number;
}

function styleFor({ settings, reader }: ViewContext): Style {
  return { language: reader.language, zone: settings.calendar.zone };
}

/** Every answer of the request, in the order of the form. */
export function requestFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const entry = entryOf(procedureOfCase(dossier.case));
  return factsOf(entry.fields ?? [], dossier.case.request, context);
}

/** The time asked for, the size of the group, and what the procedure calls its summary. */
export function summaryFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const procedure = procedureOfCase(dossier.case);
  const fields = entryOf(procedure).fields ?? [];
  const shown = procedure.summary.flatMap((name) => fields.filter((field) => field.name === name));
  return [
    ...appointmentFacts(dossier, context),
    ...factsOf(shown, dossier.case.request, context),
    ...agendaFacts(dossier.case),
  ];
}

/** What was answered at one step. */
export function stepFacts(dossier: Dossier, stepId: string, values: Values, context: ViewContext): FactView[] {
  const step: Step = stepOf(procedureOfCase(dossier.case), stepId);
  return factsOf(step.fields ?? [], values, context);
}

/** Uploaded letters, for those who may see personal data. */
export function fileViews(item: CaseItem, { reader }: ViewContext): FileView[] {
  return reader.seesPersonal ? item.files.map(({ id, name, type, size }) => ({ id, name, type, size })) : [];
}

export function agendaNumber(item: CaseItem): string | null {
  return item.agenda ? String(item.agenda.number).padStart(4, "0") : null;
}

function appointmentFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const appointment = appointmentOf(dossier);
  if (!appointment) return [];
  const style = styleFor(context);
  const { slot, headcount } = appointment;
  const persons = style.language === "id" ? "orang" : "persons";
  return [
    {
      name: "appointment",
      label: { id: "Waktu", en: "Time" },
      value: `${longDate(slot.date, style)}, ${timeRange(slot.start, slot.end, style)}`,
    },
    {
      name: "headcount",
      label: { id: "Rombongan", en: "Group" },
      value: `${formatNumber(headcount, style.language)} ${persons}`,
    },
  ];
}

function agendaFacts(item: CaseItem): FactView[] {
  const number = agendaNumber(item);
  return number ? [{ name: "agenda", label: { id: "Nomor agenda", en: "Register number" }, value: number }] : [];
}

function factsOf(fields: Field[], values: Values, context: ViewContext): FactView[] {
  return fields.flatMap((field) => {
    const value = values[field.name];
    if (value === undefined || field.kind === "file" || field.kind === "consent") return [];
    if (field.personal && !context.reader.seesPersonal) return [];
    return [{ name: field.name, label: field.label, value: inWords(field, value, context) }];
  });
}

function inWords(field: Field, value: unknown, context: ViewContext): string {
  const style = styleFor(context);
  const labelOf = (one: unknown): string =>
    field.options?.find((option) => option.value === one)?.label[style.language] ?? String(one);
  switch (field.kind) {
    case "choice":
      return labelOf(value);
    case "choices":
      return Array.isArray(value) ? value.map(labelOf).join(", ") : "";
    case "date":
      return longDate(String(value), style);
    case "time":
      return timeOfDay(String(value), style);
    case "number":
      return formatNumber(Number(value), style.language);
    case "staff":
      return context.staff.find((member) => member.id === value)?.name ?? String(value);
    case "slot":
      return slotText(value, style);
    case "slots":
      return Array.isArray(value) ? value.map((slot) => slotText(slot, style)).join("; ") : "";
    default:
      return String(value);
  }
}

function slotText(value: unknown, style: Style): string {
  const { date, start, end } = value as { date: string; start: string; end: string };
  return `${longDate(date, style)}, ${timeRange(start, end, style)}`;
}

/** "k••••@contoh.go.id" */
export function maskedEmail(address: string): string {
  const at = address.indexOf("@");
  return at > 0 ? `${address.slice(0, 1)}••••${address.slice(at)}` : "••••";
}

export const statusLabels: Record<string, Text> = {
  DIPROSES: { id: "Sedang diproses", en: "In progress" },
  MENUNGGU_PERSETUJUAN: { id: "Menunggu persetujuan", en: "Waiting for approval" },
  MENUNGGU_PIHAK_LUAR: { id: "Menunggu tanggapan pemohon", en: "Waiting for the requester" },
  DIJADWALKAN: { id: "Dijadwalkan", en: "Scheduled" },
  GANGGUAN: { id: "Terhenti karena gangguan", en: "Stopped by a fault" },
  SELESAI: { id: "Selesai", en: "Finished" },
  DIBATALKAN: { id: "Dibatalkan", en: "Cancelled" },
  KEDALUWARSA: { id: "Kedaluwarsa (tidak ada tanggapan)", en: "Expired (no answer)" },
  DITUTUP: { id: "Ditutup", en: "Closed" },
};
