/** What keeps people from using a page, as far as axe can tell. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds on a page as it stands, by all its rules or by some: a line each. */
export async function findings(page: Page, rules: string[] = []): Promise<string[]> {
  // Our pages have no frames; without this mode axe opens a window of its own for each look, at twice the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
