/** Routes of mailed links: a page per outcome of the link; nothing is decided by looking. */
import type { ActorId, Text } from "../../../statemachines/language/vocabulary.ts";
import type { DecisionPage, DecisionView } from "../../contract/decision.ts";
import { cancelRequest, decisionRequest, requesterChangeRequest } from "../../contract/requests.ts";
import { browserOf } from "../../domain/access/device-cookie.ts";
import { isShared } from "../../domain/access/device-cookie.ts";
import { contactsFor } from "../../domain/access/reading.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import { knownDevice, proofNeeded } from "../../domain/access/known-device.ts";
import { checkNonce, makeNonce } from "../../domain/access/nonce.ts";
import { type OpenedLink, openLink, stillAddressed } from "../../domain/access/open-link.ts";
import { addresseeOf, lockedUntil } from "../../domain/access/addressee.ts";
import { actingTitle, isActive, type StaffMember, titleOf } from "../../domain/agency.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import { contactOf } from "../../domain/case/contact.ts";
import type { Channel, TaskItem } from "../../domain/case/records.ts";
import { staffIdOf } from "../../domain/case/records.ts";
import { addressOfFile } from "../../domain/form/hand-out.ts";
import type { Dependencies, PageRead } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import { answerableUntil } from "../../domain/told/next.ts";
import { candidateOf, choosableNow, ownOutcomes, requesterOf, type Candidate } from "../../domain/task/permission.ts";
import { asksWho } from "../../domain/task/stated.ts";
import { actingIn } from "../../domain/people/substitution.ts";
import { answerAs } from "../answer-as.ts";
import { changeAsRequester } from "../../domain/change/make-change.ts";
import { withdraw } from "../../domain/task/withdraw.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { maskedEmail, type ViewContext } from "../views/facts.ts";
import { labelOf } from "../views/outcome-view.ts";
import { maskContacts } from "../views/mask-contacts.ts";
import { askedAgainBy, questionIn } from "../views/outside-view.ts";
import { taskView } from "../views/task-view.ts";
import { viewContext } from "../view-context.ts";
import { unknownLink } from "./intake.ts";
import { memberOf } from "../members.ts";

/** Someone who opened a link of a task, with what is known about them. */
interface Visitor {
  opened: OpenedLink & { task: TaskItem };
  /** Whether others use the device too. */
  shared: boolean;
  /** The addressee, where it is a staff member. */
  member: StaffMember | null;
  channel: Channel | null;
  /** That asked for a code before; null for one that did not. */
  browser: string | null;
}

export const showDecision: RouteHandler = async (request, dependencies) => {
  const visitor = await visitorOf(request, dependencies);
  if (!visitor)
    return { status: 404, body: { page: "unknown", code: "unknown", message: unknownLink.text[request.language] } };
  const context = await viewContext(dependencies, {
    language: request.language,
    seesPersonal: visitor.channel !== null,
  });
  const { dossier, link } = visitor.opened;
  const view: DecisionPage = {
    ...(await decisionView(dependencies, visitor, context)),
    ...(link.person === "requester" ? { language: dossier.case.language } : {}),
  };
  if (view.page === "decide") await noteVisitor(dependencies, visitor, "task");
  if (view.page === "expired")
    return { status: 410, body: { ...view, code: "expired", message: expiredMessage(view)[request.language] } };
  return { body: view };
};

export const decideByLink: RouteHandler = async (request, dependencies) => {
  const { nonce, stated, ...choice } = decisionRequest.parse(request.body());
  const visitor = await visitorOf(request, dependencies);
  if (!visitor) throw unknownLink;
  const { opened, channel } = visitor;
  if (isGone(visitor)) throw reassigned;
  if (!channel) throw proofNeeded;
  if (!stillAddressed(opened, await dependencies.agencies.staff())) throw reassigned;
  checkNonce(dependencies, opened.link.hash, nonce);
  return {
    body: await answerAs(
      dependencies,
      opened,
      { ...candidateBehind(visitor), channel, ...(stated ? { stated } : {}) },
      choice,
      request.language,
    ),
  };
};

