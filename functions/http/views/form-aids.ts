import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Field, FieldName, Step } from "../../../statemachines/language/vocabulary.ts";
import type { CaseChoice, FormAids, ScheduleView } from "../../contract/shared.ts";
import type { AgencySettings, StaffMember } from "../../domain/agency.ts";
import type { Booking } from "../../domain/booking/day-book.ts";
import {
  checkSchedule,
  type ScheduleCheck,
  suggestSessions,
  suggestSlots,
} from "../../domain/booking/schedule-check.ts";
import { roomOf } from "../../domain/booking/rooms.ts";
import { isPromised } from "../../domain/booking/reserve.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { appointmentOf, proposedSlots } from "../../domain/case/appointment.ts";
import { latestAnswer, latestValue, procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { CaseItem, Dossier, Values } from "../../domain/case/records.ts";
import { formContext } from "../../domain/form/form-context.ts";
import { suggestedDay } from "../../domain/form/last-day.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { noticesFor } from "../../domain/task/notices.ts";
import { readyTexts } from "../../domain/task/ready-texts.ts";
import { clashesAt, fieldsOfPlan } from "./clash-view.ts";
import type { ViewContext, ViewDependencies } from "./facts.ts";
import { versionsOf } from "./versions.ts";

/** People who may be chosen in `staff` fields, by role. */
export function staffByRole(fields: Field[], staff: StaffMember[]): FormAids["staff"] {
  const roles = fields.flatMap((field) => (field.kind === "staff" && field.role ? [field.role] : []));
  return Object.fromEntries(
    roles.map((role) => [
      role,
      staff.filter((member) => member.roles.includes(role)).map(({ id, name }) => ({ id, name })),
    ]),
  );
}

/** The texts that a person writes the next version of. */
function latestVersions(dossier: Dossier, fields: Field[]): FormAids["versions"] {
  const found = fields
    .filter((field) => field.versioned)
    .map((field) => [field.name, versionsOf(dossier, field.name).at(-1)] as const);
  return Object.fromEntries(
    found.flatMap(([name, version]) => (version ? [[name, { number: version.number, text: version.text }]] : [])),
  );
}

/**
 * Cases that may be chosen in `case` fields: of the procedure the field names, open or finished, newest first.
 * People outside the agency get none: other people's cases are not theirs to see.
 *
 * @param actor of the step that asks
 */
export async function caseChoices(
  { cases }: Pick<Dependencies, "cases">,
  fields: Field[],
  actor: Step["actor"],
): Promise<FormAids["cases"]> {
  const asking = fields.filter((field) => field.kind === "case");
  if (asking.length === 0 || !actorOf(actor).inside) return {};
  const wanted = (item: CaseItem): boolean =>
    asking.some(({ procedure }) => procedure === undefined || procedure === item.procedure);
  const found = [...(await newest(cases, true, wanted)), ...(await newest(cases, false, wanted))]
    .filter((item) => item.ending === undefined || item.ending === "SELESAI")
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  return Object.fromEntries(
    asking.map(({ name, procedure }) => [
      name,
      found
        .filter((item) => procedure === undefined || item.procedure === procedure)
        .slice(0, mostChoices)
        .map(choiceOf),
    ]),
  );
}

const mostChoices = 50;
/** Older cases are chosen by typing their number: a list of all of them would take ever longer to read. */
const mostPages = 4;
const pageSize = 100;

async function newest(
  cases: Dependencies["cases"],
  open: boolean,
  wanted: (item: CaseItem) => boolean,
): Promise<CaseItem[]> {
  const found: CaseItem[] = [];
  let before: string | null = null;
  for (let page = 0; page < mostPages && found.length < mostChoices; page += 1) {
    const { items, next }: { items: CaseItem[]; next: string | null } = await cases.list({
      open,
      limit: pageSize,
      ...(before ? { before } : {}),
    });
    found.push(...items.filter(wanted));
    if (next === null) break;
    before = next;
  }
  return found;
}

function choiceOf(item: CaseItem): CaseChoice {
  return { case: item.id, subject: subjectOf(item) };
}

export async function formAids(
  dependencies: ViewDependencies,
  dossier: Dossier,
  step: Step,
  { computed = {}, fields }: { computed?: Values; fields: Field[] },
  { settings, staff }: ViewContext,
): Promise<FormAids> {
  const procedure = procedureOfCase(dossier.case);
  const sessions = procedure.appointment?.sources.find((source) => source.step === step.id && source.rows)?.rows;
  // It names who else comes, which is not for people outside; and what was promised is not looked for any more.
  const isOpen = actorOf(step.actor).inside && !isPromised(dossier);
  const schedule = isOpen ? await checkSchedule(dependencies, dossier) : null;
  // Those in other rooms may want the same people.
  const here =
    schedule?.rooms.length === 0 ? [...schedule.conflicts, ...schedule.competing].map(({ caseId }) => caseId) : null;
  const proposal = sessions ? await suggestSessions(dependencies, dossier) : [];
  const proposing = fields.find((field) => field.kind === "slots");
  return {
    context: formContext(settings, procedure, dependencies.clock.now()),
    holds: roomOf(settings, dossier).capacity * Math.max(appointmentOf(dossier)?.sessions.length ?? 1, 1),
    staff: staffByRole(fields, staff),
    slots: proposing ? await suggestSlots(dependencies, dossier, proposing.max ?? 3) : proposedSlots(dossier),
    cases: await caseChoices(dependencies, fields, step.actor),
    versions: latestVersions(dossier, fields),
    schedule: schedule && { ...scheduleView(schedule), divides: isDivided(schedule, sessions), proposal },
    clashes: await clashesAt(dependencies, dossier, step, staff, here),
    clashFields: fieldsOfPlan(dossier, step),
    notices: noticesFor(settings, dossier, step, { computed, now: dependencies.clock.now() }),
    readyTexts: readyTexts(settings, dossier, step, isoInstant(dependencies.clock.now())),
    prefill: {
      ...prefillOf(dossier, fields),
      ...suggestedDays(settings, dossier, step, fields, dependencies.clock.now()),
      ...(sessions ? { [sessions]: proposal } : {}),
      ...roomProposed(fields, schedule),
    },
  };
}

/** Who may be chosen in the `staff` fields of a form. */
function prefillOf(dossier: Dossier, fields: Field[]): Record<string, unknown> {
  const values = fields.flatMap((field) => {
    const value = field.prefill && earlierValue(dossier, field.prefill);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(values);
}

function suggestedDays(
  settings: AgencySettings,
  dossier: Dossier,
  step: Step,
  fields: Field[],
  now: number,
): Record<string, unknown> {
  const days = fields.map((field) => [field.name, suggestedDay(settings, dossier, step, field, now)] as const);
  return Object.fromEntries(days.filter(([, day]) => day !== null));
}

function earlierValue(dossier: Dossier, { step, field }: NonNullable<Field["prefill"]>): unknown {
  return step === undefined ? latestValue(dossier, field) : latestAnswer(dossier, step)?.values[field];
}

/** Where there are several rooms, the one that the schedule was looked up for. */
function roomProposed(fields: Field[], schedule: ScheduleCheck | null): Record<string, unknown> {
  const field = fields.find(({ isRoom }) => isRoom);
  return field && schedule && schedule.rooms.length > 0 ? { [field.name]: schedule.room.name } : {};
}

function isDivided({ capacity, headcount }: ScheduleCheck, sessions: FieldName | undefined): boolean {
  return sessions !== undefined && headcount > capacity;
}

/** On a phone; whoever decides needs to know how many more there are, not who. */
const competingShown = 10;

function scheduleView(check: ScheduleCheck): Omit<ScheduleView, "divides" | "proposal"> {
  const line = ({ caseId, label, start, end, headcount }: Booking) => ({
    case: caseId,
    institution: label,
    slot: { date: check.slot.date, start, end },
    headcount,
  });
  return {
    slot: check.slot,
    fits: check.fits,
    clash: check.clash,
    capacity: check.capacity,
    room: check.rooms.length > 0 ? check.room.name : null,
    rooms: check.rooms.map(({ fits, room: { capacity, name } }) => ({ name, capacity, fits })),
    headcount: check.headcount,
    sessions: check.sessions,
    conflicts: check.conflicts.map((booking) => ({
      ...line(booking),
      state: booking.state === "firm" ? "firm" : "held",
    })),
    competing: check.competing.slice(0, competingShown).map(line),
    ...(check.competing.length > competingShown ? { moreCompeting: check.competing.length - competingShown } : {}),
  };
}
