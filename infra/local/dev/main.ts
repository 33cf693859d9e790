/**
 * `npm run dev`: the service of `npm start` with hot reload. Vite serves the pages from their sources and changes them in
 * the open browser. Everything else goes to the host, which is started again on the same data when a source of it
 * changes; requests wait meanwhile. When a table changes, the machines are compiled first.
 *
 * Environment: as `npm start`, but it is at http://localhost only, so HOST and PUBLIC_URL mean nothing here.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createServer as createVite } from "vite";
import { styleSheetPath } from "../gateway/pages/layout.ts";
import { listen } from "../gateway/listen.ts";
import { portFrom } from "../host/settings.ts";
import { StartUpError } from "../host/start-up-error.ts";
import { forward } from "./forward.ts";
import { startRestartingHost, type RestartingHost } from "./restarting-host.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const inRoot = (...parts: string[]): string => path.join(root, ...parts);
const hostPaths = new RegExp(`^(/(api|files|signin|health)(?=[/?]|$)|${styleSheetPath})`);
/** An editor writes a file in several goes, and a branch is many files. */
const settleMs = 50;

try {
  await main();
} catch (error) {
  if (!(error instanceof StartUpError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const front = createServer();
  const vite = await createVite({
    configFile: inRoot("web/vite.config.ts"),
    configLoader: "native",
    cacheDir: inRoot(".cache/vite"),
    clearScreen: false,
    server: {
      middlewareMode: true,
      ws: { server: front },
      // The whole checkout would be readable otherwise, the data folder with its secrets too.
      fs: {
        allow: [
          ...["web", "functions", "statemachines"].map((name) => inRoot(name)),
          realpathSync(inRoot("node_modules")),
        ],
      },
    },
  });
  const port = await listen(front, portFrom(process.env["PORT"]), "127.0.0.1");
  const host = startRestartingHost(hostEnvironment(`http://localhost:${port}`));
  front.on("request", (request, response) => {
    if (hostPaths.test(request.url ?? "/")) void forward(request, response, host.port());
    else vite.middlewares(request, response);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => void Promise.all([host.stop(), vite.close()]).then(() => process.exit(0)));
  }
  if ((await host.port()) === null) process.exit(1);
  vite.watcher.add(["functions", "statemachines", "infra"].map((name) => inRoot(name)));
  vite.watcher.on("all", restartOnChange(host));
}

function hostEnvironment(url: string): NodeJS.ProcessEnv {
  const { HOST: _, ...env } = process.env;
  return { ...env, PORT: "0", PUBLIC_URL: url };
}

/** Answers what to do about a file of the host that changes; the pages' own files are Vite's business. */
function restartOnChange(host: RestartingHost): (event: string, file: string) => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const isOf = (folder: string, file: string): boolean => file.startsWith(inRoot(folder, path.sep));

  async function react(): Promise<void> {
    const tables = [...changed].some((file) => isOf("statemachines", file));
    changed.clear();
    if (!tables || (await compileTables())) host.restart();
  }
  return (_event, file) => {
    // Machines are made of tables, by us.
    if (isOf("web", file) || file.endsWith(".asl.json")) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => void react(), settleMs);
  };
}

/** Answers whether it could; what is wrong with a table is told on stderr, and the host goes on with the old ones. */
async function compileTables(): Promise<boolean> {
  const compiler = spawn(process.execPath, [...process.execArgv, inRoot("statemachines/compiler/compile-all.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(compiler, "exit")) as [number | null];
  return code === 0;
}
