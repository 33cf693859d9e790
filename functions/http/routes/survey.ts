/** Routes of the satisfaction survey: asked under the tracking link or at the kiosk, published as an index. */
import { readingRoles } from "../../domain/agency.ts";
import { serviceName } from "../../../statemachines/language/table.ts";
import { currentProcedures, knownProcedures } from "../../../statemachines/language/registry.ts";
import { surveyRequest } from "../../contract/requests.ts";
import type { SurveyFormView, SurveyIndexView } from "../../contract/public.ts";
import type { TextFileView } from "../../contract/staff.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { formContext } from "../../domain/form/form-context.ts";
import { readByRole } from "../../domain/access/reading.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import { openSurveyLink } from "../../domain/access/survey-link.ts";
import { openLink } from "../../domain/access/open-link.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { readingTable } from "../../domain/reading-room/reading-tables.ts";
import { roleToBegin } from "../../domain/task/permission.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { signedIn } from "../members.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { answerSurvey, isAnswered, offersSurvey } from "../../domain/survey/answer-survey.ts";
import { surveyCsv } from "../../domain/survey/survey-csv.ts";
import { answersIn, daysOfPeriod, surveyReport } from "../../domain/survey/survey-report.ts";
import { surveyFields } from "../../domain/survey/survey.ts";
import { surveyPeriodIn, yearOf } from "../period-in-address.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { unknownLink } from "./intake.ts";
import { notThere, pageReader } from "../readers.ts";

export const showSurvey: RouteHandler = async (request, dependencies) => {
  return { body: await surveyForm(dependencies, await askedCase(request, dependencies)) };
};

export const storeSurvey: RouteHandler = async (request, dependencies) => {
  return stored(request, dependencies, await askedCase(request, dependencies));
};

/** Mails of before led to the survey by the link that also opens the case. */
export const showTrackedSurvey: RouteHandler = async (request, dependencies) => {
  return { body: await surveyForm(dependencies, await trackedCase(request, dependencies)) };
};

export const storeTrackedSurvey: RouteHandler = async (request, dependencies) => {
  return stored(request, dependencies, await trackedCase(request, dependencies));
};

/** For readers, who have no link: the kiosk asks them, by the number that they were given there. */
export const showKioskSurvey: RouteHandler = async (request, dependencies) => {
  return { body: await surveyForm(dependencies, await readerAt(request, dependencies)) };
};

export const storeKioskSurvey: RouteHandler = async (request, dependencies) => {
  return stored(request, dependencies, await readerAt(request, dependencies));
};

async function stored(request: HttpRequest, dependencies: Dependencies, dossier: Dossier) {
  const { values } = surveyRequest.parse(request.body());
  await answerSurvey(dependencies, dossier, values);
  return { status: 201, body: { stored: true } };
}

/** The index of a year or half-year: of all services, and of each. Single answers are not published. */
export const showSurveyIndex: RouteHandler = async (request, dependencies) => {
  const settings = await dependencies.agencies.settings();
  const thisYear = Number(isoDate(dependencies.clock.now(), settings.calendar.zone).slice(0, 4));
  const period = surveyPeriodIn(request) ?? { year: thisYear, half: null };
  const asking = currentProcedures().filter(({ survey }) => survey);
  const titles = new Map(asking.map((procedure) => [procedure.id, serviceName(procedure)]));
  const answers = await answersIn(dependencies, period.year);
  const { services, ...report } = surveyReport(period, answers, [...titles.keys()], settings);
  const view: SurveyIndexView = {
    ...period,
    ...daysOfPeriod(period),
    ...report,
    services: services.flatMap(({ id, index }) => {
      const title = titles.get(id);
      return title ? [{ id, title, index }] : [];
    }),
  };
  return { body: view };
};

/** Of the procedures whose cases the member reads. */
export const exportSurveys: RouteHandler = async (request, dependencies) => {
  const member = await pageReader(request, dependencies, "surveys");
  const year = yearOf(request);
  await noteReading(dependencies, member, `survei-${year}`, "export");
  const { procedure: reads } = readByRole(readingRoles(member));
  const read = new Set(knownProcedures().flatMap((table) => (reads(table) ? [table.id] : [])));
  const answers = (await dependencies.surveys.list(year)).filter(({ procedure }) => read.has(procedure));
  const view: TextFileView = {
    fileName: `survei-${year}.csv`,
    text: surveyCsv(answers, await dependencies.agencies.settings()),
  };
  return { body: view };
};

async function surveyForm(dependencies: Dependencies, dossier: Dossier): Promise<SurveyFormView> {
  const settings = await dependencies.agencies.settings();
  const procedure = procedureOfCase(dossier.case);
  return {
    language: dossier.case.language,
    title: serviceName(procedure),
    open: offersSurvey(dossier),
    answered: await isAnswered(dependencies, dossier),
    fields: surveyFields(settings),
    context: formContext(settings, procedure, dependencies.clock.now()),
  };
}

async function trackedCase(request: HttpRequest, dependencies: Dependencies): Promise<Dossier> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "");
  if (opened?.link.kind !== "tracking") throw unknownLink;
  return opened.dossier;
}

/** @throws Refusal `unknown` */
async function askedCase({ parameters }: HttpRequest, dependencies: Dependencies): Promise<Dossier> {
  const dossier = await openSurveyLink(dependencies, parameters["case"] ?? "", parameters["link"] ?? "");
  if (!dossier) throw unknownLink;
  return dossier;
}

/**
 * The visit of a reader who is here today; the kiosk of whoever keeps the guest book asks for it.
 *
 * @throws Refusal `unknown`
 */
async function readerAt(request: HttpRequest, dependencies: Dependencies): Promise<Dossier> {
  const { agencies, cases, clock } = dependencies;
  const visit = readingTable("visit");
  const member = await signedIn(request, dependencies);
  if (roleToBegin(member, visit) === null) throw notThere;
  const { zone } = (await agencies.settings()).calendar;
  const today = isoDate(clock.now(), zone);
  const number = (request.parameters["number"] ?? "").padStart(5, "0");
  const dossier = await cases.dossier(`${visit.code}-${today.slice(0, 4)}-${number}`);
  const isHere = dossier?.case.procedure === visit.id && isoDate(Date.parse(dossier.case.createdAt), zone) === today;
  if (!isHere) throw notThere;
  return shownDossier(dossier);
}
