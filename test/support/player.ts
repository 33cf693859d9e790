/**
 * An agency at work on fakes: cases are opened, people answer, the workflow goes on as the tables say. Whoever knows a
 * script (the usual answers of a procedure) can play its cases to any row.
 */
import { randomUUID } from "node:crypto";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import type { EntryChannel, Language, Procedure } from "../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { isoDate } from "../../functions/domain/calendar/instants.ts";
import { openTasks, procedureOfCase } from "../../functions/domain/case/case-file.ts";
import {
  personOf,
  type Channel,
  type Dossier,
  type TaskItem,
  type Values,
} from "../../functions/domain/case/records.ts";
import { earliestOf } from "../../functions/domain/case/waited-for.ts";
import { acceptRequest, type Submission } from "../../functions/domain/intake/open-case.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { decide, type Answering } from "../../functions/domain/task/decide-task.ts";
import { candidateOf, requesterOf, roleToBegin } from "../../functions/domain/task/permission.ts";
import { betterLetter, letterFile, pdf } from "./builders.ts";
import { dependencies, type FakeDependencies } from "./fakes/index.ts";
import { newSecret } from "../../infra/demo/people.ts";
import { tableFlow, type TableFlow } from "./table-flow.ts";

/** An answer to a task. */
export interface Reply {
  outcome: string;
  /** A member of the staff by id, or `requester`. */
  by: string;
  values?: Values;
  note?: string;
  /** Without it: the staff's pages, or the requester's link proved by a code. */
  channel?: Channel;
}

/** Answers by step id; what is left out of one is as usual. */
export type Replies = Record<string, Partial<Reply>>;

/** How cases of a procedure usually go. */
export interface Script {
  procedure: string;
  /** What is typed into the form that opens a case, some of it replaced; `undefined` leaves a field out. */
  request(overrides: Values, entryChannel: EntryChannel): Values;
  /** The straight way, by step id; steps beside it may have an answer too. */
  usual: Record<string, Reply>;
  /** The hour (WIB) at which people answer what may not be answered before its day. */
  dayBegins: number;
  /** The usual way in; the public form unless said otherwise. */
  entryChannel?: EntryChannel;
  /** Who opens a case in the office, by id. */
  opener?: string;
}

const zone = "Asia/Jakarta";

/** The agency without a script: whoever plays says every answer. */
export interface Workplace extends FakeDependencies {
  flow: TableFlow;
  /** Opens a case and lets the workflow run to the first task; answers the case id. */
  open(procedure: string, values: Values, way?: WayIn): Promise<string>;
  dossier(caseId: string): Promise<Dossier>;
  /** The one open task of a case. */
  task(caseId: string): Promise<TaskItem>;
  /** Answers the open task, and lets the workflow run on. */
  answer(caseId: string, reply: Reply): Promise<void>;
  sweep(): ReturnType<typeof sweep>;
  /** The first sweep since the last one: nothing ran in between. */
  comeBack(): ReturnType<typeof sweep>;
  /** Steps that were answered, in order. */
  way(caseId: string): Promise<string[]>;
}

interface WayIn {
  entryChannel?: EntryChannel;
  language?: Language;
  /** The member of the staff who opens the case, by id. */
  opener?: string | undefined;
}

export interface Player extends Workplace {
  /** Opens a case with what the script types in, some of it replaced; answers the case id. */
  submit(values?: Values, way?: WayIn): Promise<string>;
  /** Answers the open task as usual at its step and on its day, with some of it replaced. */
  answerAsUsual(caseId: string, replaced?: Partial<Reply>): Promise<void>;
  /** Plays the usual answers until a step is open (or the case has ended); some may be replaced. */
  playTo(caseId: string, step: string, replies?: Replies): Promise<void>;
  /** A request that was played to a step. */
  caseAt(step: string, replies?: Replies, values?: Values): Promise<string>;
}

