/** What is asked when somebody enters who holds a post for another; checked in the browser and here by the same fields. */
import type { Field, Option } from "../../../statemachines/language/vocabulary.ts";

const daysBack = 31;
const daysAhead = 366;

/** @param posts those for which whoever asks may enter somebody; `people`: who may be entered */
export function substitutionFields(posts: Option[], people: Option[]): Field[] {
  return [
    { name: "post", label: { id: "Jabatan", en: "Post" }, kind: "choice", required: true, options: posts },
    { name: "person", label: { id: "Pengganti", en: "Substitute" }, kind: "choice", required: true, options: people },
    {
      name: "kind",
      label: { id: "Sebagai", en: "As" },
      kind: "choice",
      required: true,
      options: [
        { value: "plh", label: { id: "Plh. (pejabat berhalangan sementara)", en: "Plh. (the official is away)" } },
        { value: "plt", label: { id: "Plt. (jabatan kosong)", en: "Plt. (the post is vacant)" } },
      ],
    },
    {
      name: "from",
      label: { id: "Mulai tanggal", en: "From" },
      kind: "date",
      required: true,
      earliest: -daysBack,
      latest: daysAhead,
    },
    {
      name: "until",
      label: { id: "Sampai tanggal", en: "Until" },
      kind: "date",
      requiredUnless: { field: "kind", in: ["plt"] },
      earliest: 0,
      latest: daysAhead,
      hint: {
        id: "Tanggal terakhir ikut dihitung. Plt. boleh dikosongkan: berlaku sampai diakhiri.",
        en: "The last day counts too. May be left empty for a Plt.: it holds until it is ended.",
      },
    },
    orderNumber(true),
    {
      name: "orderFile",
      label: { id: "Surat perintah (PDF atau foto)", en: "The letter (PDF or photo)" },
      kind: "file",
    },
  ];
}

/** @param posts those of whoever prepares somebody */
export function deputyFields(posts: Option[], people: Option[]): Field[] {
  return [
    { name: "post", label: { id: "Jabatan saya", en: "My post" }, kind: "choice", required: true, options: posts },
    {
      name: "person",
      label: { id: "Yang menggantikan saya", en: "Who takes my place" },
      kind: "choice",
      required: true,
      options: people,
    },
    orderNumber(true),
  ];
}

function orderNumber(required: boolean): Field {
  return {
    name: "orderNumber",
    label: { id: "Nomor surat perintah", en: "Number of the letter of order" },
    kind: "text",
    required,
    min: 3,
    max: 80,
  };
}
