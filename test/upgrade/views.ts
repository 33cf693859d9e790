import type { TaskView } from "../../functions/contract/decision.ts";

/** GET /api/staff/tasks/{case}/{task}, as versions of before answered it too. */
export type StaffTaskView = Pick<TaskView, "fields" | "rules" | "aids" | "step"> & {
  outcomes: (Omit<TaskView["outcomes"][number], "from"> & { from?: string | null })[];
};
