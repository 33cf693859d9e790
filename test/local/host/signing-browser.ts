import { createHash, randomBytes } from "node:crypto";
import { expect } from "vitest";

export const clientId = "alur-pustaka-staff";

/** A browser as far as signing in needs one: it keeps cookies and follows redirects one at a time. */
export class SigningBrowser {
  readonly #cookies = new Map<string, string>();
  readonly base: string;

  readonly #headers: Record<string, string>;

  /**
   * @param base address of the service
   * @param from address in the net from which a proxy says it comes; this machine where nothing is said
   */
  constructor(base: string, from?: string) {
    this.base = base;
    this.#headers = from === undefined ? {} : { "x-forwarded-for": from };
  }

  async open(address: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(address, this.base), {
      redirect: "manual",
      headers: { cookie, ...this.#headers },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      this.#cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return answer;
  }

  /** Forgets all cookies but one. */
  keepOnly(name: string): void {
    for (const each of [...this.#cookies.keys()]) if (each !== name) this.#cookies.delete(each);
  }

  /** Asks to sign in; answers the address of the first page. */
  async begin(verifier: string): Promise<string> {
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const query = {
      client_id: clientId,
      response_type: "code",
      scope: "openid email profile",
      redirect_uri: `${this.base}/petugas/masuk`,
      state: "s",
      code_challenge: challenge,
      code_challenge_method: "S256",
    };
    const answer = await this.open(`/signin/auth?${new URLSearchParams(query)}`);
    return answer.headers.get("location") ?? "";
  }

  async follow(answer: Response): Promise<string> {
    let location = answer.headers.get("location") ?? "";
    while (new URL(location, this.base).pathname.startsWith("/signin/")) {
      location = (await this.open(location)).headers.get("location") ?? "none";
    }
    return location;
  }
}

/**
 * The code in the newest mail to an address, once so many have come.
 * @param inbox address of the mail inbox
 */
export async function newestCode(inbox: string, to: string, atLeast = 1): Promise<string> {
  // Other mails may come to the same person meanwhile.
  const codes = async (): Promise<string[]> => {
    const { messages } = (await (await fetch(`${inbox}/messages?to=${to}`)).json()) as {
      messages: { subject: string }[];
    };
    return messages.flatMap(({ subject }) => /^\d{6}\b/.exec(subject)?.[0] ?? []);
  };
  await expect.poll(async () => (await codes()).length).toBeGreaterThanOrEqual(atLeast);
  return (await codes())[0] ?? "";
}

/** Signs a staff member in, by the code that is mailed to the address. */
export async function signedIn(
  browser: SigningBrowser,
  inbox: string,
  email: string,
  codesBefore = 0,
): Promise<{ access_token: string; id_token: string }> {
  const verifier = randomBytes(32).toString("base64url");
  const page = await browser.begin(verifier);
  await browser.open(page, { email });
  const answer = await browser.open(page, { code: await newestCode(inbox, email, codesBefore + 1) });
  const back = new URL(await browser.follow(answer));
  return (await tokensFor(browser.base, back.searchParams.get("code") ?? "", verifier)).json();
}

async function tokensFor(base: string, code: string, verifier: string): Promise<Response> {
  const form = {
    grant_type: "authorization_code",
    client_id: clientId,
    code,
    redirect_uri: `${base}/petugas/masuk`,
    code_verifier: verifier,
  };
  // A browser names its origin even when it asks its own.
  return fetch(`${base}/signin/token`, { method: "POST", body: new URLSearchParams(form), headers: { Origin: base } });
}
