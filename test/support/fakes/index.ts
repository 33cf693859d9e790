/** In-memory stand-ins for every port, honouring the same conditions; `test/ports` holds both to one promise. */
import type { Dependencies } from "../../../functions/domain/ports.ts";
import { agency, everybody, mondayMorning } from "../builders.ts";
import { clockAt, type TestClock } from "../clock.ts";
import { fakeRecaps } from "./recaps.ts";
import { fakeCases, fakeMails, fakeTasks } from "./cases.ts";
import { interruptions, type Interruptions } from "./interruptions.ts";
import { emptyMemory, type Memory } from "./memory.ts";
import {
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
import { fakeSurveys } from "./surveys.ts";
import { fakeAgencies, fakeDayBooks, fakeLinks, fakeRegisters, fakeTodos, type FakeAgencies } from "./stores.ts";

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
  const fakes: FakeDependencies = {
    memory,
    on,
    publicUrl,
    signIn: { issuer: `${publicUrl}/signin`, clientId: "staff" },
    clock: clockAt(mondayMorning),
    agencies: fakeAgencies(agency(), everybody()),
    cases: on.watch("cases", fakeCases(memory)),
    tasks: on.watch("tasks", fakeTasks(memory)),
    mails: on.watch("mails", fakeMails(memory)),
    todos: fakeTodos(memory),
    links: on.watch("links", fakeLinks(memory)),
    dayBooks: on.watch("dayBooks", fakeDayBooks(memory)),
    surveys: on.watch("surveys", fakeSurveys(memory)),
    registers: on.watch("registers", fakeRegisters(memory)),
    recaps: fakeRecaps(),
    workflow: on.watch("workflow", fakeWorkflow()),
    mailer: on.watch("mailer", fakeMailer()),
    files: on.watch("files", fakeFiles()),
    secrets: fakeSecrets(),
    mailDomains: fakeMailDomains(),
    sessions: fakeSessions(),
    log: fakeLog(),
    metrics: fakeMetrics(),
  };
  return { ...fakes, ...overrides };
}
