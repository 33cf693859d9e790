/**
 * Every reminder, escalation and digest is accounted for: what reaches staff comes at its hour and for its reason, and where
 * nothing goes wrong, nothing is left out. Told anew from the tasks as they are stored, without what plans reminders.
 */
import { keys } from "../../functions/adapters/items/keys.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { Calendar } from "../../functions/domain/calendar/calendar.ts";
import { dueInUse } from "../../functions/domain/calendar/go-live.ts";
import { isoDate, isoInstant } from "../../functions/domain/calendar/instants.ts";
import {
  addWorkingDays,
  addWorkingMinutes,
  atLocalTime,
  officeClock,
  workingMinutesBetween,
} from "../../functions/domain/calendar/working-time.ts";
import { appointmentOf } from "../../functions/domain/case/appointment.ts";
import { openAsides, openTasks, rowOfTask } from "../../functions/domain/case/case-file.ts";
import { contactOf } from "../../functions/domain/case/contact.ts";
import { personOf, type Dossier, type MailItem, type TaskItem } from "../../functions/domain/case/records.ts";
import { outgoingId } from "../../functions/domain/mail/render-mail.ts";
import { isSilenced } from "../../functions/domain/personal-data/hidden.ts";
import { superiorsOf } from "../../functions/domain/people/stand-ins.ts";
import type { OutgoingMail } from "../../functions/domain/ports.ts";
import { candidateOf, isAsked, makersOf } from "../../functions/domain/task/permission.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import { actorOf } from "../../statemachines/language/registry.ts";
import type { ActorId, Step } from "../../statemachines/language/vocabulary.ts";
import type { Personnel } from "./personnel.ts";
import { minute, type World } from "./world.ts";

/** What of each kind reached somebody, and how many questions ended by silence. */
export type Accounted = Record<
  "asked" | "soon" | "late" | "again" | "above" | "outside" | "digests" | "expired",
  number
>;

/** A mail that is under way when the office closes is not called back. */
const underWayMs = 2 * minute;
/** Office minutes within which something that is due is done. */
const promptly = 60;
const againMinutes = 240;
/** Rows that take no longer are late half an hour after their due time. */
const short = { minutes: 5, grace: 30 };
const dueSoonShare = 0.75;

export class Deadlines {
  readonly #world: World;
  readonly #personnel: Personnel;
  /** Nothing goes wrong here: everything has to have come. */
  readonly #isCalm: boolean;
  /** Text of the digest of a day: `day member` */
  readonly #digests = new Map<string, string>();
  /** When somebody was last reminded of a task: `task person` -> ISO 8601. */
  readonly #reminded = new Map<string, string>();
  readonly accounted: Accounted = {
    asked: 0,
    soon: 0,
    late: 0,
    again: 0,
    above: 0,
    outside: 0,
    digests: 0,
    expired: 0,
  };

  constructor(world: World, personnel: Personnel, isCalm: boolean) {
    this.#world = world;
    this.#personnel = personnel;
    this.#isCalm = isCalm;
  }

