import { cp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inboxOf, killPrograms, run, type Run } from "./host/run-program.ts";
import { signedIn, SigningBrowser } from "./host/signing-browser.ts";
import { freshFolder } from "./host/test-host.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Starting a host again takes a second or two; the machine that runs the tests may be busy. */
const patience = { timeout: 45_000, interval: 100 };

let checkout: string;
let dev: Run;
let url: string;

/** The developer's desk: a checkout whose files may be changed. */
beforeAll(async () => {
  checkout = await freshFolder();
  for (const part of ["functions", "infra", "statemachines", "web", "package.json", "tsconfig.json"]) {
    await cp(path.join(root, part), path.join(checkout, part), { recursive: true });
  }
  await symlink(path.join(root, "node_modules"), path.join(checkout, "node_modules"));
  dev = startDev();
  url = await dev.ready;
});
afterAll(async () => {
  killPrograms();
  await dev.ended;
  await rm(checkout, { recursive: true, force: true });
});

function startDev(): Run {
  const env = { PORT: "0", DATA_DIR: path.join(checkout, "data") };
  return run(path.join(checkout, "infra/local/dev/main.ts"), [], env);
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(checkout, file), "utf8");
  expect(text).toContain(from);
  await writeFile(path.join(checkout, file), text.replace(from, to));
}

const textOf = async (address: string) => (await fetch(`${url}${address}`)).text();
const timesReady = () => dev.out().match(/^ready /gm)?.length ?? 0;

test("pages come from their sources, and everything else from the host", async () => {
  for (const page of ["/", "/petugas", "/k/abc"]) {
    const answer = await fetch(`${url}${page}`, { headers: { accept: "text/html" } });
    expect(await answer.text()).toContain('src="/src/main.ts"');
  }
  expect(JSON.parse(await textOf("/api/agency"))).toHaveProperty("zone");
  expect(await (await fetch(inboxOf(dev))).text()).toContain("Kotak masuk demo");
  expect(await textOf("/host.css")).toContain("--paper");
});

test("what lies beside the sources, such as the secrets of the data folder, cannot be read", async () => {
  const secrets = path.join(checkout, "data/secrets.json");
  const { linkSecret } = JSON.parse(await readFile(secrets, "utf8"));
  for (const address of [`/@fs${secrets}`, `/@fs${secrets}?raw`, "/../data/secrets.json", "/data/secrets.json"]) {
    expect(await textOf(address)).not.toContain(linkSecret);
  }
});

test("an open browser is told of a changed word of a page, and gets it", async () => {
  const words = "/src/text/id/shared.ts";
  expect(await textOf(words)).toContain("Coba lagi");
  const [, token = ""] = /wsToken = "([^"]+)"/.exec(await textOf("/@vite/client")) ?? [];
  const socket = new WebSocket(`${url.replace("http", "ws")}/?token=${token}`, "vite-hmr");
  const told: string[] = [];
  socket.addEventListener("message", ({ data }) => told.push(JSON.parse(String(data)).type));
  await expect.poll(() => told, patience).toContain("connected");

  await edit(`web${words}`, "Coba lagi", "Cobalah sekali lagi");
  await expect.poll(() => told.at(-1), patience).toMatch(/^(update|full-reload)$/);
  expect(await textOf(words)).toContain("Cobalah sekali lagi");
  socket.close();
  expect(timesReady()).toBe(1);
});

test("a changed handler answers soon; requests wait for it, and who was signed in still is", async () => {
  const { access_token } = await signedIn(new SigningBrowser(url), inboxOf(dev), "sri.wahyuni@contoh.go.id");
  const whoAmI = async () => {
    const headers = { authorization: `Bearer ${access_token}` };
    return (await fetch(`${url}/api/staff/me`, { headers })).json();
  };
  const before = await whoAmI();
  expect(before).toMatchObject({ name: "Sri Wahyuni, A.Md." });

  const line = "export const handler = httpHandler(routes);";
  await edit(
    "functions/http/public.ts",
    line,
    `routes["GET /api/agency"] = async () => ({ status: 200, body: "changed" });\n${line}`,
  );
  await expect
    .poll(async () => {
      const answer = await fetch(`${url}/api/agency`);
      expect(answer.status).toBe(200);
      return answer.text();
    }, patience)
    .toBe('"changed"');
  expect(await whoAmI()).toEqual(before);
});

test("a changed row of a table is compiled and runs; a broken one is told, and the host goes on", async () => {
  const machine = "statemachines/official-visit/machine.asl.json";
  const rows = "statemachines/official-visit/reception.ts";
  const starts = timesReady();
  await edit(rows, "Menerima surat izin kunjungan", "Menerima surat kunjungan");
  await expect.poll(timesReady, patience).toBe(starts + 1);
  expect(await readFile(path.join(checkout, machine), "utf8")).toContain("Menerima surat kunjungan");

  await edit(rows, 'state: "Menerima surat kunjungan"', 'state: ""');
  await expect.poll(() => dev.err(), patience).toContain("the table official-visit@1 cannot be compiled");
  expect((await fetch(`${url}/api/agency`)).status).toBe(200);
  expect(timesReady()).toBe(starts + 1);
  await edit(rows, 'state: ""', 'state: "Menerima surat izin kunjungan"');
  await expect.poll(timesReady, patience).toBe(starts + 2);
});

test("a source that does not load is told, and mending it is enough", async () => {
  const starts = timesReady();
  await edit("functions/http/public.ts", "export const routes", "export const = routes");
  await expect.poll(async () => (await fetch(`${url}/api/agency`)).status, patience).toBe(503);
  await edit("functions/http/public.ts", "export const = routes", "export const routes");
  await expect.poll(timesReady, patience).toBe(starts + 1);
  expect((await fetch(`${url}/api/agency`)).status).toBe(200);
});

test.each(["SIGINT", "SIGKILL"] as const)(
  "nothing of it goes on after %s, and it can be started again",
  async (signal) => {
    dev.child.kill(signal);
    expect(await dev.ended).toBe(signal === "SIGINT" ? 0 : null);
    dev = startDev();
    url = await dev.ready;
    expect((await fetch(`${url}/api/agency`)).status).toBe(200);
  },
);
