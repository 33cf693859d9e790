/** How people and changes of them are shown. */
import { administratorRole } from "../../../../functions/domain/access/administrator.ts";
import { leavesNoAdministrator } from "../../../../functions/domain/administration/people-rules.ts";
import { isActive, type StaffMember } from "../../../../functions/domain/agency.ts";
import { periodsInWords } from "../../../../functions/domain/administration/away.ts";
import { shortName } from "../../../../functions/domain/administration/roles.ts";
import type { Merged } from "../../../../functions/domain/administration/merge-people.ts";

export function personLine({ away = [], disabled, id, name, email, roles }: StaffMember): string {
  const absent = [
    ...(disabled ? ["nonaktif"] : []),
    ...(away.length > 0 ? [`tidak masuk ${periodsInWords(away)}`] : []),
  ];
  return [`${name} (${id}), ${email}, ${rolesInWords(roles)}`, ...absent].join(", ");
}

function rolesInWords(roles: StaffMember["roles"]): string {
  return roles.map(shortName).join(" | ");
}

/** What a file brings, a line each. */
export function mergeLines({ added, changed, unchanged, missing }: Merged): string[] {
  return [
    ...added.map((person) => `  baru     ${personLine(person)}`),
    ...changed.map(({ before, after }) => `  berubah  ${after.name} (${after.id}): ${changesOf(before, after)}`),
    ...(unchanged.length > 0 ? [`  tetap    ${unchanged.length} orang`] : []),
    ...(missing.length > 0
      ? [
          "Tidak ada di berkas dan tidak diubah. Bila sudah tidak bertugas, akhiri satu per satu:",
          ...missing.map(({ id, name }) => `  ${name}: npm run agency -- end ${id}`),
        ]
      : []),
  ];
}

function changesOf(before: StaffMember, after: StaffMember): string {
  const pairs = [
    ["nama", before.name, after.name],
    ["NIP", before.nip || "-", after.nip || "-"],
    ["pangkat", before.rank ?? "-", after.rank ?? "-"],
    ["nama jabatan", before.position ?? "-", after.position ?? "-"],
    ["telepon", before.phone ?? "-", after.phone ?? "-"],
    ["email", before.email, after.email],
    ["peran", rolesInWords(before.roles), rolesInWords(after.roles)],
    ["status", before.disabled ? "nonaktif" : "aktif", after.disabled ? "nonaktif" : "aktif"],
    ["tidak masuk", periodsInWords(before.away ?? []) || "-", periodsInWords(after.away ?? []) || "-"],
  ] as const;
  const changes = pairs.flatMap(([what, old, now]) => (old === now ? [] : [`${what} ${old} -> ${now}`]));
  return [...(before.endedAt === undefined ? [] : ["bertugas lagi"]), ...changes].join("; ");
}

/** What an operator has to know where the last administrator has gone. */
export function administratorLines(before: StaffMember[], after: StaffMember[]): string[] {
  if (!leavesNoAdministrator(before, after)) return [];
  const role = administratorRole(after.filter(isActive));
  if (role) return [`Tidak ada lagi admin yang aktif; layanan ini kini diurus ${shortName(role)}.`];
  return [
    "Tidak ada lagi admin yang aktif: orang dan pengaturan hanya dapat diubah dengan npm run agency.",
    "Beri seseorang peran Admin: npm run agency -- people orang.csv",
  ];
}

export function missingRoleLines(missing: string[]): string[] {
  if (missing.length === 0) return ["Setiap peran dalam tabel SOP ada orangnya."];
  return ["BELUM ADA ORANGNYA; langkah ini tidak akan dikerjakan siapa pun:", ...missing.map((line) => `  ${line}`)];
}