export function player(script: Script, overrides: Partial<FakeDependencies> = {}): Player {
  const work = workplace(overrides);
  const onItsDay = ({ availableFrom }: TaskItem): void => {
    if (!availableFrom || availableFrom <= work.clock.at()) return;
    const midnight = Date.parse(`${isoDate(Date.parse(availableFrom), zone)}T00:00:00+07:00`);
    work.clock.set(Math.max(Date.parse(availableFrom), midnight + script.dayBegins * 3_600_000));
  };
  /** What may be chosen only from an hour on is chosen then. */
  const atItsHour = async (caseId: string, { step: id }: TaskItem, outcome: string): Promise<void> => {
    const found = await work.dossier(caseId);
    const step = stepOf(procedureOfCase(found.case), id);
    const chosen = step.outcomes.find((each) => each.id === outcome);
    const { calendar } = await work.agencies.settings();
    const from = chosen && earliestOf(calendar, found, step, chosen);
    if (from && from > work.clock.at()) work.clock.set(from);
  };
  const player: Player = {
    ...work,
    submit(values = {}, { entryChannel = script.entryChannel ?? "public", ...way } = {}) {
      const opener = entryChannel === "staff" ? script.opener : undefined;
      return work.open(script.procedure, script.request(values, entryChannel), { opener, entryChannel, ...way });
    },
    async answerAsUsual(caseId, replaced = {}) {
      const task = await work.task(caseId);
      const { outcome, by, ...rest } = { ...script.usual[task.step], ...replaced };
      if (!outcome || !by) throw new Error(`nobody said how to answer ${task.step}`);
      if (outcome === script.usual[task.step]?.outcome) {
        onItsDay(task);
        await atItsHour(caseId, task, outcome);
      }
      await work.answer(caseId, { outcome, by, ...rest });
    },
    async playTo(caseId, step, replies = {}) {
      for (let [task] = openTasks(await work.dossier(caseId)); task; [task] = openTasks(await work.dossier(caseId))) {
        if (task.step === step) return;
        onItsDay(task);
        await atItsHour(caseId, task, replies[task.step]?.outcome ?? "");
        await player.answerAsUsual(caseId, replies[task.step]);
      }
    },
    async caseAt(step, replies, values) {
      const caseId = await player.submit(values);
      await player.playTo(caseId, step, replies);
      return caseId;
    },
  };
  return player;
}

export function workplace(overrides: Partial<FakeDependencies> = {}): Workplace {
  const base = dependencies(overrides);
  const flow = tableFlow(() => all);
  const all: FakeDependencies = { ...base, workflow: base.on.watch("workflow", flow) };
  all.files.put(letterFile, "surat.pdf", pdf);
  all.files.put(betterLetter, "surat-yang-lengkap.pdf", pdf);

  const work: Workplace = {
    ...all,
    flow,
    async open(procedureId, values, { entryChannel = "public", language = "id", opener } = {}) {
      const procedure = currentProcedureOf(procedureId);
      const openedBy = opener === undefined ? {} : { openedBy: openerOf(procedure, await memberOf(all, opener)) };
      const submissionId = randomUUID();
      const { caseId } = await acceptRequest(all, {
        ...{ procedure, submissionId, secret: newSecret(), language, values, entryChannel },
        ...openedBy,
      });
      await flow.settle();
      return caseId;
    },
    async dossier(caseId) {
      const found = await all.cases.dossier(caseId);
      if (!found) throw new Error(`no case ${caseId}`);
      return found;
    },
    async task(caseId) {
      const open = openTasks(await work.dossier(caseId));
      const [task] = open;
      if (!task || open.length > 1) throw new Error(`${caseId} has ${open.length} open tasks`);
      return task;
    },
    async answer(caseId, { outcome, values = {}, note = "", ...who }) {
      const [dossier, task] = [await work.dossier(caseId), await work.task(caseId)];
      const answering = await answeringAs(all, dossier, { outcome, ...who });
      await decide(all, dossier, task, { outcome, values, note }, answering);
      await flow.settle();
    },
    async sweep() {
      // Between the sweeps that a test asks for, those of each minute found nothing to do.
      await all.uptime.noteRun(work.clock.at());
      return work.comeBack();
    },
    async comeBack() {
      const done = await sweep(all);
      await flow.settle();
      return done;
    },
    async way(caseId) {
      return (await work.dossier(caseId)).tasks.filter((task) => task.answer).map((task) => task.step);
    },
  };
  return work;
}

export type Opener = NonNullable<Submission["openedBy"]>;

/** A member who opens a case of a procedure in the office. @throws Error when the table does not allow it */
export function openerOf(procedure: Procedure, member: StaffMember): Opener {
  const role = roleToBegin(member, procedure);
  if (!role) throw new Error(`${member.id} may not begin a case of ${procedure.id}`);
  return { person: personOf(member), name: member.name, role, channel: "staff" };
}

async function answeringAs(all: FakeDependencies, dossier: Dossier, { by, channel }: Reply): Promise<Answering> {
  if (by === "requester") return { ...requesterOf(dossier), name: "", channel: channel ?? "link-code" };
  const member = await memberOf(all, by);
  const stated = { name: "Dewi Lestari", position: "Analis Hukum" };
  return { ...candidateOf(member), name: member.name, channel: channel ?? "staff", stated };
}

async function memberOf({ agencies }: FakeDependencies, id: string): Promise<StaffMember> {
  const member = (await agencies.staff()).find((each) => each.id === id);
  if (!member) throw new Error(`nobody of the staff is ${id}`);
  return member;
}
