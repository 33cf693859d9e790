/** SES (version 1, Query protocol) on one machine: each message is on disk before the sender is answered. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsRefusal } from "../aws-error.ts";
import { BodyTooLarge, readBody } from "../../gateway/read-body.ts";
import { xml, type Html } from "../../gateway/pages/html.ts";
import { composeMail } from "./compose-mail.ts";
import type { MessageStore } from "./message-store.ts";

/** SES takes messages up to 10 MB; base64 and form encoding make them larger on the way. */
const bodyLimit = 16 * 1024 * 1024;
const namespace = "http://ses.amazonaws.com/doc/2010-12-01/";

export interface SesOptions {
  store: MessageStore;
  /** Called with the id of each stored message, before the sender is answered. */
  onStored(id: string): void;
}

/** Answers one request of the SES client: SendRawEmail, SendEmail; anything else is refused by name. */
export async function serveSes(request: IncomingMessage, response: ServerResponse, options: SesOptions): Promise<void> {
  try {
    const form = new URLSearchParams((await readBody(request, bodyLimit)).toString("utf8"));
    const action = form.get("Action") ?? "";
    const id = await options.store.add(await messageFrom(action, form));
    options.onStored(id);
    const name = { html: action };
    const result = xml`<${name}Result><MessageId>${id}</MessageId></${name}Result>`;
    sendXml(response, 200, xml`<${name}Response xmlns="${namespace}">${result}${metadata()}</${name}Response>`);
  } catch (error) {
    const refusal =
      error instanceof BodyTooLarge
        ? new AwsRefusal(400, "InvalidParameterValue", "Message length is too long.")
        : error;
    if (!(refusal instanceof AwsRefusal)) throw error;
    const { code, message, status } = refusal;
    const cause = xml`<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
    sendXml(response, status, xml`<ErrorResponse xmlns="${namespace}">${cause}${metadata()}</ErrorResponse>`);
  }
}

function metadata(): Html {
  return xml`<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
}

async function messageFrom(action: string, form: URLSearchParams): Promise<Uint8Array> {
  switch (action) {
    case "SendRawEmail":
      return rawMessage(form.get("RawMessage.Data"));
    case "SendEmail":
      return composedMessage(form);
    default:
      throw new AwsRefusal(400, "InvalidAction", `${action || "An empty action"} is not supported on one machine.`);
  }
}

function rawMessage(data: string | null): Uint8Array {
  const bytes = Buffer.from(data ?? "", "base64");
  if (bytes.length === 0) throw new AwsRefusal(400, "InvalidParameterValue", "RawMessage.Data is empty.");
  const headers = bytes.toString("latin1").split(/\r?\n\r?\n/, 1)[0] ?? "";
  if (!/^from:\s*\S/im.test(headers))
    throw new AwsRefusal(400, "InvalidParameterValue", "Missing required header 'From'.");
  if (!/^(to|cc|bcc):\s*\S/im.test(headers))
    throw new AwsRefusal(400, "InvalidParameterValue", "Missing required header 'To'.");
  return bytes;
}

async function composedMessage(form: URLSearchParams): Promise<Uint8Array> {
  const to = [...form]
    .filter(([name]) => name.startsWith("Destination.ToAddresses.member."))
    .map(([, address]) => address);
  const from = form.get("Source");
  if (!from || to.length === 0)
    throw new AwsRefusal(400, "InvalidParameterValue", "Source and Destination are required.");
  return composeMail({
    from,
    to,
    subject: form.get("Message.Subject.Data") ?? "",
    text: form.get("Message.Body.Text.Data") ?? "",
    ...(form.has("Message.Body.Html.Data") ? { html: form.get("Message.Body.Html.Data") ?? "" } : {}),
  });
}

function sendXml(response: ServerResponse, status: number, body: Html): void {
  const bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body.html}`);
  response.writeHead(status, { "content-type": "text/xml", "content-length": bytes.length });
  response.end(bytes);
}
