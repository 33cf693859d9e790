import { createTransport } from "nodemailer";

/** A message with its parts in plain words. */
export interface PlainMail {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

/** Puts a message into the form it travels in (MIME). */
export async function composeMail(mail: PlainMail): Promise<Uint8Array> {
  const info = await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(mail);
  if (!Buffer.isBuffer(info.message)) throw new Error("the composer answered a stream");
  return info.message;
}
