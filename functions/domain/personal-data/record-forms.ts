/** What is asked of whoever records a request about personal data, or a breach. */
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import { requestKinds } from "./records.ts";

// Marked for the bundler: functions that record nothing leave these forms out.
const options = /* @__NO_SIDE_EFFECTS__ */ (of: Record<string, Text>): NonNullable<Field["options"]> =>
  Object.entries(of).map(([value, label]) => ({ value, label }));

const day = /* @__NO_SIDE_EFFECTS__ */ (name: string, label: Text): Field => ({ name, label, kind: "date", latest: 0 });
const hour = /* @__NO_SIDE_EFFECTS__ */ (name: string, label: Text): Field => ({ name, label, kind: "time" });

export const requestFields: Field[] = [
  {
    name: "kind",
    label: { id: "Yang diminta", en: "What is asked" },
    kind: "choice",
    required: true,
    options: options(requestKinds),
  },
  {
    name: "name",
    label: { id: "Nama peminta", en: "Who asks" },
    kind: "text",
    required: true,
    min: 2,
    max: 120,
  },
  {
    name: "contact",
    label: { id: "Cara menghubunginya", en: "How to reach them" },
    kind: "text",
    required: true,
    min: 3,
    max: 200,
    hint: { id: "Nomor telepon, email, atau alamat surat.", en: "Phone, e-mail or postal address." },
  },
  {
    name: "channel",
    label: { id: "Disampaikan lewat", en: "Came by" },
    kind: "choice",
    required: true,
    options: options({
      counter: { id: "Datang sendiri", en: "In person" },
      phone: { id: "Telepon", en: "Phone" },
      whatsapp: { id: "WhatsApp", en: "WhatsApp" },
      email: { id: "Email", en: "E-mail" },
      letter: { id: "Surat", en: "Letter" },
    }),
  },
  {
    name: "recognised",
    label: { id: "Cara memastikan bahwa ia pemilik datanya", en: "How you made sure who they are" },
    kind: "long-text",
    required: true,
    min: 3,
    max: 500,
    hint: {
      id: "Misalnya: menunjukkan KTP; ditelepon kembali pada nomor di berkas. Jangan simpan salinan KTP.",
      en: "Such as: showed an identity card; called back on the number in the case. Keep no copy of the card.",
    },
  },
  {
    name: "words",
    label: { id: "Permintaannya, dengan kata-katanya", en: "The request, in their words" },
    kind: "long-text",
    required: true,
    min: 3,
    max: 2000,
  },
];

export const incidentFields: Field[] = [
  { ...day("foundOn", { id: "Tanggal diketahui", en: "Found on" }), required: true },
  { ...hour("foundAt", { id: "Jam diketahui", en: "Found at" }), required: true },
  {
    name: "happened",
    label: { id: "Apa yang terjadi, kapan, dan bagaimana", en: "What happened, when and how" },
    kind: "long-text",
    required: true,
    min: 3,
  },
  {
    name: "data",
    label: { id: "Data pribadi yang terungkap", en: "Which personal data" },
    kind: "long-text",
    required: true,
    min: 3,
    max: 1000,
    hint: { id: "Misalnya: nama, nomor HP, email. Jangan tulis datanya.", en: "Such as: names, phones. Not the data." },
  },
  { name: "people", label: { id: "Jumlah orang", en: "How many people" }, kind: "number" },
  {
    name: "cases",
    label: { id: "Berkas yang terkena", en: "Cases concerned" },
    kind: "long-text",
    max: 2000,
    hint: { id: "Nomor berkas, dipisahkan koma.", en: "Case numbers, with commas between." },
  },
  { name: "cause", label: { id: "Penyebab", en: "Cause" }, kind: "long-text", max: 2000 },
  {
    name: "measures",
    label: { id: "Upaya penanganan dan pemulihan", en: "Measures taken" },
    kind: "long-text",
    max: 2000,
  },
  day("toldPeopleOn", { id: "Pemilik data diberi tahu pada", en: "The people were told on" }),
  hour("toldPeopleAt", { id: "Jam, pemilik data", en: "At, the people" }),
  day("toldAuthorityOn", { id: "Lembaga PDP diberi tahu pada", en: "The authority was told on" }),
  hour("toldAuthorityAt", { id: "Jam, lembaga PDP", en: "At, the authority" }),
];
