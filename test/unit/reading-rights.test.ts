/** What the table of reading rights leaves to the case: who had a part in it, who stands in, and what is in trouble. */
import { describe, expect, it } from "vitest";
import {
  contactsFor,
  readByRole,
  readsCase,
  readsLog,
  readsServiceLevels,
  readsTask,
  worksWithCases,
} from "../../functions/domain/access/reading.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { readingRights } from "../../statemachines/language/reading-rights.ts";
import { everybody, member, people } from "../support/builders.ts";
import { player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const admin = member("admin", "Admin", ["system-admin"]);

describe("the table", () => {
  it("has a row for every role in which somebody signs in, and for nobody outside", () => {
    const inside = Object.entries(actors).flatMap(([role, actor]) => (actor?.inside ? [role] : []));
    expect(Object.keys(readingRights).toSorted()).toEqual(inside.toSorted());
  });

  it("shows drivers and officers the services they work in, superiors those of everybody below, and Bagian Hukum none", () => {
    const sees = ({ roles }: Pick<StaffMember, "roles">, caseId: string) => readByRole(roles).numbered(caseId);
    const of = (who: Pick<StaffMember, "roles">) =>
      ["KJG", "PSL", "PKS", "REF"].filter((code) => sees(who, `${code}-2026-00001`));
    const all = of(people.agencyHead);
    expect(of(people.divisionHead)).toEqual(all);
    expect(of(people.driver)).toHaveLength(1);
    expect(of(people.registrar)).not.toEqual(all);
    expect([of(people.legalOffice), of(admin), of({ roles: [] })]).toEqual([[], [], []]);
  });
});

describe("a case of a service that is not one's own", () => {
  it("is read by whoever was chosen in it, and by nobody else of the role", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("accept-companionship"));
    const chosen = member("dewa", "Dewa", ["circulation-officer"]);
    const other = { ...chosen, id: "dewi-2" };
    expect([readsCase(chosen, dossier), readsCase(other, dossier)]).toEqual([false, false]);
    const tasks = dossier.tasks.map((task) =>
      task.step === "recommend" && task.answer
        ? { ...task, answer: { ...task.answer, values: { ...task.answer.values, companion: chosen.id } } }
        : task,
    );
    const withChosen = { ...dossier, tasks };
    expect([readsCase(chosen, withChosen), readsCase(other, withChosen)]).toEqual([true, false]);
    expect(contactsFor(chosen, withChosen, everybody())).toBe("hidden");
  });

  it("is read by the administrator only while it has stopped, or nobody is there for its task", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("check-schedule"));
    expect(readsCase(admin, dossier)).toBe(false);
    const unattended = {
      ...dossier,
      tasks: dossier.tasks.map((task) => (task.answer ? task : { ...task, unattendedSince: work.clock.at() })),
    };
    expect([readsCase(admin, unattended), contactsFor(admin, unattended, everybody())]).toEqual([true, "hidden"]);
  });

  it("opens to Bagian Hukum as the page of its task, while it waits for it and afterwards, but never as a case", async () => {
    const work = player(agreementScript);
    const caseId = await work.caseAt("legal-opinion");
    const before = await work.dossier(caseId);
    const [task] = openTasks(before);
    if (!task) throw new Error("nothing waits");
    expect([readsCase(people.legalOffice, before), readsTask(people.legalOffice, before, task)]).toEqual([false, true]);
    await work.answerAsUsual(caseId);
    const after = await work.dossier(caseId);
    const answered = after.tasks.find(({ id }) => id === task.id);
    expect(answered && readsTask(people.legalOffice, after, answered)).toBe(true);
    expect(after.tasks.filter((each) => readsTask(people.legalOffice, after, each)).map(({ id }) => id)).toEqual([
      task.id,
    ]);
  });

  it("is shown to whoever stands in, with the contacts as those see them for whom they stand in", async () => {
    const work = player(visitScript);
    const dossier = await work.dossier(await work.caseAt("check-schedule"));
    const { circulation } = people;
    expect([readsCase(circulation, dossier), contactsFor(circulation, dossier, everybody())]).toEqual([
      false,
      "hidden",
    ]);
    const standIns = [{ role: "circulation-officer", insteadOf: "mail-registrar" }] as const;
    const standing = {
      ...dossier,
      tasks: dossier.tasks.map((task) => (task.answer ? task : { ...task, standIns: [...standIns] })),
    };
    expect([readsCase(circulation, standing), contactsFor(circulation, standing, everybody())]).toEqual([
      true,
      "shown",
    ]);
  });
});

describe("an inspector", () => {
  it("reads how punctual the services are and who read what, and no case; so do heads, but for the log", async () => {
    const work = player(stopScript);
    const dossier = await work.dossier(await work.caseAt("judge-plan"));
    const inspector = member("pemantau", "Pemantau", ["oversight-viewer"]);
    expect([readsServiceLevels(inspector), readsLog(inspector)]).toEqual([true, true]);
    expect([readsCase(inspector, dossier), worksWithCases(inspector)]).toEqual([false, false]);
    const seeing = everybody()
      .filter((each) => readsServiceLevels(each))
      .flatMap(({ roles }) => roles);
    expect(seeing.toSorted()).toEqual(["agency-head", "library-division-head", "service-section-head"]);
    expect(everybody().every((each) => worksWithCases(each))).toBe(true);
  });
});

describe("phone numbers and addresses", () => {
  it("are written out for whoever calls and writes, asked for by heads, and hidden from oversight", async () => {
    const work = player(stopScript);
    const dossier = await work.dossier(await work.caseAt("judge-plan"));
    const overseer = member("pemantau", "Pemantau", ["oversight-viewer"]);
    const seen = [people.sectionHead, people.driver, people.divisionHead, people.agencyHead, overseer];
    expect(seen.map((who) => contactsFor(who, dossier, everybody()))).toEqual([
      "shown",
      "shown",
      "on-request",
      "on-request",
      "hidden",
    ]);
  });
});
