/** The mail inbox of the demo: what the service has sent, as pages and as JSON. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendError } from "../../gateway/errors.ts";
import { html } from "../../gateway/pages/html.ts";
import { sendPage } from "../../gateway/pages/layout.ts";
import type { Message } from "./message.ts";
import type { MessageStore } from "./message-store.ts";

const pageSize = 200;

/** A mail may look as it likes but runs nothing, loads nothing from elsewhere and opens its links in new tabs. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/**
 * Answers `/`, `/{id}` and what lies under `/messages`; says which template it was, for the log. The caller has made sure
 * that the reader sits at this machine: these pages show other people's links.
 * @param zone time zone in which times are shown
 */
export async function serveInbox(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  store: MessageStore,
  zone: () => Promise<string>,
): Promise<string> {
  const [, folder, id, part] = url.pathname.split("/");
  response.setHeader("cache-control", "no-store");
  if (request.method !== "GET" && request.method !== "HEAD") sendError(response, "wrong-method");
  else if (!folder) {
    const to = url.searchParams.get("to");
    sendList(response, await store.list({ ...(to ? { to } : {}), limit: pageSize }), to, await zone());
  } else if (folder === "messages") return serveMessages(response, url, store, id, part);
  else {
    const message = await store.read(folder);
    if (!message) sendError(response, "not-found");
    else sendMail(response, message, await zone());
    return "/{id}";
  }
  return "/";
}

async function serveMessages(
  response: ServerResponse,
  url: URL,
  store: MessageStore,
  id: string | undefined,
  part: string | undefined,
): Promise<string> {
  if (!id) {
    const filter = Object.fromEntries(
      ["to", "after"].flatMap((name) => (url.searchParams.get(name) ? [[name, url.searchParams.get(name) ?? ""]] : [])),
    );
    sendJson(response, { messages: await store.list(filter) });
    return "/messages";
  }
  const message = await store.read(id);
  if (!message) sendError(response, "not-found");
  else if (part === "html") sendMailBody(response, message);
  else if (part === "raw") sendRaw(response, await store.raw(id));
  else sendJson(response, message);
  return part === "html" || part === "raw" ? `/messages/{id}/${part}` : "/messages/{id}";
}

/** As it was sent; a download, whatever a mail says it is. */
function sendRaw(response: ServerResponse, raw: Buffer | null): void {
  response.writeHead(200, { "content-type": "message/rfc822", "content-disposition": "attachment" });
  response.end(raw);
}

function sendList(response: ServerResponse, messages: Message[], to: string | null, zone: string): void {
  const rows = messages.map(
    (message) =>
      html`<tr>
        <td>${message.to.join(", ")}</td>
        <td><a href="/${message.id}">${message.subject || "(tanpa perihal)"}</a></td>
        <td class="time soft">${shownTime(message.date, zone)}</td>
      </tr>`,
  );
  const list = html`<table>
    <thead>
      <tr>
        <th scope="col">Kepada</th>
        <th scope="col">Perihal</th>
        <th scope="col">Waktu</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  const whose = to ? html`<p>Hanya untuk ${to}. <a href="/">Tampilkan semua</a></p>` : null;
  const body = html`<main class="wide">
    <h1>Kotak masuk demo</h1>
    <p class="soft">Semua surel yang dikirim layanan ini, terbaru di atas. Hanya terlihat pada komputer ini.</p>
    ${whose} ${rows.length > 0 ? list : html`<p>Belum ada surel.</p>`}
  </main>`;
  sendPage(response, 200, "Kotak masuk demo", body);
}

function sendMail(response: ServerResponse, message: Message, zone: string): void {
  const title = message.subject || "(tanpa perihal)";
  const shown = message.html
    ? html`<iframe
        title="Isi surel"
        src="/messages/${message.id}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      ></iframe>`
    : null;
  const links = message.links.map((link) => html`<li><a href="${link}">${link}</a></li>`);
  const body = html`<main class="wide">
    <p><a href="/">Semua surel</a></p>
    <h1>${title}</h1>
    <dl>
      <dt>Dari</dt>
      <dd>${message.from}</dd>
      <dt>Kepada</dt>
      <dd>${message.to.join(", ")}</dd>
      <dt>Waktu</dt>
      <dd>${shownTime(message.date, zone)}</dd>
    </dl>
    ${shown}
    ${
      links.length > 0
        ? html`<h2>Tautan di dalam surel</h2>
            <ul>
              ${links}
            </ul>`
        : null
    }
    <h2>Bagian teks</h2>
    <pre>${message.text}</pre>
  </main>`;
  sendPage(response, 200, title, body);
}

function sendMailBody(response: ServerResponse, message: Message): void {
  const bytes = Buffer.from(`<base target="_blank">${message.html}`);
  response.setHeader("content-security-policy", mailPolicy);
  response.removeHeader("x-frame-options");
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-length": bytes.length });
  response.end(bytes);
}

function sendJson(response: ServerResponse, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length });
  response.end(bytes);
}

function shownTime(date: string, timeZone: string): string {
  return new Intl.DateTimeFormat("id-ID", { dateStyle: "medium", timeStyle: "medium", timeZone }).format(
    new Date(date),
  );
}
