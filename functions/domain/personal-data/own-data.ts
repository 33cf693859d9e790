/** Requests of the requester of a case about the own data, made without anybody of the staff. */
import { isoInstant } from "../calendar/instants.ts";
import type { Channel, Dossier } from "../case/records.ts";
import { contactOf } from "../case/contact.ts";
import { noteError, cleanNote } from "../form/note.ts";
import { Refusal } from "../refusal.ts";
import { noteIn, storeRequest, type RecordDependencies } from "./keep-records.ts";
import type { PrivacyRequest } from "./records.ts";

/** So many open requests of everybody are looked through; an office that has more answers nobody in time. */
const readAtMost = 500;
const readAtOnce = 100;

/** What the requester of a case has asked that is not closed. */
export async function askedOf(
  { privacyRecords }: Pick<RecordDependencies, "privacyRecords">,
  caseId: string,
): Promise<PrivacyRequest[]> {
  const found: PrivacyRequest[] = [];
  let after: string | null = null;
  for (let read = 0; read < readAtMost; read += readAtOnce) {
    const query: { open: boolean; limit: number; after?: string } = { open: true, limit: readAtOnce };
    if (after !== null) query.after = after;
    const page: { records: PrivacyRequest[]; next: string | null } = await privacyRecords.list("requests", query);
    found.push(...page.records.filter(({ cases, entries }) => cases.includes(caseId) && isOwn(entries)));
    if (page.next === null) break;
    after = page.next;
  }
  return found;
}

/**
 * Records what the requester asks. One of a kind is enough: asked again while it is open, the first is answered. A copy is given
 * at once, so that its record is closed as it is made.
 *
 * @throws Refusal `invalid` without words where something is to be corrected
 */
export async function askOwnData(
  dependencies: RecordDependencies,
  dossier: Dossier,
  {
    channel,
    kind,
    submissionId,
    words,
  }: Pick<PrivacyRequest, "kind" | "words"> & { channel: Channel; submissionId: string },
): Promise<PrivacyRequest> {
  const unfit = noteError(words, kind === "correct" ? { note: "required", noteLabel } : {});
  if (unfit) throw new Refusal("invalid", unfit, { words: unfit });
  const { id } = dossier.case;
  const before = (await askedOf(dependencies, id)).find((each) => each.kind === kind);
  if (before) return before;
  const { email, name, phone } = contactOf(dossier);
  // However often a copy is taken out on a day, it is one request.
  const today = isoInstant(dependencies.clock.now()).slice(0, 10);
  const record = await storeRequest(dependencies, requester, kind === "access" ? `${id}-${today}` : submissionId, {
    ...{ kind, channel, words: cleanNote(words, {}), cases: [id] },
    asker: { name, contact: [email, phone].filter((each) => each !== "").join(", ") },
    recognised: channel === "link-code" ? byCode : byDevice,
  });
  if (kind !== "access" || record.closedAt !== undefined) return record;
  const said = { did: "answered", seen: record.change, words: givenAtOnce } as const;
  return noteIn(dependencies, "requests", record.number, requester, said);
}

function isOwn([first]: PrivacyRequest["entries"]): boolean {
  return first?.by === requester.person;
}

const requester = { person: "requester", name: "" } as const;
const byCode = "Kode yang dikirim ke email pada berkas.";
const byDevice = "Perangkat yang dikenal sebagai milik pemohon.";
const givenAtOnce = "Salinan diunduh dari halaman pelacakan.";
const noteLabel = { id: "Yang perlu diperbaiki", en: "What is to be corrected" };
