/** Whether anybody else could be named where whoever is named is taken. */
import type { Step } from "../../../statemachines/language/vocabulary.ts";
import { procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { presentOn } from "../people/presence.ts";
import { bookingFieldNames, dutiesOf, personBook, type Use } from "./duties.ts";
import { rival, type ResourceDependencies } from "./vehicle-bookings.ts";

/** Whether somebody else could be named for a time at which one who is named by an answer is taken: of the role, there, and free. */
export async function isAnybodyFree(
  { agencies, dayBooks }: ResourceDependencies,
  dossier: Dossier,
  { fields = [], id }: Step,
  answer: Answer,
): Promise<boolean> {
  const names = bookingFieldNames(procedureOfCase(dossier.case));
  const roles = fields.flatMap(({ name, role }) => (role && names.includes(name) ? [role] : []));
  const uses = dutiesOf(dossier, { step: id, answer })?.uses ?? [];
  const isFree = async (resource: string, use: Use): Promise<boolean> => {
    const [book] = await dayBooks.read(resource, [use.date]);
    return !book || rival(book, use, dossier.case.id) === undefined;
  };
  for (const use of uses) {
    if (await isFree(use.resource, use)) continue;
    const others = presentOn(await agencies.staff(), use.date).filter((each) =>
      each.roles.some((role) => roles.includes(role)),
    );
    const isNamed = (book: string): boolean => uses.some((each) => each.resource === book && each.date === use.date);
    for (const book of others.map((each) => personBook(each.id)).filter((each) => !isNamed(each)))
      if (await isFree(book, use)) return true;
  }
  return false;
}
