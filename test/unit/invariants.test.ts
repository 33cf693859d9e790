import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { register } from "../../statemachines/language/registry.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { decide, type Answering } from "../../functions/domain/task/decide-task.ts";
import { trackingLinkId } from "../../functions/domain/access/tracking-link.ts";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import type { TaskItem } from "../../functions/domain/case/records.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { candidateOf } from "../../functions/domain/task/permission.ts";
import { everybody, people, phoneDigits, requesterEmail } from "../support/builders.ts";
import { changesIn } from "../support/fakes/interruptions.ts";
import { everythingIn } from "../support/fakes/memory.ts";
import { allRoutes, browser, prove, type TestBrowser } from "../support/http.ts";
import { linksIn } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";
import { tokenMark } from "../support/table-flow.ts";

const stepsThatWait = [
  "register-letter",
  "check-schedule",
  "recommend",
  "decide",
  "reply",
  "accept-companionship",
  "sign-guest-book",
  "guide-visitors",
];

/** The link of whom an open task waits for; it leads nowhere where the step is not mailed. */
function linkOf(work: Player, task: TaskItem): string {
  return taskLinkId(work.secrets, task, task.assignees[0] ?? `staff:${people.divisionHead.id}`);
}

/** A browser known as that of the addressee. */
async function knownVisitor(work: Player, caseId: string): Promise<TestBrowser> {
  const visitor = browser(work);
  await prove(visitor, linkOf(work, await work.task(caseId)), work);
  return visitor;
}

/** Every address that shows something about a case now, with who is signed in where it must be. */
async function addressesOf(work: Player, caseId: string) {
  const dossier = await work.dossier(caseId);
  const task = openTasks(dossier)[0];
  const link = task && linkOf(work, task);
  const staff = [
    "/api/staff/me",
    "/api/staff/tasks",
    "/api/staff/cases",
    `/api/staff/cases/${caseId}`,
    `/api/staff/cases/${caseId}/files/surat-permohonan`,
    ...(task ? [`/api/staff/tasks/${caseId}/${task.id}`] : []),
    "/api/staff/register/2026",
  ];
  const open = [
    "/api/agency",
    "/api/procedures/official-visit/request-form",
    `/api/tracking/${trackingLinkId(work.secrets, caseId)}`,
    ...(link ? [`/api/decisions/${link}`, `/api/decisions/${link}/files/surat-permohonan`] : []),
  ];
  return [
    ...open.map((address) => ({ address, call: {} })),
    ...staff.flatMap((address) => everybody().map((as) => ({ address, call: { as } }))),
    { address: "/api/staff/tasks", call: { as: people.registrar, query: { scope: "all" } } },
  ];
}

describe("1. the task token never leaves the back end", () => {
  test.each(stepsThatWait)("nor does any page show it while %s waits", async (step) => {
    const work = player(visitScript);
    const caseId = await work.caseAt(step);
    const visitor = await knownVisitor(work, caseId);
    for (const { address, call } of await addressesOf(work, caseId)) {
      const reply = await visitor.get(address, { ...call, headers: { authorization: "Bearer sri" } });
      expect(reply.status, address).toBeLessThan(500);
      expect(reply.text + JSON.stringify(reply.headers), address).not.toContain(tokenMark);
    }
  });

  it("is in no mail, and in no line of the log", async () => {
    const work = player(visitScript);
    work.on.crashBefore("workflow.resume");
    await work.caseAt("never");
    const caseId = await work.submit();
    await work.sweep();
    await work.playTo(caseId, "never");
    expect(JSON.stringify([work.mailer.sent, work.log.lines])).not.toContain(tokenMark);
  });

  it("is replaced by an opaque id in links, of which only the hash is stored", async () => {
    const work = player(visitScript);
    await work.caseAt("choose-other-time", anotherTime);
    const ids = new Set(work.mailer.sent.flatMap(linksIn).map(({ id }) => id));
    const stored = everythingIn(work.memory);
    expect(ids.size).toBeGreaterThanOrEqual(2);
    for (const id of ids) {
      expect(Buffer.from(id, "base64url")).toHaveLength(32);
      expect(stored).not.toContain(id);
      expect(stored).toContain(work.secrets.hash(id));
      expect(work.log.lines.join()).not.toContain(id);
    }
  });
});

