import type { TimeView } from "../../../functions/contract/shared.ts";

/** Share of the bar that is filled, 0 to 1; null where nothing is measured. */
export function usedShare({ status, share }: TimeView): number | null {
  if (status === "paused" || status === "unmeasured") return null;
  return status === "late" ? 1 : Math.min(1, Math.max(0.03, share ?? 0));
}
