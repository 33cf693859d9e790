/** A made-up agency: the pattern for a real one, and the demonstration. Account, zone and certificate do not exist. */
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import type { AgencyConfig } from "./types.ts";

export const contoh: AgencyConfig = {
  id: "contoh",
  region: "ap-southeast-3",
  domain: "layanan.perpustakaan.contoh.go.id",
  certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000",
  sender: { name: "Dinas Perpustakaan dan Kearsipan", address: "layanan@perpustakaan.contoh.go.id" },
  signInPrefix: "perpustakaan-contoh",
  alarmMail: "tik.disperpusip@contoh.go.id",
  requests: { perSecond: 20, burst: 50 },
  logDays: 90,
  settings: {
    government: "Pemerintah Kabupaten Contoh",
    name: "Dinas Perpustakaan dan Kearsipan",
    regency: "Contoh",
    town: "Contoh",
    mark: "KC",
    accent: { light: "#0f5c55", dark: "#5fc7b8" },
    address: "Jalan Pustaka Raya Nomor 1, Contoh 99999",
    phone: "(0999) 123456",
    email: "disperpusip@contoh.go.id",
    privacyEmail: "privasi.disperpusip@contoh.go.id",
    complaints:
      "Kotak saran, telepon (0999) 123456, email pengaduan.disperpusip@contoh.go.id, atau lapor.go.id (SP4N-LAPOR!)",
    calendar: demoCalendar,
    districts: [
      "Contoh Kota",
      "Contoh Barat",
      "Contoh Timur",
      "Contoh Selatan",
      "Karangsari",
      "Sumberjaya",
      "Tanjung Harapan",
      "Wanareja",
    ],
    vehicles: ["XX 9001 PK", "XX 9002 PK"],
    room: { name: "Ruang baca umum", capacity: 50 },
    catalogueUrl: "https://opac.perpustakaan.contoh.go.id/",
    arriveEarlyMinutes: 15,
    replyWithinWorkingDays: 1,
    checkMailDomain: true,
    titles: {},
    signatory: { role: "library-division-head", onBehalfOf: "Kepala Dinas Perpustakaan dan Kearsipan" },
  },
};
