/** The people of an agency as load: they do what people do, but never wait longer than they have to. */
import { randomUUID } from "node:crypto";
import type { DecisionView, TaskView } from "../../functions/contract/decision.ts";
import type { TaskRow } from "../../functions/contract/staff.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { Browser, type Reply } from "../../infra/demo/browser.ts";
import { inboxOf, linkIn, mailboxOf, type Mailbox, type ReceivedMail } from "../../infra/demo/mailbox.ts";
import { Requester, type Officer } from "../../infra/demo/people.ts";
import { castOf, memberWith } from "../../infra/demo/stage.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import type { BenchHost } from "./bench-host.ts";
import { WaitingRoom } from "./waiting-room.ts";

/** From an answer being sent to the next task being open, in milliseconds. */
export type Latencies = number[];

/** A visit on its way; `answeredAt` by the clock of the service. */
export interface Visit {
  requester: Requester;
  caseId: string;
  answeredAt: number;
}

const firstDay = "2026-12-07";
const bookableDays = 60;

export class Agency {
  readonly latencies: Latencies = [];
  readonly #host: BenchHost;
  readonly #mailbox: Mailbox;
  readonly #cast: ReturnType<typeof castOf>;
  readonly #desks = new Map<ActorId, { officer: Officer; tasks: WaitingRoom<TaskRow> }>();
  readonly #letterboxes = new Map<ActorId, { browser: Browser; mails: WaitingRoom<ReceivedMail> }>();
  readonly #between: () => Promise<unknown>;
  #visits = 0;

  /** @param between what people wait for before they look into their inbox, and look again */
  constructor(host: BenchHost, between: () => Promise<unknown>) {
    this.#host = host;
    this.#between = between;
    this.#mailbox = mailboxOf(host);
    this.#cast = castOf(host.url, this.#mailbox);
  }

  /** Everybody signs in, or makes the own phone known with a first visit, before anything is measured. */
  async getReady(): Promise<void> {
    for (const role of ["mail-registrar", "service-section-head", "companion-librarian"] as const)
      await this.#desk(role);
    const { caseId } = await this.#ask();
    await this.#upToDecision({ requester: new Requester(this.#host.url, {}), caseId, answeredAt: 0 });
    const official = this.#cast.official("library-division-head");
    await official.decide(caseId, "ya");
    await this.#work(
      "mail-registrar",
      { requester: new Requester(this.#host.url, {}), caseId, answeredAt: 0 },
      "reply",
      "ya",
    );
    const companion = this.#cast.official("companion-librarian");
    await companion.decide(caseId, "terima");
    this.#letterbox("library-division-head", official.browser);
    this.#letterbox("companion-librarian", companion.browser);
    this.latencies.length = 0;
  }

  /** Looks at what people look at all day, a page after another. */
  async browse(visit: Visit): Promise<void> {
    const { officer } = await this.#desk("mail-registrar");
    await officer.inbox();
    await visit.requester.look();
    const pages = ["/api/staff/cases", "/api/staff/register/2026", "/api/staff/agreements"];
    for (const path of [...pages, `/api/staff/cases/${visit.caseId}`])
      expectStatus(await officer.browser.get(path), 200);
    const { officer: reader } = await this.#desk("circulation-officer");
    expectStatus(await reader.browser.get("/api/staff/reading"), 200);
    const year = this.#host.now() > Date.parse("2027-01-01") ? 2027 : 2026;
    for (const path of ["/", "/api/agency", "/api/schedule", `/api/survey-index?year=${year}`])
      expectStatus(await visit.requester.browser.get(path), 200);
  }

  /** From the form to the guest book that waits for the day of the visit. */
  async upToVisitDay(): Promise<Visit> {
    const visit = await this.#ask();
    await this.#upToDecision(visit);
    await this.#tap("library-division-head", visit, "ya");
    await this.#work("mail-registrar", visit, "reply", "ya");
    await this.#tap("companion-librarian", visit, "terima");
    return visit;
  }

  /** A visit that has just been asked for, one that waits for the decision, and one that waits for its day. */
  async samples(): Promise<{ asked: string; undecided: string; accepted: string }> {
    const [asked, undecided] = [await this.#ask(), await this.#ask()];
    await this.#upToDecision(undecided);
    const accepted = await this.upToVisitDay();
    await this.#host.idle();
    return { asked: asked.caseId, undecided: undecided.caseId, accepted: accepted.caseId };
  }

  /** Signs somebody in; codes of an earlier run lie in the mailbox yet. */
  async officer(role: ActorId): Promise<Officer> {
    await this.#mailbox.skip(memberWith(role).email);
    return this.#cast.officer(role);
  }

  /** From the guest book to the closed case. */
  async onVisitDay(visit: Visit): Promise<void> {
    visit.answeredAt = 0;
    await visit.requester.answer("hadir", () => ({ attendance: 1 }));
    visit.answeredAt = this.#host.now();
    await this.#work("companion-librarian", visit, "guide-visitors", "selesai");
    await visit.requester.waitFor("SELESAI");
  }

  async #ask(): Promise<Visit> {
    const number = (this.#visits += 1);
    const requester = new Requester(this.#host.url, letter(number), this.#mailbox);
    const caseId = await requester.ask("official-visit", randomUUID());
    return { requester, caseId, answeredAt: 0 };
  }

  async #upToDecision(visit: Visit): Promise<void> {
    await this.#work("mail-registrar", visit, "register-letter", "agendakan", { urgency: "biasa" });
    await this.#work("mail-registrar", visit, "check-schedule", "lapor", { availability: "sesuai" });
    const companion = memberWith("companion-librarian").id;
    await this.#work("service-section-head", visit, "recommend", "teruskan", { recommendation: "cocok", companion });
  }

  /** Sees the task in the inbox, opens it, answers it. */
  async #work(
    role: ActorId,
    visit: Visit,
    step: string,
    outcome: string,
    values: Record<string, unknown> = {},
  ): Promise<void> {
    const { officer, tasks } = await this.#desk(role);
    const row = await tasks.wait(`${visit.caseId} ${stepOf(officialVisit, step).state}`);
    this.#measure(visit, row.time.openedAt);
    const path = `/api/staff/tasks/${row.case}/${row.task}`;
    expectStatus(await officer.browser.get<TaskView>(path), 200);
    visit.answeredAt = this.#host.now();
    expectStatus(await officer.browser.post(path, { outcome, note: "", values }), 200);
  }

  /** Reads the mail, opens the link, answers on a known phone. */
  async #tap(role: ActorId, visit: Visit, outcome: string): Promise<void> {
    const { browser, mails } = this.#letterbox(role);
    const link = linkIn(await mails.wait(visit.caseId), "k");
    const page = expectStatus(await browser.get<DecisionView>(`/api/decisions/${link}`), 200);
    if (page.page !== "decide") throw new Error(`${role} got the page "${page.page}"`);
    this.#measure(visit, page.task.time.openedAt);
    visit.answeredAt = this.#host.now();
    const body = { outcome, note: "", nonce: page.nonce, values: {} };
    expectStatus(await browser.post(`/api/decisions/${link}`, body), 200);
  }

