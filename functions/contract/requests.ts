/** Request bodies as schemas: parsed once, at the edge; an unknown name or a wrong type is refused. */
import * as z from "zod/mini";
import { retentionClasses } from "../../statemachines/language/retention.ts";
import { registerIds } from "../domain/ports.ts";

function text(most: number, least = 0) {
  return z.string().check(z.minLength(least), z.maxLength(most));
}

const language = z._default(z.enum(["id", "en"]), "id");

/** Raw answers by field name; their meaning is checked against the fields of the SOP row. */
const values = z.record(text(60), z.unknown());

const someValues = z._default(values, {});

const note = z._default(text(2000), "");

export const uploadRequest = z.strictObject({
  fileName: text(200, 1),
  contentType: z.enum(["application/pdf", "image/jpeg", "image/png"]),
  size: z.int().check(z.minimum(1), z.maximum(5 * 1024 * 1024)),
});

export const caseRequest = z.strictObject({
  procedure: text(60),
  /** Made once by the form; sending the same one again gives the same case. */
  submissionId: z.uuid(),
  /** Made beside it: whoever sends the id again proves by it that the request is theirs. 256 bits as base64url. */
  secret: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))),
  language,
  values,
  /** Of the consent that the form showed; left out by forms that show none. */
  consentVersion: z.optional(text(40)),
});

/** A request of somebody outside: the same again with the code that was mailed, where the address was to be confirmed. */
export const publicRequest = z.extend(caseRequest, {
  code: z.optional(z.string().check(z.trim(), z.maxLength(20))),
  /** Whether others use the computer too. */
  shared: z.optional(z.boolean()),
});

export const decisionRequest = z.strictObject({
  outcome: text(60),
  note,
  values: someValues,
  /** The fresh value from the page that was opened. */
  nonce: text(200),
  /** Who answers, where the link went to a unit that reads one mailbox. */
  stated: z.optional(z.strictObject({ name: text(120), position: text(120) })),
});

/** The code that was mailed. */
export const proofRequest = z.strictObject({
  answer: z.string().check(z.trim(), z.maxLength(60)),
  /** Whether others use the computer too. */
  shared: z.optional(z.boolean()),
});

/** The number of a request that somebody looks for, as they write it. */
export const findAgainRequest = z.strictObject({ case: text(60) });

/** The same, with the code that was mailed. */
export const foundRequest = z.extend(proofRequest, { case: text(60) });

/** An address that somebody else entered for one of the staff, as whoever confirms it sees it. */
export const staffAddressRequest = z.strictObject({ email: text(254, 3) });

/** Who holds a post for another, or is prepared to. */
export const substitutionRequest = z.strictObject({ values });

export const substitutionEndRequest = z.strictObject({ post: text(60, 1), number: z.int().check(z.minimum(1)) });

/** `until`: the last day, YYYY-MM-DD; today where nothing is said. */
export const deputySwitchRequest = z.strictObject({
  post: text(60, 1),
  on: z.boolean(),
  until: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
});

/** Whether an e-mail address that staff entered is the person's own. */
export const addressRequest = z.strictObject({ source: text(100, 1), right: z.boolean(), nonce: text(200) });

/** How many links were revoked when the page was shown. */
export const revokeRequest = z.strictObject({ revoked: z.int().check(z.minimum(0)) });

/** Ends what a device may do. */
export const endDeviceRequest = z.strictObject({ device: text(64, 64) });

export const endOwnDeviceRequest = z.strictObject({ device: text(64, 64), nonce: text(200) });

export const cancelRequest = z.strictObject({ note, nonce: text(200) });

/** What a requester changes of an undecided request; `seen` as it came with the form. */
export const requesterChangeRequest = z.strictObject({
  nonce: text(200),
  seen: z.int().check(z.minimum(0), z.maximum(9999)),
  reason: note,
  values: someValues,
});

/** A change of a running case; `seen` as it came with the ways to change it. */
export const changeRequest = z.strictObject({
  operation: text(60),
  seen: z.int().check(z.minimum(0), z.maximum(9999)),
  reason: text(2000),
  values: someValues,
});

/** The same for several cases, where that makes sense: closing spam. */
export const manyChangesRequest = z.strictObject({
  operation: text(60),
  cases: z.array(text(60)).check(z.minLength(1), z.maxLength(50)),
  reason: text(2000),
});

export const staffDecisionRequest = z.strictObject({
  outcome: text(60),
  note,
  values: someValues,
  /** How an outside party gave the answer that a staff member records. */
  channel: z.optional(z.enum(["counter", "phone", "whatsapp", "letter"])),
  /** Work that is entered later: when it was done, local times YYYY-MM-DDTHH:mm, why only now, the number used on paper. */
  later: z.optional(
    z.strictObject({ from: text(16), until: text(16), reason: text(300), number: z.optional(text(40)) }),
  ),
});

/** The values of an entry form by which letters are told apart. */
export const letterRequest = z.strictObject({ values });

/** A plan as far as it is typed in. */
export const planDraftRequest = z.strictObject({ outcome: z._default(text(60), ""), values });

