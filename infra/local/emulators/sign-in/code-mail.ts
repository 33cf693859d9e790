import { html } from "../../gateway/pages/html.ts";
import { composeMail } from "../ses/compose-mail.ts";
import { urgentTag } from "../ses/message.ts";

/** The mail with a sign-in code. The code is in the subject too, so that it can be read without opening the mail. */
export function codeMail(from: string, to: { name: string; email: string }, code: string): Promise<Uint8Array> {
  const lines = [
    `Kode masuk Anda: ${code}`,
    "Kode berlaku 10 menit dan hanya untuk satu kali masuk. Jangan berikan kepada siapa pun.",
    "Bila Anda tidak sedang masuk ke Alur Pustaka, abaikan surel ini.",
  ];
  return composeMail({
    from,
    to: [to.email],
    headers: { "X-SES-MESSAGE-TAGS": `${urgentTag}=yes` },
    subject: `${code} adalah kode masuk Anda`,
    text: [`Yth. ${to.name},`, ...lines].join("\n\n"),
    html: html`<p>Yth. ${to.name},</p>
      ${lines.map((line) => html`<p>${line}</p>`)}`.html,
  });
}

/** Tells the owner that a passkey was made for the account. @param name of the browser in which it was made; empty where it is not known */
export function passkeyMail(from: string, to: { name: string; email: string }, name: string): Promise<Uint8Array> {
  const lines = [
    `Kunci sandi (passkey) baru ditambahkan untuk akun Anda${name === "" ? "" : `, di ${name}`}.`,
    "Bila bukan Anda yang menambahkannya, masuklah, buka halaman Perangkat saya, akhiri kunci sandi itu, lalu beri tahu admin.",
  ];
  return composeMail({
    from,
    to: [to.email],
    headers: {},
    subject: "Kunci sandi baru untuk akun Anda",
    text: [`Yth. ${to.name},`, ...lines].join("\n\n"),
    html: html`<p>Yth. ${to.name},</p>
      ${lines.map((line) => html`<p>${line}</p>`)}`.html,
  });
}
