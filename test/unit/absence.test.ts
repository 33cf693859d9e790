/** Whoever is absent, and whoever comes and goes: nobody decides what they drafted, and every open task has somebody or is told. */
import { expect, test } from "vitest";
import type { Actor } from "../../statemachines/language/vocabulary.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { actorOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { isPresent, type StaffMember } from "../../functions/domain/agency.ts";
import { openTasks, procedureOfCase } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem } from "../../functions/domain/case/records.ts";
import { standInRoles } from "../../functions/domain/people/stand-ins.ts";
import { candidateOf, isAsked } from "../../functions/domain/task/permission.ts";
import { attendanceOf } from "../../functions/domain/task/attendance.ts";
import { everybody } from "../support/builders.ts";
import { randomPlayer, type RandomPlayer } from "../support/random-player.ts";

const offices = Number(process.env["RANDOM_ABSENCES"] ?? 12);
const always = [{ from: "2026-01-01", until: "2099-12-31" }];

/** Some are away, some are out of service, a few hold a second post. */
function shuffle({ agencies, chance }: RandomPlayer, everybody: StaffMember[]): void {
  agencies.now.staff = everybody.map((member) => {
    const fate = chance(10);
    if (fate < 3) return { ...member, away: always };
    if (fate === 3) return { ...member, disabled: true as const, email: "", roles: [] };
    return member;
  });
}

/** Somebody who is there is asked, or it is an open problem; never both. */
function checkAttended({ agencies }: RandomPlayer, task: TaskItem): void {
  if (!actorOf(task.actor).inside) return;
  const there = agencies.now.staff.filter((member) => isPresent(member, "2026-12-01"));
  const able = there.filter((member) => isAsked(task, candidateOf(member)));
  expect(able.length > 0, `${task.step}: ${task.unattendedSince ?? "attended"}`).toBe(
    task.unattendedSince === undefined,
  );
}

function checkMakers(dossier: Dossier): void {
  const { steps } = procedureOfCase(dossier.case);
  for (const [index, task] of dossier.tasks.entries()) {
    const step = steps.find(({ id }) => id === task.step);
    const isOwn = step?.outcomes.some(({ id }) => id === task.answer?.outcome);
    if (!task.answer || !isOwn || task.answer.person === "system") continue;
    for (const maker of step?.differsFrom ?? []) {
      const made = dossier.tasks.slice(0, index).findLast((each) => each.step === maker && each.answer);
      if (made?.answer?.person.startsWith("staff:"))
        expect(task.answer.person, `${task.step} after ${maker}`).not.toBe(made.answer.person);
    }
  }
}

const everyone = everybody();
const helped = currentProcedures().flatMap((procedure) =>
  procedure.steps
    .filter(({ actor, helpers = [], kind }) => kind !== "entry" && !actorOf(actor).inside && helpers.length > 0)
    .map((step) => ({ name: `${procedure.id}/${step.id}`, procedure, step, helpers: step.helpers ?? [] })),
);

test.each(helped)(
  "$name: where nobody is there who helps people outside, others are asked; else nobody is",
  ({ procedure, step, helpers }) => {
    const nobodyYet = { assignees: [] };
    expect(attendanceOf(procedure, step, nobodyYet, everyone).standIns).toEqual([]);
    const rest = everyone.filter(({ roles }) => !roles.some((role) => helpers.includes(role)));
    const [asked] = attendanceOf(procedure, step, nobodyYet, rest).standIns;
    expect(helpers).toContain(asked?.insteadOf);
    expect(rest.some(({ roles }) => asked !== undefined && roles.includes(asked.role))).toBe(true);
    expect(attendanceOf(procedure, step, nobodyYet, []).standIns).toEqual([]);
  },
);

const stoodIn = new Set<string>();

test.each(Array.from({ length: offices }, (_, index) => index + 1))(
  "with any people absent nobody decides what they drafted, and each open task has somebody or is a problem with a name: office %i",
  async (seed) => {
    const player = randomPlayer(seed);
    const everybody = player.agencies.now.staff.map((member) =>
      player.chance(6) === 0 ? { ...member, roles: [...member.roles, "library-division-head" as const] } : member,
    );
    player.agencies.now.staff = everybody;
    const open: string[] = [];
    for (const { id } of currentProcedures()) open.push(await player.begin(id));
    for (let act = 0; act < 120 && open.length > 0; act += 1) {
      if (player.chance(3) === 0) shuffle(player, everybody);
      await player.sweep();
      for (const caseId of open)
        for (const task of openTasks(await player.dossier(caseId))) checkAttended(player, task);
      const which = player.chance(open.length);
      const caseId = open[which] ?? "";
      if (openTasks(await player.dossier(caseId)).some(({ unattendedSince }) => unattendedSince)) {
        // Nobody is there: it waits until somebody is back.
        player.agencies.now.staff = everybody;
        continue;
      }
      await player.act(caseId);
      const after = await player.dossier(caseId);
      checkMakers(after);
      for (const { answer } of after.tasks) if (answer?.insteadOf) stoodIn.add(answer.insteadOf.role);
      if (after.case.ending) open.splice(which, 1);
    }
  },
);

test("people of several roles were stood in for there", () => {
  expect(stoodIn.size).toBeGreaterThan(3);
});

test("the actor table names roles that there are, and nobody steps in who decides on the work", () => {
  for (const { standIns = [], superior } of Object.values<Actor | undefined>(actors).map(
    (actor): Partial<Actor> => actor ?? {},
  ))
    for (const role of [...standIns, ...(superior ? [superior] : [])]) expect(actors).toHaveProperty(role);
  const ways = currentProcedures().flatMap((procedure) =>
    procedure.steps
      .filter(({ actor, kind }) => kind !== "entry" && kind !== "automatic" && actorOf(actor).inside)
      .map((step) => `${procedure.id}/${step.id}: ${standInRoles(procedure, step, step.actor).join(", ")}`),
  );
  expect(ways).toEqual(
    expect.arrayContaining([
      "official-visit/register-letter: front-office-officer, circulation-officer",
      "official-visit/recommend: companion-librarian",
      "official-visit/decide: agency-head",
      "cooperation-agreement/approve: ",
      "cooperation-agreement/request-permission: service-section-head",
    ]),
  );
});
