import { setTimeout as pause } from "node:timers/promises";
import type { CaseCreatedView, RequestFormView, TrackingView, UploadView } from "../../functions/contract/public.ts";
import type { DecisionDoneView, DecisionView, TaskView } from "../../functions/contract/decision.ts";
import type { ErrorBody } from "../../functions/contract/shared.ts";
import type { Reply } from "../../infra/demo/browser.ts";
import { newSecret, smallPdf } from "../../infra/demo/people.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import { serviceHoursOn } from "../../statemachines/form/check-form.ts";
import { answered, type Choice, type Result } from "./choice.ts";
import type { CaseRecord } from "./ledger.ts";
import { betweenTriesMs, type PatientBrowser } from "./patient-browser.ts";
import type { World } from "./world.ts";

const phone = "081234567890";
const endings: string[] = ["SELESAI", "DITUTUP", "DIBATALKAN", "KEDALUWARSA"];
/** Few days for many visits, so that they get into each other's way. */
const daysToChooseFrom = 3;
/** From the opening of the guest book, until a group that is not there counts as missing. */
const untilMissing = 2 * 3_600_000;

/** Somebody who asks for a visit and follows the request on the tracking page. */
export class Visitor {
  readonly #world: World;
  readonly #record: CaseRecord;
  readonly #browser: PatientBrowser;
  readonly #secret = newSecret();
  #tracking = "";

  constructor(world: World, record: CaseRecord) {
    this.#world = world;
    this.#record = record;
    this.#browser = world.browser();
  }

