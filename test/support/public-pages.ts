/** The public pages and those behind mailed links in a real browser, before an API that the test plays itself. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { complaintsOf, servePages, type ApiRequest, type PlayedApi, type ServedPages } from "./page-server.ts";
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
  const served = await servePages();
  const { tidy, close } = served;
  return { open: (address, api = {}, options = {}) => open(served, address, api, options), tidy, close };
}

async function open(
  { newPage, origin }: ServedPages,
  address: string,
  api: Api,
  options: BrowserContextOptions,
): Promise<OpenedPage> {
  const phone = { viewport: { width: 390, height: 844 }, locale: "id-ID", reducedMotion: "reduce" } as const;
  const sent: Sent[] = [];
  const page = await newPage({ ...phone, ...options }, (request) => answer(request, sent, api));
  await page.clock.install({ time: new Date(sampleNow) });
  const complaints = complaintsOf(page);
  await page.goto(origin + address);
  await page.getByRole("heading", { level: 1 }).or(page.getByRole("alert")).first().waitFor();
  return { page, sent, complaints };
}

function answer({ method, path, body }: ApiRequest, sent: Sent[], api: Api): ReturnType<PlayedApi> {
  if (method === "POST") sent.push({ path, body: bodyOf(body) });
  const key = `${method} ${path}`;
  const planned = api[key];
  const given = (typeof planned === "function" ? planned() : planned) ?? samples[key];
  return given ?? { status: 404, json: { code: "unknown", message: "Tidak ditemukan." } };
}

function bodyOf(data: string): unknown {
  return data.startsWith("{") ? JSON.parse(data) : data;
}

const samples: Record<string, Exclude<Answer, "offline">> = {
  "GET /api/agency": { json: sampleAgency },
  "GET /api/procedures/official-visit/request-form": { json: sampleForm },
  "GET /api/tracking/sample": { json: sampleTracking },
};
