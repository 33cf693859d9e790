/** What an agency's settings from outside (its file, a question that was answered, a command) must be. */
import * as z from "zod";
import { retentionClasses } from "../../../statemachines/language/retention.ts";
import { letterTexts } from "./letter-texts-check.ts";
import type { AgencySettings, PageText } from "../agency.ts";
import { longestText } from "../page-texts.ts";
import { calendar } from "./calendar-check.ts";
import { asAWhole, exactly, filled, problemsIn, words, type Problem, type Words } from "./problems.ts";
import { isInside, insideRoles, isRole } from "./roles.ts";

export type CheckedSettings = { ok: true; settings: AgencySettings } | { ok: false; problems: Problem[] };

/** Checks settings and reports every problem at once. */
export function checkSettings(data: unknown): CheckedSettings {
  const problems = problemsIn(settings, data);
  return problems.length === 0 ? { ok: true, settings: data as AgencySettings } : { ok: false, problems };
}

/** A mail address that may stand in a head of a mail: nothing but the address. */
export const mailAddress =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;

const address = (what: Words) =>
  filled(what).regex(mailAddress, {
    error: words("Tulis alamat email saja, misalnya layanan@contoh.go.id.", "Give the bare mail address."),
  });

const whole = (least: number, { id, en }: Words) =>
  z.int({ error: words(`${id} harus bilangan bulat.`, `${en} must be a whole number.`) }).min(least, {
    error: words(`${id} paling sedikit ${least}.`, `${en}: at least ${least}.`),
  });

const yesOrNo = z.boolean({ error: words("Isi ya atau tidak.", "Must be true or false.") });

const colour = z.string({ error: words("Isi warna.", "Give a colour.") }).regex(/^#[0-9a-f]{6}$/i, {
  error: words("Tulis warna seperti #0f5c55.", "Give a colour such as #0f5c55."),
});

const text = exactly({
  id: filled({ id: "sebutan dalam bahasa Indonesia", en: "the title in Indonesian" }),
  en: filled({ id: "sebutan dalam bahasa Inggris", en: "the title in English" }),
});

/** Names without doubles; a list that may not be empty says so. */
const names = (what: Words, least: 0 | 1) =>
  z
    .array(filled(what), { error: words("Bagian ini harus berupa daftar.", "This must be a list.") })
    .min(least, { error: words(`Isi paling sedikit satu ${what.id}.`, `Give at least one: ${what.en}.`) })
    .check(
      asAWhole((list, tell) => {
        const seen = new Set<string>();
        for (const [index, name] of list.entries()) {
          const key = String(name).trim().toLowerCase();
          if (seen.has(key)) tell([index], words(`${name} tercatat dua kali.`, `${name} is listed twice.`));
          seen.add(key);
        }
      }),
    );

const anyRole = z.string().refine(isRole, {
  error: words("Peran ini tidak dikenal.", "This role is not known."),
});

const insideRole = z.string({ error: words("Isi peran.", "Give a role.") }).refine(isInside, {
  error: words(`Gunakan ${insideRoles.join(", ")}.`, `Use ${insideRoles.join(", ")}.`),
});

/** What visitors read: plain text, which pages show as it is. */
const prose = (longest: number, what: Words) =>
  filled(what, { lines: true })
    .max(longest, { error: words(`Paling panjang ${longest} huruf.`, `At most ${longest} characters.`) })
    .refine((written) => !/<\/?[a-z!][^>]*>/i.test(written), {
      error: words("Tulis teks biasa, tanpa HTML.", "Write plain text, without HTML."),
    });

const ownText = (name: PageText) =>
  exactly({
    id: prose(longestText[name], { id: "teks dalam bahasa Indonesia", en: "the text in Indonesian" }),
    en: prose(longestText[name], { id: "teks dalam bahasa Inggris", en: "the text in English" }).optional(),
  }).optional();

const room = exactly({
  name: filled({ id: "nama ruang kunjungan", en: "the name of the room" }),
  capacity: whole(1, { id: "Daya tampung ruang", en: "Visitors that the room holds" }),
  book: filled({ id: "nama ruang sebelumnya", en: "the name of before" }).optional(),
});

/** Of a register whose entries print them. */
const numbers = {
  pattern: filled({ id: "pola nomor", en: "the pattern" }).includes("{nomorUrut}", {
    error: words("Pola nomor harus memuat {nomorUrut}.", "The pattern must hold {nomorUrut}."),
  }),
  unit: filled({ id: "kode unit", en: "the code of the unit" }),
};

