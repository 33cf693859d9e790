import type { Field } from "../../language/vocabulary.ts";
import { ageGroups, bookClasses, categories, educations, memberships, occupations, sexes } from "../demographics.ts";

/** What the report takes from the daily recaps; nobody types these. */
export const reportFigures: Field[] = [
  number("serviceDays", "Jumlah hari layanan", "Days of service"),
  {
    ...number("missingDays", "Hari layanan tanpa rekap (tanggal)", "Days of service without recap (day)"),
    kind: "text",
  },
  number("visitors", "Jumlah pengunjung", "Visitors"),
  number("visitorsBefore", "Pengunjung bulan sebelumnya", "Visitors the month before"),
  counts("visitorsBySex", "Pengunjung menurut jenis kelamin", "Visitors by sex", sexes),
  counts("visitorsByCategory", "Pengunjung menurut kategori", "Visitors by category", categories),
  counts("visitorsByMembership", "Pengunjung menurut keanggotaan", "Visitors by membership", memberships),
  counts("visitorsByAge", "Pengunjung menurut kelompok umur", "Visitors by age group", ageGroups),
  counts("visitorsByEducation", "Pengunjung menurut pendidikan", "Visitors by education", educations),
  counts("visitorsByOccupation", "Pengunjung menurut pekerjaan", "Visitors by occupation", occupations),
  number("books", "Jumlah buku dibaca", "Books read"),
  number("booksBefore", "Buku dibaca bulan sebelumnya", "Books read the month before"),
  counts("booksByClass", "Buku dibaca menurut kelas", "Books read by class", bookClasses),
  number("questions", "Pertanyaan rujukan", "Reference questions"),
  number("questionsAnswered", "Pertanyaan terjawab", "Questions answered"),
];

function number(name: string, id: string, en: string): Field {
  return { name, label: { id, en }, kind: "number", computed: true };
}

function counts(name: string, id: string, en: string, options: NonNullable<Field["options"]>): Field {
  return { name, label: { id, en }, kind: "counts", options, computed: true };
}
