import { httpHandler, type Routes } from "../wiring/http.ts";
import { showEntries } from "./routes/administration-log.ts";
import {
  enterPerson,
  exportPeople,
  invitePerson,
  listPeople,
  savePerson,
  setPersonStanding,
  showPerson,
  takePeople,
} from "./routes/people-administration.ts";
import { chooseMails, finishRestoration, showRestoration } from "./routes/restoration.ts";
import { exportServiceLevels, showServiceLevels } from "./routes/service-levels.ts";
import { exportHolidays, readHolidays, saveSettings, showSection, showSections } from "./routes/settings.ts";
import {
  endSubstitute,
  enterSubstitute,
  fetchOrder,
  listSubstitutions,
  prepare,
  switchPrepared,
} from "./routes/substitutions.ts";

/**
 * Who works here and who stands in for whom, settings, the log of their changes, and how punctual the
 * services are; stands behind the JWT authorizer.
 */
export const routes: Routes = {
  "GET /api/staff/substitutions": listSubstitutions,
  "POST /api/staff/substitutions": enterSubstitute,
  "POST /api/staff/substitutions/end": endSubstitute,
  "GET /api/staff/substitutions/{post}/{number}/letter": fetchOrder,
  "POST /api/staff/deputy": prepare,
  "POST /api/staff/deputy/switch": switchPrepared,
  "GET /api/staff/administration/entries": showEntries,
  "GET /api/staff/administration/people": listPeople,
  "POST /api/staff/administration/people": enterPerson,
  "GET /api/staff/administration/people/{member}": showPerson,
  "POST /api/staff/administration/people/{member}": savePerson,
  "POST /api/staff/administration/people/{member}/standing": setPersonStanding,
  "POST /api/staff/administration/people/{member}/invitation": invitePerson,
  "GET /api/staff/administration/people-file": exportPeople,
  "POST /api/staff/administration/people-file": takePeople,
  "GET /api/staff/administration/settings": showSections,
  "GET /api/staff/administration/settings/{section}": showSection,
  "POST /api/staff/administration/settings/{section}": saveSettings,
  "GET /api/staff/administration/holidays": exportHolidays,
  "POST /api/staff/administration/holidays": readHolidays,
  "GET /api/staff/restoration": showRestoration,
  "POST /api/staff/restoration/mails": chooseMails,
  "POST /api/staff/restoration/end": finishRestoration,
  "GET /api/staff/service-levels": showServiceLevels,
  "GET /api/staff/service-levels/export": exportServiceLevels,
};

export const handler = httpHandler(routes);
