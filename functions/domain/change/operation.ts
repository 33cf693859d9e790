/** What a way of changing a running case is made of; which ways there are says `operations.ts`. */
import type { Field, FormRule, Text } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings, StaffMember } from "../agency.ts";
import type { Change, Dossier, TaskItem, Values } from "../case/records.ts";
import type { ActionDependencies } from "../task/run-actions.ts";
import { Refusal } from "../refusal.ts";
import type { TakeOverDependencies } from "../execution/take-over.ts";

export type ChangeDependencies = ActionDependencies & TakeOverDependencies;

/** What an operation looks at before it is offered. */
export interface Circumstances {
  settings: AgencySettings;
  staff: StaffMember[];
  /** Epoch milliseconds. */
  now: number;
}

/** What is asked with a change. */
export interface ChangeForm {
  fields: Field[];
  values: Values;
  /** Between the fields. */
  rules?: FormRule[];
}

/** What an operation stores of itself. */
export type Plan = Partial<
  Pick<Change, "about" | "ending" | "from" | "more" | "setAside" | "step" | "values" | "version" | "was">
>;

export interface Operation {
  title: Text;
  /** What comes of it, for whoever is about to do it. */
  about: Text;
  /** Nothing follows it any more: it is said twice before it is done. */
  ends?: true;
  /** Asks nothing but a reason, and that one has for many cases at once. */
  together?: true;
  /**
   * Asked besides the reason; filled in as things stand.
   *
   * @param given what was typed, where it is checked now
   */
  fields(dossier: Dossier, circumstances: Circumstances, given?: Values): ChangeForm;
  /** Whether it can be done while the case stands as it does. */
  fits(dossier: Dossier, circumstances: Circumstances): boolean;
  /** @throws Refusal `invalid` or `taken`; nothing has been stored then */
  plan(dependencies: ChangeDependencies, dossier: Dossier, values: Values): Promise<Plan>;
  /** What follows besides what the stored change says itself; done again after a crash, so each part is idempotent. */
  carryOut?(dependencies: ChangeDependencies, dossier: Dossier, change: Change): Promise<void>;
  /** Gives back what `plan` has claimed where the change was not stored. */
  undo?(dependencies: ChangeDependencies, dossier: Dossier, plan: Plan): Promise<void>;
}

/** No fields besides the reason. */
export const nothingAsked = (): ChangeForm => ({ fields: [], values: {} });

/** Ids of the tasks that wait for an answer. */
export function idsOf(tasks: TaskItem[]): string[] {
  return tasks.map(({ id }) => id);
}

/** Whether a case goes on. */
export const isOpen = (dossier: Dossier): boolean => dossier.case.ending === undefined;

export { isSame } from "./same.ts";

export const nothingChanged = new Refusal("invalid", {
  id: "Belum ada yang diubah.",
  en: "Nothing was changed.",
});
