import { httpHandler, type Routes } from "../wiring/http.ts";
import { exportOutgoing, showOutgoing } from "./routes/outgoing.ts";
import { fetchPaper, listCasePapers } from "./routes/papers.ts";
import { exportRegister, listAgreements, showRegister } from "./routes/registers.ts";

/** The registers and the papers that have their numbers there, for signed-in staff; stands behind the JWT authorizer. */
export const routes: Routes = {
  "GET /api/staff/register/{year}": showRegister,
  "GET /api/staff/register/{year}/export": exportRegister,
  "GET /api/staff/outgoing/{year}": showOutgoing,
  "GET /api/staff/outgoing/{year}/export": exportOutgoing,
  "GET /api/staff/agreements": listAgreements,
  "GET /api/staff/papers/{case}/{paper}": fetchPaper,
  "GET /api/staff/cases/{case}/papers": listCasePapers,
};

export const handler = httpHandler(routes);
