import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import { entryOf, fieldsOf, stepOf } from "../../../statemachines/language/table.ts";
import type { Field, FieldName, Language, Step, StepId, Text } from "../../../statemachines/language/vocabulary.ts";
import type { FactView, FileView } from "../../contract/shared.ts";
import { agreementNumber } from "../../domain/case/agreement.ts";
import type { AgencySettings, StaffMember } from "../../domain/agency.ts";
import { appointmentOf } from "../../domain/case/appointment.ts";
import { latestValue, procedureOfCase } from "../../domain/case/case-file.ts";
import type { CaseItem, Dossier, StoredFile, Values } from "../../domain/case/records.ts";
import type { Outage } from "../../domain/downtime/outage.ts";
import { journeyOf } from "../../domain/booking/journey.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { attendanceOf } from "../../domain/reading-room/people-served.ts";
import { longDate, timeRange, type Style } from "../../domain/format.ts";
import { shownName } from "../../domain/form/file-names.ts";
import { inWords, type Words } from "../../domain/form/field-words.ts";
import { peopleInWords, spoken, timesInWords } from "../../domain/told/sentence.ts";
import { tableOf } from "./field-words.ts";
import { versionIn, versionsOf, type Version } from "./versions.ts";

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
  /** Times in which the service was not there, the last ones. */
  outages: Outage[];
}

/** What a page of a task asks while it is made. */
export type ViewDependencies = Pick<Dependencies, "agencies" | "cases" | "clock" | "dayBooks" | "recaps">;

function styleFor({ settings, reader }: ViewContext): Style {
  return { language: reader.language, zone: settings.calendar.zone };
}

/** What answers are put into words with, for this reader. */
export function wordsFor(context: ViewContext): Words {
  return { style: styleFor(context), staff: context.staff };
}

/** Every answer of the request, in the order of the form. */
export function requestFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const { request } = dossier.case;
  const asked = factsOf(allEntryFields(procedureOfCase(dossier.case)), request, context, (field) =>
    versionIn(dossier, field, request),
  );
  return [...asked.map((fact) => correctedSince(dossier, fact)), ...confirmationFacts(dossier.case, context)];
}

/** How the person is reached now, where that was corrected since. */
function correctedSince(dossier: Dossier, fact: FactView): FactView {
  const { email, phone } = procedureOfCase(dossier.case).contact;
  const now = [email, phone].some((field) => field === fact.name) ? latestValue(dossier, fact.name) : undefined;
  if (typeof now !== "string" || now === "" || now === dossier.case.request[fact.name]) return fact;
  return { ...fact, value: `${now} (semula ${fact.value})`, ...(fact.link ? { link: { phone: now } } : {}) };
}

/** Who of the staff called the requester before the case began, and what was said. */
function confirmationFacts({ confirmedBy: call }: CaseItem, context: ViewContext): FactView[] {
  if (!call || !context.reader.seesPersonal) return [];
  const { language, zone } = styleFor(context);
  const day = longDate(call.at, { language, zone });
  const label = { id: "Dikonfirmasi lewat telepon", en: "Confirmed by phone" };
  return [{ name: "confirmation-call", label, value: `${call.name}, ${day}: ${call.words}` }];
}

/** The time asked for, the size of the group, and what the procedure calls its summary. */
export function summaryFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const procedure = procedureOfCase(dossier.case);
  const fields = entryOf(procedure).fields ?? [];
  const shown = procedure.summary.flatMap((name) => fields.filter((field) => field.name === name));
  return [
    ...timeFacts(dossier, context),
    ...factsOf(shown, dossier.case.request, context),
    ...agendaFacts(dossier.case),
    ...agreementFacts(dossier.case, context),
  ];
}

/** Where to and when, and how many come. */
export function timeFacts(dossier: Dossier, context: ViewContext): FactView[] {
  return [...journeyFacts(dossier, context), ...appointmentFacts(dossier, context)];
}

/** What was answered at one step. */
export function stepFacts(dossier: Dossier, stepId: StepId, values: Values, context: ViewContext): FactView[] {
  const step: Step = stepOf(procedureOfCase(dossier.case), stepId);
  return factsOf(step.fields ?? [], values, context, (field) => versionIn(dossier, field, values));
}

