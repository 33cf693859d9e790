/** The settings, for whoever looks after the service: section by section, and the holidays as a file. */
import {
  wordsOfLetter,
  type LetterTemplate,
  letterTemplates,
} from "../../../statemachines/language/letter-templates.ts";
import { letterTitles, letterWords } from "../../../statemachines/language/letter-words.ts";
import { settingsRequest, tableRequest } from "../../contract/requests.ts";
import type { HolidaysRead, SettingsIndex, SettingsSectionView } from "../../contract/administration.ts";
import { openProblems } from "../../domain/administration/open-problems.ts";
import { holidaysCsv, holidaysInWords, readHolidaysCsv } from "../../domain/administration/holidays.ts";
import { formField, holidayRows } from "../../domain/administration/settings-form.ts";
import {
  fieldsNow,
  saveSection,
  sectionNamed,
  sectionRevision,
  sectionValues,
  type SettingsDesk,
} from "../../domain/administration/settings-desk.ts";
import { settingsSections, type SettingsSection } from "../../domain/administration/settings-sections.ts";
import { dayAt } from "../../domain/people/presence.ts";
import { plainContext } from "../../domain/form/form-context.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { administratorOf } from "../administrators.ts";
import { exportView } from "../views/export-view.ts";

export const showSections: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  const { agencies, clock } = dependencies;
  const problems = openProblems(await agencies.settings(), await agencies.staff(), clock.now());
  const body: SettingsIndex = { problems, sections: settingsSections().map(({ id, title }) => ({ id, title })) };
  return { body };
};

export const showSection: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  return { body: await sectionView(dependencies, sectionNamed(idIn(request))) };
};

export const saveSettings: RouteHandler = async (request, dependencies) => {
  const administrator = await administratorOf(request, dependencies);
  const section = sectionNamed(idIn(request));
  await saveSection(dependencies, administrator, section, settingsRequest.parse(request.body()));
  return { body: await sectionView(dependencies, section) };
};

/** As a file for spreadsheets. */
export const exportHolidays: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  const { settings } = await dependencies.administration.settings();
  const bytes = new TextEncoder().encode(holidaysCsv(settings.calendar.holidays));
  return { body: exportView("hari-libur", "csv", bytes) };
};

/** What a file would change; nothing is stored before the section is. */
export const readHolidays: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  const { content } = tableRequest.parse(request.body());
  const read = readHolidaysCsv(Buffer.from(content, "base64"));
  if (!read.ok) return { body: { ok: false, problems: read.problems } satisfies HolidaysRead };
  const { holidays } = read;
  const { settings } = await dependencies.administration.settings();
  const now = settings.calendar.holidays;
  const body: HolidaysRead = {
    ok: true,
    rows: holidayRows(holidays),
    added: holidaysInWords(holidays, now),
    removed: holidaysInWords(now, holidays),
  };
  return { body };
};

const idIn = ({ parameters }: HttpRequest): string => parameters["section"] ?? "";

async function sectionView(dependencies: SettingsDesk, section: SettingsSection): Promise<SettingsSectionView> {
  const { settings } = await dependencies.administration.settings();
  const fields = fieldsNow(settings, section);
  const { id, lead = null, title } = section;
  return {
    id,
    title,
    lead,
    revision: sectionRevision(dependencies, settings, section),
    form: {
      fields: fields.map((field) => formField(field, settings)),
      context: plainContext(settings, dependencies.clock.now()),
    },
    values: sectionValues(settings, section, dayAt(settings, dependencies.clock.now())),
    asFile: fields.some(({ kind }) => kind === "holidays"),
    letters: letterTemplates()
      .map(letterSample)
      .filter(({ field }) => fields.some(({ key }) => key.startsWith(field))),
  };
}

function letterSample(template: LetterTemplate): SettingsSectionView["letters"][number] {
  const { letter } = template;
  const samples = wordsOfLetter(template).map((name) => [name, letterWords[name]?.sample ?? ""] as const);
  return {
    field: `letterTexts.${letter}.`,
    title: letterTitles[letter] ?? { id: letter, en: letter },
    samples: Object.fromEntries(samples),
  };
}
