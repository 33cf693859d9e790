/** One change of the list of people or of the settings: who, when, what from and what to. Never changed itself. */
export interface AdministrationEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  /** Id and name of the administrator; a program that an operator ran names itself ("npm run agency"; `changed-by.ts`). */
  by: string;
  byName: string;
  about: EntrySubject;
  parts: ChangedPart[];
}

/** What was changed: somebody of the list, by id and name, or a section of the settings. */
export interface EntrySubject {
  kind: "person" | "settings";
  id: string;
  name: string;
}

/** A value before and after, as people read it; empty where there was or is none. */
export interface ChangedPart {
  /** Path of it, such as `roles` or `room.capacity`. */
  part: string;
  from: string;
  to: string;
}
