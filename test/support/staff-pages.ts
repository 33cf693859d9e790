/** The staff pages in a real browser, before an API that answers with samples and remembers what it was sent. */
import { readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page, type Route } from "playwright-core";
import { findBrowser } from "../../infra/toolchain/browser.mjs";
import { buildWeb } from "../../infra/toolchain/build-web.mjs";
import {
  busySchedule,
  myTasks,
  noTasks,
  olderCases,
  openCases,
  registrar,
  sampleAgency,
  sampleCase,
  sampleNow,
  sampleRegister,
  storedUser,
  taskAt,
  waitingTasks,
} from "./sample-staff-views.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const webRoot = path.join(root, "dist", "web");
const hourSeconds = 3600;

/** As strict as it can be: not even a style attribute. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Path of the browser, or undefined where there is none and the suite has to be skipped. */
export const browserPath = findBrowser();

/** A request the pages sent to change something. */
export interface Sent {
  path: string;
  body: unknown;
  authorization: string | undefined;
}

/** Answer of the stubbed API for one address; undefined falls through to the samples. */
export type Answer = { status?: number; json: unknown } | undefined;
export type Answers = (request: { method: string; path: string; query: URLSearchParams }) => Answer;

export interface OpenOptions {
  answers?: Answers;
  viewport?: { width: number; height: number };
  signedIn?: boolean;
  /** Done with the page before it opens the address. */
  prepare?: (page: Page) => Promise<void>;
}

export interface StaffPages {
  readonly origin: string;
  open(address: string, options?: OpenOptions): Promise<{ page: Page; sent: Sent[]; complaints: string[] }>;
  /** Closes every page that was opened. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Builds what is stale, serves it and starts one browser. */
export async function startStaffPages(): Promise<StaffPages> {
  await buildWeb(root, { onlyWhenStale: true });
  const server = await serve();
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: ["--no-sandbox"] });
  return {
    origin,
    open: (address, options = {}) => open(browser, origin + address, options),
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

async function open(browser: Browser, address: string, options: OpenOptions) {
  const { viewport = { width: 1280, height: 800 }, signedIn = true, answers, prepare } = options;
  const context = await browser.newContext({ viewport, locale: "id-ID", reducedMotion: "reduce" });
  await context.clock.install({ time: new Date(sampleNow) });
  if (signedIn) await context.addInitScript(keepUser, storedUser(Date.parse(sampleNow) / 1000 + hourSeconds));
  const page = await context.newPage();
  const sent: Sent[] = [];
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser itself reports answers that are refusals; those are what some tests are about.
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
  });
  await page.route(
    (url) => url.pathname.startsWith("/api/"),
    (route) => answer(route, sent, answers),
  );
  await prepare?.(page);
  await page.goto(address);
  return { page, sent, complaints };
}

function keepUser({ key, value }: { key: string; value: string }): void {
  sessionStorage.setItem(key, value);
}

async function answer(route: Route, sent: Sent[], answers: Answers | undefined): Promise<void> {
  const request = route.request();
  const { pathname, searchParams } = new URL(request.url());
  if (request.method() === "POST") {
    const body: unknown = request.postDataJSON();
    sent.push({ path: pathname, body, authorization: request.headers().authorization });
  }
  const given = answers?.({ method: request.method(), path: pathname, query: searchParams });
  const { status = 200, json } = given ?? sampleAnswer(request.method(), pathname, searchParams);
  await route.fulfill({ status, json });
}

function sampleAnswer(method: string, address: string, query: URLSearchParams): { status?: number; json: unknown } {
  if (method === "POST") return { json: {} };
  const [, , , section = "", id, task = ""] = address.split("/");
  if (address === "/api/agency") return { json: sampleAgency };
  if (section === "me") return { json: registrar };
  if (section === "tasks" && id === undefined)
    return { json: { mine: myTasks, waiting: waitingTasks }[query.get("scope") ?? "mine"] ?? noTasks };
  if (section === "tasks" && task === "check-schedule-1") return { json: busySchedule() };
  if (section === "tasks")
    return { json: taskAt(task.replace(/-\d+$/, ""), task === "reply-1" ? ["tidak", "dibatalkan"] : null) };
  if (section === "cases" && id === undefined) return { json: query.has("before") ? olderCases : openCases };
  if (section === "cases") return { json: sampleCase };
  if (section === "register") return { json: sampleRegister };
  return { status: 404, json: { code: "unknown", message: "Tidak ditemukan." } };
}
