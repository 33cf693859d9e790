/**
 * Every route of the manifest with every role, on the own, others' and closed cases of every procedure: what is answered is
 * worked out from the table of reading rights. A route without a right does not compile; one whose right nobody can say fails.
 */
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { roleToChange } from "../../functions/domain/change/rights.ts";
import { possibleChanges } from "../../functions/domain/change/make-change.ts";
import { posts } from "../../functions/domain/people/substitution.ts";
import { rolesBelow } from "../../functions/domain/people/stand-ins.ts";
import { manifest, type Reads, type Route } from "../../functions/manifest.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { server, type Call, type Reply } from "../support/http.ts";
import { askers, readingOffice, type Asker, type KnownCase } from "../support/reading-office.ts";
import {
  answersNow,
  begins,
  isAbove,
  readsAny,
  readsCase,
  readsProcedure,
  readsTask,
  rightOf,
  seesContacts,
} from "../support/reading-expected.ts";

type Office = Awaited<ReturnType<typeof readingOffice>>;
let office: Office;
let ask: ReturnType<typeof server>;
let cells = 0;

const notThere = 404;
const noStaff = 403;

beforeAll(async () => {
  office = await readingOffice();
  ask = server(office.work);
});
afterAll(() => {
  console.info(`who reads what: ${cells} cells tried`);
});

interface Cell {
  asker: Asker;
  known: KnownCase;
  procedure: string;
}

/** Statuses that are right for a cell; more than one where others rules decide among them. */
type Expected = (cell: Cell, path: string) => number[] | Promise<number[]>;

const readsPage = (trait: Parameters<typeof readsAny>[1]): Expected => {
  return ({ asker: { role } }) => [readsAny(role, trait) ? 200 : notThere];
};
const procedureNamed = (id: string) => currentProcedures().find((each) => each.id === id) ?? office.cases[0]?.procedure;

/** By what the manifest says that a route needs. */
const expectedOf: Record<Exclude<Reads, "public" | `${string}-link`>, Expected> = {
  // Nobody has entered another address for anybody there.
  own: (_cell, path) => (path.endsWith("/address") ? [409] : [200, 204]),
  list: () => [200],
  case: ({ asker: { role }, known }) => [readsCase(role, known) ? 200 : notThere],
  task: ({ asker: { role }, known }, path) => {
    if (!readsTask(role, known)) return [notThere];
    // Whether it is late enough to remind anybody is another question.
    if (path.endsWith("/remind") && known.isOpen) return isAbove(role, known) ? [200, 409] : [403];
    return [known.isOpen || path.endsWith("/clashes") ? 200 : 409];
  },
  file: ({ asker: { role }, known }, path) => {
    const file = path.includes("{paper}") ? known.paper : known.file;
    return [file !== null && (readsCase(role, known) || answersNow(role, known)) ? 200 : notThere];
  },
  contacts: ({ asker: { role }, known }, path) => {
    const may = readsCase(role, known) && seesContacts(role, known) !== "hidden";
    return may ? (path.endsWith("/link") ? [202, 409, 429] : [200]) : [notThere];
  },
  // What may be done has rights of its own, and says who has them; asked with an outcome that nobody may choose.
  answer: ({ asker: { role }, known }, path) => {
    if (path.endsWith("/dispositions")) return [200];
    if (path.endsWith("/start")) return known.isOpen ? [422] : [409];
    return [known.isOpen && !answersNow(role, known) ? 403 : known.isOpen ? 422 : 409];
  },
  change: async ({ asker, known }, path) => {
    const { work } = office;
    const [settings, staff, now] = [await work.agencies.settings(), await work.agencies.staff(), work.clock.now()];
    const dossier = await work.dossier(known.id);
    if (!asker.member) return [noStaff];
    if (path.endsWith("/staff/changes")) return [200];
    const may = possibleChanges(dossier, asker.member, { settings, staff, now }).length > 0;
    if (path.startsWith("GET")) return [may || readsCase(asker.role, known) ? 200 : notThere];
    return roleToChange(settings, dossier, asker.member, "close-quietly") ? [409, 422] : [403];
  },
  begin: ({ asker: { role }, procedure: id }, path) => {
    const procedure = procedureNamed(path.includes("/reading/days/") ? "reading-visit" : id);
    const may = procedure !== undefined && begins(role, procedure);
    return may ? [200, 201, 422] : [403];
  },
  letters: readsPage(({ incomingLetter }) => incomingLetter),
  journeys: readsPage(({ journey }) => journey),
  agreements: readsPage(({ validity }) => validity),
  surveys: readsPage(({ survey }) => survey),
  "reading-room": ({ asker: { role } }, path) => {
    if (!readsAny(role, ({ reading }) => reading?.part === "visit")) return [notThere];
    // The guest book is for whoever answers for readers.
    if (path.endsWith("/guest-book")) return [200, 403];
    // Whoever greets readers opens the kiosk; nobody of those who come today has a book there.
    if (path.includes("/guest-books")) {
      const visit = procedureNamed("reading-visit");
      const keeps = visit !== undefined && begins(role, visit);
      return path.startsWith("GET") && keeps ? [200] : [notThere];
    }
    // The kiosk hands it to the reader; the number is nobody's here.
    return path.includes("/surveys/") ? [notThere] : [200];
  },
  administrator: ({ asker: { role } }) => [role === "system-admin" ? notThere : 403],
  // What is asked for or sent names nobody, and nothing.
  administration: ({ asker: { role } }, path) => {
    if (role !== "system-admin") return [notThere];
    return path.startsWith("GET") && !path.includes("{") ? [200] : [200, notThere, 409, 422];
  },
  colleagues: ({ asker: { role } }, path) => {
    if (path.startsWith("GET")) return [200];
    return [role === "system-admin" || (role !== null && rolesBelow([role]).length > 0) ? 409 : 403];
  },
  // Nothing is entered there: what is asked for is not there, or lacks what it needs.
  posts: ({ asker: { role } }, path) => {
    const own = role !== null && posts().includes(role);
    if (path.startsWith("GET")) return [notThere];
    if (path.endsWith("/end"))
      return [["system-admin", "agency-head", "library-division-head"].includes(role ?? "") ? notThere : 403];
    if (path.endsWith("/switch")) return [403];
    return [own || (path.endsWith("/substitutions") && role === "system-admin") ? 422 : 403];
  },
  // The list has what somebody's role receives; nothing waits under the number asked for.
  unconfirmed: (_cell, path) => [path.startsWith("GET") ? 200 : notThere],
  // Where nobody has the role of its own, the head of the agency does it: there somebody has. There is no record of the number.
  "data-protection": ({ asker: { role } }, path) => {
    if (role !== "data-protection-officer") return [notThere];
    if (path.includes("{record}")) return [notThere];
    return path.startsWith("GET") || path.endsWith("/find") ? [200] : [422];
  },
  log: ({ asker: { role } }) => [rightOf(role).readingLog ? 200 : notThere],
  "service-levels": ({ asker: { role } }) => [rightOf(role).serviceLevels ? 200 : notThere],
};

