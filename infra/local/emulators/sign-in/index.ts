/** Staff sign-in on one machine: a certified OpenID provider, and our own pages that mail a code. */
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { createLocalJWKSet, jwtVerify, type JWK } from "jose";
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import type { AgencyTable } from "../../host/agency-table.ts";
import type { Clock } from "../../host/clock.ts";
import type { DataFolder } from "../../host/data-folder.ts";
import type { SignInDesk } from "../../../../functions/wiring/one-machine.ts";
import { signInPath } from "../../host/environment.ts";
import type { Authorizer } from "../../gateway/api.ts";
import { failureFacts, type Log } from "../../host/log.ts";
import { clientId } from "./client.ts";
import { codeMail, passkeyMail } from "./code-mail.ts";
import { knownMs, mailedCodes } from "./codes.ts";
import { serveInteraction } from "./interaction.ts";
import { servePasskeys } from "./passkey-routes.ts";
import { passkeyScript, passkeyScriptPath } from "./passkey-script.ts";
import { passkeysIn } from "./passkeys.ts";
import { makeProvider } from "./provider.ts";
import { openSignInStore } from "./store.ts";

export interface SignInOptions {
  folder: DataFolder;
  publicUrl: string;
  clock: Clock;
  agencyTable: AgencyTable;
  desk: SignInDesk;
  mailFrom: string;
  /** Sends a composed message. */
  sendMail(raw: Uint8Array): Promise<void>;
  /** Address of the mail inbox; null where it is closed. */
  inboxUrl: string | null;
  log: Log;
}

export interface SignIn {
  /** Responds to a request under /signin and says which template it was. */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<string>;
  /** Checks the token of a staff request. */
  authorize: Authorizer;
  /** Forgets sessions and codes that have expired. */
  forgetExpired(): void;
  close(): Promise<void>;
}

/** @throws {StartUpError} when its file is damaged */
export async function openSignIn(options: SignInOptions): Promise<SignIn> {
  const { folder, publicUrl, clock, agencyTable, mailFrom, log } = options;
  const { secrets } = folder;
  const now = () => clock.now();
  const store = openSignInStore(path.join(folder.path, "signin.sqlite"), now);
  const sending = new Set<Promise<void>>();

  async function send(mail: Promise<Uint8Array>): Promise<void> {
    try {
      await options.sendMail(await mail);
    } catch (error) {
      log("code-not-mailed", failureFacts(error));
    }
  }

  const codes = mailedCodes({
    store,
    desk: options.desk,
    secret: secrets.cookieSecret,
    now,
    staff: () => agencyTable.staff(),
    mail(member, code) {
      const job = send(codeMail(mailFrom, member, code)).finally(() => sending.delete(job));
      sending.add(job);
    },
  });
  const member = async (id: string) => (await agencyTable.staff()).find((one) => one.id === id);
  const provider = makeProvider({ publicUrl, basePath: signInPath, secrets, store, member });
  provider.on("server_error", (_context, error) => log("sign-in-failed", failureFacts(error)));
  const callback = provider.callback();
  const passkeys = passkeysIn({ store: store.passkeys, publicUrl, now, member });
  const { browserName } = options.desk;
  const know = (browser: string, staffId: string): void => store.know(browser, staffId, now() + knownMs);
  const authorize = authorizer(`${publicUrl}${signInPath}`, secrets.signingKeys);
  const signedIn = async (request: IncomingMessage): Promise<StaffMember | null> => {
    const claims = await authorize(request.headers.authorization);
    const found = claims && (await member(String(claims["sub"])));
    const givenAt = new Date(Number(claims?.["iat"] ?? 0) * 1000).toISOString();
    return found && (found.signedOutAt === undefined || givenAt > found.signedOutAt) ? found : null;
  };
  const tell = (owner: StaffMember, name: string): void => {
    const job = send(passkeyMail(mailFrom, owner, name)).finally(() => sending.delete(job));
    sending.add(job);
  };

  return {
    async serve(request, response, url) {
      pretendPublic(request, publicUrl);
      const [, , first, interaction, more] = url.pathname.split("/");
      if (url.pathname === passkeyScriptPath) return sendScript(response);
      if (first === "passkeys") {
        await servePasskeys(request, response, interaction ?? "", { passkeys, browserName, signedIn, tell });
        return `${signInPath}/passkeys`;
      }
      if (first === "interaction" && interaction) {
        await serveInteraction(request, response, url, {
          ...options,
          provider,
          codes,
          passkeys,
          know,
          asksPasskey: more === "passkey",
        });
        return `${signInPath}/interaction/{uid}`;
      }
      mount(request);
      await callback(request, response);
      return first === ".well-known"
        ? `${signInPath}/.well-known`
        : `${signInPath}/${/^[a-z]+$/.test(first ?? "") ? first : "?"}`;
    },
    authorize,
    forgetExpired: () => store.forgetExpired(),
    async close() {
      await Promise.allSettled(sending);
      store.close();
    },
  };
}

async function sendScript(response: ServerResponse): Promise<string> {
  const headers = { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" };
  response.writeHead(200, headers).end(passkeyScript);
  return passkeyScriptPath;
}

/** Tokens live by the system's time, like the provider that makes them. */
function authorizer(issuer: string, privateKeys: JWK[]): Authorizer {
  const keys = createLocalJWKSet({
    keys: privateKeys.map(({ kty, kid, alg, n, e }) => ({ kty, kid, alg, n, e }) as JWK),
  });
  return async (authorization) => {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? "") ?? [];
    if (!token) return null;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: clientId,
        algorithms: ["RS256"],
        typ: "at+jwt",
      });
      return Object.fromEntries(
        Object.entries(payload).map(([name, value]) => [
          name,
          Array.isArray(value) ? `[${value.join(" ")}]` : String(value),
        ]),
      );
    } catch {
      return null;
    }
  };
}

/** The provider makes addresses from the headers: they must be the public ones, whatever a client or proxy has sent. */
function pretendPublic(request: IncomingMessage, publicUrl: string): void {
  const { host, protocol } = new URL(publicUrl);
  request.headers.host = host;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
  delete request.headers["x-forwarded-host"];
}

/** The provider routes from its own root, and finds the prefix by the original address. */
function mount(request: IncomingMessage & { originalUrl?: string }): void {
  const original = request.url ?? "/";
  request.originalUrl = original;
  request.url = original.slice(signInPath.length) || "/";
}
