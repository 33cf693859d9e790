/** Headers that every answer carries, on one machine as on AWS. */

/**
 * What a page may load: everything from its own origin. Svelte sets single styles on elements by attribute.
 * @param connect further addresses that a page may call, such as the file store
 */
export function pagePolicy(connect: string[] = []): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    ["connect-src 'self'", ...connect].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The rest, besides the policy. */
export const securityHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(self), geolocation=(), microphone=()",
} as const;

/** Seconds for which a browser opens the site by https only. */
export const httpsOnlySeconds = 31_536_000;
