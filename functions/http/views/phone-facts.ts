import type { FactView } from "../../contract/shared.ts";
import { stepOfTask } from "../../domain/case/case-file.ts";
import { contactOf } from "../../domain/case/contact.ts";
import type { Dossier, TaskItem } from "../../domain/case/records.ts";
import { mailWords } from "../../domain/mail/render-mail.ts";
import { asideOpenedOn } from "../../domain/task/open-aside.ts";
import { questionPhonedAbout } from "../../domain/task/silence.ts";
import type { ViewContext } from "./facts.ts";
import { questionIn } from "./outside-view.ts";

/** Whom to telephone, and why: an address that does not work, or a question that waits. */
export function phoneFacts(dossier: Dossier, task: TaskItem, context: ViewContext): FactView[] {
  const isCall = task.step === asideOpenedOn(dossier, "silence")?.id;
  if (!(task.about || isCall) || !context.reader.seesPersonal) return [];
  const { name, phone } = contactOf(dossier);
  const facts: FactView[] = [
    { name: "phone-name", label: { id: "Hubungi", en: "Call" }, value: name },
    {
      name: "phone-number",
      label: { id: "Nomor HP/WhatsApp", en: "Mobile phone/WhatsApp" },
      value: phone,
      link: { phone },
    },
    ...(isCall ? questionFacts(dossier, context) : []),
    ...(task.about ? letterFacts(dossier, task.about) : []),
  ];
  return facts.filter(({ value }) => value !== "");
}

function questionFacts(dossier: Dossier, context: ViewContext): FactView[] {
  const question = questionPhonedAbout(dossier);
  if (!question) return [];
  const value = questionIn(stepOfTask(dossier, question), dossier, context);
  return [{ name: "phone-question", label: { id: "Yang ditanyakan", en: "What we asked" }, value }];
}

function letterFacts(dossier: Dossier, { address }: NonNullable<TaskItem["about"]>): FactView[] {
  const letters = dossier.mails.filter(({ to }) => to === "requester");
  const letter = letters.findLast(({ state }) => state !== "sent") ?? letters.at(-1);
  return [
    {
      name: "phone-address",
      label: { id: "Email yang tidak sampai", en: "Address that does not work" },
      value: address,
    },
    {
      name: "phone-letter",
      label: { id: "Isi email yang tidak sampai", en: "What the mail said" },
      value: letter ? `${letter.subject}\n${mailWords(letter.body)}` : "",
    },
  ];
}
