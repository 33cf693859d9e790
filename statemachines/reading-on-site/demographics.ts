/**
 * Who reads and what is read, in the classes that library statistics use. Sex, education and occupation are those of
 * the guest book of INLISLite 3 (its record of group visits counts the same ones), so that figures of both can be added;
 * the categories are those of the district's own statistics; the age groups are a common division, no rule fixes them.
 */
import type { Option } from "../language/vocabulary.ts";

export const sexes: Option[] = [option("L", "Laki-laki", "Male"), option("P", "Perempuan", "Female")];

export const categories: Option[] = [
  option("anak-usia-dini", "Anak usia dini", "Early childhood"),
  option("pelajar-sd", "Pelajar SD", "Primary school pupil"),
  option("pelajar-smp", "Pelajar SMP", "Junior high school pupil"),
  option("pelajar-sma", "Pelajar SMA/SMK", "Senior high school pupil"),
  option("mahasiswa", "Mahasiswa", "Student"),
  option("guru-dosen", "Guru/dosen", "Teacher, lecturer"),
  option("asn-tni-polri", "ASN/TNI/Polri", "Civil service, armed forces, police"),
  option("karyawan", "Karyawan", "Employee"),
  option("umum", "Umum", "General public"),
];

export const memberships: Option[] = [
  option("anggota", "Anggota", "Member"),
  option("bukan-anggota", "Bukan anggota", "Not a member"),
];

export const educations: Option[] = [
  option("sd", "SD/sederajat", "Primary school"),
  option("smp", "SMP/sederajat", "Junior high school"),
  option("sma", "SMA/sederajat", "Senior high school"),
  option("d1", "D1", "Diploma 1"),
  option("d2", "D2", "Diploma 2"),
  option("d3", "D3", "Diploma 3"),
  option("s1", "S1/D4", "Bachelor"),
  option("s2", "S2", "Master"),
  option("s3", "S3", "Doctor"),
];

export const occupations: Option[] = [
  option("pelajar", "Pelajar", "Pupil"),
  option("mahasiswa", "Mahasiswa", "Student"),
  option("pns", "PNS/PPPK", "Civil servant"),
  option("tni-polri", "TNI/Polri", "Armed forces, police"),
  option("guru", "Guru", "Teacher"),
  option("dosen", "Dosen", "Lecturer"),
  option("peneliti", "Peneliti", "Researcher"),
  option("pegawai-swasta", "Pegawai swasta", "Private employee"),
  option("wiraswasta", "Wiraswasta", "Self-employed"),
  option("pensiunan", "Pensiunan", "Retired"),
  option("lainnya", "Lainnya", "Other"),
];

export const ageGroups: Option[] = [
  option("0-5", "0-5 tahun", "0 to 5"),
  option("6-12", "6-12 tahun", "6 to 12"),
  option("13-18", "13-18 tahun", "13 to 18"),
  option("19-24", "19-24 tahun", "19 to 24"),
  option("25-44", "25-44 tahun", "25 to 44"),
  option("45-59", "45-59 tahun", "45 to 59"),
  option("60-plus", "60 tahun ke atas", "60 and over"),
];

export const purposes: Option[] = [
  option("membaca", "Membaca", "Reading"),
  option("mencari-referensi", "Mencari referensi", "Looking something up"),
  option("mengerjakan-tugas", "Mengerjakan tugas/penelitian", "Homework, research"),
  option("layanan-anak", "Layanan anak", "Children's room"),
  option("internet", "Internet/komputer", "Internet, computer"),
  option("lainnya", "Lainnya", "Other"),
];

/** Main classes of the Dewey Decimal Classification, and the reserve collection (tandon), which is read on site only. */
export const bookClasses: Option[] = [
  option("000", "000 Karya umum", "000 General works"),
  option("100", "100 Filsafat, psikologi", "100 Philosophy, psychology"),
  option("200", "200 Agama", "200 Religion"),
  option("300", "300 Ilmu sosial", "300 Social sciences"),
  option("400", "400 Bahasa", "400 Language"),
  option("500", "500 Ilmu murni", "500 Science"),
  option("600", "600 Ilmu terapan", "600 Technology"),
  option("700", "700 Seni, olahraga", "700 Arts, sports"),
  option("800", "800 Kesusastraan", "800 Literature"),
  option("900", "900 Sejarah, geografi", "900 History, geography"),
  option("X", "Tandon", "Reserve collection"),
];

function option(value: string, id: string, en: string): Option {
  return { value, label: { id, en } };
}
