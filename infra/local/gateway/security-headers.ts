import type { ServerResponse } from "node:http";
import { httpsOnlySeconds, pagePolicy, securityHeaders } from "../../security-headers.ts";

/** Headers of every answer; a page with other needs sets its own policy afterwards. */
export function setSecurityHeaders(response: ServerResponse, options: { https: boolean }): void {
  response.setHeader("content-security-policy", pagePolicy());
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (options.https) response.setHeader("strict-transport-security", `max-age=${httpsOnlySeconds}`);
}
