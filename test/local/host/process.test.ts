import { once } from "node:events";
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, describe, expect, test } from "vitest";
import { databaseFile } from "../../../infra/local/host/database.ts";
import { openDynamoDb } from "../../../infra/local/emulators/dynamodb/index.ts";
import { killPrograms, run, type Run } from "./run-program.ts";
import { freshFolder } from "./test-host.ts";

const runner = fileURLToPath(new URL("fixtures/run-host.ts", import.meta.url));
const program = fileURLToPath(new URL("../../../infra/local/host/main.ts", import.meta.url));
afterEach(killPrograms);

const runHost = (dataDir: string) => run(runner, [dataDir]);
const start = (env: Record<string, string>) => run(program, [], { PORT: "0", ...env });

/** One clear line, and nothing that looks like a crash. */
async function refusal(attempt: Run): Promise<string> {
  expect(await attempt.ended).toBe(1);
  const lines = attempt.err().trim().split("\n");
  expect(lines).toHaveLength(1);
  expect(attempt.out()).not.toContain("ready");
  return lines[0] ?? "";
}

/** A folder that a host has worked in and left. */
async function usedFolder(): Promise<string> {
  const dataDir = await freshFolder();
  const first = start({ DATA_DIR: dataDir });
  await first.ready;
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  return dataDir;
}

test("the first start says what it does and where to go, and ends with the ready line", async () => {
  const dataDir = await freshFolder();
  const first = start({ DATA_DIR: path.join(dataDir, "new") });
  const url = await first.ready;
  expect(first.out()).toContain("making the data folder");
  expect(first.out()).toContain("putting in the demo agency");
  expect(first.out()).toContain(`${url}/permohonan/official-visit`);
  expect(first.out()).toContain("sri.wahyuni@contoh.go.id");
  expect(first.out().trimEnd().split("\n").at(-1)).toBe(`ready ${url}`);
  expect((await stat(path.join(dataDir, "new/secrets.json"))).mode & 0o777).toBe(0o600);
  expect((await fetch(`${url}/api/agency`)).status).toBe(200);
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(0);
});

test("it starts under `node --watch`, whose own messages from the database thread mean nothing to it", async () => {
  const watched = run("--watch", [program], { PORT: "0", DATA_DIR: await freshFolder() });
  expect((await fetch(`${await watched.ready}/api/agency`)).status).toBe(200);
  watched.child.kill("SIGTERM");
  await watched.ended;
});

describe("a start that cannot be says why in one line and harms nothing", () => {
  test("a taken port", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    expect(await refusal(start({ PORT: String(port), DATA_DIR: await freshFolder() }))).toContain(
      `Port ${port} is taken`,
    );
    server.close();
  });

  test("a port that is none", async () => {
    expect(await refusal(start({ PORT: "eighty", DATA_DIR: await freshFolder() }))).toContain("PORT must be a number");
  });

  test("an age for giving up mail that is none", async () => {
    const env = { MAIL_GIVE_UP_HOURS: "soon", DATA_DIR: await freshFolder() };
    expect(await refusal(start(env))).toContain("MAIL_GIVE_UP_HOURS must be a number of hours");
  });

  test("a second start on the same folder, while the first works on", async () => {
    const dataDir = await freshFolder();
    const first = start({ DATA_DIR: dataDir });
    const url = await first.ready;
    expect(await refusal(start({ DATA_DIR: dataDir }))).toContain("Another Alur Pustaka is running on the data folder");
    expect((await fetch(`${url}/api/agency`)).status).toBe(200);
  });

  test("a folder that cannot be made", async () => {
    const dataDir = await freshFolder();
    await writeFile(path.join(dataDir, "file"), "");
    expect(await refusal(start({ DATA_DIR: path.join(dataDir, "file/data") }))).toContain("cannot be written");
  });

  test("a damaged folder", async () => {
    const good = await usedFolder();
    const damages: [string, (folder: string) => Promise<void>][] = [
      ["secrets.json", (folder) => writeFile(path.join(folder, "secrets.json"), "{ not json")],
      ["secrets.json", (folder) => rm(path.join(folder, "secrets.json"))],
      [
        databaseFile,
        (folder) =>
          writeFile(path.join(folder, databaseFile), "not a database, but long enough to be read as one ".repeat(100)),
      ],
      [databaseFile, (folder) => rm(path.join(folder, databaseFile))],
      [
        "signin.sqlite",
        (folder) =>
          writeFile(
            path.join(folder, "signin.sqlite"),
            "not a database, but long enough to be read as one ".repeat(100),
          ),
      ],
      ["alur-pustaka.json", (folder) => writeFile(path.join(folder, "alur-pustaka.json"), '{"format":99}')],
    ];
    for (const [part, damage] of damages) {
      const folder = await freshFolder();
      await rm(folder, { recursive: true });
      await cp(good, folder, { recursive: true });
      await damage(folder);
      const secrets = await readFile(path.join(folder, "secrets.json"), "utf8").catch(() => null);
      const line = await refusal(start({ DATA_DIR: folder }));
      expect(line).toContain(part);
      expect(line).toMatch(/backup/);
      expect(line.includes("newer version")).toBe(part === "alur-pustaka.json");
      expect(await readFile(path.join(folder, "secrets.json"), "utf8").catch(() => null)).toBe(secrets);
    }
  });
});

