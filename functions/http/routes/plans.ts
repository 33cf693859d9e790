/** The plan of a month, and several decisions of it in one disposition (one case per stop, one task each). */
import { checkForm, type FormContext } from "../../../statemachines/form/check-form.ts";
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { dispositionRequest, planDraftRequest } from "../../contract/requests.ts";
import type { ClashesView, DispositionView, MonthPlanView } from "../../contract/staff.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { decide, type Choice } from "../../domain/task/decide-task.ts";
import { dutiesOf } from "../../domain/booking/duties.ts";
import { procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import type { Values } from "../../domain/case/records.ts";
import { formContext } from "../../domain/form/form-context.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { candidateOf } from "../../domain/task/permission.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { clashViews, fieldsOfPlan } from "../views/clash-view.ts";
import { plannedStops } from "../views/plan-view.ts";
import { monthOf } from "../period-in-address.ts";
import { viewContext } from "../view-context.ts";
import { signedIn } from "../members.ts";
import { pageReader, readTask } from "../readers.ts";

export const showMonthPlan: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "journeys");
  const month = monthOf(request);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const view: MonthPlanView = { month, stops: await plannedStops(dependencies, month, member, context) };
  return { body: view };
};

/** With what a plan would clash that is being typed in. Nothing is stored, and what cannot be read yet counts for nothing. */
export const showClashes: RouteHandler = async (request, dependencies) => {
  const { dossier, noted, task } = await readTask(request, dependencies);
  const { outcome, values } = planDraftRequest.parse(request.body());
  const step = stepOfTask(dossier, task);
  const [settings, staff] = [await dependencies.agencies.settings(), await dependencies.agencies.staff()];
  const context = formContext(settings, procedureOfCase(dossier.case), dependencies.clock.now());
  const asked = fieldsOfPlan(dossier, step);
  const answer = { outcome, values: readable(step, pick(values, asked), context) };
  const needed = (step.fields ?? []).filter(({ name, required }) => required && asked.includes(name));
  const complete = needed.every(({ name }) => answer.values[name] !== undefined);
  const duties = complete && asked.length > 0 ? dutiesOf(dossier, { step: step.id, answer }) : null;
  await noted;
  const view: ClashesView = { clashes: duties ? await clashViews(dependencies, dossier, duties, staff) : [] };
  return { body: view };
};

function pick(values: Values, names: string[]): Values {
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}

/** What fits its field, as it would be stored. */
function readable({ fields = [] }: Step, values: Values, context: FormContext): Values {
  return Object.assign(
    {},
    ...Object.entries(values).map(([name, value]) => {
      const field = fields.filter((each) => each.name === name).map(({ outcomes: _, ...each }) => each);
      const result = checkForm(field, [], null, { [name]: value }, context);
      return result.ok ? result.values : {};
    }),
  ) as Values;
}

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
  const stored = await dependencies.cases.dossier(named.case);
  const dossier = stored && shownDossier(stored);
  const task = dossier?.tasks.find(({ id }) => id === named.task);
  if (!dossier || !task) throw unknownTask;
  if (!stepOfTask(dossier, task).batch) throw notTogether;
  const answering = { ...candidateOf(member), name: member.name, channel: "staff" } as const;
  await decide(dependencies, dossier, task, choice, answering);
}

const unknownTask = new Refusal("unknown", {
  id: "Berkas ini tidak ditemukan. Muat ulang rencana bulan.",
  en: "This file was not found. Reload the plan.",
});
const notTogether = new Refusal("forbidden", {
  id: "Berkas ini tidak dapat Anda putuskan di sini.",
  en: "You cannot decide this file here.",
});
