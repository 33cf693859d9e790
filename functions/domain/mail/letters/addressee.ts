/** To whom a letter outside is addressed: the head of an institution, by the office, or a person. */
import { latestValue, procedureOfCase } from "../../case/case-file.ts";
import { contactOf, subjectOf } from "../../case/contact.ts";
import type { Dossier } from "../../case/records.ts";
import type { Style } from "../../format.ts";

/** Lines below "Hal": "Yth. Kepala SMP Negeri 1 Contoh", and for whose attention where the contact is somebody else. */
export function addressLines(dossier: Dossier, { language }: Style): string[] {
  const { addressee } = procedureOfCase(dossier.case);
  const { name } = contactOf(dossier);
  const institution = subjectOf(dossier.case);
  const dear = { id: "Yth.", en: "To" }[language];
  const said = (field: string | undefined): string => {
    const value = field === undefined ? undefined : latestValue(dossier, field);
    return typeof value === "string" ? value : "";
  };
  const head = addressee?.heads[said(addressee.kind)];
  if (!head)
    return [...new Set([name, institution])].filter(Boolean).map((line, at) => (at ? line : `${dear} ${line}`));
  const office = institution.replace(/^Pemerintah (?=Desa\b)/, "");
  const attention = { id: "u.p.", en: "Attention:" }[language];
  const isHead = headsThemselves.test(said(addressee?.position));
  return [`${dear} ${head[language]} ${office}`, ...(isHead || name === "" ? [] : [`${attention} ${name}`])];
}

const headsThemselves =
  /^(kepala (sekolah|madrasah|desa|dinas|badan|kantor|perpustakaan|uptd?|lembaga)|ketua|direktur|rektor|lurah|camat|pimpinan|pengasuh|principal|head|director|rector|chair)/i;
