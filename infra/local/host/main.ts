/**
 * `npm start`: the whole service on this machine, until it is told to stop.
 *
 * Environment: PORT (3000), HOST (127.0.0.1), DATA_DIR (./data), PUBLIC_URL (behind a TLS proxy), SMTP_URL (send mail
 * really), MAIL_INBOX (1 shows the inbox also then, 0 never), MAIL_FROM, DEMO (0: no demo agency). For tests, CLOCK_SKEW_MS
 * puts the clock of the whole service ahead.
 */
import path from "node:path";
import { actors } from "../../../statemachines/language/actors.ts";
import { systemClock } from "./clock.ts";
import { demoStaff } from "./demo-agency.ts";
import { startHost } from "./host.ts";
import { logTo } from "./log.ts";
import { StartUpError } from "./start-up-error.ts";
import { giveUp, stopOnSignal } from "./stop-on-signal.ts";

const clock = systemClock(Number(process.env["CLOCK_SKEW_MS"] ?? 0));
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const { port, ...settings } = settingsFrom(process.env);
  const host = await startHost({
    ...settings,
    port,
    clock,
    say,
    log: logTo(process.stderr, () => clock.now()),
    onFailure: giveUp,
  });
  stopOnSignal(host, say);
  showTheWay(host.url, settings.seed);
  say(`ready ${host.url}`);
} catch (error) {
  if (!(error instanceof StartUpError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function settingsFrom(env: NodeJS.ProcessEnv) {
  const { HOST: hostname, SMTP_URL: smtp, MAIL_FROM: mailFrom, MAIL_INBOX: inbox } = env;
  const publicUrl = publicUrlFrom(env["PUBLIC_URL"]);
  return {
    port: portFrom(env["PORT"]),
    dataDir: path.resolve(env["DATA_DIR"] || "data"),
    seed: env["DEMO"] !== "0",
    ...(hostname ? { hostname } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(smtp ? { smtp } : {}),
    ...(mailFrom ? { mailFrom } : {}),
    ...(inbox ? { inbox: inbox === "1" } : {}),
  };
}

function portFrom(text: string | undefined): number {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartUpError(`PORT must be a number from 0 to 65535, not "${text ?? ""}".`);
  return port;
}

function publicUrlFrom(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "";
  if (!isOrigin)
    throw new StartUpError(
      `PUBLIC_URL must be an address without a path, such as https://pustaka.example.go.id, not "${text}".`,
    );
  return url.origin;
}

function showTheWay(url: string, demo: boolean): void {
  say("");
  say(`Official visit, visitor's form   ${url}/permohonan/official-visit`);
  say(`Staff                            ${url}/petugas`);
  say(`Mail inbox (this machine only)   ${url}/mail`);
  if (demo) {
    say("");
    say("Demo people; sign in by their address, the code is in the mail inbox:");
    for (const { name, email, roles } of demoStaff) {
      say(`  ${email.padEnd(34)} ${name.padEnd(34)} ${roles.map((role) => actors[role].short.id).join(", ")}`);
    }
  }
  say("");
}
