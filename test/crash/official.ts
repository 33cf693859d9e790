import { setTimeout as pause } from "node:timers/promises";
import type { DecisionDoneView, DecisionView } from "../../functions/contract/decision.ts";
import type { ErrorBody } from "../../functions/contract/shared.ts";
import { askedAbout, linkIn } from "../../infra/demo/mailbox.ts";
import { answered, type Choice, type Result } from "./choice.ts";
import type { CaseRecord } from "./ledger.ts";
import { betweenTriesMs, type PatientBrowser } from "./patient-browser.ts";
import type { Surroundings } from "./surroundings.ts";

/** An official who never signs in: reads the mail, opens the link, answers; gives a mailed code on a new device. */
export class Official {
  readonly #world: Surroundings;
  readonly #email: string;
  readonly #browser: PatientBrowser;
  /** Links that lead to nothing open any more. */
  readonly #done = new Set<string>();
  #proving: Promise<void> | null = null;

  constructor(world: Surroundings, email: string) {
    this.#world = world;
    this.#email = email;
    this.#browser = world.browser();
  }

  async decide(record: CaseRecord, choice: Choice): Promise<Result> {
    for (;;) {
      const open = await this.#world.until(async () => (record.ending ? "over" : this.#openLink(record, choice)));
      if (open === "over") return "gone";
      const { outcome, note = "" } = choice;
      const body = { outcome, note, nonce: open.nonce, values: choice.values?.(open.task) ?? {} };
      const result = await answered(record, choice, open.task.task, () =>
        this.#browser.post<DecisionDoneView | ErrorBody>(`/api/decisions/${open.link}`, body),
      );
      if (result !== "again") return result;
      await pause(betweenTriesMs);
    }
  }

  /** The page of the newest mailed link of the case that still asks something. */
  async #openLink(
    { caseId }: CaseRecord,
    { step }: Choice,
  ): Promise<(DecisionView & { page: "decide"; link: string }) | null> {
    const mails = (await this.#world.postOffice.to(this.#email)).filter(({ subject }) =>
      askedAbout(caseId).test(subject),
    );
    const links = new Set(mails.toReversed().map((mail) => linkIn(mail, "k")));
    for (const link of links) {
      if (this.#done.has(link)) continue;
      const { body } = await this.#browser.get<DecisionView>(`/api/decisions/${link}`);
      if (body.page === "decide" && body.task.step.id === step) return { ...body, link };
      if (body.page === "proof") {
        this.#proving ??= this.#prove(link, caseId).finally(() => (this.#proving = null));
        await this.#proving;
        return null;
      }
      if (body.page === "decided") this.#done.add(link);
    }
    return null;
  }

  /** Gives the newest mailed code, or asks for one. */
  async #prove(link: string, caseId: string): Promise<void> {
    const codes = (await this.#world.postOffice.to(this.#email)).filter(({ subject }) =>
      subject.endsWith(` adalah kode untuk berkas ${caseId}`),
    );
    const code = /\b(\d{6})\b/.exec(codes.at(-1)?.text ?? "")?.[1];
    if (code && !this.#done.has(code + link)) {
      this.#done.add(code + link);
      await this.#browser.post(`/api/decisions/${link}/proof`, { answer: code });
      return;
    }
    await this.#browser.post(`/api/decisions/${link}/code`, {});
  }
}
