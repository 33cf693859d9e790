import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiResponse } from "./operation.ts";

const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

/** A node:http listener for the AWS JSON protocol. */
export function createListener(
  handle: (target: string, body: string) => Promise<ApiResponse>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void respond(request, response, handle);
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (target: string, body: string) => Promise<ApiResponse>,
): Promise<void> {
  const target = request.headers["x-amz-target"];
  const body = await readBody(request);
  if (body === undefined)
    return send(response, {
      status: 413,
      body: JSON.stringify({ __type: "RequestEntityTooLarge", message: "The request is too large" }),
    });
  send(response, await handle(typeof target === "string" ? target : "", body));
}

/** The body as text; undefined where it is larger than any valid request, or the caller went away. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return size <= LARGEST_BODY_BYTES ? Buffer.concat(chunks).toString("utf8") : undefined;
}

function send(response: ServerResponse, { status, body }: ApiResponse): void {
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
