/** Every minute: papers are issued, and the mails that bring them go out, where the function that wrote them draws none. */
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { send, type PostDependencies } from "../mail/outbox.ts";
import type { Dependencies } from "../ports.ts";

/** Whoever draws no papers looks at a mail with one each minute, and puts it off by another. */
const aheadMinutes = 2;

/** @returns how many mails with papers it was the turn of; one that fails is tried again as any mail */
export async function issuePapers(dependencies: PostDependencies & Pick<Dependencies, "todos">): Promise<number> {
  const { cases, clock, log, todos } = dependencies;
  const waiting = await todos.waitingMails(minutesLater(isoInstant(clock.now()), aheadMinutes));
  const withPaper = waiting.filter(({ paper }) => paper !== undefined);
  for (const mail of withPaper) {
    await log.within({ case: mail.caseId }, async () => {
      const dossier = await cases.dossier(mail.caseId);
      if (dossier) await send(dependencies, dossier, mail);
    });
  }
  return withPaper.length;
}
