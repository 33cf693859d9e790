import type { FactView } from "../../contract/shared.ts";
import { contactOf } from "../../domain/case/contact.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { mailWords } from "../../domain/mail/render-mail.ts";
import type { ViewContext } from "./facts.ts";

/** Whom to telephone, and which address does not work: what a phone task needs at one glance. */
export function phoneFacts(dossier: Dossier, { about }: TaskItem, { reader }: ViewContext): FactView[] {
  if (!about || !reader.seesPersonal) return [];
  const { name, phone } = contactOf(dossier);
  const letters = dossier.mails.filter(({ to }) => to === "requester");
  const letter = letters.findLast(({ state }) => state !== "sent") ?? letters.at(-1);
  const facts: FactView[] = [
    { name: "phone-name", label: { id: "Hubungi", en: "Call" }, value: name },
    {
      name: "phone-number",
      label: { id: "Nomor HP/WhatsApp", en: "Mobile phone/WhatsApp" },
      value: phone,
      link: { phone },
    },
    {
      name: "phone-address",
      label: { id: "Email yang tidak sampai", en: "Address that does not work" },
      value: about.address,
    },
    {
      name: "phone-letter",
      label: { id: "Isi email yang tidak sampai", en: "What the mail said" },
      value: letter ? `${letter.subject}\n${mailWords(letter.body)}` : "",
    },
  ];
  return facts.filter(({ value }) => value !== "");
}
