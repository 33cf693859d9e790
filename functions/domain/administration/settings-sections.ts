/** The settings as their pages show them: sections of fields that belong together. */
import { actorIds, actorOf } from "../../../statemachines/language/registry.ts";
import {
  letterTextOf,
  wordsOfLetter,
  type LetterTemplate,
  type LetterText,
  letterTemplates,
} from "../../../statemachines/language/letter-templates.ts";
import { retention, retentionClasses } from "../../../statemachines/language/retention.ts";
import type { ActorId, Text } from "../../../statemachines/language/vocabulary.ts";
import { letterTitles, letterWords } from "../../../statemachines/language/letter-words.ts";
import type { AgencySettings, PageText } from "../agency.ts";
import { longestText, usualText } from "../page-texts.ts";
import { longestOfLetter } from "./letter-texts-check.ts";
import { settingsFields, type FieldKind, type SettingsField } from "./settings-fields.ts";

/** A field of a page: typed as one line, or one of the lists with an editor of its own. */
export interface SectionField extends Omit<SettingsField, "kind"> {
  kind: Exclude<FieldKind, "json"> | "holidays" | "ramadan" | "rooms";
  /** Where it differs from `label`. */
  english?: string;
  hint?: Text;
  /** What holds where nothing is set; empty: nothing. */
  usual?: (settings: AgencySettings) => string;
  /** What stands there where nothing is set, to be worded otherwise; as it is, or empty, nothing is set. */
  begins?: string;
  /** Characters. */
  max?: number;
  /** Heading that it shares with its neighbours. */
  under?: Text;
}

export interface SettingsSection {
  id: string;
  title: Text;
  lead?: Text;
  fields: SectionField[];
}

const weekdays: [number, string, string][] = [
  [1, "Senin", "Monday"],
  [2, "Selasa", "Tuesday"],
  [3, "Rabu", "Wednesday"],
  [4, "Kamis", "Thursday"],
  [5, "Jumat", "Friday"],
  [6, "Sabtu", "Saturday"],
  [7, "Minggu", "Sunday"],
];

const weekly = (hours: "officeHours" | "serviceHours", name: string, english: string): SectionField[] =>
  weekdays.map(([day, id, en]) => ({
    key: `calendar.${hours}.${day}`,
    label: `${name}, ${id}`,
    english: `${english}, ${en}`,
    kind: "hours",
    empty: "left out",
  }));

/** A field as `npm run agency` knows it. */
function known(key: string, english: string, hint?: Text): SectionField {
  const field = settingsFields.find((each) => each.key === key);
  if (!field || field.kind === "json") throw new Error(`no line for ${key}`);
  return { ...field, kind: field.kind, english, ...(hint ? { hint } : {}) };
}

const yesNo = (key: string, label: string, english: string): SectionField => ({
  key,
  label,
  english,
  kind: "yes-no",
  empty: "left out",
});

const comma: Text = { id: "Pisahkan dengan koma.", en: "Separate by commas." };

/** Of how a register writes its numbers. @param parts that a pattern may hold, without their braces */
function numberField(key: string, label: string, english: string, parts: string[] = []): SectionField {
  const listed = parts.map((part) => `{${part}}`).join(", ");
  const hint = parts.length > 0 ? { hint: { id: `Memuat ${listed}.`, en: `Holds ${listed}.` } } : {};
  return { key, label, english, kind: "text", empty: "left out", ...hint };
}

/** What the agency calls a role, where not as the SOPs do. */
function titleFields(role: ActorId): SectionField[] {
  const { inside, title } = actorOf(role);
  if (!inside) return [];
  const field = (language: "id" | "en", label: string, english: string): SectionField => ({
    key: `titles.${role}.${language}`,
    label: `${label}: ${title.id}`,
    english: `${english}: ${title.en}`,
    kind: "text",
    empty: "left out",
  });
  return [field("id", "Sebutan", "Title in Indonesian"), field("en", "Sebutan dalam bahasa Inggris", "Title")];
}

/** An own text of public pages. */
function textFields(name: PageText, id: string, en: string, where: Text): SectionField[] {
  const field = (language: "id" | "en", label: string, english: string): SectionField => ({
    key: `texts.${name}.${language}`,
    label,
    english,
    kind: "prose",
    empty: "left out",
    max: longestText[name],
    ...(language === "id" ? { hint: where } : {}),
    usual: (settings) =>
      (language === "en" && settings.texts?.[name]?.id) || (usualText(settings, name)?.[language] ?? ""),
  });
  return [field("id", id, en), field("en", `${id} (bahasa Inggris)`, `${en} (in English)`)];
}