describe("stopping and starting again", () => {
  test("a request that has begun is finished and written before the process ends, though the signal comes again", async () => {
    const dataDir = await freshFolder();
    const first = runHost(dataDir);
    const url = await first.ready;
    const asked = fetch(`${url}/api/slow-write/one`, { method: "POST" });
    await expect.poll(() => first.out()).toContain("writing");
    first.child.kill("SIGTERM");
    await expect.poll(() => first.out()).toContain("stopping");
    for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) first.child.kill(signal);
    expect((await asked).status).toBe(200);
    expect(await first.ended).toBe(0);

    const { awsSecret } = JSON.parse(await readFile(path.join(dataDir, "secrets.json"), "utf8"));
    const access = {
      region: "ap-southeast-3",
      credentials: { accessKeyId: "ALURPUSTAKALOCAL", secretAccessKey: awsSecret },
    };
    const reopened = await openDynamoDb({
      dataDir: path.join(dataDir, "aws-clients"),
      port: 0,
      ...access,
      sync: true,
      onFailure: () => undefined,
    });
    const client = new DynamoDBClient({ endpoint: reopened.endpoint, ...access });
    const { Item } = await client.send(
      new GetItemCommand({ TableName: "alur-pustaka", Key: { pk: { S: "SLOW" }, sk: { S: "one" } } }),
    );
    expect(Item).toBeDefined();
    client.destroy();
    await reopened.close();
  });

  test("after a kill the next start is ready within five seconds, with its people and its keys", async () => {
    const dataDir = await freshFolder();
    const first = start({ DATA_DIR: dataDir });
    const keysOf = async (url: string) => (await fetch(`${url}/signin/jwks`)).text();
    const keys = await keysOf(await first.ready);
    first.child.kill("SIGKILL");
    await first.ended;
    const began = performance.now();
    const second = start({ DATA_DIR: dataDir });
    const url = await second.ready;
    expect(performance.now() - began).toBeLessThan(5000);
    expect(second.out()).not.toContain("demo agency\n");
    expect(await keysOf(url)).toBe(keys);
  });

  test("a kill during the very first start leaves nothing that hinders the next", async () => {
    const dataDir = await freshFolder();
    await mkdir(dataDir, { recursive: true });
    const first = start({ DATA_DIR: dataDir });
    await expect.poll(() => first.out(), { interval: 2, timeout: 10_000 }).toContain("making the data folder");
    first.child.kill("SIGKILL");
    await first.ended;
    const second = start({ DATA_DIR: dataDir });
    expect((await fetch(`${await second.ready}/api/agency`)).status).toBe(200);
  });
});
