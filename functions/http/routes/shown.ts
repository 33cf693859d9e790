/** The route of the link that only shows a case. */
import { openShowLink } from "../../domain/access/show-link.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { viewContext } from "../view-context.ts";
import { shownView } from "../views/shown-view.ts";

export const showShown: RouteHandler = async (request, dependencies) => {
  const { case: caseId = "", link = "" } = request.parameters;
  const dossier = await openShowLink(dependencies, caseId, link);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: false });
  return { body: shownView(dossier, context) };
};
