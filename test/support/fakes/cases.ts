import type { CaseItem } from "../../../functions/domain/case/records.ts";
import type { Cases, Mails, Tasks } from "../../../functions/domain/ports.ts";
import { required, withGrace, type Memory } from "./memory.ts";

export function fakeCases(memory: Memory): Cases {
  const { carriedOut, cases, counters, submissions } = memory;
  const change = (caseId: string, changes: Partial<CaseItem>): void => {
    Object.assign(required(cases.get(caseId)).item, structuredClone(changes));
  };
  return {
    async nextNumber(code, year) {
      const next = (counters.get(`${code}/${year}`) ?? 0) + 1;
      counters.set(`${code}/${year}`, next);
      return next;
    },
    async claimSubmission(submissionId, caseId) {
      const known = submissions.get(submissionId);
      if (known === undefined) submissions.set(submissionId, caseId);
      return known ?? caseId;
    },
    async carriedOut(submissionIds) {
      return submissionIds.filter((id) => carriedOut.has(id));
    },
    async markCarriedOut(submissionId) {
      required(submissions.get(submissionId));
      carriedOut.add(submissionId);
    },
    async create(item) {
      if (cases.has(item.id)) return;
      const stored = { item: structuredClone(item), open: true, registerYears: {} };
      cases.set(item.id, { ...stored, todoAt: withGrace(item.createdAt) });
    },
    async dossier(caseId) {
      const stored = cases.get(caseId);
      if (!stored) return null;
      const namedBy = memory.namings.get(caseId);
      const own = <Item extends { caseId: string }>(items: Iterable<{ item: Item }>): Item[] =>
        [...items].map(({ item }) => item).filter((item) => item.caseId === caseId);
      return structuredClone({
        case: stored.item,
        tasks: own(memory.tasks.values()).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
        mails: own(memory.mails.values()).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
        ...(namedBy ? { namedBy } : {}),
      });
    },
    async markStarted(caseId, at) {
      change(caseId, { startedAt: at });
      required(cases.get(caseId)).todoAt = null;
    },
    async markEnded(caseId, ending, at) {
      const stored = required(cases.get(caseId));
      change(caseId, { ending, endedAt: stored.item.endedAt ?? at });
      Object.assign(stored, { todoAt: null, open: false });
    },
    async recordProblem(caseId, problem) {
      change(caseId, { problem });
    },
    async recordMailProblem(caseId, problem) {
      change(caseId, { mailProblem: required(cases.get(caseId)).item.mailProblem ?? problem });
    },
    async clearMailProblem(caseId, address) {
      const { item } = required(cases.get(caseId));
      if (item.mailProblem?.address === address) delete item.mailProblem;
    },
    async withdraw(caseId, answer) {
      const stored = required(cases.get(caseId));
      change(caseId, { withdrawal: stored.item.withdrawal ?? answer });
      stored.todoAt = withGrace(answer.at);
    },
    async link(named, by) {
      const known = memory.namings.get(named) ?? [];
      if (!known.includes(by)) memory.namings.set(named, [...known, by]);
    },
    async list({ open, before, limit }) {
      const position = (item: CaseItem): string => `${item.createdAt}#${item.id}`;
      const found = [...cases.values()]
        .filter((stored) => stored.open === open && (!before || position(stored.item) < before))
        .map(({ item }) => structuredClone(item))
        .sort((a, b) => (position(a) < position(b) ? 1 : -1));
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, next: last && found.length > limit ? position(last) : null };
    },
  };
}

export function fakeTasks({ tasks }: Memory): Tasks {
  const key = (caseId: string, id: string): string => `${caseId}/${id}`;
  const at = (caseId: string, id: string) => required(tasks.get(key(caseId, id)));
  return {
    async open(task) {
      const known = tasks.get(key(task.caseId, task.id));
      if (!known) {
        tasks.set(key(task.caseId, task.id), { item: structuredClone(task), todoAt: task.deadlineAt });
        return task;
      }
      known.item.token = task.token;
      const answer = structuredClone(known.item);
      if (known.item.answer) Object.assign(known, { todoAt: known.item.answer.at }).item.resumed = false;
      return answer;
    },
    async record(task) {
      if (tasks.has(key(task.caseId, task.id))) return;
      tasks.set(key(task.caseId, task.id), { item: structuredClone(task), todoAt: null });
    },
    async decide(caseId, id, answer) {
      const stored = at(caseId, id);
      const won = stored.item.answer === null;
      if (won) {
        stored.item.answer = structuredClone(answer);
        stored.todoAt = withGrace(answer.at);
      }
      return { won, task: structuredClone(stored.item) };
    },
    async start(caseId, id, { at: startedAt, dueAt }) {
      const { item } = at(caseId, id);
      if (item.answer === null && !item.startedAt) Object.assign(item, { startedAt, dueAt });
      return structuredClone(item);
    },
    async markResumed(caseId, id) {
      const stored = at(caseId, id);
      stored.item.resumed = true;
      stored.todoAt = null;
    },
    async inbox(roles) {
      const order = (due: string | null, opened: string): string => `${due ?? "9999"}#${opened}`;
      return [...tasks.values()]
        .map(({ item }) => structuredClone(item))
        .filter((task) => task.answer === null && roles.includes(task.actor))
        .sort((a, b) => (order(a.dueAt, a.openedAt) < order(b.dueAt, b.openedAt) ? -1 : 1));
    },
  };
}

export function fakeMails({ mails }: Memory): Mails {
  const at = (mail: { caseId: string; id: string }) => required(mails.get(`${mail.caseId}/${mail.id}`));
  return {
    async add(mail) {
      const key = `${mail.caseId}/${mail.id}`;
      if (mails.has(key)) return false;
      mails.set(key, { item: structuredClone(mail), todoAt: mail.notBefore ?? withGrace(mail.createdAt) });
      return true;
    },
    async markSent(mail, sentAt, address) {
      const stored = at(mail);
      if (stored.item.resentFor !== mail.resentFor) return;
      const deliveries = [...(stored.item.deliveries ?? []), { address, at: sentAt }];
      Object.assign(stored.item, { state: "sent", sentAt, deliveries });
      stored.todoAt = null;
    },
    async markFailed(mail, retryAt) {
      const stored = at(mail);
      if (stored.item.resentFor !== mail.resentFor) return;
      Object.assign(stored.item, { state: retryAt ? "pending" : "failed", attempts: mail.attempts + 1 });
      stored.todoAt = retryAt;
    },
    async markByHand(mail) {
      const stored = at(mail);
      if (stored.item.resentFor !== mail.resentFor) return;
      stored.item.state = "by-hand";
      stored.todoAt = null;
    },
    async sendAgain(mail, task, now) {
      const stored = at(mail);
      if (stored.item.resentFor === task) return;
      Object.assign(stored.item, { state: "pending", attempts: 0, resentFor: task });
      stored.todoAt = now;
    },
  };
}