const settings = exactly({
  government: filled({ id: "nama pemerintah daerah", en: "the name of the government" }),
  name: filled({ id: "nama dinas", en: "the name of the agency" }),
  regency: filled({ id: "nama daerah", en: "the name of the regency" }),
  town: filled({ id: "kota yang dicetak di depan tanggal surat", en: "the town that letters print before the date" }),
  mark: filled({ id: "dua huruf untuk kop", en: "the letters of the mark" }).regex(/^\p{L}{1,3}$/u, {
    error: words("Tulis satu sampai tiga huruf, misalnya KC.", "Give one to three letters, such as KC."),
  }),
  accent: exactly({ light: colour, dark: colour }),
  address: filled({ id: "alamat dinas", en: "the address" }),
  phone: filled({ id: "nomor telepon", en: "the telephone number" }),
  email: address({ id: "alamat email dinas", en: "the mail address" }),
  privacyEmail: address({ id: "alamat email untuk urusan data pribadi", en: "the mail address for privacy" }),
  complaints: filled({ id: "cara menyampaikan pengaduan", en: "how to complain" }),
  /** As words, in a file of before; the days say it since. */
  retention: z.string().optional(),
  calendar,
  districts: names({ id: "kecamatan", en: "district" }, 1),
  vehicles: names({ id: "nomor polisi", en: "registration mark" }, 0),
  room,
  otherRooms: z
    .array(room, { error: words("Bagian ini harus berupa daftar.", "This must be a list.") })
    .max(20, { error: words("Paling banyak 20 ruang lain.", "At most 20 other rooms.") })
    .optional(),
  catalogueUrl: z
    .url({ protocol: /^https?$/, error: words("Tulis alamat lengkap dengan https://.", "Give the whole address.") })
    .optional(),
  arriveEarlyMinutes: whole(0, { id: "Menit datang lebih awal", en: "Minutes to come early" }),
  replyWithinWorkingDays: whole(1, { id: "Hari kerja sampai surat balasan", en: "Working days until the reply" }),
  checkMailDomain: yesOrNo,
  unconfirmedDays: whole(1, {
    id: "Hari sampai permohonan tanpa email hilang",
    en: "Days until a request without e-mail goes",
  })
    .max(60, { error: words("Paling banyak 60 hari.", "At most 60 days.") })
    .optional(),
  titles: z.record(anyRole, text, { error: words("Isi sebutan per peran.", "Give titles by role.") }),
  agreementNumbers: exactly(numbers).optional(),
  letterNumbers: exactly({
    ...numbers,
    classification: filled({ id: "kode klasifikasi", en: "the code of classification" }),
  }).optional(),
  letterTexts: letterTexts.optional(),
  divisionHeadMoves: yesOrNo.optional(),
  replacedMayDecide: yesOrNo.optional(),
  retentionDays: z
    .partialRecord(z.enum(retentionClasses), whole(30, { id: "Masa simpan dalam hari", en: "Days" }).nullable(), {
      error: words(`Isi hari, atau null, per ${retentionClasses.join(", ")}.`, "Give days, or null, by class."),
    })
    .optional(),
  readingLogDays: whole(1, { id: "Hari catatan siapa yang melihat", en: "Days of the log of readers" }).optional(),
  privacyHours: whole(1, {
    id: "Jam untuk menjawab permintaan data pribadi",
    en: "Hours to answer about personal data",
  })
    .max(72, { error: words("Paling lama 72 jam (3 x 24 jam, UU 27/2022).", "At most 72 hours (UU 27/2022).") })
    .optional(),
  privacyRecordDays: whole(1, {
    id: "Hari nama peminta disimpan",
    en: "Days for which it is known who asked",
  }).optional(),
  surveyPublishedFrom: whole(1, {
    id: "Jawaban survei sampai hasilnya diumumkan",
    en: "Answers to the survey until its result is published",
  }).optional(),
  facilitiesBeforeComplaints: yesOrNo.optional(),
  texts: exactly({
    consent: ownText("consent"),
    welcome: ownText("welcome"),
    notice: ownText("notice"),
    privacy: ownText("privacy"),
  } satisfies Record<PageText, unknown>).optional(),
  mobileLibrary: exactly({ agreementRequired: yesOrNo, warnInRamadan: yesOrNo.optional() }).optional(),
  signatory: exactly({
    role: insideRole,
    onBehalfOf: filled({ id: "nama jabatan yang diwakili", en: "in whose name" }).nullable(),
  }),
}).check(
  asAWhole(({ otherRooms, room: usual }, tell) => {
    if (!Array.isArray(otherRooms)) return;
    const seen = new Set<string>();
    for (const [index, each] of [usual, ...otherRooms].entries()) {
      // A renamed room keeps its day books: no other may take its name of before.
      for (const name of new Set([each?.name, each?.book ?? each?.name].map((part) => String(part).toLowerCase()))) {
        if (seen.has(name))
          tell(
            ["otherRooms", Math.max(index - 1, 0), "name"],
            words(
              `${each.name} sudah dipakai ruang lain, atau pernah.`,
              `${each.name} is, or was, another room's name.`,
            ),
          );
        seen.add(name);
      }
    }
  }),
);
