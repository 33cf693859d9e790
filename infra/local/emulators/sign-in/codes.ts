/** Signing in by a code that is mailed to the address of a staff member. */
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import type { SignInStore } from "./store.ts";

const validMs = 10 * 60_000;
const maxTries = 5;
/** Codes mailed to one address within the time that a code is valid. */
const maxCodes = 5;

export interface CodesOptions {
  store: SignInStore;
  secret: string;
  now(): number;
  staff(): Promise<StaffMember[]>;
  /** Mails a code; not waited for, so that the answer takes as long as for an address that nobody has. */
  mail(member: StaffMember, code: string): void;
}

/** Where an interaction stands. */
export type Standing = { step: "email" } | { step: "code"; email: string; triesLeft: number };

export type CodeCheck = { kind: "right"; staffId: string } | { kind: "wrong"; triesLeft: number } | { kind: "over" };

export interface Codes {
  standing(interaction: string): Standing;
  /** Mails a code if the address is that of a staff member. What can be seen from outside is the same if it is not. */
  send(interaction: string, email: string): Promise<void>;
  check(interaction: string, answer: string): CodeCheck;
}

export function mailedCodes({ store, secret, now, staff, mail }: CodesOptions): Codes {
  const hashOf = (interaction: string, code: string) =>
    createHmac("sha256", secret).update(`${interaction}:${code}`).digest("hex");

  return {
    standing(interaction) {
      const code = store.code(interaction);
      if (!code || code.expiresAt <= now() || code.tries >= maxTries) return { step: "email" };
      return { step: "code", email: code.email, triesLeft: maxTries - code.tries };
    },

    async send(interaction, given) {
      const email = given.trim().toLowerCase();
      const member = (await staff()).find((one) => one.email.toLowerCase() === email);
      if (store.codesSince(email, now() - validMs) >= maxCodes) return;
      const code = String(randomInt(0, 1_000_000)).padStart(6, "0");
      store.addCode(
        interaction,
        { email, staffId: member?.id ?? null, hash: hashOf(interaction, code), expiresAt: now() + validMs },
        now(),
      );
      if (member) mail(member, code);
    },

    check(interaction, answer) {
      const code = store.code(interaction);
      if (!code || code.expiresAt <= now() || code.tries >= maxTries) return { kind: "over" };
      // Counted before it is compared: answers sent at the same moment each cost a try.
      store.countTry(code.id);
      const given = Buffer.from(hashOf(interaction, answer.replace(/\D/g, "")));
      if (timingSafeEqual(given, Buffer.from(code.hash)) && code.staffId !== null) {
        store.forgetCodes(interaction);
        return { kind: "right", staffId: code.staffId };
      }
      const triesLeft = maxTries - code.tries - 1;
      return triesLeft > 0 ? { kind: "wrong", triesLeft } : { kind: "over" };
    },
  };
}
