import type { AgencyView } from "../../../functions/contract/public.ts";
import { get } from "./client.ts";

/** The agency whose pages these are; null until it has been loaded. */
export const agency = $state<{ view: AgencyView | null }>({ view: null });

/** Loads the agency once and paints its accent. @throws ApiError */
export async function loadAgency(): Promise<AgencyView> {
  if (agency.view) return agency.view;
  const view = await get<AgencyView>("/api/agency");
  agency.view = view;
  const root = document.documentElement.style;
  root.setProperty("--accent-light", view.accent.light);
  root.setProperty("--accent-dark", view.accent.dark);
  return view;
}

/** Zone in which times are told; that of Jakarta until the agency is known. */
export function zone(): string {
  return agency.view?.zone ?? "Asia/Jakarta";
}