/** A letter in the agency's own words. */
function letterFields(template: LetterTemplate): SectionField[] {
  const { letter } = template;
  const usual = letterTextOf(template);
  const named = wordsOfLetter(template).map((name) => `{${name}}: ${letterWords[name]?.label ?? name}`);
  const under = letterTitles[letter] ?? { id: letter, en: letter };
  const field = (part: keyof LetterText, label: string, english: string): SectionField => ({
    key: `letterTexts.${letter}.${part}`,
    label: `${label} (${under.id})`,
    english: `${english} (${under.en})`,
    kind: "prose",
    empty: "left out",
    begins: usual[part],
    max: longestOfLetter[part],
    under,
  });
  const words: Text = { id: `Isian: ${named.join("; ")}.`, en: `Words of the case: ${named.join("; ")}.` };
  return [field("about", "Hal", "Subject"), { ...field("text", "Isi surat", "Words of the letter"), hint: words }];
}

/** In the order of the page. */
export function settingsSections(): SettingsSection[] {
  return [
    {
      id: "dinas",
      title: { id: "Dinas dan kop", en: "Agency and letterhead" },
      lead: {
        id: "Tercetak pada surat dan halaman untuk pemohon.",
        en: "Printed on letters and on the pages of requesters.",
      },
      fields: [
        known("government", "Government"),
        known("name", "Name of the agency"),
        known("regency", "Name of the regency alone"),
        known("town", "Town before the date of letters"),
        known("mark", "Letters of the mark"),
        known("address", "Address"),
        known("phone", "Telephone"),
        known("email", "E-mail"),
        known("privacyEmail", "E-mail about personal data"),
        known("complaints", "How to complain"),
        known("catalogueUrl", "Address of the catalogue (OPAC)"),
        known("accent.light", "Colour, light screen"),
        known("accent.dark", "Colour, dark screen"),
      ],
    },
    {
      id: "libur",
      title: { id: "Hari libur dan tutup", en: "Holidays and closed days" },
      lead: {
        id: "Tenggat tugas yang terbuka dihitung ulang segera; langkah yang selesai tidak berubah. Hari yang sudah lewat tidak ditampilkan dan tetap. Kunjungan yang sudah disetujui pada hari yang ditutup muncul sebagai masalah pada petugasnya.",
        en: "Due times of open tasks are computed anew at once; finished steps do not change. Days that have passed are not shown and stay. Approved visits on a closed day are told to their officers.",
      },
      fields: [
        { key: "calendar.holidays", label: "Hari libur", english: "Holidays", kind: "holidays" },
        yesNo(
          "calendar.serviceOpenOnJointLeave",
          "Layanan tetap buka pada cuti bersama",
          "Visitors are received on joint leave",
        ),
      ],
    },
    {
      id: "jam",
      title: { id: "Jam kerja dan jam layanan", en: "Office and service hours" },
      lead: {
        id: "Waktu standar SOP dihitung dalam jam kerja; kunjungan diterima dalam jam layanan. Tulis seperti 07:30-12:00, 13:00-16:00; kosongkan bila tutup.",
        en: "Standard times run in office hours; visitors come in service hours. Write 07:30-12:00, 13:00-16:00; leave empty where closed.",
      },
      fields: [
        known("calendar.zone", "Time zone"),
        { ...known("calendar.goLive", "First day of use"), label: "Mulai dipakai" },
        ...weekly("officeHours", "Jam kerja", "Office hours"),
        ...weekly("serviceHours", "Jam layanan", "Service hours"),
      ],
    },
    {
      id: "ramadan",
      title: { id: "Jam Ramadan", en: "Hours in Ramadan" },
      lead: {
        id: "Isi sesudah sidang isbat; sampai saat itu perkiraan.",
        en: "Set after the sighting of the moon; an estimate until then.",
      },
      fields: [{ key: "calendar.ramadan", label: "Masa Ramadan", english: "Periods", kind: "ramadan", empty: "[]" }],
    },
    {
      id: "tempat",
      title: { id: "Ruang, kendaraan, kecamatan", en: "Room, vehicles, districts" },
      fields: [
        known("room.name", "Room for visits"),
        known("room.capacity", "Visitors that the room holds"),
        {
          key: "otherRooms",
          label: "Ruang lain",
          english: "Other rooms",
          kind: "rooms",
          empty: "left out",
          hint: {
            id: "Bila ada, petugas memilih ruang saat memeriksa jadwal. Rombongan dinilai dengan ruang terbesar.",
            en: "Where there are any, staff choose the room as they check the schedule. Groups are judged by the largest.",
          },
        },
        known("vehicles", "Registration marks of vehicles", comma),
        known("districts", "Districts", comma),
      ],
    },
    {
      id: "janji",
      title: { id: "Janji dan batas layanan", en: "Promises and limits" },
      fields: [
        known("replyWithinWorkingDays", "Reply within (working days)"),
        known("arriveEarlyMinutes", "Come early (minutes)"),
        known("unconfirmedDays", "Requests without e-mail go after (days)"),
        known("checkMailDomain", "Look up the mail domain of requesters"),
        known("divisionHeadMoves", "Only the division head moves approved appointments"),
        known("replacedMayDecide", "Officials whose post another holds may decide, too"),
        yesNo(
          "mobileLibrary.agreementRequired",
          "Pusling: titik layanan memerlukan perjanjian",
          "Mobile library: hosts need an agreement",
        ),
        yesNo(
          "mobileLibrary.warnInRamadan",
          "Pusling: ingatkan bila jadwal jatuh pada Ramadan",
          "Mobile library: warn of Ramadan",
        ),
        known("surveyPublishedFrom", "Survey is published from (answers)"),
        known("facilitiesBeforeComplaints", "Survey: facilities (U8) before complaints (U9)"),
      ],
    },
    {
      id: "teks",
      title: { id: "Teks persetujuan dan halaman", en: "Consent and texts of pages" },
      lead: {
        id: "Teks biasa; baris baru tetap tampil. Kosongkan untuk kembali ke teks bawaan. Setiap berkas mencatat versi persetujuan yang dibaca pemohon; bunyi setiap versi ada di Catatan perubahan.",
        en: "Plain text; line breaks are shown. Empty a field to go back to the usual words. Each case notes the version of the consent that was read; the words of every version are in the log of changes.",
      },
      fields: [
        ...textFields("consent", "Persetujuan data pribadi", "Consent to the processing of personal data", {
          id: "Di samping kotak centang pada formulir. Sebutkan data apa, untuk apa, berapa lama, dan cara menariknya (UU 27/2022).",
          en: "Beside the box to tick in forms. Say which data, what for, for how long, and how to withdraw (UU 27/2022).",
        }),
        ...textFields("welcome", "Kalimat pembuka", "Welcome", {
          id: "Halaman depan, di bawah judul.",
          en: "Front page, under its title.",
        }),
        ...textFields("notice", "Pengumuman", "Notice", {
          id: "Di atas halaman depan dan formulir permohonan.",
          en: "On top of the front page and of request forms.",
        }),
        ...textFields("privacy", "Keterangan data pribadi", "About personal data", {
          id: "Halaman pemantauan, pada Data pribadi Anda.",
          en: "Page of a request, at Your personal data.",
        }),
      ],
    },
    {
      id: "surat",
      title: { id: "Tanda tangan, nomor, sebutan jabatan", en: "Signature, numbers, titles" },
      fields: [
        known("signatory.role", "Who signs letters"),
        known("signatory.onBehalfOf", "In whose name (a.n.)"),
        numberField("agreementNumbers.pattern", "Pola nomor perjanjian", "Pattern of agreement numbers", [
          "nomorUrut",
          "kodeUnit",
          "tahun",
        ]),
        numberField("agreementNumbers.unit", "Kode unit", "Code of the unit"),
        numberField("letterNumbers.pattern", "Pola nomor surat keluar", "Pattern of numbers of outgoing letters", [
          "nomorUrut",
          "kodeKlasifikasi",
          "kodeUnit",
          "tahun",
        ]),
        numberField(
          "letterNumbers.classification",
          "Kode klasifikasi surat keluar",
          "Code of classification of outgoing letters",
        ),
        numberField("letterNumbers.unit", "Kode unit pada surat keluar", "Code of the unit on outgoing letters"),
        ...actorIds().flatMap(titleFields),
      ],
    },
    {
      id: "naskah-surat",
      title: { id: "Naskah surat", en: "Words of letters" },
      lead: {
        id: "Pisahkan paragraf dengan baris kosong. Yang di dalam kurung kurawal diisi dari berkas; baris yang isiannya belum ada tidak dicetak. Kosongkan untuk kembali ke naskah bawaan. Surat yang sudah terbit tidak berubah.",
        en: "Separate paragraphs by an empty line. What stands in braces is filled from the case; a line of which that is not known is not printed. Empty for the words it came with. Letters that went out do not change.",
      },
      fields: letterTemplates().flatMap(letterFields),
    },
    {
      id: "data-pribadi",
      title: { id: "Masa simpan data", en: "How long data are kept" },
      lead: { id: "Dalam hari sesudah berkas berakhir.", en: "In days after the end of a case." },
      fields: [
        ...retentionClasses.map((name): SectionField => ({
          key: `retentionDays.${name}`,
          label: `Masa simpan: ${retention[name].title.id}`,
          english: `Kept: ${retention[name].title.en}`,
          kind: "days",
          empty: "left out",
          hint: {
            id: "Kosongkan untuk yang lazim, atau tulis selamanya.",
            en: "Empty for the usual, or write: selamanya.",
          },
        })),
        known("readingLogDays", "Log of who read what (days)"),
        known("privacyHours", "Requests about personal data are answered within (hours)"),
        known("privacyRecordDays", "Who asked about personal data is known for (days)"),
      ],
    },
  ];
}
