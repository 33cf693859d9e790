/**
 * What whoever in the office types in for somebody is asked beside the fields of the table: a letter on paper has its day
 * of arrival and may come without a scan, people may have no address for mail, a group may stand at the counter today, the
 * same letter may be there already, and an agreement may renew another one. People outside are asked the table's fields and nothing else.
 */
import { entryChannelsOf, entryOf } from "../language/table.ts";
import type { EntryChannel, Field, Procedure, Text } from "../language/vocabulary.ts";
import { fieldsAskedThrough } from "./check-form.ts";

/** Names of these fields in a stored request. */
export const officeFields = {
  arrivedOn: "arrivedOn",
  noEmail: "noEmail",
  noScanReason: "noScanReason",
  sameLetter: "sameLetterAs",
  renews: "renews",
} as const;

const oldestLetterDays = 120;

/** The fields of the entry form as they are asked through an entry channel, in their order. */
export function entryFields(procedure: Procedure, entryChannel: EntryChannel): Field[] {
  const fields = fieldsAskedThrough(allEntryFields(procedure), entryChannel);
  return entryChannel === "staff" ? fields.map((field) => asTypedIn(field, procedure)) : fields;
}

/** Whether people outside may ask for it without an address for mail. */
export function goesWithoutEmail(procedure: Procedure): boolean {
  const fields = entryFields(procedure, "public");
  const email = fields.find(({ name }) => name === procedure.contact.email);
  if (!entryChannelsOf(procedure).includes("public") || email?.required) return false;
  const unless = email?.requiredUnless?.field;
  return unless === undefined || fields.some(({ name }) => name === unless);
}

/** Every field a stored request may have, whichever way it came in. */
export function allEntryFields(procedure: Procedure): Field[] {
  const fields = entryOf(procedure).fields ?? [];
  if (!entryChannelsOf(procedure).includes("staff")) return fields;
  const { contact, incomingLetter: letter, validity } = procedure;
  const has = (name: string): boolean => fields.some((field) => field.name === name);
  return fields.flatMap((field) => {
    const { section } = field;
    const beside = (extra: Field): Field[] =>
      has(extra.name) ? [] : [{ ...extra, ...(section ? { section } : {}), entryChannels: ["staff"] }];
    if (field.name === contact.email && field.required) return [field, ...beside(noEmail)];
    if (field.name === contact.subject && validity) return [...beside({ ...renews, procedure: procedure.id }), field];
    if (field.name === letter?.date) return [field, ...beside(arrivedOn), ...beside(sameLetter)];
    return field.name === letter?.file ? [field, ...beside(noScanReason)] : [field];
  });
}

/** A field of the table as somebody in the office is asked it. */
function asTypedIn(field: Field, { contact, incomingLetter: letter }: Procedure): Field {
  if (field.name === contact.email && field.required) {
    return { ...field, missing: noAddress, optionalWhen: { field: officeFields.noEmail, filled: true } };
  }
  if (field.name === letter?.file) {
    return { ...field, optionalWhen: { field: officeFields.noScanReason, filled: true } };
  }
  if (field.earliest !== "lead" || !letter) return field;
  // The lead time is between the letter and the day; a group at the counter comes with a reason, not with a letter.
  const { earliestWhen } = field;
  return {
    ...field,
    leadFrom: officeFields.arrivedOn,
    ...(earliestWhen ? { earliestWhen: { ...earliestWhen, earliest: 0 } } : {}),
  };
}

const noEmail: Field = {
  name: officeFields.noEmail,
  label: { id: "Tidak punya email; hubungi lewat telepon", en: "No email; please call instead" },
  kind: "flag",
};

const noAddress: Text = {
  id: "Email wajib diisi, atau tandai tidak punya email.",
  en: "Please give an email address, or mark that there is none.",
};

const arrivedOn: Field = {
  name: officeFields.arrivedOn,
  label: { id: "Surat diterima tanggal", en: "Letter received on" },
  kind: "date",
  earliest: -oldestLetterDays,
  latest: 0,
  hint: {
    id: "Hari surat tiba di kantor; kosongkan bila hari ini. Tercatat di buku agenda.",
    en: "The day the letter came to the office; leave empty for today. It stands in the register.",
  },
};

const sameLetter: Field = {
  name: officeFields.sameLetter,
  label: { id: "Surat yang sama", en: "The same letter" },
  kind: "case",
};

const renews: Field = {
  name: officeFields.renews,
  label: { id: "Memperpanjang perjanjian berkas", en: "Renews the agreement of the case" },
  kind: "case",
};

const noScanReason: Field = {
  name: officeFields.noScanReason,
  label: { id: "Alasan tanpa dokumen surat", en: "Why there is no scan of the letter" },
  kind: "text",
  min: 5,
  max: 200,
  hint: {
    id: "Misalnya surat hanya di atas kertas dan pemindai rusak, atau rombongan datang langsung tanpa surat.",
    en: "Such as a letter on paper while the scanner is broken, or a group that came without a letter.",
  },
};
