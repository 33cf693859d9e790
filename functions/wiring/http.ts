import middy from "@middy/core";
import httpRouter from "@middy/http-router";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Language } from "../../statemachines/language/vocabulary.ts";
import type { Dependencies } from "../domain/ports.ts";
import { Refusal } from "../domain/refusal.ts";
import { dependenciesFrom } from "./dependencies.ts";
import { errorAnswer, UnreadableBody } from "./refusals.ts";

/** A request as routes see it; everything from outside is still untyped. */
export interface HttpRequest {
  parameters: Record<string, string>;
  query: Record<string, string>;
  cookies: Record<string, string>;
  language: Language;
  /** Claims of the staff sign-in, on routes behind the authorizer. */
  claims: Record<string, unknown>;
  /** Bearer token, on routes without authorizer. */
  bearer: string | null;
  /** @throws UnreadableBody */
  body(): unknown;
}

export interface HttpAnswer {
  status?: number;
  body: unknown;
  /** Media type of a body that is text already; without it the body is sent as JSON. */
  type?: string;
  cookies?: string[];
  /** Sends the browser to another address instead. */
  location?: string;
}

export type RouteHandler = (request: HttpRequest, dependencies: Dependencies) => Promise<HttpAnswer>;

/** Routes as in the manifest: "GET /api/agency" -> handler. */
export type Routes = Record<string, RouteHandler>;

type Method = "GET" | "POST";

/** The middy stack of the HTTP functions: route, parse, answer as JSON, never cached. */
export function httpHandler(routes: Routes, dependencies: Dependencies = dependenciesFrom(process.env)) {
  return middy()
    .use({
      onError: (request) => {
        const event = request.event as APIGatewayProxyEventV2;
        const { status, body } = errorAnswer(request.error, languageOf(event));
        if (status >= 500) dependencies.log.problem("a request failed", request.error, { route: event.routeKey });
        request.response = asResult({ status, body });
      },
    })
    .handler(
      httpRouter({
        routes: Object.entries(routes).map(([route, handler]) => {
          const [method = "GET", path = "/"] = route.split(" ");
          return {
            method: method as Method,
            path,
            handler: async (event: APIGatewayProxyEventV2) => asResult(await handler(asRequest(event), dependencies)),
          };
        }),
        notFoundResponse: () => {
          throw new Refusal("unknown", { id: "Alamat ini tidak dikenal.", en: "This address is not known." });
        },
      }),
    );
}

function asRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const authorizer = (event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } })
    .authorizer;
  return {
    parameters: definedIn(event.pathParameters),
    query: definedIn(event.queryStringParameters),
    cookies: cookiesOf(event.cookies ?? []),
    language: languageOf(event),
    claims: authorizer?.jwt?.claims ?? {},
    bearer: /^Bearer (.+)$/.exec(event.headers["authorization"] ?? "")?.[1] ?? null,
    body: () => parsed(event),
  };
}

function parsed({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body) as unknown;
  } catch {
    throw new UnreadableBody("not JSON");
  }
}

function asResult({ status = 200, body, type, cookies, location }: HttpAnswer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: location ? 303 : status,
    headers: {
      "Content-Type": type ?? "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      ...(location ? { Location: location } : {}),
    },
    body: type && typeof body === "string" ? body : JSON.stringify(body),
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
