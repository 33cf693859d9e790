import type { OutgoingMail } from "../../functions/domain/ports.ts";

export interface MailLink {
  /** Path with query, as the web app gets it. */
  path: string;
  id: string;
  /** The outcome that a button preselects. */
  outcome: string | null;
}

/** The links of a mail, in the order of its buttons. */
export function linksIn(mail: OutgoingMail | undefined): MailLink[] {
  return [
    ...(mail?.text ?? "").matchAll(/https:\/\/[^/\s]+(\/(?:k|lacak|survei)\/([A-Za-z0-9_-]+)(?:\?pilih=(\S+))?)/g),
  ].map(([, path = "", id = "", outcome]) => ({ path, id, outcome: outcome ?? null }));
}

/** The link in the last mail to an address. */
export function lastLink(mails: OutgoingMail[]): string {
  const id = linksIn(mails.at(-1))[0]?.id;
  if (!id) throw new Error("the last mail has no link");
  return id;
}
