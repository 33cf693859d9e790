/** Own passkeys of a member who is signed in: listed, made and ended. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import { sendError } from "../../gateway/errors.ts";
import { BodyTooLarge, readBody } from "../../gateway/read-body.ts";
import type { Passkeys } from "./passkeys.ts";

const bodyLimit = 20_000;

export interface PasskeyParts {
  passkeys: Passkeys;
  /** What people call a browser, by what it says it is. */
  browserName(agent: string): string;
  /** Whoever a request is signed in as, as stored now; null: nobody. */
  signedIn(request: IncomingMessage): Promise<StaffMember | null>;
  /** Tells the owner by mail, for it may have been somebody else. */
  tell(member: StaffMember, name: string): void;
}

/** Answers `/signin/passkeys`, and `/signin/passkeys/options` and `/end`. */
export async function servePasskeys(
  request: IncomingMessage,
  response: ServerResponse,
  action: string,
  { browserName, passkeys, signedIn, tell }: PasskeyParts,
): Promise<void> {
  const member = await signedIn(request);
  if (!member) return sendJson(response, 401, { code: "proof-needed", message: "Silakan masuk lagi." });
  const route = `${request.method ?? ""} ${action}`;
  if (route === "GET ") return sendJson(response, 200, { passkeys: passkeys.list(member) });
  if (request.method !== "POST") return sendError(response, "wrong-method");
  if (action === "options") return sendJson(response, 200, await passkeys.registrationFor(member));
  const body = await jsonOf(request);
  if (route === "POST " && body?.["response"]) {
    const name = browserName(request.headers["user-agent"] ?? "");
    const kept = await passkeys.register(member, body["response"] as RegistrationResponseJSON, name);
    if (kept) tell(member, name);
    return kept ? sendJson(response, 201, { passkeys: passkeys.list(member) }) : sendJson(response, 422, notKept);
  }
  if (action === "end" && typeof body?.["id"] === "string") {
    passkeys.end(member, body["id"]);
    return sendJson(response, 200, { passkeys: passkeys.list(member) });
  }
  sendJson(response, 400, { code: "invalid", message: "Permintaan ini tidak dikenal." });
}

const notKept = { code: "invalid", message: "Kunci sandi tidak dapat disimpan. Coba lagi." };

export function sendJson(response: ServerResponse, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "content-length": bytes.length,
    })
    .end(bytes);
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  try {
    const value: unknown = JSON.parse((await readBody(request, bodyLimit)).toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof BodyTooLarge || error instanceof SyntaxError) return null;
    throw error;
  }
}
