import type { ShownView } from "../../contract/public.ts";
import { appointmentOf } from "../../domain/case/appointment.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { journeyOf } from "../../domain/booking/journey.ts";
import type { ViewContext } from "./facts.ts";
import { statusOf, labelOfStatus } from "./case-view.ts";

/** A case for whoever got the link that only shows: nothing of people, letters or files. */
export function shownView(dossier: Dossier, { settings }: ViewContext): ShownView {
  const procedure = procedureOfCase(dossier.case);
  const status = statusOf(dossier);
  const appointment = appointmentOf(dossier);
  const sessions = appointment?.sessions ?? [];
  const room = procedure.journey ? null : settings.room.name;
  return {
    case: dossier.case.id,
    title: procedure.title,
    status,
    statusLabel: labelOfStatus(status),
    times: sessions.map(({ date, end, start }) => ({ date, start, end })),
    place: appointment ? (journeyOf(dossier)?.place ?? room) : null,
  };
}
