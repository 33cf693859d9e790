/** What several rows of SOP 1 say in the same words. */
import type { Field, Outcome, Post } from "../language/vocabulary.ts";

/** A letter to the host. */
export const toHost = (letter: Post["letter"]): Post => ({ letter, to: "mobile-library-host" });

/** The agency closes the case: it will not come (X6). */
export const close = (id: string, label: Outcome["label"]): Outcome => ({
  id,
  label,
  to: { end: "DITUTUP" },
  tone: "no",
  note: "required",
  told: { id: "Layanan keliling tidak dapat kami laksanakan", en: "We cannot send the mobile library" },
  noteLabel: { id: "Alasan (dibaca pengguna layanan)", en: "Reason (the host reads it)" },
  actions: ["release-resources", "remove-stop"],
  letters: [toHost("stop-refused")],
  outsideSop: "X6",
});

/** How something was agreed with the host. */
export const agreedChannel: Field = {
  name: "agreedChannel",
  label: { id: "Disepakati melalui", en: "Agreed by" },
  kind: "choice",
  options: [
    { value: "telepon", label: { id: "Telepon", en: "Phone" } },
    { value: "whatsapp", label: { id: "WhatsApp", en: "WhatsApp" } },
    { value: "tatap-muka", label: { id: "Tatap muka", en: "In person" } },
    { value: "surat", label: { id: "Surat/email", en: "Letter or mail" } },
  ],
  required: true,
};
