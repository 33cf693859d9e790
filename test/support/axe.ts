/** What keeps people from using a page, as far as axe can tell. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on a page as it stands, by all its rules or by some: a line each. */
export async function findings(page: Page, rules: string[] = []): Promise<string[]> {
  // Brought in as the browser's tools do, so that no content security policy is asked; once for each page that is opened.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const runOnly = only.length > 0 ? { runOnly: { type: "rule", values: only } as const } : {};
    const { violations } = await axe.run(document, { resultTypes: ["violations"], ...runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  }, rules);
}
