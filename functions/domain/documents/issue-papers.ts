/** Every minute: papers are issued, and the mails that bring them go out, where the function that wrote them draws none. */
import { isoInstant, minutesLater } from "../calendar/instants.ts";
import { isWaiting } from "../restoration/restoration.ts";
import { send, type PostDependencies } from "../mail/outbox.ts";
import type { Dependencies } from "../ports.ts";
import { issuePaper } from "./issue.ts";
import { writePapers } from "./row-papers.ts";

/** Whoever draws no papers looks at a mail with one each minute, and puts it off by another. */
const aheadMinutes = 2;

/**
 * First the papers of rows: what cannot be written or drawn is told in the log, and tried again.
 *
 * @returns how many mails with papers it was the turn of; one that fails is tried again like other mails
 */
export async function issuePapers(dependencies: PostDependencies & Pick<Dependencies, "todos">): Promise<number> {
  const { cases, clock, log, todos } = dependencies;
  if (await isWaiting(dependencies)) return 0;
  await issueThoseOfRows(dependencies);
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

async function issueThoseOfRows(dependencies: PostDependencies): Promise<void> {
  const { cases, log, papers } = dependencies;
  for (const look of await papers.toLookAt()) {
    await log.within({ case: look.caseId }, async () => {
      try {
        const dossier = await cases.dossier(look.caseId);
        const written = dossier ? await writePapers(dependencies, dossier, look.tasks ?? []) : [];
        const due = written.filter(({ issued, row }) => row !== undefined && !issued);
        for (const paper of due.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1)))
          await issuePaper(dependencies, paper);
        await papers.looked(look);
      } catch (error) {
        log.problem("paper-not-issued", error);
      }
    });
  }
}
