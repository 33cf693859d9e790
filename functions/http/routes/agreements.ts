/** The list of agreements with how long each is in force. */
import type { AgreementListView } from "../../contract/staff.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { agreementRow } from "../views/agreement-view.ts";
import { signedIn } from "../members.ts";

/** Agreements older than that are looked for in the archive. */
const yearsShown = 6;
const atOnce = 25;

export const listAgreements: RouteHandler = async (request, dependencies) => {
  await signedIn(request, dependencies);
  const { agencies, cases, clock, registers } = dependencies;
  const settings = await agencies.settings();
  const today = isoDate(clock.now(), settings.calendar.zone);
  const year = Number(today.slice(0, 4));
  const years = Array.from({ length: yearsShown }, (_, back) => year - back);
  const all = (await Promise.all(years.map((each) => registers.list("agreements", each)))).flat();
  const entries = all.filter(({ outside }) => !outside);
  const view: AgreementListView = { agreements: [], today };
  for (let from = 0; from < entries.length; from += atOnce) {
    const dossiers = await cases.dossiers(entries.slice(from, from + atOnce).map(({ caseId }) => caseId));
    const known = dossiers.filter((dossier) => dossier !== null);
    view.agreements.push(...known.map((dossier) => agreementRow(dossier, settings, today)));
  }
  return { body: view };
};
