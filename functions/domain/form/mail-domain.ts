import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import type { Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";

/** @returns a sentence per address whose domain takes no mail; where that cannot be found out, the address is taken */
export async function mailDomainErrors(
  mailDomains: Dependencies["mailDomains"],
  fields: Field[],
  values: Values,
): Promise<Record<string, Text>> {
  const errors: Record<string, Text> = {};
  for (const { kind, name } of fields) {
    const address = values[name];
    if (kind !== "email" || typeof address !== "string" || address === "") continue;
    const domain = address.slice(address.lastIndexOf("@") + 1);
    if ((await mailDomains.accepts(domain)) === "no") errors[name] = noSuchDomain;
  }
  return errors;
}

const noSuchDomain: Text = {
  id: "Alamat email ini tidak dapat menerima surat. Periksa penulisannya.",
  en: "This address cannot receive mail. Check how it is written.",
};
