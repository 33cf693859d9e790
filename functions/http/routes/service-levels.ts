/** How punctual the services are, for heads and for oversight: the page, and its tables as files. */
import { csvOf, xlsxOf } from "../../domain/export/spreadsheet.ts";
import type { ExportView } from "../../contract/reading-room.ts";
import { readsServiceLevels } from "../../domain/access/reading.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { servicePeriodIn } from "../period-in-address.ts";
import { notThere } from "../readers.ts";
import { exportView } from "../views/export-view.ts";
import { rowTable, serviceLevelSheets } from "../views/service-levels-sheets.ts";
import { serviceLevelsView } from "../views/service-levels-view.ts";

export const showServiceLevels: RouteHandler = async (request, dependencies) => {
  await reader(request, dependencies);
  return { body: await serviceLevelsView(dependencies, servicePeriodIn(request)) };
};

/** CSV has the rows of all services in one table, XLSX a sheet for each part of the page. */
export const exportServiceLevels: RouteHandler = async (request, dependencies) => {
  const member = await reader(request, dependencies);
  const view = await serviceLevelsView(dependencies, servicePeriodIn(request));
  const name = `mutu-layanan-${view.from}-${view.until}`;
  await noteReading(dependencies, member, name, "export");
  const file: ExportView =
    request.query["as"] === "csv"
      ? exportView(name, "csv", new TextEncoder().encode(csvOf(rowTable(view))))
      : exportView(name, "xlsx", xlsxOf(serviceLevelSheets(view)));
  return { body: file };
};

async function reader(request: HttpRequest, dependencies: Dependencies): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (!readsServiceLevels(member)) throw notThere;
  return member;
}
