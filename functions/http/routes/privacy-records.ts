/** The books of requests about personal data and of breaches, for whoever looks after that. */
import { incidentActRequest, recordRequest as recordBody, incidentRequest } from "../../contract/requests.ts";
import type { IncidentListView, PrivacyListView, RecordedView } from "../../contract/personal-data.ts";
import type { ExportView } from "../../contract/reading-room.ts";
import type { TotalView } from "../../contract/staff.ts";
import { protectsData } from "../../domain/access/data-protector.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { personOf } from "../../domain/case/records.ts";
import { csvOf } from "../../domain/export/spreadsheet.ts";
import { plainContext } from "../../domain/form/form-context.ts";
import {
  changeIncident,
  foundIn,
  noteIn,
  recordIncident,
  recordRequest,
  type Acting,
} from "../../domain/personal-data/keep-records.ts";
import { incidentFields, requestFields } from "../../domain/personal-data/record-forms.ts";
import { incidentTable } from "../../domain/personal-data/incident-register.ts";
import type { Incident, PrivacyBook } from "../../domain/personal-data/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { notThere } from "../readers.ts";
import { exportView } from "../views/export-view.ts";
import { incidentRow, incidentView, requestRow } from "../views/privacy-view.ts";

const onPage = 50;
const countedAtMost = 1_000;
const readAtOnce = 100;

/** Who is signed in, if they look after personal data. @throws Refusal `unknown` */
export async function protector(request: HttpRequest, dependencies: Dependencies): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (!protectsData(member, await dependencies.agencies.staff())) throw notThere;
  return member;
}

/** A member as they stand in a record. */
export function actingAs(member: StaffMember): Acting {
  return { person: personOf(member), name: member.name };
}

export const listPrivacyRequests: RouteHandler = async (request, dependencies) => {
  await protector(request, dependencies);
  const now = dependencies.clock.now();
  const { records, ...page } = await pageOf(request, dependencies, "requests");
  const body: PrivacyListView = { requests: records.map((each) => requestRow(each, now)), ...page };
  if (page.total !== null) body.form = await formOf(dependencies, requestFields);
  return { body };
};

export const recordPrivacyRequest: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const { number } = await recordRequest(dependencies, actingAs(member), recordBody.parse(request.body()));
  const view: RecordedView = { number };
  return { status: 201, body: view };
};

export const listIncidents: RouteHandler = async (request, dependencies) => {
  await protector(request, dependencies);
  const now = dependencies.clock.now();
  const { records, ...page } = await pageOf(request, dependencies, "incidents");
  const body: IncidentListView = { incidents: records.map((each) => incidentRow(each, now)), ...page };
  if (page.total !== null) body.form = await formOf(dependencies, incidentFields);
  return { body };
};

export const recordNewIncident: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const { number } = await recordIncident(dependencies, actingAs(member), recordBody.parse(request.body()));
  const view: RecordedView = { number };
  return { status: 201, body: view };
};

export const showIncident: RouteHandler = async (request, dependencies) => {
  await protector(request, dependencies);
  return { body: await viewOf(dependencies, await foundIn(dependencies, "incidents", named(request))) };
};

/** Its facts as they are known by now. */
export const updateIncident: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const body = incidentRequest.parse(request.body());
  return {
    body: await viewOf(dependencies, await changeIncident(dependencies, actingAs(member), named(request), body)),
  };
};

/** A note, or the end. */
export const noteIncident: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const said = incidentActRequest.parse(request.body());
  const record = await noteIn(dependencies, "incidents", named(request), actingAs(member), said);
  return { body: await viewOf(dependencies, record) };
};

/** The register of breaches as a table for other programs. */
export const exportIncidents: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  await noteReading(dependencies, member, "incidents", "export");
  const { calendar } = await dependencies.agencies.settings();
  const open = await allOf(dependencies, true);
  const rows = incidentTable([...(await allOf(dependencies, false)), ...open], calendar.zone);
  const view: ExportView = exportView("register-insiden", "csv", new TextEncoder().encode(csvOf(rows)));
  return { body: view };
};

/** The number in the address. */
export function named({ parameters }: HttpRequest): string {
  return (parameters["record"] ?? "").toUpperCase().slice(0, 40);
}

async function allOf({ privacyRecords }: Dependencies, open: boolean): Promise<Incident[]> {
  const found: Incident[] = [];
  let after: string | null = null;
  do {
    const query: { open: boolean; limit: number; after?: string } = { open, limit: readAtOnce };
    if (after !== null) query.after = after;
    const page: { records: Incident[]; next: string | null } = await privacyRecords.list("incidents", query);
    found.push(...page.records);
    after = page.next;
  } while (after !== null);
  return found;
}

async function pageOf<Book extends PrivacyBook>({ query }: HttpRequest, dependencies: Dependencies, book: Book) {
  const { agencies, privacyRecords } = dependencies;
  const open = query["open"] !== "false";
  const after = query["after"]?.slice(0, 200);
  const page = await privacyRecords.list(book, { open, limit: onPage, ...(after ? { after } : {}) });
  const count = after ? null : await privacyRecords.count(book, open, countedAtMost);
  const total: TotalView | null = count === null ? null : { count, more: count === countedAtMost };
  const { privacyHours: hours = 72 } = await agencies.settings();
  return { ...page, total, hours };
}

async function formOf({ agencies, clock }: Dependencies, fields: typeof requestFields) {
  return { fields, context: plainContext(await agencies.settings(), clock.now()) };
}

async function viewOf({ agencies, clock }: Dependencies, record: Incident) {
  return incidentView(record, await agencies.settings(), clock.now());
}
