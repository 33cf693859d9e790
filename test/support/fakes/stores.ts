import type { AgencySettings, StaffMember } from "../../../functions/domain/agency.ts";
import type {
  Agencies,
  DayBooks,
  Links,
  RegisterEntry,
  Registers,
  Todo,
  Todos,
} from "../../../functions/domain/ports.ts";
import { required, type Memory } from "./memory.ts";

export function fakeTodos({ cases, mails, tasks }: Memory): Todos {
  return {
    async due(now, limit) {
      const found: { at: string; todo: Todo }[] = [];
      const add = (at: string | null, todo: Todo): void => {
        if (at !== null && at <= now) found.push({ at, todo: structuredClone(todo) });
      };
      for (const { item, todoAt } of cases.values())
        add(todoAt, { kind: item.startedAt ? "withdrawal" : "start", caseId: item.id });
      for (const { item, todoAt } of mails.values()) add(todoAt, { kind: "mail", mail: item });
      for (const { item, todoAt } of tasks.values()) {
        add(todoAt, { kind: item.answer ? "resume" : "deadline", task: item });
      }
      return found
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .slice(0, limit)
        .map(({ todo }) => todo);
    },
  };
}

export function fakeLinks({ links }: Memory): Links {
  return {
    async add(link) {
      if (links.has(link.hash)) return;
      links.set(link.hash, { ...link, wrong: 0, lockedUntil: null, code: null, codesSent: [] });
    },
    async find(hash) {
      return structuredClone(links.get(hash)) ?? null;
    },
    async setCode(hash, code, codesSent) {
      Object.assign(required(links.get(hash)), { code, codesSent });
    },
    async countWrong(hash, now) {
      const link = required(links.get(hash));
      if (link.lockedUntil && link.lockedUntil > now) return null;
      link.wrong += 1;
      return link.wrong;
    },
    async lock(hash, until) {
      Object.assign(required(links.get(hash)), { lockedUntil: until, wrong: 0, code: null });
    },
    async clear(hash) {
      Object.assign(required(links.get(hash)), { wrong: 0, code: null });
    },
  };
}

/** Reads, applies and writes with a turn for others in between, so that concurrent changes do conflict. */
export function fakeDayBooks({ days }: Memory): DayBooks {
  const at = (room: string, date: string) =>
    days.get(`${room}/${date}`) ?? { book: { date, bookings: [] }, version: 0 };
  return {
    async read(room, dates) {
      const wanted = [...new Set(dates)].filter((date) => days.has(`${room}/${date}`));
      return wanted.map((date) => structuredClone(at(room, date).book));
    },
    async change(room, date, apply) {
      for (;;) {
        const { book, version } = at(room, date);
        const changed = apply(structuredClone(book));
        await Promise.resolve();
        if (at(room, date).version !== version) continue;
        days.set(`${room}/${date}`, { book: structuredClone(changed), version: version + 1 });
        return changed;
      }
    },
  };
}

export function fakeRegisters({ cases, registers }: Memory): Registers {
  const entriesOf = (register: string, year: number): RegisterEntry[] => {
    const key = `${register}/${year}`;
    const entries = registers.get(key) ?? [];
    registers.set(key, entries);
    return entries;
  };
  return {
    async claim(register, year, caseId, at) {
      const { item, registerYears } = required(cases.get(caseId));
      const place = register === "incoming" ? "agenda" : "agreement";
      const intended = (registerYears[register] ??= year);
      if (item[place]) return { ...item[place], caseId };
      const entries = entriesOf(register, intended);
      await Promise.resolve();
      let entry = entries.find((each) => each.caseId === caseId);
      if (!entry) {
        entry = { year: intended, number: entries.length + 1, caseId, at };
        entries.push(entry);
      }
      item[place] = { year: entry.year, number: entry.number, at: entry.at };
      return { ...entry };
    },
    async list(register, year) {
      return structuredClone(registers.get(`${register}/${year}`) ?? []);
    },
  };
}

/** Settings and staff that a test may change while a case runs. */
export interface FakeAgencies extends Agencies {
  now: { settings: AgencySettings; staff: StaffMember[] };
}

export function fakeAgencies(settings: AgencySettings, staff: StaffMember[]): FakeAgencies {
  const now = { settings, staff };
  return {
    now,
    settings: async () => structuredClone(now.settings),
    staff: async () => structuredClone(now.staff),
  };
}
