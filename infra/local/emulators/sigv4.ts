/**
 * Checks Signature Version 4 as the AWS services do: of a header, of a presigned address, of a form's policy. The rules
 * are those of the AWS documentation, "Signature Version 4". Without it every program of this machine could use the
 * host's inner endpoints.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { AwsRefusal } from "./aws-error.ts";

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
}

/** What the signature has to be for. */
export interface Expected {
  /** As in the credential scope: `s3`, `dynamodb`, `email`, `states`. */
  service: string;
  /** Host that was signed for; a proxy may have changed the header. */
  host: string;
  /** The system's time, epoch milliseconds. */
  now: number;
}

const algorithm = "AWS4-HMAC-SHA256";
/** Longest life of a presigned address, seconds. */
const longestLife = 7 * 24 * 3600;
/** How far a signer's clock may be off, milliseconds. */
const clockTolerance = 15 * 60_000;

/**
 * Checks the signature of a request, in its header or in its address. The body is covered by its hash only:
 * see `checkSignedBody`.
 * @throws {AwsRefusal}
 */
export function checkRequest(request: SignedRequest, credentials: Credentials, expected: Expected): void {
  if (request.url.searchParams.has("X-Amz-Signature")) return checkPresigned(request, credentials, expected);
  const [kind, rest = ""] = splitOnce(request.headers.authorization ?? "", " ");
  if (kind !== algorithm) throw new AwsRefusal(403, "AccessDenied", "The request is not signed.");
  const parts = Object.fromEntries(rest.split(",").map((part) => splitOnce(part.trim(), "=")));
  const date = String(request.headers["x-amz-date"] ?? "");
  if (Math.abs(expected.now - instantOf(date)) > clockTolerance)
    throw new AwsRefusal(403, "RequestTimeTooSkewed", "The request was signed at another time.");
  const claim: Claim = {
    scope: parts["Credential"] ?? "",
    signedHeaders: parts["SignedHeaders"] ?? "",
    signature: parts["Signature"] ?? "",
    date,
    payloadHash: String(request.headers["x-amz-content-sha256"] ?? ""),
    query: [...request.url.searchParams],
  };
  checkClaim(request, claim, credentials, expected);
}

/**
 * Checks that a body is the one whose hash was signed.
 * @throws {AwsRefusal} also for bodies in chunks, which are not supported
 */
export function checkSignedBody(headers: IncomingHttpHeaders, body: Buffer): void {
  const hash = String(headers["x-amz-content-sha256"] ?? "UNSIGNED-PAYLOAD");
  if (hash === "UNSIGNED-PAYLOAD") return;
  if (hash.startsWith("STREAMING-"))
    throw new AwsRefusal(501, "NotImplemented", "Chunked uploads are not supported; send the body whole.");
  if (hash !== sha256(body))
    throw new AwsRefusal(400, "XAmzContentSHA256Mismatch", "The body is not the one that was signed.");
}

function checkPresigned(request: SignedRequest, credentials: Credentials, expected: Expected): void {
  const given = request.url.searchParams;
  const date = given.get("X-Amz-Date") ?? "";
  const life = Number(given.get("X-Amz-Expires"));
  if (!(life > 0 && life <= longestLife))
    throw new AwsRefusal(400, "AuthorizationQueryParametersError", "X-Amz-Expires is out of range.");
  const signedAt = instantOf(date);
  const expired = expected.now > signedAt + life * 1000 || expected.now < signedAt - clockTolerance;
  if (expired) throw new AwsRefusal(403, "AccessDenied", "Request has expired");
  const claim: Claim = {
    scope: given.get("X-Amz-Credential") ?? "",
    signedHeaders: given.get("X-Amz-SignedHeaders") ?? "",
    signature: given.get("X-Amz-Signature") ?? "",
    date,
    payloadHash: given.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD",
    query: [...given].filter(([name]) => name !== "X-Amz-Signature"),
  };
  checkClaim(request, claim, credentials, expected);
}

interface Claim {
  scope: string;
  signedHeaders: string;
  signature: string;
  date: string;
  payloadHash: string;
  query: [string, string][];
}

function checkClaim(request: SignedRequest, claim: Claim, credentials: Credentials, { service, host }: Expected): void {
  const names = claim.signedHeaders.split(";");
  if (!names.includes("host")) throw new AwsRefusal(403, "AccessDenied", "The host must be signed.");
  const headers = names.map((name) => `${name}:${headerValue(request.headers, name, host)}\n`).join("");
  const query = claim.query
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join("&");
  const canonical = [request.method, request.url.pathname, query, headers, claim.signedHeaders, claim.payloadHash].join(
    "\n",
  );
  const scope = claim.scope.slice(claim.scope.indexOf("/") + 1);
  const text = [algorithm, claim.date, scope, sha256(canonical)].join("\n");
  checkSignature(text, { service, scope: claim.scope, signature: claim.signature }, credentials);
}

/**
 * Checks the signature of any text.
 * @param claim its scope is `key/date/region/service/aws4_request`
 * @throws {AwsRefusal}
 */
export function checkSignature(
  text: string,
  claim: { service: string; scope: string; signature: string },
  credentials: Credentials,
): void {
  const [accessKeyId, date = "", region = "", service = "", end] = claim.scope.split("/");
  if (accessKeyId !== credentials.accessKeyId)
    throw new AwsRefusal(403, "InvalidAccessKeyId", "The access key is unknown.");
  if (service !== claim.service || end !== "aws4_request")
    throw new AwsRefusal(403, "AccessDenied", "The credential scope is that of another service.");
  const expected = hmac(signingKey(credentials.secretAccessKey, date, region, service), text).toString("hex");
  const { signature } = claim;
  const same = signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  if (!same) throw new AwsRefusal(403, "SignatureDoesNotMatch", "The signature does not match the request.");
}

/** The last key made; it changes once a day. */
let latestKey: { of: string; key: Buffer } = { of: "", key: Buffer.alloc(0) };

function signingKey(secret: string, date: string, region: string, service: string): Buffer {
  const of = [secret, date, region, service].join("/");
  if (latestKey.of !== of) {
    const key = [region, service, "aws4_request"].reduce(hmac, hmac(`AWS4${secret}`, date));
    latestKey = { of, key };
  }
  return latestKey.key;
}

function headerValue(headers: IncomingHttpHeaders, name: string, host: string): string {
  if (name === "host") return host;
  const value = headers[name];
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim().replace(/ +/g, " ");
}

/** Epoch milliseconds of a text such as `20260101T120000Z`. */
function instantOf(date: string): number {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const instant = Date.parse(iso);
  if (iso === date || Number.isNaN(instant))
    throw new AwsRefusal(403, "AccessDenied", "The date of the signature cannot be read.");
  return instant;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
