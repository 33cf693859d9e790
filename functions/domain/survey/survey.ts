/** Satisfaction survey (Survei Kepuasan Masyarakat, PermenPANRB 14/2017): nine elements, answered without a name. */
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import { elementsOf } from "./elements.ts";

/** Element of the survey -> a person's answer, 1 (worst) to 4 (best). */
export type Scores = Record<string, number>;

/** One person's answers as stored. Nothing in it leads back to the case: its id is made with the link secret. */
export interface SurveyAnswer {
  id: string;
  /** Year of the case, by which answers are kept. */
  year: number;
  /** Day of the answer, YYYY-MM-DD in the agency's zone. */
  date: string;
  procedure: string;
  scores: Scores;
  sex?: string;
  age?: string;
  education?: string;
  occupation?: string;
  suggestion?: string;
}

const aboutService: Text = { id: "Pendapat Anda tentang layanan", en: "Your opinion of the service" };
const aboutYou: Text = { id: "Tentang Anda (tanpa nama)", en: "About you (no name)" };

/** What is asked of the person, besides the elements; nobody has to say. */
export const personFields: Field[] = [
  choice("sex", { id: "Jenis kelamin", en: "Sex" }, [
    ["L", "Laki-laki", "Male"],
    ["P", "Perempuan", "Female"],
  ]),
  choice("age", { id: "Usia", en: "Age" }, [
    ["kurang-17", "Di bawah 17 tahun", "Under 17"],
    ["17-25", "17–25 tahun", "17 to 25"],
    ["26-40", "26–40 tahun", "26 to 40"],
    ["41-60", "41–60 tahun", "41 to 60"],
    ["lebih-60", "Di atas 60 tahun", "Over 60"],
  ]),
  choice("education", { id: "Pendidikan", en: "Education" }, [
    ["sd", "SD atau sederajat", "Primary"],
    ["smp", "SMP atau sederajat", "Junior secondary"],
    ["sma", "SMA atau sederajat", "Senior secondary"],
    ["d1-d3", "D1–D3", "Diploma"],
    ["s1", "D4/S1", "Bachelor"],
    ["s2", "S2 ke atas", "Master or above"],
  ]),
  choice("occupation", { id: "Pekerjaan", en: "Occupation" }, [
    ["pelajar", "Pelajar/mahasiswa", "Student"],
    ["pendidik", "Guru/dosen", "Teacher"],
    ["asn", "ASN/TNI/Polri", "Civil service, military, police"],
    ["swasta", "Karyawan swasta", "Private employee"],
    ["wiraswasta", "Wiraswasta", "Self-employed"],
    ["lainnya", "Lainnya", "Other"],
  ]),
  {
    name: "suggestion",
    label: { id: "Saran", en: "Suggestions" },
    kind: "long-text",
    max: 500,
    section: aboutYou,
    hint: { id: "Mohon tidak menuliskan nama atau nomor telepon.", en: "Please give no names or telephone numbers." },
  },
];

function choice(name: string, label: Text, options: [value: string, id: string, en: string][]): Field {
  return {
    name,
    label,
    kind: "choice",
    section: aboutYou,
    options: options.map(([value, id, en]) => ({ value, label: { id, en } })),
  };
}

/** What is asked, as a form, in the agency's order. */
export function surveyFields(settings: Parameters<typeof elementsOf>[0]): Field[] {
  const asked = elementsOf(settings).map(({ id, question, answers }): Field => ({
    name: id,
    label: question,
    kind: "choice",
    required: true,
    options: answers.map((label, index) => ({ value: String(index + 1), label })),
    section: aboutService,
  }));
  return [...asked, ...personFields];
}

/** The scores among the checked values of the form. */
export function scoresIn(values: Record<string, unknown>): Scores {
  return Object.fromEntries(elementsOf({}).map(({ id }) => [id, Number(values[id])]));
}