/** What becomes of mails that waited in a copy; those that are left at once, or each by itself. */
export const restorationMailsRequest = z.strictObject({
  mails: z.union([
    z.literal("all"),
    z.array(z.strictObject({ case: text(60), id: text(300) })).check(z.minLength(1), z.maxLength(200)),
  ]),
  send: z.boolean(),
});

/** The last numbers really used, by register and year. */
export const restorationEndRequest = z.strictObject({
  numbers: z
    .array(z.strictObject({ register: z.enum(registerIds), year: z.int(), last: z.int() }))
    .check(z.maxLength(40)),
});

export const surveyRequest = z.strictObject({ values });

/** What whoever came writes into a guest book. */
export const guestBookRequest = z.strictObject({ values });

/** What was said in a call about a request without e-mail, or why it is dropped. */
export const calledRequest = z.strictObject({ words: text(2000) });

/** A request about personal data, or a breach, as it is typed in; the same submission again is the same record. */
export const recordRequest = z.strictObject({ submissionId: z.uuid(), values });

/** How many entries a record had when its page was opened. */
const seen = z.int().check(z.minimum(0), z.maximum(9999));

const caseNumbers = z.array(text(60, 1)).check(z.maxLength(50));
const act = { seen, words: z._default(text(4000), "") };

/** What is done about a request about personal data. */
export const privacyActRequest = z.discriminatedUnion("did", [
  z.strictObject({ did: z.enum(["note", "answered", "refused"]), ...act }),
  z.strictObject({ did: z.enum(["cases", "block", "unblock", "withdraw"]), cases: caseNumbers, ...act }),
  z.strictObject({
    did: z.literal("erase"),
    cases: caseNumbers,
    classes: z.array(z.enum(retentionClasses)).check(z.minLength(1)),
    ...act,
  }),
]);

/** Who is sought, and where an earlier part ended. */
export const findRequest = z.strictObject({ words: text(200), from: z._default(z.nullable(text(200)), null) });

/** What the requester asks about their data: a copy at once, or the rest with an answer in some days. */
export const ownDataRequest = z.strictObject({
  submissionId: z.uuid(),
  kind: z.enum(["access", "correct", "erase", "withdraw"]),
  words: z._default(text(2000), ""),
  nonce: text(200),
});

/** The facts of a breach as they are known by now. */
export const incidentRequest = z.strictObject({ seen, values });

/** A note about a breach, or its end. */
export const incidentActRequest = z.strictObject({ seen, did: z.enum(["note", "closed"]), words: text(4000) });

/** One outcome for several open tasks of rows that allow it. */
export const dispositionRequest = z.strictObject({
  outcome: text(60),
  note,
  tasks: z.array(z.strictObject({ case: text(60), task: text(60) })).check(z.minLength(1), z.maxLength(60)),
});

/** A day of service on which nobody came, as an officer writes it into the recap book. */
export const emptyDayRequest = z.strictObject({ reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)) });

/** A day that was kept on paper, or a correction of one; the fields are those of the table's sheet of a day. */
export const paperDayRequest = z.strictObject({
  id: z.uuid(),
  version: z.int().check(z.minimum(1), z.maximum(99)),
  values: someValues,
  reason: text(300),
});

export type PaperDayRequest = z.input<typeof paperDayRequest>;

export type UploadRequest = z.input<typeof uploadRequest>;

export type CaseRequest = z.input<typeof caseRequest>;
export type PublicRequest = z.input<typeof publicRequest>;
export type ChangeRequest = z.input<typeof changeRequest>;
export type ManyChangesRequest = z.input<typeof manyChangesRequest>;

export type DecisionRequest = z.input<typeof decisionRequest>;

export type ProofRequest = z.input<typeof proofRequest>;

export type AddressRequest = z.input<typeof addressRequest>;
export type StaffAddressRequest = z.input<typeof staffAddressRequest>;
export type SubstitutionRequest = z.input<typeof substitutionRequest>;
export type SubstitutionEndRequest = z.input<typeof substitutionEndRequest>;
export type DeputySwitchRequest = z.input<typeof deputySwitchRequest>;
export type RevokeRequest = z.input<typeof revokeRequest>;
export type RequesterChangeRequest = z.input<typeof requesterChangeRequest>;
export type CancelRequest = z.input<typeof cancelRequest>;
export type EndDeviceRequest = z.input<typeof endDeviceRequest>;
export type EndOwnDeviceRequest = z.input<typeof endOwnDeviceRequest>;

export type LetterRequest = z.input<typeof letterRequest>;

export type PlanDraftRequest = z.input<typeof planDraftRequest>;

export type CalledRequest = z.input<typeof calledRequest>;

export type RecordRequest = z.input<typeof recordRequest>;
export type PrivacyActRequest = z.input<typeof privacyActRequest>;
export type FindRequest = z.input<typeof findRequest>;
export type OwnDataRequest = z.input<typeof ownDataRequest>;
export type IncidentRequest = z.input<typeof incidentRequest>;
export type IncidentActRequest = z.input<typeof incidentActRequest>;

export type StaffDecisionRequest = z.input<typeof staffDecisionRequest>;

/** What an administrator typed in a section of the settings, by key; a field that is not there stays. */
export const settingsRequest = z.strictObject({
  revision: text(64),
  values: z.record(text(80), z.unknown()),
});

/** A file as base64. */
export const tableRequest = z.strictObject({ content: text(400_000) });
