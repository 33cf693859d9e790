import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerLetters, UnknownLetterError, writerOf } from "../../functions/domain/mail/letters/index.ts";
import { checkTable } from "../../statemachines/compiler/check-table.ts";
import { compile } from "../../statemachines/compiler/compile.ts";
import { actorIds, actorOf, register, UnknownActorError } from "../../statemachines/language/registry.ts";
import type { Outcome, Procedure, Step } from "../../statemachines/language/vocabulary.ts";
import { people } from "../support/builders.ts";
import { workplace } from "../support/player.ts";
import { randomPlayer, type RandomPlayer } from "../support/random-player.ts";
import { bookProposal, proposalAnswered } from "./book-proposal.ts";
import { aslErrors } from "./read-machine.ts";

const readme = readFileSync(new URL("../../statemachines/README.md", import.meta.url), "utf8");
const letters = { "proposal-answered": proposalAnswered };
const takeBack: (() => void)[] = [];

beforeAll(() => void takeBack.push(register([bookProposal]), registerLetters(letters)));
afterAll(() => takeBack.forEach((undo) => undo()));

describe("the worked example, a table from outside the folder", () => {
  it("stands in statemachines/README.md as it is played here", () => {
    const source = readFileSync(new URL("book-proposal.ts", import.meta.url), "utf8");
    expect(readme).toContain(source.slice(source.indexOf("export const bookProposal")).trim());
  });

  it("passes the check, and becomes a machine that AWS takes", () => {
    expect(checkTable(bookProposal)).toEqual([]);
    expect(aslErrors(compile(bookProposal))).toBe("");
  });

  it("goes from the request to its end: looked up, decided by mail, ordered, answered", async () => {
    const office = workplace();
    const caseId = await office.open(bookProposal.id, {
      bookTitle: "Laskar Pelangi",
      proposerName: "Ibu Wati",
      proposerEmail: "wati@contoh.test",
      consent: true,
    });
    await office.answer(caseId, { outcome: "belum-ada", by: people.circulation.id, values: { copies: 0 } });
    await office.answer(caseId, { outcome: "setuju", by: people.sectionHead.id });
    await office.answer(caseId, { outcome: "dipesan", by: people.circulation.id });
    const { case: item, tasks, mails } = await office.dossier(caseId);
    expect(item).toMatchObject({ id: "USL-2026-00001", ending: "SELESAI" });
    expect(tasks.map(({ step, answer }) => [step, answer?.outcome])).toEqual([
      ["search", "belum-ada"],
      ["judge", "setuju"],
      ["order", "dipesan"],
    ]);
    expect(mails.map(({ letter, to }) => [letter, to])).toEqual([
      ["task", `staff:${people.sectionHead.id}`],
      ["proposal-answered", "requester"],
    ]);
  });

  it("ends as its table says, whatever people answer", async () => {
    const chosen = new Set<string>();
    const endings = new Set<string | undefined>();
    for (let seed = 1; seed <= 12; seed += 1) endings.add(await lived(randomPlayer(seed, { chosen })));
    expect(endings).toEqual(new Set(["SELESAI", "DITUTUP"]));
    expect(chosen.size).toBe(5);
  });

  it("brings its role and its letter, and takes them along", () => {
    expect(actorOf("book-proposer").title.id).toBe("Pengusul Buku");
    expect(writerOf("proposal-answered")).toBe(proposalAnswered);
    for (const undo of takeBack.splice(0)) undo();
    expect(actorIds()).not.toContain("book-proposer");
    expect(() => actorOf("book-proposer")).toThrow(UnknownActorError);
    expect(() => writerOf("proposal-answered")).toThrow(UnknownLetterError);
    expect(checkTable(bookProposal)).toContain(
      'row 4 (order) sends the letter "proposal-answered", which nobody writes',
    );
    takeBack.push(register([bookProposal]), registerLetters(letters));
  });
});

