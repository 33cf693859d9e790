import type { AgencyActor } from "./known-ids.ts";
import type { Actor, ActorId, Procedure } from "./vocabulary.ts";

/**
 * The agency's roles; tables from outside may bring others (`actorIn`, and `actorOf` of the registry).
 *
 * Who steps in for whom follows the usual order of substitution: officers for officers, a librarian for the section head,
 * the section head for the division head. The head of the agency and the legal office, which is another unit with an
 * arrangement of its own, have nobody.
 */
export const actors: Record<AgencyActor, Actor> & Partial<Record<ActorId, Actor>> = {
  "agency-head": {
    title: { id: "Kepala Dinas Perpustakaan dan Kearsipan", en: "Head of the Library and Archives Agency" },
    short: { id: "Kepala Dinas", en: "Agency head" },
    inside: true,
  },
  "library-division-head": {
    title: { id: "Kepala Bidang Perpustakaan", en: "Head of the Library Division" },
    short: { id: "Kabid", en: "Division head" },
    inside: true,
    standIns: ["service-section-head"],
    superior: "agency-head",
  },
  "service-section-head": {
    title: {
      id: "Kepala Seksi Layanan, Otomasi dan Kerja Sama",
      en: "Head of the Service, Automation and Cooperation Section",
    },
    short: { id: "Kasi", en: "Section head" },
    inside: true,
    standIns: ["companion-librarian"],
    superior: "library-division-head",
  },
  "mobile-library-officer": {
    title: { id: "Petugas Perpustakaan Keliling", en: "Mobile library officer" },
    short: { id: "Petugas Pusling", en: "Mobile library" },
    inside: true,
    standIns: ["circulation-officer"],
    superior: "service-section-head",
  },
  "circulation-officer": {
    title: { id: "Petugas Sirkulasi", en: "Circulation officer" },
    short: { id: "Petugas Sirkulasi", en: "Circulation" },
    inside: true,
    standIns: ["front-office-officer", "mail-registrar"],
    superior: "service-section-head",
  },
  "front-office-officer": {
    title: { id: "Petugas Layanan (Front Office)", en: "Front office officer" },
    short: { id: "Front Office", en: "Front office" },
    inside: true,
    standIns: ["mail-registrar", "circulation-officer"],
    superior: "service-section-head",
  },
  "mail-registrar": {
    title: { id: "Petugas Agenda (Agendaris)", en: "Mail registrar" },
    short: { id: "Agendaris", en: "Registrar" },
    inside: true,
    standIns: ["front-office-officer", "circulation-officer"],
    superior: "service-section-head",
  },
  "companion-librarian": {
    title: { id: "Pustakawan Pendamping", en: "Accompanying librarian" },
    short: { id: "Pendamping", en: "Companion" },
    inside: true,
    standIns: ["circulation-officer", "front-office-officer"],
    superior: "service-section-head",
  },
  "legal-office": {
    title: { id: "Bagian Hukum Sekretariat Daerah", en: "Legal Office of the Regional Secretariat" },
    short: { id: "Bagian Hukum", en: "Legal office" },
    unit: { id: "Bagian Hukum", en: "Legal office" },
    mailbox: true,
    inside: true,
  },
  "system-admin": {
    title: { id: "Admin Sistem", en: "System administrator" },
    short: { id: "Admin", en: "Administrator" },
    inside: true,
  },
  "oversight-viewer": {
    title: { id: "Pemantau (Sekretaris Dinas, Inspektorat)", en: "Oversight (Secretary, Inspectorate)" },
    short: { id: "Pemantau", en: "Oversight" },
    inside: true,
  },
  "data-protection-officer": {
    title: { id: "Petugas Pelindungan Data Pribadi", en: "Data protection officer" },
    short: { id: "Petugas PDP", en: "Data protection" },
    inside: true,
  },
  "mobile-library-host": {
    title: { id: "Pengguna Layanan Perpustakaan Keliling", en: "Mobile library host" },
    short: { id: "Pengguna layanan", en: "Host" },
    unit: { id: "Pengguna layanan", en: "Host" },
    inside: false,
    remindAfter: ["PT2H"],
  },
  reader: {
    title: { id: "Pemustaka", en: "Reader" },
    short: { id: "Pemustaka", en: "Reader" },
    unit: { id: "Pemustaka", en: "Reader" },
    inside: false,
  },
  "partner-party": {
    title: { id: "Pihak Lain", en: "Partner" },
    short: { id: "Pihak Lain", en: "Partner" },
    unit: { id: "Mitra", en: "Partner" },
    inside: false,
    remindAfter: ["P2D", "P4D"],
  },
  "official-visitor": {
    title: { id: "Pengunjung Resmi", en: "Official visitor" },
    short: { id: "Pengunjung", en: "Visitor" },
    unit: { id: "Pengunjung", en: "Visitor" },
    inside: false,
    remindAfter: ["P2D", "P4D"],
  },
};

/**
 * Who looks after the service itself, and decides about no case for that: the first of these roles that anybody holds. So there
 * is always somebody, also where an agency has no administrator.
 */
export const administrators: readonly [AgencyActor, ...AgencyActor[]] = ["system-admin", "agency-head"];

/** Who answers requests about personal data and keeps their records: the first of these roles that anybody holds. */
export const dataProtectors: readonly AgencyActor[] = ["data-protection-officer", "agency-head"];

/** Who sees to a task for which nobody is there: the first of these roles of which somebody is. */
export const responsibleRoles: readonly AgencyActor[] = [
  ...administrators,
  "library-division-head",
  "service-section-head",
];

/** A role as a table knows it: the agency's, or its own; undefined where it is neither. */
export function actorIn({ actors: own = {} }: Pick<Procedure, "actors">, id: ActorId): Actor | undefined {
  if (Object.hasOwn(actors, id)) return actors[id];
  return Object.hasOwn(own, id) ? own[id] : undefined;
}
