/** The agency as an operator looks after it: its settings, and everybody who is or was of it. */
import type { AgencySettings, StaffMember } from "../../domain/agency.ts";
import { personOf } from "../../domain/case/records.ts";
import { allOf, type Item, type ItemStore } from "../items/item-store.ts";
import { keys, lists } from "../items/keys.ts";
import { newItem } from "../items/kind.ts";
import { kinds } from "../items/kinds.ts";

export interface AgencyRecords {
  /** Null before anybody has set the agency up. */
  settings: AgencySettings | null;
  /** Whether it is the made-up agency of the demo. */
  demo: boolean;
  people: StaffMember[];
}

/** @throws UnreadableItem where an item has the shape of no version */
export async function readRecords(items: ItemStore): Promise<AgencyRecords> {
  const stored = await items.get(keys.settings());
  const { settings = null, demo = false } = stored ? kinds.settings.read(stored) : {};
  const people = await allOf(items, { partition: keys.staff("").pk });
  return { settings, demo, people: people.map(kinds.staff.read) };
}

/** What is stored for records, or for some of them, in the version of today. */
export function itemsOf({ settings, demo, people = [] }: Partial<AgencyRecords>): Item[] {
  const agency = settings ? [newItem(kinds.settings, keys.settings(), { settings, ...(demo ? { demo } : {}) })] : [];
  return [...agency, ...people.map((member) => newItem(kinds.staff, keys.staff(member.id), member))];
}

/** Numbers of the cases in which a task waits for this very person. */
export async function casesWaitingFor(items: ItemStore, member: StaffMember): Promise<string[]> {
  const inboxes = await Promise.all(
    member.roles.map((role) => allOf(items, { index: "list", partition: lists.inbox(role) })),
  );
  const tasks = inboxes.flat().map(kinds.task.read);
  return [
    ...new Set(tasks.filter(({ assignees }) => assignees.includes(personOf(member))).map(({ caseId }) => caseId)),
  ];
}
