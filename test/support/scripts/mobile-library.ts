/** The straight way through SOP 1, and the answers beside it. */
import type { Values } from "../../../functions/domain/case/records.ts";
import { letterFile, people } from "../builders.ts";
import type { Reply, Script } from "../player.ts";

export const hostEmail = "kepala@sdn2.sch.test";
/** Wednesday 9 December 2026. */
export const stopDay = "2026-12-09";
export const vehicle = "B 9001 PUS";
export const otherVehicle = "B 9002 PUS";

/** What SDN 2 asks for. */
export function hostRequest(overrides: Values = {}): Values {
  const values: Values = {
    hostName: "SDN 2 Contoh",
    hostType: "sekolah",
    hostAddress: "Jalan Melati 3, Contoh Utara",
    district: "Contoh Utara",
    contactName: "Bapak Surya",
    contactPhone: "081234567890",
    contactEmail: hostEmail,
    expectedReaders: { anak: 60, umum: 5 },
    preferredDate: stopDay,
    consent: true,
    ...overrides,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The stop at SDN 2: away from 08.00 until 12.30, service from 09.00 until 11.50. */
export function stopPlan(overrides: Values = {}): Values {
  return {
    place: "SDN 2 Contoh",
    date: stopDay,
    arrival: "08:40",
    start: "09:00",
    end: "11:50",
    distanceKm: 18,
    travelMinutes: 40,
    officers: [people.mobileOfficer.id],
    driver: people.driver.id,
    vehicle,
    rainPlan: "Pindah ke aula sekolah",
    ...overrides,
  };
}

const change = { changeReason: "pengguna", agreedBy: "Bapak Surya", agreedOn: "2026-11-23", agreedChannel: "telepon" };

/** The change of a plan, agreed with the host by phone. */
export function changedPlan(overrides: Values = {}): Values {
  const { rainPlan: _, ...plan } = stopPlan();
  return { ...plan, ...change, ...overrides };
}

const checklist = { fuel: true, vehicleCondition: true, books: true, carpet: true };
const officer = people.mobileOfficer.id;
const contacts = [{ on: "2026-11-23", with: "Bapak Surya", channel: "telepon", agreed: "Rabu 9 Desember, halaman" }];

const usual: Record<string, Reply> = {
  coordinate: { outcome: "selesai", by: people.sectionHead.id, values: { contacts } },
  plan: { outcome: "ajukan", by: people.sectionHead.id, values: stopPlan() },
  "judge-plan": { outcome: "sesuai", by: people.divisionHead.id },
  assign: {
    outcome: "tugaskan",
    by: people.sectionHead.id,
    values: { officers: [officer], driver: people.driver.id, vehicle },
  },
  publish: { outcome: "terbitkan", by: officer, values: { publishedIn: ["whatsapp"] } },
  confirm: { outcome: "ya", by: "requester" },
  "act-on-silence": {
    outcome: "jalan-terus",
    by: people.sectionHead.id,
    values: { confirmedBy: "Bapak Surya", confirmedChannel: "telepon" },
  },
  "change-plan": { outcome: "sepakat", by: people.sectionHead.id, values: changedPlan() },
  "judge-change": { outcome: "sesuai", by: people.divisionHead.id },
  "publish-change": { outcome: "terbitkan", by: officer },
  prepare: { outcome: "siap", by: officer, values: checklist },
  travel: { outcome: "tiba", by: officer },
  "sign-guest-book": { outcome: "selesai", by: officer, values: { signedBy: "Bapak Surya", signedPage: letterFile } },
  "set-out": { outcome: "selesai", by: officer },
  "tidy-up": {
    outcome: "selesai",
    by: officer,
    values: { readers: { "anak-l": 30, "anak-p": 31 }, booksRead: 140 },
  },
  return: { outcome: "kembali", by: officer, values: { odometer: 20_145 } },
};

export const stopScript: Script = { procedure: "mobile-library", request: hostRequest, usual, dayBegins: 7 };
