import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import type { Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

/**
 * Only people of the agency, with the role that the field asks for, may be chosen in a `staff` field.
 *
 * @throws Refusal `invalid`
 */
export async function checkStaffFields(
  agencies: Dependencies["agencies"],
  fields: Field[],
  values: Values,
): Promise<void> {
  for (const { kind, name, role } of fields) {
    if (kind !== "staff" || values[name] === undefined) continue;
    const staff = await agencies.staff();
    const known = (id: unknown): boolean =>
      staff.some((member) => member.id === id && (!role || member.roles.includes(role)));
    if (![values[name]].flat().every(known)) throw new Refusal("invalid", notOnTheList, { [name]: notOnTheList });
  }
}

const notOnTheList: Text = { id: "Pilih petugas dari daftar.", en: "Choose somebody from the list." };
