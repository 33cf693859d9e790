/** Satisfaction survey (Survei Kepuasan Masyarakat, PermenPANRB 14/2017): nine elements, answered without a name. */
import type { Field, Option, Text } from "../../../statemachines/language/vocabulary.ts";

/** Element of the survey -> a person's answer, 1 to 4. */
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

export type Category = "A" | "B" | "C" | "D";

export interface SurveyIndex {
  respondents: number;
  /** Mean of each element, two decimals; null without answers. */
  elements: { id: string; label: Text; mean: number | null }[];
  /** 1 to 4, and 25 to 100; two decimals, null without answers. */
  skm: number | null;
  ikm: number | null;
  category: Category | null;
}

const scale: Option[] = [
  { value: "4", label: { id: "4 – Sangat baik", en: "4 – Very good" } },
  { value: "3", label: { id: "3 – Baik", en: "3 – Good" } },
  { value: "2", label: { id: "2 – Kurang baik", en: "2 – Not so good" } },
  { value: "1", label: { id: "1 – Tidak baik", en: "1 – Poor" } },
];

/** U1 to U9 of the regulation, each as a question in plain words. */
const elements: { id: string; name: Text; question: Text }[] = [
  {
    id: "u1",
    name: { id: "Persyaratan", en: "Requirements" },
    question: { id: "Persyaratan layanan mudah dipenuhi", en: "What we asked for was easy to provide" },
  },
  {
    id: "u2",
    name: { id: "Sistem, mekanisme, dan prosedur", en: "Procedure" },
    question: { id: "Prosedur layanan mudah diikuti", en: "The procedure was easy to follow" },
  },
  {
    id: "u3",
    name: { id: "Waktu penyelesaian", en: "Time taken" },
    question: { id: "Layanan diselesaikan tepat waktu", en: "The service came in good time" },
  },
  {
    id: "u4",
    name: { id: "Biaya/tarif", en: "Cost" },
    question: { id: "Layanan tidak dipungut biaya", en: "The service was free of charge" },
  },
  {
    id: "u5",
    name: { id: "Produk spesifikasi jenis pelayanan", en: "Result" },
    question: { id: "Hasil layanan sesuai dengan yang dijanjikan", en: "We delivered what was promised" },
  },
  {
    id: "u6",
    name: { id: "Kompetensi pelaksana", en: "Competence" },
    question: { id: "Petugas menguasai pekerjaannya", en: "The officers knew their work" },
  },
  {
    id: "u7",
    name: { id: "Perilaku pelaksana", en: "Conduct" },
    question: { id: "Petugas ramah dan sopan", en: "The officers were friendly and polite" },
  },
  {
    id: "u8",
    name: { id: "Penanganan pengaduan, saran, dan masukan", en: "Complaints" },
    question: {
      id: "Pengaduan dan saran ditanggapi dengan baik",
      en: "Complaints and suggestions were taken seriously",
    },
  },
  {
    id: "u9",
    name: { id: "Sarana dan prasarana", en: "Facilities" },
    question: { id: "Sarana dan prasarana memadai", en: "The facilities were sufficient" },
  },
];

const aboutService: Text = { id: "Pendapat Anda tentang layanan", en: "Your opinion of the service" };
const aboutYou: Text = { id: "Tentang Anda (tanpa nama)", en: "About you (no name)" };

/** What is asked, as a form. */
export const surveyFields: Field[] = [
  ...elements.map(({ id, question }): Field => ({
    name: id,
    label: question,
    kind: "choice",
    required: true,
    options: scale,
    section: aboutService,
  })),
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

/** The scores among the checked values of the form. */
export function scoresIn(values: Record<string, unknown>): Scores {
  return Object.fromEntries(elements.map(({ id }) => [id, Number(values[id])]));
}

/**
 * The index of some answers: every element weighs exactly one ninth, rounded to two decimals before it is categorised.
 */
export function surveyIndex(answers: Pick<SurveyAnswer, "scores">[]): SurveyIndex {
  const means = elements.map(({ id }) => mean(answers.map(({ scores }) => scores[id] ?? NaN)));
  const skm = mean(means);
  const ikm = answers.length === 0 ? null : rounded(skm * 25);
  return {
    respondents: answers.length,
    elements: elements.map(({ id, name }, index) => ({
      id,
      label: name,
      mean: answers.length === 0 ? null : rounded(means[index] ?? NaN),
    })),
    skm: answers.length === 0 ? null : rounded(skm),
    ikm,
    category: ikm === null ? null : categoryOf(ikm),
  };
}

/** A sangat baik, B baik, C kurang baik, D tidak baik. @param ikm 25 to 100, two decimals */
export function categoryOf(ikm: number): Category {
  if (ikm >= 88.31) return "A";
  if (ikm >= 76.61) return "B";
  return ikm >= 65 ? "C" : "D";
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Half up, without the drift of binary fractions: 88.305 is 88.31. */
function rounded(value: number): number {
  return Math.round(Number((value * 100).toFixed(6))) / 100;
}

/** The answers as a table for further work: a line for each person, in no telling order. */
export function surveyCsv(answers: SurveyAnswer[]): string {
  const columns = ["date", "procedure", ...surveyFields.map(({ name }) => name)] as const;
  const lines = answers
    .toSorted((a, b) => a.id.localeCompare(b.id))
    .map((answer) => {
      const values: Record<string, unknown> = { ...answer, ...answer.scores };
      return columns.map((column) => cell(values[column])).join(",");
    });
  return [columns.join(","), ...lines].join("\r\n") + "\r\n";
}

/** What a spreadsheet would take for a formula is marked as text. */
function cell(value: unknown): string {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
