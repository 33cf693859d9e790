/** People of the office who change running cases beside their flow, alone and two at once; some who may not try it too. */
import { isActive, type StaffMember } from "../../functions/domain/agency.ts";
import { personOf, type Dossier, type OperationId } from "../../functions/domain/case/records.ts";
import { possibleChanges } from "../../functions/domain/change/make-change.ts";
import type { Circumstances } from "../../functions/domain/change/operation.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { roleToChange } from "../../functions/domain/change/rights.ts";
import type { ManyChangesView } from "../../functions/contract/staff.ts";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { Reply } from "../support/http.ts";
import { changedValues } from "../support/random-changes.ts";
import { NothingFits } from "../support/random-values.ts";
import { NoAnswer, type Browsers } from "./browsers.ts";
import type { ChangePromises } from "./change-promises.ts";
import type { Personnel } from "./personnel.ts";
import { hour, minute, type World } from "./world.ts";

/** Those after which no life is long, seldom chosen. */
const last: OperationId[] = ["cancel", "mark-duplicate", "close-quietly"];
/** Whoever may do them depends on how the case stands in that moment. */
const byCircumstance: OperationId[] = ["hand-on", "take-back"];
const mostRepeats = 40;
const mostLooks = 12;

interface Way {
  member: StaffMember;
  operation: OperationId;
}

export class Changers {
  readonly #world: World;
  readonly #browsers: Browsers;
  readonly #personnel: Personnel;
  readonly #promises: ChangePromises;
  /** How often each operation was tried: what was seldom tried comes first. */
  readonly #tried = new Map<OperationId, number>();
  #reasons = 0;

  constructor(world: World, browsers: Browsers, personnel: Personnel, promises: ChangePromises) {
    this.#world = world;
    this.#browsers = browsers;
    this.#personnel = personnel;
    this.#promises = promises;
  }

  /** Somebody changes some case. */
  async change(): Promise<void> {
    const { chance, closing } = this.#world;
    if (closing) return;
    const hasEnded = chance(8) === 0;
    const caseId = this.#someCase((ending) => (hasEnded ? ending === "SELESAI" : ending === undefined));
    if (caseId !== null) await this.changeCase(caseId, hasEnded);
  }

  async changeCase(caseId: string, hasEnded = false): Promise<void> {
    const { chance, oracle, played } = this.#world;
    const found = await oracle.cases.dossier(caseId);
    if (!found) return;
    const circumstances = this.#circumstances();
    if (chance(10) === 0) return this.#withoutRight(found, circumstances);
    const way = this.#someWay(this.#ways(found, circumstances));
    if (!way) return;
    const done = await this.#changeAs(found, way, circumstances);
    if (done && hasEnded) played("change after the end");
  }

  /** An agreement ends on another day: few cases end in one, so that chance alone would seldom come to it. */
  async changeAgreement(): Promise<void> {
    const caseId = this.#world.closing ? undefined : this.#someAgreement();
    if (caseId === undefined) return;
    if (await this.#changeIn(caseId, "end-agreement")) this.#world.played("change after the end");
  }

  /** Somebody who may says that the cause is mended. */
  async letGoOn(caseId: string): Promise<void> {
    await this.#changeIn(caseId, "go-on");
  }

  /** @returns whether it was stored */
  async #changeIn(caseId: string, wanted: OperationId): Promise<boolean> {
    const found = await this.#world.oracle.cases.dossier(caseId);
    const circumstances = this.#circumstances();
    const ways = found ? this.#ways(found, circumstances) : [];
    const way = this.#one(ways.filter(({ operation }) => operation === wanted));
    return found !== null && way !== undefined && this.#changeAs(found, way, circumstances);
  }

  /** What was approved for a day that is closed now is moved, or given up. */
  async clearClosedDay(caseId: string): Promise<void> {
    const found = await this.#world.oracle.cases.dossier(caseId);
    if (!found) return;
    const circumstances = this.#circumstances();
    const ways = this.#ways(found, circumstances);
    const moves = ways.filter(({ operation }) => operation === "move-appointment");
    const way = this.#one(moves) ?? this.#one(ways.filter(({ operation }) => operation === "cancel"));
    if (way) await this.#changeAs(found, way, circumstances);
  }

