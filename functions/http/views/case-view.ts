import { serviceName } from "../../../statemachines/language/table.ts";
import { actorOf, findProcedure } from "../../../statemachines/language/registry.ts";
import type { CaseMailView, CaseRow, CaseView, CurrentRow } from "../../contract/staff.ts";
import type { CaseStatus } from "../../contract/shared.ts";
import type { TrackingView } from "../../contract/public.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { titleOf } from "../../domain/agency.ts";
import { agreementNumber } from "../../domain/case/agreement.ts";
import { filesOf } from "../../domain/form/attached-files.ts";
import { contactOf, subjectOf } from "../../domain/case/contact.ts";
import { openAsides, openTasks, procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import type { CaseItem, Dossier, MailItem } from "../../domain/case/records.ts";
import { privacyLine, shownItem } from "../../domain/personal-data/hidden.ts";
import type { RelatedCases } from "../../domain/case/related-cases.ts";
import { mailWords } from "../../domain/mail/render-mail.ts";
import { mailProblemText } from "../../domain/mail/delivery-failure.ts";
import { personOf } from "../../domain/case/records.ts";
import { steadOf, type Candidate } from "../../domain/task/permission.ts";
import { whatsAppMessage, whatsAppUrl } from "../../domain/mail/whatsapp.ts";
import { addressText, deniedAddressText } from "./address-view.ts";
import { agendaNumber, fileViews, requestFacts, statusLabels, summaryFacts, type ViewContext } from "./facts.ts";
import { relatedView } from "./related-view.ts";
import { saidEnding } from "../../domain/case/said-ending.ts";
import { isStopped } from "../../domain/execution/take-over.ts";
import { changeViews } from "./change-view.ts";
import { historyViews } from "./history-view.ts";
import { outsideView } from "./outside-view.ts";
import { taskRow } from "./task-view.ts";
import { timeView } from "./time-view.ts";
import { timeByUnit } from "./time-by-unit.ts";
import { caseOfUnknownTable } from "./unknown-table.ts";

/** Where a case stands, in the agency's words. */
export function statusOf(dossier: Dossier): CaseStatus {
  const ending = saidEnding(dossier);
  if (ending) return ending;
  if (isStopped(dossier.case)) return "GANGGUAN";
  const [task] = openTasks(dossier);
  const step = task && stepOfTask(dossier, task);
  if (step?.kind === "decision") return "MENUNGGU_PERSETUJUAN";
  if (step?.availableFrom) return "DIJADWALKAN";
  return step?.kind === "outside" ? "MENUNGGU_PIHAK_LUAR" : "DIPROSES";
}

/**
 * A case in a list.
 *
 * @param dossier null where it cannot be read whole
 * @param mayClose whether the reader may close a case that runs by a table that is known
 */
export function caseRow(
  item: CaseItem,
  dossier: Dossier | null,
  mayClose: (item: CaseItem) => boolean,
  context: ViewContext,
): CaseRow {
  const table = findProcedure(item.procedure, item.version);
  const status = dossier && table ? statusOf(dossier) : (item.ending ?? (isStopped(item) ? "GANGGUAN" : "DIPROSES"));
  return {
    case: item.id,
    ...(table ? { procedure: table.title, subject: subjectOf(shownItem(item)) } : caseOfUnknownTable(shownItem(item))),
    status,
    statusLabel: labelOfStatus(status),
    createdAt: item.createdAt,
    endedAt: item.endedAt ?? null,
    current: dossier && table ? currentRow(dossier, context) : null,
    mayClose: table !== undefined && item.ending === undefined && mayClose(item),
  };
}

/** The first row at which a case waits; what is to be done beside its flow is no place where it stands. */
function currentRow(dossier: Dossier, context: ViewContext): CurrentRow | null {
  const [task] = openTasks(dossier);
  if (!task || dossier.case.ending) return null;
  const step = stepOfTask(dossier, task);
  const { dueAt, status } = timeView(dossier, task, context);
  const names = context.staff.filter((member) => task.assignees.includes(personOf(member))).map(({ name }) => name);
  const actor = titleOf(context.settings, step.actor);
  return { state: step.state, number: step.number, actor, names, dueAt, late: status === "late" };
}

/**
 * @param reader as somebody who may answer, with the ids of the tasks that they may answer and of the changes they may make
 * @param show address of the page to pass on; null when the case has ended
 * @param related cases that this one names or is named by
 */
export function caseView(
  dossier: Dossier,
  reader: {
    candidate: Candidate;
    mine: Set<string>;
    mayChange: string[];
    renewable: boolean;
    contacts: CaseView["contacts"];
    guestBook: string | null;
  },
  show: string | null,
  related: RelatedCases,
  context: ViewContext,
): CaseView {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  const status = statusOf(dossier);
  const open = openTasks(dossier);
  const reached = new Set(dossier.tasks.filter((task) => !task.setAside).map((task) => task.step));
  const current = new Set(open.map((task) => task.step));
  return {
    case: item.id,
    procedure: { id: procedure.id, title: procedure.title, sop: procedure.sop, version: procedure.version },
    subject: subjectOf(item),
    status,
    statusLabel: labelOfStatus(status),
    told: isWithSomebody(dossier) && procedure.contact.email ? outsideView(dossier, context).headline : null,
    createdAt: item.createdAt,
    endedAt: item.endedAt ?? null,
    agendaNumber: agendaNumber(item),
    agreementNumber: agreementNumber(context.settings, item),
    related: related.read.map((other) => relatedView(other, dossier)),
    relatedOthers: related.others,
    relatedHidden: related.hidden,
    timeByUnit: timeByUnit(dossier, context),
    facts: requestFacts(dossier, context),
    files: fileViews(filesOf(dossier), context),
    history: historyViews(dossier, context),
    mails: dossier.mails.map((mail) => mailView(dossier, mail, show, context)),
    outside: isWithSomebody(dossier)
      ? {
          show: show === null ? null : linkToPassOn(dossier, show),
          revoked: item.showLinksRevoked ?? 0,
          address: addressText(dossier),
        }
      : null,
    steps: procedure.steps.map((step) => ({
      id: step.id,
      number: step.number,
      state: step.state,
      actor: titleOf(context.settings, step.actor),
      actorShort: actorOf(step.actor).short,
      standard: step.time,
      kind: step.kind,
      mark: current.has(step.id) ? "current" : reached.has(step.id) || step.kind === "entry" ? "done" : "ahead",
      outsideSop: step.outsideSop !== undefined,
    })),
    open: [...open, ...openAsides(dossier)].map((task) => ({
      ...taskRow(task, reader.mine.has(task.id), context, {
        reader: reader.candidate,
        stead: steadOf(task, reader.candidate),
      }),
      time: timeView(dossier, task, context),
    })),
    guestBook: reader.guestBook,
    renewable: reader.renewable,
    contacts: reader.contacts,
    changes: changeViews(dossier, context),
    privacy: privacyLine(item, context.settings.calendar.zone),
    mayChange: reader.mayChange,
    problem: (isStopped(item) ? item.problem : undefined) ?? deniedAddressText(dossier) ?? mailProblemText(dossier),
  };
}

/** What the requester sees under the private link. */
export function trackingView(
  dossier: Dossier,
  context: ViewContext,
  links: Pick<TrackingView, "address" | "answer" | "cancel" | "change" | "known" | "proof" | "survey">,
): TrackingView {
  const { case: item } = dossier;
  const procedure = procedureOfCase(item);
  return {
    case: item.id,
    language: item.language,
    title: serviceName(procedure),
    subject: subjectOf(item),
    status: statusOf(dossier),
    createdAt: item.createdAt,
    facts: summaryFacts(dossier, context),
    told: outsideView(dossier, context),
    letters: dossier.mails
      .filter((mail) => mail.to === "requester" && mail.body.heading)
      .reverse()
      .map((mail) => ({ title: mail.subject, sentAt: mail.sentAt ?? mail.createdAt, text: mailWords(mail.body) })),
    ...links,
  };
}

function mailView(dossier: Dossier, mail: MailItem, show: string | null, context: ViewContext): CaseMailView {
  const { phone } = contactOf(dossier);
  const passedOn = mail.to === "requester" && isWithSomebody(dossier) && (phone !== "" || mail.state === "by-hand");
  return {
    id: mail.id,
    subject: mail.subject,
    to: recipientName(dossier, mail.to, context),
    state: mail.state,
    at: mail.sentAt ?? mail.notBefore ?? mail.createdAt,
    addresses: [...new Set((mail.deliveries ?? []).map(({ address }) => address))],
    text: mailWords(mail.body),
    whatsApp: passedOn ? whatsAppMessage(mail, phone, show) : null,
  };
}

/** Nobody, where a case was opened by the calendar and names nobody. */
function isWithSomebody(dossier: Dossier): boolean {
  return Object.values(contactOf(dossier)).some((each) => each !== "");
}

function linkToPassOn(dossier: Dossier, url: string): NonNullable<NonNullable<CaseView["outside"]>["show"]> {
  const { case: item } = dossier;
  const title = serviceName(procedureOfCase(item));
  const opening: Text = {
    id: `Perkembangan ${title.id} (${item.id}) dapat dilihat di:`,
    en: `You can follow ${title.en} (${item.id}) at:`,
  };
  const text = `${opening[item.language]}\n\n${url}`;
  return { url, whatsApp: { text, url: whatsAppUrl(contactOf(dossier).phone, text) } };
}

function labelOfStatus(status: CaseStatus): CaseRow["statusLabel"] {
  return statusLabels[status] ?? { id: status, en: status };
}

function recipientName(dossier: Dossier, person: string, { staff }: ViewContext): string {
  if (person === "requester") return contactOf(dossier).name;
  return staff.find((member) => personOf(member) === person)?.name ?? person;
}
