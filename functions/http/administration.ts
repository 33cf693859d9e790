import { httpHandler, type Routes } from "../wiring/http.ts";
import { showEntries } from "./routes/administration-log.ts";

/** Whoever looks after the service: people, settings, and the log of their changes; stands behind the JWT authorizer. */
export const routes: Routes = {
  "GET /api/staff/administration/entries": showEntries,
};

export const handler = httpHandler(routes);
