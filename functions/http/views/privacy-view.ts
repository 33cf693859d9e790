/** Records of requests about personal data and of breaches, as their pages show them. */
import { isArchive, retention, retentionClasses } from "../../../statemachines/language/retention.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type {
  IncidentListView,
  IncidentView,
  FoundView,
  PrivacyCaseView,
  PrivacyEntryView,
  PrivacyRequestRow,
  PrivacyRequestView,
} from "../../contract/personal-data.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { procedureOfCase } from "../../domain/case/case-file.ts";
import { subjectOf } from "../../domain/case/contact.ts";
import type { CaseItem, Dossier } from "../../domain/case/records.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { plainContext } from "../../domain/form/form-context.ts";
import { asDossier } from "../../domain/intake/unconfirmed.ts";
import { archived } from "../../domain/personal-data/ask-erasure.ts";
import type { Hit } from "../../domain/personal-data/find-person.ts";
import { privacyLine, shownItem } from "../../domain/personal-data/hidden.ts";
import { possibleWithdrawal } from "../../domain/task/withdraw.ts";
import { breachNotice } from "../../domain/personal-data/breach-notice.ts";
import { incidentFields, requestFields } from "../../domain/personal-data/record-forms.ts";
import {
  entryTitles,
  isOverdue,
  requestKinds,
  type Incident,
  type PrivacyEntry,
  type PrivacyRequest,
} from "../../domain/personal-data/records.ts";
import { statusLabels, type ViewContext } from "./facts.ts";

export function requestRow(record: PrivacyRequest, now: number): PrivacyRequestRow {
  const { asker, kind, number, receivedAt } = record;
  return { number, kind: requestKinds[kind], asker: asker?.name ?? null, receivedAt, ...endOf(record, now) };
}

/** @param cases that it is about */
export function privacyRequestView(record: PrivacyRequest, cases: PrivacyCaseView[], now: number): PrivacyRequestView {
  const { asker = null, change, kind, number, receivedAt, recognised, words } = record;
  return {
    ...{ number, asker, recognised, words, receivedAt, ...endOf(record, now) },
    kind: { id: kind, title: requestKinds[kind] },
    channel: channelTitle(record),
    seen: change,
    entries: record.entries.map(entryView),
    cases,
    classes: retentionClasses.map((each) => ({
      id: each,
      title: retention[each].title,
      why: isArchive(each) ? archived.text : null,
    })),
  };
}

/** @param correct way of changing it by which the reader may correct personal data */
export function privacyCaseView(
  dossier: Dossier,
  correct: string | null,
  { settings }: Pick<ViewContext, "settings">,
): PrivacyCaseView {
  const { case: item } = dossier;
  const { erasures = [], erasuresDone = 0 } = item;
  return {
    case: item.id,
    ...caseHead(item, settings),
    blocked: item.blocked !== undefined,
    erased: erasures.map(({ at, class: each }, index) => ({
      title: retention[each].title,
      at,
      done: index < erasuresDone,
    })),
    endsByWithdrawal: possibleWithdrawal(dossier) !== null,
    correct,
  };
}

/** Who was found, and where. */
export function hitView(hit: Hit, settings: AgencySettings): FoundView["hits"][number] {
  const { where } = hit;
  if ("case" in hit) return { case: hit.case.id, where, ...caseHead(hit.case, settings) };
  const { case: item } = asDossier(hit.waiting);
  return { case: null, where, ...caseHead(item, settings), statusLabel: waitsForCall };
}

function caseHead(item: CaseItem, settings: AgencySettings) {
  const status = item.ending ?? "DIPROSES";
  return {
    procedure: procedureOfCase(item).title,
    subject: subjectOf(shownItem(item)),
    createdAt: item.createdAt,
    endedAt: item.endedAt ?? null,
    statusLabel: statusLabels[status] ?? { id: status, en: status },
    privacy: privacyLine(item, settings.calendar.zone),
  };
}

const waitsForCall: Text = { id: "Belum terkonfirmasi", en: "Not confirmed yet" };

export function incidentRow(record: Incident, now: number): IncidentListView["incidents"][number] {
  const { facts, foundAt, number } = record;
  const { happened } = facts;
  return { number, happened: typeof happened === "string" ? happened : "", foundAt, ...endOf(record, now) };
}

export function incidentView(record: Incident, settings: AgencySettings, now: number): IncidentView {
  const { change, facts, foundAt, number } = record;
  return {
    ...{ number, foundAt, ...endOf(record, now) },
    seen: change,
    entries: record.entries.map(entryView),
    form: { fields: incidentFields, context: plainContext(settings, now) },
    values: facts,
    notice: breachNotice(record, settings),
  };
}

function endOf(
  record: PrivacyRequest | Incident,
  now: number,
): { dueAt: string; overdue: boolean; closedAt: string | null } {
  return { dueAt: record.dueAt, overdue: isOverdue(record, isoInstant(now)), closedAt: record.closedAt ?? null };
}

function entryView({ at, did, name, words }: PrivacyEntry): PrivacyEntryView {
  return { at, name, title: entryTitles[did], words };
}

function channelTitle({ channel }: PrivacyRequest): Text {
  const options = requestFields.find(({ name }) => name === "channel")?.options ?? [];
  return options.find(({ value }) => value === channel)?.label ?? byTracking;
}

const byTracking: Text = { id: "Halaman pelacakan", en: "Tracking page" };
