import type { Holiday } from "./calendar.ts";

const national = (date: string, name: string): Holiday => ({ date, name, kind: "national" });
const jointLeave = (date: string, name: string): Holiday => ({ date, name, kind: "joint-leave" });
const estimated = (holiday: Holiday): Holiday => ({ ...holiday, estimated: true });

/** Source: SKB 3 Menteri No. 1497/2025, 2/2025 and 5/2025; 17 national holidays and 8 days of joint leave. */
export const holidays2026: Holiday[] = [
  national("2026-01-01", "Tahun Baru 2026"),
  national("2026-01-16", "Isra Mikraj"),
  jointLeave("2026-02-16", "Cuti bersama Tahun Baru Imlek"),
  national("2026-02-17", "Tahun Baru Imlek 2577"),
  jointLeave("2026-03-18", "Cuti bersama Nyepi"),
  national("2026-03-19", "Nyepi, Tahun Baru Saka 1948"),
  jointLeave("2026-03-20", "Cuti bersama Idulfitri"),
  national("2026-03-21", "Idulfitri 1447 H"),
  national("2026-03-22", "Idulfitri 1447 H"),
  jointLeave("2026-03-23", "Cuti bersama Idulfitri"),
  jointLeave("2026-03-24", "Cuti bersama Idulfitri"),
  national("2026-04-03", "Wafat Yesus Kristus"),
  national("2026-04-05", "Paskah"),
  national("2026-05-01", "Hari Buruh Internasional"),
  national("2026-05-14", "Kenaikan Yesus Kristus"),
  jointLeave("2026-05-15", "Cuti bersama Kenaikan Yesus Kristus"),
  national("2026-05-27", "Iduladha 1447 H"),
  jointLeave("2026-05-28", "Cuti bersama Iduladha"),
  national("2026-05-31", "Waisak 2570"),
  national("2026-06-01", "Hari Lahir Pancasila"),
  national("2026-06-16", "1 Muharam 1448 H"),
  national("2026-08-17", "Hari Kemerdekaan"),
  national("2026-08-25", "Maulid Nabi Muhammad"),
  jointLeave("2026-12-24", "Cuti bersama Natal"),
  national("2026-12-25", "Natal"),
];

/**
 * Source: the days of the SKB for 2027 as carried by the open-source `holidays` 0.105 package (which cites
 * setneg.go.id); an administrator confirms them against the SKB itself. Estimated days follow the moon.
 */
export const holidays2027: Holiday[] = [
  national("2027-01-01", "Tahun Baru 2027"),
  national("2027-01-05", "Isra Mikraj 1448 H"),
  jointLeave("2027-02-05", "Cuti bersama Tahun Baru Imlek"),
  national("2027-02-06", "Tahun Baru Imlek 2578"),
  national("2027-03-08", "Nyepi, Tahun Baru Saka 1949"),
  jointLeave("2027-03-09", "Cuti bersama Idulfitri"),
  estimated(national("2027-03-10", "Idulfitri 1448 H")),
  estimated(national("2027-03-11", "Idulfitri 1448 H")),
  jointLeave("2027-03-12", "Cuti bersama Idulfitri"),
  jointLeave("2027-03-15", "Cuti bersama Idulfitri"),
  jointLeave("2027-03-25", "Cuti bersama Wafat Yesus Kristus"),
  national("2027-03-26", "Wafat Yesus Kristus"),
  national("2027-03-28", "Paskah"),
  national("2027-05-01", "Hari Buruh Internasional"),
  national("2027-05-06", "Kenaikan Yesus Kristus"),
  estimated(national("2027-05-17", "Iduladha 1448 H")),
  jointLeave("2027-05-18", "Cuti bersama Iduladha"),
  jointLeave("2027-05-19", "Cuti bersama Waisak"),
  national("2027-05-20", "Waisak 2571"),
  national("2027-06-01", "Hari Lahir Pancasila"),
  national("2027-06-06", "1 Muharam 1449 H"),
  national("2027-08-15", "Maulid Nabi Muhammad"),
  national("2027-08-17", "Hari Kemerdekaan"),
  jointLeave("2027-12-24", "Cuti bersama Natal"),
  national("2027-12-25", "Natal"),
  national("2027-12-26", "Isra Mikraj 1449 H"),
];
