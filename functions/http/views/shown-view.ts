import { serviceName } from "../../../statemachines/language/table.ts";
import type { ShownView } from "../../contract/public.ts";
import { appointmentOf } from "../../domain/case/appointment.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { journeyOf } from "../../domain/booking/journey.ts";
import { placeOf } from "../../domain/booking/rooms.ts";
import type { ViewContext } from "./facts.ts";
import { statusOf } from "./case-view.ts";
import { outsideView } from "./outside-view.ts";

/** A case for whoever got the link that only shows: nothing of people, letters or files. */
export function shownView(dossier: Dossier, context: ViewContext): ShownView {
  const { settings } = context;
  const procedure = procedureOfCase(dossier.case);
  const appointment = appointmentOf(dossier);
  const sessions = appointment?.sessions ?? [];
  const room = procedure.journey ? null : placeOf(settings, dossier);
  return {
    case: dossier.case.id,
    language: dossier.case.language,
    title: serviceName(procedure),
    status: statusOf(dossier),
    headline: outsideView(dossier, context).headline,
    times: sessions.map(({ date, end, start }) => ({ date, start, end })),
    place: appointment ? (journeyOf(dossier)?.place ?? room) : null,
  };
}
