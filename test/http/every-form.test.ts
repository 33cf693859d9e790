/**
 * Every form of every table through the real routes: what cannot be stored is refused with the field named and nothing
 * changes; what fits is stored once, and told to whoever comes second.
 */
import { describe, expect, it } from "vitest";
import { fieldsFor } from "../../statemachines/form/check-form.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import type { Field, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { acceptRequest, askedThrough, type Submission } from "../../functions/domain/intake/open-case.ts";
import type { Answering, Choice } from "../../functions/domain/task/decide-task.ts";
import { procedureOfCase, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem, Values } from "../../functions/domain/case/records.ts";
import { formContext } from "../../functions/domain/form/form-context.ts";
import { personOf } from "../../functions/domain/case/records.ts";
import { candidateOf, choosableOutcomes, circumstancesOf } from "../../functions/domain/task/permission.ts";
import { Refusal } from "../../functions/domain/refusal.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { breaksOf } from "../support/broken-values.ts";
import type { FakeDependencies } from "../support/fakes/index.ts";
import { everythingIn } from "../support/fakes/memory.ts";
import { programWords } from "../support/program-words.ts";
import { browser, prove, type Call, type Reply, type TestBrowser } from "../support/http.ts";
import { randomPlayer } from "../support/random-player.ts";

/** Offices that are opened, one after the other, until every outcome was chosen once. */
const mostOffices = 300;
const mostActs = 150;
const unknownField = "isAdmin";

const sops = Map.groupBy(currentProcedures(), ({ sop }) => sop);

describe.each([...sops].map(([number, procedures]) => ({ number, procedures })))("SOP $number", ({ procedures }) => {
  it("refuses what cannot be stored, naming the field, and takes each outcome once", async () => {
    const chosen = new Set<string>();
    const trial = new Trial();
    for (let seed = 1; seed <= mostOffices && missing(procedures, chosen).length > 0; seed += 1) {
      const player = randomPlayer(seed, { chosen, answer: trial.answer, begin: trial.begin });
      const open = [];
      for (const { id } of procedures) open.push(await player.begin(id));
      for (let act = 0; act < mostActs && open.length > 0; act += 1) {
        const caseId = open[act % open.length] ?? "";
        if ((await player.dossier(caseId)).case.ending) open.splice(open.indexOf(caseId), 1);
        else await player.act(caseId);
      }
    }
    expect(trial.problems).toEqual([]);
    expect(missing(procedures, chosen)).toEqual([]);
    expect(trial.refused).toBeGreaterThan(100);
  }, 120_000);
});

/** Outcomes that people choose and nobody has chosen yet. */
function missing(procedures: Procedure[], chosen: Set<string>): string[] {
  const outcomes = procedures.flatMap(({ id, steps }) =>
    steps
      .filter(({ kind }) => kind !== "entry" && kind !== "automatic")
      .flatMap((step) => step.outcomes.filter(({ onDeadline }) => !onDeadline).map((each) => `${step.id}/${each.id}`))
      .map((each) => `${id}/${each}`),
  );
  return outcomes.filter((each) => !chosen.has(each));
}

/** A form and values that fit it. */
interface Form {
  fields: Field[];
  procedure: Procedure;
  values: Values;
  where: string;
}

type Send = (values: Values, call?: Call) => Promise<Reply>;

/** Tries each form once in every wrong way before it is answered well. */
class Trial {
  readonly #tried = new Set<string>();
  refused = 0;
  /** What was not refused as it should, or left something behind. */
  readonly problems: string[] = [];

  readonly begin = async (work: FakeDependencies, submission: Submission): Promise<{ caseId: string }> => {
    const { entryChannel = "public", procedure, secret, submissionId, values } = submission;
    if (entryChannel === "calendar") return acceptRequest(work, submission);
    const as = entryChannel === "staff" ? await memberOf(work, submission.openedBy?.person ?? "") : undefined;
    const path = as ? "/api/staff/cases" : "/api/requests";
    const send: Send = (given, call = {}) =>
      browser(work).post(
        path,
        { procedure: procedure.id, submissionId, secret, language: "id", values: given },
        as ? { ...call, as } : call,
      );
    const where = `${procedure.id} through the ${entryChannel} entry channel`;
    if (this.#first(where))
      await this.#spoil(work, send, { fields: askedThrough(procedure, entryChannel), procedure, values, where });
    const reply = await send(values);
    expect(reply.status, reply.text).toBe(201);
    return { caseId: String(reply.body["case"]) };
  };

  readonly answer = async (
    work: FakeDependencies,
    found: Dossier,
    task: TaskItem,
    { note, outcome, values }: Choice,
    answering: Answering,
  ): Promise<void> => {
    const desk = await deskOf(work, task, answering);
    const send: Send = (given, call) => desk.post({ outcome, note, values: given }, call);
    const step = stepOfTask(found, task);
    const own = step.outcomes.some(({ id }) => id === outcome);
    const procedure = procedureOfCase(found.case);
    const where = `${procedure.id}/${step.id}/${outcome}`;
    const reached = await send({ ...values, [unknownField]: true });
    if (!namesOf(reached).includes(unknownField)) throw refusalOf(reached);
    const first = this.#first(where);
    if (first && own) await this.#spoil(work, send, { fields: askedOf(step, outcome), procedure, values, where });
    if (first) await refusesOthers(work, found, task, step, { outcome, note, values });
    const reply = await send(values);
    if ([403, 409, 410, 422].includes(reply.status)) throw refusalOf(reply);
    expect(reply.status, `${where}: ${reply.text}`).toBe(200);
    if (first) await tellsTheSecond(work, found, task, desk, { outcome, note, values });
  };

  #first(where: string): boolean {
    if (this.#tried.has(where)) return false;
    this.#tried.add(where);
    return true;
  }

  async #spoil(work: FakeDependencies, send: Send, { fields, procedure, values, where }: Form): Promise<void> {
    const context = formContext(await work.agencies.settings(), procedure, work.clock.now());
    const spoilt = fields.flatMap((field) =>
      breaksOf(field, context).map(({ how, value }) => ({ name: field.name, how, value })),
    );
    for (const { how, name, value } of [...spoilt, { name: unknownField, how: "an unknown field", value: true }]) {
      const before = everythingIn(work.memory);
      const { [name]: _left, ...others } = values;
      // In either language by turns.
      const headers = { "accept-language": this.refused % 2 === 0 ? "id" : "en" };
      const reply = await send(value === undefined ? others : { ...others, [name]: value }, { headers });
      this.refused += 1;
      const sentence = (reply.body["fields"] as Record<string, string> | undefined)?.[name] ?? "";
      const told =
        reply.status === 422 &&
        /^[\p{Lu}\d][^!]*[.?]$/u.test(sentence) &&
        !programWords.test(`${sentence} ${String(reply.body["message"])}`);
      const kept = everythingIn(work.memory) === before;
      if (!told || !kept) this.problems.push(`${where}: ${name} = ${how} -> ${reply.status} ${reply.text}`);
    }
  }
}

