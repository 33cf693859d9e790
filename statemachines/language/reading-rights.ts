/**
 * Who reads what: one table of roles. It governs every page, list, file and export of the staff, and nothing that is done:
 * a task is decided by whoever the rows say, a case is changed by whoever `change-rights.ts` says.
 *
 * Drivers have no role of their own in the SOPs: they are officers of the mobile library, and read its cases alone.
 */
import type { AgencyActor } from "./known-ids.ts";
import type { ActorId } from "./vocabulary.ts";

export interface ReadingRight {
  /**
   * Cases that the role reads: of every procedure; of those in whose rows it or a post below it acts (`superior` in
   * `actors.ts`); of those in whose rows it acts; those that stopped, or for whose task nobody is there; none.
   */
  cases: "every" | "below" | "own" | "in-trouble" | "none";
  /**
   * What opens to people for a task that waits for them, that they once did, or for which they were chosen (a companion,
   * a driver), whatever the procedure: its whole case, or the page of the task while it waits.
   */
  throughTask: "case" | "page";
  /**
   * Phone numbers and e-mail addresses of people outside, in the cases the role reads: at once, for whoever has to call or
   * write; after asking for them, which is logged; never.
   */
  contacts: "shown" | "on-request" | "hidden";
  /** Whether it reads the log of who read what. */
  readingLog: boolean;
  /** Whether it reads how punctual the services are: figures of all, and no case. */
  serviceLevels: boolean;
}

const officer: ReadingRight = {
  cases: "own",
  throughTask: "case",
  contacts: "shown",
  readingLog: false,
  serviceLevels: false,
};
const head: ReadingRight = {
  cases: "below",
  throughTask: "case",
  contacts: "on-request",
  readingLog: false,
  serviceLevels: true,
};

/** Of roles that act inside; people outside read by their own links. */
export const readingRights = {
  "agency-head": { ...head, readingLog: true },
  "library-division-head": head,
  // Telephones hosts and partners, and answers for them.
  "service-section-head": { ...head, contacts: "shown" },
  "mobile-library-officer": officer,
  "circulation-officer": officer,
  "front-office-officer": officer,
  "mail-registrar": officer,
  "companion-librarian": officer,
  // Another unit of the regency, which gives an opinion on one draft.
  "legal-office": {
    cases: "none",
    throughTask: "page",
    contacts: "hidden",
    readingLog: false,
    serviceLevels: false,
  },
  "system-admin": {
    cases: "in-trouble",
    throughTask: "case",
    contacts: "hidden",
    readingLog: false,
    serviceLevels: false,
  },
  // Finds what is stored of somebody who asks, and who has read it.
  "data-protection-officer": {
    cases: "every",
    throughTask: "case",
    contacts: "on-request",
    readingLog: true,
    serviceLevels: false,
  },
  // Inspectors see figures, and who read what; cases are no business of theirs.
  "oversight-viewer": {
    cases: "none",
    throughTask: "page",
    contacts: "hidden",
    readingLog: true,
    serviceLevels: true,
  },
} as const satisfies Partial<Record<AgencyActor, ReadingRight>>;

/** Of a role that a table brings itself. */
const brought: ReadingRight = { ...officer, contacts: "on-request" };

/** What a role reads. */
export function readingRightOf(role: ActorId): ReadingRight {
  const known: Partial<Record<ActorId, ReadingRight>> = readingRights;
  return known[role] ?? brought;
}