export const fetchLinkedFile: RouteHandler = async (request, dependencies) => {
  const visitor = await visitorOf(request, dependencies);
  if (!visitor) throw unknownLink;
  if (!visitor.channel) throw proofNeeded;
  if (!stillAddressed(visitor.opened, await dependencies.agencies.staff())) throw reassigned;
  const location = await addressOfFile(dependencies, visitor.opened.dossier, request.parameters["file"]);
  if (location === null) throw unknownLink;
  await noteVisitor(dependencies, visitor, "file");
  return { body: {}, location };
};

/** What an official reads by a link is noted as what they read signed in. */
async function noteVisitor(dependencies: Dependencies, { member, opened }: Visitor, page: PageRead): Promise<void> {
  if (member) await noteReading(dependencies, member, opened.dossier.case.id, page);
}

export const cancelCase: RouteHandler = async (request, dependencies) => {
  const { nonce, note } = cancelRequest.parse(request.body());
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (opened?.link.kind !== "tracking") throw unknownLink;
  const known = knownDevice(dependencies, opened);
  if (!known) throw proofNeeded;
  checkNonce(dependencies, opened.link.hash, nonce);
  await withdraw(dependencies, opened.dossier, note, channels[known]);
  return { body: { cancelled: true } };
};

export const changeAsAsked: RouteHandler = async (request, dependencies) => {
  const { nonce, ...asked } = requesterChangeRequest.parse(request.body());
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (opened?.link.kind !== "tracking") throw unknownLink;
  if (!knownDevice(dependencies, opened)) throw proofNeeded;
  checkNonce(dependencies, opened.link.hash, nonce);
  const { number } = await changeAsRequester(dependencies, opened.dossier, asked);
  return { body: { number } };
};

/** By which an answer came, as the device was known. */
const channels = { fresh: "link-code", known: "link-device" } as const;

async function visitorOf(request: HttpRequest, dependencies: Dependencies): Promise<Visitor | null> {
  const opened = await openLink(dependencies, request.parameters["link"] ?? "", request.cookies);
  if (!opened?.task) return null;
  const id = staffIdOf(opened.link.person);
  const member = id === null ? null : await dependencies.agencies.activeMember(id);
  return {
    opened: { ...opened, task: opened.task },
    shared: isShared(dependencies.secrets, request.cookies),
    member,
    channel: await channelOf(request, dependencies, opened, member),
    browser: browserOf(dependencies.secrets, request.cookies),
  };
}

/** Whether the official of a link has left or is out of service, as of this moment. */
function isGone({ member, opened }: Visitor): boolean {
  return opened.link.person !== "requester" && !member;
}

/** How the visitor is known to be the addressee, or null. */
async function channelOf(
  request: HttpRequest,
  dependencies: Dependencies,
  opened: OpenedLink,
  member: StaffMember | null,
): Promise<Channel | null> {
  // Whoever is out of service has no device any more.
  const known = member || opened.link.person === "requester" ? knownDevice(dependencies, opened) : null;
  if (known) return channels[known];
  const claims = member && request.bearer ? await dependencies.sessions.claims(request.bearer) : null;
  const signedIn = claims && (await memberOf(claims, dependencies));
  return signedIn && signedIn.id === member?.id ? "link-session" : null;
}

