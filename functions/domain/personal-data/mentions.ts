/** Where a case speaks of somebody who is sought: by e-mail, by phone however it is written, or by words such as a name. */
import { readEmail } from "../../../statemachines/form/email.ts";
import { allEntryFields } from "../../../statemachines/form/office-entry.ts";
import { readPhone } from "../../../statemachines/form/phone.ts";
import { plainText } from "../../../statemachines/form/typed-text.ts";
import { findStep } from "../../../statemachines/language/table.ts";
import type { Field, Text } from "../../../statemachines/language/vocabulary.ts";
import { factsOf, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier, Values } from "../case/records.ts";

export type Sought =
  | { by: "email"; address: string }
  /** As it is dialled at home, without the 0; of a number abroad all figures. */
  | { by: "phone"; figures: string }
  | { by: "words"; words: string[] };

const shortestWords = 3;

/** What is sought by what somebody typed; null where it says too little. */
export function soughtBy(typed: string): Sought | null {
  const address = readEmail(typed);
  if (address !== null) return { by: "email", address: address.toLowerCase() };
  const phone = readPhone(typed);
  if (phone) return { by: "phone", figures: figuresOf(phone.number) };
  const folded = foldedWords(typed);
  return folded.replaceAll(" ", "").length < shortestWords ? null : { by: "words", words: folded.split(" ") };
}

/** Labels of where a case speaks of them, each once; empty where it does not. */
export function mentions(dossier: Dossier, sought: Sought): Text[] {
  const found = placesIn(dossier).filter(({ text }) => speaksOf(text, sought));
  const labels = new Map(found.map(({ where }) => [`${where.id}|${where.en}`, where]));
  return [...labels.values()];
}

/** Whether a text speaks of who is sought. */
export function speaksOf(text: string, sought: Sought): boolean {
  switch (sought.by) {
    case "email":
      return addressesIn(text).includes(sought.address);
    case "phone":
      return numbersIn(text).some((each) => each.includes(sought.figures));
    case "words": {
      const folded = foldedWords(text);
      return sought.words.every((word) => folded.includes(word));
    }
  }
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

interface Place {
  where: Text;
  text: string;
}

function placesIn(dossier: Dossier): Place[] {
  const { case: item, changes = [], mails, tasks } = dossier;
  const procedure = procedureOfCase(item);
  const entry = allEntryFields(procedure);
  const all = [...entry, ...[...procedure.steps, ...(procedure.aside ?? [])].flatMap(({ fields = [] }) => fields)];
  const answers = tasks.flatMap(({ about, answer, step }) => [
    ...at(badAddress, about?.address),
    ...(answer ? answerPlaces(answer, findStep(procedure, step)?.activity ?? request, all) : []),
  ]);
  return [
    ...valuePlaces(item.request, entry),
    ...at(call, item.confirmedBy?.words),
    ...at(badAddress, item.mailProblem?.address),
    ...at(subject, item.subject),
    ...item.files.flatMap(({ name }) => at(fileName, name)),
    ...(item.withdrawal ? answerPlaces(item.withdrawal, withdrawal, all) : []),
    ...answers,
    ...changes.flatMap((change) => [
      ...at(reason, change.reason),
      ...factsOf(change).flatMap(({ values, was }) => [...valuePlaces(values, all), ...valuePlaces(was, all)]),
    ]),
    ...mails.flatMap((mail) => [
      ...at(letters, [mail.subject, ...textsIn(mail.body)].join("\n")),
      ...(mail.to === "requester" ? (mail.deliveries ?? []).flatMap(({ address }) => at(letters, address)) : []),
      ...at(letters, mail.to === "requester" ? mail.address : undefined),
    ]),
  ];
}

function answerPlaces({ files = [], note, stated, values }: Answer, activity: Text, fields: Field[]): Place[] {
  return [
    ...valuePlaces(values, fields),
    ...at({ id: `Catatan: ${activity.id}`, en: `Note: ${activity.en}` }, note),
    ...at(who, stated && `${stated.name} ${stated.position}`),
    ...files.flatMap(({ name }) => at(fileName, name)),
  ];
}

function valuePlaces(values: Values, fields: Field[]): Place[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const where = fields.find((field) => field.name === name)?.label ?? { id: name, en: name };
    return textsIn(value).map((text) => ({ where, text }));
  });
}

function at(where: Text, text: string | undefined): Place[] {
  return text ? [{ where, text }] : [];
}

function addressesIn(text: string): string[] {
  const parts = plainText(text).split(/[\s<>()"',;]+/);
  return parts.filter((part) => part.includes("@")).flatMap((part) => readEmail(part)?.toLowerCase() ?? []);
}

/** Figures that stand together as those of a phone number do. */
function numbersIn(text: string): string[] {
  const runs = plainText(text).match(/[+\d(][\d\s()./\p{Pd}\u2212]{5,}/gu) ?? [];
  return runs.map((run) => run.replace(/\D/g, ""));
}

function figuresOf(number: string): string {
  return number.replace(/^\+62|^\+/, "");
}

/** Small letters without marks, with one space between words. */
function foldedWords(text: string): string {
  return plainText(text)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}@.]+/gu, " ")
    .trim();
}

const request: Text = { id: "Permohonan", en: "Request" };
const call: Text = { id: "Konfirmasi lewat telepon", en: "Confirmation by phone" };
const badAddress: Text = { id: "Alamat yang tidak sampai", en: "Address that does not work" };
const subject: Text = { id: "Sebutan berkas", en: "What the case is called" };
const fileName: Text = { id: "Nama lampiran", en: "Name of a file" };
const withdrawal: Text = { id: "Pembatalan", en: "Cancellation" };
const reason: Text = { id: "Alasan perubahan", en: "Reason of a change" };
const letters: Text = { id: "Surat dan email", en: "Letters and mails" };
const who: Text = { id: "Yang menjawab untuk unitnya", en: "Who answered for a unit" };
