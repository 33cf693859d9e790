import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * Passes a request on to the host and its response back, both as they are: the host sees the name that the browser asked for,
 * and no trace of a proxy, for it trusts only who sits at this machine.
 * @param port of the host; the request waits for it. Null: there is no host, and the response says so.
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  port: Promise<number | null>,
): Promise<void> {
  const at = await port;
  if (at === null) return sendNoHost(response);
  const { method, url, rawHeaders } = request;
  const onward = httpRequest({
    host: "127.0.0.1",
    port: at,
    method,
    path: url,
    headers: rawHeaders,
    // A connection that is kept for later would end with the host, under the next request.
    agent: false,
  });
  onward.on("response", (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
    answered.pipe(response);
    answered.on("error", () => response.destroy());
  });
  onward.on("error", () => {
    if (response.headersSent) response.destroy();
    else sendNoHost(response);
  });
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

function sendNoHost(response: ServerResponse): void {
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8" });
  response.end("The service is not running: the terminal of `npm run dev` says why.\n");
}
