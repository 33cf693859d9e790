/** Routes of the public: what the agency offers, its forms, a new request, its tracking page. */
import {
  currentProcedureOf,
  currentProcedures,
  UnknownProcedureError,
} from "../../../statemachines/language/registry.ts";
import { entryChannelsOf, serviceName } from "../../../statemachines/language/table.ts";
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { Procedure } from "../../../statemachines/language/vocabulary.ts";
import { goesWithoutEmail } from "../../../statemachines/form/office-entry.ts";
import { readText } from "../../../statemachines/form/typed-text.ts";
import { publicRequest, uploadRequest } from "../../contract/requests.ts";
import type {
  AgencyView,
  CaseCreatedView,
  CodeSentView,
  RequestFormView,
  TrackingView,
  UploadView,
  WillCallView,
  WithoutEmailView,
} from "../../contract/public.ts";
import { consentAsked } from "../../domain/form/consent.ts";
import { shownText } from "../../domain/page-texts.ts";
import { noSuchService } from "../../domain/intake/open-case.ts";
import { receiveRequest } from "../../domain/intake/receive-request.ts";
import { wouldWait } from "../../domain/intake/unconfirmed.ts";
import { openTasks, procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import { requesterForm } from "../../domain/change/requester-form.ts";
import { formContext } from "../../domain/form/form-context.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { promisedDays } from "../../domain/told/promise.ts";
import { codeMinutes } from "../../domain/access/codes.ts";
import { knownDevice } from "../../domain/access/known-device.ts";
import { isShared } from "../../domain/access/device-cookie.ts";
import { enteredByStaff, provingAddress } from "../../domain/access/proving-address.ts";
import { makeNonce } from "../../domain/access/nonce.ts";
import { openLink, type OpenedLink } from "../../domain/access/open-link.ts";
import { shownName } from "../../domain/form/file-names.ts";
import { spendOnUpload } from "../../domain/limits/uploads.ts";
import { links, surveyPath } from "../../domain/paths.ts";
import { asksSurvey } from "../../domain/survey/answer-survey.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import { isAskedByLink, taskLinkId } from "../../domain/task/open-task.ts";
import { choosableNow, ownOutcomes, requesterOf } from "../../domain/task/permission.ts";
import { possibleWithdrawal } from "../../domain/task/withdraw.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { errorResponse } from "../../wiring/refusals.ts";
import { maskedEmail, type ViewContext } from "../views/facts.ts";
import { trackingView } from "../views/case-view.ts";
import { requestFormView } from "../views/form-view.ts";
import { questionIn } from "../views/outside-view.ts";
import { outcomeView } from "../views/outcome-view.ts";
import { memberOf } from "../members.ts";
import { viewContext } from "../view-context.ts";

export const showAgency: RouteHandler = async (_request, { agencies, signIn }) => {
  const settings = await agencies.settings();
  const restoration = await agencies.restoration();
  const view: AgencyView = {
    name: settings.name,
    government: settings.government,
    mark: settings.mark,
    accent: settings.accent,
    zone: settings.calendar.zone,
    phone: settings.phone,
    email: settings.email,
    address: settings.address,
    privacyEmail: settings.privacyEmail,
    complaints: settings.complaints,
    restored: restoration && !restoration.ended ? { copyAt: restoration.copyAt } : null,
    signIn,
    texts: {
      welcome: shownText(settings, "welcome"),
      notice: shownText(settings, "notice"),
      privacy: shownText(settings, "privacy"),
    },
    procedures: currentProcedures().map((procedure) => ({
      id: procedure.id,
      title: serviceName(procedure),
      steps: procedure.steps.filter((step) => step.number !== null).length,
      public: entryChannelsOf(procedure).includes("public"),
    })),
  };
  return { body: view };
};

export const showRequestForm: RouteHandler = async ({ parameters }, { agencies, clock, secrets }) => {
  const procedure = procedureNamed(parameters["procedure"] ?? "");
  const settings = await agencies.settings();
  const now = { settings, now: clock.now(), consent: consentAsked(settings, secrets) };
  const view: RequestFormView = requestFormView(procedure, "public", now);
  return { body: view };
};

export const tellWithoutEmail: RouteHandler = async (request, dependencies) => {
  const procedure = procedureNamed(request.parameters["procedure"] ?? "");
  const view: WithoutEmailView = { taken: goesWithoutEmail(procedure) && (await wouldWait(dependencies, request)) };
  return { body: view };
};

export const prepareUpload: RouteHandler = async (request, dependencies) => {
  const { files, secrets, sessions } = dependencies;
  const { contentType, fileName, size } = uploadRequest.parse(request.body());
  const named = readText(fileName, { lines: false });
  if ("error" in named) throw new Refusal("invalid", named.error, { fileName: named.error });
  const claims = request.bearer === null ? null : await sessions.claims(request.bearer);
  const isStaff = claims !== null && (await memberOf(claims, dependencies)) !== null;
  if (!isStaff) await spendOnUpload(dependencies, request, size);
  const file = secrets.randomId();
  const shown = shownName(named.value || file);
  const view: UploadView = { file, ...(await files.presignUpload(file, shown, contentType, size)) };
  return { body: view };
};

export const createCase: RouteHandler = async (request, dependencies) => {
  const { code, procedure, shared, ...rest } = publicRequest.parse(request.body());
  const submission = { procedure: procedureNamed(procedure), ...rest };
  const received = await receiveRequest(dependencies, request, submission, { code, shared });
  const { cookies } = received;
  if (received.came === "code-sent") {
    const view: CodeSentView = { codeSentTo: received.address, minutes: codeMinutes };
    return { status: 202, body: view, cookies };
  }
  if (received.came === "waits") {
    const view: WillCallView = { callTo: received.phone, until: received.until };
    return { status: 202, body: view };
  }
  if (received.came === "refused") return { ...errorResponse(received.refused, request.language), cookies };
  const { promise } = submission.procedure;
  const view: CaseCreatedView = {
    case: received.caseId,
    tracking: links.tracking(received.link),
    promisedDays: promise ? promisedDays(await dependencies.agencies.settings(), { promise }) : null,
  };
  return { status: 201, body: view, cookies };
};

function changeOffered(dossier: Dossier, nonce: string, { now, settings }: ViewContext): TrackingView["change"] {
  const form = requesterForm(dossier);
  if (!form) return null;
  const { fields, rules = [], values } = form;
  const context = formContext(settings, procedureOfCase(dossier.case), now);
  return { nonce, seen: dossier.changes?.length ?? 0, fields, rules, values, context };
}

export const showTracking: RouteHandler = async (request, dependencies) => {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (opened?.link.kind !== "tracking") throw unknownLink;
  const known = knownDevice(dependencies, opened) !== null;
  const nonce = makeNonce(dependencies, opened.link.hash);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: false });
  return {
    body: trackingView(opened.dossier, context, {
      answer: await answerLink(dependencies, opened.dossier, context),
      change: changeOffered(opened.dossier, nonce, context),
      cancel: possibleWithdrawal(opened.dossier) ? { nonce } : null,
      proof: known ? null : await proofAsked(request, dependencies, opened),
      address: addressAsked(opened, nonce, known),
      known,
      survey: (await asksSurvey(dependencies, opened.dossier))
        ? surveyPath(dependencies.secrets, opened.dossier.case.id)
        : null,
    }),
  };
};

