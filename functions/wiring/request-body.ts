/** What comes with a request, measured before it is parsed: nobody makes a function stand still by what he sends. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Refusal } from "../domain/refusal.ts";

/** A body that cannot be read as one of ours; `status` says in which way. */
export class UnreadableBody extends Error {
  override name = "UnreadableBody";
  readonly status: 400 | 413 | 415;

  constructor(why: string, status: 400 | 413 | 415 = 400) {
    super(why);
    this.status = status;
  }
}

/** Letters go to the file store; the longest draft of an agreement is a tenth of it. */
const mostBytes = 1024 * 1024;
/** The largest form has rows of fields; nothing is nested deeper than a slot in a row in its values. */
const deepest = 12;
/** Values and names: a hundred rows of twenty fields, named and filled. */
const mostParts = 5_000;

/** @throws UnreadableBody */
export function parsedBody({ body = "", headers, isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  if (body === "") throw new UnreadableBody("empty");
  // A form of another site can send text/plain without being asked by the browser whether it may.
  if (!/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? "")) throw new UnreadableBody("not JSON", 415);
  if (body.length > mostBytes * (isBase64Encoded ? 4 / 3 : 1)) throw new UnreadableBody("too long", 413);
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  measure(text);
  try {
    return JSON.parse(text, plain) as unknown;
  } catch {
    throw new UnreadableBody("not JSON");
  }
}

/** No field of ours is called as what every object has, or what every list has and compares: such names try out the program. */
function plain(this: unknown, name: string, value: unknown): unknown {
  const isList = Array.isArray(this);
  if (!isList && (name === "__proto__" || (name === "length" && typeof value === "object")))
    throw new UnreadableBody("strange name");
  return value;
}

/** Counts brackets and marks outside of texts; whether they fit together is for the parser to say. */
function measure(text: string): void {
  let [depth, parts, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === quote) quoted = !quoted;
    else if (quoted) at += letter === backslash ? 1 : 0;
    else if (letter === comma || letter === colon) parts += 1;
    else if (letter === openObject || letter === openList) depth += 1;
    else if (letter === closeObject || letter === closeList) depth -= 1;
    if (depth > deepest || parts > mostParts) throw new UnreadableBody("too much", 413);
  }
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openObject, openList, closeObject, closeList] = [0x7b, 0x5b, 0x7d, 0x5d];

/**
 * Refuses what a page of another site had a browser send. Programs that are no browsers say neither.
 *
 * @param publicUrl address of our own pages
 * @throws Refusal `forbidden`
 */
export function refuseOtherSites({ headers }: APIGatewayProxyEventV2, publicUrl: () => string): void {
  const site = headers["sec-fetch-site"];
  const origin = headers["origin"];
  if (site === "same-origin" || (site === undefined && origin === undefined)) return;
  if (site === undefined && origin === new URL(publicUrl()).origin) return;
  throw otherSite;
}

const otherSite = new Refusal("forbidden", {
  id: "Permintaan ini datang dari situs lain dan tidak kami terima. Buka halaman kami langsung, lalu coba lagi.",
  en: "This request came from another site and was not taken. Open our own page, then try again.",
});
