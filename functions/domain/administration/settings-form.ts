/** A section of the settings as a form: its fields, what stands in them, and what was typed as settings again. */
import type { Field, Option, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, Room } from "../agency.ts";
import type { Holiday, RamadanPeriod, WeeklyHours } from "../calendar/calendar.ts";
import { inOrder, kindNames } from "./holidays.ts";
import { insideRoles, shortName } from "./roles.ts";
import { shownSetting, typedValue, valueAt } from "./settings-fields.ts";
import type { SectionField } from "./settings-sections.ts";

/** Nothing is set, as one of the choices. */
const asUsual = "usual";
const usual: Text = { id: "seperti lazimnya", en: "as usual" };

/** A row of a list with columns. */
export type Row = Record<string, unknown>;

export function formField(field: SectionField, settings: AgencySettings): Field {
  const { english, key, kind, label, under } = field;
  const hint = hintOf(field, settings);
  const section = under ? { section: under } : {};
  const shown = { name: key, label: { id: label, en: english ?? label }, ...(hint ? { hint } : {}), ...section };
  const required = field.empty === undefined;
  const options = optionsOf(field);
  if (kind === "holidays") return { ...shown, kind: "rows", max: 400, columns: holidayColumns };
  if (kind === "rooms") return { ...shown, kind: "rows", max: 20, columns: roomColumns };
  if (kind === "ramadan") return { ...shown, kind: "rows", max: 20, columns: ramadanColumns };
  if (options) return { ...shown, kind: "choice", options, required };
  if (key === "calendar.goLive") return { ...shown, kind: "date" };
  if (kind === "prose") return { ...shown, kind: "long-text", max: field.max ?? 2000, required };
  return { ...shown, kind: key === "complaints" || key === "districts" ? "long-text" : "text", max: 2000, required };
}

/** With the words that are read where nothing is written. */
function hintOf({ hint, usual }: SectionField, settings: AgencySettings): Text | undefined {
  if (!usual) return hint;
  const now = usual(settings);
  const [id, en] = now === "" ? ["tidak ada", "nothing"] : [`"${now}"`, `"${now}"`];
  return text(`${hint?.id ?? ""} Bila kosong: ${id}`.trim(), `${hint?.en ?? ""} Where empty: ${en}`.trim());
}

/** What stands in a field of the form. @param from the first day (YYYY-MM-DD) of which holidays are listed; all where absent */
export function formValue(
  settings: AgencySettings,
  { begins = "", key, kind, label }: SectionField,
  from = "",
): unknown {
  if (kind === "holidays") return holidayRows((valueAt(settings, key) as Holiday[]).filter(({ date }) => date >= from));
  if (kind === "ramadan") return ((valueAt(settings, key) ?? []) as RamadanPeriod[]).map(ramadanRow);
  if (kind === "rooms")
    return ((valueAt(settings, key) ?? []) as Room[]).map(({ capacity, name }) => ({ name, capacity }));
  const shown = shownSetting({ key, kind, label }, settings);
  return shown === "" ? (kind === "yes-no" ? asUsual : begins) : shown;
}

/**
 * What was typed in a field, as the settings hold it; what it may be is for `checkSettings`. Undefined takes it away.
 *
 * @param before the settings so far, of which holidays before `from` stay
 */
export function typedIn(
  { begins, key, kind, label, empty }: SectionField,
  typed: unknown = "",
  { before, from }: { before: AgencySettings; from: string },
): unknown {
  if (kind === "holidays") {
    const rows = rowsIn(typed).map(holidayIn);
    const isTyped = new Set(rows.map(({ date, kind: each }) => `${String(date)} ${String(each)}`));
    const past = (valueAt(before, key) as Holiday[]).filter(({ date }) => date < from);
    // What is typed comes first, so that its place in the list is its row.
    return [...rows, ...past.filter(({ date, kind: each }) => !isTyped.has(`${date} ${each}`))];
  }
  if (kind === "ramadan") {
    const periods = rowsIn(typed).map(ramadanIn);
    return periods.length === 0 ? undefined : periods;
  }
  if (kind === "rooms") {
    const rooms = rowsIn(typed).map(roomIn);
    return rooms.length === 0 ? undefined : rooms;
  }
  if (typeof typed !== "string") return typed;
  if (typed === asUsual && kind === "yes-no") return undefined;
  const value = typedValue({ key, kind, label, ...(empty ? { empty } : {}) }, typed);
  return begins !== undefined && value === begins ? undefined : value;
}

