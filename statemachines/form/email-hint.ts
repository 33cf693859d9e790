/** Slips in mail addresses that people make. */
/** A likely slip in an email address, or null: `kepsek@gmial.com` -> `kepsek@gmail.com`. A hint, never an error. */
export function suggestEmail(email: string): string | null {
  const [local, domain] = email.trim().split("@");
  if (!local || !domain) return null;
  const [, right] = Object.entries(domainSlips).find(([slip]) => slip === domain.toLowerCase()) ?? [];
  return right ? `${local}@${right}` : null;
}

const domainSlips: Record<string, string> = {
  "gmial.com": "gmail.com",
  "gmai.com": "gmail.com",
  "gmal.com": "gmail.com",
  "gmail.co": "gmail.com",
  "gmail.con": "gmail.com",
  "gnail.com": "gmail.com",
  "yaho.com": "yahoo.com",
  "yahoo.con": "yahoo.com",
  "yhoo.com": "yahoo.com",
  "hotmial.com": "hotmail.com",
  "outlok.com": "outlook.com",
};
