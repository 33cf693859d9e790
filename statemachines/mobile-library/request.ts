import {
  addressField,
  consentField,
  contactPersonFields,
  districtField,
  mobilePhoneField,
} from "../shared-rows/requester-fields.ts";
import type { Field, FormRule, Option } from "../language/vocabulary.ts";

const host = { id: "Lokasi layanan", en: "Place" };
const contact = { id: "Penanggung jawab", en: "Contact person" };
const stop = { id: "Rencana layanan", en: "Planned stop" };

/** Readers by age, as expected by the host and as counted by the officers. */
export const readerGroups: Option[] = [
  { value: "anak", label: { id: "Anak (PAUD-SD)", en: "Children (to primary school)" } },
  { value: "remaja", label: { id: "Remaja (SMP-SMA)", en: "Teenagers (secondary school)" } },
  { value: "mahasiswa", label: { id: "Mahasiswa", en: "Students" } },
  { value: "umum", label: { id: "Umum", en: "General public" } },
];

/** What a host tells us (host record of the mobile library): asked in public, or typed in by staff. */
export const requestFields: Field[] = [
  {
    name: "hostName",
    section: host,
    label: { id: "Nama lokasi/lembaga", en: "Name of the place or institution" },
    kind: "text",
    required: true,
    min: 3,
    max: 150,
    noAddress: true,
    error: { id: "Nama lokasi/lembaga wajib diisi.", en: "Please give the name of the place or institution." },
  },
  {
    name: "hostType",
    section: host,
    label: { id: "Jenis lokasi", en: "Kind of place" },
    kind: "choice",
    required: true,
    options: [
      { value: "sekolah", label: { id: "Sekolah/madrasah", en: "School" } },
      { value: "desa", label: { id: "Desa/kelurahan", en: "Village" } },
      { value: "ponpes", label: { id: "Pondok pesantren", en: "Islamic boarding school" } },
      { value: "tbm", label: { id: "Taman bacaan masyarakat", en: "Reading garden" } },
      { value: "lapas", label: { id: "Lembaga pemasyarakatan", en: "Prison" } },
      { value: "ruang-publik", label: { id: "Ruang publik", en: "Public space" } },
      { value: "lainnya", label: { id: "Lainnya", en: "Other" } },
    ],
    error: { id: "Pilih jenis lokasi.", en: "Choose the kind of place." },
  },
  { ...addressField("hostAddress", host, { id: "Alamat", en: "Address" }), searched: true },
  districtField(host),
  {
    name: "mapLink",
    section: host,
    label: { id: "Tautan peta atau koordinat", en: "Map link or coordinates" },
    kind: "text",
    max: 300,
    hint: { id: "Boleh dikosongkan.", en: "You may leave this empty." },
  },
  {
    name: "vehicleAccess",
    section: host,
    label: { id: "Catatan jalan masuk mobil", en: "Access for the vehicle" },
    kind: "long-text",
    max: 500,
    hint: {
      id: "Misalnya lebar jalan, jembatan, atau tempat parkir mobil.",
      en: "Such as the width of the road, bridges, or where to park.",
    },
  },
  ...contactPersonFields(contact, "penanggung jawab"),
  mobilePhoneField(contact),
  {
    name: "contactEmail",
    section: contact,
    label: { id: "Email", en: "Email" },
    kind: "email",
    requiredUnless: { field: "noEmail", filled: true },
    max: 254,
    personal: true,
    missing: {
      id: "Email wajib diisi, atau tandai tidak punya email.",
      en: "Please give an email address, or mark that you have none.",
    },
    error: {
      id: "Alamat email tidak valid. Contoh: nama@sekolah.sch.id.",
      en: "This email address is not valid. Example: name@school.sch.id.",
    },
  },
  {
    name: "noEmail",
    section: contact,
    label: { id: "Tidak punya email; hubungi lewat telepon", en: "No email; please call instead" },
    kind: "flag",
  },
  {
    name: "expectedReaders",
    section: stop,
    label: { id: "Perkiraan jumlah pembaca", en: "Readers expected" },
    kind: "counts",
    changeable: true,
    required: true,
    min: 0,
    max: 2000,
    options: readerGroups,
    error: { id: "Isi perkiraan jumlah pembaca.", en: "Please say how many readers you expect." },
  },
  {
    name: "preferredDate",
    section: stop,
    label: { id: "Tanggal yang diharapkan", en: "Preferred date" },
    kind: "date",
    changeable: true,
    searched: true,
    earliest: 3,
    latest: 180,
    serviceDay: true,
    required: true,
  },
  {
    name: "alternativeDate",
    section: stop,
    label: { id: "Tanggal lain yang cocok", en: "Another date that suits" },
    kind: "date",
    changeable: true,
    earliest: 3,
    latest: 180,
    serviceDay: true,
  },
  {
    name: "wishes",
    section: stop,
    label: { id: "Permintaan koleksi atau kegiatan", en: "Books or activities you would like" },
    kind: "long-text",
    max: 500,
  },
  {
    name: "agreement",
    section: stop,
    label: { id: "Perjanjian kerja sama", en: "Cooperation agreement" },
    kind: "case",
    procedure: "cooperation-agreement",
    entryChannels: ["staff"],
  },
  consentField({ id: "permohonan", en: "request" }),
];

export const requestRules: FormRule[] = [
  {
    kind: "differ",
    fields: ["preferredDate", "alternativeDate"],
    error: { id: "Pilih tanggal yang berbeda.", en: "Choose a different date." },
  },
];