async function lived(life: RandomPlayer): Promise<string | undefined> {
  const caseId = await life.begin(bookProposal.id);
  for (let acts = 0; acts < 60 && !(await life.dossier(caseId)).case.ending; acts += 1) await life.act(caseId);
  return (await life.dossier(caseId)).case.ending;
}

type Rows = Record<"propose" | "search" | "judge" | "order", Step>;
type Mistake = [what: string, make: (table: Procedure, rows: Rows) => void, messages: string[]];

/** What authors get wrong, and all that the compiler says about it. */
const mistakes: Mistake[] = [
  ["a role mistyped", (_, { search }) => (search.actor = "circulation-oficer"), ["row 2 (search) has no known actor"]],
  [
    "a helper or an addressee that nobody is",
    (_, { order }) => {
      order.helpers = ["librarian"];
      first(order).letters = [{ letter: "proposal-answered", to: "proposer" }];
    },
    ['row 4 (order) names the unknown actor "librarian"', 'row 4 (order) names the unknown actor "proposer"'],
  ],
  [
    "an outcome that leads to a row with another id",
    (_, { judge }) => (first(judge).to = "oder"),
    ['outcome "setuju" of row 3 (judge) leads to "oder", which is no row', "row 4 (order) cannot be reached"],
  ],
  [
    "a field renamed in its row alone",
    (_, { propose }) => (firstField(propose).name = "title"),
    [
      'row 1 (propose) requires the field "bookTitle", which no row has',
      'the contact is taken from "bookTitle", a field that the row "propose" does not have',
      'the summary is taken from "bookTitle", a field that the row "propose" does not have',
    ],
  ],
  [
    "a field for an outcome that was renamed",
    (_, { search }) => (first(search).id = "tidak-ada"),
    ['row 2 (search) has a field or rule for the unknown outcome "belum-ada"'],
  ],
  [
    "a standard time without its length",
    (_, { search }) => (search.time = { written: "10 menit", basis: "working-minutes" }),
    ["row 2 (search) has no usable standard time: working-minutes needs `max`"],
  ],
  [
    "a decision that nobody is mailed about",
    (_, { judge }) => delete judge.mail,
    ["row 3 (judge) is a decision without mail"],
  ],
  [
    "people outside waited for without end",
    (_, { order }) => Object.assign(order, { kind: "outside", actor: "book-proposer" }),
    ["row 4 (order) has no timeout: give `timeout` in days, such as P60D, or a deadline"],
  ],
  [
    "a column of the paper without a meaning",
    (_, { order }) => delete order.produces,
    ['row 4 (order) does not say what its Output means (`produces`): "Pesanan buku"'],
  ],
  [
    "a letter that nobody writes",
    (_, { order }) => (first(order).letters = [{ letter: "book-ordered", to: "book-proposer" }]),
    ['row 4 (order) sends the letter "book-ordered", which nobody writes'],
  ],
  [
    "letters at a row instead of its outcome",
    (_, { order }) => (order.letters = first(order).letters ?? []),
    ["row 4 (order) has actions or letters of its own; they belong to its outcomes"],
  ],
  [
    "somebody else required than in a row that is gone",
    (_, { judge }) => (judge.differsFrom = ["look-up"]),
    ['row 3 (judge) must be done by somebody else than "look-up", which is no other row'],
  ],
];

describe("what an author gets wrong is told", () => {
  it.each(mistakes)("%s", (_, make, messages) => {
    const table = structuredClone(bookProposal);
    const [propose, search, judge, order] = table.steps as [Step, Step, Step, Step];
    make(table, { propose, search, judge, order });
    expect(checkTable(table)).toEqual(messages);
    for (const message of messages) expect(readme).toContain(message);
  });
});

function first({ outcomes: [outcome] }: Step): Outcome {
  if (!outcome) throw new Error("the row has no outcome");
  return outcome;
}

function firstField({ fields: [field] = [] }: Step) {
  if (!field) throw new Error("the row asks nothing");
  return field;
}
