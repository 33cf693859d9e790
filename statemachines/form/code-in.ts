/** The digits of a code, however it was typed or pasted: "123 456", "123-456", with marks that nobody sees. Runs in the browser too. Pure. */
import { plainText } from "./typed-text.ts";

export function codeIn(given: string): string {
  return plainText(given).replace(/\D/g, "");
}
