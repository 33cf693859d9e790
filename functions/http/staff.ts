import { httpHandler, type Routes } from "../wiring/http.ts";
import {
  answerTask,
  fetchCaseFile,
  listCases,
  listTasks,
  showCase,
  showMe,
  showRegister,
  showTask,
} from "./routes/staff.ts";

/** Signed-in staff; stands behind the JWT authorizer. */
export const routes: Routes = {
  "GET /api/staff/me": showMe,
  "GET /api/staff/tasks": listTasks,
  "GET /api/staff/cases": listCases,
  "GET /api/staff/cases/{case}": showCase,
  "GET /api/staff/cases/{case}/files/{file}": fetchCaseFile,
  "GET /api/staff/tasks/{case}/{task}": showTask,
  "POST /api/staff/tasks/{case}/{task}": answerTask,
  "GET /api/staff/register/{year}": showRegister,
};

export const handler = httpHandler(routes);
