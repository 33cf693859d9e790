/** Who is told of a change, and in which words. */
import type { Person, Change, Dossier } from "../case/records.ts";
import { provingAddress } from "../access/proving-address.ts";
import { addressBefore } from "./correct-data.ts";
import { latestValue, openTasks, procedureOfCase, stepOfTask } from "../case/case-file.ts";
import { isAcquainted, writtenTo } from "../told/acquainted.ts";
import { fieldsOf } from "../../../statemachines/language/table.ts";
import { toldDossier, toldWords } from "../personal-data/hidden.ts";
import { isActive, type StaffMember } from "../agency.ts";
import { askedPersons } from "../task/permission.ts";
import { deliver } from "../mail/outbox.ts";
import { addressChanged, cancelled, moved, passed, type OutsideLetter } from "../mail/letters/change.ts";
import { changeNotice } from "../mail/letters/change-notice.ts";
import { mailOf } from "../mail/letters/letter.ts";
import { personOf } from "../case/records.ts";
import type { ChangeDependencies } from "./operation.ts";
import { operations } from "./operations.ts";

/** Mails those whom a change concerns, each once. */
export async function postAboutChange(
  dependencies: ChangeDependencies,
  dossier: Dossier,
  change: Change,
): Promise<void> {
  const { agencies, clock } = dependencies;
  const [settings, staff] = [await agencies.settings(), await agencies.staff()];
  const here = new Set(staff.filter(isActive).map(personOf));
  const dealing = change.operation === "change-request" ? dealingWith(dossier, staff) : [];
  const told = [...new Set([...concerned(dossier, change), ...dealing])].filter(
    (person) => person !== change.person && here.has(person),
  );
  const before = addressBefore(dossier, change);
  // Whoever proves by their address is asked, also where it is not the one of a moment ago.
  const asked = before && (provingAddress(dossier, staff) || before);
  const outside = outsideLetter(change, before !== null)
    ? [{ to: "requester" as const, ...(asked ? { address: asked } : {}) }]
    : [];
  for (const { to, ...address } of [...outside, ...told.map((to) => ({ to }))]) {
    const now = clock.now();
    const context = { dossier: toldDossier(dossier), settings, staff, answer: null, to, now };
    const letter =
      to === "requester"
        ? outsideLetter(change, before !== null)?.(context, change)
        : changeNotice(context, change, operations[change.operation].title.id);
    if (!letter) continue;
    const id = ["change", change.number, to].join(".");
    await deliver(
      dependencies,
      dossier,
      mailOf(context, toldWords(letter, dossier), { id, letter: `change-${change.operation}`, ...address }),
    );
  }
}

/** Whoever is asked for something now, and has to know that it is about something else. */
function dealingWith(dossier: Dossier, staff: StaffMember[]): Person[] {
  return openTasks(dossier).flatMap((task) => askedPersons(stepOfTask(dossier, task), dossier, task, staff));
}

/** People of the agency who were asked or told before, or who are now; of an end exactly those who knew of the case. */
function concerned(dossier: Dossier, change: Change): Person[] {
  if (quiet.includes(change.operation)) return [];
  const asked = dossier.tasks.filter(({ id }) => change.setAside.includes(id)).flatMap(({ assignees }) => assignees);
  const fields = fieldsOf(procedureOfCase(dossier.case)).filter(({ kind }) => kind === "staff");
  const ids = fields.flatMap(({ name }) => [latestValue(dossier, name), change.was[name], change.values[name]].flat());
  const named = ids.filter((id) => typeof id === "string").map((id): Person => `staff:${id}`);
  const all = [...new Set([...asked, ...named])];
  if (!change.ending) return all;
  return [...new Set([...all.filter((person) => isAcquainted(dossier, person)), ...writtenTo(dossier)])];
}

/** Nobody else has to know. */
const quiet: Change["operation"][] = [
  "go-on",
  // But whoever deals with it now.
  "change-request",
  "completed-request",
  "correct-data",
  "correct-personal",
  "close-quietly",
  "newer-version",
  "end-agreement",
];

function outsideLetter({ operation }: Change, hasOldAddress: boolean): OutsideLetter | null {
  if (operation === "cancel") return cancelled;
  if (operation === "move-appointment") return moved;
  if (operation === "day-passed") return passed;
  return hasOldAddress ? addressChanged : null;
}
