/** How cases go: every ending of the SOP, and people who do two things at the same time. */
import type { TaskView } from "../../functions/contract/decision.ts";
import type { Choice, Result } from "./choice.ts";
import type { CaseRecord } from "./ledger.ts";
import { Visitor } from "./visitor.ts";
import { memberWith, type World } from "./world.ts";

export type Script = (play: Play) => Promise<void>;

/** The case was closed by somebody else while one was at it. */
class CaseOver extends Error {}

/** One case and those who act in it. */
export class Play {
  readonly world: World;
  readonly record: CaseRecord;
  readonly visitor: Visitor;
  companion: string;

  constructor(world: World, record: CaseRecord) {
    this.world = world;
    this.record = record;
    this.visitor = new Visitor(world, record);
    this.companion = memberWith("companion-librarian", world.random() < 0.5 ? 0 : 1).id;
  }

  registrar = (choice: Choice): Promise<Result> => this.world.clerk("mail-registrar").work(this.record, choice);
  sectionHead = (choice: Choice): Promise<Result> => this.world.clerk("service-section-head").work(this.record, choice);
  frontOffice = (choice: Choice): Promise<Result> => this.world.clerk("front-office-officer").work(this.record, choice);
  divisionHead = (choice: Choice): Promise<Result> =>
    this.world.official("library-division-head").decide(this.record, choice);
}

export const scripts: Record<string, { ending: string; play: Script }> = {
  straight: { ending: "SELESAI", play: straight },
  "with a note": { ending: "SELESAI", play: (play) => straight(play, "ya-dengan-catatan") },
  "another time": { ending: "SELESAI", play: anotherTime },
  "another companion": { ending: "SELESAI", play: anotherCompanion },
  refusal: { ending: "DITUTUP", play: refusal },
  "no-show": { ending: "DITUTUP", play: noShow },
  silence: { ending: "KEDALUWARSA", play: silence },
  cancellation: { ending: "DIBATALKAN", play: cancellation },
  "cancellation in between": { ending: "DIBATALKAN", play: cancellationInBetween },
};

async function straight(play: Play, yes = "ya"): Promise<void> {
  await register(play);
  await agree(play, yes);
  await accept(play);
  await visit(play);
}

async function anotherTime(play: Play): Promise<void> {
  await register(play);
  await recommend(play);
  await askAnotherTime(play);
  await agree(play, "ya");
  await accept(play);
  await visit(play);
}

async function anotherCompanion(play: Play): Promise<void> {
  await register(play);
  await agree(play, "ya");
  const asked = play.world.official("companion-librarian", play.companion);
  await done(asked.decide(play.record, { step: "accept-companionship", outcome: "berhalangan", note: "Dinas luar." }));
  play.companion = otherThan(play.companion);
  await named(play, "replace-companion", "tunjuk", () => ({ companion: play.companion }));
  await accept(play);
  await visit(play);
}

async function refusal(play: Play): Promise<void> {
  await register(play);
  await recommend(play);
  await done(play.divisionHead({ step: "decide", outcome: "tolak", note: "Di luar layanan perpustakaan." }));
  await done(play.registrar({ step: "reply", outcome: "tolak" }));
}

async function noShow(play: Play): Promise<void> {
  await register(play);
  await agree(play, "ya");
  await accept(play);
  await play.visitor.visitDay();
  await done(play.frontOffice({ step: "sign-guest-book", outcome: "tidak-hadir", note: "Tidak datang." }));
}

async function silence(play: Play): Promise<void> {
  await register(play);
  await recommend(play);
  await sayAnotherTime(play);
  await play.visitor.isAsked("choose-other-time");
  await play.world.daysPass();
}

/** The visitor withdraws at some step, and nobody else does anything. */
async function cancellation(play: Play): Promise<void> {
  const before = [
    register,
    recommend,
    decideYes,
    (each: Play) => done(each.registrar({ step: "reply", outcome: "ya" })),
  ];
  for (const step of before.slice(0, Math.floor(play.world.random() * (before.length + 1)))) await step(play);
  await play.visitor.cancel();
}

