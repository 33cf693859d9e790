/** The real mail server that messages are handed to, over a few connections that are kept. */
import { createTransport } from "nodemailer";
import { StartUpError } from "../../host/start-up-error.ts";
import { isOfServer, troubleOf, type Trouble } from "./mail-trouble.ts";

/** What came of an attempt. Whoever is in neither list has it. */
export interface Attempt {
  /** Addresses that will never take this message. */
  refused: string[];
  /** Addresses to try again for. */
  later: string[];
  /** Null where all went well. */
  trouble: Trouble | null;
  /** The server's answer, such as 550; null where there was none. */
  code: number | null;
}

export interface MailServer {
  /** Tries to hand on one message. Never rejects. */
  send(from: string, to: string[], raw: Uint8Array): Promise<Attempt>;
  /** Connects and signs in, and says what hinders that; null where nothing does. */
  check(): Promise<Trouble | null>;
  /** Ends at once; what was under way has failed. */
  close(): void;
}

/** Connections at a time. */
export const connections = 4;
/** For the name, the connection, the greeting, and each answer. */
const patienceMs = 10_000;
/** What may stand behind the `?` of the address; anything else could undo our limits. */
const settings = [
  "requireTLS",
  "ignoreTLS",
  "name",
  "authMethod",
  "tls.rejectUnauthorized",
  "tls.servername",
  "tls.minVersion",
];

/**
 * @param smtpUrl such as `smtps://user:password@mail.example.go.id`
 * @param timeoutMs see `patienceMs`
 * @throws {StartUpError} where the address is none; it is not quoted, for it holds a password
 */
export function openMailServer(smtpUrl: string, timeoutMs = patienceMs): MailServer {
  checkAddress(smtpUrl);
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: connections,
    maxRequeues: 1,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  // Each attempt is told about its own failure; the pool says it a second time.
  transport.on("error", () => undefined);
  return {
    async send(from, to, raw) {
      try {
        const { rejectedErrors = [] } = await transport.sendMail({ envelope: { from, to }, raw: Buffer.from(raw) });
        return attemptOf(rejectedErrors);
      } catch (error) {
        const perAddress = typeof error === "object" && error !== null && "rejectedErrors" in error;
        if (perAddress && Array.isArray(error.rejectedErrors)) return attemptOf(error.rejectedErrors);
        return attemptOf(to.map((recipient) => ({ recipient, error })));
      }
    },
    check: () =>
      transport.verify().then(
        () => null,
        (error: unknown) => troubleOf(error),
      ),
    close: () => transport.close({ force: true }),
  };
}

function attemptOf(failures: unknown[]): Attempt {
  const attempt: Attempt = { refused: [], later: [], trouble: null, code: null };
  for (const failure of failures) {
    const { recipient, error = failure } = failure as { recipient?: unknown; error?: unknown };
    const trouble = troubleOf(error);
    (trouble === "refused" ? attempt.refused : attempt.later).push(String(recipient));
    // Of several troubles the one that concerns the server is told.
    if (attempt.trouble === null || isOfServer(trouble)) Object.assign(attempt, { trouble, code: codeIn(error) });
  }
  return attempt;
}

function codeIn(error: unknown): number | null {
  return error instanceof Error && "responseCode" in error ? Number(error.responseCode) || null : null;
}

function checkAddress(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isAddress =
    url !== null &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== "" &&
    url.port !== "0" &&
    /^\/?$/.test(url.pathname) &&
    url.hash === "";
  if (!isAddress || !isDecodable(url.username) || !isDecodable(url.password)) {
    const advice = "what is special in the password (@ : / ? # %) is written as %40 and so on";
    throw new StartUpError(`SMTP_URL must look like smtps://user:password@mail.example.go.id:465; ${advice}.`);
  }
  const unknown = [...url.searchParams.keys()].find((name) => !settings.includes(name));
  if (unknown !== undefined)
    throw new StartUpError(`SMTP_URL has a setting that is not known: "${unknown}". Known are ${settings.join(", ")}.`);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
