import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { Answer, CaseItem, MailItem, TaskItem } from "../../functions/domain/case/records.ts";
import type { KeptCase, KeptData } from "./kept-data.ts";
import type { CaseRecord } from "./ledger.ts";
import { brokenPromises } from "./verify.ts";

const caseId = "KJG-2026-00001";
const way = [
  ["receive", "terima"],
  ["register-letter", "agendakan"],
  ["check-schedule", "lapor"],
  ["recommend", "teruskan"],
  ["decide", "tolak"],
  ["reply", "tolak"],
] as const;
const at = "2026-11-23T02:00:00.000Z";

/** A refused visit of which everything was kept as it was told. */
function refusedVisit() {
  const tasks = way.map(([step, outcome]) => {
    const channel = step === "receive" ? "system" : "staff";
    const answer = { outcome, at, channel, values: {} } as unknown as Answer;
    return { caseId, id: `${step}-1`, step, answer } as TaskItem;
  });
  const mails = [
    { id: "request-received", letter: "request-received", state: "sent" },
    { id: "task.decide-1", letter: "task", task: "decide-1", state: "sent" },
    { id: "visit-refused", letter: "visit-refused", state: "sent" },
  ] as MailItem[];
  const item = { id: caseId, ending: "DITUTUP", agenda: { year: 2026, number: 1, at } } as CaseItem;
  const found: KeptCase = { item, tasks, mails };
  const messageId = ({ id }: MailItem) => createHash("sha256").update(`${caseId}.${id}`).digest("hex").slice(0, 32);
  const kept: KeptData = {
    cases: new Map([[caseId, found]]),
    register: [{ year: 2026, number: 1, caseId, at }],
    dayBooks: [],
    todos: [],
    inbox: [],
    messages: new Map(mails.map((mail) => [messageId(mail), 1])),
    messagesSince: "2025-11-23T02:00:00Z",
    running: [],
  };
  const told = tasks.slice(1).map(({ id, step, answer }) => ({ step, task: id, outcome: answer?.outcome ?? "", at }));
  const record: CaseRecord = {
    submissionId: "s",
    script: "refusal",
    caseId,
    told,
    withdrawal: "none",
    ending: "DITUTUP",
  };
  return { kept, found, record };
}

it("finds nothing where everything was kept", () => {
  const { kept, record } = refusedVisit();
  expect(brokenPromises(kept, [record])).toEqual([]);
});

it("takes for no loss that a message has served its time", () => {
  const { found, kept, record } = refusedVisit();
  for (const mail of found.mails) mail.sentAt = at;
  kept.messages.clear();
  expect(brokenPromises({ ...kept, messagesSince: "2027-11-24T00:00:00Z" }, [record])).toEqual([]);
  expect(brokenPromises(kept, [record]).join("\n")).toMatch(/was not sent/);
});

type Visit = ReturnType<typeof refusedVisit>;
const booking = { caseId, label: "", state: "firm", start: "09:00", end: "11:00", headcount: 30, until: null } as const;
const losses: [what: string, lose: (visit: Visit) => unknown, sentence: RegExp][] = [
  ["a case", ({ kept }) => kept.cases.clear(), /is lost/],
  ["a confirmed decision", ({ found }) => found.tasks.splice(4, 1), /"tolak" was confirmed, "" is kept/],
  ["the time of a decision", ({ record }) => record.told.forEach((each) => (each.at = "2026-11-24")), /kept for/],
  ["an ending", ({ found }) => delete found.item.ending, /not at all instead of DITUTUP/],
  ["a sent mail", ({ kept }) => kept.messages.clear(), /was not sent/],
  ["a letter", ({ found }) => found.mails.pop(), /visit-refused was not written/],
  ["an agenda number", ({ kept }) => kept.register.splice(0), /has 0 agenda numbers/],
  ["the end of a workflow", ({ kept }) => kept.running.push(caseId), /has not ended/],
  ["a place to give back", ({ kept }) => kept.dayBooks.push({ date: "2026-12-02", bookings: [booking] }), /still has/],
];

it.each(losses)("finds the loss of %s", (_what, lose, sentence) => {
  const visit = refusedVisit();
  lose(visit);
  expect(brokenPromises(visit.kept, [visit.record]).join("\n")).toMatch(sentence);
});

it("finds a decision that was carried out twice, a gap in the agenda and a room that is too full", () => {
  const { kept, found, record } = refusedVisit();
  found.tasks.splice(2, 0, { ...found.tasks[1], id: "register-letter-2" } as TaskItem);
  kept.register.push({ year: 2026, number: 3, caseId, at });
  kept.dayBooks.push({ date: "2026-12-02", bookings: [booking, { ...booking, caseId: "KJG-2026-00002" }] });
  const broken = brokenPromises(kept, [record]).join("\n");
  expect(broken).toMatch(/register-letter came where the table has "check-schedule"/);
  expect(broken).toMatch(/agenda 2026 is not 1..n: 1 3/);
  expect(broken).toMatch(/60 persons on 2026-12-02/);
});
