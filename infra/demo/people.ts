/** The people of the demonstration: each acts only through HTTP and the mailbox, as people would. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { CaseCreatedView, CodeSentView, TrackingView, UploadView } from "../../functions/contract/public.ts";
import type {
  CaseView,
  ClashesView,
  ManyChangesView,
  PossibleChangesView,
  TaskListView,
  TaskRow,
} from "../../functions/contract/staff.ts";
import type { DecisionDoneView, DecisionView, TaskView } from "../../functions/contract/decision.ts";
import { Browser, type Reply } from "./browser.ts";
import { askedAbout, linkIn, type Mailbox } from "./mailbox.ts";
import { signIn } from "./sign-in.ts";

type Values = Record<string, unknown>;

/** What a page makes beside the id of a request before it sends it. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Somebody who asks for a visit. */
export class Requester {
  readonly browser: Browser;
  readonly values: Values;
  readonly mailbox: Mailbox | null;
  caseId = "";
  tracking = "";

  /** @param mailbox where codes come; needed only on a browser that is not known */
  constructor(base: string, values: Values, mailbox: Mailbox | null = null) {
    this.browser = new Browser(base);
    this.values = values;
    this.mailbox = mailbox;
  }

  /** Uploads the letter and sends the form. */
  async ask(procedure: string, submissionId: string): Promise<string> {
    const letterFile = await this.upload("surat-permohonan.pdf", smallPdf);
    return this.send(procedure, submissionId, { ...this.values, letterFile });
  }

  /** Sends the form; where the address was never confirmed here, once more with the code that is mailed to it. */
  async send(procedure: string, submissionId: string, values: Values): Promise<string> {
    const asked = { procedure, submissionId, secret: newSecret(), language: "id", values };
    let reply = await this.browser.post<CaseCreatedView | CodeSentView>("/api/requests", asked);
    if (reply.status === 202 && "codeSentTo" in reply.body) {
      if (!this.mailbox) throw new Error("a code goes to a mailbox that nobody reads");
      const code = await confirmationCode(this.mailbox, reply.body.codeSentTo);
      reply = await this.browser.post<CaseCreatedView>("/api/requests", { ...asked, code });
    }
    const created = expectStatus(reply as Reply<CaseCreatedView>, 201);
    this.caseId = created.case;
    this.tracking = created.tracking.replace("/lacak/", "");
    return this.caseId;
  }

  upload(fileName: string, content: Uint8Array): Promise<string> {
    return uploadFile(this.browser, fileName, content);
  }

  async look(): Promise<TrackingView> {
    return expectStatus(await this.browser.get<TrackingView>(`/api/tracking/${this.tracking}`), 200);
  }

  /** Waits until something is asked of the requester, and answers it. */
  async answer(outcome: string, choose: (task: TaskView) => Values, note = ""): Promise<DecisionDoneView> {
    const view = await until("a question to the requester", async () => {
      const { answer } = await this.look();
      return answer;
    });
    const link = view.path.replace("/k/", "");
    const page = await this.#open(link);
    if (page.page !== "decide") throw new Error(`the requester got the page "${page.page}"`);
    const reply = await this.browser.post<DecisionDoneView>(`/api/decisions/${link}`, {
      outcome,
      note,
      nonce: page.nonce,
      values: choose(page.task),
    });
    return expectStatus(reply, 200);
  }

  /** On a phone that is not known yet, a code mailed to the own address proves who answers. */
  async #open(link: string): Promise<DecisionView> {
    // The page of the case tells of the task a moment before its link is stored.
    const page = await until("the link of the question", async () => {
      const reply = await this.browser.get<DecisionView>(`/api/decisions/${link}`);
      return reply.status === 404 ? null : expectStatus(reply, 200);
    });
    if (page.page !== "proof") return page;
    expectStatus(await this.browser.post(`/api/decisions/${link}/code`, {}), 202);
    if (!this.mailbox) throw new Error("a code goes to a mailbox that nobody reads");
    const answer = await codeFor(this.mailbox, String(this.values["contactEmail"]), this.caseId);
    expectStatus(await this.browser.post(`/api/decisions/${link}/proof`, { answer }), 200);
    return expectStatus(await this.browser.get<DecisionView>(`/api/decisions/${link}`), 200);
  }

  async cancel(note: string): Promise<void> {
    const { cancel } = await this.look();
    if (!cancel) throw new Error("the case cannot be cancelled");
    expectStatus(await this.browser.post(`/api/tracking/${this.tracking}/cancel`, { note, nonce: cancel.nonce }), 200);
  }

  /** Answers the satisfaction survey with one score for everything. */
  async rate(score: number): Promise<void> {
    const values = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`u${index + 1}`, String(score)]));
    expectStatus(await this.browser.post(`/api/tracking/${this.tracking}/survey`, { values }), 201);
  }

  /** Waits until the case has a status. */
  async waitFor(status: TrackingView["status"]): Promise<TrackingView> {
    return until(`${this.caseId} to be ${status}`, async () => {
      const view = await this.look();
      return view.status === status ? view : null;
    });
  }
}