/** Holidays as rows of the form, in the order of days. */
export function holidayRows(holidays: Holiday[]): Row[] {
  return inOrder(holidays).map(({ date, estimated, kind, name }) => ({
    date,
    name,
    kind,
    estimated: estimated ? "yes" : "",
  }));
}

function holidayIn({ date, estimated, kind, name }: Row): Row {
  return { date, name, kind, ...(estimated === "yes" ? { estimated: true } : {}) };
}

/** Which day books they have is found out of the rooms so far. */
function roomIn({ capacity, name }: Row): Row {
  const isWhole = typeof capacity === "string" && /^\d+$/.test(capacity.trim());
  return { name: typeof name === "string" ? name.trim() : name, capacity: isWhole ? Number(capacity) : capacity };
}

/** "Aula (120), Balai (40)" */
export function roomsInWords(rooms: Room[]): string {
  return rooms.map(({ capacity, name }) => `${name} (${capacity})`).join(", ");
}

function rowsIn(typed: unknown): Row[] {
  const isRow = (row: unknown): row is Row => typeof row === "object" && row !== null && !Array.isArray(row);
  if (!Array.isArray(typed)) return [];
  return typed.filter(isRow).filter((row) => Object.values(row).some((cell) => cell !== "" && cell !== undefined));
}

const text = (id: string, en: string): Text => ({ id, en });

const holidayColumns: Field[] = [
  { name: "date", label: text("Tanggal", "Day"), kind: "date", required: true },
  { name: "name", label: text("Nama", "Name"), kind: "text", required: true, max: 120 },
  {
    name: "kind",
    label: text("Jenis", "Kind"),
    kind: "choice",
    required: true,
    options: [
      { value: "national", label: text(kindNames.national, "national holiday") },
      { value: "joint-leave", label: text(kindNames["joint-leave"], "joint leave") },
      { value: "local", label: text(kindNames.local, "local holiday, closed") },
    ],
  },
  {
    name: "estimated",
    label: text("Perkiraan", "Estimate"),
    kind: "choice",
    options: [{ value: "yes", label: text("perkiraan", "estimate") }],
  },
];

const roomColumns: Field[] = [
  { name: "name", label: text("Nama", "Name"), kind: "text", required: true, max: 100 },
  { name: "capacity", label: text("Daya tampung", "Holds"), kind: "number", required: true, min: 1, max: 100_000 },
];

/** Weekdays that have the same hours in Ramadan, by the column in which they are typed. */
const parts = { weekdays: ["1", "2", "3", "4"], friday: ["5"], saturday: ["6"], sunday: ["7"] } as const;
const partNames: Record<keyof typeof parts, Text> = {
  weekdays: text("Senin-Kamis", "Monday to Thursday"),
  friday: text("Jumat", "Friday"),
  saturday: text("Sabtu", "Saturday"),
  sunday: text("Minggu", "Sunday"),
};
const hoursOf = { office: text("Jam kerja", "Office"), service: text("Jam layanan", "Service") };

type Hours = keyof typeof hoursOf;
const columnOf = (hours: Hours, part: string): string => `${hours}-${part}`;
const eachPart = Object.keys(parts) as (keyof typeof parts)[];

