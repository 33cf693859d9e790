/** Who is doing what: follows the calls of a request, a step or a job by itself. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Person } from "../../functions/domain/case/records.ts";

export interface Activity {
  name: string;
  /** Who asked for it; null where the service does it by itself. */
  actor: Person | null;
  /** Whether it may change nothing. */
  reads: boolean;
  /** How a request or a call of a function ended; absent while it runs, or where it died. */
  ended?: "well" | "refused" | "failed";
}

const activities = new AsyncLocalStorage<Activity>();

export function during<Result>(activity: Activity, work: () => Result): Result {
  return activities.run(activity, work);
}

export function activityNow(): Activity | undefined {
  return activities.getStore();
}
