import type { StaffMeView } from "../../../functions/contract/staff.ts";
import { agency, loadAgency } from "../api/agency.svelte.ts";
import { ApiError, get, getChanged, post, provideToken, type Tagged } from "../api/client.ts";
import { openSession, type Session } from "./session.ts";

/** The staff member at work. `clockLead` is how far the service's clock is ahead of this computer's, milliseconds. */
export const appState = $state<{ me: StaffMeView | null; clockLead: number; notice: { text: string; path: string } }>({
  me: null,
  clockLead: 0,
  notice: { text: "", path: "" },
});

let opening: Promise<Session> | null = null;

/** The session of this tab, opened once; from then on every call to the API carries its token. @throws ApiError */
export function session(): Promise<Session> {
  opening ??= open().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function open(): Promise<Session> {
  const { signIn } = await loadAgency();
  const opened = await openSession(signIn);
  provideToken(opened.token);
  return opened;
}

/** Makes sure somebody is signed in; leaves for the sign-in page otherwise. @throws ApiError */
export async function enter(): Promise<StaffMeView> {
  const { token } = await session();
  if ((await token()) === null) return leaveToSignIn();
  appState.me ??= await load<StaffMeView>("/api/staff/me");
  return appState.me;
}

/** Whether the service was restored from a copy and waits for the one who is signed in. */
export function restorationWaits(): boolean {
  return (agency.view?.restored ?? null) !== null && appState.me?.administers === true;
}

/** Ends the session, here and at the sign-in service. */
export async function leave(): Promise<void> {
  const { signOut } = await session();
  // Without an answer the token is forgotten here all the same; it ends by itself within the day.
  await post("/api/staff/sign-out").catch(() => undefined);
  await signOut();
}

/** @throws ApiError, but not for 401: then the page is left to sign in, and opened again afterwards. */
export function load<T>(path: string): Promise<T> {
  return orSignIn(get<T>(path));
}

/** As `load`, for what was loaded before: only what changed. @throws ApiError */
export function loadChanged<T>(path: string, tag: string | null): Promise<Tagged<T>> {
  return orSignIn(getChanged<T>(path, tag));
}

/** As `load`; what the person typed must be kept by the caller before. @throws ApiError */
export function send<T>(path: string, body: unknown): Promise<T> {
  return orSignIn(post<T>(path, body));
}

async function orSignIn<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return leaveToSignIn();
    throw error;
  }
}

/** Never settles when the browser leaves, so that no page shows a failure on its way out. */
async function leaveToSignIn(): Promise<never> {
  const { signIn } = await session();
  await signIn(location.pathname + location.search);
  return new Promise(() => undefined);
}

/** The service's time now, as an epoch in milliseconds. */
export function now(): number {
  return Date.now() + appState.clockLead;
}

/** Sets `now` by an instant that the service has just told. */
export function syncClock(instant: string): void {
  appState.clockLead = Date.parse(instant) - Date.now();
}

/** Says something quietly on top of the page at `path`, as long as that page is open. */
export function notify(text: string, path: string): void {
  appState.notice = { text, path };
}