const staffRoutes = manifest.flatMap(({ trigger }) =>
  trigger.kind === "http" && trigger.audience === "staff" ? trigger.routes : [],
);

describe.each(staffRoutes.map((route) => ({ ...route, name: `${route.method} ${route.path}` })))("$name", (route) => {
  it(`is answered as the right "${route.reads}" says`, async () => {
    const wrong: unknown[] = [];
    for (const cell of cellsOf(route)) {
      const { asker, known } = cell;
      const expected = asker.isStaff
        ? await expectedOf[route.reads as keyof typeof expectedOf](cell, told(route))
        : [noStaff];
      const reply = await call(route, cell);
      cells += 1;
      const where = `${asker.name}: ${route.path.includes("{case}") ? describeCase(known) : cell.procedure}`;
      if (!expected.includes(reply.status))
        wrong.push({ where, expected, got: reply.status, body: reply.text.slice(0, 200) });
      if (reply.status === notThere || reply.status === noStaff)
        for (const secret of known.contacts) if (reply.text.includes(secret)) wrong.push({ where, secret });
    }
    expect(wrong).toEqual([]);
  });
});

const told = ({ method, path }: Route): string => `${method} ${path}`;
const describeCase = ({ isOpen, isOwn, procedure }: KnownCase): string =>
  `${isOwn ? "own" : "other"} ${isOpen ? "open" : "closed"} case of ${procedure.id}`;

/** Each case where the address names one, each procedure where it names one, else once. */
function cellsOf({ path }: Route): Cell[] {
  const [first] = office.cases;
  if (!first) throw new Error("no case");
  const places = path.includes("{case}")
    ? office.cases.map((known) => ({ known, procedure: known.procedure.id }))
    : path.includes("{procedure}")
      ? currentProcedures().map(({ id }) => ({ known: first, procedure: id }))
      : [{ known: first, procedure: "official-visit" }];
  return askers.flatMap((asker) => places.map((place) => ({ asker, ...place })));
}

/** Bodies that are in order, and change nothing whoever sends them. */
function bodyFor({ path }: Route, { asker, known, procedure }: Cell): unknown {
  if (path.includes("/administration/people")) return bodyAboutPeople(path);
  if (path.endsWith("/shown/revoke")) return { revoked: 99 };
  if (path.endsWith("/changes") && path.includes("{case}"))
    return { operation: "close-quietly", seen: 0, reason: "", values: {} };
  if (path.endsWith("/changes")) return { operation: "close-quietly", cases: [known.id], reason: "" };
  if (path.endsWith("/clashes")) return { outcome: "", values: {} };
  if (path.endsWith("/dispositions"))
    return { outcome: "x", note: "", tasks: [{ case: known.id, task: known.task.id }] };
  if (path.endsWith("{task}")) {
    const [outcome] = known.task.step.outcomes;
    return { outcome: answersNow(asker.role, known) ? "x" : outcome?.id, note: "Catatan.", channel: "counter" };
  }
  if (path.endsWith("/letter") || path.includes("/surveys/") || path.includes("/guest-books/")) return { values: {} };
  if (path.endsWith("/staff/cases")) return { procedure, submissionId: crypto.randomUUID(), values: {} };
  if (path.endsWith("/paper")) return { id: crypto.randomUUID(), version: 1, values: {}, reason: "Listrik padam." };
  if (path.includes("/reading/days/")) return { reason: "Hujan deras." };
  if (path.endsWith("/address") || path.endsWith("{member}")) return { email: "baru@contoh.test" };
  if (path.includes("/unconfirmed/")) return { words: "Ditelepon." };
  if (path.endsWith("/administration/holidays")) return { content: "" };
  if (path.includes("/personal-data")) return bodyAboutData(path);
  if (path.endsWith("/substitutions/end")) return { post: "library-division-head", number: 99 };
  if (path.endsWith("/deputy/switch")) return { post: "library-division-head", on: true };
  if (path.endsWith("/substitutions") || path.endsWith("/deputy")) return { values: {} };
  if (path.endsWith("/devices/end")) return { device: "0".repeat(64) };
  return {};
}

