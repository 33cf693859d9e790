import type { ExportView } from "../../../functions/contract/reading-room.ts";
import type { FileView } from "../../../functions/contract/shared.ts";
import { load } from "./app-state.svelte.ts";
import { staffApi } from "./staff-paths.ts";

/** Hands the person a file that was made for them. */
export function saveExport({ content, contentType, fileName }: ExportView): void {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  saveAs(fileName, new Blob([bytes], { type: contentType }));
}

export function saveAs(fileName: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Opens an attachment in a tab of its own. The tab is opened before the address is known, because browsers allow one
 * only while a press is being handled.
 *
 * @throws ApiError
 */
export async function openFile(id: string, file: FileView): Promise<void> {
  const tab = window.open("about:blank");
  if (tab) tab.opener = null;
  try {
    const { url } = await load<{ url: string }>(staffApi.file(id, file.id));
    if (tab) tab.location.replace(url);
    else location.assign(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
