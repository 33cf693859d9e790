/** How many come, or where, is corrected: an approved visit takes more or less of the room, or another one. */
import { settleGroupSize, sessionsShortOf, takeForMore } from "../booking/group-size.ts";
import { releaseOtherRooms, takeRoom } from "../booking/room-bookings.ts";
import { bookOf, roomField, roomOf } from "../booking/rooms.ts";
import { isPromised } from "../booking/reserve.ts";
import { isoInstant } from "../calendar/instants.ts";
import { atLocalTime } from "../calendar/working-time.ts";
import { appointmentOf } from "../case/appointment.ts";
import { factsOf, procedureOfCase } from "../case/case-file.ts";
import type { Change, Dossier } from "../case/records.ts";
import { Refusal } from "../refusal.ts";
import { withPlan } from "./claims.ts";
import type { ChangeDependencies, Plan } from "./operation.ts";

/** Whether a correction is about the room, or the number of people for whom a time in it is kept. */
function isOfGroup(dossier: Dossier, plan: Pick<Change, "more" | "values">): boolean {
  const procedure = procedureOfCase(dossier.case);
  const { appointment, journey } = procedure;
  if (journey || appointment === undefined) return false;
  const rows = [plan.values, ...(plan.more ?? []).map(({ values }) => values)];
  return rows.some((values) => appointment.headcount in values || (roomField(procedure) ?? "") in values);
}

/**
 * What an approved visit needs of the room besides what it has, taken before the number is stored; nothing once it took place.
 *
 * @throws Refusal `taken` under the field of the number, saying what to do first; nothing was taken then
 */
export async function takeForGroup(dependencies: ChangeDependencies, dossier: Dossier, plan: Plan): Promise<void> {
  if (!isOfGroup(dossier, { values: {}, ...plan }) || dossier.case.ending) return;
  const now = isoInstant(dependencies.clock.now());
  const planned = withPlan(dossier, plan, now, "correct-data");
  const settings = await dependencies.agencies.settings();
  const { calendar } = settings;
  const ahead =
    appointmentOf(planned)?.sessions.filter(({ date, end }) => atLocalTime(calendar, date, end) > now) ?? [];
  if (ahead.length === 0) return;
  try {
    const short = isPromised(dossier) ? sessionsShortOf(planned) : null;
    if (short) throw sessionsFirst(short.headcount);
    const moves = bookOf(roomOf(settings, dossier)) !== bookOf(roomOf(settings, planned));
    if (!moves) await takeForMore(dependencies, planned);
    else if (isPromised(dossier)) await takeRoom(dependencies, planned);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal("taken", error.text, { [fieldOf(dossier, plan)]: error.text });
  }
}

/** What is taken of the room is what the number says now. */
export async function settleGroup(dependencies: ChangeDependencies, dossier: Dossier, change: Plan): Promise<void> {
  if (isOfGroup(dossier, { values: {}, ...change }) && !dossier.case.ending) await settleRoom(dependencies, dossier);
}

async function settleRoom(dependencies: ChangeDependencies, dossier: Dossier): Promise<void> {
  await releaseOtherRooms(dependencies, dossier);
  await settleGroupSize(dependencies, dossier);
}

function fieldOf(dossier: Dossier, plan: Plan): string {
  const procedure = procedureOfCase(dossier.case);
  const facts = factsOf({ values: {}, was: {}, ...plan } as Change);
  const at = (field: string): string[] =>
    facts.filter(({ values }) => field in values).map(({ step }) => `${step}.${field}`);
  const [place = ""] = [...at(roomField(procedure) ?? ""), ...at(procedure.appointment?.headcount ?? "")];
  return place;
}

function sessionsFirst(headcount: number): Refusal {
  return new Refusal("taken", {
    id: `Rombongan datang dalam beberapa sesi, dan jumlahnya bukan ${headcount} orang. Pilih "Pindahkan jadwal" lebih dahulu untuk mengubah jumlah tiap sesi, lalu perbaiki jumlah rombongan.`,
    en: `The group comes in sessions that do not add up to ${headcount}. Choose "Move the appointment" first to change the number of each session, then correct that of the group.`,
  });
}
