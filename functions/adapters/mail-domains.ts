import { resolveMx } from "node:dns/promises";
import type { MailDomains } from "../domain/ports.ts";

/** Asks the DNS for mail exchangers; whatever is not a clear no counts as unknown, so an outage refuses nobody. */
export const mailDomains: MailDomains = {
  async accepts(domain) {
    try {
      const exchangers = await resolveMx(domain);
      return exchangers.length > 0 ? "yes" : "no";
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      return code === "ENOTFOUND" ? "no" : "unknown";
    }
  },
};
