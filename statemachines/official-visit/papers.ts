/** Papers of SOP 4 that go out with no mail. */
import type { PaperTemplate } from "../language/paper-templates.ts";
import { dispositionSheet } from "../shared-rows/disposition-sheet.ts";

export const papers: PaperTemplate[] = [
  dispositionSheet([{ row: "decide", outcomes: ["ya", "ya-dengan-catatan"] }], "Permohonan kunjungan {subject}", [
    ["Surat dari", "{subject}"],
    ["Nomor surat", "{letterNumber}"],
    ["Tanggal surat", "{letterDate}"],
    ["Diterima tanggal", "{agendaDate}"],
    ["Nomor agenda", "{agendaNumber}"],
    ["Sifat", "{urgency}"],
    ["Hal", "Permohonan kunjungan, {headcount} orang, {appointment}"],
  ]),
];
