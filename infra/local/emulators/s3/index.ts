/** The smallest S3 that the service needs: presigned forms and addresses, and the calls of the handlers. Path style only. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyTooLarge, readBody } from "../../gateway/read-body.ts";
import { xml } from "../../gateway/pages/html.ts";
import { sendObject } from "./send-object.ts";
import type { ObjectStore } from "./object-store.ts";
import { checkForm, checkSize } from "./post-policy.ts";
import { readForm } from "./read-form.ts";
import { AwsRefusal } from "../aws-error.ts";
import { checkRequest, checkSignedBody, type Credentials } from "../sigv4.ts";

/** Letters are at most 5 MB; the limits of a form are in its policy. */
export const bodyLimit = 12 * 1024 * 1024;

export interface S3Options {
  store: ObjectStore;
  /** The one bucket there is. */
  bucket: string;
  credentials: Credentials;
  /** Path in front of the bucket, such as `/files`. */
  basePath: string;
  /** Host that addresses are signed for. */
  host: string;
  /** The system's time, for the SDK signs with it; epoch milliseconds. */
  now(): number;
  /** The host's time, by which things grow old; epoch milliseconds. */
  storedAt(): number;
}

/** Answers a request under the base path. Reveals nothing without a valid signature. */
export async function serveS3(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  s3: S3Options,
): Promise<void> {
  try {
    const [bucket = "", ...rest] = url.pathname.slice(s3.basePath.length + 1).split("/");
    const key = decodeURIComponent(rest.join("/"));
    if (request.method === "POST" && key === "") return await takeForm(request, response, bucket, s3);
    const signed = { method: request.method ?? "", url, headers: request.headers };
    checkRequest(signed, s3.credentials, { service: "s3", host: s3.host, now: s3.now() });
    const body = await readBody(request, bodyLimit);
    checkSignedBody(request.headers, body);
    if (bucket !== s3.bucket) throw new AwsRefusal(404, "NoSuchBucket", "The bucket does not exist.");
    await serveObject(request, response, url, key, body, s3);
  } catch (error) {
    refuse(request, response, error);
  }
}

async function serveObject(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  key: string,
  body: Buffer,
  s3: S3Options,
): Promise<void> {
  if (key === "") throw new AwsRefusal(501, "NotImplemented", "Buckets cannot be listed or changed here.");
  switch (request.method) {
    case "GET":
    case "HEAD":
      return sendObject(request, response, url.searchParams, s3.bucket, key, s3.store);
    case "PUT": {
      const facts = await s3.store.put(s3.bucket, { key, ...ownHeaders(request), modifiedAt: s3.storedAt() }, body);
      response.writeHead(200, { etag: facts.etag, "content-length": 0 }).end();
      return;
    }
    case "DELETE":
      await s3.store.remove(s3.bucket, key);
      response.writeHead(204).end();
      return;
    default:
      throw new AwsRefusal(405, "MethodNotAllowed", "The method is not allowed against this resource.");
  }
}

async function takeForm(
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
  s3: S3Options,
): Promise<void> {
  const { fields, fileName, content } = await readForm(request, (given) => {
    given.set("bucket", bucket);
    return checkForm(given, s3.credentials, s3.now());
  });
  checkSize(fields, content.length);
  if (bucket !== s3.bucket) throw new AwsRefusal(404, "NoSuchBucket", "The bucket does not exist.");

  const key = (fields.get("key") ?? "").replaceAll("${filename}", () => fileName);
  const headers = Object.fromEntries([...fields].filter(([name]) => isOwnHeader(name)));
  const contentType = fields.get("content-type") ?? "application/octet-stream";
  const facts = await s3.store.put(bucket, { key, contentType, headers, modifiedAt: s3.storedAt() }, content);
  const status =
    fields.get("success_action_status") === "201" ? 201 : fields.get("success_action_status") === "200" ? 200 : 204;
  response.writeHead(status, { etag: facts.etag, ...(status === 204 ? {} : { "content-length": 0 }) }).end();
}

function ownHeaders(request: IncomingMessage): { contentType: string; headers: Record<string, string> } {
  const pairs = Object.entries(request.headers).flatMap(([name, value]) =>
    isOwnHeader(name) ? [[name, String(value)] as const] : [],
  );
  return {
    contentType: request.headers["content-type"] ?? "application/octet-stream",
    headers: Object.fromEntries(pairs),
  };
}

function isOwnHeader(name: string): boolean {
  return name.startsWith("x-amz-meta-") || name === "content-disposition";
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const refusal = asRefusal(error);
  const body = xml`<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>${refusal.code}</Code><Message>${refusal.message}</Message></Error>`;
  const bytes = Buffer.from(body.html);
  // What was refused unread stays unread: the connection cannot be used again.
  const hasBody = Number(request.headers["content-length"] ?? 1) > 0 && request.method !== "GET";
  if (hasBody && !request.complete) response.setHeader("connection", "close");
  response.writeHead(refusal.status, { "content-type": "application/xml", "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

function asRefusal(error: unknown): AwsRefusal {
  if (error instanceof AwsRefusal) return error;
  if (error instanceof BodyTooLarge) return new AwsRefusal(400, "EntityTooLarge", "The file is larger than allowed.");
  if (error instanceof URIError) return new AwsRefusal(400, "InvalidURI", "The key cannot be read.");
  throw error;
}
