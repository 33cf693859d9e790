import { once } from "node:events";
import type { Server } from "node:http";
import { codeOf, StartUpError } from "../host/start-up-error.ts";

/**
 * Makes a server listen and answers its port.
 * @param port 0 takes a free one
 * @param variable what the operator sets to choose another port
 * @throws {StartUpError} when the port is taken or may not be used
 */
export async function listen(server: Server, port: number, hostname: string, variable = "PORT"): Promise<number> {
  server.listen(port, hostname);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new StartUpError(reasonFor(codeOf(error), port, hostname, variable), { cause: error });
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new StartUpError(`The server has no port on ${hostname}.`);
  return address.port;
}

function reasonFor(code: string | undefined, port: number, hostname: string, variable: string): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Stop it, or choose another port with ${variable}.`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Choose one above 1023 with ${variable}.`;
    default:
      return `The server cannot listen on ${hostname}:${port} (${code ?? "unknown reason"}).`;
  }
}

/** Longer than a function that answers people may take; a page that loads more slowly than that is cut. */
const lastRequestsMs = 20_000;

/**
 * Stops taking connections, lets requests in flight end, and closes what is left open by keep-alive.
 * @param patienceMs after which what is still in flight is cut
 */
export async function stopListening(server: Server, patienceMs = lastRequestsMs): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const end = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(end);
}
