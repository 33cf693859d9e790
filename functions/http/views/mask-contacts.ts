/** Phone numbers and e-mail addresses of people outside, for readers who need not call or write. */
import type { Dossier } from "../../domain/case/records.ts";
import { contactsIn, withoutContacts, type Contacts } from "../../domain/personal-data/contacts-in-text.ts";
import { maskedEmail } from "./facts.ts";

/**
 * A view in which the contacts of a case are masked wherever they stand, in notes and letters too, and that opens no
 * messenger with them. Those of the agency stay.
 */
export function maskContacts<View>(view: View, dossier: Dossier): View {
  return masked(view, contactsIn(dossier)) as View;
}

function masked(value: unknown, known: Contacts): unknown {
  if (typeof value === "string")
    return value.startsWith("https://wa.me/") ? null : withoutContacts(value, known, asMasks);
  if (Array.isArray(value)) return value.map((each) => masked(each, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each, known)]));
}

const asMasks = { address: maskedEmail, number: maskedNumber };

/** "+62812••••90" */
function maskedNumber(phone: string): string {
  return `${phone.slice(0, 6)}••••${phone.slice(-2)}`;
}
