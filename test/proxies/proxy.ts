/** nginx or Caddy on ports of this machine, with the files that operators copy; only ports, places and certificate differ. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const publicName = "pustaka.contoh.go.id";

export interface Proxy {
  http: number;
  https: number;
  /** Folder of all that it writes. */
  folder: string;
  end(): Promise<void>;
}

export type ProxyName = "nginx" | "caddy";

const configured = (name: string): string =>
  readFileSync(new URL(`../../infra/local/operate/${name}`, import.meta.url), "utf8");
const certificate = fileURLToPath(new URL("../local/host/fixtures/self-signed.pem", import.meta.url));

/** @param port of the service */
export async function startProxy(name: ProxyName, port: number): Promise<Proxy> {
  const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
  const [http, https] = [await freePort(), await freePort()];
  const file = path.join(folder, "configuration");
  const place = { folder, port, http, https };
  await writeFile(file, name === "nginx" ? nginx(place) : caddy(place));
  const [program, ...args] =
    name === "nginx"
      ? ["nginx", "-p", folder, "-c", file, "-g", "daemon off;"]
      : ["caddy", "run", "--adapter", "caddyfile", "--config", file];
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program ?? "", args, { stdio: ["ignore", "ignore", "inherit"], env });
  const ended = new Promise<void>((resolve, reject) => {
    child.once("exit", () => resolve());
    child.once("error", reject);
  });
  return {
    http,
    https,
    folder,
    async end() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Place {
  folder: string;
  port: number;
  http: number;
  https: number;
}

function nginx({ folder, port, http, https }: Place): string {
  const server = configured("nginx.conf")
    .replaceAll(/^.*listen \[::\].*$/gm, "")
    .replace("listen 80;", `listen 127.0.0.1:${http};`)
    .replace("listen 443 ssl", `listen 127.0.0.1:${https} ssl`)
    .replace("127.0.0.1:3000", `127.0.0.1:${port}`)
    .replaceAll(/(ssl_certificate(?:_key)?) .*;/g, `$1 ${certificate};`)
    .replace("/var/log/nginx/", `${folder}/`);
  const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (what) => `${what}_temp_path ${folder}/${what};`,
  );
  const types = "include /etc/nginx/mime.types;";
  // Its workers write into the folder too, which is that of whoever runs this.
  return `${userInfo().uid === 0 ? "user root;\n" : ""}pid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\n${types}\n${kept.join("\n")}\n${server}\n}\n`;
}

function caddy({ folder, port, http, https }: Place): string {
  const site = configured("Caddyfile")
    .replace(`${publicName} {`, `https://${publicName} {\n\ttls internal`)
    .replace("127.0.0.1:3000", `127.0.0.1:${port}`);
  const ports = `http_port ${http}\n\thttps_port ${https}\n\tdefault_bind 127.0.0.1`;
  const quiet = `log {\n\t\toutput file ${folder}/caddy.log\n\t}`;
  return `{\n\tadmin off\n\tskip_install_trust\n\t${ports}\n\t${quiet}\n}\n${site}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
