/** Pages of the list of people, for whoever looks after the service. */
import * as z from "zod/mini";
import type { FormContext } from "../../statemachines/form/check-form.ts";
import type { Field, Text } from "../../statemachines/language/vocabulary.ts";

const text = (most: number) => z.string().check(z.maxLength(most));
const values = z.record(text(60), z.unknown());
/** Entry with which the page was opened; empty where nobody had changed the person. */
const seen = text(60);

export const newPersonRequest = z.strictObject({ values });
export const personChangeRequest = z.strictObject({ seen, values });
export const standingRequest = z.strictObject({ seen, to: z.enum(["disabled", "enabled", "left", "back"]) });
/** `file`: the bytes as base64; `seen`: digest of what was shown, null to have it shown and store nothing. */
export const peopleFileRequest = z.strictObject({ file: text(1_000_000), seen: z.nullable(text(100)) });

export type NewPersonRequest = z.input<typeof newPersonRequest>;
export type PersonChangeRequest = z.input<typeof personChangeRequest>;
export type StandingRequest = z.input<typeof standingRequest>;
export type PeopleFileRequest = z.input<typeof peopleFileRequest>;

export type PersonStanding = "active" | "disabled" | "left";

export interface PersonForm {
  fields: Field[];
  context: FormContext;
}

/** GET /api/staff/administration/people */
export interface PeopleView {
  people: {
    id: string;
    name: string;
    email: string;
    /** Empty where there is none. */
    position: string;
    roles: Text[];
    standing: PersonStanding;
    /** Not there today: the last day of it, YYYY-MM-DD. */
    awayUntil: string | null;
  }[];
  /** Each role with those who hold it and the roles that step in for it. */
  roles: { title: Text; people: string[]; standIns: Text[] }[];
  /** Needed roles that nobody holds, a line in Indonesian each. */
  missing: string[];
  /** Of somebody new. */
  form: PersonForm;
}

/** GET /api/staff/administration/people/{member}; what a change of it answers too. */
export interface PersonView {
  id: string;
  name: string;
  seen: string;
  standing: PersonStanding;
  /** Whether it is the one who asks. */
  own: boolean;
  /** An administrator who has another role too. */
  alsoDecides: boolean;
  /** By which they sign in as long as `email` is not confirmed. */
  provingEmail: string | null;
  values: Record<string, unknown>;
  form: PersonForm;
  /** Needed roles that the change has left without anybody. */
  missing: string[];
  /** After somebody was entered: whether the mail with the invitation went out; else null. */
  invited: boolean | null;
}

/** POST /api/staff/administration/people-file */
export type PeopleFileView =
  | { kind: "refused"; problems: string[] }
  | {
      kind: "shown";
      digest: string;
      added: { name: string; email: string; roles: Text[] }[];
      changed: { name: string; parts: { label: string; from: string; to: string }[] }[];
      unchanged: number;
      /** Of the agency and not in the file: they stay. */
      absent: string[];
      /** Headings that mean nothing. */
      unused: string[];
      missing: string[];
    }
  | { kind: "stored"; stored: number; left: string[] };
