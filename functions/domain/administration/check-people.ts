/** What the people of an agency must be, whichever way they come. */
import * as z from "zod";
import { readPhone } from "../../../statemachines/form/phone.ts";
import type { StaffMember } from "../agency.ts";
import { isDay } from "./away.ts";
import { asAWhole, exactly, filled, problemsIn, words, type Problem } from "./problems.ts";
import { isInside, insideRoles } from "./roles.ts";
import { mailAddress } from "./settings-check.ts";

export type CheckedPeople = { ok: true; people: StaffMember[] } | { ok: false; problems: Problem[] };

/** Checks a list of people and reports every problem at once. */
export function checkPeople(data: unknown): CheckedPeople {
  const problems = problemsIn(people, data);
  return problems.length === 0 ? { ok: true, people: data as StaffMember[] } : { ok: false, problems };
}

/** Checks one person; `at` of a problem begins with the field. */
export function checkPerson(data: unknown): Problem[] {
  return problemsIn(person, data);
}

const day = z
  .string({ error: words("Isi tanggal.", "Give a day.") })
  .refine(isDay, { error: words("Tulis tanggal seperti 2026-12-01.", "Give a day like 2026-12-01.") });

const mostLetters = 100;

function briefly(id: string, en: string) {
  return filled({ id, en }).max(mostLetters, {
    error: words(`Tulis ${id} dengan paling banyak ${mostLetters} huruf.`, `At most ${mostLetters} letters.`),
  });
}

const person = exactly({
  id: z.string({ error: words("Isi id.", "Give an id.") }).regex(/^[a-z][a-z0-9-]{1,40}$/, {
    error: words(
      "Gunakan 2 sampai 41 huruf kecil, angka, dan tanda hubung.",
      "Use 2 to 41 lower-case letters, digits and hyphens.",
    ),
  }),
  name: filled({ id: "nama lengkap dengan gelar", en: "the name, with titles" }).refine((name) => /\p{L}/u.test(name), {
    error: words("Nama harus memuat huruf.", "A name has letters."),
  }),
  nip: z.string({ error: words("Isi NIP, atau kosongkan.", "Give the NIP, or nothing.") }).regex(/^(\d{18})?$/, {
    error: words("NIP terdiri atas 18 angka; kosongkan bila tidak ada.", "18 digits, or nothing."),
  }),
  rank: briefly("pangkat", "the rank").optional(),
  position: briefly("nama jabatan", "the position").optional(),
  phone: briefly("nomor telepon", "the phone number")
    .refine((phone) => readPhone(phone) !== null, {
      error: words(
        "Tulis nomor telepon, misalnya 0812-3456-7890; kosongkan bila tidak ada.",
        "Give a phone number, or nothing.",
      ),
    })
    .optional(),
  email: filled({ id: "alamat email", en: "the mail address" }).regex(mailAddress, {
    error: words("Tulis alamat email saja, misalnya nama@contoh.go.id.", "Give the mail address."),
  }),
  roles: z
    .array(
      z.string().refine(isInside, {
        error: words(`Gunakan ${insideRoles.join(", ")}.`, `Use ${insideRoles.join(", ")}.`),
      }),
      { error: words("Isi peran.", "Give roles.") },
    )
    .min(1, { error: words("Isi paling sedikit satu peran.", "Give at least one role.") }),
  endedAt: z.iso
    .datetime({ error: words("Tulis waktu seperti 2026-12-01T00:00:00Z.", "Give an instant in ISO 8601.") })
    .optional(),
  disabled: z.literal(true, { error: words("Tulis true, atau hilangkan.", "true, or nothing.") }).optional(),
  reminders: z
    .enum(["digest", "each"], { error: words("Tulis digest atau each, atau hilangkan.", "digest, each, or nothing.") })
    .optional(),
  away: z
    .array(
      exactly({ from: day, until: day }).refine(({ from, until }) => from <= until, {
        error: words("until lebih awal daripada from.", "until is before from."),
      }),
      { error: words("Isi daftar masa tidak masuk.", "Give a list of periods.") },
    )
    .optional(),
});

/** Accounts, sign-in and numbers each lead to one person. */
const people = z.array(person, { error: words("Orang harus berupa daftar.", "People must be a list.") }).check(
  asAWhole((list, tell) => {
    for (const field of ["id", "email", "nip"] as const) {
      const seen = new Set<string>();
      for (const [index, each] of list.entries()) {
        const value = String(each?.[field] ?? "").toLowerCase();
        if (seen.has(value))
          tell([index, field], words(`${value} dipakai dua orang.`, `${value} belongs to two people.`));
        if (value !== "") seen.add(value);
      }
    }
  }),
);
