/** A service on a restored folder: an administrator lets it go on, and its people bring every case to an end. */
import type { AgencyView } from "../../functions/contract/public.ts";
import type { RestorationView } from "../../functions/contract/restoration.ts";
import type { CaseView, TaskListView, TaskRow } from "../../functions/contract/staff.ts";
import type { DecisionView, TaskView } from "../../functions/contract/decision.ts";
import { Browser } from "../../infra/demo/browser.ts";
import { inboxOf, linkIn, mailboxOf, type Mailbox } from "../../infra/demo/mailbox.ts";
import { signIn } from "../../infra/demo/sign-in.ts";
import { jumpableClock, type JumpableClock } from "../../infra/local/host/clock.ts";
import { startHost, type Host } from "../../infra/local/host/host.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { memberWith } from "./world.ts";

export interface Finished {
  /** What should have been and was not. */
  broken: string[];
  /** How each case ended. */
  endings: string[];
}

interface Colleague {
  browser: Browser;
  email: string;
}

type Try = { outcome: string; note?: string; values?: (page: TaskView) => Record<string, unknown> };

const someDaysMs = 2 * 86_400_000;
/** Visits are asked for within six weeks, and answers to another time within some days. */
const mostTimes = 45;
const companion = memberWith("companion-librarian").id;
const otherCompanion = memberWith("companion-librarian", 1).id;

/** What is tried at each row of an official visit, in this order, until one is taken. */
const tries: Record<string, Try[]> = {
  "register-letter": [{ outcome: "agendakan", values: () => ({ urgency: "biasa" }) }],
  "check-schedule": [{ outcome: "lapor", values: () => ({ availability: "sesuai" }) }],
  recommend: [{ outcome: "teruskan", values: () => ({ recommendation: "cocok", companion }) }],
  decide: [{ outcome: "ya" }, { outcome: "tolak", note: "Jadwal penuh." }],
  reply: [
    { outcome: "ya" },
    { outcome: "tolak" },
    { outcome: "tidak", values: ({ aids }) => ({ proposedSlots: aids.slots }) },
  ],
  "choose-other-time": [{ outcome: "pilih", values: ({ aids }) => ({ slot: aids.slots[0] }) }],
  "accept-companionship": [{ outcome: "terima" }],
  "replace-companion": [companion, otherCompanion].map((each) => ({
    outcome: "tunjuk",
    values: () => ({ companion: each }),
  })),
  "sign-guest-book": [{ outcome: "hadir", values: () => ({ attendance: 12 }) }],
  "guide-visitors": [{ outcome: "selesai" }],
};

/**
 * To be called in a process of its own, like the start of any restored service: functions remember the agency for some seconds,
 * also from a host that ran in the same process before.
 *
 * @param now when the copy was taken, ISO 8601
 * @param caseIds every case that was accepted before the copy
 */
export async function finishCases(
  dataDir: string,
  now: string,
  caseIds: string[],
  random: () => number,
): Promise<Finished> {
  const clock = jumpableClock(Date.parse(now), { exportTo: process.env });
  const host = await startHost({ dataDir, port: 0, clock, inbox: true });
  try {
    return await new Office(host, clock, random).finish(caseIds);
  } finally {
    await host.close();
  }
}

class Office {
  readonly #host: Host;
  readonly #clock: JumpableClock;
  readonly #random: () => number;
  readonly #mailbox: Mailbox;
  readonly #broken: string[] = [];

  constructor(host: Host, clock: JumpableClock, random: () => number) {
    this.#host = host;
    this.#clock = clock;
    this.#random = random;
    this.#mailbox = mailboxOf(host);
  }

