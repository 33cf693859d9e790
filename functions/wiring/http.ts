import middy from "@middy/core";
import httpRouter from "@middy/http-router";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Language } from "../../statemachines/language/vocabulary.ts";
import { spendOnCall } from "../domain/limits/public-limits.ts";
import type { Dependencies } from "../domain/ports.ts";
import { Refusal } from "../domain/refusal.ts";
import { dependenciesFrom } from "./dependencies.ts";
import { addressOf } from "./origin.ts";
import { errorResponse } from "./refusals.ts";
import { parsedBody, refuseOtherSites } from "./request-body.ts";

/** A request as routes see it; everything from outside is still untyped. */
export interface HttpRequest {
  parameters: Record<string, string>;
  query: Record<string, string>;
  cookies: Record<string, string>;
  /** What the browser says it is (User-Agent). */
  agent: string;
  /** Address in the net from which it came. Empty where it is not known. */
  address: string;
  language: Language;
  /** Claims of the staff sign-in, on routes behind the authorizer. */
  claims: Record<string, unknown>;
  /** Bearer token, on routes without authorizer. */
  bearer: string | null;
  /** Tag of an earlier answer that whoever asks has kept (If-None-Match). */
  seen: string | null;
  /** @throws UnreadableBody */
  body(): unknown;
}

export interface HttpResponse {
  /** 304 goes without its body: nothing has changed since the tag that whoever asks has seen. */
  status?: number;
  body: unknown;
  /** By which whoever asks may name this answer the next time (ETag). */
  tag?: string;
  /** Media type of a body that is text already; without it the body is sent as JSON. */
  type?: string;
  cookies?: string[];
  /** Sends the browser to another address instead. */
  location?: string;
}

export type RouteHandler = (request: HttpRequest, dependencies: Dependencies) => Promise<HttpResponse>;

/** Routes as in the manifest: "GET /api/agency" -> handler. */
export type Routes = Record<string, RouteHandler>;

type Method = "GET" | "POST";

/**
 * The middy stack of the HTTP functions: route, parse, respond with JSON, never cached. Each line of log on the way
 * names the request, its route and its case.
 */
export function httpHandler(routes: Routes, dependencies: Dependencies = dependenciesFrom(process.env)) {
  const stack = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      onError: (request) => {
        const { status, body } = errorResponse(request.error, languageOf(request.event as APIGatewayProxyEventV2));
        if (status >= 500) dependencies.log.problem("request-failed", request.error);
        request.response = asResult({ status, body });
      },
    })
    .handler(
      httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
        routes: Object.entries(routes).map(([route, handler]) => {
          const [method = "GET", path = "/"] = route.split(" ");
          return {
            method: method as Method,
            path,
            handler: async (event: APIGatewayProxyEventV2) => {
              if (method !== "GET") refuseOtherSites(event, () => dependencies.publicUrl);
              const request = asRequest(event);
              await spendOnCall(dependencies, route, request);
              if (request.parameters["case"]) dependencies.log.concerns(request.parameters["case"]);
              return asResult(await handler(request, dependencies));
            },
          };
        }),
        notFoundResponse: () => {
          throw new Refusal("unknown", { id: "Alamat ini tidak dikenal.", en: "This address is not known." });
        },
      }),
    );
  return async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const { requestId } = event.requestContext;
    const sourceIp = addressOf(event, dependencies.originSecrets);
    if (sourceIp === null) return asResult(errorResponse(notByTheFront, languageOf(event)));
    const asked = {
      ...event,
      requestContext: { ...event.requestContext, http: { ...event.requestContext.http, sourceIp } },
    };
    return dependencies.log.within({ requestId, route: event.routeKey }, () => stack(asked, context));
  };
}

function asRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const authorizer = (event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } })
    .authorizer;
  return {
    parameters: definedIn(event.pathParameters),
    query: definedIn(event.queryStringParameters),
    cookies: cookiesOf(event.cookies ?? []),
    agent: event.headers["user-agent"] ?? "",
    address: event.requestContext.http.sourceIp,
    language: languageOf(event),
    claims: authorizer?.jwt?.claims ?? {},
    bearer: /^Bearer (.+)$/.exec(event.headers["authorization"] ?? "")?.[1] ?? null,
    // A proxy that compresses answers marks their tags as weak.
    seen: /^(?:W\/)?"([^"]*)"$/.exec(event.headers["if-none-match"] ?? "")?.[1] ?? null,
    body: () => parsedBody(event),
  };
}

const notByTheFront = new Refusal("forbidden", {
  id: "Alamat ini bukan untuk dibuka langsung. Gunakan alamat resmi layanan kami.",
  en: "This address is not for opening directly. Please use the official address of our service.",
});

function asResult({
  status = 200,
  body,
  tag,
  type,
  cookies,
  location,
}: HttpResponse): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: location ? 303 : status,
    headers: {
      "Content-Type": type ?? "application/json; charset=utf-8",
      ...(tag ? { ETag: `"${tag}"` } : {}),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      ...(location ? { Location: location } : {}),
    },
    body: status === 304 ? "" : type && typeof body === "string" ? body : JSON.stringify(body),
    ...(cookies ? { cookies } : {}),
  };
}

function languageOf(event: APIGatewayProxyEventV2): Language {
  return (event.headers["accept-language"] ?? "").toLowerCase().startsWith("en") ? "en" : "id";
}

function cookiesOf(lines: string[]): Record<string, string> {
  const pairs = lines.map(
    (line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1)] as const,
  );
  return Object.fromEntries(pairs);
}

function definedIn(values: Record<string, string | undefined> | undefined): Record<string, string> {
  const entries = Object.entries(values ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
