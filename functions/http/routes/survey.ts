/** Routes of the satisfaction survey: asked under the tracking link or at the kiosk, published as an index. */
import { currentProcedures, knownProcedures } from "../../../statemachines/language/registry.ts";
import { surveyRequest } from "../../contract/requests.ts";
import type { SurveyFormView, SurveyIndexView } from "../../contract/public.ts";
import type { TextFileView } from "../../contract/staff.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { formContext } from "../../domain/form/form-context.ts";
import { readByRole } from "../../domain/access/reading.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import { openLink } from "../../domain/access/open-link.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { answerSurvey, isAnswered, offersSurvey } from "../../domain/survey/answer-survey.ts";
import { surveyCsv, surveyFields, surveyIndex } from "../../domain/survey/survey.ts";
import { yearIn, yearOf } from "../period-in-address.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { unknownLink } from "./intake.ts";
import { pageReader, readCase } from "../readers.ts";

export const showSurvey: RouteHandler = async (request, dependencies) => {
  return { body: await surveyForm(dependencies, await trackedCase(request, dependencies)) };
};

export const storeSurvey: RouteHandler = async (request, dependencies) => {
  const { values } = surveyRequest.parse(request.body());
  await answerSurvey(dependencies, await trackedCase(request, dependencies), values);
  return { status: 201, body: { stored: true } };
};

/** For readers, who have no link: the kiosk asks them. */
export const showKioskSurvey: RouteHandler = async (request, dependencies) => {
  const { dossier } = await readCase(request, dependencies, null);
  return { body: await surveyForm(dependencies, dossier) };
};

export const storeKioskSurvey: RouteHandler = async (request, dependencies) => {
  const { dossier } = await readCase(request, dependencies, null);
  const { values } = surveyRequest.parse(request.body());
  await answerSurvey(dependencies, dossier, values);
  return { status: 201, body: { stored: true } };
};

/** The index of a year: of all services, and of each. Single answers are not published. */
export const showSurveyIndex: RouteHandler = async (request, { agencies, clock, surveys }) => {
  const settings = await agencies.settings();
  const year = yearIn(request) ?? Number(isoDate(clock.now(), settings.calendar.zone).slice(0, 4));
  const answers = await surveys.list(year);
  const view: SurveyIndexView = {
    year,
    all: surveyIndex(answers),
    services: currentProcedures()
      .filter((procedure) => procedure.survey)
      .map(({ id, title }) => ({ id, title, ...surveyIndex(answers.filter(({ procedure }) => procedure === id)) })),
  };
  return { body: view };
};

/** Of the procedures whose cases the member reads. */
export const exportSurveys: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "surveys");
  const year = yearOf(request);
  await noteReading(dependencies, member, `survei-${year}`, "export");
  const { procedure: reads } = readByRole(member.roles);
  const read = new Set(knownProcedures().flatMap((table) => (reads(table) ? [table.id] : [])));
  const answers = (await dependencies.surveys.list(year)).filter(({ procedure }) => read.has(procedure));
  const view: TextFileView = {
    fileName: `survei-${year}.csv`,
    text: surveyCsv(answers),
  };
  return { body: view };
};

async function surveyForm(dependencies: Dependencies, dossier: Dossier): Promise<SurveyFormView> {
  const settings = await dependencies.agencies.settings();
  const procedure = procedureOfCase(dossier.case);
  return {
    title: procedure.title,
    open: offersSurvey(dossier),
    answered: await isAnswered(dependencies, dossier),
    fields: surveyFields,
    context: formContext(settings, procedure, dependencies.clock.now()),
  };
}

async function trackedCase(request: HttpRequest, dependencies: Dependencies): Promise<Dossier> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "");
  if (opened?.link.kind !== "tracking") throw unknownLink;
  return opened.dossier;
}
