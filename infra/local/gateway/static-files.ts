/** The web app's files, as CloudFront would serve them; every other page address gets the app itself. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { cacheControl, isPrivatePage, neverChanges, pageFileType, unlisted } from "../../page-files.ts";
import { compressed, encodingFor } from "./compressed.ts";
import { html } from "./pages/html.ts";
import { sendPage } from "./pages/layout.ts";
import { sendError } from "./errors.ts";

/** Answers with a file of the folder, or with its `index.html` where the path names a page. */
export async function serveStatic(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  folder: string,
): Promise<string> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    sendError(response, "wrong-method");
    return "(file)";
  }
  const file = fileFor(pathname, folder);
  if (file && (await sendFile(request, response, file, neverChanges(pathname)))) return "(file)";
  if (path.extname(pathname) !== "") {
    sendError(response, "not-found");
    return "(file)";
  }
  if (isPrivatePage(pathname)) response.setHeader(unlisted.header, unlisted.value);
  if (!(await sendFile(request, response, path.join(folder, "index.html"), false))) sendNotBuilt(response);
  return "(page)";
}

/** Only what lies in the folder, and nothing hidden. */
function fileFor(pathname: string, folder: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = decoded.split("/").filter(Boolean);
  if (parts.length === 0 || parts.some((part) => part.startsWith(".") || /[\\\0]/.test(part))) return null;
  return path.join(folder, ...parts);
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  forever: boolean,
): Promise<boolean> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile()) return false;
  const type = pageFileType(file);
  const encoding = encodingFor(type, facts.size, request.headers["accept-encoding"]);
  const version = `${facts.size.toString(16)}-${Math.floor(facts.mtimeMs).toString(16)}`;
  const etag = `"${[version, ...(encoding ? [encoding] : [])].join("-")}"`;
  response.setHeader("etag", etag);
  response.setHeader("vary", "accept-encoding");
  response.setHeader("cache-control", cacheControl(forever));
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return true;
  }
  const bytes = encoding && (await compressed(encoding, file, version, () => readFile(file)));
  response.writeHead(200, {
    "content-type": type,
    "content-length": bytes?.length ?? facts.size,
    ...(encoding ? { "content-encoding": encoding } : {}),
  });
  if (request.method === "HEAD") response.end();
  else if (bytes) response.end(bytes);
  // A reader who hangs up halfway is no failure of ours.
  else await pipeline(createReadStream(file), response).catch(() => response.destroy());
  return true;
}

function sendNotBuilt(response: ServerResponse): void {
  const body = html`<main>
    <h1>Halaman belum dibangun</h1>
    <p>Jalankan <code>npm start</code>, atau <code>npm run build:web</code> lebih dahulu.</p>
  </main>`;
  sendPage(response, 503, "Halaman belum dibangun", body);
}
