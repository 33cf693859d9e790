/** The built pages behind a server of their own and one browser before them; each suite plays its own API. */
import { readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
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
];

/** Path of the browser, or undefined where there is none and the suite has to be skipped. */
export const browserPath = findBrowser();

export interface ServedPages {
  readonly origin: string;
  readonly browser: Browser;
  /** Closes every page that was opened. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Builds what is stale, serves it and starts one browser. */
export async function servePages(): Promise<ServedPages> {
  await buildWeb(root, { onlyWhenStale: true });
  const server = await serve();
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: quietly });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    browser,
    tidy: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
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
