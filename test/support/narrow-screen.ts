/** Whether a page can be read on the smallest phone, whatever its fonts and however its reader spaces the text. */
import type { Page } from "playwright-core";

/** WCAG 2.2, 1.4.10: nothing scrolls in two directions at 320 CSS pixels. */
const smallest = { width: 320, height: 640 };

/** WCAG 2.2, 1.4.12: what a reader may set without losing content. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

/**
 * Every fixed-width face gives each letter 0.6 em, more than any face of running text (Verdana 0.56, Arial 0.5): so
 * this is the same width on every machine. Named twice, for browsers set the generic family alone in a smaller size.
 */
const wideFont = "* { font-family: monospace, monospace !important; }";

const looks: Record<string, string> = {
  "as it is": "",
  "text spacing": spacing,
  "wide font": wideFont,
  "text spacing, wide font": spacing + wideFont,
};

/**
 * What keeps a page from fitting 320 pixels: as it is, with the text spacing of WCAG 1.4.12, in a wide font and with
 * both. Empty where it fits; else one line per element that sticks out of the window or cuts off its own text.
 * Leaves the window at 320 pixels.
 */
export async function unfit(page: Page): Promise<string[]> {
  await page.setViewportSize(smallest);
  const found: string[] = [];
  for (const [look, css] of Object.entries(looks)) {
    const lines = await page.evaluate(measured, css);
    found.push(...lines.map((line) => `${look}: ${line}`));
  }
  return found;
}

/** Runs in the page. Adopted style sheets are not bound by the content security policy, as style elements are. */
function measured(css: string): string[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const before = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...before, sheet];
  const { clientWidth: width, scrollWidth } = document.documentElement;
  const elements = [...document.body.querySelectorAll<HTMLElement>("*")];
  const named = (element: Element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const overflowOf = (element: Element) => getComputedStyle(element).overflowX;
  // What scrolls or cuts keeps that which is in it from widening the page.
  const isHeld = ({ parentElement: outer }: Element): boolean =>
    outer !== null && outer !== document.body && (overflowOf(outer) !== "visible" || isHeld(outer));
  const sticking = elements.filter((each) => each.getBoundingClientRect().right > width + 0.5 && !isHeld(each));
  const innermost = sticking.filter((each) => !sticking.some((other) => each !== other && each.contains(other)));
  const cut = elements.filter(
    (each) =>
      /hidden|clip/.test(overflowOf(each)) &&
      getComputedStyle(each).clipPath === "none" &&
      each.innerText &&
      each.scrollWidth > each.clientWidth + 1,
  );
  document.adoptedStyleSheets = before;
  return [
    ...(scrollWidth > width ? [`${scrollWidth - width} px too wide`, ...innermost.slice(0, 5).map(named)] : []),
    ...cut.map((each) => `cuts off its text: ${named(each)}`),
  ];
}
