/**
 * Files that come with a request or an answer: taken only when their content can be read, and kept under their hash
 * before anything names them, so that one that was accepted never changes (invariant 15).
 */
import { fieldsFor } from "../../../statemachines/form/check-form.ts";
import { mostUploadBytes, tooLarge } from "../../../statemachines/form/judged-type.ts";
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import type { Dossier, StoredFile, Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

export interface AttachedFiles {
  files: StoredFile[];
  /** Field name -> sentence, for files that cannot be taken. */
  errors: Record<string, Text>;
}

/**
 * Looks into the files that were uploaded for the fields of a form. The store is touched only where there is one.
 *
 * @param outcome the chosen outcome, or null where the form has only one
 * @param refused fields that are wrong already, and are left alone
 * @param accepted files that are stored already: of what was uploaded for them, nothing may be left
 */
export async function attachedFiles(
  dependencies: Pick<Dependencies, "files">,
  fields: Field[],
  outcome: string | null,
  raw: Values,
  refused: Record<string, Text>,
  accepted: StoredFile[] = [],
): Promise<AttachedFiles> {
  const attached: AttachedFiles = { files: [], errors: {} };
  for (const field of fieldsFor(fields, outcome)) {
    const id = raw[field.name];
    if (field.kind !== "file" || typeof id !== "string" || id === "" || refused[field.name]) continue;
    const file = accepted.find((each) => each.id === id) ?? (await acceptableFile(dependencies.files, id));
    if ("refused" in file) attached.errors[field.name] = file.refused;
    else attached.files.push(file);
  }
  return attached;
}

/**
 * Puts files that were checked where they stay; to be done before what names them is stored. Doing it again is harmless,
 * and so is a copy that nothing comes to name.
 *
 * @param folder of the case or request they belong to, so that they can be erased with it and with no other
 * @returns them as they are stored
 * @throws Refusal `invalid` where something else was uploaded in the place of one since
 */
export async function keepFiles(
  dependencies: Pick<Dependencies, "files">,
  checked: StoredFile[],
  folder: string,
): Promise<StoredFile[]> {
  const kept: StoredFile[] = [];
  for (const file of checked) {
    // Asked for only where there is a file: what the calendar opens has none, and the program that does so no store for any.
    if (!file.kept && !(await dependencies.files.keep(file, folder))) throw new Refusal("invalid", unreadableFile);
    kept.push({ ...file, kept: file.kept ?? folder });
  }
  return kept;
}

/** Every file of a case, oldest first: those of the request, then those of the answers. */
export function filesOf(dossier: Dossier): StoredFile[] {
  const all = [...dossier.case.files, ...dossier.tasks.flatMap((task) => task.answer?.files ?? [])];
  return all.filter((file, index) => all.findIndex(({ id }) => id === file.id) === index);
}

/** Judged by content, not by what the browser called it. */
async function acceptableFile(files: Dependencies["files"], id: string): Promise<StoredFile | { refused: Text }> {
  const found = await files.inspect(id);
  if (!found) return { refused: unreadableFile };
  if (found.size > mostUploadBytes) return { refused: tooLarge };
  if ("refused" in found) return found;
  return { id, name: found.name, type: found.type, size: found.size, hash: found.hash };
}

const unreadableFile: Text = {
  id: "Dokumen tidak dapat dibaca. Unggah lagi.",
  en: "The document cannot be read. Upload it again.",
};
