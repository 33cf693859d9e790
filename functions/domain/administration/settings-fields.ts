/** The settings of an agency as people name them: what each is called, how its value is typed. */
import type { AgencySettings } from "../agency.ts";
import { roleNamed, shortName } from "./roles.ts";

export type FieldKind =
  | "text"
  /** Plain text with line breaks. */
  | "prose"
  | "number"
  | "yes-no"
  | "list"
  | "zone"
  | "role"
  /** Opening and closing times of a weekday: "07:30-12:00, 13:00-16:00". */
  | "hours"
  /** A number of days, or "selamanya". */
  | "days"
  | "json";

export interface SettingsField {
  /** Path into the settings, such as `room.capacity`. */
  key: string;
  label: string;
  kind: FieldKind;
  /** May be left out: an empty value takes it away, or stands for null. */
  empty?: "left out" | "null" | "[]";
}

export const settingsFields: readonly SettingsField[] = [
  { key: "government", label: "Pemerintah daerah", kind: "text" },
  { key: "name", label: "Nama dinas", kind: "text" },
  { key: "regency", label: "Nama daerah saja", kind: "text" },
  { key: "town", label: "Kota di depan tanggal surat", kind: "text" },
  { key: "mark", label: "Huruf pada kop", kind: "text" },
  { key: "accent.light", label: "Warna, layar terang", kind: "text" },
  { key: "accent.dark", label: "Warna, layar gelap", kind: "text" },
  { key: "address", label: "Alamat", kind: "text" },
  { key: "phone", label: "Telepon", kind: "text" },
  { key: "email", label: "Email dinas", kind: "text" },
  { key: "privacyEmail", label: "Email urusan data pribadi", kind: "text" },
  { key: "complaints", label: "Cara mengadu", kind: "text" },
  { key: "calendar.zone", label: "Zona waktu (WIB, WITA, WIT)", kind: "zone" },
  { key: "calendar.goLive", label: "Mulai dipakai (TTTT-BB-HH)", kind: "text", empty: "left out" },
  { key: "calendar", label: "Jam kerja, jam layanan, libur", kind: "json" },
  { key: "districts", label: "Kecamatan", kind: "list" },
  { key: "vehicles", label: "Nomor polisi mobil keliling", kind: "list", empty: "[]" },
  { key: "room.name", label: "Ruang kunjungan", kind: "text" },
  { key: "room.capacity", label: "Daya tampung ruang", kind: "number" },
  { key: "otherRooms", label: "Ruang lain", kind: "json", empty: "left out" },
  { key: "catalogueUrl", label: "Alamat katalog (OPAC)", kind: "text", empty: "left out" },
  { key: "arriveEarlyMinutes", label: "Datang lebih awal (menit)", kind: "number" },
  { key: "replyWithinWorkingDays", label: "Balasan dalam (hari kerja)", kind: "number" },
  { key: "checkMailDomain", label: "Periksa domain email pemohon", kind: "yes-no" },
  { key: "unconfirmedDays", label: "Permohonan tanpa email hilang sesudah (hari)", kind: "number", empty: "left out" },
  { key: "titles", label: "Sebutan jabatan sendiri", kind: "json" },
  { key: "agreementNumbers", label: "Nomor perjanjian", kind: "json", empty: "left out" },
  { key: "letterNumbers", label: "Nomor surat keluar", kind: "json", empty: "left out" },
  { key: "letterTexts", label: "Naskah surat", kind: "json", empty: "left out" },
  {
    key: "divisionHeadMoves",
    label: "Jadwal yang disetujui hanya dipindahkan Kabid",
    kind: "yes-no",
    empty: "left out",
  },
  {
    key: "replacedMayDecide",
    label: "Pejabat yang digantikan (Plh./Plt.) tetap boleh memutuskan",
    kind: "yes-no",
    empty: "left out",
  },
  { key: "retentionDays", label: "Masa simpan data dan surat (hari)", kind: "json", empty: "left out" },
  { key: "readingLogDays", label: "Catatan siapa yang melihat (hari)", kind: "number", empty: "left out" },
  { key: "privacyHours", label: "Permintaan data pribadi dijawab dalam (jam)", kind: "number", empty: "left out" },
  { key: "privacyRecordDays", label: "Nama peminta data pribadi disimpan (hari)", kind: "number", empty: "left out" },
  { key: "surveyPublishedFrom", label: "Survei diumumkan mulai (jawaban)", kind: "number", empty: "left out" },
  {
    key: "facilitiesBeforeComplaints",
    label: "Survei: sarana (U8) sebelum pengaduan (U9)",
    kind: "yes-no",
    empty: "left out",
  },
  { key: "mobileLibrary", label: "Perpustakaan keliling", kind: "json", empty: "left out" },
  { key: "texts", label: "Teks persetujuan dan halaman", kind: "json", empty: "left out" },
  { key: "signatory.role", label: "Penanda tangan surat", kind: "role" },
  { key: "signatory.onBehalfOf", label: "Atas nama (a.n.)", kind: "text", empty: "null" },
];

