/** A person's browser reduced to what the service can see of it: an address, cookies, a language. */

export interface Reply<T = unknown> {
  status: number;
  body: T;
  text: string;
  location: string | null;
  /** By which the answer may be named when it is asked for again. */
  tag: string | null;
}

export class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();
  /** Sent with every request once a staff member has signed in. */
  token: string | null = null;

  constructor(base: string) {
    this.#base = base;
  }

  /** @param seen tag of an answer that is there already: then only what changed is wanted */
  get<T>(path: string, seen: string | null = null): Promise<Reply<T>> {
    return this.#send<T>(path, { method: "GET", headers: seen === null ? {} : { "if-none-match": seen } });
  }

  post<T>(path: string, body: unknown): Promise<Reply<T>> {
    return this.#send<T>(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  }

  /** Sends a form of a server-rendered page. */
  submit(path: string, fields: Record<string, string>): Promise<Reply<string>> {
    return this.#send<string>(path, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }

  /** Follows redirects up to an address that starts with `until`, as a browser would. */
  async follow(path: string, until: string): Promise<Reply<string>> {
    let reply = await this.get<string>(path);
    for (let hops = 0; hops < 12 && reply.location && !reply.location.includes(until); hops += 1) {
      reply = await this.get<string>(reply.location);
    }
    return reply;
  }

  /** A new person on the same machine: nothing is known about them. */
  anonymous(): Browser {
    return new Browser(this.#base);
  }

  async #send<T>(path: string, request: RequestInit): Promise<Reply<T>> {
    const headers = new Headers(request.headers);
    if (this.#cookies.size > 0)
      headers.set("cookie", [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (this.token) headers.set("authorization", `Bearer ${this.token}`);
    const response = await fetch(new URL(path, this.#base), { ...request, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const json = (response.headers.get("content-type") ?? "").includes("json") && text !== "";
    return {
      status: response.status,
      body: (json ? JSON.parse(text) : text) as T,
      text,
      location: response.headers.get("location"),
      tag: response.headers.get("etag"),
    };
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const gone = attributes.some((each) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(each));
    if (gone) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
