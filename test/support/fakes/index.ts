/** Everything a handler may need: the real stores on SQLite in memory, and stand-ins for the services. */
import type { Dependencies } from "../../../functions/domain/ports.ts";
import { agency, everybody, mondayMorning } from "../builders.ts";
import { clockAt, type TestClock } from "../clock.ts";
import { storesIn } from "../../../functions/adapters/stores/index.ts";
import { fakeAdministration, fakeAgencies, type FakeAgencies } from "./agencies.ts";
import { interruptions, type Interruptions } from "./interruptions.ts";
import { emptyMemory, type Memory } from "./memory.ts";
import {
  fakePrinter,
  fakeFiles,
  fakeLog,
  fakeMailDomains,
  fakeMailer,
  fakeMetrics,
  fakeSecrets,
  fakeSessions,
  fakeWorkflow,
  type FakeFiles,
  type FakeLog,
  type FakeMailer,
  type FakeMetrics,
  type FakeSecrets,
  type FakeSessions,
  type FakeWorkflow,
} from "./services.ts";

export interface FakeDependencies extends Dependencies {
  clock: TestClock;
  agencies: FakeAgencies;
  files: FakeFiles;
  log: FakeLog;
  mailer: FakeMailer;
  metrics: FakeMetrics;
  secrets: FakeSecrets;
  sessions: FakeSessions;
  workflow: FakeWorkflow;
  /** What the stores hold. */
  memory: Memory;
  /** Every call of a port; places to stop at. */
  on: Interruptions;
}

const publicUrl = "https://perpustakaan.test";

/** Fakes of everything a handler may need, with some replaced. */
export function dependencies(overrides: Partial<FakeDependencies> = {}): FakeDependencies {
  const memory = overrides.memory ?? emptyMemory();
  const on = overrides.on ?? interruptions();
  const clock = clockAt(mondayMorning);
  const log = fakeLog();
  const stores = storesIn(memory.items, clock, overrides.log ?? log);
  const agencies = overrides.agencies ?? fakeAgencies(agency(), everybody(), stores, clock);
  const fakes: FakeDependencies = {
    memory,
    on,
    publicUrl,
    originSecrets: null,
    signIn: { issuer: `${publicUrl}/signin`, clientId: "staff" },
    clock,
    agencies,
    administration: fakeAdministration(agencies),
    cases: on.watch("cases", stores.cases),
    tasks: on.watch("tasks", stores.tasks),
    mails: on.watch("mails", stores.mails),
    papers: on.watch("papers", stores.papers),
    printer: fakePrinter(),
    todos: stores.todos,
    unconfirmed: on.watch("unconfirmed", stores.unconfirmed),
    devices: on.watch("devices", stores.devices),
    links: on.watch("links", stores.links),
    proofs: on.watch("proofs", stores.proofs),
    tries: on.watch("tries", stores.tries),
    dayBooks: on.watch("dayBooks", stores.dayBooks),
    decisionLog: on.watch("decisionLog", stores.decisionLog),
    budgets: on.watch("budgets", stores.budgets),
    surveys: on.watch("surveys", stores.surveys),
    registers: on.watch("registers", stores.registers),
    readings: on.watch("readings", stores.readings),
    privacyRecords: on.watch("privacyRecords", stores.privacyRecords),
    recaps: stores.recaps,
    restorations: stores.restorations,
    retentionPlans: stores.retentionPlans,
    searchWords: on.watch("searchWords", stores.searchWords),
    serviceLevels: on.watch("serviceLevels", stores.serviceLevels),
    tables: stores.tables,
    uptime: on.watch("uptime", stores.uptime),
    workflow: on.watch("workflow", fakeWorkflow()),
    mailer: on.watch("mailer", fakeMailer()),
    files: on.watch("files", fakeFiles()),
    secrets: fakeSecrets(),
    mailDomains: fakeMailDomains(),
    sessions: fakeSessions(),
    log,
    metrics: fakeMetrics(),
  };
  return { ...fakes, ...overrides };
}
