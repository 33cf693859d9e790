import { leave } from "../app-state.svelte.ts";

const key = "alur-kiosk";

/**
 * Whether this browser serves readers. Kept for every tab of the browser, so that another tab of the staff app is not a
 * way around it.
 */
export function isKiosk(): boolean {
  return localStorage.getItem(key) !== null;
}

/** Gives the whole screen to the guest book; a browser that refuses full screen still shows nothing else. */
export async function lockKiosk(): Promise<void> {
  localStorage.setItem(key, "1");
  await document.documentElement.requestFullscreen().catch(() => undefined);
}

/** Ends the session too: whoever goes on must sign in. */
export async function unlockKiosk(): Promise<void> {
  localStorage.removeItem(key);
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined);
  await leave();
}
