/** Browsers of everybody: requests with the cookies that each device keeps, sent by who is said to send them. */
import type { StaffMember } from "../../functions/domain/agency.ts";
import { addressProver } from "../../functions/domain/access/confirmed-address.ts";
import { browserOf } from "../../functions/domain/access/device-cookie.ts";
import { asProver } from "../../functions/domain/access/prover.ts";
import { provingAddress } from "../../functions/domain/access/proving-address.ts";
import { contactOf } from "../../functions/domain/case/contact.ts";
import {
  personOf,
  type Dossier,
  type Person,
  type Subject,
  type TaskItem,
} from "../../functions/domain/case/records.ts";
import type { Choice } from "../../functions/domain/task/decide-task.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { trackingLinkId } from "../../functions/domain/access/tracking-link.ts";
import { cookiesIn, keepCookies, type Call, type Reply } from "../support/http.ts";
import type { World } from "./world.ts";

/** No answer came, or one that says nothing: nobody knows what happened. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
}

export class Browsers {
  readonly #world: World;
  readonly #jars = new Map<string, Map<string, string>>();
  /** Tracking links that people outside were shown. */
  readonly #tracking = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** @throws NoAnswer */
  async ask(who: Person, device: string, method: "GET" | "POST", path: string, call: Call = {}): Promise<Reply> {
    let jar = this.#jars.get(device);
    if (!jar) this.#jars.set(device, (jar = new Map<string, string>()));
    const activity = { name: device, actor: who, reads: method === "GET" };
    const reply = await this.#world.host.request(activity, method, path, { ...call, cookies: cookiesIn(jar) });
    if (!reply || reply.status >= 500) throw new NoAnswer(`${method} ${path}`);
    keepCookies(jar, reply);
    return reply;
  }

  askAsStaff(member: StaffMember, method: "GET" | "POST", path: string, call: Call = {}): Promise<Reply> {
    return this.ask(personOf(member), member.id, method, path, { ...call, as: member });
  }

  /** The visitor's device is the requester's from now on. */
  keepTracking(visitor: string, caseId: string, path: string): void {
    const jar = this.#jars.get(visitor);
    if (jar) this.#jars.set(`requester:${caseId}`, jar);
    this.#tracking.set(caseId, path.slice(path.lastIndexOf("/") + 1));
  }

  /** The tracking link of a case, where the requester was shown or mailed it. */
  trackingOf(dossier: Dossier): string | null {
    const shown = this.#tracking.get(dossier.case.id);
    const mailed = trackingLinkId(this.#world.oracle.secrets, dossier.case.id);
    return shown ?? (this.#world.post.has(contactOf(dossier).email, mailed) ? mailed : null);
  }

  /** The link by which the requester may answer a task, from the mailbox or the tracking page; null where there is none. */
  async linkOfRequester(dossier: Dossier, task: TaskItem): Promise<string | null> {
    const link = taskLinkId(this.#world.oracle.secrets, task, "requester");
    if (this.#world.post.has(contactOf(dossier).email, link)) return link;
    const tracking = this.trackingOf(dossier);
    if (!tracking) return null;
    const page = await this.ask("requester", deviceOf(dossier), "GET", `/api/tracking/${tracking}`);
    const path = (page.body["answer"] as { path: string } | null)?.path ?? "";
    return /^\/k\/([^?]+)/.exec(path)?.[1] ?? null;
  }

  /** Answers by a mailed link, proved first where the device is not known. @throws NoAnswer */
  async decideByLink(who: Person, device: string, link: string, choice: Choice, proof: () => string | null) {
    const path = `/api/decisions/${link}`;
    let page = await this.ask(who, device, "GET", path);
    if (page.body["page"] === "proof") {
      await this.ask(who, device, "POST", `${path}/code`, { body: {} });
      const answer = proof();
      if (answer === null) throw new NoAnswer("the code did not come");
      await this.ask(who, device, "POST", `${path}/proof`, { body: { answer, shared: false } });
      page = await this.ask(who, device, "GET", path);
    }
    if (page.body["page"] !== "decide") return page;
    const stated = page.body["states"] === true ? { stated: { name: "Dewi Lestari", position: "Analis Hukum" } } : {};
    const body = { ...choice, ...stated, nonce: page.body["nonce"] };
    return this.ask(who, device, "POST", path, { body });
  }

  /** The last code that came to an address for which a device has asked. */
  codeFor(device: string, address: string): string | null {
    const { oracle, post } = this.#world;
    const browser = browserOf(oracle.secrets, Object.fromEntries(this.#jars.get(device) ?? []));
    return browser && post.code(address, oracle.secrets.hash(addressProver(oracle.secrets, address, browser)));
  }

  /** The last code that came to somebody's address for whom a device has asked by a link. */
  codeAt(device: string, subject: Subject, address: string): string | null {
    const { oracle, post } = this.#world;
    const browser = browserOf(oracle.secrets, Object.fromEntries(this.#jars.get(device) ?? []));
    return browser && post.code(address, oracle.secrets.hash(asProver(subject, browser)));
  }

  /** The last code that came to the requester of a case. */
  codeOf(dossier: Dossier): string | null {
    const { staff } = this.#world;
    return this.codeAt(deviceOf(dossier), `requester:${dossier.case.id}`, provingAddress(dossier, staff));
  }

  /** Withdraws a case by its tracking page. @throws NoAnswer */
  async cancel(dossier: Dossier): Promise<boolean> {
    const tracking = this.trackingOf(dossier);
    if (!tracking) return false;
    const device = deviceOf(dossier);
    const path = `/api/tracking/${tracking}`;
    const page = await this.ask("requester", device, "GET", path);
    const cancel = page.body["cancel"] as { nonce: string } | null;
    if (!cancel) return false;
    if (page.body["proof"] !== null) {
      await this.ask("requester", device, "POST", `${path}/code`, { body: {} });
      const answer = this.codeOf(dossier);
      if (answer === null) throw new NoAnswer("the code did not come");
      await this.ask("requester", device, "POST", `${path}/proof`, { body: { answer, shared: false } });
    }
    const body = { nonce: cancel.nonce, note: "Kami berhalangan." };
    return (await this.ask("requester", device, "POST", `${path}/cancel`, { body })).status < 300;
  }
}

export function deviceOf({ case: { id } }: Dossier): string {
  return `requester:${id}`;
}
