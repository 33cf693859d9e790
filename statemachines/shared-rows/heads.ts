/** Who heads an institution, by the kinds that the forms name. What is not here is written to as a person. */
import type { Text } from "../language/vocabulary.ts";

const head: Text = { id: "Kepala", en: "the Head of" };
const leader: Text = { id: "Pimpinan", en: "the Director of" };
const chair: Text = { id: "Ketua", en: "the Chair of" };

export const headsOfInstitutions: Record<string, Text> = {
  paud: head,
  sd: head,
  smp: head,
  sma: head,
  sekolah: head,
  pemerintah: head,
  desa: head,
  lapas: head,
  "perguruan-tinggi": leader,
  perusahaan: leader,
  ponpes: leader,
  komunitas: chair,
  tbm: chair,
};
