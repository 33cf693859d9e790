import type { Field, FigureId, Option } from "../../language/vocabulary.ts";
import { ageGroups, bookClasses, categories, educations, memberships, occupations, sexes } from "../demographics.ts";

/** What the report takes from the daily recaps; nobody types these. */
export const reportFigures: Field[] = [
  number("serviceDays", "service-days", "Jumlah hari layanan", "Days of service"),
  {
    ...number(
      "missingDays",
      "missing-days",
      "Hari layanan tanpa rekap (tanggal)",
      "Days of service without recap (day)",
    ),
    kind: "text",
  },
  number("visitors", "visitors", "Jumlah pengunjung", "Visitors"),
  number("visitorsBefore", "visitors-before", "Pengunjung bulan sebelumnya", "Visitors the month before"),
  number("visitorsOnPaper", "visitors-on-paper", "Di antaranya dari catatan kertas", "Of these, from paper"),
  {
    ...number("daysOnPaper", "days-on-paper", "Hari dengan catatan kertas (tanggal)", "Days kept on paper (day)"),
    kind: "text",
  },
  counts("visitorsBySex", "visitors-by-sex", "Pengunjung menurut jenis kelamin", "Visitors by sex", sexes),
  counts(
    "visitorsByCategory",
    "visitors-by-category",
    "Pengunjung menurut kategori",
    "Visitors by category",
    categories,
  ),
  counts(
    "visitorsByMembership",
    "visitors-by-membership",
    "Pengunjung menurut keanggotaan",
    "Visitors by membership",
    memberships,
  ),
  counts("visitorsByAge", "visitors-by-age", "Pengunjung menurut kelompok umur", "Visitors by age group", ageGroups),
  counts(
    "visitorsByEducation",
    "visitors-by-education",
    "Pengunjung menurut pendidikan",
    "Visitors by education",
    educations,
  ),
  counts(
    "visitorsByOccupation",
    "visitors-by-occupation",
    "Pengunjung menurut pekerjaan",
    "Visitors by occupation",
    occupations,
  ),
  number("books", "books", "Jumlah buku dibaca", "Books read"),
  number("booksBefore", "books-before", "Buku dibaca bulan sebelumnya", "Books read the month before"),
  counts("booksByClass", "books-by-class", "Buku dibaca menurut kelas", "Books read by class", bookClasses),
  number("questions", "questions", "Pertanyaan rujukan", "Reference questions"),
  number("questionsAnswered", "questions-answered", "Pertanyaan terjawab", "Questions answered"),
];

function number(name: string, computed: FigureId, id: string, en: string): Field {
  return { name, label: { id, en }, kind: "number", computed };
}

function counts(name: string, computed: FigureId, id: string, en: string, options: Option[]): Field {
  return { name, label: { id, en }, kind: "counts", options, computed };
}
