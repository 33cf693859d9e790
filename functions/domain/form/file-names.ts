/** Names of files: the one that a stranger gave is shown as text at most; what is handed out has a name of ours. */
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import { isReadable } from "../../../statemachines/form/typed-text.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import { procedureOfCase, stepOfTask } from "../case/case-file.ts";
import type { Dossier, StoredFile, Values } from "../case/records.ts";
import { endingOf } from "../../../statemachines/form/judged-type.ts";

const longestName = 100;
const longestLabel = 60;

/** A name as it may be shown: one line of visible letters that all run one way. */
export function shownName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const visible = last
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\t\n\v\f\r]+/gu, " ")
    .replace(/[\p{C}\u034f\u115f\u1160\u3164\uffa0]/gu, "")
    .trim();
  const letters = [...visible];
  if (!isReadable(visible)) return "dokumen";
  // The end says what kind of file its sender took it for.
  return letters.length <= longestName
    ? visible
    : `${letters.slice(0, longestName - 9).join("")}…${letters.slice(-8).join("")}`;
}

/** "Surat permohonan KUN-2026-00012.pdf": what the form called it, the case, and the ending of what it was judged to be. */
export function handedOutName(dossier: Dossier, file: StoredFile): string {
  const places = placesOf(dossier);
  const label = places.find(({ id }) => id === file.id)?.label ?? "Dokumen";
  const alike = [...new Set(places.filter((each) => each.label === label).map(({ id }) => id))];
  const number = alike.indexOf(file.id);
  return `${label} ${dossier.case.id}${number > 0 ? ` ${number + 1}` : ""}${endingOf(file.type)}`;
}

/** Every file that is named in a field, oldest first. */
function placesOf(dossier: Dossier): { id: string; label: string }[] {
  const answers = dossier.tasks.map((task) => ({
    fields: stepOfTask(dossier, task).fields ?? [],
    values: task.answer?.values ?? {},
  }));
  const request = { fields: allEntryFields(procedureOfCase(dossier.case)), values: dossier.case.request };
  return [request, ...answers].flatMap(({ fields, values }) => filesIn(fields, values));
}

function filesIn(fields: Field[], values: Values): { id: string; label: string }[] {
  return fields.flatMap(({ kind, label, name }) => {
    const id = values[name];
    return kind === "file" && typeof id === "string" ? [{ id, label: asName(label.id) }] : [];
  });
}

/** A label without what it asks to do, in letters that every file system takes. */
function asName(label: string): string {
  const noun = label.replace(/^Unggah /, "").replace(/[^\p{L}\p{N}-]+/gu, " ");
  const short = noun.trim().slice(0, longestLabel).trim();
  return short === "" ? "Dokumen" : `${short.charAt(0).toUpperCase()}${short.slice(1)}`;
}
