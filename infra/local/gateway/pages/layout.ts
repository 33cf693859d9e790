/** The frame of the host's own pages (sign-in, mail inbox): server-rendered, without scripts, readable on a phone. */
import type { ServerResponse } from "node:http";
import { html, type Html } from "./html.ts";

/** Address of the one style sheet; the security policy allows none inside a page. */
export const styleSheetPath = "/host.css";

/** Sends a page in Indonesian. */
export function sendPage(response: ServerResponse, status: number, title: string, body: Html): void {
  const bytes = Buffer.from(renderPage(title, body));
  response.statusCode = status;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-length", bytes.length);
  response.setHeader("cache-control", "no-store");
  response.end(bytes);
}

/** The whole page as text. */
export function renderPage(title: string, body: Html): string {
  const page = html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${styleSheetPath}" />
        <link rel="icon" href="/icon.svg" />
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return page.html;
}

/** The style sheet behind `styleSheetPath`: paper and ink, light and dark. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbf9f4, #16181a);
  --sheet: light-dark(#fff, #1e2124);
  --ink: light-dark(#1d2326, #eceae4);
  --soft: light-dark(#5b646a, #a5adb2);
  --rule: light-dark(#ddd8cc, #363b3f);
  --accent: light-dark(#0f5c55, #5fc7b8);
  --accent-ink: light-dark(#fff, #0c1413);
  --late: light-dark(#a3271d, #ff8a7d);
  font: 400 17px/1.55 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
main.wide { max-width: 60rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1rem; margin: 2.25rem 0 .5rem; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.problem { color: var(--late); border-left: 3px solid; padding-left: .75rem; }
label { display: block; font-weight: 600; margin: 1.25rem 0 .35rem; }
input { width: 100%; min-height: 48px; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--sheet);
  border: 1px solid var(--soft); border-radius: 6px; }
input.code { font-size: 1.5rem; letter-spacing: .3em; font-variant-numeric: tabular-nums; }
button { min-height: 48px; width: 100%; margin-top: 1rem; padding: .5rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 0; border-radius: 6px; }
button.person { display: block; text-align: left; font-weight: 400; margin: 0; border-radius: 0;
  color: var(--ink); background: none; border-bottom: 1px solid var(--rule); padding: .6rem 0; }
button.person strong, button.person span { display: block; }
button.quiet { color: var(--accent); background: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: .85rem; font-weight: 600; color: var(--soft); }
th, td { padding: .6rem .75rem .6rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--rule); border-radius: 6px; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sheet); border: 1px solid var(--rule);
  border-radius: 6px; padding: 1rem; font: inherit; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; }
  thead { display: none; }
  td { border: 0; padding: 0; }
  tr { border-bottom: 1px solid var(--rule); padding: .6rem 0; }
}
`;
