import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import { isActive } from "../agency.ts";
import type { Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";

/** @returns a sentence per `staff` field in which somebody was chosen who is not on the staff with the role it asks for */
export async function staffErrors(
  agencies: Dependencies["agencies"],
  fields: Field[],
  values: Values,
): Promise<Record<string, Text>> {
  const errors: Record<string, Text> = {};
  for (const { kind, name, role } of fields) {
    if (kind !== "staff" || values[name] === undefined) continue;
    const staff = await agencies.staff();
    const known = (id: unknown): boolean =>
      staff.some((member) => member.id === id && isActive(member) && (!role || member.roles.includes(role)));
    if (![values[name]].flat().every(known)) errors[name] = notOnTheList;
  }
  return errors;
}

const notOnTheList: Text = { id: "Pilih petugas dari daftar.", en: "Choose somebody from the list." };
