import type { DaySheet, Field, FormRule, Option, Text } from "../../language/vocabulary.ts";
import { ageGroups, bookClasses, categories, educations, memberships, occupations, sexes } from "../demographics.ts";

/** As many on a day as the guest book takes in a group, many times over. */
const most = 2000;

const peopleError: Text = {
  id: "Lebih banyak daripada pengunjung hari itu.",
  en: "More than the readers of that day.",
};

/** Only what the paper tells; nothing is counted for whom it says nothing of. */
const noted: Text = { id: "Rincian pengunjung, sejauh tercatat", en: "Who they were, as far as it was noted" };

const traits = {
  category: counts("paperCategories", "Menurut kategori", "By category", categories),
  membership: counts("paperMemberships", "Menurut keanggotaan", "By membership", memberships),
  ageGroup: counts("paperAgeGroups", "Menurut kelompok umur", "By age group", ageGroups),
  education: counts("paperEducations", "Menurut pendidikan", "By education", educations),
  occupation: counts("paperOccupations", "Menurut pekerjaan", "By occupation", occupations),
};

/** A day of reading on site whose readers and books were counted on paper (SOP 2, rows 2-7: guest book and recap book). */
export const daySheet: DaySheet = {
  fields: [
    { ...counts("paperSexes", "Pengunjung hari itu", "Readers of that day", sexes), required: true },
    { ...counts("paperBooks", "Buku yang dibaca per kelas", "Books read, by class", bookClasses), max: 9999 },
    number("paperSubjects", "Jumlah subjek yang ditanyakan", "Number of subjects asked"),
    number("paperAnswered", "Yang terjawab", "Answered"),
    ...Object.values(traits).map((field) => ({ ...field, section: noted })),
  ],
  rules: [
    ...Object.values(traits).map(({ name }) => atMost(name, "paperSexes", peopleError)),
    atMost("paperAnswered", "paperSubjects", { id: "Melebihi jumlah yang ditanyakan.", en: "More than were asked." }),
  ],
  sexes: "paperSexes",
  traits: {
    category: traits.category.name,
    membership: traits.membership.name,
    ageGroup: traits.ageGroup.name,
    education: traits.education.name,
    occupation: traits.occupation.name,
  },
  questions: { asked: "paperSubjects", answered: "paperAnswered" },
  books: "paperBooks",
};

function counts(name: string, id: string, en: string, options: Option[]): Field {
  return { name, label: { id, en }, kind: "counts", min: 0, max: most, options };
}

function number(name: string, id: string, en: string): Field {
  return { name, label: { id, en }, kind: "number", min: 0, max: most };
}

function atMost(part: string, total: string, error: Text): FormRule {
  return { kind: "sum-at-most", parts: [part], total, at: part, error };
}
