/** Everybody of the demo agency at a running service of any version: they answer whatever waits, with anything that fits. */
import type { StaffTaskView } from "./views.ts";
import type { RequestFormView } from "../../functions/contract/public.ts";
import type { CaseListView, CaseView, StaffFormsView, TaskListView, TaskRow } from "../../functions/contract/staff.ts";
import { Browser } from "../../infra/demo/browser.ts";
import { smallPdf, uploadFile } from "../../infra/demo/people.ts";
import { signIn } from "../../infra/demo/sign-in.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { demoStaff } from "../../infra/local/host/demo-agency.ts";
import { currentProcedureOf, currentProcedures } from "../../statemachines/language/registry.ts";
import { stepOf } from "../../statemachines/language/table.ts";
import type { Field, Outcome, Procedure } from "../../statemachines/language/vocabulary.ts";
import { distance } from "../support/random-answers.ts";
import { fittingValues, type Chance } from "../support/random-values.ts";
import type { RunningHost } from "./older-host.ts";

const codeSubject = /^\d{6} adalah kode masuk/;
const confirmationSubject = /^\d{6} adalah kode konfirmasi/;
/** After so many answers a case takes a shortest way to an ending. */
const patience = 30;

/** A task that waits, by the row of its table. */
export interface Waiting {
  row: TaskRow;
  /** `official-visit/decide` */
  at: string;
}

export class Crew {
  readonly #host: RunningHost;
  readonly #chance: Chance;
  readonly #signedIn = new Map<string, Promise<Browser>>();
  /** Who could answer at a row the last time. */
  readonly #lastAt = new Map<string, string>();
  readonly #answers = new Map<string, number>();
  /** Rows at which cases are wanted: whatever leads there is chosen first. */
  wanted = new Set<string>();

  constructor(host: RunningHost, chance: Chance) {
    this.#host = host;
    this.#chance = chance;
  }

