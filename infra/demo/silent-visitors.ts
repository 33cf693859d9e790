/** Sc3, played on SOP 4: the visitor never chooses another time. Silence is told, never counted against the agency. */
import type { DecisionView } from "../../functions/contract/decision.ts";
import type { ServiceLevelsView } from "../../functions/contract/service-levels.ts";
import type { SlotView } from "../../functions/contract/shared.ts";
import { linkIn } from "./mailbox.ts";
import { aMinuteLater, dayAhead, jumpToDay, openWeekday } from "./office-hours.ts";
import { ask, decide, ends, procedure, reply, tell, untilDecision, type Visitor } from "./official-visit-acts.ts";
import { expectStatus, until } from "./people.ts";
import { lengths, type Stage, type Story } from "./stage.ts";

export const silentVisitorStories: Story[] = [
  {
    procedure,
    title: "Sc3: pengunjung tidak menjawab: diingatkan dua kali, lalu kedaluwarsa dan jadwalnya dibuka kembali",
    play: neverChooses,
  },
];

const question = "choose-other-time";

async function neverChooses(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "Dinas Pendidikan Contoh", 25);
  await untilDecision(stage, visitor.caseId, "tidak-cocok");
  await decide(stage, visitor.caseId, "tidak", "Ada pelatihan pustakawan.");
  await reply(stage, visitor.caseId, "tidak");
  await stage.mailbox.next(visitor.email, /^Permintaan Pergantian Waktu/);
  const { answerBy, path, slots } = await asked(visitor);
  const rival = await wantsTheSame(stage, slots[0]);
  await held(stage, rival, visitor, true);
  const silentBefore = await silentAnswers(stage);

  await remindedAfter(stage, visitor, [0, 1, 1, 2]);
  await paused(stage, visitor);

  stage.clock.jumpTo(Date.parse(answerBy) + lengths.minute);
  await stage.tick();
  tell(stage, visitor.caseId, "Sistem", "lima hari kerja tanpa jawaban");
  const letter = await stage.mailbox.next(visitor.email, /kami tutup karena belum ada jawaban$/);
  tell(stage, visitor.caseId, "Pengunjung", `menerima "${letter.subject}"`);
  const ended = await ends(stage, visitor, "KEDALUWARSA");
  await held(stage, rival, visitor, false);
  await clicksLate(stage, visitor, path, linkIn(letter, "lacak"));
  await rival.requester.cancel("Kegiatan sekolah dipindahkan.");
  await aMinuteLater(stage);
  await ends(stage, rival, "DIBATALKAN");
  await notOurDelay(stage, visitor, silentBefore);
  return ended;
}

/** @param reminders how many there are after one working day, two, and so on */
async function remindedAfter(stage: Stage, { caseId, email }: Visitor, reminders: number[]): Promise<void> {
  for (const [index, expected] of reminders.entries()) {
    await nextWorkingDay(stage);
    const { mails } = await (await stage.officer("mail-registrar")).showCase(caseId);
    const sent = mails.filter(({ subject }) => subject.startsWith("Menunggu jawaban Bapak/Ibu")).length;
    if (sent !== expected) throw new Error(`${sent} reminders after ${index + 1} working days`);
    if (sent === reminders[index - 1] || sent === 0) continue;
    const { text } = await stage.mailbox.next(email, /^Menunggu jawaban Bapak\/Ibu/);
    if (!text.includes("Kapan Anda dapat berkunjung?")) throw new Error(`it asks nothing: ${text}`);
    tell(stage, caseId, "Sistem", `mengingatkan pengunjung sesudah ${index + 1} hari kerja`);
  }
}

/** What the visitor is asked: until when, where, and the times that are kept for them. */
async function asked({ requester }: Visitor): Promise<{ answerBy: string; path: string; slots: SlotView[] }> {
  const { answer, told } = await until("the question to the visitor", async () => {
    const view = await requester.look();
    return view.answer ? view : null;
  });
  const path = `/api/decisions/${answer?.path.replace("/k/", "") ?? ""}`;
  const page = expectStatus(await requester.browser.get<DecisionView>(path), 200);
  const slots = page.page === "decide" ? page.task.aids.slots : [];
  if (slots.length !== 3 || !told.next?.answerBy) throw new Error(`${slots.length} times are proposed`);
  return { answerBy: told.next.answerBy, path, slots };
}

