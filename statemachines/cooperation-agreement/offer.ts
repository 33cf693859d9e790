import {
  addressField,
  consentField,
  contactPersonFields,
  letterFields,
  mobilePhoneField,
} from "../shared-rows/requester-fields.ts";
import type { Field } from "../language/vocabulary.ts";

const partner = { id: "Pihak lain", en: "Partner" };
const contact = { id: "Narahubung", en: "Contact person" };
const letter = { id: "Surat penawaran", en: "Letter of offer" };
const cooperation = { id: "Rencana kerja sama", en: "Planned cooperation" };

/** The two ways into row 1 of SOP 3: an offer with a letter, or the agency's own initiative. */
export const offerFields: Field[] = [
  {
    name: "initiator",
    label: { id: "Asal gagasan", en: "Where the idea comes from" },
    kind: "choice",
    required: true,
    entryChannels: ["staff"],
    options: [
      { value: "inisiatif-sendiri", label: { id: "Inisiatif dinas", en: "The agency's own initiative" } },
      { value: "surat-diterima", label: { id: "Surat penawaran diterima", en: "A letter of offer came in" } },
    ],
  },
  {
    name: "partnerName",
    section: partner,
    label: { id: "Nama lembaga/mitra", en: "Name of the partner" },
    kind: "text",
    required: true,
    min: 3,
    max: 150,
    noAddress: true,
    error: { id: "Nama lembaga/mitra wajib diisi.", en: "Please give the name of the partner." },
  },
  {
    name: "partnerType",
    section: partner,
    label: { id: "Jenis mitra", en: "Kind of partner" },
    kind: "choice",
    required: true,
    options: [
      { value: "pemerintah", label: { id: "OPD/instansi pemerintah", en: "Government office" } },
      { value: "desa", label: { id: "Pemerintah desa/kelurahan", en: "Village administration" } },
      { value: "sekolah", label: { id: "Sekolah/madrasah", en: "School" } },
      { value: "perguruan-tinggi", label: { id: "Perguruan tinggi", en: "University or college" } },
      { value: "komunitas", label: { id: "Komunitas/organisasi", en: "Community or organisation" } },
      { value: "perusahaan", label: { id: "Perusahaan", en: "Company" } },
      { value: "perorangan", label: { id: "Perorangan", en: "Private person" } },
    ],
    error: { id: "Pilih jenis mitra.", en: "Choose the kind of partner." },
  },
  addressField("partnerAddress", partner, { id: "Alamat", en: "Address" }),
  ...contactPersonFields(contact, "narahubung"),
  {
    name: "contactEmail",
    section: contact,
    label: { id: "Email", en: "Email" },
    kind: "email",
    requiredUnless: { field: "initiator", in: ["inisiatif-sendiri", "surat-diterima"] },
    max: 254,
    personal: true,
    hint: {
      id: "Draf perjanjian dan surat kami dikirim ke alamat ini.",
      en: "The draft agreement and our letters go to this address.",
    },
    missing: { id: "Email wajib diisi.", en: "Please give an email address." },
    error: {
      id: "Alamat email tidak valid. Contoh: nama@lembaga.or.id.",
      en: "This email address is not valid. Example: name@institute.or.id.",
    },
  },
  mobilePhoneField(contact),
  ...letterFields(
    letter,
    { id: "Unggah surat penawaran", en: "Upload the letter of offer" },
    { field: "initiator", in: ["inisiatif-sendiri"] },
  ),
  {
    name: "topic",
    section: cooperation,
    label: { id: "Kerja sama tentang", en: "Cooperation about" },
    kind: "text",
    required: true,
    min: 5,
    max: 200,
    noAddress: true,
    hint: {
      id: "Contoh: layanan perpustakaan keliling di sekolah dasar.",
      en: "For example: mobile library service at primary schools.",
    },
  },
  {
    name: "idea",
    section: cooperation,
    label: { id: "Ide, gagasan, dan peluang", en: "Idea and opportunity" },
    kind: "long-text",
    required: true,
    min: 20,
    max: 3000,
  },
  {
    name: "term",
    section: cooperation,
    label: { id: "Jangka waktu yang diharapkan", en: "How long it should last" },
    kind: "text",
    max: 100,
    noAddress: true,
  },
  consentField({ id: "penawaran", en: "offer" }),
];
