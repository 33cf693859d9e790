/**
 * Telephone numbers as people write them, in the one form that is stored: E.164, `+62...`. One parser for mobile,
 * landline and foreign numbers. Runs in the browser too. Pure.
 */
import { plainText } from "./typed-text.ts";

export interface Phone {
  /** E.164: a plus sign and 7 to 15 figures. */
  number: string;
  /** Abroad nothing is said of what kind it is. */
  kind: "mobile" | "landline" | "foreign";
}

/** Calling codes in use (ITU-T E.164 and its list of assigned codes). */
const callingCode =
  /^(?:[17]|2(?:[07]|1[1-368]|[2346]\d|5[0-8]|9[017-9])|3(?:[0-469]|[57]\d|8[0-35-79])|4(?:[013-9]|2[013])|5(?:[1-8]|[09]\d)|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])|8(?:[1246]|0[08]|5[02356]|7[08]|8[0-368])|9(?:[0-58]|6[0-8]|7[0-79]|9[2-68]))/;
/** Where the 0 of a number at home is never dialled from abroad; elsewhere, as in Italy, it may be part of it. */
const dropsZero = /^(20|27|3[123]|4[013469]|6[012346]|8[1246]|9[01234589])0/;
/** Without the 0: 9 to 12 figures. */
const mobile = /^8[1-9]\d{7,10}$/;
/** Without the 0: an area of two or three figures and 5 to 8 of the line; 80x is free of charge. */
const landline = /^(?:[2-79]\d{6,10}|80\d{5,8})$/;

/** @returns null for what is no telephone number that can be called from anywhere */
export function readPhone(given: string): Phone | null {
  const written = plainText(given)
    .replace(/^(?:tel|telp|hp|wa|whatsapp|fax)[\s.:]+/i, "")
    .replace(/\(0\)/g, "")
    .replace(/[\s.()/\p{Pd}\u2212]/gu, "");
  if (!/^\+?\d{5,20}$/.test(written)) return null;
  const abroad = written.replace(/^00/, "+");
  if (abroad.startsWith("+")) return international(abroad.slice(1));
  if (written.startsWith("0")) return national(written.slice(1));
  // Written without its 0 or its plus sign: a mobile number is known by its 8.
  if (written.startsWith("62")) return national(written.slice(2).replace(/^0/, ""));
  return mobile.test(written) ? national(written) : null;
}

function international(figures: string): Phone | null {
  if (figures.startsWith("62")) return national(figures.slice(2).replace(/^0/, ""));
  const number = figures.replace(dropsZero, "$1");
  const known = callingCode.test(number) && number.length >= 7 && number.length <= 15;
  return known ? { number: `+${number}`, kind: "foreign" } : null;
}

function national(figures: string): Phone | null {
  const number = `+62${figures}`;
  if (mobile.test(figures)) return { number, kind: "mobile" };
  return landline.test(figures) ? { number, kind: "landline" } : null;
}