  #measure({ answeredAt }: Visit, openedAt: string): void {
    if (answeredAt > 0) this.latencies.push(Date.parse(openedAt) - answeredAt);
  }

  async #desk(role: ActorId): Promise<{ officer: Officer; tasks: WaitingRoom<TaskRow> }> {
    const known = this.#desks.get(role);
    if (known) return known;
    const officer = await this.#cast.officer(role);
    const look = async () => (await officer.inbox()).map((row) => ({ key: `${row.case} ${row.state}`, found: row }));
    const desk = { officer, tasks: new WaitingRoom(look, this.#between) };
    this.#desks.set(role, desk);
    return desk;
  }

  #letterbox(
    role: ActorId,
    browser = new Browser(this.#host.url),
  ): { browser: Browser; mails: WaitingRoom<ReceivedMail> } {
    const known = this.#letterboxes.get(role);
    if (known) return known;
    const { email } = memberWith(role);
    const inbox = new Browser(inboxOf(this.#host));
    let read: ReceivedMail[] = [];
    const look = async () => {
      const after = read[0] ? `&after=${read[0].id}` : "";
      const path = `/messages?to=${encodeURIComponent(email)}${after}`;
      const { messages } = (await inbox.get<{ messages: ReceivedMail[] }>(path)).body;
      read = [...messages, ...read];
      return read.flatMap((mail) => {
        const caseId = /^(?:Mohon|Rapat|Laporan) .*\((\S+)\)$/.exec(mail.subject)?.[1];
        return caseId ? [{ key: caseId, found: mail }] : [];
      });
    };
    const letterbox = { browser, mails: new WaitingRoom(look, this.#between) };
    this.#letterboxes.set(role, letterbox);
    return letterbox;
  }
}

function expectStatus<T>(reply: Reply<T>, status: number): T {
  if (reply.status === status) return reply.body;
  throw new Error(`expected ${status}, got ${reply.status}: ${reply.text.slice(0, 300)}`);
}

/** Small groups on many days, so that the room is never the limit. */
function letter(number: number): Record<string, unknown> {
  return {
    institutionName: `Sekolah Contoh ${number}`,
    institutionType: "sd",
    institutionAddress: "Jalan Pendidikan Nomor 10, Contoh",
    district: "Contoh Kota",
    contactName: "Budi Santoso",
    contactEmail: `sekolah-${number}@sekolah.example`,
    contactPhone: "081234567890",
    purpose: "literasi",
    purposeDetail: "Mengenal koleksi referensi dan cara menelusur katalog.",
    preferredDate: visitDays[number % visitDays.length],
    preferredStart: "09:00",
    preferredEnd: "11:00",
    headcount: 2,
    consent: true,
  };
}

const holidays = new Set(demoCalendar.holidays.map(({ date }) => date));

/** Mondays to Thursdays before the clock is moved. */
const visitDays = Array.from({ length: bookableDays }, (_, day) => addDays(firstDay, day)).filter((date) => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 4 && !holidays.has(date);
});
