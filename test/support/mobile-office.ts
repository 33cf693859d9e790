/** The mobile library at work on fakes: a host asks, people answer row after row, the workflow goes on. */
import { randomUUID } from "node:crypto";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { outcomesOf } from "../../statemachines/language/table.ts";
import { mobileLibrary } from "../../statemachines/mobile-library/sop.ts";
import { acceptRequest } from "../../functions/domain/intake/open-case.ts";
import { decide } from "../../functions/domain/task/decide-task.ts";
import { openTasks, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Dossier, TaskItem, Values } from "../../functions/domain/case/records.ts";
import { roleFor } from "../../functions/domain/task/permission.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { pdf, people } from "./builders.ts";
import { dependencies, type FakeDependencies } from "./fakes/index.ts";
import { tableFlow, type TableFlow } from "./table-flow.ts";

export const hostEmail = "kepala@sdn2.sch.test";
/** Wednesday 9 December 2026. */
export const stopDay = "2026-12-09";
export const vehicle = "B 9001 PUS";
export const otherVehicle = "B 9002 PUS";

/** What SDN 2 asks for. */
export function hostRequest(overrides: Values = {}): Values {
  const values: Values = {
    hostName: "SDN 2 Contoh",
    hostType: "sekolah",
    hostAddress: "Jalan Melati 3, Contoh Utara",
    district: "Contoh Utara",
    contactName: "Bapak Surya",
    contactPhone: "081234567890",
    contactEmail: hostEmail,
    expectedReaders: { anak: 60, umum: 5 },
    preferredDate: stopDay,
    consent: true,
    ...overrides,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The stop at SDN 2: away from 08.00 until 12.30, service from 09.00 until 11.50. */
export function stopPlan(overrides: Values = {}): Values {
  return {
    place: "SDN 2 Contoh",
    date: stopDay,
    arrival: "08:40",
    start: "09:00",
    end: "11:50",
    distanceKm: 18,
    travelMinutes: 40,
    officers: [people.mobileOfficer.id],
    driver: people.driver.id,
    vehicle,
    rainPlan: "Pindah ke aula sekolah",
    ...overrides,
  };
}

const change = { changeReason: "pengguna", agreedBy: "Bapak Surya", agreedOn: "2026-11-23", agreedChannel: "telepon" };

/** The change of a plan, agreed with the host by phone. */
export function changedPlan(overrides: Values = {}): Values {
  const { rainPlan: _, ...plan } = stopPlan();
  return { ...plan, ...change, ...overrides };
}

export interface MobileReply {
  outcome: string;
  by?: string;
  values?: Values;
  note?: string;
}

const checklist = { fuel: true, vehicleCondition: true, books: true, carpet: true };
const officer = people.mobileOfficer.id;
const contacts = [{ on: "2026-11-23", with: "Bapak Surya", channel: "telepon", agreed: "Rabu 9 Desember, halaman" }];

/** The straight way through SOP 1. */
export const usual: Record<string, MobileReply> = {
  coordinate: { outcome: "selesai", by: people.sectionHead.id, values: { contacts } },
  plan: { outcome: "ajukan", by: people.sectionHead.id, values: stopPlan() },
  "judge-plan": { outcome: "sesuai", by: people.divisionHead.id },
  assign: {
    outcome: "tugaskan",
    by: people.sectionHead.id,
    values: { officers: [officer], driver: people.driver.id, vehicle },
  },
  publish: { outcome: "terbitkan", by: officer, values: { publishedIn: ["whatsapp"] } },
  confirm: { outcome: "ya", by: "requester" },
  "act-on-silence": {
    outcome: "jalan-terus",
    by: people.sectionHead.id,
    values: { confirmedBy: "Bapak Surya", confirmedChannel: "telepon" },
  },
  "change-plan": { outcome: "sepakat", by: people.sectionHead.id, values: changedPlan() },
  "judge-change": { outcome: "sesuai", by: people.divisionHead.id },
  "publish-change": { outcome: "terbitkan", by: officer },
  prepare: { outcome: "siap", by: officer, values: checklist },
  travel: { outcome: "tiba", by: officer },
  "sign-guest-book": { outcome: "selesai", by: officer, values: { signedBy: "Bapak Surya", signedPage: "halaman" } },
  "set-out": { outcome: "selesai", by: officer },
  "tidy-up": {
    outcome: "selesai",
    by: officer,
    values: { readers: { "anak-l": 30, "anak-p": 31 }, booksRead: 140 },
  },
  return: { outcome: "kembali", by: officer, values: { odometer: 20_145 } },
};

export interface MobileOffice extends FakeDependencies {
  flow: TableFlow;
  ask(values?: Values): Promise<string>;
  dossier(caseId: string): Promise<Dossier>;
  task(caseId: string): Promise<TaskItem>;
  /** Answers the open task; what is not given is as usual at its step. */
  answer(caseId: string, reply?: Partial<MobileReply>): Promise<void>;
  /** Plays the usual answers until a step is open or the case has ended. */
  playTo(caseId: string, step: string, replies?: Record<string, Partial<MobileReply>>): Promise<void>;
  sweep(): Promise<void>;
  /** Steps that were done, in order. */
  way(caseId: string): Promise<string[]>;
}

export function mobileOffice(overrides: Partial<FakeDependencies> = {}): MobileOffice {
  const base = dependencies(overrides);
  const flow = tableFlow(() => all);
  const all: FakeDependencies = { ...base, workflow: base.on.watch("workflow", flow) };
  all.files.put("halaman", "halaman.pdf", pdf);

  const dossier = async (caseId: string): Promise<Dossier> => {
    const found = await all.cases.dossier(caseId);
    if (!found) throw new Error(`no case ${caseId}`);
    return found;
  };
  const mainTasks = async (caseId: string): Promise<TaskItem[]> =>
    openTasks(await dossier(caseId)).filter((task) => !task.about);
  const task = async (caseId: string): Promise<TaskItem> => {
    const [only, ...more] = await mainTasks(caseId);
    if (!only || more.length > 0) throw new Error(`${caseId} has ${more.length + Number(only !== undefined)} tasks`);
    return only;
  };
  const office: MobileOffice = {
    ...all,
    flow,
    dossier,
    task,
    async ask(values = {}) {
      const { caseId } = await acceptRequest(all, {
        procedure: currentProcedureOf(mobileLibrary.id),
        submissionId: randomUUID(),
        language: "id",
        values: hostRequest(values),
      });
      await flow.settle();
      return caseId;
    },
    async answer(caseId, reply = {}) {
      const [found, open] = [await dossier(caseId), await task(caseId)];
      const { by, note = "", outcome, values = {} } = { outcome: "", ...usual[open.step], ...reply };
      const step = stepOfTask(found, open);
      const chosen = outcomesOf(mobileLibrary, step).find(({ id }) => id === outcome);
      const member = (await all.agencies.staff()).find(({ id }) => id === by);
      const role = member ? roleFor(member, step, open, chosen) : mobileLibrary.requester;
      if (!role) throw new Error(`${by ?? "nobody"} may not answer ${open.step}`);
      const person = member ? (`staff:${member.id}` as const) : "requester";
      const channel = member ? "staff" : "link-phone";
      await decide(all, found, open, { outcome, values, note }, { person, name: member?.name ?? "", role, channel });
      await flow.settle();
    },
    async playTo(caseId, step, replies = {}) {
      for (let [open] = await mainTasks(caseId); open && open.step !== step; [open] = await mainTasks(caseId)) {
        if (open.availableFrom && open.availableFrom > all.clock.at()) {
          all.clock.set(Date.parse(open.availableFrom) + 7 * 3_600_000);
        }
        await office.answer(caseId, replies[open.step]);
      }
    },
    async sweep() {
      await sweep(all);
      await flow.settle();
    },
    async way(caseId) {
      return (await dossier(caseId)).tasks.filter((each) => each.answer).map((each) => each.step);
    },
  };
  return office;
}
