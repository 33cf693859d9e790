/** Phone numbers and e-mail addresses of people outside, for readers who need not call or write. */
import { fieldsOf } from "../../../statemachines/language/table.ts";
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import { factsOf, procedureOfCase } from "../../domain/case/case-file.ts";
import type { Dossier, Values } from "../../domain/case/records.ts";
import { maskedEmail } from "./facts.ts";

const contactKinds: readonly Field["kind"][] = ["email", "mobile-phone", "landline"];
const address = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g;
const number = /\+?\(?\d[\d\s().-]{5,}\d/g;

/**
 * A view in which the contacts of a case are masked wherever they stand, in notes and letters too, and that opens no
 * messenger with them. Those of the agency stay.
 */
export function maskContacts<View>(view: View, dossier: Dossier): View {
  const known = contactsOf(dossier);
  return masked(view, known) as View;
}

interface Contacts {
  addresses: Set<string>;
  /** As they are dialled at home, without the 0. */
  numbers: Set<string>;
}

/** Every contact that was ever given in a case, by whoever gave it. */
function contactsOf(dossier: Dossier): Contacts {
  const { case: item, changes = [], mails, tasks } = dossier;
  const procedure = procedureOfCase(item);
  const fields = [...allEntryFields(procedure), ...fieldsOf(procedure)].filter(({ kind }) =>
    contactKinds.includes(kind),
  );
  const changed = changes.flatMap(factsOf).flatMap(({ values, was }) => [values, was]);
  const told: Values[] = [item.request, ...tasks.map(({ answer }) => answer?.values ?? {}), ...changed];
  const given = told.flatMap((values) => fields.map(({ name }) => values[name]));
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

function masked(value: unknown, known: Contacts): unknown {
  if (typeof value === "string") return value.startsWith("https://wa.me/") ? null : maskedText(value, known);
  if (Array.isArray(value)) return value.map((each) => masked(each, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each, known)]));
}

function maskedText(text: string, { addresses, numbers }: Contacts): string {
  return text
    .replace(address, (found) => {
      const end = /[.!?]*$/.exec(found)?.[0] ?? "";
      const meant = found.slice(0, found.length - end.length);
      return addresses.has(meant.toLowerCase()) ? maskedEmail(meant) + end : found;
    })
    .replace(number, (found) => (numbers.has(dialled(found)) ? maskedNumber(found) : found));
}

function dialled(phone: string): string {
  return phone.replace(/\D/g, "").replace(/^(00)?62|^0/, "");
}

/** "+62812••••90" */
function maskedNumber(phone: string): string {
  return `${phone.slice(0, 6)}••••${phone.slice(-2)}`;
}