  /** The browser of a member, who signs in when somebody needs them. */
  #browserOf({ email, id }: StaffMember): Promise<Browser> {
    const known = this.#signedIn.get(id) ?? this.#signIn(email);
    this.#signedIn.set(id, known);
    return known;
  }

  async #signIn(email: string): Promise<Browser> {
    const browser = new Browser(this.#host.url);
    const before = await this.#host.mailsTo(email, codeSubject);
    const next = async () => {
      const { subject } = await this.#host.mailTo(email, codeSubject, before);
      return { id: "", to: email, subject, text: "", links: [] };
    };
    browser.token = await signIn(browser, email, { next });
    return browser;
  }

  get #head(): Promise<Browser> {
    const head = demoStaff.find(({ roles }) => roles.includes("agency-head"));
    if (!head) throw new Error("nobody heads the agency");
    return this.#browserOf(head);
  }

  /** Everybody, whoever could answer here the last time first, then those whose row it is. */
  #colleaguesAt({ at, row }: Waiting): StaffMember[] {
    const last = this.#lastAt.get(at);
    const place = ({ id, roles }: StaffMember) => {
      if (id === last) return 0;
      return roles.some((role) => actors[role]?.title.id === row.actor.id) ? 1 : 2;
    };
    return demoStaff.toSorted((a, b) => place(a) - place(b));
  }

  async waiting(): Promise<Waiting[]> {
    const found: Waiting[] = [];
    let after: string | null = null;
    do {
      const address: string = `/api/staff/tasks?scope=all${after ? `&after=${encodeURIComponent(after)}` : ""}`;
      const { tasks, next = null } = (await (await this.#head).get<TaskListView>(address)).body;
      found.push(...tasks.map((row) => ({ row, at: rowOf(row) })));
      after = next;
    } while (after);
    return found;
  }

  async cases(): Promise<string[]> {
    const found: string[] = [];
    for (const open of [true, false]) {
      let before: string | null = null;
      do {
        const address: string = `/api/staff/cases?open=${open}${before ? `&before=${encodeURIComponent(before)}` : ""}`;
        const page: CaseListView = (await (await this.#head).get<CaseListView>(address)).body;
        found.push(...page.cases.map((each) => each.case));
        before = page.next ?? null;
      } while (before);
    }
    return found;
  }

  async status(caseId: string): Promise<string> {
    const { body, status } = await (await this.#head).get<CaseView>(`/api/staff/cases/${caseId}`);
    return status === 200 ? body.status : `HTTP ${status}`;
  }

  /** Opens a case as the public or somebody of the staff may; nothing happens where only the calendar opens one. */
  async open(procedureId: string): Promise<void> {
    const person = new Browser(this.#host.url);
    const form = await person.get<RequestFormView>(`/api/procedures/${procedureId}/request-form`);
    if (form.status === 200 && (await this.#ask(person, "/api/requests", form.body))) return;
    for (const member of demoStaff) {
      const browser = await this.#browserOf(member);
      const { forms = [] } = (await browser.get<StaffFormsView>("/api/staff/forms")).body;
      if (!forms.some(({ procedure }) => procedure === procedureId)) continue;
      const { body } = await browser.get<RequestFormView>(`/api/staff/forms/${procedureId}`);
      if (await this.#ask(browser, "/api/staff/cases", body)) return;
    }
  }

  async #ask(browser: Browser, path: string, form: RequestFormView): Promise<boolean> {
    const { cases, context, fields, procedure, rules } = form;
    const named = Object.values(cases ?? {}).flatMap((each) => each.map((choice) => choice.case));
    const about = { fields, rules, outcome: null, context, staff: demoStaff, prefill: {}, slots: [], cases: named };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const values = await this.#withFiles(fields, fitting(() => fittingValues(about, this.#chance)) ?? {});
      const body = { procedure, submissionId: crypto.randomUUID(), language: "id", values };
      let reply = await browser.post<{ codeSentTo?: string }>(path, body);
      // A program of before took it at once.
      if (reply.status === 202 && reply.body.codeSentTo) {
        const { subject } = await this.#host.mailTo(reply.body.codeSentTo, confirmationSubject, 0);
        reply = await browser.post(path, { ...body, code: subject.slice(0, 6) });
      }
      if (reply.status === 201) return true;
    }
    return false;
  }

  /** Somebody answers a task with anything that may be chosen now; answers whether anybody could. */
  async answer(waiting: Waiting): Promise<boolean> {
    const { at, row } = waiting;
    const path = `/api/staff/tasks/${row.case}/${row.task}`;
    for (const member of this.#colleaguesAt(waiting)) {
      const browser = await this.#browserOf(member);
      const { body, status } = await browser.get<StaffTaskView>(path);
      if (status !== 200 || body.outcomes.length === 0) continue;
      for (const outcome of this.#inOrder(row, at, body).slice(0, 4)) {
        const { fields, rules, aids } = body;
        const cases = Object.values(aids.cases ?? {}).flatMap((each) => each.map((choice) => choice.case));
        const about = {
          rules,
          context: aids.context,
          staff: demoStaff,
          prefill: aids.prefill,
          slots: aids.slots,
          cases,
        };
        const fill = () => fittingValues({ ...about, fields, outcome: outcome.id }, this.#chance);
        const given = outcome.anytime ? {} : fitting(fill);
        if (!given) continue;
        const values = await this.#withFiles(fields, given);
        const note = outcome.note === "none" ? "" : "Catatan petugas.";
        const channel = body.step.kind === "outside" ? { channel: "phone" } : {};
        const reply = await browser.post(path, { outcome: outcome.id, note, values, ...channel });
        if (reply.status !== 200) continue;
        this.#lastAt.set(at, member.id);
        this.#answers.set(row.case, (this.#answers.get(row.case) ?? 0) + 1);
        return true;
      }
    }
    return false;
  }

  #inOrder(row: TaskRow, at: string, { outcomes }: StaffTaskView): StaffTaskView["outcomes"] {
    const [procedureId = "", stepId = ""] = at.split("/");
    const possible = outcomes.filter(({ anytime, from }) => !from && (!anytime || this.#chance(12) === 0));
    const placed = possible.map((outcome) => ({ outcome, place: this.#chance(1_000) }));
    if ((this.#answers.get(row.case) ?? 0) > patience) {
      const procedure = currentProcedureOf(procedureId);
      const known = stepOf(procedure, stepId).outcomes;
      for (const each of placed) {
        const told = known.find(({ id }) => id === each.outcome.id);
        if (told) each.place += 10_000 * Math.min(distance(procedure, told), 90);
      }
    } else if (this.wanted.size > 0) {
      const procedure = currentProcedureOf(procedureId);
      const { outcomes: known } = stepOf(procedure, stepId);
      for (const each of placed) {
        const told = known.find(({ id }) => id === each.outcome.id);
        each.place += 10_000 * (told ? Math.min(this.#farFromWanted(procedure, told), 90) : 90);
      }
    }
    return placed.toSorted((a, b) => a.place - b.place).map(({ outcome }) => outcome);
  }

  /** How many rows lie between an outcome and the next one that is wanted; Infinity where it leads to none. */
  #farFromWanted(procedure: Procedure, { to }: Outcome): number {
    const seen = new Set<string>();
    let [next, far] = [typeof to === "object" ? [] : [to], 0];
    for (; next.length > 0; far += 1) {
      if (next.some((id) => this.wanted.has(`${procedure.id}/${id}`))) return far;
      for (const id of next) seen.add(id);
      const outcomes = next.flatMap((id) => stepOf(procedure, id).outcomes);
      next = outcomes.flatMap((each) => (typeof each.to === "object" || seen.has(each.to) ? [] : [each.to]));
    }
    return Infinity;
  }

  async #withFiles(fields: Field[], values: Record<string, unknown>): Promise<Record<string, unknown>> {
    const sent = { ...values };
    for (const { kind, name } of fields)
      if (kind === "file" && name in sent)
        sent[name] = await uploadFile(new Browser(this.#host.url), "surat.pdf", smallPdf);
    return sent;
  }
}

function rowOf({ procedure, state }: TaskRow): string {
  const table = currentProcedures().find(({ title }) => title.id === procedure.id);
  const step = table?.steps.find((each) => each.state === state);
  return `${table?.id ?? procedure.id}/${step?.id ?? state}`;
}

/** Null where chance found nothing that fits. */
function fitting<T>(fill: () => T): T | null {
  try {
    return fill();
  } catch {
    return null;
  }
}