/** The visitor withdraws while the office works on. */
async function cancellationInBetween(play: Play): Promise<void> {
  const work = (async () => {
    await register(play);
    await agree(play, "ya");
    await accept(play);
  })().catch((error: unknown) => {
    if (!(error instanceof CaseOver)) throw error;
  });
  // Its failure is seen below, unless the withdrawal fails first.
  work.catch(() => undefined);
  const withdrawal = (async () => {
    const until = Date.now() + play.world.random() * 3_000;
    await play.world.until(async () => (Date.now() > until ? true : null));
    await play.visitor.cancel();
  })();
  await withdrawal;
  if (play.record.withdrawal === "told") await Promise.all([work, play.visitor.end()]);
  else await Promise.race([work.then(() => play.visitor.cancel()), play.visitor.end()]);
}

async function register(play: Play): Promise<void> {
  await done(play.registrar({ step: "register-letter", outcome: "agendakan", values: () => ({ urgency: "biasa" }) }));
}

async function recommend(play: Play): Promise<void> {
  await done(play.registrar({ step: "check-schedule", outcome: "lapor", values: () => ({ availability: "sesuai" }) }));
  await named(play, "recommend", "teruskan", () => ({ recommendation: "cocok", companion: play.companion }));
}

/** Names the companion of the play; where that one is with another group then, whoever is free, which may change meanwhile. */
async function named(play: Play, step: string, outcome: string, values: () => Record<string, unknown>): Promise<void> {
  for (;;) {
    const result = await play.sectionHead({ step, outcome, values });
    if (result !== "taken") return done(Promise.resolve(result));
    play.companion = otherThan(play.companion);
  }
}

function otherThan(companion: string): string {
  const [one, other] = [memberWith("companion-librarian"), memberWith("companion-librarian", 1)];
  return companion === one.id ? other.id : one.id;
}

async function decideYes(play: Play): Promise<void> {
  const result = await play.divisionHead({ step: "decide", outcome: "ya" });
  if (result === "taken") {
    await askAnotherTime(play);
    await recommend(play);
    await decideYes(play);
  }
}

/** Whose time is taken is asked for another. */
async function agree(play: Play, yes: string): Promise<void> {
  for (;;) {
    await recommend(play);
    const note = yes === "ya" ? "" : "Harap tertib.";
    const result = await play.divisionHead({ step: "decide", outcome: yes, note });
    if (result === "gone") throw new CaseOver();
    if (result === "stored") break;
    await askAnotherTime(play);
  }
  await done(play.registrar({ step: "reply", outcome: "ya" }));
}

async function askAnotherTime(play: Play): Promise<void> {
  await sayAnotherTime(play);
  const slot = (task: TaskView) => ({ slot: play.world.pick(task.aids.slots) });
  await done(play.visitor.answer({ step: "choose-other-time", outcome: "pilih", values: slot }));
}

async function sayAnotherTime(play: Play): Promise<void> {
  await done(play.divisionHead({ step: "decide", outcome: "tidak", note: "Ruang baca dipakai." }));
  const values = (task: TaskView) => ({ proposedSlots: task.aids.slots });
  // A time that was free on the page may be taken by now: the page is opened again.
  for (;;) {
    const result = await play.registrar({ step: "reply", outcome: "tidak", values });
    if (result === "gone") throw new CaseOver();
    if (result === "stored") return;
  }
}

async function accept(play: Play): Promise<void> {
  const companion = play.world.official("companion-librarian", play.companion);
  await done(companion.decide(play.record, { step: "accept-companionship", outcome: "terima" }));
}

async function visit(play: Play): Promise<void> {
  await play.visitor.visitDay();
  await done(play.visitor.answer({ step: "sign-guest-book", outcome: "hadir", values: () => ({ attendance: 12 }) }));
  const companion = play.world.clerk("companion-librarian", play.companion);
  await done(companion.work(play.record, { step: "guide-visitors", outcome: "selesai" }));
}

async function done(result: Promise<Result>): Promise<void> {
  const came = await result;
  if (came === "gone") throw new CaseOver();
  if (came === "taken") throw new Error("a time is taken that was held");
}
