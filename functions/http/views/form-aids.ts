import { actors } from "../../../statemachines/actors.ts";
import type { Field, Step } from "../../../statemachines/vocabulary.ts";
import type { CaseChoice, FormAids } from "../../contract.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { subjectOf, type CaseItem, type Dossier } from "../../domain/dossier.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { versionsOf } from "./versions.ts";

/** People who may be chosen in `staff` fields, by role. */
export function staffByRole(fields: Field[], staff: StaffMember[]): FormAids["staff"] {
  const roles = fields.flatMap((field) => (field.kind === "staff" && field.role ? [field.role] : []));
  return Object.fromEntries(
    roles.map((role) => [
      role,
      staff.filter((member) => member.roles.includes(role)).map(({ id, name }) => ({ id, name })),
    ]),
  );
}

/** The texts that a person writes the next version of. */
export function latestVersions(dossier: Dossier, fields: Field[]): FormAids["versions"] {
  const found = fields
    .filter((field) => field.versioned)
    .map((field) => [field.name, versionsOf(dossier, field.name).at(-1)] as const);
  return Object.fromEntries(
    found.flatMap(([name, version]) => (version ? [[name, { number: version.number, text: version.text }]] : [])),
  );
}

/**
 * Cases that may be chosen in `case` fields: of the procedure the field names, open or finished, newest first.
 * People outside the agency get none: other people's cases are not theirs to see.
 *
 * @param actor of the step that asks
 */
export async function caseChoices(
  { cases }: Pick<Dependencies, "cases">,
  fields: Field[],
  actor: Step["actor"],
): Promise<FormAids["cases"]> {
  const asking = fields.filter((field) => field.kind === "case");
  if (asking.length === 0 || !actors[actor].inside) return {};
  const wanted = (item: CaseItem): boolean =>
    asking.some(({ procedure }) => procedure === undefined || procedure === item.procedure);
  const found = [...(await newest(cases, true, wanted)), ...(await newest(cases, false, wanted))]
    .filter((item) => item.ending === undefined || item.ending === "SELESAI")
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  return Object.fromEntries(
    asking.map(({ name, procedure }) => [
      name,
      found
        .filter((item) => procedure === undefined || item.procedure === procedure)
        .slice(0, mostChoices)
        .map(choiceOf),
    ]),
  );
}

const mostChoices = 50;
/** Older cases are chosen by typing their number: a list of all of them would take ever longer to read. */
const mostPages = 4;
const pageSize = 100;

async function newest(
  cases: Dependencies["cases"],
  open: boolean,
  wanted: (item: CaseItem) => boolean,
): Promise<CaseItem[]> {
  const found: CaseItem[] = [];
  let before: string | null = null;
  for (let page = 0; page < mostPages && found.length < mostChoices; page += 1) {
    const { items, next }: { items: CaseItem[]; next: string | null } = await cases.list({
      open,
      limit: pageSize,
      ...(before ? { before } : {}),
    });
    found.push(...items.filter(wanted));
    if (next === null) break;
    before = next;
  }
  return found;
}

function choiceOf(item: CaseItem): CaseChoice {
  return { case: item.id, subject: subjectOf(item) };
}
