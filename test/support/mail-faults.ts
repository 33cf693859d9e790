/** What a mail must not say to people, whatever it is about. */
import { procedures } from "../../statemachines/language/registry.ts";
import "../../statemachines/index.ts";

/** Words of the office or of the machine that mean nothing outside. */
const jargon = {
  outside:
    /\b(disposisi|di luar SOP|langkah|Kabid|Kasi|tugas|slot|outcome|state|task|workflow|step|token|undefined|null)\b/i,
  inside: /\b(outcome|state|task|workflow|step|token|undefined|null|SELESAI|DIBATALKAN|KEDALUWARSA|DITUTUP)\b/,
};

const days = "Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
const months =
  "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|January|February|March|May|June|July|August|October|December";
const isoDate = /\b20\d\d-\d\d(-\d\d)?(?!\d|-\d{3})\b/;
const ids = procedures.flatMap(({ anytime = [], id, requester, steps }) => [
  ...[id, requester, ...steps.map((step) => step.id), ...steps.map(({ actor }) => actor)],
  ...[...steps.flatMap(({ outcomes }) => outcomes), ...anytime].map((outcome) => outcome.id),
]);
const rawId = new RegExp(`\\b(${ids.filter((id) => id.includes("-")).join("|")})\\b|staff:`);
const clockTime = /(?<![\d.,:-])([01]\d|2[0-3])[.:][0-5]\d(?:-([01]\d|2[0-3])[.:][0-5]\d)?(?![\d.:-])(?! WI)/;
const leadingZero = new RegExp(`\\b0\\d (${months})`);
const weekdayInReference = new RegExp(`(tanggal|of) (${days}),`);

/** Names of what is wrong, and where; `mail` without its links. */
export function mailFaults(
  { subject, text }: { subject: string; text: string },
  about: { caseId: string; outside: boolean },
): string[] {
  const words = `${subject}\n${text.replaceAll(/https?:\/\/\S+/g, "")}`;
  const found: [string, RegExp][] = [
    ["jargon", jargon[about.outside ? "outside" : "inside"]],
    ["a date for machines", isoDate],
    ["an id", rawId],
    ["a clock time without its zone", clockTime],
    ["a leading zero", leadingZero],
    ["a weekday in the date of a letter", weekdayInReference],
    ["a bare reason", /karena:/],
    ["a salutation twice", /Bapak\/Ibu (Bapak|Ibu)\b/],
  ];
  const faults = found.flatMap(([name, wrong]) => {
    const match = wrong.exec(words);
    return match ? [`${name}: ${words.slice(Math.max(0, match.index - 30), match.index + 50)}`] : [];
  });
  const isAboutMany = subject.startsWith("Tugas hari ini");
  return isAboutMany || subject.includes(about.caseId) ? faults : [...faults, `no number in the subject: ${subject}`];
}
