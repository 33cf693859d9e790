/** What stands behind each part of the public address. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FunctionRow } from "../../../functions/manifest.ts";
import type { Clock } from "../host/clock.ts";
import { filesPath, lettersBucket } from "../host/environment.ts";
import type { Functions } from "../emulators/lambda/index.ts";
import { serveS3 } from "../emulators/s3/index.ts";
import type { Services } from "../host/services.ts";
import type { SignIn } from "../emulators/sign-in/index.ts";
import { serveApi } from "./api.ts";
import { sendError } from "./errors.ts";
import { clientAddress } from "./client-address.ts";
import type { Endpoint, Endpoints } from "./server.ts";
import { routesOf } from "./routes.ts";
import { serveStatic } from "./static-files.ts";

export interface EndpointOptions {
  manifest: FunctionRow[];
  functions: Functions;
  services: Services;
  signIn: SignIn;
  health: Endpoint;
  clock: Clock;
  publicUrl: string;
  webDir: string;
  /** Whether there is room for something new. */
  hasRoom(): Promise<boolean>;
}

export function makeEndpoints({
  manifest,
  functions,
  services,
  signIn,
  health,
  clock,
  publicUrl,
  webDir,
  hasRoom,
}: EndpointOptions): Endpoints {
  const { host } = new URL(publicUrl);
  const api = {
    match: routesOf(manifest),
    functions,
    authorize: signIn.authorize,
    host,
    sourceIp: clientAddress,
    now: () => clock.now(),
    hasRoom,
  };
  const s3 = {
    store: services.objects,
    bucket: lettersBucket,
    credentials: services.credentials,
    basePath: filesPath,
    host,
    // The SDK signs by the system's clock, wherever the host's clock has been put.
    now: () => Date.now(),
    storedAt: () => clock.now(),
  };
  return {
    api: (request, response, url) => serveApi(request, response, url.pathname, api),
    async files(request, response, url) {
      if (request.method === "POST" && !(await hasRoom())) {
        response.setHeader("connection", "close");
        sendError(response, "full");
      } else await serveS3(request, response, url, s3);
      return `${filesPath}/{key}`;
    },
    signIn: (request, response, url) => signIn.serve(request, response, url),
    health,
    async web(request, response, url) {
      const elsewhere = homeOf(request, host);
      if (elsewhere) return redirect(response, `${publicUrl}${url.pathname}${url.search}`);
      return serveStatic(request, response, url.pathname, webDir);
    },
  };
}

/** A page opened by another name of this machine (127.0.0.1 for localhost) could not sign in: it is sent home. */
function homeOf(request: IncomingMessage, host: string): boolean {
  const asked = request.headers.host ?? host;
  return asked !== host && /^(127\.0\.0\.1|\[::1\])(:\d+)?$/.test(asked) && host.startsWith("localhost");
}

async function redirect(response: ServerResponse, location: string): Promise<string> {
  response.writeHead(307, { location, "content-length": 0 }).end();
  return "(page)";
}
