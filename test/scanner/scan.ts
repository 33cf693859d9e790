/** What mail scanners do to a link, and worse: nobody has proved anything, but every page is opened and every form sent. */
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { LiveLink } from "./live-links.ts";

/** How often each trick was played. */
export type Tricks = Record<"requests" | "pages" | "linksFollowed" | "buttonsPressed" | "formsSent", number>;

const looks = ["HEAD", "GET"] as const;
const settlingMs = 3_000;
const pressingMs = 500;
const lookMs = 15;
const quietLooks = 4;

/** @param followed addresses of pages that lead on from others and were played on: the same for every link */
export async function scanLink(
  browser: Browser,
  base: string,
  link: LiveLink,
  tricks: Tricks,
  followed: Set<string>,
): Promise<void> {
  const api = `${base}/api/decisions/${link.id}`;
  for (const address of [...link.addresses, api, `${api}/code`, `${api}/proof`, `${api}/files/surat`]) {
    for (const method of looks) {
      const response = await fetch(address, { method, redirect: "follow" });
      await response.arrayBuffer();
      tricks.requests += 1;
    }
  }
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    for (const address of link.addresses) await scanPage(context, base, address, tricks, followed);
  } finally {
    await context.close();
  }
}

/** Opens the page with its script, plays every trick on it, then on what it links to. */
async function scanPage(
  context: BrowserContext,
  base: string,
  address: string,
  tricks: Tricks,
  followed: Set<string>,
): Promise<void> {
  const page = await context.newPage();
  watch(page);
  await open(page, address);
  const links = await page.locator("a[href]").evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
  await playTricks(page, address, tricks);
  for (const link of links) {
    if (!link.startsWith(base) || link === address || followed.has(link)) continue;
    followed.add(link);
    await open(page, link);
    tricks.linksFollowed += 1;
    await playTricks(page, link, tricks);
  }
  await page.close();
}

/** Presses every button, by script and as a hand does, and sends every form in each way that a script can. */
async function playTricks(page: Page, address: string, tricks: Tricks): Promise<void> {
  tricks.pages += 1;
  tricks.buttonsPressed += await pressByScript(page);
  await open(page, address);
  const buttons = await page.getByRole("button").count();
  for (let index = 0; index < buttons; index += 1) {
    await page
      .getByRole("button")
      .nth(index)
      .click({ timeout: pressingMs })
      .catch(() => undefined);
    tricks.buttonsPressed += 1;
  }
  await settled(page);
  await open(page, address);
  const forms = await page.locator("form").count();
  for (const way of ["requestSubmit", "submit", "fetch"] as const) {
    for (let index = 0; index < forms; index += 1) {
      tricks.formsSent += await sendForm(page, index, way);
      await open(page, address);
    }
  }
}

async function pressByScript(page: Page): Promise<number> {
  const pressed = await page.locator("button, [role=button], input").evaluateAll((all) => {
    for (const each of all as HTMLElement[]) {
      each.click();
      each.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }
    return all.length;
  });
  await settled(page);
  return pressed;
}

async function sendForm(page: Page, index: number, way: "requestSubmit" | "submit" | "fetch"): Promise<number> {
  const form = page.locator("form").nth(index);
  if ((await form.count()) === 0) return 0;
  await form.evaluate((element, how) => {
    const target = element as HTMLFormElement;
    if (how === "requestSubmit") target.requestSubmit();
    if (how === "submit") HTMLFormElement.prototype.submit.call(target);
    if (how !== "fetch") return;
    const method = target.method.toUpperCase();
    const body = method === "GET" ? {} : { body: new FormData(target) };
    void fetch(target.action, { method, ...body }).catch(() => undefined);
    void fetch(target.action, { method: "POST", body: new FormData(target) }).catch(() => undefined);
  }, way);
  await settled(page);
  return 1;
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}

/** Until the page has drawn itself and asks the service nothing more. */
async function settled(page: Page): Promise<void> {
  const drawn = page.locator("h1").first();
  await drawn.waitFor({ timeout: settlingMs }).catch(() => undefined);
  const until = performance.now() + settlingMs;
  for (let quiet = 0; quiet < quietLooks && performance.now() < until; await pause(lookMs)) {
    quiet = (underWay.get(page) ?? 0) === 0 ? quiet + 1 : 0;
  }
}

/** Requests of each page that have no answer yet. */
const underWay = new WeakMap<Page, number>();

function watch(page: Page): void {
  const count = (change: number) => () => void underWay.set(page, Math.max(0, (underWay.get(page) ?? 0) + change));
  page.on("request", count(1));
  page.on("requestfinished", count(-1));
  page.on("requestfailed", count(-1));
}
