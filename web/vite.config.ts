import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** What the pages may load: only their own files. The servers send the same words; here they make a preview honest. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // A cheap Android that no longer gets updates still opens these pages.
    target: ["chrome87", "firefox78", "safari14"],
    modulePreload: { polyfill: false },
    // An inlined picture would be a data: address, which the policy refuses.
    assetsInlineLimit: 0,
  },
  preview: { headers: { "Content-Security-Policy": contentSecurityPolicy, "Referrer-Policy": "no-referrer" } },
});