  /** Several new requests are closed as spam, in one. */
  async closeSeveral(): Promise<void> {
    const { cases, chance, played, staff } = this.#world;
    if (this.#world.closing) return;
    const some = cases.slice(-4).filter((id) => this.#endingOf(id) === undefined);
    const member = this.#one(staff.filter((each) => this.#personnel.isThere(each)));
    if (!member || some.length === 0) return;
    const reason = this.#reason();
    const body = { operation: "close-quietly", cases: some, reason };
    const send = () => this.#browsers.askAsStaff(member, "POST", "/api/staff/changes", { body });
    const replies = await this.#untilAnswered(send);
    for (const reply of chance(3) === 0 ? [...replies, ...(await this.#untilAnswered(send))] : replies) {
      if (reply.status !== 200) continue;
      for (const { case: caseId, stored } of (reply.body as unknown as ManyChangesView).results) {
        if (!stored) continue;
        played("several closed at once");
        this.#promises.accepted(caseId, { operation: "close-quietly", person: personOf(member), reason });
      }
    }
  }

  #circumstances(): Circumstances {
    const { oracle, schedule, staff } = this.#world;
    return { settings: oracle.agencies.now.settings, staff: [...staff], now: schedule.instant };
  }

  #ways(found: Dossier, circumstances: Circumstances): Way[] {
    const { chance } = this.#world;
    // Somebody on leave may act all the same.
    const acting = circumstances.staff.filter(
      (each) => isActive(each) && (this.#personnel.isThere(each) || chance(9) === 0),
    );
    return acting.flatMap((member) =>
      possibleChanges(found, member, circumstances).map((operation) => ({ member, operation })),
    );
  }

  #someWay(ways: Way[]): Way | undefined {
    const { chance } = this.#world;
    const offered = [...new Set(ways.map(({ operation }) => operation))];
    const ending = chance(6) === 0;
    const wanted = offered.filter((id) => last.includes(id) === ending);
    const often = (id: OperationId): number => this.#tried.get(id) ?? 0;
    const seldom = wanted
      .toSorted((one, other) => often(one) - often(other))
      .slice(0, chance(2) === 0 ? 1 : wanted.length);
    const operation = this.#one(seldom);
    if (operation) this.#tried.set(operation, often(operation) + 1);
    return this.#one(ways.filter((way) => way.operation === operation));
  }

  /** @returns whether it was stored */
  async #changeAs(found: Dossier, way: Way, circumstances: Circumstances): Promise<boolean> {
    const { chance, played } = this.#world;
    const first = this.#request(found, way, circumstances);
    if (!first) return false;
    const sent = [first];
    if (chance(5) === 0) {
      const same = this.#ways(found, circumstances).filter(
        ({ operation }) => chance(4) === 0 || operation === way.operation,
      );
      const other = this.#one(same.filter(({ member }) => member.id !== way.member.id));
      const second = other && this.#request(found, other, circumstances);
      if (second) sent.push(second);
      if (second) played("change by two at once");
    }
    if (chance(4) === 0) await this.#browsers.askAsStaff(way.member, "GET", pathOf(found)).catch(unlessNoAnswer);
    const done = await Promise.all(sent.map((request) => this.#send(found.case.id, request)));
    if (done.every((each) => each) && sent.length > 1)
      this.#promises.bothAccepted(
        found.case.id,
        sent.map(({ body }) => body),
      );
    return done[0] === true;
  }

  #request(found: Dossier, { member, operation }: Way, circumstances: Circumstances): Request | null {
    const { cases, chance } = this.#world;
    const near = cases.filter((id) => id !== found.case.id && id.slice(0, 3) === found.case.id.slice(0, 3)).slice(-5);
    try {
      const values = changedValues(found, operation, circumstances, { cases: near, chance });
      return { member, body: { operation, seen: found.changes?.length ?? 0, reason: this.#reason(), values } };
    } catch (error) {
      if (!(error instanceof NothingFits)) throw error;
      return null;
    }
  }

  async #send(caseId: string, { body, member }: Request): Promise<boolean> {
    const { operation, reason } = body;
    const { journal, played } = this.#world;
    const path = `/api/staff/cases/${caseId}/changes`;
    const replies = await this.#untilAnswered(() => this.#browsers.askAsStaff(member, "POST", path, { body }));
    if (replies.length > 1) played("change sent again");
    const asked = { operation, person: personOf(member), reason };
    const accepted = replies.filter(({ status }) => status === 200);
    for (const reply of accepted) this.#promises.accepted(caseId, asked, Number(reply.body["number"]));
    if (accepted.length > 0) played(`change ${operation}`);
    else
      this.#promises.refused(
        caseId,
        asked,
        replies.map(({ status, text }) => `${status} ${text.slice(0, 200)}`).join(" "),
      );
    for (const { status, text } of replies.filter((reply) => reply.status >= 400))
      journal.note(`${operation} refused: ${status} ${text.slice(0, 200)}`);
    return accepted.length > 0;
  }

