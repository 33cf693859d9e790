/** What the people of the play share: the address of the service, the time they have, the others. */
import { setTimeout as pause } from "node:timers/promises";
import { demoStaff } from "../../infra/local/host/demo-agency.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import { Clerk } from "./clerk.ts";
import type { HostProcess } from "./host-process.ts";
import { Official } from "./official.ts";
import { PatientBrowser } from "./patient-browser.ts";
import { PostOffice } from "./post-office.ts";

export type StaffId = string;

export class World {
  readonly base: string;
  readonly #inboxUrl: string;
  readonly giveUp: AbortSignal;
  readonly now: () => number;
  readonly postOffice: PostOffice;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly browsers: PatientBrowser[] = [];
  /** Cases that can only go on on another day. */
  readonly #parked: (() => void)[] = [];
  readonly #clerks = new Map<StaffId, Clerk>();
  readonly #officials = new Map<StaffId, Official>();

  /** @param now epoch milliseconds by the clock of the service */
  constructor(
    host: Pick<HostProcess, "url" | "inboxUrl">,
    giveUp: AbortSignal,
    random: () => number,
    now: () => number,
  ) {
    this.base = host.url;
    this.#inboxUrl = host.inboxUrl;
    this.now = now;
    this.giveUp = giveUp;
    this.random = random;
    this.postOffice = new PostOffice(this.inbox());
  }

  /** A browser of somebody who reads mails. */
  inbox(): PatientBrowser {
    return this.browser(this.#inboxUrl);
  }

  browser(base = this.base): PatientBrowser {
    const browser = new PatientBrowser(base, this.giveUp);
    this.browsers.push(browser);
    return browser;
  }

  /** The person who works at a desk; the first with the role, or the one named. */
  clerk(role: ActorId, id: StaffId = memberWith(role).id): Clerk {
    const clerk = this.#clerks.get(id) ?? new Clerk(this, memberNamed(id).email);
    this.#clerks.set(id, clerk);
    return clerk;
  }

  /** The person who decides by mailed links. */
  official(role: ActorId, id: StaffId = memberWith(role).id): Official {
    const official = this.#officials.get(id) ?? new Official(this, memberNamed(id).email);
    this.#officials.set(id, official);
    return official;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.random() * from.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** Asks again until there is an answer. */
  async until<T>(look: () => Promise<T | null | undefined>): Promise<T> {
    for (;;) {
      this.giveUp.throwIfAborted();
      const found = await look();
      if (found !== null && found !== undefined) return found;
      await pause(60);
    }
  }

  get parked(): number {
    return this.#parked.length;
  }

  /** Resolves when the clock has been moved by some weeks. */
  daysPass(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#parked.push(resolve);
      this.giveUp.addEventListener("abort", () => reject(new Error("no more time")), { once: true });
    });
  }

  daysHavePassed(): void {
    for (const goOn of this.#parked.splice(0)) goOn();
  }
}

export function memberWith(role: ActorId, nth = 0): (typeof demoStaff)[number] {
  const member = demoStaff.filter(({ roles }) => roles.includes(role))[nth];
  if (!member) throw new Error(`the demo agency has nobody as ${role}`);
  return member;
}

function memberNamed(id: StaffId): (typeof demoStaff)[number] {
  const member = demoStaff.find((each) => each.id === id);
  if (!member) throw new Error(`the demo agency has no ${id}`);
  return member;
}