  async ask(): Promise<void> {
    const letterFile = await this.#uploadLetter();
    const form = await this.#browser.get<RequestFormView>("/api/procedures/official-visit/request-form");
    const { context } = form.body;
    const days = Array.from({ length: 30 }, (_, day) => addDays(context.today, 8 + day)).filter((date) =>
      serviceHoursOn(date, context).some(([opens, closes]) => opens <= "09:00" && closes >= "11:00"),
    );
    const values = {
      ...request,
      institutionName: `Sekolah ${this.#record.submissionId.slice(0, 8)}`,
      contactEmail: `${this.#record.submissionId}@sekolah.example`,
      headcount: 15 + Math.floor(this.#world.random() * 20),
      preferredDate: this.#world.pick(days.slice(0, daysToChooseFrom)),
      letterFile,
    };
    const { submissionId } = this.#record;
    const body = { procedure: "official-visit", submissionId, secret: this.#secret, language: "id", values };
    const reply = await this.#send(body, values.contactEmail);
    if (reply.status !== 201) throw new Error(`the request was not taken: ${reply.status} ${reply.text.slice(0, 300)}`);
    this.#record.caseId = reply.body.case;
    this.#tracking = reply.body.tracking.replace("/lacak/", "");
  }

  /** With the code that is mailed to the address; after a crash it may be another one, or be asked for no more. */
  async #send(body: object, address: string): Promise<Reply<CaseCreatedView>> {
    for (let code = {}; ;) {
      const reply = await this.#browser.post<CaseCreatedView | ErrorBody>("/api/requests", { ...body, ...code });
      const wrong = reply.status === 422 && "code" in ((reply.body as ErrorBody).fields ?? {});
      if (reply.status !== 202 && !wrong) return reply as Reply<CaseCreatedView>;
      code = wrong ? {} : { code: await this.#code(address) };
    }
  }

  /** The last code that came; a mail takes a moment to be there. */
  async #code(address: string): Promise<string> {
    const subject = await this.#world.until(async () => {
      const mails = await this.#world.postOffice.to(address);
      return mails.findLast((mail) => /^\d{6} adalah kode konfirmasi/.test(mail.subject))?.subject ?? null;
    });
    return subject.slice(0, 6);
  }

  async answer(choice: Choice): Promise<Result> {
    for (;;) {
      const open = await this.#world.until(async () => ((await this.#ended()) ? "over" : this.#question(choice.step)));
      if (open === "over") return "gone";
      const { outcome, note = "" } = choice;
      const body = { outcome, note, nonce: open.nonce, values: choice.values?.(open.task) ?? {} };
      const result = await answered(this.#record, choice, open.task.task, () =>
        this.#browser.post<DecisionDoneView | ErrorBody>(`/api/decisions/${open.link}`, body),
      );
      if (result !== "again") return result;
      await pause(betweenTriesMs);
    }
  }

  /** Withdraws the request; whether it was heard may stay open when the answer is lost. */
  async cancel(): Promise<void> {
    const { cancel } = await this.#look();
    if (!cancel) return;
    this.#record.withdrawal = "unsure";
    const body = { note: "Bus tidak tersedia.", nonce: cancel.nonce };
    const reply = await this.#browser.post<ErrorBody>(`/api/tracking/${this.#tracking}/cancel`, body);
    if (reply.status === 200) this.#record.withdrawal = "told";
    else if (reply.status !== 409) throw new Error(`not cancelled: ${reply.status} ${reply.text.slice(0, 200)}`);
  }

  /** Waits for the end of the case. */
  async end(): Promise<void> {
    await this.#world.until(async () => ((await this.#ended()) ? true : null));
  }

  /** Waits for the question of a step to be there, without answering it; resolves when the case is over, too. */
  async isAsked(step: string): Promise<TaskView | null> {
    const found = await this.#world.until(async () => ((await this.#ended()) ? "over" : this.#question(step)));
    return found === "over" ? null : found.task;
  }

  /** Waits for the day of the visit, until nobody comes any more. */
  async visitDay(): Promise<void> {
    const task = await this.isAsked("sign-guest-book");
    while (Date.parse(task?.availableFrom ?? "") + untilMissing > this.#world.now()) await this.#world.daysPass();
  }

  async #ended(): Promise<boolean> {
    const { status } = await this.#look();
    if (status === "GANGGUAN") throw new Error(`${this.#record.caseId} has stopped with a problem`);
    if (endings.includes(status)) this.#record.ending = status;
    return this.#record.ending !== null;
  }

  async #look(): Promise<TrackingView> {
    const reply = await this.#browser.get<TrackingView>(`/api/tracking/${this.#tracking}`);
    if (reply.status !== 200) throw new Error(`${this.#record.caseId} cannot be followed: ${reply.status}`);
    return reply.body;
  }

  async #question(step: string): Promise<{ link: string; nonce: string; task: TaskView } | null> {
    const { answer } = await this.#look();
    if (!answer) return null;
    const link = answer.path.replace("/k/", "");
    const { body } = await this.#browser.get<DecisionView>(`/api/decisions/${link}`);
    if (body.page === "proof") throw new Error(`${this.#record.caseId} is not known on the browser of the request`);
    return body.page === "decide" && body.task.step.id === step ? { ...body, link } : null;
  }

  /** A file that was lost on the way is uploaded again, with a new permission. */
  async #uploadLetter(): Promise<string> {
    const size = smallPdf.byteLength;
    const about = { fileName: "surat.pdf", contentType: "application/pdf", size };
    const { body } = await this.#browser.post<UploadView>("/api/uploads", about);
    const sent = await this.#browser.upload(body.url, () => {
      const form = new FormData();
      for (const [name, value] of Object.entries(body.fields)) form.append(name, value);
      form.append("file", new Blob([new Uint8Array(smallPdf)], { type: "application/pdf" }), "surat.pdf");
      return form;
    });
    if (sent.status >= 300) throw new Error(`the letter was not taken: ${sent.status} ${sent.text.slice(0, 200)}`);
    return body.file;
  }
}

const request = {
  institutionType: "smp",
  institutionAddress: "Jalan Pendidikan Nomor 10, Contoh",
  district: "Contoh Kota",
  contactName: "Budi Santoso",
  contactPhone: phone,
  purpose: "literasi",
  purposeDetail: "Mengenal koleksi referensi dan cara menelusur katalog.",
  preferredStart: "09:00",
  preferredEnd: "11:00",
  consent: true,
};