describe("2. GET and HEAD change nothing", () => {
  test.each([...stepsThatWait, "choose-other-time"])("while %s waits, whoever sends them", async (step) => {
    const work = player(visitScript);
    const caseId = await work.caseAt(step, step === "choose-other-time" ? anotherTime : {});
    work.sessions.valid.set("sri", { sub: people.divisionHead.id });
    const visitor = await knownVisitor(work, caseId);
    const [before, calls] = [everythingIn(work.memory), work.on.calls.length];
    for (const { address, call } of await addressesOf(work, caseId)) {
      await visitor.get(address, { ...call, headers: { authorization: "Bearer sri" } });
      await visitor.send("HEAD", address, call);
    }
    // That somebody of the staff read is noted in a stream beside the table, which says nothing of any case.
    const stored = everythingIn(work.memory).split("\n");
    expect(stored.some(isReading)).toBe(true);
    expect(changesIn(work.on.calls.slice(calls)).filter((call) => !call.startsWith("readings."))).toEqual([]);
    expect(stored.filter((line) => !isReading(line)).join("\n")).toBe(before);
  });

  function isReading(line: string): boolean {
    return line.startsWith('{"pk":"READ#');
  }

  it("and no route that changes something answers to GET", () => {
    const routes = Object.values(allRoutes).flatMap((each) => Object.keys(each));
    expect(routes.filter((route) => /^GET .*(code|proof|cancel)$/.test(route))).toEqual([]);
  });
});

describe("3. a task is decided at most once", () => {
  it("of twenty at once, through different channels, one wins and the others are told who did", async () => {
    const work = player(visitScript);
    work.agencies.now.staff = everybody().map((each) =>
      each.id === people.companion.id ? { ...each, roles: [...each.roles, "library-division-head"] } : each,
    );
    const caseId = await work.caseAt("decide");
    const [dossier, task] = [await work.dossier(caseId), await work.task(caseId)];
    const attempts = Array.from({ length: 20 }, (_, index) => {
      const by = index % 2 === 0 ? people.divisionHead : people.companion;
      const responder = {
        person: `staff:${by.id}`,
        name: by.name,
        roles: ["library-division-head"],
        channel: index % 3 === 0 ? "staff" : "link-device",
      } satisfies Answering;
      const note = "Dua sesi.";
      return decide(work, dossier, task, { outcome: index < 10 ? "ya" : "tolak", values: {}, note }, responder);
    });
    const results = await Promise.allSettled(attempts);
    const won = results.filter((result) => result.status === "fulfilled" && !result.value.again);
    const stored = (await work.dossier(caseId)).tasks.find((each) => each.id === task.id)?.answer;
    expect(won).toHaveLength(1);
    expect(work.flow.resumed.filter(({ token }) => token === task.token)).toHaveLength(1);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      expect(result.reason).toMatchObject({ kind: "already-decided" });
      expect((result.reason as { text: { id: string } }).text.id).toBe(
        `Berkas ini sudah diproses oleh ${stored?.name}`,
      );
    }
  });

  it("and the same person who sends it again gets the stored answer, not an error", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const [dossier, task] = [await work.dossier(caseId), await work.task(caseId)];
    const responder = { ...candidateOf(people.divisionHead), name: "Sri", channel: "staff" } as const;
    const choice = { outcome: "ya", values: {}, note: "" };
    const first = await decide(work, dossier, task, choice, responder);
    const second = await decide(work, dossier, task, choice, responder);
    expect([first.again, second.again]).toEqual([false, true]);
    expect(second.task.answer).toEqual(first.task.answer);
  });
});

describe("8. a running case keeps the SOP version it started with", () => {
  it("whatever is published while it runs", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const changed = structuredClone(officialVisit);
    changed.version = 2;
    for (const step of changed.steps) if (step.id === "check-schedule") step.time = { ...step.time, max: "PT2H" };
    onTestFinished(register([changed]));

    const later = await work.submit();
    await work.playTo(later, "check-schedule");
    await work.playTo(caseId, "check-schedule");
    const minutes = async (id: string) => {
      const { dueAt, openedAt, version } = await work.task(id);
      return [version, Math.round((Date.parse(dueAt ?? "") - Date.parse(openedAt)) / 60_000)];
    };
    expect(await minutes(caseId)).toEqual([1, 20]);
    expect(await minutes(later)).toEqual([2, 120]);
  });
});

describe("9. no multi-item transaction is needed", () => {
  it("and none is used by an adapter", () => {
    const folder = path.join(import.meta.dirname, "../../functions");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const using = files.filter((file) =>
      /Transact(Write|Get)|ExecuteTransaction/.test(readFileSync(path.join(folder, file), "utf8")),
    );
    expect(files.length).toBeGreaterThan(30);
    expect(using).toEqual([]);
  });
});

it("what a requester proves stays with the requester: the digits are in no answer", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("decide");
  const reply = await browser(work).get(`/api/tracking/${trackingLinkId(work.secrets, caseId)}`);
  expect(reply.text).not.toContain(phoneDigits);
  expect(reply.text).not.toContain(requesterEmail);
});
