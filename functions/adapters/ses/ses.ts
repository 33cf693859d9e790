import { SendRawEmailCommand, SESClient } from "@aws-sdk/client-ses";
import type { SendRawMail } from "./send-raw-mail.ts";

/** SES, by the client of AWS. */
export function ses(): SendRawMail {
  const client = new SESClient({});
  return async (address, raw) => {
    await client.send(new SendRawEmailCommand({ Destinations: [address], RawMessage: { Data: raw } }));
  };
}
