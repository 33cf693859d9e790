/** Files that come with a request or an answer: taken only when their content can be read. */
import { fieldsFor } from "../../../statemachines/form/check-form.ts";
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import type { Dossier, StoredFile, Values } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";

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
 */
export async function attachedFiles(
  dependencies: Pick<Dependencies, "files">,
  fields: Field[],
  outcome: string | null,
  raw: Values,
  refused: Record<string, Text>,
): Promise<AttachedFiles> {
  const attached: AttachedFiles = { files: [], errors: {} };
  for (const field of fieldsFor(fields, outcome)) {
    const id = raw[field.name];
    if (field.kind !== "file" || typeof id !== "string" || id === "" || refused[field.name]) continue;
    const file = await acceptableFile(dependencies.files, id);
    if (file) attached.files.push(file);
    else attached.errors[field.name] = field.error ?? unreadableFile;
  }
  return attached;
}

/** Every file of a case, oldest first: those of the request, then those of the answers. */
export function filesOf(dossier: Dossier): StoredFile[] {
  const all = [...dossier.case.files, ...dossier.tasks.flatMap((task) => task.answer?.files ?? [])];
  return all.filter((file, index) => all.findIndex(({ id }) => id === file.id) === index);
}

const maxFileBytes = 5 * 1024 * 1024;

/** Judged by content, not by what the browser called it; null when it may not be taken. */
async function acceptableFile(files: Dependencies["files"], id: string): Promise<StoredFile | null> {
  const found = await files.inspect(id);
  if (!found || found.type === null || found.size > maxFileBytes || found.size === 0) return null;
  return { id, name: found.name, type: found.type, size: found.size, hash: found.hash };
}

const unreadableFile: Text = {
  id: "Berkas tidak dapat dibaca. Unggah lagi.",
  en: "The file cannot be read. Upload it again.",
};
