/** Records of requests about personal data and of breaches, as their pages show them. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type {
  IncidentListView,
  IncidentView,
  PrivacyEntryView,
  PrivacyRequestRow,
  PrivacyRequestView,
} from "../../contract/personal-data.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { isoInstant } from "../../domain/calendar/instants.ts";
import { plainContext } from "../../domain/form/form-context.ts";
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

export function requestRow(record: PrivacyRequest, now: number): PrivacyRequestRow {
  const { asker, kind, number, receivedAt } = record;
  return { number, kind: requestKinds[kind], asker: asker?.name ?? null, receivedAt, ...endOf(record, now) };
}

export function privacyRequestView(record: PrivacyRequest, now: number): PrivacyRequestView {
  const { asker = null, change, kind, number, receivedAt, recognised, words } = record;
  return {
    ...{ number, asker, recognised, words, receivedAt, ...endOf(record, now) },
    kind: { id: kind, title: requestKinds[kind] },
    channel: channelTitle(record),
    seen: change,
    entries: record.entries.map(entryView),
  };
}

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
