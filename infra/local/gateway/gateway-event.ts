/** Translates between Node's requests and the event of an API Gateway HTTP API, payload format 2.0. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import type { Found } from "./routes.ts";

/** Tells the client the id under which its request is logged, as API Gateway does. */
export const requestIdHeader = "apigw-requestid";

export interface EventParts {
  requestId: string;
  route: Found;
  body: Buffer;
  /** Claims of a verified token, for staff routes. */
  claims: Record<string, string> | null;
  /** Host that people see. */
  host: string;
  sourceIp: string;
  /** Epoch milliseconds. */
  now: number;
}

/** The event that a handler gets; without `authorizer` on public routes. */
export function gatewayEvent(
  request: IncomingMessage,
  parts: EventParts,
): Partial<APIGatewayProxyEventV2WithJWTAuthorizer> {
  const { route, body, claims, now } = parts;
  const url = new URL(request.url ?? "/", "http://local");
  const query = joined(url.searchParams);
  const cookies = (request.headers.cookie ?? "").split("; ").filter(Boolean);
  const headers = headersOf(request);
  const text = isText(headers["content-type"]);
  const routeKey = `${route.method} ${route.template}`;
  return {
    version: "2.0",
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: parts.host,
      domainPrefix: "local",
      http: {
        method: route.method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: parts.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: parts.requestId,
      routeKey,
      stage: "$default",
      time: new Date(now).toISOString(),
      timeEpoch: now,
      ...(claims ? { authorizer: { principalId: "", integrationLatency: 0, jwt: { claims, scopes: [] } } } : {}),
    } as APIGatewayProxyEventV2WithJWTAuthorizer["requestContext"],
    ...(Object.keys(route.parameters).length > 0 ? { pathParameters: route.parameters } : {}),
    ...(body.length > 0 ? { body: body.toString(text ? "utf8" : "base64") } : {}),
    isBase64Encoded: body.length > 0 && !text,
  };
}

/** Sends what a handler answered: its structured form, or any other value as the JSON body of a 200. */
export function sendResult(response: ServerResponse, result: unknown, options: { headOnly: boolean }): void {
  const { statusCode, headers, cookies, body } = structured(result);
  response.statusCode = statusCode;
  if (!response.hasHeader("content-type")) response.setHeader("content-type", "application/json");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.setHeader("content-length", body.length);
  response.end(options.headOnly ? undefined : body);
}

function structured(result: unknown) {
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    const body = Buffer.from(typeof result === "string" ? result : JSON.stringify(result ?? null));
    return { statusCode: 200, headers: {}, cookies: [], body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as {
    statusCode: number;
    headers?: Record<string, string | number | boolean>;
    cookies?: string[];
    body?: string;
    isBase64Encoded?: boolean;
  };
  return {
    statusCode,
    headers: headers ?? {},
    cookies: cookies ?? [],
    body: Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8"),
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(request.headersDistinct).filter(([name]) => name !== "cookie");
  return Object.fromEntries(pairs.map(([name, values]) => [name, (values ?? []).join(",")]));
}

function joined(search: URLSearchParams): Record<string, string> {
  const names = [...new Set(search.keys())];
  return Object.fromEntries(names.map((name) => [name, search.getAll(name).join(",")]));
}

function isText(contentType: string | undefined): boolean {
  return (
    contentType === undefined ||
    /^(text\/|application\/(json|xml|x-www-form-urlencoded|[\w.+-]+\+json))/i.test(contentType)
  );
}
