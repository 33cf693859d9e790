import type { User, UserManager } from "oidc-client-ts";

/** Settings of the sign-in, as `GET /api/agency` gives them. */
export interface SignInSettings {
  issuer: string;
  clientId: string;
}

/** Who is signed in. Nothing here is trusted by the back end but the token itself. */
export interface Session {
  /** Access token for the `Authorization` header, or null when nobody is signed in any more. */
  token(): Promise<string | null>;
  /** Leaves the app for the sign-in page; afterwards `complete` gives back the page that was asked for. */
  signIn(returnTo: string): Promise<void>;
  /** Ends a sign-in on the callback page: path (with query) to go on with. Throws when the answer is not ours. */
  complete(): Promise<string>;
  /** Forgets the token and ends the session at the sign-in service. */
  signOut(): Promise<void>;
}

/** Opens a session by OpenID Connect (code with PKCE); the token lives as long as the browser tab. */
export async function openSession(settings: SignInSettings, origin = location.origin): Promise<Session> {
  const manager = await managerFor(settings, origin);
  return {
    token: async () => validToken(await manager.getUser()),
    // Cognito's own name for the language of its pages.
    signIn: (returnTo) => manager.signinRedirect({ state: { returnTo }, extraQueryParams: { lang: language() } }),
    complete: async () => returnPath((await manager.signinCallback())?.state),
    signOut: () => signOut(manager, `${origin}/petugas/keluar`),
  };
}

async function managerFor({ issuer, clientId }: SignInSettings, origin: string): Promise<UserManager> {
  const { UserManager, WebStorageStateStore } = await import("oidc-client-ts");
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${origin}/petugas/masuk`,
    scope: "openid email profile",
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
  });
}

function language(): string {
  return document.documentElement.lang;
}

function validToken(user: User | null): string | null {
  return user && !user.expired ? user.access_token : null;
}

/** Only a page of the staff app: the state came back through the address bar. */
function returnPath(state: unknown): string {
  const returnTo = typeof state === "object" && state !== null && "returnTo" in state ? state.returnTo : null;
  return typeof returnTo === "string" && /^\/petugas(\/|\?|$)/.test(returnTo) ? returnTo : "/petugas";
}

async function signOut(manager: UserManager, returnTo: string): Promise<void> {
  // Some sign-in services have no page to end the session; then forgetting the token is all there is.
  const endpoint = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined);
  const idToken = (await manager.getUser())?.id_token;
  await manager.removeUser();
  if (!endpoint) return location.assign(returnTo);
  location.assign(signOutAddress(endpoint, { clientId: manager.settings.client_id, returnTo, idToken }));
}

/**
 * Page of the sign-in service that ends its session and comes back to `returnTo`. OpenID Connect (RP-Initiated Logout)
 * and Cognito name that address differently, and each reads past the other's name.
 */
export function signOutAddress(
  endpoint: string,
  { clientId, returnTo, idToken }: { clientId: string; returnTo: string; idToken: string | undefined },
): string {
  const address = new URL(endpoint);
  const { searchParams: query } = address;
  query.set("client_id", clientId);
  query.set("post_logout_redirect_uri", returnTo);
  query.set("logout_uri", returnTo);
  if (idToken) query.set("id_token_hint", idToken);
  return address.href;
}
