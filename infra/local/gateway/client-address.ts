import type { IncomingMessage } from "node:http";

/** Address of the client: behind a proxy on this machine, what the proxy says; else the peer of the connection. */
export function clientAddress(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? "";
  const forwarded = request.headers["x-forwarded-for"];
  if (!isLoopback(peer) || forwarded === undefined) return peer;
  // The last entry is the one that the nearest proxy has seen itself; those before it, anybody may have written.
  return String(forwarded).split(",").at(-1)?.trim() ?? peer;
}

/**
 * Whether the client sits at this machine itself: not merely a proxy here, and not a foreign page whose name was made
 * to point here.
 */
export function isAtThisMachine(request: IncomingMessage): boolean {
  const { headers } = request;
  const proxied = Object.keys(headers).some((name) => /^(x-forwarded-.*|forwarded|via|x-real-ip)$/.test(name));
  const name = (headers.host ?? "").replace(/:\d+$/, "");
  return (
    isLoopback(request.socket.remoteAddress ?? "") && !proxied && ["localhost", "127.0.0.1", "[::1]"].includes(name)
  );
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
