/** The public pages and those behind mailed links in a real browser, before an API that the test plays itself. */
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { complaintsOf, servePages } from "./page-server.ts";
import { sampleAgency, sampleNow } from "./sample-staff-views.ts";
import { sampleForm, sampleTracking } from "./sample-views.ts";

export { browserPath } from "./page-server.ts";

export interface Sent {
  path: string;
  body: unknown;
}

/** Answer to one request; "offline" lets it fail as a dead network does; undefined falls through to the samples. */
export type Answer = { status?: number; json: unknown } | "offline" | undefined;

/** What the API answers, by "METHOD /path"; a function is asked anew each time. */
export type Api = Record<string, Answer | (() => Answer)>;

export interface OpenedPage {
  page: Page;
  /** Everything that was posted, in order. */
  sent: Sent[];
  /** What the browser complained about: script errors and breaches of the content security policy. */
  complaints: string[];
}

export interface PublicPages {
  open(address: string, api?: Api, options?: BrowserContextOptions): Promise<OpenedPage>;
  /** Closes every page that was opened. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Builds what is stale, serves it and starts one browser. */
export async function startPublicPages(): Promise<PublicPages> {
  const { origin, browser, tidy, close } = await servePages();
  return { open: (address, api = {}, options = {}) => open(browser, origin + address, api, options), tidy, close };
}

async function open(browser: Browser, address: string, api: Api, options: BrowserContextOptions): Promise<OpenedPage> {
  const phone = { viewport: { width: 390, height: 844 }, locale: "id-ID", reducedMotion: "reduce" } as const;
  const context = await browser.newContext({ ...phone, ...options });
  await context.clock.install({ time: new Date(sampleNow) });
  const page = await context.newPage();
  const sent: Sent[] = [];
  const complaints = complaintsOf(page);
  const isApi = (url: URL) => url.pathname.startsWith("/api/") || url.pathname.startsWith("/store/");
  await page.route(isApi, (route) => answer(route, sent, api));
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).or(page.getByRole("alert")).first().waitFor();
  return { page, sent, complaints };
}

async function answer(route: Route, sent: Sent[], api: Api): Promise<void> {
  const request = route.request();
  const { pathname } = new URL(request.url());
  if (request.method() === "POST") sent.push({ path: pathname, body: bodyOf(request.postData()) });
  const key = `${request.method()} ${pathname}`;
  const planned = api[key];
  const given = (typeof planned === "function" ? planned() : planned) ?? samples[key];
  if (given === "offline") return route.abort("internetdisconnected");
  const { status = 200, json } = given ?? { status: 404, json: { code: "unknown", message: "Tidak ditemukan." } };
  await route.fulfill({ status, json });
}

function bodyOf(data: string | null): unknown {
  return data?.startsWith("{") ? JSON.parse(data) : data;
}

const samples: Record<string, Exclude<Answer, "offline">> = {
  "GET /api/agency": { json: sampleAgency },
  "GET /api/procedures/official-visit/request-form": { json: sampleForm },
  "GET /api/tracking/sample": { json: sampleTracking },
};
