/** A mail server on loopback that answers as a test tells it to. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { fileURLToPath } from "node:url";

/** Answer to a line of the client; null drops the connection, "" says nothing at all, undefined is the usual answer. */
export type Reply = (line: string) => string | null | undefined;

export interface FakeMailServer {
  port: number;
  /** Every line the clients have sent. */
  lines: string[];
  /** Addressees of the messages taken, in their order. */
  taken: string[];
  /** Connections so far. */
  connections(): number;
  /** Answers otherwise from now on. */
  replyBy(reply: Reply): void;
  close(): Promise<void>;
}

/** @param port where it listens; 0 takes a free one */
export async function fakeMailServer(
  reply: Reply = () => undefined,
  { port = 0, tls = false } = {},
): Promise<FakeMailServer> {
  const lines: string[] = [];
  const taken: string[] = [];
  const open = new Set<Socket>();
  let [connections, replyBy] = [0, reply];

  function serve(socket: Socket): void {
    connections += 1;
    open.add(socket);
    let [inData, rest] = [false, ""];
    let recipients: string[] = [];
    const say = (text: string): void => void socket.write(`${text}\r\n`);
    const greeting = replyBy("") ?? "220 ready";
    if (greeting) say(greeting);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    socket.setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split("\r\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        if (inData && line !== ".") continue;
        const answer = replyBy(line);
        if (answer === null) return void socket.destroy();
        const isRefused = answer !== undefined && !/^[23]/.test(answer);
        inData = line === "DATA" && !isRefused;
        if (line.startsWith("MAIL")) recipients = [];
        if (line.startsWith("RCPT") && !isRefused) recipients.push(/<(.*)>/.exec(line)?.[1] ?? "");
        if (line === "." && !isRefused) taken.push(...recipients);
        if (answer !== "") say(answer ?? usual(line));
      }
    });
  }

  const server: Server = tls
    ? createTlsServer({ key: certificate, cert: certificate }, serve).on("tlsClientError", () => undefined)
    : createServer(serve);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    lines,
    taken,
    connections: () => connections,
    replyBy: (next) => void (replyBy = next),
    async close() {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Made for 127.0.0.1 by itself, so that nobody trusts it. */
const certificate = readFileSync(fileURLToPath(new URL("fixtures/self-signed.pem", import.meta.url)));

function usual(line: string): string {
  if (line === "DATA") return "354 go on";
  if (line.startsWith("EHLO")) return "250-ready\r\n250 AUTH PLAIN";
  if (line.startsWith("AUTH")) return "235 welcome";
  return line === "QUIT" ? "221 bye" : "250 ok";
}
