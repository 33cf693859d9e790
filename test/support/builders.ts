/** Test data that is right in every way; a test overrides only what it is about. */
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";
import { usualConsentVersion } from "../../functions/domain/form/consent.ts";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import type { Answer, CaseItem, MailItem, StoredFile, TaskItem, Values } from "../../functions/domain/case/records.ts";

/** Monday 23 November 2026, 09.00 WIB: when the request of scenario Sc1 is sent. */
export const mondayMorning = "2026-11-23T02:00:00.000Z";
/** Wednesday 2 December 2026, the day of the visit asked for. */
export const visitDay = "2026-12-02";
/** The visit day at 09.00 WIB. */
export const visitMorning = "2026-12-02T02:00:00.000Z";
/** Thursday 24 December 2026 is joint leave, Friday 25 December is Christmas. */
export const holiday = "2026-12-25";
/** The earliest day that the lead time of one week allows is 30 November; this is a day before. */
export const tooSoon = "2026-11-27";

export const roomCapacity = 50;

export function agency(overrides: Partial<AgencySettings> = {}): AgencySettings {
  return {
    government: "Pemerintah Kabupaten Contoh",
    name: "Dinas Perpustakaan dan Kearsipan",
    regency: "Contoh",
    town: "Kota Contoh",
    mark: "DP",
    accent: { light: "#1f4d5c", dark: "#8cc4d6" },
    address: "Jalan Pustaka 1, Kota Contoh",
    phone: "0274-512345",
    email: "dinas@contoh.test",
    privacyEmail: "pdp@contoh.test",
    complaints: "LAPOR! atau 0274-512345",
    calendar: demoCalendar,
    districts: ["Contoh Kota", "Contoh Utara"],
    vehicles: ["B 9001 PUS", "B 9002 PUS"],
    room: { name: "Ruang Baca Umum", capacity: roomCapacity },
    arriveEarlyMinutes: 15,
    replyWithinWorkingDays: 2,
    checkMailDomain: true,
    titles: {},
    signatory: { role: "library-division-head", onBehalfOf: "Kepala Dinas" },
    ...overrides,
  };
}

export function member(id: string, name: string, roles: StaffMember["roles"], nip = ""): StaffMember {
  return { id, name, nip, email: `${id}@contoh.test`, roles };
}

/** The people of the agency, by what they do. */
export const people = {
  registrar: member("siti", "Siti Aminah", ["mail-registrar"]),
  frontOffice: member("budi", "Budi Santoso", ["front-office-officer"]),
  sectionHead: member("hendra", "Hendra Wijaya, S.Sos.", ["service-section-head"], "197503122000031002"),
  divisionHead: member("sri", "Dra. Sri Wahyuni, M.Si.", ["library-division-head"], "196908171994032005"),
  companion: member("rina", "Rina Kartika, S.IP.", ["companion-librarian"]),
  otherCompanion: member("dewi", "Dewi Lestari, S.IP.", ["companion-librarian"]),
  agencyHead: member("bambang", "Drs. Bambang Sutrisno, M.M.", ["agency-head"]),
  mobileOfficer: member("joko", "Joko Prasetyo", ["mobile-library-officer"]),
  driver: member("wahyu", "Wahyu Nugroho", ["mobile-library-officer"]),
  circulation: member("yusuf", "Yusuf Hidayat, S.Kom.", ["circulation-officer"]),
  legalOffice: member("hukum", "Bagian Hukum Sekretariat Daerah", ["legal-office"]),
};

export function everybody(): StaffMember[] {
  return Object.values(people).map((each) => ({ ...each, roles: [...each.roles] }));
}

export const requesterEmail = "kepsek@smpn1.sch.test";
/** The last four digits of the phone number in `visitRequest`. */
export const phoneDigits = "7890";
export const letterFile = "surat-permohonan";
/** Key of a letter that was uploaded when the first did not do. */
export const betterLetter = "surat-yang-lengkap";
export const pdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n");

/** The answers of SMPN 1: Wednesday 2 December, 09.00-11.00, 40 persons, with a letter. */
export function visitRequest(overrides: Values = {}): Values {
  const values: Values = {
    institutionName: "SMPN 1 Contoh",
    institutionType: "smp",
    institutionAddress: "Jalan Pendidikan 5, Contoh Kota",
    district: "Contoh Kota",
    contactName: "Ibu Ratna Dewanti",
    contactPosition: "Kepala Sekolah",
    contactEmail: requesterEmail,
    contactPhone: "081234567890",
    letterNumber: "421/087/2026",
    letterDate: "2026-11-20",
    letterFile,
    purpose: "literasi",
    purposeDetail: "Mengenalkan siswa kelas tujuh pada layanan perpustakaan.",
    preferredDate: visitDay,
    preferredStart: "09:00",
    preferredEnd: "11:00",
    headcount: 40,
    consent: true,
    ...overrides,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

export function storedFile(overrides: Partial<StoredFile> = {}): StoredFile {
  return {
    id: letterFile,
    name: "surat.pdf",
    type: "application/pdf",
    size: pdf.length,
    hash: "0".repeat(64),
    ...overrides,
  };
}

export function caseItem(overrides: Partial<CaseItem> = {}): CaseItem {
  return {
    id: "KJG-2026-00001",
    procedure: "official-visit",
    version: 1,
    language: "id",
    createdAt: mondayMorning,
    request: { ...visitRequest(), contactPhone: "+6281234567890" },
    files: [storedFile()],
    consentVersion: usualConsentVersion,
    ...overrides,
  };
}

/** An open task of the registrar, due at 09.02. */
export function taskItem(overrides: Partial<TaskItem> = {}): TaskItem {
  return {
    caseId: "KJG-2026-00001",
    id: "task-1",
    step: "register-letter",
    procedure: "official-visit",
    version: 1,
    subject: "SMPN 1 Contoh",
    askedBy: "official-visitor",
    openedAt: mondayMorning,
    dueAt: "2026-11-23T02:02:00.000Z",
    deadlineAt: null,
    availableFrom: null,
    actor: "mail-registrar",
    assignees: [],
    token: "TASK-TOKEN-0",
    answer: null,
    resumed: false,
    ...overrides,
  };
}

/** The answer of the registrar to `taskItem`. */
export function answer(overrides: Partial<Answer> = {}): Answer {
  return {
    outcome: "agendakan",
    values: { urgency: "biasa" },
    note: "",
    person: "staff:siti",
    name: "Siti Aminah",
    role: "mail-registrar",
    channel: "staff",
    at: "2026-11-23T02:01:00.000Z",
    ...overrides,
  };
}

export function mailItem(overrides: Partial<MailItem> = {}): MailItem {
  return {
    caseId: "KJG-2026-00001",
    id: "mail-1",
    letter: "request-received",
    to: "requester",
    subject: "Permohonan kunjungan telah kami terima",
    body: { paragraphs: ["Dengan hormat,"], buttons: [{ label: "Lihat", link: "tracking" }], closing: ["Dinas"] },
    state: "pending",
    attempts: 0,
    createdAt: mondayMorning,
    ...overrides,
  };
}