/** Where the requester answers what is asked now. */
async function answerLink(
  dependencies: Dependencies,
  dossier: Dossier,
  context: ViewContext,
): Promise<TrackingView["answer"]> {
  for (const task of openTasks(dossier)) {
    const step = stepOfTask(dossier, task);
    if (actorOf(step.actor).inside || !isAskedByLink(step)) continue;
    const choosable = await choosableNow(dependencies, dossier, task, requesterOf(dossier));
    return {
      path: links.decision(taskLinkId(dependencies.secrets, task, "requester")),
      text: questionIn(step, dossier, context),
      availableFrom: task.availableFrom,
      outcomes: ownOutcomes(dossier, task, choosable).map((each) => {
        const { id, label, tone } = outcomeView(step, each);
        return { id, label, tone };
      }),
    };
  }
  return null;
}

/** What somebody is asked who opens the page on a browser that is not known. */
async function proofAsked(
  { cookies }: HttpRequest,
  dependencies: Dependencies,
  opened: OpenedLink,
): Promise<TrackingView["proof"]> {
  const address = provingAddress(opened.dossier, await dependencies.agencies.staff());
  return { maskedEmail: address ? maskedEmail(address) : null, shared: isShared(dependencies.secrets, cookies) };
}

function addressAsked({ dossier }: OpenedLink, nonce: string, known: boolean): TrackingView["address"] {
  const entered = enteredByStaff(dossier);
  if (!entered || entered.answer) return null;
  const { address, source } = entered;
  return { asked: known ? { source, maskedEmail: maskedEmail(address), nonce } : null };
}

/** @throws Refusal `unknown` */
export function procedureNamed(id: string): Procedure {
  try {
    return currentProcedureOf(id);
  } catch (error) {
    if (!(error instanceof UnknownProcedureError)) throw error;
    throw noSuchService;
  }
}

export const unknownLink = new Refusal("unknown", {
  id: "Tautan ini tidak dikenal. Periksa kembali alamat pada email kami, atau hubungi kantor.",
  en: "This link is not known. Check the address in our mail, or contact the office.",
});
