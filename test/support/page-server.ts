/** The built pages behind a server of their own and one browser before them; each suite plays its own API. */
import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { findBrowser } from "../../infra/toolchain/browser.mjs";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";

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
export const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--renderer-process-limit=1",
];

/** Path of the browser, or undefined where there is none and the suite has to be skipped. */
export const browserPath = findBrowser();

/** A request of an opened page to the API or to the store of files. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  /** The body as text; empty where there is none. */
  body: string;
}

/** What a test plays as the API: an answer, or "offline" for what a dead network does. */
export type PlayedApi = (request: ApiRequest) => { status?: number; json: unknown } | "offline";

/** Names the opened page on its requests, so that the server knows which test plays its API. */
const pageHeader = "x-page";
const isPlayed = (path: string): boolean => path.startsWith("/api/") || path.startsWith("/store/");

export interface ServedPages {
  readonly origin: string;
  /**
   * A page of its own, with nothing stored, before an API that is played. The server answers for it, for a browser that has
   * each request held back for the test takes twice as long to load a page.
   */
  newPage(options: BrowserContextOptions, played: PlayedApi): Promise<Page>;
  /** Closes every page that was opened. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Builds what is stale, serves it and starts one browser. */
export async function servePages(): Promise<ServedPages> {
  await buildWeb(root, { onlyWhenStale: true });
  const apis = new Map<string, PlayedApi>();
  const server = await serve(apis);
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: quietly });
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const idle = new Map<string, BrowserContext[]>();
  const busy: { kind: string; context: BrowserContext }[] = [];
  return {
    origin,
    async newPage(options, played) {
      const id = String(apis.size + 1);
      apis.set(id, played);
      const kind = JSON.stringify(options);
      const context = idle.get(kind)?.pop() ?? (await browser.newContext(options));
      busy.push({ kind, context });
      await context.setExtraHTTPHeaders({ [pageHeader]: id });
      return context.newPage();
    },
    tidy: async () => {
      for (const { kind, context } of busy.splice(0)) {
        const [page] = context.pages();
        if (page) {
          const session = await context.newCDPSession(page);
          await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
        }
        await Promise.all(context.pages().map((each) => each.close()));
        await context.clearCookies();
        idle.set(kind, [...(idle.get(kind) ?? []), context]);
      }
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the browser complains about from now on: script errors and breaches of the content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser itself reports answers that are refusals; those are what some tests are about.
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
  });
  return complaints;
}

async function serve(apis: Map<string, PlayedApi>): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const played = apis.get(String(request.headers[pageHeader]));
    if (played && isPlayed(pathname))
      return void answer(request, response, played, { path: pathname, query: searchParams });
    const asked = path.join(webRoot, pathname);
    const file = statSync(asked, { throwIfNoEntry: false })?.isFile() ? asked : path.join(webRoot, "index.html");
    const contentType = contentTypes[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, {
      "content-type": contentType,
      "content-security-policy": policy,
      ...(file.includes("/assets/") ? { "cache-control": "max-age=3600, immutable" } : {}),
    });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  played: PlayedApi,
  where: Pick<ApiRequest, "path" | "query">,
): Promise<void> {
  const { method = "GET", headers } = request;
  const given = played({ ...where, method, authorization: headers.authorization, body: await text(request) });
  // A connection that is only cut is opened again by the browser, and the request sent once more.
  if (given === "offline") return void response.socket?.end("no answer");
  const { status = 200, json } = given;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(status === 204 ? undefined : JSON.stringify(json));
}
