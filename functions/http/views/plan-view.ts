import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import { addDays } from "../../../statemachines/form/dates.ts";
import type { PlannedStopView } from "../../contract/staff.ts";
import { readingRoles, type StaffMember } from "../../domain/agency.ts";
import { openTasks, stepOfTask } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { casesHere, clashBetween } from "../../domain/booking/clashes.ts";
import { dutiesOf } from "../../domain/booking/duties.ts";
import { journeyOf } from "../../domain/booking/journey.ts";
import type { ComputingDependencies } from "../../domain/task/computed-fields.ts";
import { candidateOf, choosableNow, ownOutcomes } from "../../domain/task/permission.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { readByRole } from "../../domain/access/reading.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { readStops, type Stop } from "../../domain/booking/stops.ts";
import { clashView } from "./clash-view.ts";
import type { ViewContext } from "./facts.ts";
import { outcomeView } from "./outcome-view.ts";

/** Everything entered for the days of a month; what a reader may decide has its outcomes. */
export async function plannedStops(
  dependencies: ComputingDependencies & Pick<Dependencies, "cases" | "dayBooks">,
  month: string,
  reader: StaffMember,
  context: ViewContext,
): Promise<PlannedStopView[]> {
  const found: PlannedStopView[] = [];
  const byRole = readByRole(readingRoles(reader));
  for (const procedure of currentProcedures().filter((each) => each.journey && byRole.procedure(each))) {
    const stops = await readStops(dependencies, procedure, `${month}-01`, daysIn(month));
    const dates = [...new Set(stops.filter(({ postponed }) => !postponed).map(({ date }) => date))];
    const here = await casesHere(dependencies, dates);
    const dossiers = await dependencies.cases.dossiers([...new Set([...stops.map((stop) => stop.caseId), ...here])]);
    for (const stop of stops) {
      const stored = dossiers.find((each) => each?.case.id === stop.caseId);
      if (!stored) continue;
      const dossier = shownDossier(stored);
      const decide = stateOf(stop) === "planned" ? await decidable(dependencies, dossier, reader) : null;
      const clashes = clashesIn(dossiers, stops, stop, dossier, context);
      found.push({ ...plannedStop(procedure, dossier, stop, context), clashes, decide });
    }
  }
  return found;
}

function plannedStop(
  procedure: Procedure,
  dossier: Dossier,
  stop: Stop,
  { staff }: ViewContext,
): Omit<PlannedStopView, "clashes" | "decide"> {
  const plan = journeyOf(dossier);
  // An entry that was put off shows what it was; vehicle and people are those of the plan that replaces it.
  const present = plan?.slot.date === stop.date && !stop.postponed ? plan : null;
  const [open] = openTasks(dossier).filter((task) => !task.about);
  const state = stateOf(stop);
  return {
    case: stop.caseId,
    subject: subjectOf(dossier.case),
    procedure: procedure.title,
    date: stop.date,
    start: stop.start,
    end: stop.end,
    departs: present?.departs ?? stop.start,
    returns: present?.returns ?? stop.end,
    place: stop.place,
    vehicle: present?.vehicle ?? "",
    crew: (present?.crew ?? []).map((id) => staff.find((member) => member.id === id)?.name ?? id),
    state,
    statusLabel: labels[state],
    waiting: open ? stepOfTask(dossier, open).state : null,
  };
}

/** With what of the month a stop clashes, visits in the house among it; nothing where it was put off, or has another day by now. */
function clashesIn(
  dossiers: (Dossier | null)[],
  stops: Stop[],
  stop: Stop,
  dossier: Dossier,
  { staff }: ViewContext,
): PlannedStopView["clashes"] {
  const duties = dutiesOf(dossier);
  if (!duties || journeyOf(dossier)?.slot.date !== stop.date || stop.postponed) return [];
  const isElsewhere = ({ case: { id } }: Dossier): boolean => {
    const own = stops.filter(({ caseId }) => caseId === id);
    return own.length > 0 && !own.some(({ date, postponed }) => date === stop.date && !postponed);
  };
  return dossiers.flatMap((other) => {
    const isOther = other && other.case.id !== stop.caseId && !isElsewhere(other);
    const clash = isOther ? clashBetween(duties, other) : null;
    return clash ? [clashView(clash, true, staff)] : [];
  });
}

function stateOf({ postponed, published }: Stop): PlannedStopView["state"] {
  if (postponed) return "postponed";
  return published ? "published" : "planned";
}

/** The open task of a row that may be decided together with others, where this reader may decide it now. */
async function decidable(
  dependencies: ComputingDependencies,
  dossier: Dossier,
  reader: StaffMember,
): Promise<PlannedStopView["decide"]> {
  for (const task of openTasks(dossier)) {
    const step = stepOfTask(dossier, task);
    if (!step.batch) continue;
    const choosable = await choosableNow(dependencies, dossier, task, candidateOf(reader));
    const outcomes = ownOutcomes(dossier, task, choosable).filter(({ from }) => from === null);
    if (outcomes.length > 0) return { task: task.id, outcomes: outcomes.map((each) => outcomeView(step, each)) };
  }
  return null;
}

function daysIn(month: string): number {
  const next = addDays(`${month}-01`, 31).slice(0, 7);
  return Math.round((Date.parse(`${next}-01`) - Date.parse(`${month}-01`)) / 86_400_000);
}

const labels: Record<PlannedStopView["state"], Text> = {
  planned: { id: "Direncanakan", en: "Planned" },
  published: { id: "Diumumkan", en: "Made known" },
  postponed: { id: "Ditunda", en: "Put off" },
};
