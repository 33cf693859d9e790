/** - `degraded`: it works on, and somebody should look; `failed`: people cannot be served, or nothing goes on by itself */
export type Status = "ok" | "degraded" | "failed";

const order: Status[] = ["ok", "degraded", "failed"];

export function worstOf(statuses: Status[]): Status {
  return order[Math.max(0, ...statuses.map((status) => order.indexOf(status)))] ?? "failed";
}

/** The status of a figure that is the worse the higher it is. */
export function above(value: number, degraded: number, failed: number): Status {
  if (value >= failed) return "failed";
  return value >= degraded ? "degraded" : "ok";
}
