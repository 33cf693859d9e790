import type { Text } from "../../../statemachines/language/vocabulary.ts";
import type { StaffMember } from "../agency.ts";
import { isoInstant } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import type { AdministrationEntry } from "./records.ts";

/** Who made a change, under which id and when. */
export type ChangedBy = Pick<AdministrationEntry, "id" | "at" | "by" | "byName">;

/** Programs by which an operator changes something, as the log names them; no id of a person has a space. */
const programs = {
  "npm run agency": { id: "perintah npm run agency", en: "the command npm run agency" },
  "npm run deploy": { id: "perintah npm run deploy", en: "the command npm run deploy" },
} satisfies Record<string, Text>;

export type Program = keyof typeof programs;

type Needs = Pick<Dependencies, "clock" | "secrets">;

/** Who makes a change now. */
export function changedBy({ clock, secrets }: Needs, by: StaffMember): ChangedBy {
  return { id: secrets.randomId(), at: isoInstant(clock.now()), by: by.id, byName: by.name };
}

/** An operator makes a change now, of whom nothing is known but the program. */
export function changedByProgram({ clock, secrets }: Needs, by: Program): ChangedBy {
  return { id: secrets.randomId(), at: isoInstant(clock.now()), by, byName: programs[by].id };
}

/** Who made a change, as people read it. */
export function authorOf({ by, byName }: Pick<ChangedBy, "by" | "byName">): Text {
  return isProgram(by) ? programs[by] : { id: byName, en: byName };
}

function isProgram(by: string): by is Program {
  return Object.hasOwn(programs, by);
}
