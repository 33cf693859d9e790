/** The AWS endpoints that only the handlers use: mail and workflow, on a loopback port of their own. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { AwsRefusal } from "../emulators/aws-error.ts";
import { listen, stopListening } from "../gateway/listen.ts";
import { failureFacts, type Log } from "./log.ts";
import { serveSes, type SesOptions } from "../emulators/ses/index.ts";
import { checkRequest, type Credentials } from "../emulators/sigv4.ts";
import { StartUpError } from "./start-up-error.ts";

export interface InnerEndpoints {
  /** Address of both services; the service is known by the signature's scope. */
  endpoint: string;
  port: number;
  close(): Promise<void>;
}

export interface InnerOptions {
  /** Wanted port; another is taken where it is not free. 0 takes a free one. */
  port: number;
  credentials: Credentials;
  ses: SesOptions;
  stepFunctions(request: IncomingMessage, response: ServerResponse): void;
  log: Log;
}

/** Opens the endpoints on 127.0.0.1. */
export async function openInnerEndpoints(options: InnerOptions): Promise<InnerEndpoints> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.log("inner-endpoint-failed", failureFacts(error));
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const port = await listen(server, options.port, "127.0.0.1").catch((error: unknown) => {
    if (error instanceof StartUpError && options.port !== 0) return listen(server, 0, "127.0.0.1");
    throw error;
  });
  return { endpoint: `http://127.0.0.1:${port}`, port, close: () => stopListening(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: InnerOptions): Promise<void> {
  const target = request.headers["x-amz-target"];
  const toWorkflow = typeof target === "string" && target.startsWith("AWSStepFunctions.");
  const service = toWorkflow ? "states" : "ses";
  const { method = "", headers } = request;
  try {
    const signed = { method, url: new URL(request.url ?? "/", "http://local"), headers };
    checkRequest(signed, options.credentials, { service, host: headers.host ?? "", now: Date.now() });
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    response.writeHead(403, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ __type: "UnrecognizedClientException", message: error.message }));
    return;
  }
  if (toWorkflow) options.stepFunctions(request, response);
  else await serveSes(request, response, options.ses);
}
