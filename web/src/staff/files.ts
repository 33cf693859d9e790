import type { FileView } from "../../../functions/contract/shared.ts";
import { load } from "./app-state.svelte.ts";
import { staffApi } from "./staff-paths.ts";

/**
 * Opens an attachment in a tab of its own. The tab is opened before the address is known, because browsers allow one
 * only while a press is being handled.
 *
 * @throws ApiError
 */
export async function openFile(id: string, file: FileView): Promise<void> {
  return openAt(staffApi.file(id, file.id));
}

/** The same of a file whose address is told elsewhere. @throws ApiError */
export async function openAt(path: string): Promise<void> {
  const tab = window.open("about:blank");
  if (tab) tab.opener = null;
  try {
    const { url } = await load<{ url: string }>(path);
    if (tab) tab.location.replace(url);
    else location.assign(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** What a chosen file holds, as base64. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}
