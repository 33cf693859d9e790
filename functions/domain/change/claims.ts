/** What a change of times, people or the vehicle needs, taken before it is stored, and what it needs no more. */
import { rememberDays } from "../booking/claimed-days.ts";
import { settleGroupSize } from "../booking/group-size.ts";
import { claim, isPromised } from "../booking/reserve.ts";
import { releaseSlots, theAppointment } from "../booking/room-bookings.ts";
import { refuseTaken, releaseResources } from "../booking/vehicle-bookings.ts";
import { isoInstant } from "../calendar/instants.ts";
import { appointmentOf, datesTouched } from "../case/appointment.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Change, Dossier, OperationId } from "../case/records.ts";
import type { ChangeDependencies, Plan } from "./operation.ts";

/**
 * Takes the room, the vehicle and the people of the appointment as it will be; before it was approved, only looks whether it
 * could be.
 *
 * @throws Refusal `taken`; then nothing was taken
 */
export async function takeAsPlanned(dependencies: ChangeDependencies, dossier: Dossier, plan: Plan): Promise<void> {
  const at = isoInstant(dependencies.clock.now());
  const planned = withPlan(dossier, plan, at);
  const answer = {
    outcome: "",
    values: {},
    note: "",
    person: "system",
    name: "",
    role: "",
    channel: "system",
    at,
  } as const;
  if (!isPromised(dossier)) return refuseTaken(dependencies, planned, null, answer);
  const moves = plan.step !== undefined && appointmentOf(planned) !== null;
  const guard = moves && !procedureOfCase(dossier.case).journey ? "reserve-visit-slot" : null;
  await rememberDays(dependencies, dossier, datesTouched(planned));
  await claim(dependencies, { guard, resources: true }, planned, null, answer);
}

/**
 * Frees what the appointment as it is stored does not need.
 *
 * @param givenUp a plan that was taken and not stored: its days are freed, too
 */
export async function keepCurrent(dependencies: ChangeDependencies, dossier: Dossier, givenUp?: Plan): Promise<void> {
  const touched = givenUp ? withDaysOf(dossier, givenUp) : dossier;
  await releaseResources(dependencies, touched, "current");
  if (procedureOfCase(dossier.case).journey) return;
  await releaseSlots(dependencies, touched, theAppointment(dossier));
  await settleGroupSize(dependencies, dossier);
}

/** A case that stands as before, and may have something on the days of a plan. */
function withDaysOf(dossier: Dossier, { values = {} }: Plan): Dossier {
  return withPlan(dossier, { values: {}, was: values }, "");
}

/** A case as it will stand with a change that is not stored yet. */
export function withPlan(
  dossier: Dossier,
  plan: Plan,
  at: string,
  operation: OperationId = operationOf(plan),
): Dossier {
  const number = (dossier.changes?.length ?? 0) + 1;
  const made = { person: "system", name: "", role: "", reason: "", setAside: [], values: {}, was: {}, run: 1 } as const;
  const change: Change = { ...made, operation: "correct-data", number, at, done: false, ...plan } as Change;
  return { ...dossier, changes: [...(dossier.changes ?? []), { ...change, operation }] };
}

function operationOf({ step }: Plan): Change["operation"] {
  return step === undefined ? "replace-people" : "move-appointment";
}
