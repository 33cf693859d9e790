/** The list of people, for whoever looks after the service. */
import {
  newPersonRequest,
  peopleFileRequest,
  personChangeRequest,
  standingRequest,
  type PeopleFileView,
  type PersonView,
} from "../../contract/people-administration.ts";
import { invite } from "../../domain/administration/invite.ts";
import { addPerson, changePerson, setStanding, type Kept } from "../../domain/administration/people-desk.ts";
import { peopleTable, readTable, storeTable } from "../../domain/administration/people-table.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { csvOf } from "../../domain/export/spreadsheet.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { administratorOf } from "../administrators.ts";
import { notThere } from "../readers.ts";
import { exportView } from "../views/export-view.ts";
import { peopleView, personView, tableView } from "../views/people-view.ts";

export const listPeople: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  const { administration, clock } = dependencies;
  const { settings } = await administration.settings();
  return { body: peopleView(await administration.people(), settings, clock.now()) };
};

export const showPerson: RouteHandler = async (request, dependencies) => {
  const by = await administratorOf(request, dependencies);
  const member = await dependencies.administration.person(idIn(request));
  if (!member) throw notThere;
  return { body: await viewOf(dependencies, by, { member, missing: [] }) };
};

export const enterPerson: RouteHandler = async (request, dependencies) => {
  const by = await administratorOf(request, dependencies);
  const { values } = newPersonRequest.parse(request.body());
  const kept = await addPerson(dependencies, by, values);
  const invited = await invite(dependencies, kept.member);
  return { status: 201, body: await viewOf(dependencies, by, kept, invited) };
};

export const savePerson: RouteHandler = async (request, dependencies) => {
  const by = await administratorOf(request, dependencies);
  const { seen, values } = personChangeRequest.parse(request.body());
  const kept = await changePerson(dependencies, by, { id: idIn(request), seen, values });
  return { body: await viewOf(dependencies, by, kept) };
};

export const setPersonStanding: RouteHandler = async (request, dependencies) => {
  const by = await administratorOf(request, dependencies);
  const { seen, to } = standingRequest.parse(request.body());
  return { body: await viewOf(dependencies, by, await setStanding(dependencies, by, { id: idIn(request), seen, to })) };
};

export const invitePerson: RouteHandler = async (request, dependencies) => {
  const by = await administratorOf(request, dependencies);
  const member = await dependencies.administration.person(idIn(request));
  if (!member) throw notThere;
  const invited = await invite(dependencies, member);
  return { body: await viewOf(dependencies, by, { member, missing: [] }, invited) };
};

export const exportPeople: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  const rows = peopleTable(await dependencies.administration.people());
  return { body: exportView("orang", "csv", new TextEncoder().encode(csvOf(rows))) };
};

/** Shows what a table would change, and stores it where that was seen. */
export const takePeople: RouteHandler = async (request, dependencies) => {
  const by = await administratorOf(request, dependencies);
  const { file, seen } = peopleFileRequest.parse(request.body());
  const read = await readTable(dependencies, by, Buffer.from(file, "base64"));
  if (!read.ok || seen === null) return { body: tableView(read) };
  const body: PeopleFileView = { kind: "stored", ...(await storeTable(dependencies, by, read, seen)) };
  return { body };
};

function idIn({ parameters }: HttpRequest): string {
  return (parameters["member"] ?? "").slice(0, 60);
}

async function viewOf(
  { administration, clock }: Dependencies,
  by: StaffMember,
  { member, missing }: Kept,
  invited?: boolean,
): Promise<PersonView> {
  const { settings } = await administration.settings();
  const about = { settings, by, missing, now: clock.now() };
  return personView(member, invited === undefined ? about : { ...about, invited });
}
