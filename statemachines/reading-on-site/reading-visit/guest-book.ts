import type { Field, FormRule, ReaderFields } from "../../language/vocabulary.ts";
import { ageGroups, categories, educations, memberships, occupations, purposes, sexes } from "../demographics.ts";

/** Asked of every reader: category, sex and purpose (domain 2.3, data minimisation); everything else may stay empty. */
export const guestBook: Field[] = [
  {
    name: "company",
    label: { id: "Anda datang", en: "You come" },
    kind: "choice",
    required: true,
    options: [
      { value: "sendiri", label: { id: "Sendiri", en: "Alone" } },
      { value: "rombongan", label: { id: "Bersama rombongan", en: "With a group" } },
    ],
  },
  {
    name: "groupSize",
    label: { id: "Jumlah orang", en: "Number of people" },
    kind: "number",
    min: 2,
    max: 200,
    requiredWhen: { field: "company", in: ["rombongan"] },
  },
  {
    name: "groupMale",
    label: { id: "Di antaranya laki-laki", en: "Of these, male" },
    kind: "number",
    min: 0,
    max: 200,
    requiredWhen: { field: "company", in: ["rombongan"] },
  },
  {
    name: "sex",
    label: { id: "Jenis kelamin", en: "Sex" },
    kind: "choice",
    requiredWhen: { field: "company", in: ["sendiri"] },
    options: sexes,
  },
  {
    name: "category",
    label: { id: "Anda adalah", en: "You are" },
    kind: "choice",
    required: true,
    options: categories,
  },
  {
    name: "purpose",
    label: { id: "Keperluan", en: "Purpose" },
    kind: "choice",
    required: true,
    options: purposes,
  },
  {
    name: "membership",
    label: { id: "Keanggotaan", en: "Membership" },
    kind: "choice",
    options: memberships,
  },
  {
    name: "ageGroup",
    label: { id: "Kelompok umur", en: "Age group" },
    kind: "choice",
    options: ageGroups,
  },
  {
    name: "education",
    label: { id: "Pendidikan terakhir", en: "Education" },
    kind: "choice",
    options: educations,
  },
  {
    name: "occupation",
    label: { id: "Pekerjaan", en: "Occupation" },
    kind: "choice",
    options: occupations,
  },
  {
    name: "guestName",
    label: { id: "Nama atau asal rombongan", en: "Name, or where the group is from" },
    kind: "text",
    max: 100,
    personal: true,
  },
];

export const guestBookRules: FormRule[] = [
  {
    kind: "sum-at-most",
    parts: ["groupMale"],
    total: "groupSize",
    at: "groupMale",
    error: {
      id: "Jumlah laki-laki melebihi jumlah orang.",
      en: "There are more men than people.",
    },
  },
];

/** Where the recap book finds what it counts. */
export const readerFields: ReaderFields = {
  sex: {
    field: "sex",
    heading: "Jenis kelamin",
    group: { size: "groupSize", counted: { field: "groupMale", as: "L" }, others: "P" },
  },
  traits: {
    category: { field: "category", heading: "Kategori" },
    membership: { field: "membership", heading: "Jenis anggota" },
    ageGroup: { field: "ageGroup", heading: "Kelompok umur" },
    education: { field: "education", heading: "Pendidikan" },
    occupation: { field: "occupation", heading: "Pekerjaan" },
  },
  questions: { asked: "subjects", answered: "answered" },
  books: "books",
};
