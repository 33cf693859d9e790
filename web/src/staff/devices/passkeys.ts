/** Own passkeys, where the service has its own sign-in; elsewhere the sign-in service looks after them. */
import { agency } from "../../api/agency.svelte.ts";
import { get, post } from "../../api/client.ts";

export interface Passkey {
  id: string;
  /** Of the browser in which it was made; empty where it did not say. */
  name: string;
  since: string;
  usedAt: string | null;
}
interface PasskeyList {
  passkeys: Passkey[];
}

const path = "/signin/passkeys";

/** Whether this browser, at this service, can make one. */
export function passkeysPossible(): boolean {
  const issuer = agency.view?.signIn.issuer ?? "";
  const isOurs = issuer === `${location.origin}/signin`;
  return isOurs && typeof PublicKeyCredential !== "undefined" && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

export async function listPasskeys(): Promise<Passkey[]> {
  return (await get<PasskeyList>(path)).passkeys;
}

/** Null where it was cancelled, or the device has one already. @throws ApiError */
export async function addPasskey(): Promise<Passkey[] | null> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>(`${path}/options`, {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  if (!(made instanceof PublicKeyCredential)) return null;
  return (await post<PasskeyList>(path, { response: made.toJSON() as object })).passkeys;
}

export async function endPasskey(id: string): Promise<Passkey[]> {
  return (await post<PasskeyList>(`${path}/end`, { id })).passkeys;
}
