/** How people and changes of them are shown. */
import type { StaffMember } from "../../../../functions/domain/agency.ts";
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

export function missingRoleLines(missing: string[]): string[] {
  if (missing.length === 0) return ["Setiap peran dalam tabel SOP ada orangnya."];
  return ["BELUM ADA ORANGNYA; langkah ini tidak akan dikerjakan siapa pun:", ...missing.map((line) => `  ${line}`)];
}
