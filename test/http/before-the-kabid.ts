import { people } from "../support/builders.ts";
import { browser, type TestBrowser } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

export const kabid = people.divisionHead;

/** A case before the Kabid, the link that was mailed, and a phone that nobody knows. */
export async function beforeKabid(): Promise<{
  work: Player;
  caseId: string;
  link: string;
  /** Address of the link. */
  path: string;
  phone: TestBrowser;
}> {
  const work = player(visitScript);
  const caseId = await work.caseAt("decide");
  const link = lastLink(work.mailer.to(kabid.email));
  return { work, caseId, link, path: `/api/decisions/${link}`, phone: browser(work) };
}

/** The fresh value of the page. */
export async function nonceOf(phone: TestBrowser, path: string): Promise<unknown> {
  return (await phone.get(path)).body["nonce"];
}
