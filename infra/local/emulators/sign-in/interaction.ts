/** The steps between the provider's "who is this?" and its answer: address, then mailed code. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { errors, type Provider } from "oidc-provider";
import type { AgencyTable } from "../../host/agency-table.ts";
import type { SignInDesk } from "../../../../functions/wiring/one-machine.ts";
import { clientAddress } from "../../gateway/client-address.ts";
import { sendError } from "../../gateway/errors.ts";
import { readEmail } from "../../../../statemachines/form/email.ts";
import { BodyTooLarge, readBody } from "../../gateway/read-body.ts";
import { sendPage } from "../../gateway/pages/layout.ts";
import type { Codes, SigningBrowser } from "./codes.ts";
import { sendJson } from "./passkey-routes.ts";
import type { Passkeys } from "./passkeys.ts";
import { brokenPage, codePage, emailPage, type Page } from "./pages.ts";

export interface InteractionParts {
  provider: Provider;
  codes: Codes;
  desk: SignInDesk;
  passkeys: Passkeys;
  /** Remembers that a browser is a member's. */
  know(browser: string, staffId: string): void;
  /** The page asks for what a passkey is to answer. */
  asksPasskey: boolean;
  agencyTable: AgencyTable;
  inboxUrl: string | null;
}

const formLimit = 10_000;

/** Answers GET (which page is next) and POST (an address or a code) of an interaction. */
export async function serveInteraction(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parts: InteractionParts,
): Promise<void> {
  const interaction = await interactionOf(request, response, parts.provider);
  if (!interaction) return show(response, 400, brokenPage());
  if (request.method === "GET" || request.method === "HEAD") {
    const otherAddress = url.searchParams.get("alamat") === "lain";
    return show(response, 200, await nextPage(interaction, parts, { otherAddress, problem: null }));
  }
  if (request.method !== "POST") return sendError(response, "wrong-method");

  if (parts.asksPasskey) return sendJson(response, 200, await parts.passkeys.optionsFor(interaction));
  const form = await formOf(request);
  const browser = await browserOf(request, response, interaction, parts.desk);
  const email = form?.get("email");
  const code = form?.get("code");
  const passkey = form?.get("passkey");
  if (email) return takeEmail(response, browser, email, parts);
  if (passkey) return takePasskey(request, response, browser, passkey, parts);
  if (code) return takeCode(request, response, browser, code, parts);
  show(response, 400, await nextPage(interaction, parts, { otherAddress: false, problem: "Isi kolom di bawah ini." }));
}

async function takeEmail(
  response: ServerResponse,
  browser: SigningBrowser,
  email: string,
  parts: InteractionParts,
): Promise<void> {
  const { interaction } = browser;
  const address = readEmail(email.slice(0, 400));
  if (address === null) {
    const problem = "Tulis alamat email lengkap, misalnya nama@contoh.go.id.";
    return show(response, 422, await nextPage(interaction, parts, { otherAddress: true, problem }));
  }
  const refused = await parts.codes.send(browser, address);
  if (refused !== null)
    return show(response, 429, await nextPage(interaction, parts, { otherAddress: false, problem: refused }));
  // Reloading the next page must not send another code.
  response
    .writeHead(303, {
      location: `/signin/interaction/${interaction}`,
      "content-length": 0,
      "cache-control": "no-store",
    })
    .end();
}

async function takeCode(
  request: IncomingMessage,
  response: ServerResponse,
  browser: SigningBrowser,
  code: string,
  parts: InteractionParts,
): Promise<void> {
  const { interaction } = browser;
  const answer = await parts.codes.check(browser, code);
  if (answer.kind === "right") {
    const result = { login: { accountId: answer.staffId } };
    return parts.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  if (answer.kind === "refused")
    return show(response, 429, await nextPage(interaction, parts, { otherAddress: false, problem: answer.why }));
  const problem =
    answer.kind === "wrong"
      ? `Kode belum cocok. Sisa percobaan: ${answer.triesLeft}.`
      : "Kode sudah tidak berlaku. Minta kode baru dengan alamat email Anda.";
  show(response, 422, await nextPage(interaction, parts, { otherAddress: false, problem }));
}

async function takePasskey(
  request: IncomingMessage,
  response: ServerResponse,
  { browser, interaction }: SigningBrowser,
  given: string,
  parts: InteractionParts,
): Promise<void> {
  const staffId = await parts.passkeys.check(interaction, assertionIn(given));
  if (staffId === null) {
    const problem = "Kunci sandi ini tidak berlaku di sini. Minta kode dengan alamat email Anda.";
    return show(response, 422, await nextPage(interaction, parts, { otherAddress: true, problem }));
  }
  parts.know(browser, staffId);
  const result = { login: { accountId: staffId } };
  return parts.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** Whatever it is, the check refuses what is none. */
function assertionIn(given: string): AuthenticationResponseJSON {
  try {
    const value: unknown = JSON.parse(given);
    return (typeof value === "object" && value !== null ? value : {}) as AuthenticationResponseJSON;
  } catch {
    return {} as AuthenticationResponseJSON;
  }
}

async function nextPage(
  interaction: string,
  parts: InteractionParts,
  view: { otherAddress: boolean; problem: string | null },
): Promise<Page> {
  const standing = parts.codes.standing(interaction);
  const agency = await parts.agencyTable.agency();
  const demo = agency?.demo ?? false;
  if (standing.step === "code" && !view.otherAddress) {
    const inbox = demo && parts.inboxUrl ? `${parts.inboxUrl}/?to=${encodeURIComponent(standing.email)}` : null;
    return codePage(standing.email, view.problem, inbox);
  }
  const { settings } = agency ?? {};
  return emailPage(
    settings ? `${settings.name}, ${settings.government}` : "",
    demo ? await parts.agencyTable.staff() : [],
    view.problem,
  );
}

/** Where a form comes from. A browser without our cookie is told by the interaction. */
async function browserOf(
  request: IncomingMessage,
  response: ServerResponse,
  interaction: string,
  desk: SignInDesk,
): Promise<SigningBrowser> {
  const pairs = (request.headers.cookie ?? "").split("; ").map((line): [string, string] => {
    const at = line.indexOf("=");
    return [line.slice(0, at), line.slice(at + 1)];
  });
  const cookies = Object.fromEntries(pairs);
  const { browser, cookies: kept } = desk.browserOf(cookies, interaction);
  for (const cookie of kept) response.appendHeader("set-cookie", cookie);
  return { interaction, browser, address: clientAddress(request), knownOn: await desk.knownOn(cookies) };
}

/** Id of the interaction that this browser has begun, or null. */
async function interactionOf(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
): Promise<string | null> {
  try {
    const { uid, prompt } = await provider.interactionDetails(request, response);
    const asked = (request.url ?? "").split(/[/?]/)[3];
    return uid === asked && prompt.name === "login" ? uid : null;
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null;
    throw error;
  }
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | null> {
  try {
    return new URLSearchParams((await readBody(request, formLimit)).toString("utf8"));
  } catch (error) {
    if (error instanceof BodyTooLarge) return null;
    throw error;
  }
}

function show(response: ServerResponse, status: number, { title, body }: Page): void {
  sendPage(response, status, title, body);
}
