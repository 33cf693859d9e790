/** What the operator sets by the environment, read once at the start. */
import path from "node:path";
import { healthSettingsFrom } from "../health/settings.ts";
import { StartUpError } from "./start-up-error.ts";

/**
 * Options of the host by the variables that `npm start` knows.
 * @throws {StartUpError} naming the variable that cannot be used
 */
export function settingsFrom(env: NodeJS.ProcessEnv) {
  const {
    HOST: hostname,
    SMTP_URL: smtp,
    MAIL_FROM: mailFrom,
    MAIL_INBOX: inbox,
    MAIL_INBOX_PORT: inboxPort,
    AWS_CLIENTS: awsClients,
    MAIL_GIVE_UP_HOURS: giveUpHours,
    KEEP_EXECUTIONS_DAYS: executionsDays,
    KEEP_MAILS_DAYS: mailsDays,
  } = env;
  const publicUrl = publicUrlFrom(env["PUBLIC_URL"]);
  return {
    port: portFrom(env["PORT"]),
    dataDir: path.resolve(env["DATA_DIR"] || "data"),
    seed: env["DEMO"] !== "0",
    ...(hostname ? { hostname } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(smtp ? { smtp } : {}),
    ...(giveUpHours ? { giveUpMailAfterMs: hoursFrom("MAIL_GIVE_UP_HOURS", giveUpHours) } : {}),
    keepFor: {
      ...(executionsDays ? { executions: daysFrom("KEEP_EXECUTIONS_DAYS", executionsDays) } : {}),
      ...(mailsDays ? { mails: daysFrom("KEEP_MAILS_DAYS", mailsDays) } : {}),
    },
    ...(mailFrom ? { mailFrom } : {}),
    ...(inbox ? { inbox: inbox === "1" } : {}),
    health: healthSettingsFrom(env),
    ...(inboxPort ? { inboxPort: portFrom(inboxPort, "MAIL_INBOX_PORT") } : {}),
    awsClients: awsClients === "1",
  };
}

/**
 * The port to listen on, 3000 when nothing is set.
 * @throws {StartUpError}
 */
export function portFrom(text: string | undefined, variable = "PORT"): number {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartUpError(`${variable} must be a number from 0 to 65535, not "${text ?? ""}".`);
  return port;
}

const hourMs = 3_600_000;
const hoursFrom = (name: string, text: string): number => lengthFrom(name, text, "hours", hourMs);
const daysFrom = (name: string, text: string): number => lengthFrom(name, text, "days", 24 * hourMs);

/** @returns milliseconds */
function lengthFrom(name: string, text: string, unit: string, unitMs: number): number {
  const count = Number(text);
  if (!Number.isFinite(count) || count <= 0)
    throw new StartUpError(`${name} must be a number of ${unit} above 0, not "${text}".`);
  return count * unitMs;
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
