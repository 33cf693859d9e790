/** A stored mail as it goes out: links filled in, as text and as HTML that phones show without images. */
import type { Language } from "../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../agency.ts";
import type { MailBody, MailItem } from "../case/records.ts";
import type { Dependencies, OutgoingMail } from "../ports.ts";
import { links, surveyPath } from "../paths.ts";

type ContentDependencies = Pick<Dependencies, "publicUrl" | "secrets">;

/** @returns the complete message; links are derived here and nowhere stored */
export function mailContent(
  dependencies: ContentDependencies,
  settings: AgencySettings,
  mail: MailItem,
  to: OutgoingMail["to"],
): OutgoingMail {
  const buttons = mail.body.buttons.map((button) => ({
    label: button.label,
    url: urlOf(dependencies, mail, button),
  }));
  return {
    id: outgoingId(mail),
    caseId: mail.caseId,
    to,
    subject: mail.subject,
    ...renderMail(settings, mail, buttons),
  };
}

/** Id of a stored mail as it goes out. Sent again it is another message: mail programs hide what they have seen before. */
export function outgoingId({ caseId, id, resentFor }: MailItem): string {
  return [caseId, id, resentFor].filter((part) => part !== undefined).join(".");
}

/** The words of a mail as plain text and as HTML, in the agency's look; `language` is that of the words. */
export function renderMail(
  settings: AgencySettings,
  { body, language }: Pick<MailItem, "body" | "language">,
  buttons: Button[] = [],
): Pick<OutgoingMail, "text" | "html"> {
  return { text: asText(body, buttons), html: asHtml(settings, body, language ?? "id", buttons) };
}

/** The words of a stored mail without its links, for people who may read but not act. */
export function mailWords(body: MailBody): string {
  return [...(body.heading ?? []), ...body.paragraphs, ...body.closing].join("\n\n");
}

type Button = { label: string; url: string };

function urlOf(
  { publicUrl, secrets }: ContentDependencies,
  mail: MailItem,
  button: MailBody["buttons"][number],
): string {
  if (button.link === "tracking")
    return publicUrl + links.tracking(secrets.linkId("tracking", mail.caseId), button.outcome);
  if (button.link === "case") return publicUrl + links.case(mail.caseId);
  if (button.link === "hand-on") return publicUrl + links.handOn(mail.caseId);
  if (button.link === "page") return publicUrl + links.task(mail.caseId, mail.task ?? "");
  if (button.link === "remind" || button.link === "act")
    return publicUrl + links.task(mail.caseId, mail.task ?? "", button.link);
  if (button.link === "survey") return publicUrl + surveyPath(secrets, mail.caseId);
  return publicUrl + links.decision(secrets.linkId("task", mail.caseId, mail.task ?? "", mail.to), button.outcome);
}

/** Where the one a mail goes to answers its task, with no answer named. */
export function addressOfTask(
  { publicUrl, secrets }: ContentDependencies,
  mail: Pick<MailItem, "caseId" | "task" | "to">,
): string {
  return publicUrl + links.decision(secrets.linkId("task", mail.caseId, mail.task ?? "", mail.to));
}

function asText(body: MailBody, buttons: Button[]): string {
  return [
    ...(body.heading ? [body.heading.join("\n")] : []),
    ...body.paragraphs,
    ...buttons.map(({ label, url }) => `${label}:\n${url}`),
    body.closing.join("\n"),
  ].join("\n\n");
}

function asHtml(settings: AgencySettings, body: MailBody, language: Language, buttons: Button[]): string {
  const accent = settings.accent.light;
  const paragraphs = body.paragraphs
    .map((each) => `<p style="margin:0 0 14px">${escape(each).replaceAll("\n", "<br>")}</p>`)
    .join("");
  const heading = body.heading ? `<p style="margin:0 0 18px">${body.heading.map(escape).join("<br>")}</p>` : "";
  const actions = buttons
    .map(
      ({ label, url }, index) =>
        `<p style="margin:0 0 10px"><a href="${escape(url)}" style="display:block;padding:14px 16px;border:2px solid ${accent};border-radius:6px;text-align:center;font-weight:600;text-decoration:none;${index === 0 ? `background:${accent};color:#ffffff` : `color:${accent}`}">${escape(label)}</a></p>`,
    )
    .join("");
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body style="margin:0;background:#fbf9f4;color:#1d2326;font:17px/1.55 'Segoe UI',Roboto,Arial,sans-serif"><div style="max-width:560px;margin:0 auto;padding:16px"><div style="background:#ffffff;border:1px solid #ddd8cc;border-radius:4px;padding:20px 18px"><p style="margin:0 0 16px;padding:0 0 12px;border-bottom:3px double #1d2326;font-size:14px">${escape(settings.government)}<br><b>${escape(settings.name.toUpperCase())}</b></p>${heading}${paragraphs}${actions}<p style="margin:18px 0 0">${body.closing.map(escape).join("<br>")}</p></div></div></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
