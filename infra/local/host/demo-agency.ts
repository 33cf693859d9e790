/** A made-up agency with made-up people, for the demo and the developer's desk. */
import type { AgencySettings, StaffMember } from "../../../functions/domain/agency.ts";
import { contoh } from "../../agencies/contoh.ts";

/** One machine may be without internet, and the demo's visitors have made-up addresses. */
export const demoSettings: AgencySettings = { ...contoh.settings, checkMailDomain: false };

export const demoStaff: StaffMember[] = [
  person("bambang-sutrisno", "Drs. H. Bambang Sutrisno, M.M.", "196805121994031006", ["agency-head"]),
  person("endang-kusumawati", "Dra. Endang Kusumawati, M.Si.", "197003221996032002", ["library-division-head"]),
  person("hendra-gunawan", "Hendra Gunawan, S.Sos., M.A.P.", "197811052005011009", ["service-section-head"]),
  person("sri-wahyuni", "Sri Wahyuni, A.Md.", "198507142010012021", ["mail-registrar"]),
  person("rina-marlina", "Rina Marlina, S.I.Pust.", "199102182019032012", ["front-office-officer"]),
  person("agus-setiawan", "Agus Setiawan, S.I.Pust.", "198809302014031003", ["companion-librarian"]),
  person("maya-puspitasari", "Maya Puspitasari, S.Hum.", "199304262020122017", ["companion-librarian"]),
  person("dewi-lestari", "Dewi Lestari, A.Md.", "199006112015022004", ["circulation-officer"]),
  person("yusuf-hidayat", "Yusuf Hidayat, S.Kom.", "199501172020121008", [
    "circulation-officer",
    "data-protection-officer",
  ]),
  person("joko-prasetyo", "Joko Prasetyo", "", ["mobile-library-officer"]),
  person("wahyu-nugroho", "Wahyu Nugroho", "", ["mobile-library-officer"]),
  person("bagian-hukum", "Bagian Hukum Sekretariat Daerah", "", ["legal-office"]),
  person("bagus-wicaksono", "Bagus Wicaksono, S.Kom.", "199208142019031010", ["system-admin"]),
];

function person(id: string, name: string, nip: string, roles: StaffMember["roles"]): StaffMember {
  return { id, name, nip, email: `${id.replace("-", ".")}@contoh.go.id`, roles };
}
