import type { StaffMeView } from "../../../../functions/contract/staff.ts";
import { appState, load } from "../app-state.svelte.ts";

/** Counts the open records in the menu anew; where that fails, it stays as it was. */
export async function recount(): Promise<void> {
  const me = await load<StaffMeView>("/api/staff/me").catch(() => null);
  if (me) appState.me = me;
}
