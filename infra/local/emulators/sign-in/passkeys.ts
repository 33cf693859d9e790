/**
 * Signing in by a passkey (WebAuthn): made by a member who is signed in, kept by the device, and opened there by its own lock. A
 * second way in beside the mailed code, which nobody can guess or ask for in another's name.
 */
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import type { PasskeyStore, StoredPasskey } from "./passkey-store.ts";

const answeredWithinMs = 5 * 60_000;
/** Loaded with the first passkey: it is large, and few offices have any. */
const library = () => import("@simplewebauthn/server");
/** More than anybody has devices. */
const mostOfOne = 20;

export interface PasskeysOptions {
  store: PasskeyStore;
  publicUrl: string;
  now(): number;
  /** An active member by id, as stored now. */
  member(id: string): Promise<StaffMember | undefined>;
}

/** A passkey as its owner sees it. */
export interface PasskeyView {
  id: string;
  name: string;
  /** ISO 8601. */
  since: string;
  usedAt: string | null;
}

export interface Passkeys {
  list(member: StaffMember): PasskeyView[];
  registrationFor(member: StaffMember): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** @returns whether it is kept */
  register(member: StaffMember, response: RegistrationResponseJSON, name: string): Promise<boolean>;
  end(member: StaffMember, id: string): void;
  /** What the browser of a sign-in is asked for: any passkey of this address. */
  optionsFor(interaction: string): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** @returns whom the answer proves; null: nobody */
  check(interaction: string, response: AuthenticationResponseJSON): Promise<string | null>;
}

export function passkeysIn({ store, publicUrl, now, member }: PasskeysOptions): Passkeys {
  const { hostname: rpID, origin } = new URL(publicUrl);
  const asked = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true };
  const keep = (purpose: string, challenge: string) => store.ask(purpose, challenge, now() + answeredWithinMs);
  const transportsOf = ({ transports }: StoredPasskey) => transports as AuthenticatorTransport[];

  return {
    list: ({ id }) =>
      store.of(id).map(({ createdAt, id: key, name, usedAt }) => ({
        id: key,
        name,
        since: new Date(createdAt).toISOString(),
        usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
      })),

    async registrationFor({ email, id, name }) {
      const options = await (
        await library()
      ).generateRegistrationOptions({
        rpName: "Alur Pustaka",
        rpID,
        userID: new TextEncoder().encode(id),
        userName: email,
        userDisplayName: name,
        attestationType: "none",
        excludeCredentials: store.of(id).map((each) => ({ id: each.id, transports: transportsOf(each) })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      keep(`register:${id}`, options.challenge);
      return options;
    },

    async register({ id }, response, name) {
      const expectedChallenge = store.takeChallenge(`register:${id}`);
      if (expectedChallenge === null || store.of(id).length >= mostOfOne) return false;
      const verified = await (
        await library()
      )
        .verifyRegistrationResponse({ ...asked, response, expectedChallenge })
        .catch(() => null);
      if (!verified?.verified) return false;
      const { credential } = verified.registrationInfo;
      if (store.find(credential.id)) return false;
      store.add({
        id: credential.id,
        staffId: id,
        publicKey: credential.publicKey,
        counter: credential.counter,
        transports: credential.transports ?? [],
        name,
        createdAt: now(),
        usedAt: null,
      });
      return true;
    },

    end: ({ id }, key) => store.end(key, id),

    async optionsFor(interaction) {
      const options = await (await library()).generateAuthenticationOptions({ rpID, userVerification: "required" });
      keep(`sign-in:${interaction}`, options.challenge);
      return options;
    },

    async check(interaction, response) {
      const expectedChallenge = store.takeChallenge(`sign-in:${interaction}`);
      const stored = expectedChallenge === null ? null : store.find(String(response.id));
      if (expectedChallenge === null || !stored) return null;
      const { counter, id, publicKey } = stored;
      const credential = { id, publicKey, counter, transports: transportsOf(stored) };
      const verified = await (
        await library()
      )
        .verifyAuthenticationResponse({ ...asked, response, expectedChallenge, credential })
        .catch(() => null);
      // Whoever has left, or is out of service, has none from that moment on.
      if (!verified?.verified || !(await member(stored.staffId))) return null;
      store.noteUse(id, verified.authenticationInfo.newCounter, now());
      return stored.staffId;
    },
  };
}
