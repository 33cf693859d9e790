import { httpHandler, type Routes } from "../wiring/http.ts";
import { listCases } from "./routes/cases.ts";
import { changeCase, changeCases, showPossibleChanges } from "./routes/changes.ts";
import { showClosedDays } from "./routes/closed-days.ts";
import { endDevice, listDevices } from "./routes/devices.ts";
import { listGuestBooks, storeAtKiosk } from "./routes/guest-books.ts";
import { listTasks } from "./routes/inbox.ts";
import { showReadings } from "./routes/readings.ts";
import { showGuestBook, showReadingRoom } from "./routes/reading.ts";
import { exportRecaps, recordEmptyDay, recordPaperDay, showRecaps } from "./routes/recaps.ts";
import { mailLinkAgain, revokeShowLink } from "./routes/requester-links.ts";
import { signOut } from "./routes/sign-out.ts";
import { confirmAddress, listNewAddresses, vouch } from "./routes/staff-addresses.ts";
import { beginCase, findLetter, listForms, showForm, showSheets } from "./routes/staff-forms.ts";
import { decideTask, beginTask, fetchCaseFile, remindHolders, showCase, showMe, showTask } from "./routes/staff.ts";
import { exportSurveys, showKioskSurvey, storeKioskSurvey } from "./routes/survey.ts";
import { confirmRequest, dropRequest, listUnconfirmed } from "./routes/unconfirmed.ts";
import { decideTasks, showClashes, showMonthPlan } from "./routes/plans.ts";

/** Signed-in staff; stands behind the JWT authorizer. */
export const routes: Routes = {
  "GET /api/staff/me": showMe,
  "POST /api/staff/sign-out": signOut,
  "GET /api/staff/devices": listDevices,
  "POST /api/staff/devices/end": endDevice,
  "POST /api/staff/address": confirmAddress,
  "GET /api/staff/addresses": listNewAddresses,
  "POST /api/staff/addresses/{member}": vouch,
  "GET /api/staff/forms": listForms,
  "GET /api/staff/forms/{procedure}": showForm,
  "GET /api/staff/sheets": showSheets,
  "POST /api/staff/forms/{procedure}/letter": findLetter,
  "POST /api/staff/cases": beginCase,
  "GET /api/staff/unconfirmed": listUnconfirmed,
  "POST /api/staff/unconfirmed/{request}/confirm": confirmRequest,
  "POST /api/staff/unconfirmed/{request}/drop": dropRequest,
  "GET /api/staff/tasks": listTasks,
  "GET /api/staff/cases": listCases,
  "GET /api/staff/cases/{case}": showCase,
  "POST /api/staff/cases/{case}/link": mailLinkAgain,
  "POST /api/staff/cases/{case}/shown/revoke": revokeShowLink,
  "GET /api/staff/cases/{case}/changes": showPossibleChanges,
  "POST /api/staff/cases/{case}/changes": changeCase,
  "POST /api/staff/changes": changeCases,
  "GET /api/staff/cases/{case}/files/{file}": fetchCaseFile,
  "GET /api/staff/tasks/{case}/{task}": showTask,
  "POST /api/staff/tasks/{case}/{task}": decideTask,
  "POST /api/staff/tasks/{case}/{task}/start": beginTask,
  "POST /api/staff/tasks/{case}/{task}/remind": remindHolders,
  "POST /api/staff/tasks/{case}/{task}/clashes": showClashes,
  "GET /api/staff/reading": showReadingRoom,
  "GET /api/staff/reading/guest-book": showGuestBook,
  "GET /api/staff/reading/recaps/{month}": showRecaps,
  "GET /api/staff/reading/recaps/{month}/export": exportRecaps,
  "POST /api/staff/reading/days/{date}": recordEmptyDay,
  "POST /api/staff/reading/days/{date}/paper": recordPaperDay,
  "GET /api/staff/closed-days": showClosedDays,
  "GET /api/staff/plans/{month}": showMonthPlan,
  "POST /api/staff/dispositions": decideTasks,
  "GET /api/staff/surveys/{year}": exportSurveys,
  "GET /api/staff/reading/surveys/{number}": showKioskSurvey,
  "POST /api/staff/reading/surveys/{number}": storeKioskSurvey,
  "GET /api/staff/reading/guest-books": listGuestBooks,
  "POST /api/staff/reading/guest-books/{case}": storeAtKiosk,
  "GET /api/staff/readings": showReadings,
};

export const handler = httpHandler(routes);
