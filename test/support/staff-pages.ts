/** The staff pages in a real browser, before an API that answers with samples and remembers what it was sent. */
import type { Page } from "playwright-core";
import { complaintsOf, servePages, type ApiRequest, type PlayedApi, type ServedPages } from "./page-server.ts";
import {
  busySchedule,
  myTasks,
  noTasks,
  olderCases,
  openCases,
  registrar,
  sampleAgency,
  sampleCase,
  sampleForms,
  sampleNow,
  sampleRegister,
  schoolCase,
  storedUser,
  taskAt,
  waitingTasks,
} from "./sample-staff-views.ts";
import { sampleOutgoing, samplePapers } from "./sample-outgoing.ts";
import { sampleForm } from "./sample-views.ts";

export { browserPath } from "./page-server.ts";

const hourSeconds = 3600;

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
  /** Where the person has signed in. */
  issuer?: string;
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
  const served = await servePages();
  const { origin, tidy, close } = served;
  return { origin, open: (address, options = {}) => open(served, address, options), tidy, close };
}

async function open({ newPage, origin }: ServedPages, address: string, options: OpenOptions) {
  const { viewport = { width: 1280, height: 800 }, signedIn = true, answers, issuer, prepare } = options;
  const sent: Sent[] = [];
  const page = await newPage({ viewport, locale: "id-ID", reducedMotion: "reduce" }, (request) =>
    answer(request, sent, answers),
  );
  await page.clock.install({ time: new Date(sampleNow) });
  if (signedIn) await page.addInitScript(keepUser, storedUser(Date.parse(sampleNow) / 1000 + hourSeconds, issuer));
  const complaints = complaintsOf(page);
  await prepare?.(page);
  await page.goto(origin + address);
  return { page, sent, complaints };
}

function keepUser({ key, value }: { key: string; value: string }): void {
  sessionStorage.setItem(key, value);
}

function answer(request: ApiRequest, sent: Sent[], answers: Answers | undefined): ReturnType<PlayedApi> {
  const { method, path, query, body, authorization } = request;
  if (method === "POST") sent.push({ path, body: bodyOf(body), authorization });
  const { status = 200, json } = answers?.({ method, path, query }) ?? sampleAnswer(method, path, query);
  return { status, json };
}

/** What the store of files is sent is no JSON. */
function bodyOf(data: string): unknown {
  return data === "" ? null : data.startsWith("{") ? JSON.parse(data) : data;
}

function sampleAnswer(method: string, address: string, query: URLSearchParams): { status?: number; json: unknown } {
  if (method === "POST" && address === "/api/staff/cases") return { status: 201, json: { case: schoolCase } };
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
  if (section === "cases" && task === "papers") return { json: samplePapers };
  if (section === "cases") return { json: sampleCase };
  if (section === "forms") return { json: id === undefined ? sampleForms : sampleForm };
  if (section === "unconfirmed") return { json: { mine: false, requests: [] } };
  if (section === "register") return { json: sampleRegister };
  if (section === "outgoing") return { json: sampleOutgoing };
  return { status: 404, json: { code: "unknown", message: "Tidak ditemukan." } };
}
