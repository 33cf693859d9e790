import type { ServerResponse } from "node:http";

/** Svelte sets single styles on elements by attribute; style sheets and scripts come from this origin only. */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer; a page with other needs sets its own policy afterwards. */
export function setSecurityHeaders(response: ServerResponse, options: { https: boolean }): void {
  response.setHeader("content-security-policy", pagePolicy);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(self), geolocation=(), microphone=()");
  if (options.https) response.setHeader("strict-transport-security", "max-age=31536000");
}
