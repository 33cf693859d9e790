import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestHost, type TestHost } from "./test-host.ts";

const Bucket = "letters";
const pdf = new TextEncoder().encode("%PDF-1.7 a letter");
let running: TestHost;
let s3: S3Client;
beforeAll(async () => {
  running = await startTestHost();
  s3 = new S3Client({ forcePathStyle: true });
});
afterAll(() => running.end());

const form = (Expires = 60) =>
  createPresignedPost(s3, {
    Bucket,
    Key: "letters/one",
    Expires,
    Fields: { "Content-Type": "application/pdf", "x-amz-meta-name": "surat%20izin.pdf" },
    Conditions: [
      ["content-length-range", 1, 1000],
      ["eq", "$Content-Type", "application/pdf"],
    ],
  });

async function upload(
  post: { url: string; fields: Record<string, string> },
  changes: Record<string, string> = {},
  file = pdf,
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...post.fields, ...changes })) body.append(name, value);
  body.append("file", new Blob([file]), "surat.pdf");
  return fetch(post.url, { method: "POST", body });
}

function part(about: string, value: string): string {
  return `--border\r\nContent-Disposition: form-data; ${about}\r\n\r\n${value}\r\n`;
}

/** The status that a form is answered with of which only the beginning arrives. */
async function answerTo(url: string, begun: string, length: number): Promise<number> {
  const headers = { "content-type": "multipart/form-data; boundary=border", "content-length": length };
  const sent = request(url, { method: "POST", headers });
  sent.write(begun);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  sent.destroy();
  return response.statusCode ?? 0;
}

describe("an upload by presigned form", () => {
  test("goes to the pages' own origin and is stored with its type and name", async () => {
    const post = await form();
    expect(post.url).toBe(`${running.host.url}/files/letters`);
    expect((await upload(post)).status).toBe(204);
    const found = await s3.send(new GetObjectCommand({ Bucket, Key: "letters/one" }));
    expect(found).toMatchObject({
      ContentType: "application/pdf",
      ContentLength: pdf.length,
      Metadata: { name: "surat%20izin.pdf" },
    });
    expect(await found.Body?.transformToString()).toBe("%PDF-1.7 a letter");
  });

  test.each([
    ["another key", { key: "letters/two" }],
    ["another type", { "Content-Type": "text/html" }],
    ["a field that was not signed", { "x-amz-meta-more": "1" }],
    [
      "another policy",
      { Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString("base64") },
    ],
    ["a forged signature", { "X-Amz-Signature": "0".repeat(64) }],
  ])("is refused with %s", async (_what, changes) => {
    const answer = await upload(await form(), changes);
    expect(answer.status).toBe(403);
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "letters/two" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  test("is refused when the file is larger or smaller than agreed", async () => {
    expect(await (await upload(await form(), {}, new Uint8Array(1001))).text()).toContain("EntityTooLarge");
    expect(await (await upload(await form(), {}, new Uint8Array(0))).text()).toContain("EntityTooSmall");
    expect(await (await upload(await form(), {}, new Uint8Array(13 * 1024 * 1024))).text()).toContain("EntityTooLarge");
  });

  test.each([
    ["unsigned", {}, 403],
    ["with a forged signature", { "X-Amz-Signature": "0".repeat(64) }, 403],
    ["without its fields", null, 400],
  ])("%s is refused before what it brings is read", async (_what, changes, status) => {
    const { url, fields } = await form();
    const given =
      changes === null ? {} : Object.keys(changes).length > 0 ? { ...fields, ...changes } : { key: "letters/one" };
    const parts = Object.entries(given)
      .map(([name, value]) => part(`name="${name}"`, value))
      .join("");
    const begun = changes === null ? "x".repeat(64 * 1024) : `${parts}${part('name="file"; filename="a.pdf"', "%PDF")}`;
    // Eleven more megabytes are announced, and never sent.
    expect(await answerTo(url, begun, 12_000_000)).toBe(status);
  });

  test("ends at the end of its file, however many fields follow", async () => {
    const { url, fields } = await form();
    const parts = Object.entries(fields)
      .map(([name, value]) => part(`name="${name}"`, value))
      .join("");
    const file = part('name="file"; filename="surat.pdf"', "%PDF-1.7 short");
    const body = `${parts}${file}${part('name="more"', "x").repeat(9)}--border--\r\n`;
    expect(await answerTo(url, body, Buffer.byteLength(body))).toBe(204);
    const found = await s3.send(new GetObjectCommand({ Bucket, Key: "letters/one" }));
    expect(await found.Body?.transformToString()).toBe("%PDF-1.7 short");
  });

  test("is refused after its time", async () => {
    expect(await (await upload(await form(-1))).text()).toContain("Policy expired");
  });
});

describe("objects", () => {
  test("are put, looked at, read in part and deleted by the SDK", async () => {
    const Key = "letters/a name (1)/ü+&.bin";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "0123456789", ContentType: "text/plain" }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({
      ContentLength: 10,
      ContentType: "text/plain",
      ETag: '"781e5e245d69b566979b86e28d23f2c7"',
    });
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=2-4" }));
    expect([part.ContentRange, await part.Body?.transformToString()]).toEqual(["bytes 2-4/10", "234"]);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  test("open by a presigned address, for its time and as it was signed", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "letters/x", Body: pdf, ContentType: "application/pdf" }));
    const command = new GetObjectCommand({
      Bucket,
      Key: "letters/x",
      ResponseContentDisposition: 'attachment; filename="surat.pdf"',
    });
    const address = await getSignedUrl(s3, command, { expiresIn: 60 });
    expect(address.startsWith(`${running.host.url}/files/letters/letters/x?`)).toBe(true);
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get("content-disposition")]).toEqual([
      200,
      'attachment; filename="surat.pdf"',
    ]);
    expect((await fetch(address.replace("surat.pdf", "virus.exe"))).status).toBe(403);
    expect((await fetch(address.split("?")[0] ?? "")).status).toBe(403);
    const old = await getSignedUrl(s3, command, { expiresIn: 60, signingDate: new Date(Date.now() - 120_000) });
    expect(await (await fetch(old)).text()).toContain("Request has expired");
  });

  test.each(["text/html", "application/pdf", "image/png"])(
    "called %s are saved, not run on the pages' origin, and not taken for anything else",
    async (ContentType) => {
      const Key = "letters/page";
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "<script>alert(1)</script>", ContentType }));
      const { headers } = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key })));
      expect(headers.get("content-disposition")).toBe("attachment");
      expect(headers.get("content-security-policy")).toContain("sandbox");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  test("of another bucket, or for another key, are out of reach", async () => {
    await expect(s3.send(new PutObjectCommand({ Bucket: "other", Key: "x", Body: "x" }))).rejects.toMatchObject({
      name: "NoSuchBucket",
    });
    const stranger = new S3Client({ forcePathStyle: true, credentials: { accessKeyId: "x", secretAccessKey: "y" } });
    await expect(stranger.send(new GetObjectCommand({ Bucket, Key: "letters/x" }))).rejects.toMatchObject({
      name: "InvalidAccessKeyId",
    });
  });
});