  async finish(caseIds: string[]): Promise<Finished> {
    const head = await this.#colleague("agency-head");
    await this.#nothingGoesOn(head);
    await this.#letGoOn(await this.#colleague("system-admin"));
    const roles = ["mail-registrar", "service-section-head", "library-division-head", "front-office-officer"] as const;
    const colleagues = [...(await Promise.all(roles.map((role) => this.#colleague(role))))];
    for (const nth of [0, 1]) colleagues.push(await this.#colleague("companion-librarian", nth));
    const endings = await this.#workOn(new Set(caseIds), head, colleagues);
    return { broken: this.#broken, endings: [...endings.values()] };
  }

  async #colleague(role: Parameters<typeof memberWith>[0], nth = 0): Promise<Colleague> {
    const { email } = memberWith(role, nth);
    // Codes from before the copy lie in the mailbox too.
    await this.#mailbox.skip(email);
    const browser = new Browser(this.#host.url);
    browser.token = await signIn(browser, email, this.#mailbox);
    return { browser, email };
  }

  /** Every page says what happened; links that were mailed before the copy lead to their tasks, on devices nobody knows. */
  async #nothingGoesOn({ browser }: Colleague): Promise<void> {
    const mailed = await this.#letters();
    await this.#host.tick();
    if ((await this.#letters()) !== mailed) this.#broken.push("letters are sent before anybody has said so");
    const { restored } = (await browser.get<AgencyView>("/api/agency")).body;
    if (!restored) this.#broken.push("nobody is told that the service was restored");
    const decider = memberWith("library-division-head").email;
    const { body } = await browser.get<TaskListView>("/api/staff/tasks?scope=all");
    const asked = body.tasks.find((row) => isAt(row, "decide"));
    if (!asked) return;
    const inbox = new Browser(inboxOf(this.#host));
    const list = await inbox.get<{ messages: { id: string }[] }>(`/messages?to=${encodeURIComponent(decider)}`);
    for (const { id } of list.body.messages) {
      const mail = (await inbox.get<Parameters<typeof linkIn>[0]>(`/messages/${id}`)).body;
      if (!mail.text.includes(asked.case) || !mail.links.some((link) => link.includes("/k/"))) continue;
      const page = (await browser.get<DecisionView>(`/api/decisions/${linkIn(mail, "k")}`)).body.page;
      if (page !== "proof") this.#broken.push(`a link mailed before the copy shows "${page}"`);
      return;
    }
    // It was waiting to be sent.
  }

  /** How many mails were sent so far that are no codes. */
  async #letters(): Promise<number> {
    const inbox = new Browser(inboxOf(this.#host));
    const { messages } = (await inbox.get<{ messages: { subject: string }[] }>("/messages")).body;
    return messages.filter(({ subject }) => !/kode/i.test(subject)).length;
  }

  async #letGoOn({ browser }: Colleague): Promise<void> {
    const { registers, mails } = (await browser.get<RestorationView>("/api/staff/restoration")).body;
    if (mails.length > 0) {
      await browser.post("/api/staff/restoration/mails", { mails: "all", send: this.#random() < 0.5 });
    }
    const numbers = registers.map(({ register, year, last }) => {
      return { register, year, last: last + Math.floor(this.#random() * 4) };
    });
    const ended = await browser.post("/api/staff/restoration/end", { numbers });
    if (ended.status !== 200) this.#broken.push(`the restoration cannot be ended: ${ended.text.slice(0, 300)}`);
    // Functions remember for some seconds that they had to wait.
    await this.#pass(60_000);
  }

  async #workOn(open: Set<string>, head: Colleague, colleagues: Colleague[]): Promise<Map<string, string>> {
    const endings = new Map<string, string>();
    for (let time = 0; time <= mostTimes; time += 1) {
      while (await this.#round(open, colleagues));
      for (const id of open) {
        const { body, status } = await head.browser.get<CaseView>(`/api/staff/cases/${id}`);
        if (status !== 200) this.#broken.push(`${id} is lost: ${status}`);
        else if (body.status === "GANGGUAN") this.#broken.push(`${id} has stopped`);
        else if (!["SELESAI", "DITUTUP", "DIBATALKAN", "KEDALUWARSA"].includes(body.status)) continue;
        else endings.set(id, body.status);
        open.delete(id);
      }
      if (open.size === 0) return endings;
      await this.#pass(someDaysMs);
    }
    for (const id of open) this.#broken.push(`${id} does not go on`);
    return endings;
  }

  /** Everybody answers what they have; answers whether anything was. */
  async #round(open: Set<string>, colleagues: Colleague[]): Promise<boolean> {
    let answered = false;
    for (const { browser } of colleagues) {
      for (const scope of ["mine", "waiting"]) {
        const { tasks } = (await browser.get<TaskListView>(`/api/staff/tasks?scope=${scope}`)).body;
        for (const row of tasks.filter((each) => open.has(each.case))) {
          answered = (await answer(browser, row)) || answered;
        }
      }
    }
    await this.#pass(60_000);
    return answered;
  }

  async #pass(ms: number): Promise<void> {
    this.#clock.advance(ms);
    await this.#host.tick();
    await this.#host.idle();
  }
}

function isAt({ state }: TaskRow, step: string): boolean {
  return stepOf(officialVisit, step).state === state;
}

async function answer(browser: Browser, row: TaskRow): Promise<boolean> {
  const path = `/api/staff/tasks/${row.case}/${row.task}`;
  const page = (await browser.get<TaskView>(path)).body;
  for (const { outcome, note = "", values } of tries[page.step?.id ?? ""] ?? []) {
    const { status } = await browser.post(path, { outcome, note, values: values?.(page) ?? {} });
    if (status === 200) return true;
  }
  return false;
}
