/** Fields that the forms of several SOPs ask in the same words; each table says under which heading they stand. */
import type { Field, FieldCondition, Text } from "../language/vocabulary.ts";

export function addressField(name: string, section: Text, label: Text): Field {
  return {
    name,
    section,
    label,
    kind: "long-text",
    required: true,
    // A village without streets is an address too: "Desa Sawo".
    min: 3,
    max: 300,
    error: { id: "Alamat wajib diisi.", en: "Please give the address." },
  };
}

export function districtField(section: Text): Field {
  return {
    name: "district",
    section,
    label: { id: "Kecamatan", en: "District" },
    kind: "choice",
    optionsFrom: "districts",
    searched: true,
    required: true,
  };
}

/** The same for whoever may come from elsewhere. */
export function districtFieldForAll(section: Text): Field {
  return {
    ...districtField(section),
    options: [
      { value: "luar-daerah", label: { id: "Di luar kabupaten/kota ini", en: "Outside this regency or city" } },
    ],
  };
}

/** Name and position of the person we talk to; `called` is what the agency calls that person ("penanggung jawab"). */
export function contactPersonFields(section: Text, called: string): Field[] {
  return [
    {
      name: "contactName",
      autofill: "name",
      section,
      label: { id: `Nama ${called}`, en: "Name of the contact person" },
      kind: "text",
      required: true,
      min: 2,
      max: 100,
      noAddress: true,
      personal: true,
      error: { id: `Nama ${called} wajib diisi.`, en: "Please give the name of the contact person." },
    },
    {
      name: "contactPosition",
      autofill: "organization-title",
      section,
      label: { id: "Jabatan", en: "Position" },
      kind: "text",
      max: 100,
      noAddress: true,
      personal: true,
    },
  ];
}

/** The number at which staff reach people whom mail does not. */
export function mobilePhoneField(section: Text): Field {
  return {
    name: "contactPhone",
    section,
    label: { id: "Nomor HP/WhatsApp", en: "Mobile phone/WhatsApp" },
    kind: "mobile-phone",
    required: true,
    personal: true,
    hint: {
      id: "Kami menghubungi nomor ini bila email tidak sampai.",
      en: "We call this number when e-mail does not arrive.",
    },
    error: { id: "Nomor HP tidak valid. Contoh: 081234567890.", en: "Not a valid number. Example: 081234567890." },
  };
}

/** Number, date and file of the incoming letter; `upload` is the label of the file. */
export function letterFields(section: Text, upload: Text, unlessFile: FieldCondition): Field[] {
  return [
    {
      name: "letterNumber",
      section,
      label: { id: "Nomor surat", en: "Letter number" },
      kind: "text",
      searched: true,
      max: 60,
      noAddress: true,
    },
    {
      name: "letterDate",
      section,
      label: { id: "Tanggal surat", en: "Date of the letter" },
      kind: "date",
      searched: true,
      requiredWhen: { field: "letterNumber", filled: true },
      earliest: -90,
      latest: 0,
    },
    {
      name: "letterFile",
      section,
      label: upload,
      kind: "file",
      requiredUnless: unlessFile,
      hint: { id: "PDF, JPG, atau PNG, paling besar 5 MB.", en: "PDF, JPG or PNG, at most 5 MB." },
      missing: { id: `${subject(upload.id)} belum diunggah.`, en: `${subject(upload.en)} has not been uploaded.` },
    },
  ];
}

/** What is uploaded, of a label that asks for it: "Surat permohonan" of "Unggah surat permohonan". */
function subject(label: string): string {
  const what = label.replace(/^(?:Unggah|Upload) /, "");
  return what.charAt(0).toUpperCase() + what.slice(1);
}

/** Consent to the processing of personal data, asked of people outside; `asked` is what we process ("permohonan"). */
export function consentField(asked: Text): Field {
  return {
    name: "consent",
    section: { id: "Persetujuan", en: "Consent" },
    entryChannels: ["public"],
    label: { id: "Persetujuan pemrosesan data pribadi", en: "Consent to the processing of personal data" },
    kind: "consent",
    required: true,
    error: {
      id: `Persetujuan diperlukan untuk memproses ${asked.id}.`,
      en: `We need your consent to process the ${asked.en}.`,
    },
  };
}
