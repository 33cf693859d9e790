import { httpHandler, type Routes } from "../wiring/http.ts";
import { endRequesterDevice, listRequesterDevices } from "./routes/devices.ts";
import {
  createCase,
  prepareUpload,
  showAgency,
  showRequestForm,
  showTracking,
  tellWithoutEmail,
} from "./routes/intake.ts";
import { askAboutOwnData, showOwnData } from "./routes/own-data.ts";
import { showIssuedPaper } from "./routes/issued-papers.ts";
import { showSurvey, showSurveyIndex, showTrackedSurvey, storeSurvey, storeTrackedSurvey } from "./routes/survey.ts";
import { showCalendar, showSchedule } from "./routes/schedule.ts";

/** Forms and tracking: what anybody may ask for. */
export const routes: Routes = {
  "GET /api/agency": showAgency,
  "GET /api/procedures/{procedure}/request-form": showRequestForm,
  "GET /api/procedures/{procedure}/without-email": tellWithoutEmail,
  "POST /api/uploads": prepareUpload,
  "POST /api/requests": createCase,
  "GET /api/tracking/{link}": showTracking,
  "GET /api/tracking/{link}/devices": listRequesterDevices,
  "POST /api/tracking/{link}/devices/end": endRequesterDevice,
  "GET /api/tracking/{link}/personal-data": showOwnData,
  "POST /api/tracking/{link}/personal-data": askAboutOwnData,
  "GET /api/schedule": showSchedule,
  "GET /api/schedule.ics": showCalendar,
  "GET /api/tracking/{link}/survey": showTrackedSurvey,
  "POST /api/tracking/{link}/survey": storeTrackedSurvey,
  "GET /api/surveys/{case}/{link}": showSurvey,
  "POST /api/surveys/{case}/{link}": storeSurvey,
  "GET /api/survey-index": showSurveyIndex,
  "GET /api/papers/{case}/{link}": showIssuedPaper,
};

export const handler = httpHandler(routes);
