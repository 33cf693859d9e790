import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { SendRawEmailCommand, SESClient } from "@aws-sdk/client-ses";
import { afterEach, expect, test } from "vitest";
import { startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
let mailServer: Server | undefined;
afterEach(async () => {
  await running.end();
  mailServer?.close();
});

/** A mail server that takes everything; answers what it was told, a line each. */
async function takingServer(port: number, lines: string[]): Promise<number> {
  mailServer = createServer((socket) => {
    let inData = false;
    socket.write("220 ready\r\n");
    socket.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\r\n").filter(Boolean)) {
        lines.push(line);
        if (inData && line !== ".") continue;
        inData = line === "DATA";
        socket.write(inData ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
  }).listen(port, "127.0.0.1");
  await once(mailServer, "listening");
  const address = mailServer.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

async function freePort(): Promise<number> {
  const port = await takingServer(0, []);
  mailServer?.close();
  return port;
}

const letter = "From: dinas@contoh.go.id\r\nTo: ani@contoh.example\r\nSubject: Halo\r\n\r\nisi";
const send = () => new SESClient({}).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(letter) } }));
const waiting = () => readdir(path.join(running.dataDir, "mail-waiting"));

test("mail goes to the real server, and the inbox is closed", async () => {
  const lines: string[] = [];
  const port = await takingServer(0, lines);
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}` });
  await send();
  await expect.poll(waiting).toEqual([]);
  expect(lines).toEqual(
    expect.arrayContaining(["MAIL FROM:<dinas@contoh.go.id>", "RCPT TO:<ani@contoh.example>", "Subject: Halo"]),
  );
  expect((await fetch(`${running.host.url}/mail/messages`)).headers.get("content-type")).not.toContain("json");
});

test("mail that the server cannot take waits on disk, is tried again, and goes out after a restart", async () => {
  const port = await freePort();
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}` });
  const { MessageId } = await send();
  await expect.poll(() => running.log.map(({ event }) => event)).toContain("mail-not-relayed");
  expect(await waiting()).toEqual([MessageId]);
  expect(JSON.stringify(running.log)).not.toContain("ani@contoh.example");
  await running.host.close();

  const lines: string[] = [];
  await takingServer(port, lines);
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}`, dataDir: running.dataDir });
  await expect.poll(waiting).toEqual([]);
  expect(lines).toContain("RCPT TO:<ani@contoh.example>");
});
