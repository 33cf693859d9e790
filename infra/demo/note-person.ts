import type { StaffMember } from "../../functions/domain/agency.ts";
import { openOffice } from "../local/host/agency-office.ts";

/** What a test or the demo notes; `disabled: undefined` puts somebody back into service. */
export type Noted = Pick<StaffMember, "away"> & { disabled?: true | undefined };

/** Notes something of a person of the agency, as `npm run agency` does while the host runs on the same data. */
export async function notePerson(dataDir: string, id: string, change: Noted): Promise<void> {
  const office = await openOffice(dataDir, { make: false });
  try {
    const records = await office?.read();
    const person = records?.people.find((each) => each.id === id);
    if (
      !office ||
      !records ||
      !person ||
      !(await office.write(records, { people: [{ ...person, ...change } as StaffMember] }))
    )
      throw new Error(`nothing could be noted of ${id}`);
  } finally {
    await office?.close();
  }
}
