/** What becomes of an appointment that nobody decides about: a warning, and when its hour has come, an end that is told. */
import { administrators } from "../../../statemachines/language/actors.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import { isActive } from "../agency.ts";
import { watchOf } from "../booking/guarded-days.ts";
import { isoInstant } from "../calendar/instants.ts";
import { appointmentOf } from "../case/appointment.ts";
import { isIncomplete } from "../case/completion.ts";
import { openTasks } from "../case/case-file.ts";
import { saidEnding } from "../case/said-ending.ts";
import { subjectOf } from "../case/contact.ts";
import { theSystem } from "../case/new-task.ts";
import { personOf, type Change, type Dossier } from "../case/records.ts";
import { runOf } from "../execution/run.ts";
import { mailOf, notice } from "../mail/letters/letter.ts";
import { timesInWords } from "../told/sentence.ts";
import { deliver } from "../mail/outbox.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { carryOutChange } from "./make-change.ts";
import { operations } from "./operations.ts";
import type { ChangeDependencies } from "./operation.ts";

/**
 * Nothing happens where the time was decided about, or is still far. Doing it again is harmless.
 *
 * @returns whether the case ends by it: then it needs no other look
 */
export async function watchDay(dependencies: ChangeDependencies, dossier: Dossier): Promise<boolean> {
  const { agencies, clock } = dependencies;
  if (await isWaiting(dependencies)) return false;
  // What is left of that end is carried out as of any change.
  if (dossier.changes?.some(({ operation }) => operation === "day-passed")) return true;
  // They were told a day, which lies before it; what becomes of the request then says their row.
  if (isIncomplete(dossier) || saidEnding(dossier)) return false;
  const watch = watchOf((await agencies.settings()).calendar, dossier);
  const now = isoInstant(clock.now());
  if (!watch || now < watch.warnAt) return false;
  if (now < watch.passesAt) {
    await warn(dependencies, dossier);
    return false;
  }
  await pass(dependencies, dossier);
  return true;
}

/** Whoever holds the task, and the next post, are told once. */
async function warn(dependencies: ChangeDependencies, dossier: Dossier): Promise<void> {
  const { agencies, clock } = dependencies;
  const [settings, staff, now] = [await agencies.settings(), await agencies.staff(), clock.now()];
  const slot = appointmentOf(dossier)?.slot;
  for (const task of openTasks(dossier)) {
    if (!slot || !actorOf(task.actor).inside) continue;
    const above = actorOf(task.actor).superior;
    const told = staff.filter(
      (member) =>
        isActive(member) &&
        (task.assignees.includes(personOf(member)) ||
          (task.assignees.length === 0 && member.roles.includes(task.actor)) ||
          (above !== undefined && member.roles.includes(above))),
    );
    for (const to of told.map(personOf)) {
      const context = { dossier, settings, staff, answer: null, to, now };
      const when = timesInWords(dossier, { language: "id", zone: settings.calendar.zone });
      const { id } = dossier.case;
      const letter = notice(context, `Belum diputuskan: ${subjectOf(dossier.case)}, ${when} (${id})`, [
        `Berkas ${id} dari ${subjectOf(dossier.case)} untuk ${when} belum diputuskan, dan waktunya tinggal dua hari kerja. Berkas menunggu ${actorOf(task.actor).title.id}.`,
        `Bila sampai waktunya belum ada keputusan, berkas ditutup dengan sendirinya dan pemohon diberi tahu.`,
      ]);
      const about = { id: ["undecided", slot.date, to].join("."), letter: "undecided" };
      await deliver(dependencies, dossier, mailOf(context, letter, about));
    }
  }
}

async function pass(dependencies: ChangeDependencies, dossier: Dossier): Promise<void> {
  const { agencies, cases, clock } = dependencies;
  const { case: item } = dossier;
  const { calendar } = await agencies.settings();
  const when = timesInWords(dossier, { language: "id", zone: calendar.zone });
  const plan = await operations["day-passed"].plan(dependencies, dossier, {});
  const change: Change = {
    ...{ number: (dossier.changes?.length ?? 0) + 1, operation: "day-passed", at: isoInstant(clock.now()) },
    ...{ reason: `Sampai ${when} belum ada keputusan.`, person: "system", name: "" },
    role: theSystem(openTasks(dossier)[0]?.actor ?? administrators[0] ?? "").role,
    ...{ values: {}, was: {}, setAside: [], run: runOf(item).number, done: false },
    ...plan,
  };
  if (await cases.addChange(item.id, change)) await carryOutChange(dependencies, item.id, change);
}