  /** Every answer that came, of one that was sent until there was one. */
  async #untilAnswered(send: () => Promise<Reply>): Promise<Reply[]> {
    const { chance, schedule } = this.#world;
    for (let time = 0; time < mostRepeats; time += 1) {
      // An impatient finger.
      const copies = chance(10) === 0 ? [send(), send()] : [send()];
      const settled = await Promise.allSettled(copies);
      const replies = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      for (const each of settled) if (each.status === "rejected") unlessNoAnswer(each.reason);
      if (replies.length > 0) return replies;
      await schedule.wait(minute + chance(hour));
    }
    return [];
  }

  /** Somebody tries who may not. */
  async #withoutRight(found: Dossier, circumstances: Circumstances): Promise<void> {
    const { journal, played, staff } = this.#world;
    const operation = this.#one(
      (Object.keys(operations) as OperationId[]).filter((id) => !byCircumstance.includes(id)),
    );
    const unfit = staff.filter(
      (each) => operation && isActive(each) && roleToChange(circumstances.settings, found, each, operation) === null,
    );
    const member = this.#one(unfit);
    if (!member || !operation) return;
    const body = { operation, seen: found.changes?.length ?? 0, reason: this.#reason(), values: {} };
    for (const { status, text } of await this.#untilAnswered(() =>
      this.#browsers.askAsStaff(member, "POST", pathOf(found), { body }),
    )) {
      played("change refused to whoever may not");
      // What another has changed in that moment is told first.
      if (status !== 403 && status !== 409)
        journal.blame(`14: ${member.id} may not do ${operation} at ${found.case.id}, and is told ${status} ${text}`);
    }
  }

  #someCase(fits: (ending: unknown) => boolean): string | null {
    const { cases } = this.#world;
    for (let look = 0; look < mostLooks; look += 1) {
      const caseId = this.#one(cases.slice(look % 2 === 0 ? -60 : 0));
      if (caseId !== undefined && fits(this.#endingOf(caseId))) return caseId;
    }
    return null;
  }

  #someAgreement(): string | undefined {
    const { cases, items } = this.#world;
    const stands = (id: string): boolean =>
      items
        .partition(keys.case(id).pk)
        .some(({ agreement, ending }) => agreement !== undefined && ending === "SELESAI");
    const found = cases.filter(stands);
    return found.length > 0 ? this.#one(found) : undefined;
  }

  #endingOf(caseId: string): unknown {
    return this.#world.items.partition(keys.case(caseId).pk).find(({ sk }) => sk === "CASE")?.["ending"];
  }

  #reason(): string {
    return `Atas permintaan nomor ${(this.#reasons += 1)}.`;
  }

  #one<Each>(among: readonly Each[]): Each | undefined {
    return among[this.#world.chance(Math.max(1, among.length))];
  }
}

interface Request {
  member: StaffMember;
  body: { operation: OperationId; seen: number; reason: string; values: Record<string, unknown> };
}

function pathOf({ case: { id } }: Dossier): string {
  return `/api/staff/cases/${id}/changes`;
}

function unlessNoAnswer(error: unknown): void {
  if (!(error instanceof NoAnswer)) throw error;
}
