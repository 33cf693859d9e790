import path from "node:path";
import { SendRawEmailCommand, SESClient } from "@aws-sdk/client-ses";
import { afterEach, expect, test } from "vitest";
import { databaseFile, openDatabase } from "../../../infra/local/host/database.ts";
import { fakeMailServer, type FakeMailServer } from "./mail-server.ts";
import { freshFolder, startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost | undefined;
let mailServer: FakeMailServer | undefined;
afterEach(async () => {
  await running?.end();
  await mailServer?.close();
  [running, mailServer] = [undefined, undefined];
});

const letter = "From: dinas@contoh.go.id\r\nTo: ani@contoh.example\r\nSubject: Halo\r\n\r\nisi";
const send = () => new SESClient({}).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(letter) } }));

/** What a host that has stopped left in its queue. */
async function states(dataDir: string): Promise<unknown[]> {
  const local = openDatabase(path.join(dataDir, databaseFile));
  const rows = local.database.prepare("SELECT mail, state FROM mail_relay").all();
  await local.close();
  return rows;
}

test("mail goes to the real server, and the inbox is closed", async () => {
  mailServer = await fakeMailServer();
  const { lines, taken, port } = mailServer;
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}` });
  await send();
  await expect.poll(() => taken).toEqual(["ani@contoh.example"]);
  expect(lines).toEqual(expect.arrayContaining(["MAIL FROM:<dinas@contoh.go.id>", "Subject: Halo"]));
  expect(running.host.inboxUrl).toBeNull();
});

test("mail that the server cannot take waits on disk, is tried again, and goes out after a restart", async () => {
  mailServer = await fakeMailServer();
  const { port } = mailServer;
  await mailServer.close();
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}` });
  const { MessageId } = await send();
  await expect.poll(() => running?.log.map(({ event }) => event)).toContain("mail-not-relayed");
  expect(running.log).toContainEqual({ event: "mail-server-not-usable", facts: { reason: "connection-refused" } });
  expect(JSON.stringify(running.log)).not.toContain("ani@contoh.example");
  await running.host.close();
  expect(await states(running.dataDir)).toEqual([{ mail: MessageId, state: "waiting" }]);

  mailServer = await fakeMailServer(undefined, { port });
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}`, dataDir: running.dataDir });
  await expect.poll(() => mailServer?.taken).toEqual(["ani@contoh.example"]);
});

test("a server that says nothing holds up neither the sweep nor the stop, and its mail stays queued", async () => {
  mailServer = await fakeMailServer((line) => (line.startsWith("MAIL") ? "" : undefined));
  const { lines, port } = mailServer;
  running = await startTestHost({ smtp: `smtp://127.0.0.1:${port}` });
  const { MessageId } = await send();
  await expect.poll(() => lines).toContain("MAIL FROM:<dinas@contoh.go.id>");
  const began = performance.now();
  const sweeps = Number(process.env["SWEEPS"]);
  running.clock.advance(60_000);
  await running.host.tick();
  expect(Number(process.env["SWEEPS"])).toBe(sweeps + 1);
  await running.host.close();
  // Well under the ten seconds that a server is given.
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await states(running.dataDir)).toEqual([{ mail: MessageId, state: "waiting" }]);
});

test.each([
  "mail.contoh.go.id",
  "https://mail.contoh.go.id",
  "smtp://",
  "smtp://user:p%@mail.contoh.go.id",
  "smtp://a:geheim/x@b.c",
])("an SMTP_URL such as %s is refused at the start in one line that does not quote it", async (smtp) => {
  const dataDir = await freshFolder();
  const refusal = await startTestHost({ smtp, dataDir }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    name: "StartUpError",
    message: expect.stringMatching(/^SMTP_URL must look like .*$/) as string,
  });
  expect((refusal as Error).message).not.toContain("geheim");
});

test("a setting of SMTP_URL that is not known is named", async () => {
  const smtp = "smtp://mail.contoh.go.id?poool=true";
  await expect(startTestHost({ smtp })).rejects.toThrow(/not known: "poool"/);
});
