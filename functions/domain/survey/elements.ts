/**
 * The nine elements of the satisfaction survey (form of PermenPANRB 14/2017, annex), each with its own question and its own
 * four answers, from the worst (1) to the best (4).
 */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";

export type ElementId = `u${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export interface Element {
  /** Name under which its answers are stored, whatever number it bears in print. */
  id: ElementId;
  name: Text;
  question: Text;
  /** What the scores 1 to 4 say, in this order. */
  answers: readonly [Text, Text, Text, Text];
}

/** An element with the number that the agency's copy of the form gives it: 1 to 9. */
export interface NumberedElement extends Element {
  number: number;
}

const text = (id: string, en: string): Text => ({ id, en });
const fit = [
  text("Tidak sesuai", "Not as it should be"),
  text("Kurang sesuai", "Less than it should be"),
  text("Sesuai", "As it should be"),
  text("Sangat sesuai", "Entirely as it should be"),
] as const;

const elements: readonly Element[] = [
  {
    id: "u1",
    name: text("Persyaratan", "Requirements"),
    question: text(
      "Bagaimana kesesuaian persyaratan dengan jenis layanannya?",
      "Did what we asked of you suit the service?",
    ),
    answers: fit,
  },
  {
    id: "u2",
    name: text("Sistem, mekanisme, dan prosedur", "Procedure"),
    question: text("Bagaimana kemudahan prosedur layanan kami?", "How easy was our procedure?"),
    answers: [
      text("Tidak mudah", "Not easy"),
      text("Kurang mudah", "Not very easy"),
      text("Mudah", "Easy"),
      text("Sangat mudah", "Very easy"),
    ],
  },
  {
    id: "u3",
    name: text("Waktu penyelesaian", "Time taken"),
    question: text("Bagaimana kecepatan waktu layanan kami?", "How quick was our service?"),
    answers: [
      text("Tidak cepat", "Not quick"),
      text("Kurang cepat", "Not very quick"),
      text("Cepat", "Quick"),
      text("Sangat cepat", "Very quick"),
    ],
  },
  {
    id: "u4",
    name: text("Biaya/tarif", "Cost"),
    question: text("Bagaimana kewajaran biaya layanan kami?", "How reasonable was the cost of our service?"),
    answers: [
      text("Sangat mahal", "Very expensive"),
      text("Cukup mahal", "Rather expensive"),
      text("Murah", "Cheap"),
      text("Gratis", "Free"),
    ],
  },
  {
    id: "u5",
    name: text("Produk spesifikasi jenis pelayanan", "Result"),
    question: text(
      "Bagaimana kesesuaian hasil layanan dengan yang tercantum dalam standar pelayanan?",
      "Was the result what our service standard promises?",
    ),
    answers: fit,
  },
  {
    id: "u6",
    name: text("Kompetensi pelaksana", "Competence"),
    question: text("Bagaimana kemampuan petugas dalam melayani?", "How able were the officers?"),
    answers: [
      text("Tidak kompeten", "Not able"),
      text("Kurang kompeten", "Not very able"),
      text("Kompeten", "Able"),
      text("Sangat kompeten", "Very able"),
    ],
  },
  {
    id: "u7",
    name: text("Perilaku pelaksana", "Conduct"),
    question: text(
      "Bagaimana perilaku petugas, kesopanan dan keramahannya?",
      "How did the officers behave: were they polite and friendly?",
    ),
    answers: [
      text("Tidak sopan dan ramah", "Not polite and friendly"),
      text("Kurang sopan dan ramah", "Not very polite and friendly"),
      text("Sopan dan ramah", "Polite and friendly"),
      text("Sangat sopan dan ramah", "Very polite and friendly"),
    ],
  },
  {
    id: "u8",
    name: text("Penanganan pengaduan, saran, dan masukan", "Complaints"),
    question: text(
      "Bagaimana penanganan pengaduan, saran, dan masukan di layanan kami?",
      "How are complaints and suggestions handled at our service?",
    ),
    answers: [
      text("Tidak ada", "Not at all"),
      text("Ada tetapi tidak berfungsi", "There is a way, but it does not work"),
      text("Berfungsi kurang maksimal", "It works, but could be better"),
      text("Dikelola dengan baik", "Handled well"),
    ],
  },
  {
    id: "u9",
    name: text("Sarana dan prasarana", "Facilities"),
    question: text("Bagaimana mutu sarana dan prasarana kami?", "How good are our facilities?"),
    answers: [text("Buruk", "Bad"), text("Cukup", "Fair"), text("Baik", "Good"), text("Sangat baik", "Very good")],
  },
];

/** In the agency's order: copies of the form differ in which of complaints and facilities comes first. */
export function elementsOf({
  facilitiesBeforeComplaints = false,
}: Pick<AgencySettings, "facilitiesBeforeComplaints">): NumberedElement[] {
  const last = (each: Element) => each.id === "u8" && facilitiesBeforeComplaints;
  return [...elements.filter((each) => !last(each)), ...elements.filter(last)].map((each, index) => ({
    ...each,
    number: index + 1,
  }));
}
