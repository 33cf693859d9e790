/** The service as an operator runs it: a process of its own on a data folder, to be killed and started again. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { openFrom } from "./office-hours.ts";

const program = fileURLToPath(new URL("service.ts", import.meta.url));
const patienceMs = 60_000;

export class HostProcess {
  readonly dataDir: string;
  readonly port: number;
  readonly #inboxPort: number;
  /** How far the clock of the next start is ahead of the system's, in milliseconds. It never goes back. */
  skewMs = 0;
  readonly #log: WriteStream;
  readonly #awsClients: boolean;
  #child: ChildProcess | null = null;

  private constructor(dataDir: string, [port, inboxPort]: [number, number], log: WriteStream, awsClients: boolean) {
    this.dataDir = dataDir;
    this.port = port;
    this.#inboxPort = inboxPort;
    this.#log = log;
    this.#awsClients = awsClients;
  }

  /**
   * @param logFile gets what all the starts say
   * @param awsClients whether handlers use the clients of AWS, against endpoints of the host
   */
  static async on(dataDir: string, logFile: string, awsClients = false): Promise<HostProcess> {
    return new HostProcess(dataDir, await freePorts(), createWriteStream(logFile, { flags: "a" }), awsClients);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get inboxUrl(): string {
    return `http://localhost:${this.#inboxPort}`;
  }

  /** Epoch milliseconds by the clock of the service. */
  now(): number {
    return Date.now() + this.skewMs;
  }

  /** Starts the process while the office is open; it is not ready yet. */
  launch(): void {
    this.skewMs += openFrom(this.now()) - this.now();
    const env = {
      ...process.env,
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      CLOCK_SKEW_MS: String(this.skewMs),
      MAIL_INBOX: "1",
      MAIL_INBOX_PORT: String(this.#inboxPort),
      AWS_CLIENTS: this.#awsClients ? "1" : "0",
    };
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout?.pipe(this.#log, { end: false });
    child.stderr?.pipe(this.#log, { end: false });
    this.#child = child;
  }

  /** Resolves when the process says that it is ready. @throws Error when it ends by itself or takes too long */
  async ready(): Promise<void> {
    const child = this.#running();
    const said = new Promise<void>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (/^ready http/m.test(text)) resolve();
      });
      child.once("exit", (code, signal) => reject(new Error(`the host ended by itself: ${code ?? signal}`)));
      setTimeout(() => reject(new Error("the host was not ready in time")), patienceMs).unref();
    });
    await said;
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** Nothing is finished, nothing is flushed: the process is gone. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** As Ctrl-C does. @throws Error when it does not end well */
  async stop(): Promise<void> {
    const code = await this.#end("SIGTERM");
    if (code !== 0) throw new Error(`the host stopped with code ${code}`);
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#running();
    this.#child = null;
    const ended = child.exitCode ?? child.signalCode;
    if (ended !== null) throw new Error(`the host had ended before it was told to: ${ended}`);
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }

  #running(): ChildProcess {
    if (!this.#child) throw new Error("the host does not run");
    return this.#child;
  }
}

/** Two that differ, for both are held until both are known. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer().listen(0, "127.0.0.1"), createServer().listen(0, "127.0.0.1")] as const;
  await Promise.all(servers.map((server) => once(server, "listening")));
  const [first, second] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return [Number(first), Number(second)];
}