/** The six digits that are mailed to whoever gives an address on the form. */
async function confirmationCode(mailbox: Mailbox, address: string): Promise<string> {
  const { subject } = await mailbox.next(address, /^\d{6} adalah kode konfirmasi/);
  return subject.slice(0, 6);
}

/** The six digits of the code that is mailed for a case. */
async function codeFor(mailbox: Mailbox, address: string, caseId: string): Promise<string> {
  const { text } = await mailbox.next(address, new RegExp(`^\\d{6} adalah kode untuk berkas ${caseId}`));
  return /\b(\d{6})\b/.exec(text)?.[1] ?? "";
}

/** A page of the inbox as somebody has it before them. */
interface InboxPage {
  rows: TaskRow[];
  next: string | null;
  tag: string | null;
}

/** A staff member with a desk: signs in with a mailed code, works from the inbox. */
export class Officer {
  readonly browser: Browser;
  readonly email: string;
  readonly #pages = new Map<string, InboxPage>();

  constructor(base: string, email: string) {
    this.browser = new Browser(base);
    this.email = email;
  }

  async signIn(mailbox: Mailbox): Promise<void> {
    this.browser.token = await signIn(this.browser, this.email, mailbox);
  }

  /** All pages of it; of those looked at before only what changed is fetched, as the pages of staff do. */
  async inbox(scope = "mine"): Promise<TaskRow[]> {
    const found: TaskRow[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: InboxPage = await this.#page(`/api/staff/tasks?scope=${scope}&after=${encodeURIComponent(next)}`);
      found.push(...page.rows);
      next = page.next;
    }
    return found;
  }

  async #page(path: string): Promise<InboxPage> {
    const before = this.#pages.get(path);
    const reply = await this.browser.get<TaskListView<TaskRow | number>>(path, before?.tag);
    if (before && reply.status === 304) return before;
    const { next, tasks } = expectStatus(reply, 200);
    const rows = tasks.flatMap((each) => (typeof each === "number" ? (before?.rows[each] ?? []) : each));
    const page = { rows, next, tag: reply.tag };
    this.#pages.set(path, page);
    return page;
  }

  /** Waits for the task of a case that has the outcome, and answers it. */
  async work(caseId: string, outcome: string, values: Values = {}, note = ""): Promise<TaskView> {
    const task = await until(`a task of ${caseId} for ${this.email} that may end in "${outcome}"`, () =>
      this.#taskWith(caseId, outcome),
    );
    const body = { outcome, note, values: { ...suggested(task, outcome), ...values } };
    expectStatus(await this.browser.post(`/api/staff/tasks/${task.case}/${task.task}`, body), 200);
    return task;
  }

  /** Waits for the task of a case that has the outcome, and looks at its page only. */
  see(caseId: string, outcome: string): Promise<TaskView> {
    return until(`a task of ${caseId} that may end in "${outcome}"`, () => this.#taskWith(caseId, outcome));
  }

  /** What a plan clashes with, as the form of a row shows it while it is filled in. */
  async clashes(caseId: string, outcome: string, values: Values): Promise<ClashesView["clashes"]> {
    const task = await this.see(caseId, outcome);
    const asked = task.aids.clashFields.map((name) => [name, values[name]]);
    const body = { outcome, values: Object.fromEntries(asked) as Values };
    const path = `/api/staff/tasks/${task.case}/${task.task}/clashes`;
    return expectStatus(await this.browser.post<ClashesView>(path, body), 200).clashes;
  }

  async #taskWith(caseId: string, outcome: string): Promise<TaskView | undefined> {
    // Readers are served on a page of their own, so their tasks are not in the person's own list.
    for (const row of (await this.inbox("all")).filter((each) => each.case === caseId && each.mine)) {
      const reply = await this.browser.get<TaskView>(`/api/staff/tasks/${row.case}/${row.task}`);
      // Somebody, or the clock, may have ended it since the inbox was read.
      if (reply.status === 200 && reply.body.outcomes.some(({ id }) => id === outcome)) return reply.body;
    }
    return undefined;
  }

  /** Changes a case beside its flow, in a way that is offered, with the form as it was filled in beforehand. */
  async change(caseId: string, operation: string, reason: string, values: Values = {}): Promise<void> {
    const path = `/api/staff/cases/${caseId}/changes`;
    // What was answered a moment ago may not have led to the next row yet.
    const { offered, seen } = await until(`"${operation}" of ${caseId}, not offered to ${this.email}`, async () => {
      const view = expectStatus(await this.browser.get<PossibleChangesView>(path), 200);
      const found = view.operations.find(({ id }) => id === operation);
      return found && { offered: found, seen: view.seen };
    });
    const body = { operation, seen, reason, values: { ...offered.values, ...values } };
    expectStatus(await this.browser.post(path, body), 200);
  }

  /** Changes several cases in the same way. */
  async changeMany(cases: string[], operation: string, reason: string): Promise<ManyChangesView["results"]> {
    const reply = await this.browser.post<ManyChangesView>("/api/staff/changes", { operation, cases, reason });
    return expectStatus(reply, 200).results;
  }

  /** Waits until the flow has followed what was said of the end, which people outside read before. */
  async waitForEnd(caseId: string): Promise<void> {
    await until(`the end of ${caseId}`, async () => (await this.showCase(caseId)).endedAt);
  }

  async showCase(caseId: string): Promise<CaseView> {
    return expectStatus(await this.browser.get<CaseView>(`/api/staff/cases/${caseId}`), 200);
  }
}

