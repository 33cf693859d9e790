import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { ObjectFacts, ObjectStore } from "./object-store.ts";
import { AwsRefusal } from "../aws-error.ts";

/**
 * Answers GET or HEAD of an object, whole or a range.
 * @param query may hold `response-content-type` and `response-content-disposition`
 * @throws {AwsRefusal}
 */
export async function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  bucket: string,
  key: string,
  store: ObjectStore,
): Promise<void> {
  const facts = await store.head(bucket, key);
  if (!facts) throw new AwsRefusal(404, "NoSuchKey", "The key does not exist.");
  const range = rangeOf(request.headers.range, facts.size);
  setHeaders(response, facts, query);
  const { start, end } = range ?? { start: 0, end: facts.size - 1 };
  if (range) response.setHeader("content-range", `bytes ${start}-${end}/${facts.size}`);
  response.writeHead(range ? 206 : 200, { "content-length": end - start + 1 });
  if (request.method === "HEAD" || facts.size === 0) return void response.end();
  // A reader who hangs up halfway is no failure of ours.
  await pipeline(await store.stream(bucket, key, start, end), response).catch(() => response.destroy());
}

function setHeaders(response: ServerResponse, facts: ObjectFacts, query: URLSearchParams): void {
  for (const [name, value] of Object.entries(facts.headers)) response.setHeader(name, value);
  const contentType = query.get("response-content-type") ?? facts.contentType;
  const disposition = query.get("response-content-disposition");
  response.setHeader("content-type", contentType);
  if (disposition) response.setHeader("content-disposition", disposition);
  // Files of strangers stand on the pages' own origin: a browser saves them, and runs none of them.
  response.setHeader("content-security-policy", "sandbox; default-src 'none'");
  if (!disposition?.startsWith("attachment")) response.setHeader("content-disposition", "attachment");
  response.setHeader("etag", facts.etag);
  response.setHeader("last-modified", new Date(facts.modifiedAt).toUTCString());
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("cache-control", "private, no-store");
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) throw new AwsRefusal(416, "InvalidRange", "The requested range is not satisfiable");
  return { start, end };
}
