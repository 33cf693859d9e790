/** Brings cases to where somebody is asked by a mailed link, and leaves them there. */
import { randomUUID } from "node:crypto";
import { demoCalendar } from "../../functions/domain/calendar/demo-calendar.ts";
import { Browser } from "../../infra/demo/browser.ts";
import { askedAbout, inboxOf, linkIn, mailboxOf, type Mailbox, type ReceivedMail } from "../../infra/demo/mailbox.ts";
import { Requester, until } from "../../infra/demo/people.ts";
import { castOf, memberWith, type Stage } from "../../infra/demo/stage.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import type { Host } from "../../infra/local/host/host.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";

type Cast = Pick<Stage, "officer" | "official">;

/** A link that waits for an answer, and how the right person gives it. */
export interface LiveLink {
  caseId: string;
  kind: "decision" | "companion" | "requester";
  /** Id in the link. */
  id: string;
  /** Addresses as they stand in the mail, with the outcomes they preselect; or as the tracking page shows it. */
  addresses: string[];
  /** Opens the link on the device of the person it is for, as a mail program that loads links ahead does. */
  look(): Promise<unknown>;
  /** Answers as that person. */
  answer(): Promise<void>;
}

export class Agency {
  readonly #base: string;
  readonly #cast: Cast;
  readonly #mailbox: Mailbox;
  readonly #today: string;
  /** Reads mails without taking them from those they are for. */
  readonly #lookout: Browser;

  /** @param today YYYY-MM-DD by the clock of the service */
  constructor(host: Pick<Host, "url" | "inboxUrl">, today: string) {
    this.#base = host.url;
    this.#today = today;
    this.#lookout = new Browser(inboxOf(host));
    this.#mailbox = mailboxOf(host);
    this.#cast = castOf(host.url, this.#mailbox);
  }

  /** @param count how many links; of each five, two ask the official, two the companion, one the requester */
  async liveLinks(count: number): Promise<LiveLink[]> {
    const links: LiveLink[] = [];
    for (let index = 0; index < count; index += 1) {
      const make = [this.#decision, this.#companion, this.#requester, this.#decision, this.#companion][index % 5];
      if (make) links.push(await make.call(this, index));
    }
    return links;
  }

  /** Cases that somebody is still asked about. */
  async openCases(): Promise<string[]> {
    const registrar = await this.#cast.officer("mail-registrar");
    return (await registrar.inbox("all")).map((row) => row.case);
  }

  async #decision(index: number): Promise<LiveLink> {
    const { caseId } = await this.#upToDecision(index);
    const official = this.#cast.official("library-division-head");
    const answer = async () => void (await official.decide(caseId, "tolak", "Di luar layanan."));
    const mailed = await this.#mailed("library-division-head", caseId);
    const look = () => official.browser.get(`/api/decisions/${mailed.id}`);
    return { caseId, kind: "decision", ...mailed, look, answer };
  }

  async #companion(index: number): Promise<LiveLink> {
    const { caseId } = await this.#upToDecision(index);
    await this.#cast.official("library-division-head").decide(caseId, "ya");
    await (await this.#cast.officer("mail-registrar")).work(caseId, "ya");
    const official = this.#cast.official("companion-librarian");
    const answer = async () => void (await official.decide(caseId, "terima"));
    const mailed = await this.#mailed("companion-librarian", caseId);
    const look = () => official.browser.get(`/api/decisions/${mailed.id}`);
    return { caseId, kind: "companion", ...mailed, look, answer };
  }

  async #requester(index: number): Promise<LiveLink> {
    const requester = await this.#upToDecision(index);
    const { caseId } = requester;
    await this.#cast.official("library-division-head").decide(caseId, "tidak", "Ruang baca dipakai.");
    await (await this.#cast.officer("mail-registrar")).work(caseId, "tidak");
    const question = await until("a question to the requester", async () => (await requester.look()).answer);
    const answer = async () => void (await requester.answer("pilih", (task) => ({ slot: task.aids.slots[0] })));
    const id = question.path.replace("/k/", "");
    const addresses = [question.path, `/lacak/${requester.tracking}`].map((path) => this.#base + path);
    const look = () => requester.browser.get(`/api/decisions/${id}`);
    return { caseId, kind: "requester", id, addresses, look, answer };
  }

  async #upToDecision(index: number): Promise<Requester> {
    const requester = new Requester(this.#base, letter(index, visitTime(this.#today, index)), this.#mailbox);
    const caseId = await requester.ask("official-visit", randomUUID());
    const registrar = await this.#cast.officer("mail-registrar");
    await registrar.work(caseId, "agendakan", { urgency: "biasa" });
    await registrar.work(caseId, "lapor", { availability: "sesuai" });
    const companion = memberWith("companion-librarian").id;
    const head = await this.#cast.officer("service-section-head");
    await head.work(caseId, "teruskan", { recommendation: "cocok", companion });
    return requester;
  }

  async #mailed(role: ActorId, caseId: string): Promise<Pick<LiveLink, "id" | "addresses">> {
    const { email } = memberWith(role);
    const mail = await until(`a mail about ${caseId}`, async () => {
      const inbox = `/messages?to=${encodeURIComponent(email)}`;
      const { messages } = (await this.#lookout.get<{ messages: ReceivedMail[] }>(inbox)).body;
      return messages.find(({ subject }) => askedAbout(caseId).test(subject));
    });
    return { id: linkIn(mail, "k"), addresses: mail.links };
  }
}

const holidays = new Set(demoCalendar.holidays.map(({ date }) => date));

/** Hours within those of service, so many visits on one day. */
const hours = ["08", "09", "10", "11", "12", "13", "14"];

/** A time of its own for each of many visits, a week ahead or more, so that they do not compete. */
function visitTime(today: string, index: number): Record<"preferredDate" | "preferredStart" | "preferredEnd", string> {
  const ahead = Array.from({ length: 160 }, (_, day) => addDays(today, 8 + day));
  const days = ahead.filter((date) => ![0, 5, 6].includes(new Date(date).getUTCDay()) && !holidays.has(date));
  const hour = hours[Math.floor(index / days.length) % hours.length] ?? "";
  return {
    preferredDate: days[index % days.length] ?? today,
    preferredStart: `${hour}:00`,
    preferredEnd: `${hour}:45`,
  };
}

function letter(index: number, time: ReturnType<typeof visitTime>): Record<string, unknown> {
  return {
    institutionName: `Sekolah Contoh ${index + 1}`,
    institutionType: "sd",
    institutionAddress: "Jalan Pendidikan Nomor 10, Contoh",
    district: "Contoh Kota",
    contactName: "Budi Santoso",
    contactEmail: `sekolah-${index + 1}@sekolah.example`,
    contactPhone: "081234567890",
    purpose: "literasi",
    purposeDetail: "Mengenal koleksi referensi dan cara menelusur katalog.",
    ...time,
    headcount: 2,
    consent: true,
  };
}
