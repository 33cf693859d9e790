import { createHash } from "node:crypto";

export const clientId = "alur-pustaka-staff";

/** A browser as far as signing in needs one: it keeps cookies and follows redirects one at a time. */
export class SigningBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async open(address: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(address, this.#base), {
      redirect: "manual",
      headers: { cookie },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      this.#cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return answer;
  }

  /** Asks to sign in; answers the address of the first page. */
  async begin(verifier: string): Promise<string> {
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const query = {
      client_id: clientId,
      response_type: "code",
      scope: "openid email profile",
      redirect_uri: `${this.#base}/petugas/masuk`,
      state: "s",
      code_challenge: challenge,
      code_challenge_method: "S256",
    };
    const answer = await this.open(`/signin/auth?${new URLSearchParams(query)}`);
    return answer.headers.get("location") ?? "";
  }

  async follow(answer: Response): Promise<string> {
    let location = answer.headers.get("location") ?? "";
    while (new URL(location, this.#base).pathname.startsWith("/signin/")) {
      location = (await this.open(location)).headers.get("location") ?? "none";
    }
    return location;
  }
}