/** What a person fills in; what the service computes is not read from the form. */
function askedOf({ fields = [] }: Step, outcome: string): Field[] {
  return fieldsFor(fields, outcome).filter((field) => !field.computed);
}

interface Desk {
  post(body: object, call?: Call): Promise<Reply>;
}

const proven = new WeakMap<FakeDependencies, Map<string, TestBrowser>>();

/** Where a person answers: by the link that was mailed, or signed in. */
async function deskOf(work: FakeDependencies, task: TaskItem, answering: Answering): Promise<Desk> {
  const inside = answering.person !== "requester";
  const link = taskLinkId(work.secrets, task, answering.person);
  const path = `/api/decisions/${link}`;
  const visitors = proven.get(work) ?? new Map<string, TestBrowser>();
  proven.set(work, visitors);
  const visitor = visitors.get(answering.person) ?? browser(work);
  const page = await visitor.get(path);
  if (inside && page.status === 404) {
    const as = await memberOf(work, answering.person);
    return {
      post: (body, call) => browser(work).post(`/api/staff/tasks/${task.caseId}/${task.id}`, body, { ...call, as }),
    };
  }
  if (page.status === 404) throw refusalOf(page);
  if (page.body["page"] === "proof") await prove(visitor, link, work);
  visitors.set(answering.person, visitor);
  const { nonce, states } = (await visitor.get(path)).body;
  const stated = states === true ? { stated: { name: "Dewi Lestari", position: "Analis Hukum" } } : {};
  return { post: (body, call) => visitor.post(path, { ...body, ...stated, nonce }, call) };
}

async function memberOf({ agencies }: FakeDependencies, person: string): Promise<StaffMember> {
  const found = (await agencies.staff()).find((member) => personOf(member) === person);
  if (!found) throw new Error(`nobody is ${person}`);
  return found;
}

/** Who has no part in the step is refused, signed in or not; nothing is stored. */
async function refusesOthers(
  work: FakeDependencies,
  found: Dossier,
  task: TaskItem,
  step: Step,
  body: Choice,
): Promise<void> {
  const circumstances = await circumstancesOf(work, found, task);
  const mayChoose = (member: StaffMember): boolean =>
    choosableOutcomes(found, task, candidateOf(member), circumstances).some(
      ({ outcome }) => outcome.id === body.outcome,
    );
  const others = (await work.agencies.staff()).filter((member) => !mayChoose(member));
  const path = `/api/staff/tasks/${task.caseId}/${task.id}`;
  const before = everythingIn(work.memory);
  expect((await browser(work).post(path, body)).status, path).toBe(403);
  for (const as of others.slice(0, 2)) {
    const reply = await browser(work).post(path, body, { as });
    expect([reply.status, reply.body["code"]], `${step.id}/${body.outcome} by ${as.id}`).toEqual([403, "forbidden"]);
  }
  expect(everythingIn(work.memory)).toBe(before);
}

/** The same answer again is no fault; another answer is told that somebody was first. Either way nothing changes. */
async function tellsTheSecond(
  work: FakeDependencies,
  found: Dossier,
  task: TaskItem,
  desk: Desk,
  given: Choice,
): Promise<void> {
  const before = everythingIn(work.memory);
  const again = await desk.post(given);
  expect([again.status, again.body["again"]], again.text).toEqual([200, true]);
  const step = stepOfTask(found, task);
  const other = step.outcomes.find(({ id }) => id !== given.outcome);
  if (other) {
    const reply = await desk.post({ ...given, outcome: other.id });
    // An outcome that is another person's to choose is refused as such.
    expect([409, 403], `${step.id}/${other.id}: ${reply.text}`).toContain(reply.status);
  }
  expect(everythingIn(work.memory)).toBe(before);
}

/** Fields that a refusal names. */
function namesOf(reply: Reply): string[] {
  return Object.keys((reply.body["fields"] as Record<string, string> | undefined) ?? {});
}

/** What was refused for another reason than the form, such as a time that is taken: people try something else. */
function refusalOf({ status, text }: Reply): Error {
  const words = `${status} ${text}`;
  return status >= 400 && status < 500 ? new Refusal("stale", { id: words, en: words }) : new Error(words);
}
