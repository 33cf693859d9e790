/** Mails about a link itself: the code that proves who opens it, which is never stored, and the link again. */
import type { Language } from "../../../../statemachines/language/vocabulary.ts";
import type { AgencySettings } from "../../agency.ts";
import { plainMail, styleOf, type Letter, type LetterContext } from "./letter.ts";

/** The six digits for a person who opened the link of a case on a new device. */
export function codeLetter(
  settings: AgencySettings,
  language: Language,
  about: { caseId: string; code: string; minutes: number },
): Letter {
  const { caseId, code, minutes } = about;
  if (language === "en") {
    return letter(settings, `${code} is the code for case ${caseId}`, [
      `Your code: ${code}`,
      `It is valid for ${minutes} minutes to open case ${caseId}. Do not give it to anybody. Ignore this message if you did not ask for it.`,
    ]);
  }
  return letter(settings, `${code} adalah kode untuk berkas ${caseId}`, [
    `Kode Anda: ${code}`,
    `Kode ini berlaku ${minutes} menit untuk membuka berkas ${caseId}. Jangan berikan kepada siapa pun. Abaikan pesan ini bila Anda tidak memintanya.`,
  ]);
}

/**
 * The six digits for whoever gives an address on a form: nothing of what was typed stands in it, for it may go to somebody
 * who never asked.
 */
export function addressCodeLetter(
  settings: AgencySettings,
  language: Language,
  { code, minutes }: { code: string; minutes: number },
): Letter {
  if (language === "en") {
    return letter(settings, `${code} is the code that confirms your e-mail address`, [
      `Your code: ${code}`,
      `Type it on the page of the request form of ${settings.name}. It is valid for ${minutes} minutes.`,
      "If you did not ask for it, ignore this message: nothing is stored, and nobody learns of it.",
    ]);
  }
  return letter(settings, `${code} adalah kode konfirmasi email Anda`, [
    `Kode Anda: ${code}`,
    `Ketik kode ini pada halaman formulir permohonan ${settings.name}. Kode berlaku ${minutes} menit.`,
    "Bila Anda tidak memintanya, abaikan pesan ini: tidak ada yang disimpan.",
  ]);
}

/** Their own link once more, because the office was asked for it. */
export function linkAgain(context: LetterContext): Letter {
  const { id } = context.dossier.case;
  const follow = { id: "Lihat permohonan", en: "See the request" };
  if (styleOf(context).language === "en") {
    return plainMail(context, `The link to ${id}`, follow, [
      `Here is the link to your page of ${id} again. There you see where it stands, and answer what we ask. Keep it to yourself.`,
    ]);
  }
  return plainMail(context, `Tautan berkas ${id}`, follow, [
    `Berikut kami kirim kembali tautan halaman Bapak/Ibu untuk berkas ${id}. Di sana Bapak/Ibu dapat melihat perkembangannya dan menjawab pertanyaan kami. Mohon tautan ini tidak diberikan kepada pihak lain.`,
  ]);
}

/** To somebody who was entered as one of the staff: nothing secret stands in it. */
export function staffInvited(settings: AgencySettings, { name, address }: { name: string; address: string }): Letter {
  return letter(settings, `Anda terdaftar sebagai petugas ${settings.name}`, [
    `Yth. ${name},`,
    `Anda terdaftar sebagai petugas pada layanan daring ${settings.name}. Buka halaman petugas, lalu masuk dengan alamat email ini: ${address}. Yang diperlukan untuk masuk dikirim ke alamat ini juga; jangan berikan kepada siapa pun.`,
    `Bila Anda tidak bekerja di sini, abaikan pesan ini dan beri tahu kantor: ${settings.phone}.`,
  ]);
}

/** To the address of before, of one of the staff for whom somebody entered another one. */
export function staffAddressChanged(settings: AgencySettings, name: string): Letter {
  return letter(settings, "Alamat email Anda diganti", [
    `Yth. ${name},`,
    "Untuk Anda dicatat alamat email lain. Surat dikirim ke alamat baru itu; kode tetap dikirim ke alamat ini sampai Anda memastikan penggantian tersebut setelah masuk, di halaman Perangkat saya.",
    `Bila Anda tidak memintanya, jangan pastikan, dan hubungi kantor: ${settings.phone}.`,
  ]);
}

function letter(settings: AgencySettings, subject: string, paragraphs: string[]): Letter {
  return { subject, body: { paragraphs, buttons: [], closing: [settings.name] } };
}
