/** Phone numbers and e-mail addresses of people outside, wherever they stand in words. */
import { fieldsOf } from "../../../statemachines/language/table.ts";
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import { factsOf, procedureOfCase } from "../case/case-file.ts";
import type { Dossier, Values } from "../case/records.ts";

const contactKinds: readonly Field["kind"][] = ["email", "mobile-phone", "landline"];
const address = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g;
const number = /(?:\+?\(\d{2,5}\)\s?|\+)?\d[\d\s().-]{4,}\d/g;

export interface Contacts {
  /** Lower case. */
  addresses: Set<string>;
  /** As they are dialled at home, without the 0. */
  numbers: Set<string>;
}

export function isContact({ kind }: Pick<Field, "kind">): boolean {
  return contactKinds.includes(kind);
}

/** Every contact that was ever given in a case, by whoever gave it. */
export function contactsIn(dossier: Dossier): Contacts {
  const { case: item, mails, tasks } = dossier;
  const procedure = procedureOfCase(item);
  const fields = [...allEntryFields(procedure), ...fieldsOf(procedure)].filter(isContact);
  const given = valuesIn(dossier).flatMap((values) => fields.map(({ name }) => values[name]));
  const used = [
    item.mailProblem?.address,
    ...tasks.map(({ about }) => about?.address),
    ...mails
      .filter(({ to }) => to === "requester")
      .flatMap(({ deliveries = [] }) => deliveries.map((each) => each.address)),
  ];
  const texts = [...given, ...used].filter((each) => typeof each === "string" && each !== "") as string[];
  return {
    addresses: new Set(texts.filter((each) => each.includes("@")).map((each) => each.toLowerCase())),
    numbers: new Set(texts.filter((each) => !each.includes("@")).map(dialled)),
  };
}

/** Whatever was answered in a case: the request, each answer, and what was changed, as it was and as it is. */
export function valuesIn({ case: item, changes = [], tasks }: Dossier): Values[] {
  const changed = changes.flatMap(factsOf).flatMap(({ values, was }) => [values, was]);
  return [item.request, ...tasks.map(({ answer }) => answer?.values ?? {}), ...changed];
}

/** A text with each of the contacts that stand in it, however they are written, put otherwise. */
export function withoutContacts(
  text: string,
  { addresses, numbers }: Contacts,
  instead: { address(found: string): string; number(found: string): string },
): string {
  return text
    .replace(address, (found) => {
      const end = /[.!?]*$/.exec(found)?.[0] ?? "";
      const meant = found.slice(0, found.length - end.length);
      return addresses.has(meant.toLowerCase()) ? instead.address(meant) + end : found;
    })
    .replace(number, (found) => (numbers.has(dialled(found)) ? instead.number(found) : found));
}

function dialled(phone: string): string {
  return phone.replace(/\D/g, "").replace(/^(00)?62|^0/, "");
}
