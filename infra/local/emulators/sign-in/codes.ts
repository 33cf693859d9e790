/** Signing in by a code that is mailed to the address of a staff member. */
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import type { SignInDesk } from "../../../../functions/wiring/one-machine.ts";
import type { SignInStore } from "./store.ts";

const validMs = 10 * 60_000;
const maxTries = 5;
/** For so long nobody but who sits there is made to wait by what happens at a browser where somebody signed in. */
export const knownMs = 90 * 24 * 3_600_000;

export interface CodesOptions {
  store: SignInStore;
  desk: SignInDesk;
  secret: string;
  now(): number;
  staff(): Promise<StaffMember[]>;
  /** Mails a code; not waited for, so that the answer takes as long as for an address that nobody has. */
  mail(member: StaffMember, code: string): void;
}

/** A browser that signs in. */
export interface SigningBrowser {
  interaction: string;
  browser: string;
  /** Address in the net. */
  address: string;
  /** Whose device it is besides, as the service knows it. */
  knownOn: readonly string[];
}

/** Where an interaction stands. */
export type Standing = { step: "email" } | { step: "code"; email: string; triesLeft: number };

export type CodeCheck =
  | { kind: "right"; staffId: string }
  | { kind: "wrong"; triesLeft: number }
  | { kind: "over" }
  /** Not looked at; `why` says how long to wait. */
  | { kind: "refused"; why: string };

export interface Codes {
  standing(interaction: string): Standing;
  /**
   * Mails a code if the address is that of a staff member. What can be seen from outside is the same if it is not.
   *
   * @returns why not; null: done
   */
  send(from: SigningBrowser, email: string): Promise<string | null>;
  check(from: SigningBrowser, answer: string): Promise<CodeCheck>;
}

export function mailedCodes({ store, desk, secret, now, staff, mail }: CodesOptions): Codes {
  const hashOf = (interaction: string, code: string) =>
    createHmac("sha256", secret).update(`${interaction}:${code}`).digest("hex");
  const askerOf = ({ address, browser, knownOn }: SigningBrowser, staffId: string | null) => {
    const known = staffId !== null && (knownOn.includes(staffId) || store.isKnown(browser, staffId));
    return { address, browser, known };
  };

  return {
    standing(interaction) {
      const code = store.code(interaction);
      if (!code || code.expiresAt <= now() || code.tries >= maxTries) return { step: "email" };
      return { step: "code", email: code.email, triesLeft: maxTries - code.tries };
    },

    async send(from, given) {
      const email = given.trim().toLowerCase();
      const member = (await staff()).find((one) => one.email.toLowerCase() === email);
      const allowed = await desk.askForCode(askerOf(from, member?.id ?? null), email);
      if (allowed.refused !== null) return allowed.refused;
      const code = String(randomInt(0, 1_000_000)).padStart(6, "0");
      const hash = hashOf(from.interaction, code);
      store.addCode(from.interaction, { email, staffId: member?.id ?? null, hash, expiresAt: now() + validMs }, now());
      if (member) mail(member, code);
      return null;
    },

    async check(from, answer) {
      const code = store.code(from.interaction);
      if (!code || code.expiresAt <= now() || code.tries >= maxTries) return { kind: "over" };
      const allowed = await desk.guess(askerOf(from, code.staffId), code.email);
      if (allowed.refused !== null) return { kind: "refused", why: allowed.refused };
      // Counted before it is compared: answers sent at the same moment each cost a try.
      if (!store.countTry(code.id, maxTries)) return { kind: "over" };
      const given = Buffer.from(hashOf(from.interaction, desk.codeIn(answer)));
      if (timingSafeEqual(given, Buffer.from(code.hash)) && code.staffId !== null) {
        store.forgetCodes(from.interaction);
        store.know(from.browser, code.staffId, now() + knownMs);
        await allowed.wasRight();
        return { kind: "right", staffId: code.staffId };
      }
      const triesLeft = maxTries - code.tries - 1;
      return triesLeft > 0 ? { kind: "wrong", triesLeft } : { kind: "over" };
    },
  };
}
