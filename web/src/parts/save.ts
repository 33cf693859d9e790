import type { ExportView } from "../../../functions/contract/reading-room.ts";

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
