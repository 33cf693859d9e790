import PostalMime, { type Email } from "postal-mime";

/** A message taken apart. */
export interface Message {
  id: string;
  /** ISO 8601 instant at which it was sent. */
  date: string;
  from: string;
  /** Addresses, in lower case. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** Web addresses in the message, each once, in their order. */
  links: string[];
}

/** What the headers say about the way of a message. */
export interface Envelope {
  from: string;
  /** Addresses, in lower case, each once. */
  to: string[];
  /** `X-SES-MESSAGE-TAGS: case=KJG-2026-00001, urgent=yes` -> { case: ["KJG-2026-00001"], urgent: ["yes"] } */
  tags: Record<string, string[]>;
}

/** Tag of a message that somebody waits for, such as one with a code: it goes before all others. */
export const urgentTag = "urgent";

/** @param sentAt epoch milliseconds */
export async function takeApart(id: string, sentAt: number, raw: Uint8Array): Promise<Message> {
  const mail = await PostalMime.parse(raw);
  const text = mail.text ?? "";
  const html = mail.html ?? "";
  return {
    id,
    date: new Date(sentAt).toISOString(),
    ...addressesIn(mail),
    subject: mail.subject ?? "",
    text,
    html,
    links: linksOf(text, html),
  };
}

/** Reads the headers of a message and nothing else. */
export async function envelopeOf(raw: Uint8Array): Promise<Envelope> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const text = bytes.toString("latin1");
  const end = /\r?\n\r?\n/.exec(text)?.index ?? bytes.length;
  return { ...addressesIn(await PostalMime.parse(bytes.subarray(0, end))), tags: tagsIn(text.slice(0, end)) };
}

function addressesIn({ from, to = [], cc = [], bcc = [] }: Email): { from: string; to: string[] } {
  const addresses = [...to, ...cc, ...bcc].flatMap((each) => each.address?.toLowerCase() ?? []);
  return { from: from?.address ?? "", to: [...new Set(addresses)] };
}

function tagsIn(headers: string): Record<string, string[]> {
  // A long line of the head goes on in the next one, which begins with a space.
  const unfolded = headers.replaceAll(/\r?\n(?=[ \t])/g, "");
  const line = /^X-SES-MESSAGE-TAGS:\s*(.+)$/im.exec(unfolded)?.[1] ?? "";
  const pairs = line.split(",").map((pair) => pair.trim().split("="));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, [value]]] : [])));
}

function linksOf(text: string, html: string): string[] {
  const inHtml = [...html.matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi)].map(([, address]) => address ?? "");
  const inText = text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  return [...new Set([...inHtml.map((address) => address.replaceAll("&amp;", "&")), ...inText])];
}
