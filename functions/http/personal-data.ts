import { httpHandler, type Routes } from "../wiring/http.ts";
import { actOnPrivacyRequest, exportCopy, findMentions, showPrivacyRequest } from "./routes/personal-data.ts";
import {
  exportIncidents,
  listIncidents,
  listPrivacyRequests,
  noteIncident,
  recordNewIncident,
  recordPrivacyRequest,
  showIncident,
  updateIncident,
} from "./routes/privacy-records.ts";

/** Whoever looks after personal data; stands behind the JWT authorizer, and is the only one who has something erased. */
export const routes: Routes = {
  "GET /api/staff/personal-data": listPrivacyRequests,
  "POST /api/staff/personal-data/requests": recordPrivacyRequest,
  "GET /api/staff/personal-data/requests/{record}": showPrivacyRequest,
  "POST /api/staff/personal-data/requests/{record}": actOnPrivacyRequest,
  "GET /api/staff/personal-data/requests/{record}/copy": exportCopy,
  "POST /api/staff/personal-data/find": findMentions,
  "GET /api/staff/personal-data/incidents": listIncidents,
  "POST /api/staff/personal-data/incidents": recordNewIncident,
  "GET /api/staff/personal-data/incidents/{record}": showIncident,
  "POST /api/staff/personal-data/incidents/{record}": updateIncident,
  "POST /api/staff/personal-data/incidents/{record}/entries": noteIncident,
  "GET /api/staff/personal-data/incident-register": exportIncidents,
};

export const handler = httpHandler(routes);