function bodyAboutPeople(path: string): unknown {
  if (path.endsWith("-file")) return { file: "", seen: null };
  if (path.endsWith("/standing")) return { seen: "", to: "enabled" };
  if (path.endsWith("/invitation")) return {};
  return path.endsWith("{member}") ? { seen: "", values: {} } : { values: {} };
}

function bodyAboutData(path: string): unknown {
  if (path.endsWith("/find")) return { words: "Ratna" };
  if (path.endsWith("/requests/{record}")) return { seen: 0, did: "note", words: "Catatan." };
  if (path.endsWith("/entries")) return { seen: 0, did: "note", words: "Catatan." };
  if (!path.includes("{record}")) return { submissionId: crypto.randomUUID(), values: {} };
  return { seen: 0, values: facts };
}

const facts = { foundOn: "2026-11-20", foundAt: "09:00", happened: "Daftar terkirim keliru.", data: "Nama." };

async function call(route: Route, cell: Cell, query: Record<string, string> = {}): Promise<Reply> {
  const { known, asker, procedure } = cell;
  const path = route.path
    .replace("{case}", known.id)
    .replace("{task}", known.task.id)
    .replace("{member}", "somebody")
    .replace("{record}", "PDP-2026-9999")
    .replace("{file}", known.file ?? "none")
    .replace("{paper}", known.paper ?? "none")
    .replace("{procedure}", procedure)
    .replace("{number}", "99999")
    .replace("{year}", "2026")
    .replace("{month}", "2026-12")
    .replace("{date}", "2026-11-23");
  const { staff } = office.work.agencies.now;
  const body = route.method === "POST" ? { body: bodyFor(route, cell) } : {};
  const given: Call = { query, ...body, ...(asker.member ? { as: asker.member } : {}) };
  const reply = await ask(route.method, path, given);
  office.work.agencies.now.staff = staff;
  return reply;
}

const get = (path: string): Route => ({ method: "GET", path, reads: "own" });

describe("what is shown", () => {
  const signedIn = askers.filter(({ isStaff }) => isStaff);

  test.each(signedIn)("to $name: in lists, the cases that they read and how many those are", async (asker) => {
    const [first] = office.cases;
    if (!first) throw new Error("no case");
    const cell = { asker, known: first, procedure: "" };
    for (const open of [true, false]) {
      const { body } = await call(get("/api/staff/cases"), cell, { open: String(open) });
      const read = office.cases.filter((known) => known.isOpen === open && readsProcedure(asker.role, known.procedure));
      const listed = (body["cases"] as { case: string }[]).map((row) => row.case);
      expect(listed.toSorted()).toEqual(read.map(({ id }) => id).toSorted());
      expect(body["total"]).toEqual({ count: read.length, more: false });
    }
    const { body } = await call(get("/api/staff/tasks"), cell, { scope: "all" });
    const waiting = office.cases.filter(
      (known) => known.isOpen && (readsProcedure(asker.role, known.procedure) || answersNow(asker.role, known)),
    );
    expect((body["tasks"] as { case: string }[]).map((row) => row.case).toSorted()).toEqual(
      waiting.map(({ id }) => id).toSorted(),
    );
    expect(body["total"]).toEqual({ count: waiting.length, more: false });
    cells += 3;
  });

  test.each(signedIn)("to $name: phone numbers and addresses where they need them", async (asker) => {
    const shown = async (known: KnownCase, query: Record<string, string>): Promise<boolean> => {
      const { text } = await call(get("/api/staff/cases/{case}"), { asker, known, procedure: "" }, query);
      cells += 1;
      return known.contacts.some((each) => text.includes(each) || text.includes(each.replace("+", "wa.me/")));
    };
    for (const known of office.cases.filter((each) => each.contacts.length > 0 && readsCase(asker.role, each))) {
      const may = seesContacts(asker.role, known);
      expect([known.id, await shown(known, {})]).toEqual([known.id, may === "shown"]);
      expect([known.id, await shown(known, { contacts: "show" })]).toEqual([known.id, may !== "hidden"]);
    }
  });
});