async function decisionView(dependencies: Dependencies, visitor: Visitor, context: ViewContext): Promise<DecisionView> {
  const { dossier, link, task } = visitor.opened;
  const step = stepOfTask(dossier, task);
  const role = titleOf(context.settings, step.actor);
  if (task.answer && task.setAside === undefined) return decidedView(visitor, context);
  if (dossier.case.ending || task.setAside !== undefined) return expiredView(visitor, context);
  if (isGone(visitor) || !stillAddressed(visitor.opened, context.staff))
    return { page: "reassigned", case: task.caseId, role, to: passedTo(context, step.actor) };
  if (!visitor.channel) {
    const until = await lockedUntil(dependencies, visitor.opened, visitor.browser);
    if (until) return { page: "locked", until };
    const to = await addresseeOf(dependencies, visitor.opened);
    return {
      page: "proof",
      role,
      maskedEmail: to && maskedEmail(to.address),
      shared: visitor.shared,
      summary: {
        case: task.caseId,
        ...(visitor.opened.link.person === "requester"
          ? { state: questionIn(step, dossier, context), dueAt: answerableUntil(task) }
          : { state: step.state, dueAt: task.deadlineAt ?? task.dueAt }),
        subject: task.subject,
      },
    };
  }
  const { name, ...candidate } = candidateBehind(visitor);
  const choosable = await choosableNow(dependencies, dossier, task, candidate);
  const acting = ownOutcomes(dossier, task, choosable)[0]?.role ?? step.actor;
  const view = await taskView(dependencies, dossier, task, candidate, context);
  const { member } = visitor;
  return {
    page: "decide",
    task: member && contactsFor(member, dossier, context.staff) !== "shown" ? maskContacts(view, dossier) : view,
    person: {
      name: name || contactOf(dossier).name,
      role: actingTitle(context.settings, { role: acting, acting: actingIn(candidate.acting, acting) }),
    },
    nonce: makeNonce(dependencies, link.hash),
    states: asksWho(acting, visitor.channel),
  };
}

/** The title of whoever holds the post for another now; null where nobody does, and the task went another way. */
function passedTo({ settings, staff }: ViewContext, role: ActorId): Text | null {
  const acting = staff.filter(isActive).map((member) => actingIn(member.acting, role));
  const found = acting.find((each) => each !== undefined);
  return found ? actingTitle(settings, { acting: found, role }) : null;
}

function expiredView({ opened }: Visitor, { settings }: ViewContext): ExpiredView {
  const { dossier, link, task } = opened;
  const outside = { again: askedAgainBy(dossier), phone: settings.phone };
  return { page: "expired", case: task.caseId, task: task.id, ...(link.person === "requester" ? { outside } : {}) };
}

function decidedView(visitor: Visitor, context: ViewContext): DecisionView {
  const { channel, opened } = visitor;
  const { settings } = context;
  const { dossier, link, task } = opened;
  const { answer } = task;
  if (!answer || answer.channel === "system") return expiredView(visitor, context);
  const role = actingTitle(settings, answer);
  return {
    page: "decided",
    case: task.caseId,
    task: task.id,
    outcome: labelOf(dossier, stepOfTask(dossier, task), answer.outcome),
    by: channel && answer.name ? answer.name : role.id,
    role,
    decidedAt: answer.at,
    mine: channel !== null && answer.person === link.person,
  };
}

/** Whom a link is for, as somebody who may choose. */
function candidateBehind({ opened, member }: Visitor): Candidate & { name: string } {
  if (opened.link.person === "requester") return { ...requesterOf(opened.dossier), name: "" };
  if (!member) throw reassigned;
  return { ...candidateOf(member), name: member.name };
}

type ExpiredView = Extract<DecisionView, { page: "expired" }>;

function expiredMessage({ outside }: ExpiredView): Text {
  if (!outside)
    return {
      id: "Tautan ini sudah kedaluwarsa. Silakan masuk ke aplikasi atau minta tautan baru.",
      en: "This link has expired. Please sign in or ask for a new link.",
    };
  return outside.again
    ? {
        id: `Tautan ini sudah kedaluwarsa. Anda dapat mengajukan permohonan baru melalui formulir kami, atau menghubungi kami di ${outside.phone}.`,
        en: `This link has expired. You can ask anew with our form, or call us at ${outside.phone}.`,
      }
    : {
        id: `Tautan ini sudah kedaluwarsa. Hubungi kami di ${outside.phone}.`,
        en: `This link has expired. Call us at ${outside.phone}.`,
      };
}

const reassigned = new Refusal("forbidden", {
  id: "Tugas ini sudah dialihkan kepada petugas lain.",
  en: "This task was given to somebody else.",
});
