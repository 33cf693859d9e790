import { actors } from "../../../statemachines/actors.ts";
import type { CaseRow, CaseStatus, CaseView, TrackingView } from "../../contract.ts";
import { titleOf } from "../../domain/agency.ts";
import { filesOf } from "../../domain/attached-files.ts";
import {
  contactOf,
  openTasks,
  procedureOfCase,
  requestText,
  stepOfTask,
  type CaseItem,
  type Dossier,
} from "../../domain/dossier.ts";
import { mailWords } from "../../domain/mail-content.ts";
import { mailProblemText } from "../../domain/mail-problem.ts";
import { personOf } from "../../domain/permission.ts";
import { agendaNumber, fileViews, requestFacts, statusLabels, summaryFacts, type ViewContext } from "./facts.ts";
import { historyViews, taskRow, timeView } from "./task-view.ts";

/** Where a case stands, in the agency's words. */
function statusOf(dossier: Dossier): CaseStatus {
  if (dossier.case.ending) return dossier.case.ending;
  if (dossier.case.problem) return "GANGGUAN";
  const [task] = openTasks(dossier);
  const step = task && stepOfTask(dossier, task);
  if (step?.kind === "decision") return "MENUNGGU_PERSETUJUAN";
  if (step?.availableFrom) return "DIJADWALKAN";
  return step?.kind === "outside" ? "MENUNGGU_PIHAK_LUAR" : "DIPROSES";
}

/** A case in a list, from its item alone; what it waits for is on its page. */
export function caseRow(item: CaseItem): CaseRow {
  const procedure = procedureOfCase(item);
  const status: CaseStatus = item.ending ?? (item.problem ? "GANGGUAN" : "DIPROSES");
  return {
    case: item.id,
    procedure: procedure.title,
    subject: requestText(item, procedure.contact.subject),
    status,
    statusLabel: labelOfStatus(status),
    createdAt: item.createdAt,
    endedAt: item.endedAt ?? null,
    current: null,
  };
}

export function caseView(dossier: Dossier, mine: (task: string) => boolean, context: ViewContext): CaseView {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const status = statusOf(dossier);
  const open = openTasks(dossier);
  const reached = new Set(dossier.tasks.map((task) => task.step));
  const current = new Set(open.map((task) => task.step));
  return {
    case: item.id,
    procedure: { id: procedure.id, title: procedure.title, sop: procedure.sop, version: procedure.version },
    subject: requestText(item, procedure.contact.subject),
    status,
    statusLabel: labelOfStatus(status),
    createdAt: item.createdAt,
    endedAt: item.endedAt ?? null,
    agendaNumber: agendaNumber(item),
    facts: requestFacts(dossier, context),
    files: fileViews(filesOf(dossier), context),
    history: historyViews(dossier, context),
    mails: dossier.mails.map((mail) => ({
      id: mail.id,
      subject: mail.subject,
      to: recipientName(dossier, mail.to, context),
      state: mail.state,
      at: mail.sentAt ?? mail.createdAt,
      text: mailWords(mail.body),
    })),
    steps: procedure.steps.map((step) => ({
      id: step.id,
      number: step.number,
      state: step.state,
      actor: titleOf(context.settings, step.actor),
      actorShort: actors[step.actor].short,
      standard: step.time,
      kind: step.kind,
      mark: current.has(step.id) ? "current" : reached.has(step.id) || step.kind === "entry" ? "done" : "ahead",
      outsideSop: step.outsideSop !== undefined,
    })),
    open: open.map((task) => ({ ...taskRow(task, mine(task.id), context), time: timeView(dossier, task, context) })),
    problem: item.problem ?? mailProblemText(item),
  };
}

/** What the requester sees under the private link. */
export function trackingView(
  dossier: Dossier,
  context: ViewContext,
  doors: Pick<TrackingView, "answer" | "cancel">,
): TrackingView {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const status = statusOf(dossier);
  const [open] = openTasks(dossier);
  const step = open && stepOfTask(dossier, open);
  return {
    case: item.id,
    title: procedure.title,
    subject: requestText(item, procedure.contact.subject),
    status,
    statusLabel: labelOfStatus(status),
    createdAt: item.createdAt,
    facts: summaryFacts(dossier, context),
    history: historyViews(dossier, context).map((each) => ({ ...each, note: null, facts: [], files: [] })),
    waitingFor: step ? titleOf(context.settings, step.actor) : null,
    dueAt: open?.deadlineAt ?? open?.dueAt ?? null,
    letters: dossier.mails
      .filter((mail) => mail.to === "requester" && mail.body.heading)
      .reverse()
      .map((mail) => ({ title: mail.subject, sentAt: mail.sentAt ?? mail.createdAt, text: mailWords(mail.body) })),
    ...doors,
  };
}

function labelOfStatus(status: CaseStatus): CaseRow["statusLabel"] {
  return statusLabels[status] ?? { id: status, en: status };
}

function recipientName(dossier: Dossier, person: string, { staff }: ViewContext): string {
  if (person === "requester") return contactOf(dossier).name;
  return staff.find((member) => personOf(member) === person)?.name ?? person;
}
