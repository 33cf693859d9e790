/** People of a file against those the agency has: who is new, who changed, who is not in it any more. */
import type { StaffMember } from "../agency.ts";
import type { PersonRow, RowProblem } from "./people-csv.ts";

export interface Merged {
  ok: true;
  added: StaffMember[];
  changed: { before: StaffMember; after: StaffMember }[];
  unchanged: StaffMember[];
  /** Still of the agency, and not in the file. They stay as they are. */
  missing: StaffMember[];
}

/**
 * A person is known by the id, else by the NIP, else by the mail address; whoever had left and is in the file is back.
 *
 * @param known everybody the agency has or had
 */
export function mergePeople(known: StaffMember[], rows: PersonRow[]): Merged | { ok: false; problems: RowProblem[] } {
  const problems = doubles(rows);
  const found = rows.map((row) => ({ row, match: matchOf(row, known) }));
  const matched = new Map<string, string>();
  for (const { row, match } of found) {
    if (typeof match === "string") problems.push(`${row.where}: ${match}`);
    if (match === null || typeof match === "string") continue;
    const other = matched.get(match.id);
    if (other) problems.push(`${row.where}: ini orang yang sama dengan ${other} (${match.name}).`);
    matched.set(match.id, row.where);
  }
  const missing = known.filter((member) => isHere(member) && !matched.has(member.id));
  const understood = found.flatMap(({ row, match }) => (typeof match === "string" ? [] : [row]));
  problems.push(...heldByOthers(understood, missing));
  if (problems.length > 0) return { ok: false, problems };

  const ids = new Set(known.map(({ id }) => id));
  const merged: Merged = { ok: true, added: [], changed: [], unchanged: [], missing };
  for (const { row, match } of found) {
    const before = typeof match === "string" ? null : match;
    const id = before?.id ?? row.id ?? freeId(row.name, ids);
    ids.add(id);
    const { name, email, roles } = row;
    const person = { id, name, nip: row.nip ?? before?.nip ?? "", email, roles };
    const signedOut = before?.signedOutAt === undefined ? {} : { signedOutAt: before.signedOutAt };
    const reminders = row.reminders ?? before?.reminders ?? "digest";
    const after: StaffMember = {
      ...{ ...person, ...signedOut, ...absenceOf(row, before && isHere(before) ? before : null) },
      ...(reminders === "each" ? { reminders } : {}),
      ...describedBy(row, before),
    };
    if (!before) merged.added.push(after);
    else if (isSame(before, after)) merged.unchanged.push(before);
    else merged.changed.push({ before, after });
  }
  return merged;
}

const isHere = ({ endedAt }: StaffMember): boolean => endedAt === undefined;
/** Whoever comes back is in service; what a file does not say stays. */
function absenceOf(row: PersonRow, before: StaffMember | null): Pick<StaffMember, "away" | "disabled"> {
  const away = row.away ?? before?.away ?? [];
  const disabled = row.disabled ?? before?.disabled ?? false;
  return { ...(disabled ? { disabled } : {}), ...(away.length > 0 ? { away } : {}) };
}

/** What tells colleagues more of somebody; what a file does not say stays. */
function describedBy(row: PersonRow, before: StaffMember | null): Pick<StaffMember, "rank" | "position" | "phone"> {
  const told: Pick<StaffMember, "rank" | "position" | "phone"> = {};
  for (const name of ["rank", "position", "phone"] as const) {
    const value = row[name] ?? before?.[name] ?? "";
    if (value !== "") told[name] = value;
  }
  return told;
}

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The person a row is about, null where it is somebody new, or why that cannot be said. */
function matchOf(row: PersonRow, known: StaffMember[]): StaffMember | string | null {
  if (row.id !== null) {
    const byId = known.find(({ id }) => id === row.id);
    if (byId) return byId;
  }
  const byNip = row.nip ? known.find(({ nip }) => nip === row.nip) : undefined;
  const byEmail = known.find(({ email }) => sameText(email, row.email));
  const one = byNip ?? byEmail;
  if (!one) return null;
  if (row.id !== null) {
    return isHere(one)
      ? `id "${row.id}" tidak ada, tetapi ${one.name} ("${one.id}") memakai NIP atau email yang sama.`
      : null;
  }
  if (byNip && byEmail && byNip !== byEmail && isHere(byEmail))
    return `NIP ini milik ${byNip.name}, email ini milik ${byEmail.name}.`;
  if (!byNip && row.nip && one.nip !== "") {
    if (!isHere(one)) return null;
    return `email ini milik ${one.name} dengan NIP ${one.nip}. Bila orangnya sama, tambahkan kolom id berisi "${one.id}"; bila bukan, akhiri dahulu: npm run agency -- end ${one.id}, atau di Administrasi.`;
  }
  return one;
}

function doubles(rows: PersonRow[]): RowProblem[] {
  const problems: RowProblem[] = [];
  const fields = { id: "id", nip: "NIP", email: "email" } as const;
  for (const [field, name] of Object.entries(fields) as [keyof typeof fields, string][]) {
    const first = new Map<string, string>();
    for (const row of rows) {
      const value = (row[field] ?? "").toLowerCase();
      const earlier = first.get(value);
      if (earlier) problems.push(`${row.where}: ${name} ${value} sudah dipakai ${earlier}.`);
      else if (value !== "") first.set(value, row.where);
    }
  }
  return problems;
}

/** Codes to sign in go to the address: it leads to one person, as a NIP does. */
function heldByOthers(rows: PersonRow[], missing: StaffMember[]): RowProblem[] {
  return rows.flatMap((row) => {
    const email = missing.find((each) => sameText(each.email, row.email));
    const nip = row.nip ? missing.find((each) => each.nip === row.nip) : undefined;
    const holder = email ?? nip;
    if (!holder) return [];
    const what = email ? `email ${row.email}` : `NIP ${String(row.nip)}`;
    return [
      `${row.where}: ${what} masih dipakai ${holder.name}, yang tidak ada di berkas. Akhiri dahulu: npm run agency -- end ${holder.id}, atau di Administrasi.`,
    ];
  });
}

/** "Dra. Sri Wahyuni, M.Si." -> "sri-wahyuni": without titles, and unlike any other. */
export function freeId(name: string, taken: Set<string>): string {
  const [withoutTitles = ""] = name.split(",");
  const parts = withoutTitles.split(" ").filter((part) => !part.includes("."));
  const plain = (parts.length > 0 ? parts : [withoutTitles])
    .join("-")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 36);
  const wanted = plain.length >= 2 ? plain : "petugas";
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function isSame(before: StaffMember, after: StaffMember): boolean {
  const told = ({ away, disabled, name, nip, rank, position, phone, email, reminders, roles, endedAt }: StaffMember) =>
    JSON.stringify([
      ...[name, nip, rank ?? "", position ?? "", phone ?? "", email, roles.toSorted()],
      ...[endedAt ?? null, disabled ?? false, away ?? [], reminders],
    ]);
  return told(before) === told(after);
}
