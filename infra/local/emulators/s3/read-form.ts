/** The upload of a browser's form (multipart/form-data, RFC 7578): who sends it is looked at before what is sent. */
import type { IncomingMessage } from "node:http";
import { BodyTooLarge } from "../../gateway/read-body.ts";
import { AwsRefusal } from "../aws-error.ts";

export interface UploadForm {
  /** By lower-case name. */
  fields: Map<string, string>;
  fileName: string;
  content: Buffer;
}

/** Bytes before the file: a policy and its signature are far shorter. */
const mostBefore = 32 * 1024;
/** Bytes around the file: what comes before it, and the end of the form. */
const mostAround = mostBefore + 1024;

/**
 * Reads a form whose file is its last field, as S3 asks for it. Nothing of the file is read, nor is a longer body taken than
 * was agreed, before the fields in front of it have been accepted.
 *
 * @param accept looks at the fields and answers how long the file may be, in bytes; throws what is wrong with them
 * @throws {AwsRefusal} malformed
 * @throws {BodyTooLarge}
 */
export async function readForm(
  request: IncomingMessage,
  accept: (fields: Map<string, string>) => number,
): Promise<UploadForm> {
  const contentType = request.headers["content-type"] ?? "";
  const [, quoted, bare] =
    /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw malformed;
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const [before, begun] = await readHead(chunks);
  const { fields, fileName } = await fieldsIn(before, boundary, contentType);
  const most = accept(fields);
  if (Number(request.headers["content-length"] ?? 0) > most + mostAround) throw new BodyTooLarge();
  const rest = await readRest(chunks, begun, most + mostAround);
  const end = rest.indexOf(`\r\n--${boundary}`);
  if (end < 0) throw malformed;
  return { fields, fileName, content: rest.subarray(0, end) };
}

/** Up to the blank line above the file, and what was read beyond it. */
async function readHead(chunks: AsyncIterator<Buffer>): Promise<[before: Buffer, begun: Buffer]> {
  let read = Buffer.alloc(0);
  for (;;) {
    const end = endOfHead(read);
    if (end !== null && end <= mostBefore) return [read.subarray(0, end), read.subarray(end)];
    if (end !== null || read.length > mostBefore) throw malformed;
    const next = await chunks.next();
    if (next.done) throw new AwsRefusal(400, "InvalidArgument", "POST requires exactly one file upload per request.");
    read = Buffer.concat([read, next.value]);
  }
}

function endOfHead(read: Buffer): number | null {
  const text = read.subarray(0, mostBefore + 1024).toString("latin1");
  const [found] =
    /\r\ncontent-disposition:\s*form-data;\s*name="file"[^\r\n]*(?:\r\n[^\r\n]+)*\r\n\r\n/i.exec(text) ?? [];
  return found === undefined ? null : text.indexOf(found) + found.length;
}

/** The fields, read as a form with an empty file. */
async function fieldsIn(
  before: Buffer,
  boundary: string,
  contentType: string,
): Promise<Pick<UploadForm, "fields" | "fileName">> {
  const whole = Buffer.concat([before, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const form = await new Response(new Uint8Array(whole), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw malformed;
    });
  const file = form.get("file");
  if (!(file instanceof File))
    throw new AwsRefusal(400, "InvalidArgument", "POST requires exactly one file upload per request.");
  const texts = [...form].flatMap(([name, value]) =>
    typeof value === "string" ? [[name.toLowerCase(), value] as const] : [],
  );
  return { fields: new Map(texts), fileName: file.name };
}

async function readRest(chunks: AsyncIterator<Buffer>, begun: Buffer, most: number): Promise<Buffer> {
  const parts = [begun];
  let size = begun.length;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    size += next.value.length;
    if (size > most) throw new BodyTooLarge();
    parts.push(next.value);
  }
  return Buffer.concat(parts);
}

const malformed = new AwsRefusal(400, "MalformedPOSTRequest", "The body is not well-formed multipart/form-data.");
