/** The plan of a month, and several decisions of it in one disposition (one case per stop, one task each). */
import { dispositionRequest } from "../../contract/requests.ts";
import type { DispositionView, MonthPlanView } from "../../contract/staff.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Choice } from "../../domain/task/decide-task.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import { candidateOf } from "../../domain/task/permission.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { plannedStops } from "../views/plan-view.ts";
import { monthOf } from "../period-in-address.ts";
import { answerAs } from "../answer-as.ts";
import { viewContext } from "../view-context.ts";
import { signedIn } from "../members.ts";

export const showMonthPlan: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const month = monthOf(request);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const view: MonthPlanView = { month, stops: await plannedStops(dependencies, month, member, context) };
  return { body: view };
};

/** Each task is decided by itself: what is refused is told, what was stored stays, and sending it all again is harmless. */
export const decideTasks: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { note, outcome, tasks } = dispositionRequest.parse(request.body());
  const results: DispositionView["results"] = [];
  for (const named of tasks) {
    try {
      const choice = { outcome, note, values: {} };
      await dependencies.log.within({ case: named.case }, () => decideOne(dependencies, member, named, choice));
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
  choice: Choice,
): Promise<void> {
  const dossier = await dependencies.cases.dossier(named.case);
  const task = dossier?.tasks.find(({ id }) => id === named.task);
  if (!dossier || !task) throw unknownTask;
  if (!stepOfTask(dossier, task).batch) throw notTogether;
  const answering = { ...candidateOf(member), name: member.name, channel: "staff" } as const;
  await answerAs(dependencies, { dossier, task }, answering, choice);
}

const unknownTask = new Refusal("unknown", {
  id: "Berkas ini tidak ditemukan. Muat ulang rencana bulan.",
  en: "This file was not found. Reload the plan.",
});
const notTogether = new Refusal("forbidden", {
  id: "Berkas ini tidak dapat Anda putuskan di sini.",
  en: "You cannot decide this file here.",
});
