import type { ErrorBody } from "../../../functions/contract/shared.ts";
import { locale } from "../text/index.ts";

/** Any answer that is not 2xx; `status` 0 where no answer came at all, so trying again is the right thing. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

let token: () => Promise<string | null> = async () => null;

/** Says where the access token of a signed-in staff member comes from; without it, calls are anonymous. */
export function provideToken(provider: () => Promise<string | null>): void {
  token = provider;
}

/** @throws ApiError */
export function get<T>(path: string): Promise<T> {
  return call<T>(path, { method: "GET" });
}

/** What an address answers, and the tag of the answer; `body` null where it is still what that tag stands for. */
export interface Tagged<T> {
  tag: string | null;
  body: T | null;
}

/**
 * Asks again for what was answered before.
 *
 * @param tag of that answer, or null where there was none
 * @throws ApiError
 */
export async function getChanged<T>(path: string, tag: string | null): Promise<Tagged<T>> {
  const response = await send(path, { method: "GET", headers: tag === null ? {} : { "if-none-match": tag } });
  const body = response.status === 304 ? null : ((await response.json()) as T);
  return { tag: response.headers.get("etag"), body };
}

/** @throws ApiError */
export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
}

async function call<T>(path: string, request: RequestInit): Promise<T> {
  const response = await send(path, request);
  const text = await response.text();
  return (text === "" ? {} : JSON.parse(text)) as T;
}

async function send(path: string, request: RequestInit): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("accept-language", locale.language);
  const bearer = await token();
  if (bearer) headers.set("authorization", `Bearer ${bearer}`);
  let response: Response;
  try {
    response = await fetch(path, { ...request, headers, cache: "no-store", credentials: "same-origin" });
  } catch {
    throw new ApiError(0, { code: "network", message: "" });
  }
  if (!response.ok && response.status !== 304) throw new ApiError(response.status, await errorBody(response));
  return response;
}

/** A proxy in between may answer with a page instead of our JSON. */
async function errorBody(response: Response): Promise<ErrorBody> {
  try {
    const body = (await response.json()) as Partial<ErrorBody>;
    return { code: "unknown", message: "", ...body };
  } catch {
    return { code: "unknown", message: "" };
  }
}
