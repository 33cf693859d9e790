import { here } from "../../navigation.svelte.ts";

/** Parts of the page of a task to which mails lead, as their addresses name them. */
const taskParts = { ingatkan: "remind", tangani: "act" } as const;

/** The part of the page of a task that was asked for; null: none. */
export function taskPartWanted(): "remind" | "act" | null {
  const named = new URL(here.href).searchParams.get("bagian");
  return named === "ingatkan" || named === "tangani" ? taskParts[named] : null;
}