/** Another group asks for one of those times. */
async function wantsTheSame(stage: Stage, slot: SlotView | undefined): Promise<Visitor> {
  if (!slot) throw new Error("no time is proposed");
  const other = await ask(stage, "SMP Negeri 23 Contoh", 40, {
    ...{ preferredDate: slot.date, preferredStart: slot.start, preferredEnd: slot.end },
  });
  await (await stage.officer("mail-registrar")).work(other.caseId, "agendakan", { urgency: "biasa" });
  return other;
}

/** Whether the time that the rival asks for is kept for the visitor, as the clerk sees who looks at the schedule. */
async function held(stage: Stage, rival: Visitor, { caseId }: Visitor, isHeld: boolean): Promise<void> {
  const { aids } = await (await stage.officer("mail-registrar")).see(rival.caseId, "lapor");
  const found = (aids.schedule?.conflicts ?? []).some((each) => each.case === caseId && each.state === "held");
  if (found !== isHeld) throw new Error(`the proposed time is ${found ? "still" : "not"} kept`);
  const told = isHeld ? "usulan waktu disimpan untuk pengunjung" : "jadwal yang diusulkan kosong lagi";
  tell(stage, caseId, "Agendaris", `melihat di jadwal: ${told}`);
}

/** At the same hour of the next day from Monday to Friday on which the office works. */
async function nextWorkingDay(stage: Stage): Promise<void> {
  const midnight = Date.parse(`${dayAhead(stage, 0)}T00:00:00+07:00`);
  const hour = (stage.clock.now() - midnight) / lengths.hour;
  await jumpToDay(stage, await openWeekday(stage, procedure, 1), hour);
  await aMinuteLater(stage);
}

async function paused(stage: Stage, { caseId }: Visitor): Promise<void> {
  const { open } = await (await stage.officer("mail-registrar")).showCase(caseId);
  const [status] = open.map(({ time }) => time.status);
  if (status !== "paused") throw new Error(`our clock is ${status ?? "nowhere"}`);
  tell(stage, caseId, "Sistem", "jam kerja dinas berhenti selama menunggu pengunjung");
}

/** The link of the question, and the page of the request: both say that it is over and how to ask again. */
async function clicksLate(stage: Stage, { caseId, requester }: Visitor, path: string, tracking: string): Promise<void> {
  const late = await requester.browser.get<DecisionView & { message: string }>(path);
  const page = expectStatus(late, 410);
  if (page.page !== "expired" || page.outside?.again !== procedure) throw new Error(`it shows "${page.page}"`);
  if (!page.message.startsWith("Tautan ini sudah kedaluwarsa.")) throw new Error(page.message);
  const { told } = await requester.look();
  if (tracking !== requester.tracking || told.again !== procedure) throw new Error("the page does not lead on");
  tell(stage, caseId, "Pengunjung", `membuka tautan lama: "${page.message}"`);
}

/** In the figures of the service it is silence of people outside, and no answer of ours. */
async function notOurDelay(stage: Stage, { caseId }: Visitor, silentBefore: number): Promise<void> {
  await jumpToDay(stage, dayAhead(stage, 1), 8);
  const version = await until("the figures of the day", async () => {
    await aMinuteLater(stage);
    const found = await figures(stage);
    return silentIn(found) > silentBefore ? found : null;
  });
  if (version?.rows.some(({ step }) => step === question)) throw new Error("the silence is counted as ours");
  tell(stage, caseId, "Kepala Dinas", "melihat mutu layanan: diamnya pengunjung tidak dihitung sebagai keterlambatan");
}

type Version = ServiceLevelsView["services"][number]["versions"][number];

async function figures(stage: Stage): Promise<Version | undefined> {
  const { browser } = await stage.officer("agency-head");
  const { services } = expectStatus(await browser.get<ServiceLevelsView>("/api/staff/service-levels"), 200);
  return services.find((each) => each.procedure === procedure)?.versions[0];
}

function silentIn(version: Version | undefined): number {
  return version?.outside.find(({ step }) => step === question)?.silent ?? 0;
}

async function silentAnswers(stage: Stage): Promise<number> {
  return silentIn(await figures(stage));
}
