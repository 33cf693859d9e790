/** Who of the staff read what: for those who look after that, whose reading of it is noted too. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import type { ReadingsView } from "../../contract/staff.ts";
import { readsLog } from "../../domain/access/reading.ts";
import { daysKept, noteReading } from "../../domain/access/reading-log.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { personOf } from "../../domain/case/records.ts";
import type { PageRead, Reading } from "../../domain/ports.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { notThere } from "../readers.ts";

const onPage = 50;
/** Beyond that the page says that there are more. */
const countedAtMost = 1_000;

export const showReadings: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  if (!readsLog(member)) throw notThere;
  const { agencies, readings } = dependencies;
  const staff = await agencies.staff();
  const view: Omit<ReadingsView, "readings" | "next" | "total"> = {
    people: staff.map(({ id, name }) => ({ id, name })),
    days: daysKept(await agencies.settings()),
  };
  const asked = askedFor(request, staff);
  if (!asked) return { body: { ...view, readings: [], next: null, total: { count: 0, more: false } } };
  const { before } = request.query;
  const page = await readings.list(asked, { limit: onPage, ...(before ? { before: before.slice(0, 200) } : {}) });
  const count = before ? null : await readings.count(asked, countedAtMost);
  await noteReading(dependencies, member, "about" in asked ? asked.about : asked.person, "log");
  const body: ReadingsView = {
    ...view,
    readings: page.readings.map((reading) => lineOf(reading, staff)),
    total: count === null ? null : { count, more: count === countedAtMost },
    next: page.next,
  };
  return { body };
};

/** @throws Refusal `unknown` for somebody who never was of the staff */
function askedFor(
  { query }: HttpRequest,
  staff: StaffMember[],
): { about: string } | { person: Reading["person"] } | null {
  if (query["case"]) return { about: query["case"].trim().toUpperCase().slice(0, 40) };
  if (!query["person"]) return null;
  const person = staff.find(({ id }) => id === query["person"]);
  if (!person) throw notThere;
  return { person: personOf(person) };
}

function lineOf({ about, at, page, person }: Reading, staff: StaffMember[]): ReadingsView["readings"][number] {
  const nameOf = (of: string): string => staff.find((each) => personOf(each) === of)?.name ?? of;
  const isCase = currentProcedures().some(({ code }) => about.startsWith(`${code}-`));
  const { id, en } = pages[page];
  const detail = isCase ? "" : ` (${nameOf(about)})`;
  return { name: nameOf(person), case: isCase ? about : null, what: { id: id + detail, en: en + detail }, at };
}

const pages: Record<PageRead, Text> = {
  case: { id: "Halaman berkas", en: "Page of the case" },
  task: { id: "Halaman tugas", en: "Page of a task" },
  file: { id: "Lampiran", en: "A file" },
  changes: { id: "Halaman perubahan", en: "Page of changes" },
  contacts: { id: "Nomor telepon dan alamat email", en: "Phone numbers and e-mail addresses" },
  export: { id: "Unduhan", en: "Download" },
  log: { id: "Catatan siapa yang melihat", en: "Log of who read" },
};
