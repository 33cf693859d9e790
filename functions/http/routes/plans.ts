/** The plan of a month, and several decisions of it in one disposition (one case per stop, one task each). */
import { stepOf } from "../../../statemachines/language/table.ts";
import { dispositionRequest } from "../../contract/requests.ts";
import type { DispositionView, MonthPlanView } from "../../contract/staff.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { decide } from "../../domain/task/decide-task.ts";
import { possibleOutcomes, procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import { roleFor } from "../../domain/task/permission.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { plannedStops } from "../views/plan-view.ts";
import { viewContext } from "./context.ts";
import { signedIn } from "./members.ts";

export const showMonthPlan: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const month = request.parameters["month"] ?? "";
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw unknownMonth;
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const view: MonthPlanView = { month, stops: await plannedStops(dependencies, month, member, context) };
  return { body: view };
};

/** Each task is decided by itself: what is refused is told, what was stored stays, and sending it all again is harmless. */
export const disposeTasks: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { note, outcome, tasks } = dispositionRequest.parse(request.body());
  const results: DispositionView["results"] = [];
  for (const named of tasks) {
    try {
      await decideOne(dependencies, member, named, { outcome, note, values: {} });
      results.push({ ...named, stored: true, message: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const text = Object.values(error.fields)[0] ?? error.text;
      results.push({ ...named, stored: false, message: text[request.language] });
    }
  }
  const view: DispositionView = { results };
  return { body: view };
};

async function decideOne(
  dependencies: Dependencies,
  member: StaffMember,
  named: { case: string; task: string },
  choice: { outcome: string; note: string; values: Record<string, unknown> },
): Promise<void> {
  const dossier = await dependencies.cases.dossier(named.case);
  const task = dossier?.tasks.find(({ id }) => id === named.task);
  if (!dossier || !task) throw unknownTask;
  const step = stepOf(procedureOfCase(dossier.case), stepOfTask(dossier, task).id);
  const outcome = possibleOutcomes(dossier, step).find(({ id }) => id === choice.outcome);
  const role = roleFor(member, step, task, outcome);
  if (!step.batch || !role) throw notTogether;
  const responder = { person: `staff:${member.id}`, name: member.name, role, channel: "staff" } as const;
  await decide(dependencies, dossier, task, choice, responder);
}

const unknownMonth = new Refusal("unknown", {
  id: "Bulan ini tidak dikenal. Pilih bulan dari daftar.",
  en: "This month is not known. Choose one from the list.",
});
const unknownTask = new Refusal("unknown", {
  id: "Berkas ini tidak ditemukan. Muat ulang rencana bulan.",
  en: "This file was not found. Reload the plan.",
});
const notTogether = new Refusal("forbidden", {
  id: "Berkas ini tidak dapat Anda putuskan di sini.",
  en: "You cannot decide this file here.",
});
