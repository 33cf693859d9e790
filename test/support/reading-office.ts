/** An office with a case of every kind and somebody of every role, for trying who reads what. */
import { keys } from "../../functions/adapters/items/keys.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { personOf, type Dossier, type Values } from "../../functions/domain/case/records.ts";
import { filesOf } from "../../functions/domain/form/attached-files.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { procedureOf } from "../../statemachines/language/registry.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import type { ActorId, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import { everybody, member } from "./builders.ts";
import { player, type Player, type Replies, type Script } from "./player.ts";
import { agreementScript } from "./scripts/cooperation-agreement.ts";
import { stopPlan, stopScript } from "./scripts/mobile-library.ts";
import { visitScript } from "./scripts/official-visit.ts";
import { readingScript } from "./scripts/reading-visit.ts";

/** Whoever asks: with one role each, with none, out of service, of another house, or not signed in. */
export interface Asker {
  name: string;
  role: ActorId | null;
  /** Null: nobody is signed in. */
  member: StaffMember | null;
  /** Whether they may come in at all. */
  isStaff: boolean;
}

/** Roles in which somebody signs in. */
const rolesInside = (Object.keys(actors) as ActorId[]).filter((role) => actors[role]?.inside);

export const askers: Asker[] = [
  ...rolesInside.map((role) => ({ name: role, role, member: member(`only-${role}`, role, [role]), isStaff: true })),
  { name: "without a role", role: null, member: member("intern", "Magang", []), isStaff: true },
  {
    name: "out of service",
    role: null,
    member: { ...member("gone", "Cuti Lama", ["service-section-head"]), disabled: true },
    isStaff: false,
  },
  { name: "of another house", role: null, member: member("stranger", "Orang Luar", ["agency-head"]), isStaff: false },
  { name: "not signed in", role: null, member: null, isStaff: false },
];

/** A case, and what stands in its addresses. */
export interface KnownCase {
  id: string;
  procedure: Procedure;
  isOpen: boolean;
  /** Whether everybody was once asked for a task of it, in person. */
  isOwn: boolean;
  /** The open one, else the last. */
  task: { id: string; step: Step };
  file: string | null;
  /** A letter that it issued. */
  paper: string | null;
  /** How the requester is reached. */
  contacts: string[];
}

/** Scripts of the procedures, with a row at which a case waits. */
const waitingAt: [Script, string][] = [
  [visitScript, "check-schedule"],
  [stopScript, "judge-plan"],
  [agreementScript, "legal-opinion"],
  [readingScript, "record-books"],
];

export async function readingOffice(): Promise<{ work: Player; cases: KnownCase[] }> {
  const work = player(visitScript);
  const newcomers = askers.filter(({ name }) => name !== "of another house").flatMap((asker) => asker.member ?? []);
  work.agencies.now.staff = [...everybody(), ...newcomers];
  const { agencies, files, memory } = work;
  const cases: KnownCase[] = [];
  for (const [script, step] of waitingAt) {
    for (const [day, [until, isOwn]] of kinds.entries()) {
      // Each begins on the same morning, and wants another day.
      const office = player(script, { agencies, files, memory });
      const { values, replies } = on(script, days[day] ?? "");
      const id = await office.caseAt(until === "end" ? "never" : step, replies, values);
      if (isOwn) await askEverybody(office, id);
      cases.push(known(await office.dossier(id), isOwn));
    }
  }
  return { work, cases };
}

const days = ["2026-12-09", "2026-12-10", "2026-12-14", "2026-12-15"];
const kinds = [
  ["row", true],
  ["row", false],
  ["end", true],
  ["end", false],
] as const;

/** What a case is asked and planned with, so that it is on a day of its own. */
function on({ procedure }: Script, date: string): { values: Values; replies: Replies } {
  if (procedure === "official-visit") return { values: { preferredDate: date }, replies: {} };
  if (procedure !== "mobile-library") return { values: {}, replies: {} };
  return { values: { preferredDate: date }, replies: { plan: { values: stopPlan({ date }) } } };
}

/** Writes everybody down for a task that was answered. */
async function askEverybody(work: Player, caseId: string): Promise<void> {
  const task = (await work.dossier(caseId)).tasks.find(({ answer }) => answer !== null);
  if (!task) throw new Error(`nothing was answered in ${caseId}`);
  const assignees = askers.flatMap((asker) => (asker.member ? [personOf(asker.member)] : []));
  await work.memory.items.update(keys.task(caseId, task.id), { set: { assignees } });
}

function known(dossier: Dossier, isOwn: boolean): KnownCase {
  const { case: item, tasks } = dossier;
  const procedure = procedureOf(item.procedure, item.version);
  const [open] = openTasks(dossier);
  const task = open ?? tasks.at(-1);
  if (!task || (open?.assignees.length ?? 0) > 0) throw new Error(`${item.id} waits for nobody, or for somebody`);
  const given = [item.request, ...tasks.map(({ answer }) => answer?.values ?? {})];
  return {
    id: item.id,
    procedure,
    isOpen: open !== undefined,
    isOwn,
    task: { id: task.id, step: stepOf(procedure, task.step) },
    file: filesOf(dossier)[0]?.id ?? null,
    paper: dossier.papers?.find(({ issued }) => issued)?.id ?? null,
    contacts: given.flatMap(({ contactEmail, contactPhone }) =>
      [contactEmail, contactPhone].filter((each): each is string => typeof each === "string"),
    ),
  };
}
