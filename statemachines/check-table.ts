import type { Procedure } from "./vocabulary.ts";
export function checkTable(_procedure: Procedure): string[] {
  return [];
}
