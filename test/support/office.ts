/** An agency at work on fakes: requests come in, people answer, the workflow goes on. */
import { randomUUID } from "node:crypto";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import { acceptRequest } from "../../functions/domain/intake/open-case.ts";
import { decide, type Responder } from "../../functions/domain/task/decide-task.ts";
import { openTasks, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Channel, Dossier, TaskItem, Values } from "../../functions/domain/case/records.ts";
import { roleFor } from "../../functions/domain/task/permission.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { letterFile, pdf, people, visitRequest } from "./builders.ts";
import { dependencies, type FakeDependencies } from "./fakes/index.ts";
import { tableFlow, type TableFlow } from "./table-flow.ts";

/** Who answers: a member of the staff by id, or the requester. */
export type Who = string;

export interface Reply {
  outcome: string;
  by: Who;
  values?: Values;
  note?: string;
  channel?: Channel;
}

export interface Office extends FakeDependencies {
  flow: TableFlow;
  /** Sends a request and lets the workflow run to the first task; answers the case id. */
  submit(values?: Values, language?: "id" | "en"): Promise<string>;
  dossier(caseId: string): Promise<Dossier>;
  /** The one open task of a case. */
  task(caseId: string): Promise<TaskItem>;
  /** Answers the open task, and lets the workflow run on. */
  answer(caseId: string, reply: Reply): Promise<void>;
  /** Plays the usual answers until a step is open (or the case has ended); some may be replaced by step id. */
  playTo(caseId: string, step: string, replies?: Record<string, Partial<Reply>>): Promise<void>;
  /** A request that was played to a step. */
  caseAt(step: string, replies?: Record<string, Partial<Reply>>, values?: Values): Promise<string>;
  sweep(): Promise<Awaited<ReturnType<typeof sweep>>>;
}

/** The straight way through SOP 4. */
const usualReplies: Record<string, Reply> = {
  "register-letter": { outcome: "agendakan", by: people.registrar.id, values: { urgency: "biasa" } },
  "check-schedule": { outcome: "lapor", by: people.registrar.id, values: { availability: "sesuai" } },
  recommend: {
    outcome: "teruskan",
    by: people.sectionHead.id,
    values: { recommendation: "cocok", companion: people.companion.id },
  },
  decide: { outcome: "ya", by: people.divisionHead.id, channel: "link-device" },
  reply: { outcome: "ya", by: people.registrar.id },
  "accept-companionship": { outcome: "terima", by: people.companion.id },
  "replace-companion": {
    outcome: "tunjuk",
    by: people.sectionHead.id,
    values: { companion: people.otherCompanion.id },
  },
  "sign-guest-book": { outcome: "hadir", by: "requester", values: { attendance: 38 }, channel: "link-phone" },
  "guide-visitors": { outcome: "selesai", by: people.companion.id },
};

/** Three free times after the day asked for. */
export const proposedSlots = [
  { date: "2026-12-03", start: "09:00", end: "11:00" },
  { date: "2026-12-07", start: "09:00", end: "11:00" },
  { date: "2026-12-08", start: "13:00", end: "15:00" },
];

/** The Kabid asks for another time, and the reply proposes three. */
export const anotherTime: Record<string, Partial<Reply>> = {
  decide: { outcome: "tidak", note: "Ruang baca sedang direnovasi." },
  reply: { outcome: "tidak", values: { proposedSlots } },
};

export const refusal: Record<string, Partial<Reply>> = {
  decide: { outcome: "tolak", note: "Layanan kunjungan ditutup sampai akhir tahun." },
  reply: { outcome: "tolak" },
};

export function office(overrides: Partial<FakeDependencies> = {}): Office {
  const base = dependencies(overrides);
  const flow = tableFlow(() => all);
  const all: FakeDependencies = { ...base, workflow: base.on.watch("workflow", flow) };
  all.files.put(letterFile, "surat.pdf", pdf);

  const dossierOf = async (caseId: string): Promise<Dossier> => {
    const found = await all.cases.dossier(caseId);
    if (!found) throw new Error(`no case ${caseId}`);
    return found;
  };
  const taskOf = async (caseId: string): Promise<TaskItem> => {
    const [task, ...more] = openTasks(await dossierOf(caseId));
    if (!task || more.length > 0)
      throw new Error(`${caseId} has ${more.length + Number(task !== undefined)} open tasks`);
    return task;
  };
  const office: Office = {
    ...all,
    flow,
    async submit(values = {}, language = "id") {
      const { caseId } = await acceptRequest(all, {
        procedure: currentProcedureOf(officialVisit.id),
        submissionId: randomUUID(),
        language,
        values: visitRequest(values),
      });
      await flow.settle();
      return caseId;
    },
    dossier: dossierOf,
    task: taskOf,
    async answer(caseId, { outcome, by, values = {}, note = "", channel }) {
      const found = await dossierOf(caseId);
      const task = await taskOf(caseId);
      const responder = await responderFor(all, found, task, by, outcome, channel);
      await decide(all, found, task, { outcome, values, note }, responder);
      await flow.settle();
    },
    async playTo(caseId, step, replies = {}) {
      for (let task = openTasks(await dossierOf(caseId))[0]; task; task = openTasks(await dossierOf(caseId))[0]) {
        if (task.step === step) return;
        const usual = usualReplies[task.step];
        const reply = { ...usual, ...replies[task.step] };
        if (!reply.outcome || !reply.by) throw new Error(`nobody said how to answer ${task.step}`);
        if (task.availableFrom && task.availableFrom > all.clock.at()) all.clock.set(nineOClock(task.availableFrom));
        await office.answer(caseId, { ...reply, outcome: reply.outcome, by: reply.by });
      }
    },
    async caseAt(step, replies = {}, values = {}) {
      const caseId = await office.submit(values);
      await office.playTo(caseId, step, replies);
      return caseId;
    },
    async sweep() {
      const done = await sweep(all);
      await flow.settle();
      return done;
    },
  };
  return office;
}

/** 09.00 of the day that begins at an instant. */
function nineOClock(midnight: string): number {
  return Date.parse(midnight) + 9 * 3_600_000;
}

async function responderFor(
  { agencies }: FakeDependencies,
  dossier: Dossier,
  task: TaskItem,
  by: Who,
  outcomeId: string,
  channel: Channel = by === "requester" ? "link-phone" : "staff",
): Promise<Responder> {
  if (by === "requester") return { person: "requester", name: "", role: "official-visitor", channel };
  const member = (await agencies.staff()).find(({ id }) => id === by);
  const step = stepOfTask(dossier, task);
  const outcome = [...step.outcomes, ...(officialVisit.anytime ?? [])].find(({ id }) => id === outcomeId);
  const role: ActorId | null = member ? roleFor(member, step, task, outcome) : null;
  if (!member || !role) throw new Error(`${by} may not answer ${task.step}`);
  return { person: `staff:${member.id}`, name: member.name, role, channel };
}