const ramadanColumns: Field[] = [
  { name: "from", label: text("Mulai", "From"), kind: "date", required: true },
  { name: "to", label: text("Sampai", "Until"), kind: "date", required: true },
  ...(["office", "service"] as const).flatMap((hours) =>
    eachPart.map((part): Field => ({
      name: columnOf(hours, part),
      label: text(`${hoursOf[hours].id}, ${partNames[part].id}`, `${hoursOf[hours].en}, ${partNames[part].en}`),
      kind: "text",
      max: 80,
    })),
  ),
];

/** Whether every period has the same hours from Monday to Thursday, so that a row can hold it. */
export function fitsRows(periods: RamadanPeriod[] = []): boolean {
  const same = (hours: WeeklyHours): boolean =>
    ([1, 2, 3, 4] as const).every((day) => JSON.stringify(hours[day] ?? []) === JSON.stringify(hours[1] ?? []));
  return periods.every(({ officeHours, serviceHours }) => same(officeHours) && (!serviceHours || same(serviceHours)));
}

function ramadanRow({ from, officeHours, serviceHours = {}, to }: RamadanPeriod): Row {
  const cells = (hours: Hours, weekly: WeeklyHours): Row =>
    Object.fromEntries(eachPart.map((part) => [columnOf(hours, part), shownHours(weekly, parts[part][0])] as const));
  return { from, to, ...cells("office", officeHours), ...cells("service", serviceHours) };
}

/** The value of a choice as people read it. */
export function usualInWords(value: string): string {
  return value === asUsual ? usual.id : value;
}

/** Periods with their hours, of each day where they differ within what a row holds. */
export function ramadanInWords(periods: RamadanPeriod[]): string {
  return periods
    .map((period) => {
      const { from, to, ...cells } = fitsRows([period]) ? ramadanRow(period) : dayByDay(period);
      return `${String(from)}-${String(to)}: ${Object.values(cells).filter(Boolean).join(" / ")}`;
    })
    .join("; ");
}

function dayByDay({ from, officeHours, serviceHours, to }: RamadanPeriod): Row {
  const days = Object.values(parts).flat();
  const cells = (hours: Hours, weekly: WeeklyHours = {}): Row =>
    Object.fromEntries(days.map((day) => [columnOf(hours, day), shownHours(weekly, day) || "-"]));
  return { from, to, ...cells("office", officeHours), ...(serviceHours ? cells("service", serviceHours) : {}) };
}

const asHours = { key: "hours", label: "", kind: "hours" } as const;

function shownHours(weekly: WeeklyHours, day: string): string {
  return shownSetting({ ...asHours, key: day }, weekly);
}

function ramadanIn(row: Row): unknown {
  const weekly = (hours: Hours): Record<string, unknown> =>
    Object.fromEntries(
      eachPart.flatMap((part) => {
        const typed = row[columnOf(hours, part)];
        const pairs = typeof typed === "string" ? typedValue(asHours, typed) : [];
        return Array.isArray(pairs) && pairs.length > 0 ? parts[part].map((day) => [day, pairs] as const) : [];
      }),
    );
  const service = weekly("service");
  return {
    from: row["from"],
    to: row["to"],
    officeHours: weekly("office"),
    ...(Object.keys(service).length > 0 ? { serviceHours: service } : {}),
  };
}

function optionsOf({ empty, kind }: SectionField): Option[] | null {
  if (kind === "yes-no")
    return [
      ...(empty ? [{ value: asUsual, label: usual }] : []),
      { value: "ya", label: text("ya", "yes") },
      { value: "tidak", label: text("tidak", "no") },
    ];
  if (kind === "zone")
    return [
      { value: "Asia/Jakarta", label: text("WIB", "WIB") },
      { value: "Asia/Makassar", label: text("WITA", "WITA") },
      { value: "Asia/Jayapura", label: text("WIT", "WIT") },
    ];
  if (kind === "role")
    return insideRoles.map((role) => ({ value: shortName(role), label: text(shortName(role), role) }));
  return null;
}
