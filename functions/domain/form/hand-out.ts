/** Handing out a file of a case: the bytes that were accepted, and a name of ours (invariant 15). */
import { endingOf } from "../../../statemachines/form/judged-type.ts";
import type { Dossier, StoredFile } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { filesOf } from "./attached-files.ts";
import { handedOutName } from "./file-names.ts";

/**
 * Address from which a browser saves a file of a case, under a name of ours; null where the case has no such file.
 *
 * @throws Refusal `expired` where its bytes are not those that were accepted, which is logged
 */
export async function addressOfFile(
  { files, log }: Pick<Dependencies, "files" | "log">,
  dossier: Dossier,
  id: string | undefined,
): Promise<string | null> {
  const file = filesOf(dossier).find((each) => each.id === id);
  if (!file) return null;
  return addressOf({ files, log }, file, handedOutName(dossier, file));
}

/** The same of a file of no case. @param label what it is called, without its ending */
export async function handedOutOf(
  dependencies: Pick<Dependencies, "files" | "log">,
  file: StoredFile,
  label: string,
): Promise<string> {
  return addressOf(dependencies, file, `${label}${endingOf(file.type)}`);
}

async function addressOf(
  { files, log }: Pick<Dependencies, "files" | "log">,
  file: StoredFile,
  name: string,
): Promise<string> {
  const state = await files.stateOf(file);
  if (state === "whole") return files.presignDownload(file, name);
  log.problem("file-not-whole", null, { file: file.hash, state });
  throw notWhole;
}

const notWhole = new Refusal("expired", {
  id: "Dokumen ini tidak dapat dibuka: isinya tidak lagi seperti saat diterima. Sampaikan kepada pengelola sistem.",
  en: "This file cannot be opened: its content is not what was accepted. Please tell whoever runs the system.",
});
