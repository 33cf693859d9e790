import { httpHandler, type Routes } from "../wiring/http.ts";
import { showEntries } from "./routes/administration-log.ts";
import { exportHolidays, readHolidays, saveSettings, showSection, showSections } from "./routes/settings.ts";

/** Whoever looks after the service: people, settings, and the log of their changes; stands behind the JWT authorizer. */
export const routes: Routes = {
  "GET /api/staff/administration/entries": showEntries,
  "GET /api/staff/administration/settings": showSections,
  "GET /api/staff/administration/settings/{section}": showSection,
  "POST /api/staff/administration/settings/{section}": saveSettings,
  "GET /api/staff/administration/holidays": exportHolidays,
  "POST /api/staff/administration/holidays": readHolidays,
};

export const handler = httpHandler(routes);
