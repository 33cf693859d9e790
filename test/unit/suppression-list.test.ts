import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { takeOffSuppressionList, type MailService } from "../../functions/adapters/ses/suppression-list.ts";

let server: Server | null = null;
afterEach(() => server?.close());

interface Asked {
  line: string;
  headers: IncomingHttpHeaders;
}

async function answering(status: number, asked: Asked[] = []): Promise<MailService> {
  server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    response.writeHead(status).end('{"message":"x"}');
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  return {
    region: "ap-southeast-3",
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: () => ({ accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "token" }),
  };
}

test("an address is taken off by one signed request to SES", async () => {
  const asked: Asked[] = [];
  await takeOffSuppressionList(await answering(200, asked), "siti+dinas@contoh.test");
  expect(asked.map(({ line }) => line)).toEqual(["DELETE /v2/email/suppression/addresses/siti%2Bdinas%40contoh.test"]);
  expect(asked[0]?.headers).toMatchObject({
    "x-amz-security-token": "token",
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/ap-southeast-3\/ses\/aws4_request,/,
    ) as string,
  });
});

test("one that is not on the list stays so", async () => {
  await expect(takeOffSuppressionList(await answering(404), "siti@contoh.test")).resolves.toBeUndefined();
});

test("what SES refuses is said", async () => {
  await expect(takeOffSuppressionList(await answering(403), "siti@contoh.test")).rejects.toThrow(
    /^suppression list: 403/,
  );
});
