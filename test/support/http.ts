/** Calls the real routes through their middy stack, with events as API Gateway sends them. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { routes as administrationRoutes } from "../../functions/http/administration.ts";
import { routes as decisionRoutes } from "../../functions/http/decision.ts";
import { routes as paperRoutes } from "../../functions/http/papers.ts";
import { routes as dataRoutes } from "../../functions/http/personal-data.ts";
import { routes as publicRoutes } from "../../functions/http/public.ts";
import { routes as staffRoutes } from "../../functions/http/staff.ts";
import { httpHandler } from "../../functions/wiring/http.ts";
import { addressProver } from "../../functions/domain/access/confirmed-address.ts";
import { browserOf } from "../../functions/domain/access/device-cookie.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { Dependencies } from "../../functions/domain/ports.ts";
import type { FakeDependencies } from "./fakes/index.ts";

export const allRoutes = {
  public: publicRoutes,
  decision: decisionRoutes,
  staff: staffRoutes,
  papers: paperRoutes,
  "personal-data": dataRoutes,
  administration: administrationRoutes,
};

export interface Call {
  /** Sent as JSON; a string goes as it is. */
  body?: unknown;
  query?: Record<string, string>;
  /** `name=value`, as a browser sends them. */
  cookies?: string[];
  headers?: Record<string, string>;
  /** Address in the net from which it comes; the machine itself where nothing is said. */
  from?: string;
  /** The member who signed in, on staff routes. */
  as?: StaffMember;
}

export interface Reply {
  status: number;
  body: Record<string, unknown>;
  text: string;
  cookies: string[];
  headers: Record<string, unknown>;
}

/** A browser in front of the HTTP functions; it keeps the cookies it is given. */
export interface TestBrowser {
  get(path: string, call?: Call): Promise<Reply>;
  /** A request is sent again with the code that was mailed for it. */
  post(path: string, body: unknown, call?: Call): Promise<Reply>;
  /** One request as it is. */
  send(method: string, path: string, call?: Call): Promise<Reply>;
  jar: Map<string, string>;
}

export function browser(dependencies: FakeDependencies): TestBrowser {
  const answer = server(dependencies);
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, call: Call = {}): Promise<Reply> => {
    const reply = await answer(method, path, { ...call, cookies: call.cookies ?? cookiesIn(jar) });
    keepCookies(jar, reply);
    return reply;
  };
  return {
    send,
    jar,
    get: (path, call) => send("GET", path, call),
    async post(path, body, call) {
      const reply = await send("POST", path, { ...call, body });
      if (path !== "/api/requests" || reply.status !== 202 || !("codeSentTo" in reply.body)) return reply;
      const code = codeFor(dependencies, Object.fromEntries(jar), String(reply.body["codeSentTo"]));
      return send("POST", path, { ...call, body: { ...(body as object), code } });
    },
  };
}

/** The code in the last mail that a browser has asked for by giving an address. */
export function codeFor(
  { mailer, secrets }: FakeDependencies,
  cookies: Record<string, string>,
  address: string,
): string {
  const subject = addressProver(secrets, address, browserOf(secrets, cookies) ?? "");
  const mail = mailer.to(address).findLast(({ id }) => id.startsWith(`code.${secrets.hash(subject)}.`));
  return /\d{6}/.exec(mail?.subject ?? "")?.[0] ?? "";
}

/** The cookies of a jar, as a browser sends them. */
export function cookiesIn(jar: ReadonlyMap<string, string>): string[] {
  return [...jar].map(([name, value]) => `${name}=${value}`);
}

/** Puts the cookies of an answer into a jar, as a browser does. */
export function keepCookies(jar: Map<string, string>, { cookies }: Pick<Reply, "cookies">): void {
  for (const cookie of cookies) {
    const [pair = ""] = cookie.split(";");
    const name = pair.slice(0, pair.indexOf("="));
    if (/; Max-Age=0$/.test(cookie)) jar.delete(name);
    else jar.set(name, pair.slice(pair.indexOf("=") + 1));
  }
}

/** Answers requests to the HTTP functions. */
export function server(dependencies: Dependencies): (method: string, path: string, call: Call) => Promise<Reply> {
  const served = Object.values(allRoutes).flatMap((routes) => {
    const handler = httpHandler(routes, dependencies);
    return Object.keys(routes).map((route) => ({ route, handler, fits: addressesOf(route) }));
  });
  const nobody = { route: "$default", handler: httpHandler({}, dependencies) };
  return async (method, path, call) => {
    const { handler, route } = served.find(({ fits }) => fits.test(`${method} ${path}`)) ?? nobody;
    const result: Result = await handler(eventFor(method, path, route, call), {} as Context);
    const text = result.body ?? "";
    return {
      status: result.statusCode ?? 200,
      body: JSON.parse(text !== "" && /json/.test(String(result.headers?.["Content-Type"])) ? text : "{}") as Record<
        string,
        unknown
      >,
      text,
      cookies: result.cookies ?? [],
      headers: result.headers ?? {},
    };
  };
}

/** Makes a device known as that of the person of a decision link, or of a tracking link, as that person would. */
export async function prove(
  visitor: TestBrowser,
  link: string,
  { secrets }: FakeDependencies,
  kind: "decisions" | "tracking" = "decisions",
): Promise<Reply> {
  await visitor.post(`/api/${kind}/${link}/code`, {});
  return visitor.post(`/api/${kind}/${link}/proof`, { answer: secrets.lastCode() });
}

type Result = APIGatewayProxyStructuredResultV2;

/** Method and path of the requests that a route takes. */
function addressesOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

function eventFor(
  method: string,
  path: string,
  routeKey: string,
  { body, query, cookies, from = "127.0.0.1", headers, as }: Call,
): APIGatewayProxyEventV2 {
  const claims = as && { authorizer: { jwt: { claims: { sub: as.id, email: as.email }, scopes: [] } } };
  const event = {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: "",
    headers: {
      "accept-language": "id",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    cookies,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: { http: { method, path, sourceIp: from }, requestId: "request-1", routeKey, ...claims },
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
  return event as unknown as APIGatewayProxyEventV2;
}
