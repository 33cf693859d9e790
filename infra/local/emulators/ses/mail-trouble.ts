/** Why a mail server did not take a message, in a closed set of words that may be logged and shown. */

/**
 * - `certificate`, `encryption`: there is no safe connection, because of the certificate or for another reason
 * - `name-not-found`, `connection-refused`, `timed-out`, `connection-lost`: the server is not reached
 * - `authentication`, `not-permitted`: the server does not take our user or password, or no mail of ours
 * - `unavailable`: the server is there and takes no mail at the moment
 * - `later`: it asks to try this message again (4xx); `refused`: it will never take it (5xx)
 */
export type Trouble =
  | "certificate"
  | "encryption"
  | "name-not-found"
  | "connection-refused"
  | "timed-out"
  | "connection-lost"
  | "authentication"
  | "not-permitted"
  | "unavailable"
  | "later"
  | "refused"
  | "unknown";

/** What nodemailer says about an attempt that failed, or about one recipient of it. */
interface Failure {
  code?: unknown;
  /** Code of the system's error underneath. */
  originalCode?: unknown;
  command?: unknown;
  /** The server's answer: its number, and whole. */
  responseCode?: unknown;
  response?: unknown;
}

/** The word for a failure. */
export function troubleOf(error: unknown): Trouble {
  const failure: Failure = typeof error === "object" && error !== null ? error : {};
  const answer = Number(failure.responseCode) || 0;
  const text = String(failure.response);
  if (failure.code === "EAUTH" || failure.code === "ENOAUTH" || isAboutLogin(answer)) return "authentication";
  if (answer === 0) return withoutAnswer(failure);
  // What the server says before it knows the addressee concerns every mail, but for 552: the message is too large.
  const beforeAddressee = failure.command !== "RCPT TO" && failure.command !== "DATA" && answer !== 552;
  // 421: the server closes the connection.
  if (!isFinal(answer)) return beforeAddressee || answer === 421 ? "unavailable" : "later";
  const noRelay = failure.command === "RCPT TO" && /\brelay|authenticat/i.test(text);
  return beforeAddressee || noRelay ? "not-permitted" : "refused";
}

/** Whether the trouble is with the server, so that every other message would meet it too. */
export function isOfServer(trouble: Trouble): boolean {
  return trouble !== "later" && trouble !== "refused";
}

function isAboutLogin(answer: number): boolean {
  return [454, 530, 534, 535, 538].includes(answer);
}

/** 503 (bad sequence of commands) is about the session, not the message. */
function isFinal(answer: number): boolean {
  return answer >= 500 && answer !== 503;
}

function withoutAnswer({ code, originalCode }: Failure): Trouble {
  const system = String(originalCode);
  if (/CERT|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY|ALTNAME/.test(system)) return "certificate";
  if (code === "ETLS" || code === "EREQUIRETLS" || system.startsWith("ERR_SSL") || system === "EPROTO")
    return "encryption";
  if (code === "EDNS") return "name-not-found";
  if (code === "ETIMEDOUT" || system === "ETIMEDOUT") return "timed-out";
  if (["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"].includes(system)) return "connection-refused";
  if (code === "ECONNECTION" || code === "ESOCKET") return "connection-lost";
  return "unknown";
}
