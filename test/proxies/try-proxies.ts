/**
 * Proof that the service works behind nginx and Caddy as `infra/local/operate/` sets them up. Needs both programs:
 *
 *     node infra/toolchain/run.mjs --web file test/proxies/try-proxies.ts            # or: -- nginx
 *
 * Prints a line for each promise; the exit code is 1 when one is broken.
 */
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { request, type RequestOptions } from "node:https";
import { get, type IncomingMessage } from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freshFolder, startTestHost } from "../local/host/test-host.ts";
import { publicName, startProxy, type Proxy, type ProxyName } from "./proxy.ts";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const megabyte = 1024 * 1024;
const secretPath = "/api/echo/a-link-that-is-secret";
let broken = 0;

function promise(what: string, kept: boolean): void {
  process.stdout.write(`${kept ? "kept  " : "BROKEN"}  ${what}\n`);
  if (!kept) broken += 1;
}

/** Asks as a browser would that has found the name in the DNS. */
async function ask(proxy: Proxy, pathname: string, options: RequestOptions = {}, body?: Buffer): Promise<Answer> {
  const place = { host: "127.0.0.1", port: proxy.https, servername: publicName, rejectUnauthorized: false };
  const asked = request({ ...place, path: pathname, ...options, headers: { host: publicName, ...options.headers } });
  const answered = once(asked, "response");
  // A proxy that refuses a body may close while it is still sent.
  asked.on("error", () => undefined);
  asked.end(body);
  const [response] = (await answered) as [IncomingMessage];
  let text = "";
  response.setEncoding("utf8").on("data", (part: string) => (text += part));
  await once(response, "close");
  return { status: response.statusCode ?? 0, headers: response.headers, body: text };
}

async function ready(proxy: Proxy): Promise<void> {
  for (let n = 0; n < 50; n += 1) {
    const answer = await ask(proxy, "/health").catch(() => null);
    if (answer?.status === 200) return;
    await pause(100);
  }
  throw new Error("the proxy does not answer");
}

/** @param dataDir the same for all, for clients of AWS keep the secret that they first sign with */
async function tryProxy(name: ProxyName, dataDir: string): Promise<void> {
  process.stdout.write(`${name}\n`);
  const publicUrl = `https://${publicName}`;
  const running = await startTestHost({ publicUrl, inbox: true, health: { diskWarnMb: 1 }, dataDir });
  const proxy = await startProxy(name, running.host.port);
  try {
    await ready(proxy);
    await tryAll(proxy, running.host);
    const written = await textsUnder(proxy.folder);
    promise("the proxy keeps no address that holds a secret", !written.includes("a-link-that-is-secret"));
  } finally {
    await proxy.end();
    await running.host.close();
  }
}

async function tryAll(proxy: Proxy, host: { close(): Promise<void> }): Promise<void> {
  const home = await ask(proxy, "/");
  promise(
    "the pages are there, by https from now on",
    home.status === 200 && "strict-transport-security" in home.headers,
  );

  const forged = {
    headers: { "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9", forwarded: "for=203.0.113.9" },
  };
  const { event } = JSON.parse((await ask(proxy, secretPath, forged)).body) as {
    event: { requestContext: { domainName: string; http: { sourceIp: string } }; headers: Record<string, string> };
  };
  promise(
    "the client's address is the one that the proxy has seen",
    event.requestContext.http.sourceIp === "127.0.0.1",
  );
  promise(
    "the service sees its name, and https",
    event.headers["host"] === publicName && event.headers["x-forwarded-proto"] === "https",
  );

  const health = await ask(proxy, "/health", { headers: { host: "localhost", "x-forwarded-for": "127.0.0.1" } });
  promise("nobody outside is told more than the status", !health.body.includes("parts"));
  for (const pathname of ["/mail", "/mail/", "/mail/messages", "//mail/messages", "/%6dail/messages"]) {
    const { status, body } = await ask(proxy, pathname);
    promise(`no mail is shown at ${pathname}`, status === 404 || status === 403 || !/messages|Kotak masuk/.test(body));
  }

  const form = { method: "POST", headers: { "content-type": "multipart/form-data; boundary=x" } };
  const letter = await ask(proxy, "/files/letters", form, Buffer.alloc(11 * megabyte));
  promise("a body of 11 MB reaches the service", letter.status !== 413 && "apigw-requestid" in letter.headers);
  const huge = await ask(proxy, "/files/letters", form, Buffer.alloc(14 * megabyte));
  promise("one of 14 MB is refused", huge.status === 413 || huge.body.includes("EntityTooLarge"));

  const script = /\/assets\/[\w-]+\.js/.exec(home.body)?.[0] ?? "";
  const accepting = { headers: { "accept-encoding": "gzip" } };
  const [file, secret] = [await ask(proxy, script, accepting), await ask(proxy, secretPath, accepting)];
  promise("files of the pages are compressed", file.headers["content-encoding"] === "gzip");
  promise("answers with secrets are not", !("content-encoding" in secret.headers));

  const asked = get({ host: "127.0.0.1", port: proxy.http, path: "/petugas", headers: { host: publicName } });
  const [plain] = (await once(asked, "response")) as [IncomingMessage];
  promise(
    "http leads to https",
    String(plain.headers.location).startsWith(`https://${publicName}`) && (plain.statusCode ?? 0) > 300,
  );

  const slow = ask(proxy, "/api/slow-write/one", { method: "POST" });
  await pause(100);
  await host.close();
  promise("what is being answered when the service stops is answered", (await slow).status === 200);
  promise("a service that is down is a 502, not a page that waits", (await ask(proxy, "/api/echo")).status === 502);
}

async function textsUnder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "configuration");
  return (await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), "utf8")))).join("\n");
}

const wanted = process.argv.slice(2).filter((argument) => argument !== "--");
const dataDir = await freshFolder();
for (const name of ["nginx", "caddy"] as const)
  if (wanted.length === 0 || wanted.includes(name)) await tryProxy(name, dataDir);
await rm(dataDir, { recursive: true, force: true });
process.exit(broken > 0 ? 1 : 0);
