/** How the files of the built web app are served, on one machine as on AWS. */

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Content type by the name's ending. */
export function pageFileType(name: string): string {
  return types[/\.[^./]+$/.exec(name)?.[0] ?? ""] ?? "application/octet-stream";
}

/**
 * Vite puts a hash into the names of what it makes; such a file never changes.
 *
 * @param path on the site, such as `/assets/index-rW5oU58Q.js`
 */
export function neverChanges(path: string): boolean {
  return path.startsWith("/assets/") && /[-.][\w-]{8,}\.\w+$/.test(path);
}

export function cacheControl(forever: boolean): string {
  return forever ? "public, max-age=31536000, immutable" : "no-cache";
}

/** How addresses begin that are somebody's own: mailed links, the one that is passed on, those printed on papers, and the pages of the staff. */
export const privatePages = ["/k/", "/lacak/", "/survei/", "/lihat/", "/naskah/", "/terkirim", "/petugas"] as const;

/** Tells search engines to keep such an address, however they came to it, out of what they find. */
export const unlisted = { header: "x-robots-tag", value: "noindex, nofollow" } as const;

/** @param path on the site, such as `/lacak/abc` */
export function isPrivatePage(path: string): boolean {
  return privatePages.some((beginning) => path.startsWith(beginning));
}
