/** The public pages and those behind mailed links in a real browser, before an API that the test plays itself. */
import { readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page, type Route } from "playwright-core";
import { findBrowser } from "../../infra/toolchain/browser.mjs";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import { sampleAgency, sampleNow } from "./sample-staff-views.ts";
import { sampleForm, sampleTracking } from "./sample-views.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const webRoot = path.join(root, "dist", "web");
/** As strict as it can be: no style attribute, no address but our own, no form that goes anywhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'";
const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of the browser, or undefined where there is none and the suite has to be skipped. */
export const browserPath = findBrowser();

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
  await buildWeb(root, { onlyWhenStale: true });
  const server = await serve();
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: quietly });
  return {
    open: (address, api = {}, options = {}) => open(browser, origin + address, api, options),
    tidy: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const asked = path.join(webRoot, new URL(request.url ?? "/", "http://localhost").pathname);
    const file = statSync(asked, { throwIfNoEntry: false })?.isFile() ? asked : path.join(webRoot, "index.html");
    const contentType = contentTypes[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": contentType, "content-security-policy": policy });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}

async function open(browser: Browser, address: string, api: Api, options: BrowserContextOptions): Promise<OpenedPage> {
  const phone = { viewport: { width: 390, height: 844 }, locale: "id-ID", reducedMotion: "reduce" } as const;
  const context = await browser.newContext({ ...phone, ...options });
  await context.clock.install({ time: new Date(sampleNow) });
  const page = await context.newPage();
  const sent: Sent[] = [];
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser itself reports answers that are refusals; those are what some tests are about.
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
  });
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
