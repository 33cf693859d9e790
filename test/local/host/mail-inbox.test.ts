/** The inbox shows other people's links: nobody but a browser at this machine may get it. */
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MessageStore } from "../../../infra/local/emulators/ses/message-store.ts";
import { openMailInbox } from "../../../infra/local/gateway/mail-inbox.ts";
import { SigningBrowser } from "./signing-browser.ts";
import { freshFolder, startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
beforeAll(async () => {
  running = await startTestHost();
});
afterAll(() => running.end());

const portOf = (url: string): number => Number(new URL(url).port);

/** Status of a GET with exactly these headers. */
async function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const { pathname } = new URL(url);
  const request = http.get({ port: portOf(url), host: "127.0.0.1", path: pathname, headers, agent: false });
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

test.each(["/", "/messages", "/host.css"])("%s is answered at both names of this machine", async (page) => {
  const { port } = new URL(running.inboxUrl);
  for (const host of ["localhost", "127.0.0.1"]) {
    expect(await statusOf(running.inboxUrl + page, { host: `${host}:${port}` })).toBe(200);
  }
});

describe.each(["/", "/messages", "/messages/x/raw", "/x"])("%s of the inbox is closed", (page) => {
  test.each([
    ["to a proxy that says for whom it asks", { "X-Forwarded-For": "203.0.113.9" }],
    ["to a proxy that says for which name it asks", { "X-Forwarded-Host": "pustaka.contoh.go.id" }],
    ["to a proxy that says how it was asked", { "X-Forwarded-Proto": "https" }],
    ["to a proxy with the standard header", { Forwarded: "for=203.0.113.9" }],
    ["to a proxy that names itself", { Via: "1.1 proxy" }],
    ["to nginx as many set it up", { "X-Real-IP": "203.0.113.9" }],
    ["to a foreign name that points here", { Host: "evil.example" }],
    ["to a name that begins as ours", { Host: "localhost.evil.example:80" }],
    ["to the name that people open", { Host: "pustaka.contoh.go.id" }],
  ])("%s", async (_to, headers) => {
    expect(await statusOf(running.inboxUrl + page, headers)).toBe(403);
  });
});

test("a request without any Host, as HTTP/1.0 allows, gets nothing", async () => {
  const socket = net.connect(portOf(running.inboxUrl), "127.0.0.1");
  socket.end("GET /messages HTTP/1.0\r\n\r\n");
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1\.1 403 /);
});

test("the address that people open knows nothing of it, whatever is sent", async () => {
  for (const page of ["/mail", "/mail/", "/mail/messages", "/messages", "/mail/messages?to=a@b.c"]) {
    const answer = await fetch(`${running.host.url}${page}`, { headers: { accept: "text/html" } });
    expect(await answer.text()).not.toMatch(/Kotak masuk|"messages"/);
  }
});

test("it listens on the loopback address, and nowhere else", async () => {
  const { port } = new URL(running.inboxUrl);
  for (const host of ["127.0.0.2", "::1"]) {
    const outcome = await new Promise((resolve) => {
      net
        .connect(Number(port), host)
        .on("connect", () => resolve("connected"))
        .on("error", () => resolve("refused"));
    });
    expect([host, outcome]).toEqual([host, "refused"]);
  }
});

test("its port stays the same at the next start, unless another has it; a wanted one that is taken is told", async () => {
  const dataDir = await freshFolder();
  const none = {} as MessageStore;
  const open = (port = 0) =>
    openMailInbox({ port, dataDir, messages: none, zone: async () => "Asia/Jakarta", log: () => undefined });
  const first = await open();
  await first.close();
  const second = await open();
  expect(second.url).toBe(first.url);

  const port = portOf(second.url);
  await expect(open(port)).rejects.toThrow(
    `Port ${port} is taken by another program. Stop it, or choose another port with MAIL_INBOX_PORT.`,
  );
  const third = await open();
  expect(third.url).not.toBe(second.url);
  const kept = await readFile(path.join(dataDir, "mail-inbox.json"), "utf8");
  expect(JSON.parse(kept)).toEqual({ port: portOf(third.url) });
  await Promise.all([second.close(), third.close(), rm(dataDir, { recursive: true })]);
});

test("the page that asks for the sign-in code leads to the mails of that address", async () => {
  const browser = new SigningBrowser(running.host.url);
  const page = await browser.begin("v".repeat(43));
  await browser.open(page, { email: "sri.wahyuni@contoh.go.id" });
  expect(await (await browser.open(page)).text()).toContain(
    `href="${running.inboxUrl}/?to=sri.wahyuni%40contoh.go.id"`,
  );
});