  /** At each mail that is taken. */
  mailed(mail: OutgoingMail): void {
    if (mail.id.startsWith("digest.")) return this.#digestCame(mail);
    if (mail.caseId === null) return;
    const found = this.#items(mail.caseId).find(
      (item) => item.sk.startsWith("MAIL#") && outgoingId(item as unknown as MailItem) === mail.id,
    ) as unknown as MailItem | undefined;
    if (found?.letter === "task") this.#asked(found);
    if (found?.letter === "reminder" || found?.letter === "late") this.#remindedBy(found);
  }

  /** Of open cases: whoever was to be told has been. @param since as in `Promises` */
  async check(since: string): Promise<void> {
    const { cases, items, oracle } = this.#world;
    if (!this.#isCalm || since === "" || !this.#personnel.isSettled) return;
    for (const caseId of cases) {
      const item = items.partition(keys.case(caseId).pk).find(({ sk }) => sk === "CASE");
      if (!item || item["ending"] !== undefined || item["problem"] !== undefined) continue;
      const dossier = await oracle.cases.dossier(caseId);
      if (!dossier) continue;
      for (const task of [...openTasks(dossier), ...openAsides(dossier)]) this.#checkTask(dossier, task);
    }
  }

  /** At the end: questions that ended by silence, which is nobody's answer. */
  count(): void {
    for (const { answer, sk } of this.#world.items.everything())
      if (sk.startsWith("TASK#") && (answer as { person?: string } | null)?.person === "system")
        this.accounted.expired += 1;
  }

  get #calendar(): Calendar {
    return this.#world.oracle.agencies.now.settings.calendar;
  }

  get #now(): string {
    return this.#world.schedule.iso;
  }

  #items(caseId: string) {
    return this.#world.items.partition(keys.case(caseId).pk);
  }

  #blame(what: string): void {
    this.#world.journal.blame(`21: ${what}`);
  }

  /** Whether the office is open, or has closed in this moment. */
  #isOpen(): boolean {
    const { instant } = this.#world.schedule;
    const { lastRan, runs } = officeClock(this.#calendar, instant);
    return runs || instant - lastRan < underWayMs;
  }

  #digestCame({ id, text, to }: OutgoingMail): void {
    const [, day = "", person = ""] = /^digest\.(\d{4}-\d\d-\d\d)\.(.+)$/.exec(id) ?? [];
    const opened = atLocalTime(this.#calendar, day, "00:00");
    const place = `${day} ${person}`;
    if (this.#isCalm && this.#digests.has(place)) this.#blame(`${to.address} has two mails of the morning of ${day}`);
    if (!this.#isOpen() || workingMinutesBetween(this.#calendar, opened, this.#now) > promptly + underWayMs / minute)
      this.#blame(`the mail of the morning of ${day} came to ${to.address} at ${this.#now}`);
    if (this.#member(`staff:${person}`)?.reminders === "each") this.#blame(`${person} wanted no mail of the morning`);
    this.#digests.set(place, text);
    this.accounted.digests += 1;
  }

  #member(person: string): StaffMember | undefined {
    return this.#world.staff.find((member) => personOf(member) === person);
  }

  #asked(mail: MailItem): void {
    if (!mail.to.startsWith("staff:")) return;
    this.accounted.asked += 1;
    if (this.#isOpen()) return;
    const today = isoDate(this.#world.schedule.instant, this.#calendar.zone);
    const until = addWorkingDays(this.#calendar, this.#now, 1).toPlainDate().toString();
    const days = this.#daysOf(mail);
    if (!days.some((day) => day >= today && day <= until))
      this.#blame(
        `${mail.to} is asked at ${this.#now} about ${mail.caseId}, which happens on ${days.join() || "no day"}`,
      );
  }

  /** Days on which something happens, of what a mail asks about. */
  #daysOf({ caseId, task }: MailItem): string[] {
    const stored = this.#items(caseId).filter(({ sk }) => sk.startsWith("TASK#")) as unknown as TaskItem[];
    // The last answer says the day, and keys say nothing of the order.
    const tasks = stored.toSorted((one, other) => (one.openedAt < other.openedAt ? -1 : 1));
    const item = this.#items(caseId).find(({ sk }) => sk === "CASE");
    const changes = this.#items(caseId).filter(({ sk }) => sk.startsWith("CHANGE#"));
    const appointment = item && appointmentOf({ case: item, changes, tasks, mails: [] } as unknown as Dossier);
    const availableFrom = tasks.find(({ id }) => id === task)?.availableFrom;
    const waits = availableFrom ? isoDate(Date.parse(availableFrom), this.#calendar.zone) : undefined;
    return [appointment?.slot.date, waits].filter((day) => day !== undefined);
  }

  #remindedBy(mail: MailItem): void {
    const kind = kindOf(mail);
    const isStaff = mail.to.startsWith("staff:");
    this.accounted[kind] += 1;
    if (isStaff && !this.#isOpen()) this.#blame(`${mail.to} is reminded (${mail.id}) at ${this.#now}`);
    const wantsEach = this.#member(mail.to)?.reminders === "each" || this.#rowReminds(mail);
    if ((kind === "soon" || kind === "again") && !wantsEach)
      this.#blame(`${mail.to} has a mail each morning, and is reminded (${mail.id}) besides`);
    if (!this.#isCalm || kind === "outside" || kind === "above") return;
    const place = `${mail.caseId} ${mail.task} ${mail.to}`;
    const before = this.#reminded.get(place);
    const since = before === undefined ? Infinity : workingMinutesBetween(this.#calendar, before, this.#now);
    if (kind === "again" && since < againMinutes - 5)
      this.#blame(`${mail.to} is reminded (${mail.id}) ${Math.round(since)} office minutes after the last time`);
    this.#reminded.set(place, this.#now);
  }

  /** Whether the row itself says when somebody is reminded, whatever they want of others. */
  #rowReminds({ caseId, task }: MailItem): boolean {
    const found = this.#items(caseId).find((item) => item.sk.startsWith("TASK#") && item["id"] === task);
    return found !== undefined && rowOfTask(found as unknown as TaskItem)?.remindAfter !== undefined;
  }

  #checkTask(dossier: Dossier, task: TaskItem): void {
    const step = rowOfTask(task);
    if (!step) return;
    const role = actorOf(step.actor).inside ? step.actor : step.kind === "work" ? (step.helpers?.[0] ?? null) : null;
    if (role === null) this.#checkOutside(dossier, step, task);
    else this.#checkStaff(dossier, step, task, role);
    const { deadlineAt } = task;
    if (deadlineAt !== null && Date.parse(deadlineAt) + 10 * minute < this.#world.schedule.instant)
      this.#blame(`${task.caseId} ${task.step} had to end at ${deadlineAt}`);
  }

  /** Whether so much office time has gone by since an instant that what was due then must have been done. */
  #hasPassed(at: string): boolean {
    return at < this.#now && workingMinutesBetween(this.#calendar, at, this.#now) > promptly;
  }

  /** Whether nobody came or went, and nothing was changed in the case, since an instant. */
  #isAsBefore({ changes = [] }: Dossier, at: string): boolean {
    return this.#personnel.changedAt < Date.parse(at) && changes.every((change) => change.at < at);
  }

  #hasMail({ mails }: Dossier, begins: string, task: TaskItem, to?: string): boolean {
    return mails.some((mail) => mail.id.startsWith(begins) && mail.id.includes(task.id) && (!to || mail.to === to));
  }

  #checkOutside(dossier: Dossier, step: Step, task: TaskItem): void {
    if (!step.asks || step.availableFrom || contactOf(dossier).email === "" || isSilenced(dossier.case)) return;
    for (const [index, length] of (actorOf(step.actor).remindAfter ?? []).entries()) {
      const [, count = "", unit] = /^PT?(\d+)([DH])$/.exec(length) ?? [];
      const at = isoInstant(
        (unit === "D"
          ? addWorkingDays(this.#calendar, task.openedAt, Number(count))
          : addWorkingMinutes(this.#calendar, task.openedAt, 60 * Number(count))
        ).epochMilliseconds,
      );
      const isOver = task.deadlineAt !== null && workingMinutesBetween(this.#calendar, at, task.deadlineAt) <= 1;
      if (isOver || !this.#hasPassed(at)) continue;
      if (!this.#hasMail(dossier, `reminder.${index + 1}.`, task))
        this.#blame(`${task.caseId} ${task.step} waits since ${task.openedAt}, and nobody is reminded of it`);
    }
  }

  #checkStaff(dossier: Dossier, step: Step, task: TaskItem, role: ActorId): void {
    const dueAt = dueInUse(this.#calendar, task.dueAt);
    if (dueAt === null) return;
    const begins = task.startedAt ?? task.clockFrom ?? task.openedAt;
    const standard = workingMinutesBetween(this.#calendar, begins, dueAt);
    const isShort = standard <= short.minutes;
    const after = (from: string, minutes: number): string =>
      isoInstant(addWorkingMinutes(this.#calendar, from, minutes).epochMilliseconds);
    const late = isShort ? after(dueAt, short.grace) : dueAt;
    const soon = after(begins, standard * dueSoonShare);
    for (const member of this.#askedBy(dossier, step, task)) {
      const person = personOf(member);
      const who = `${person} is asked at ${task.caseId} ${task.step} (due ${dueAt})`;
      if (member.reminders === "each") {
        if (step.mail !== true) continue;
        const isToCome = soon > task.openedAt && soon < late && !this.#hasPassed(late);
        if (!isShort && isToCome && this.#hasPassed(soon) && this.#isAsBefore(dossier, soon))
          if (!this.#hasMail(dossier, "reminder.soon.", task, person)) this.#blame(`${who}, and not reminded before`);
        const times = Math.floor((workingMinutesBetween(this.#calendar, late, this.#now) - promptly) / againMinutes);
        const last = after(late, Math.max(0, times) * againMinutes);
        if (times > 0 && this.#isAsBefore(dossier, last))
          if (!this.#hasMail(dossier, `reminder.again.${times}.`, task, person))
            this.#blame(`${who}, and not again (${times})`);
      } else this.#checkDigest(dossier, task, member, who);
      if (step.mail !== true || !this.#hasPassed(late) || !this.#isAsBefore(dossier, late)) continue;
      if (!this.#hasMail(dossier, "reminder.late.", task, person) && !this.#readOf(task, member, late))
        this.#blame(`${who}, and nobody says that it is late`);
    }
    this.#checkAbove(dossier, task, role, dueAt);
  }

  /** The nearest post above in which somebody is knows of what is late by a working day. */
  #checkAbove(dossier: Dossier, task: TaskItem, role: ActorId, dueAt: string): void {
    const at = isoInstant(addWorkingDays(this.#calendar, dueAt, 1).epochMilliseconds);
    if (!this.#hasPassed(at) || !this.#isAsBefore(dossier, at)) return;
    const there = this.#world.staff.filter((member) => this.#personnel.isThere(member));
    const above = superiorsOf(role).some((post) => there.some(({ roles }) => roles.includes(post)));
    if (above && !this.#hasMail(dossier, "late.", task))
      this.#blame(`${task.caseId} ${task.step} was due at ${dueAt}, and nobody above knows`);
  }

  #askedBy(dossier: Dossier, step: Step, task: TaskItem): StaffMember[] {
    const makers = makersOf(dossier, step);
    return this.#world.staff.filter(
      (member) => this.#personnel.isThere(member) && isAsked({ ...task, makers }, candidateOf(member)),
    );
  }

  /** Whether the mail of a morning since an instant names a task. */
  #readOf({ caseId }: TaskItem, { id }: StaffMember, since: string): boolean {
    const from = isoDate(Date.parse(since), this.#calendar.zone);
    return [...this.#digests].some(([place, text]) => {
      const [day = "", person] = place.split(" ");
      return person === id && day >= from && tells(text, caseId);
    });
  }

  /** What was late or due today when the office opened stands in the mail of this morning, or in one of its own. */
  #checkDigest(dossier: Dossier, task: TaskItem, { id }: StaffMember, who: string): void {
    const day = this.#personnel.today;
    const midnight = atLocalTime(this.#calendar, day, "00:00");
    const { until: opens } = officeClock(this.#calendar, Date.parse(midnight));
    const opened = isoInstant(opens);
    const dayAfter = atLocalTime(this.#calendar, addDays(day, 1), "00:00");
    const isAhead = task.availableFrom !== null && task.availableFrom >= dayAfter;
    const counts = task.openedAt < opened && (task.dueAt ?? dayAfter) < dayAfter && !isAhead;
    if (opened >= dayAfter || !counts || !this.#hasPassed(opened) || !this.#isAsBefore(dossier, midnight)) return;
    const byItself = dossier.mails.some(
      (mail) => mail.task === task.id && mail.to === `staff:${id}` && (mail.deliveries?.at(-1)?.at ?? "") >= opened,
    );
    if (!byItself && !tells(this.#digests.get(`${day} ${id}`) ?? "", task.caseId))
      this.#blame(`${who}, and the mail of the morning of ${day} does not say so`);
  }
}

/** Long lists end with how many there are besides. */
function tells(digest: string, caseId: string): boolean {
  return digest.includes(caseId) || /^Dan .* lagi|^Dan yang lain/m.test(digest);
}

function kindOf({ id, letter, to }: MailItem): "soon" | "late" | "again" | "above" | "outside" {
  if (letter === "late") return "above";
  if (to === "requester") return "outside";
  const [, kind] = /^reminder\.(soon|late|again)\./.exec(id) ?? [];
  return kind === "soon" || kind === "again" ? kind : "late";
}
