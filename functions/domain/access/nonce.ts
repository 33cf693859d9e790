/** The fresh value without which nothing is decided: no mail scanner can have it. */
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";

const nonceHours = 12;

/** The fresh value that a page carries and a decision must bring back. */
export function makeNonce({ clock, secrets }: Pick<Dependencies, "clock" | "secrets">, hash: string): string {
  const until = String(clock.now() + nonceHours * 3_600_000);
  return `${until}.${secrets.sign("nonce", hash, until)}`;
}

/** @throws Refusal `stale` */
export function checkNonce(
  { clock, secrets }: Pick<Dependencies, "clock" | "secrets">,
  hash: string,
  nonce: string,
): void {
  const [until = "", signature = ""] = nonce.split(".");
  if (Number(until) > clock.now() && secrets.verify(signature, "nonce", hash, until)) return;
  throw new Refusal("stale", {
    id: "Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu pilih kembali.",
    en: "This page was open for too long. Reload it, then choose again.",
  });
}