/** What a row says that it is decided on, as given last at any row. */
export function shownFacts(dossier: Dossier, { shows = [] }: Step, context: ViewContext): FactView[] {
  const fields = fieldsOf(procedureOfCase(dossier.case));
  return shows.flatMap((name) => {
    const value = latestValue(dossier, name);
    const field = fields.find((each) => each.name === name);
    if (!field || value === undefined || value === "") return [];
    const facts = factsOf([field], { [name]: value }, context);
    return facts.map((fact) => ({ ...fact, value: spoken(field, value, wordsFor(context)) }));
  });
}

/** Uploaded files, for those who may see personal data. */
export function fileViews(files: StoredFile[], { reader }: ViewContext): FileView[] {
  return reader.seesPersonal
    ? files.map(({ id, name, type, size }) => ({ id, name: shownName(name), type, size }))
    : [];
}

export function agendaNumber(item: CaseItem): string | null {
  return item.agenda ? String(item.agenda.number).padStart(4, "0") : null;
}

function appointmentFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const appointment = appointmentOf(dossier);
  if (!appointment) return [];
  const style = styleFor(context);
  const { headcount } = appointment;
  const people = (count: number): string => peopleInWords(count, style);
  const attended = attendanceOf(dossier);
  const came = style.language === "id" ? "datang" : "came";
  return [
    { name: "appointment", label: { id: "Waktu", en: "Time" }, value: timesInWords(dossier, style) },
    {
      name: "headcount",
      label: procedureOfCase(dossier.case).journey
        ? { id: "Pembaca", en: "Readers" }
        : { id: "Rombongan", en: "Group" },
      value: attended === null ? people(headcount) : `${people(headcount)}, ${came} ${people(attended)}`,
    },
  ];
}

/** Where to; for those who may see it, with what, by whom and from when until when. */
function journeyFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const plan = journeyOf(dossier);
  if (!plan) return [];
  const nameOf = (id: string): string => context.staff.find((member) => member.id === id)?.name ?? id;
  const where = { name: "place", label: { id: "Tempat", en: "Place" }, value: plan.place };
  if (!context.reader.seesPersonal) return [where];
  return [
    where,
    {
      name: "journey",
      label: { id: "Berangkat sampai kembali", en: "Away" },
      value: timeRange(plan.departs, plan.returns, styleFor(context)),
    },
    {
      name: "crew",
      label: { id: "Mobil dan petugas", en: "Vehicle and officers" },
      value: [plan.vehicle, ...plan.crew.map(nameOf)].join(", "),
    },
  ];
}

function agreementFacts(item: CaseItem, { settings }: ViewContext): FactView[] {
  const value = agreementNumber(settings, item);
  return value
    ? [{ name: "agreement", label: { id: "Nomor PKS PIHAK KESATU", en: "Our agreement number" }, value }]
    : [];
}

function agendaFacts(item: CaseItem): FactView[] {
  const number = agendaNumber(item);
  return number ? [{ name: "agenda", label: { id: "Nomor agenda", en: "Register number" }, value: number }] : [];
}

/** The latest version of each text that is written in versions: what a reader is asked about. */
export function versionFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const fields = procedureOfCase(dossier.case).steps.flatMap((step) => step.fields ?? []);
  const versioned = new Map(fields.filter((field) => field.versioned).map((field) => [field.name, field]));
  return [...versioned.values()].flatMap((field) => {
    const latest = versionsOf(dossier, field.name).at(-1);
    return latest ? factsOf([field], { [field.name]: latest.text }, context, () => latest) : [];
  });
}

function factsOf(
  fields: Field[],
  values: Values,
  context: ViewContext,
  versionOf: (field: FieldName) => Version | null = () => null,
): FactView[] {
  const words = wordsFor(context);
  return fields.flatMap((field) => {
    const value = values[field.name];
    if (value === undefined || field.kind === "file" || field.kind === "consent") return [];
    if (field.personal && !context.reader.seesPersonal) return [];
    const fact: FactView = { name: field.name, label: field.label, value: inWords(field, value, words) };
    const table = tableOf(field, value, words);
    const version = field.versioned ? versionOf(field.name) : null;
    if (table) fact.table = table;
    if (field.kind === "case" && typeof value === "string") fact.link = { case: value };
    if (isPhone(field) && typeof value === "string") fact.link = { phone: value };
    if (version) fact.version = { number: version.number, before: version.before };
    return [fact];
  });
}

function isPhone({ kind }: Field): boolean {
  return kind === "mobile-phone" || kind === "landline";
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
