import { keep, readKept } from "./kept.ts";

/** A request that was sent from this device. */
export interface SentRequest {
  case: string;
  /** Path of its page. */
  tracking: string;
}

const name = "sent-requests";
const mostKept = 5;

/** The last first; as long as the device keeps them, and never on one that others use too. */
export function sentRequests(): SentRequest[] {
  const kept = readKept(name, "device");
  return Array.isArray(kept) ? kept.filter(isOne) : [];
}

export function keepSent({ case: number, tracking }: SentRequest): void {
  const others = sentRequests().filter((each) => each.case !== number);
  keep(name, [{ case: number, tracking }, ...others].slice(0, mostKept), "device");
}

/** Leads nowhere but to a page of a request here. */
function isOne(kept: unknown): kept is SentRequest {
  if (typeof kept !== "object" || kept === null || !("case" in kept) || !("tracking" in kept)) return false;
  return typeof kept.case === "string" && typeof kept.tracking === "string" && kept.tracking.startsWith("/lacak/");
}