/** Parts that may be empty; others are not there when nothing of them is. */
const alwaysThere = ["titles", "officeHours", "serviceHours"];

const zones = new Map(Object.entries({ wib: "Asia/Jakarta", wita: "Asia/Makassar", wit: "Asia/Jayapura" }));
const truths = new Map(Object.entries({ ya: true, y: true, true: true, tidak: false, t: false, false: false }));

/**
 * The value that somebody typed; what it may be is for `checkSettings`.
 *
 * @throws SyntaxError where JSON was to be typed and was not
 */
export function typedValue({ kind, empty }: SettingsField, typed: string): unknown {
  const text = typed.trim();
  if (text === "" && empty) return { "left out": undefined, null: null, "[]": [] }[empty];
  switch (kind) {
    case "number":
      return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : text;
    case "yes-no":
      return truths.get(text.toLowerCase()) ?? text;
    case "list":
      return text.split(/[,;]/).flatMap((part) => part.trim() || []);
    case "zone":
      return zones.get(text.toLowerCase()) ?? text;
    case "role":
      return roleNamed(text) ?? text;
    case "hours":
      return hoursTyped(text);
    case "days":
      return /^(selamanya|for ever|null)$/i.test(text) ? null : /^\d+$/.test(text) ? Number(text) : text;
    case "json":
      return JSON.parse(text);
    case "prose":
      return text.replace(/\r\n?/g, "\n");
    case "text":
      return text;
  }
}

/** "07.30 - 12.00, 13:00-16:00" -> pairs; what is none is told by the check, as it was written. */
function hoursTyped(text: string): unknown[] {
  const parts = text.split(/[,;]/).flatMap((part) => part.trim() || []);
  return parts.map((part) => {
    const [opens = "", closes = "", ...more] = part.split(/\s*(?:-|–|—|s\.?d\.?)\s*/u);
    return more.length > 0 ? part : [timeTyped(opens), timeTyped(closes)];
  });
}

/** "7.30" -> "07:30" */
function timeTyped(text: string): string {
  const [, hour = "", minute = ""] = /^(\d{1,2})[.:](\d{2})$/.exec(text.trim()) ?? [];
  return hour === "" ? text.trim() : `${hour.padStart(2, "0")}:${minute}`;
}

/** The value at a path; undefined where there is none. */
export function valueAt(settings: object, key: string): unknown {
  return key.split(".").reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), settings);
}

/** The settings with another value at a path; undefined takes it away. Not checked yet. */
export function withValue(settings: object, key: string, value: unknown): Partial<AgencySettings> {
  const [first = "", ...rest] = key.split(".");
  const own: Record<string, unknown> = { ...settings };
  const inner = isObject(own[first]) ? own[first] : {};
  const whole = rest.length > 0 ? withValue(inner, rest.join("."), value) : value;
  const isGone =
    value === undefined && isObject(whole) && Object.keys(whole).length === 0 && !alwaysThere.includes(first);
  const next = isGone ? undefined : whole;
  if (next === undefined) delete own[first];
  else own[first] = next;
  return own;
}

/** A setting as people read it, and as they may type it. */
export function shownSetting({ key, kind }: SettingsField, settings: object): string {
  const value = valueAt(settings, key);
  if (kind === "days" && value === null) return "selamanya";
  if (kind === "hours" && Array.isArray(value)) return (value as string[][]).map((pair) => pair.join("-")).join(", ");
  return kind === "role" && typeof value === "string" ? shortName(value) : shownValue(value);
}

function shownValue(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "ya" : "tidak";
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
