/**
 * Checks Signature Version 4 as S3 does: of a header, of a presigned address, of a form's policy. The rules are those
 * of the AWS documentation "Authenticating Requests (AWS Signature Version 4)".
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { S3Refusal } from "./refusal.ts";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** A request as far as its signature covers it. */
export interface SignedRequest {
  method: string;
  /** As on the wire: percent-encoded path and query. */
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const algorithm = "AWS4-HMAC-SHA256";
/** Longest life of a presigned address, seconds. */
const longestLife = 7 * 24 * 3600;
/** How far a signer's clock may be off, milliseconds. */
const clockTolerance = 15 * 60_000;

/**
 * @param host that the signer has signed for; a proxy may have changed the header
 * @param now epoch milliseconds
 * @throws {S3Refusal}
 */
export function checkRequest(request: SignedRequest, credentials: Credentials, host: string, now: number): void {
  if (request.url.searchParams.has("X-Amz-Signature")) return checkPresigned(request, credentials, host, now);
  const [kind, rest = ""] = splitOnce(request.headers.authorization ?? "", " ");
  if (kind !== algorithm) throw new S3Refusal(403, "AccessDenied", "The request is not signed.");
  const parts = Object.fromEntries(rest.split(",").map((part) => splitOnce(part.trim(), "=")));
  const date = String(request.headers["x-amz-date"] ?? "");
  if (Math.abs(now - instantOf(date)) > clockTolerance) throw new S3Refusal(403, "RequestTimeTooSkewed", "The request was signed at another time.");
  const payloadHash = String(request.headers["x-amz-content-sha256"] ?? "");
  checkPayload(payloadHash, request.body);
  const query = [...request.url.searchParams];
  check(request, { scope: parts["Credential"] ?? "", signedHeaders: parts["SignedHeaders"] ?? "", signature: parts["Signature"] ?? "", date, payloadHash, query }, credentials, host);
}

function checkPresigned(request: SignedRequest, credentials: Credentials, host: string, now: number): void {
  const given = request.url.searchParams;
  const date = given.get("X-Amz-Date") ?? "";
  const life = Number(given.get("X-Amz-Expires"));
  if (!(life > 0 && life <= longestLife)) throw new S3Refusal(400, "AuthorizationQueryParametersError", "X-Amz-Expires is out of range.");
  const signedAt = instantOf(date);
  if (now > signedAt + life * 1000 || now < signedAt - clockTolerance) throw new S3Refusal(403, "AccessDenied", "Request has expired");
  const query = [...given].filter(([name]) => name !== "X-Amz-Signature");
  const scope = given.get("X-Amz-Credential") ?? "";
  const signedHeaders = given.get("X-Amz-SignedHeaders") ?? "";
  const payloadHash = given.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD";
  check(request, { scope, signedHeaders, signature: given.get("X-Amz-Signature") ?? "", date, payloadHash, query }, credentials, host);
}

interface Claim {
  scope: string;
  signedHeaders: string;
  signature: string;
  date: string;
  payloadHash: string;
  query: [string, string][];
}

function check(request: SignedRequest, claim: Claim, credentials: Credentials, host: string): void {
  const names = claim.signedHeaders.split(";");
  if (!names.includes("host")) throw new S3Refusal(403, "AccessDenied", "The host must be signed.");
  const headers = names.map((name) => `${name}:${headerValue(request.headers, name, host)}\n`).join("");
  const query = claim.query
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join("&");
  const canonical = [request.method, request.url.pathname, query, headers, claim.signedHeaders, claim.payloadHash].join("\n");
  const scope = claim.scope.slice(claim.scope.indexOf("/") + 1);
  const toSign = [algorithm, claim.date, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  checkSignature(toSign, claim.scope, claim.signature, credentials);
}

/**
 * Checks the signature of any text under a credential scope (`key/date/region/s3/aws4_request`).
 * @throws {S3Refusal}
 */
export function checkSignature(text: string, credentialScope: string, signature: string, credentials: Credentials): void {
  const [accessKeyId, date = "", region = "", service, end] = credentialScope.split("/");
  if (accessKeyId !== credentials.accessKeyId) throw new S3Refusal(403, "InvalidAccessKeyId", "The access key is unknown.");
  if (service !== "s3" || end !== "aws4_request") throw new S3Refusal(403, "AccessDenied", "The credential scope is not that of S3.");
  const key = [date, region, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const expected = hmac(key, text).toString("hex");
  const same = signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  if (!same) throw new S3Refusal(403, "SignatureDoesNotMatch", "The signature does not match the request.");
}

function checkPayload(hash: string, body: Buffer): void {
  if (hash === "UNSIGNED-PAYLOAD") return;
  if (hash.startsWith("STREAMING-")) throw new S3Refusal(501, "NotImplemented", "Chunked uploads are not supported; send the body whole.");
  const actual = createHash("sha256").update(body).digest("hex");
  if (hash !== actual) throw new S3Refusal(400, "XAmzContentSHA256Mismatch", "The body is not the one that was signed.");
}

function headerValue(headers: IncomingHttpHeaders, name: string, host: string): string {
  if (name === "host") return host;
  const value = headers[name];
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim().replace(/ +/g, " ");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** Epoch milliseconds of `20260101T120000Z`; NaN makes every comparison fail towards refusal. */
function instantOf(date: string): number {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const instant = Date.parse(iso);
  if (iso === date || Number.isNaN(instant)) throw new S3Refusal(403, "AccessDenied", "The date of the signature cannot be read.");
  return instant;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
