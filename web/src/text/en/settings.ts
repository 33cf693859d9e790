import type { settings as idSettings } from "../id/settings.ts";

export const settings: typeof idSettings = {
  title: "Settings of the agency",
  save: "Save",
  saved: "Saved.",
  nowStored: "What is stored now",
  file: {
    title: "From or to a spreadsheet (CSV)",
    hint: "Columns: tanggal, nama, jenis (libur nasional, cuti bersama, libur daerah), perkiraan. The file takes the place of the whole list; nothing is stored before you press Save.",
    save: "Save as CSV",
    read: "Read a CSV file",
    problems: "This file was not read. Mend these lines and choose it again:",
    wasRead: "The file was read. Look at the list below, then press Save.",
    added: "New",
    removed: "Gone",
    same: "The file is the same as what is stored.",
  },
  letters: {
    title: "Samples",
    hint: "They change while you type, with data of a sample, in Indonesian as letters are. Nothing is stored before you press Save.",
    usual: "Empty: the words it came with are used.",
  },
};