/** An official who never signs in: reads the mail, opens the link, taps. The first time a code is asked. */
export class Official {
  readonly browser: Browser;
  readonly email: string;
  readonly mailbox: Mailbox;
  /** Of mails that were read and not decided on yet. */
  readonly #links = new Map<string, string>();

  constructor(base: string, email: string, mailbox: Mailbox) {
    this.browser = new Browser(base);
    this.email = email;
    this.mailbox = mailbox;
  }

  /**
   * Decides on a case by the mail about it; answers whether a code was needed. Where the decision is refused, the next
   * one is made on the same page.
   */
  async decide(caseId: string, outcome: string, note = "", values: Values = {}): Promise<{ codeAsked: boolean }> {
    const { link, page: first } = await this.#opened(caseId);
    let page = first;
    const codeAsked = page.page === "proof";
    if (codeAsked) {
      expectStatus(await this.browser.post(`/api/decisions/${link}/code`, {}), 202);
      const answer = await codeFor(this.mailbox, this.email, caseId);
      expectStatus(await this.browser.post(`/api/decisions/${link}/proof`, { answer }), 200);
      page = expectStatus(await this.browser.get<DecisionView>(`/api/decisions/${link}`), 200);
    }
    if (page.page !== "decide") throw new Error(`${this.email} got the page "${page.page}"`);
    const given = { ...suggested(page.task, outcome), ...values };
    const stated = page.states ? { stated: { name: "Dewi Lestari", position: "Analis Hukum" } } : {};
    const body = { outcome, note, nonce: page.nonce, values: given, ...stated };
    expectStatus(await this.browser.post(`/api/decisions/${link}`, body), 200);
    this.#links.delete(caseId);
    return { codeAsked };
  }

  /** The page of the newest question; mails about one that holds no more are passed over. */
  async #opened(caseId: string): Promise<{ link: string; page: DecisionView }> {
    for (;;) {
      const link = await this.linkTo(caseId);
      const reply = await this.browser.get<DecisionView>(`/api/decisions/${link}`);
      if (reply.status !== 410) return { link, page: expectStatus(reply, 200) };
      this.#links.delete(caseId);
    }
  }

  /** The link in the mail about a case that is still to be decided. */
  async linkTo(caseId: string): Promise<string> {
    const known = this.#links.get(caseId);
    if (known) return known;
    const link = linkIn(await this.mailbox.next(this.email, askedAbout(caseId)), "k");
    this.#links.set(caseId, link);
    return link;
  }
}

/** What the form has filled in beforehand. */
function suggested(task: TaskView, outcome: string): Values {
  const asked = task.fields.filter((field) => !field.outcomes || field.outcomes.includes(outcome));
  const values = asked.flatMap((field) => {
    if (field.kind === "slots") return [[field.name, task.aids.slots] as const];
    const value = task.aids.prefill[field.name];
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(values);
}

/** The words of a refusal; what is not refused is a fault of the story. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  const words = await attempt.then(
    () => null,
    (error: unknown) => String(error),
  );
  if (words === null) throw new Error("what should be refused was done");
  return words;
}

const patienceMs = 15_000;

/** Asks again until there is an answer. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(10);
  }
}

/** @throws Error with the status and the message of the service */
export function expectStatus<T>(reply: Reply<T>, status: number): T {
  if (reply.status === status) return reply.body;
  throw new Error(`expected ${status}, got ${reply.status}: ${reply.text.slice(0, 300)}`);
}

/** The smallest letter that is a PDF. */
export const smallPdf = new TextEncoder().encode(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** @returns the id by which a form names the file */
export async function uploadFile(browser: Browser, fileName: string, content: Uint8Array): Promise<string> {
  const reply = await browser.post<UploadView>("/api/uploads", {
    fileName,
    contentType: "application/pdf",
    size: content.byteLength,
  });
  const { fields, file, url } = expectStatus(reply, 200);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(content)], { type: "application/pdf" }), fileName);
  const sent = await fetch(url, { method: "POST", body: form });
  if (!sent.ok) throw new Error(`the letter was not taken: ${sent.status}`);
  return file;
}
