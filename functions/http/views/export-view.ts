import type { ExportView } from "../../contract/reading-room.ts";

const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A file to save. @param name without an ending */
export function exportView(name: string, ending: keyof typeof types, bytes: Uint8Array): ExportView {
  return {
    fileName: `${name}.${ending}`,
    contentType: types[ending],
    content: Buffer.from(bytes).toString("base64"),
  };
}
