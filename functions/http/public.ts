import { httpHandler, type Routes } from "../wiring/http.ts";
import { createCase, prepareUpload, showAgency, showRequestForm, showTracking } from "./routes/intake.ts";

/** Forms and tracking: what anybody may ask for. */
export const routes: Routes = {
  "GET /api/agency": showAgency,
  "GET /api/procedures/{procedure}/request-form": showRequestForm,
  "POST /api/uploads": prepareUpload,
  "POST /api/requests": createCase,
  "GET /api/tracking/{link}": showTracking,
};

export const handler = httpHandler(routes);
