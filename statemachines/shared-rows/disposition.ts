/**
 * What an official ticks on a disposition sheet (domain.md 2.3): to whom the paper goes on, and what they are asked to do. The
 * lists follow sheets in common use; the agency's document does not show its own.
 */
import { actors } from "../language/actors.ts";
import type { AgencyActor } from "../language/known-ids.ts";
import type { Field, Option } from "../language/vocabulary.ts";

const instructions: Option[] = [
  { value: "proses-lebih-lanjut", label: { id: "Proses lebih lanjut", en: "Take it further" } },
  { value: "siapkan-jawaban", label: { id: "Siapkan surat jawaban", en: "Prepare the reply" } },
  { value: "koordinasi-dan-konfirmasi", label: { id: "Koordinasi dan konfirmasi", en: "Coordinate and confirm" } },
  { value: "tanggapan-dan-saran", label: { id: "Tanggapan dan saran", en: "Comment and advise" } },
  { value: "untuk-diketahui", label: { id: "Untuk diketahui", en: "For information" } },
];

/**
 * The two tick lists of a row where an official disposes. They come ticked as the SOP has the paper go on; whoever decides
 * changes that only where it shall be otherwise.
 *
 * @param outcomes by which the paper goes on
 * @param receivers who may be ticked, in the order of the sheet
 * @param usual of them, those to whom the SOP sends it
 */
export function dispositionFields(outcomes: string[], receivers: AgencyActor[], usual: AgencyActor[]): Field[] {
  const ticked = { kind: "choices", disposes: true, required: true, min: 1, outcomes } as const;
  return [
    {
      name: "forwardedTo",
      label: { id: "Diteruskan kepada", en: "Goes on to" },
      ...ticked,
      options: receivers.map((actor) => ({ value: actor, label: actors[actor].short })),
      suggested: usual,
      error: { id: "Pilih paling sedikit satu penerima disposisi.", en: "Choose at least one receiver." },
    },
    {
      name: "instructions",
      label: { id: "Dengan hormat harap", en: "Please" },
      ...ticked,
      options: instructions,
      suggested: ["proses-lebih-lanjut"],
      error: { id: "Pilih paling sedikit satu isi disposisi.", en: "Choose at least one instruction." },
    },
  ];
}
