/** SOP 4 on awkward days: two groups for one time, an address that takes no mail, a link in other hands. */
import { randomUUID } from "node:crypto";
import type { DecisionView } from "../../functions/contract/decision.ts";
import type { TrackingView } from "../../functions/contract/public.ts";
import { aMinuteLater, dayAhead } from "./office-hours.ts";
import { ask, companion, decide, ends, letterOf, procedure, reply } from "./official-visit-acts.ts";
import { secondSlot, tell, untilDecision, visitDay, type Visitor } from "./official-visit-acts.ts";
import { expectStatus, Official, refusal, Requester, until } from "./people.ts";
import { memberWith, type Stage, type Story } from "./stage.ts";

export const officialVisitMishaps: Story[] = [
  { procedure, title: "Sc8: dua kunjungan pada waktu yang sama", play: oneTimeForTwo },
  { procedure, title: "Sc12: email pemohon gagal terkirim", play: badAddress },
  { procedure, title: "Sc16: tautan diteruskan kepada orang lain", play: forwarded },
];

async function oneTimeForTwo(stage: Stage): Promise<string> {
  const first = await ask(stage, "SMP Negeri 5 Contoh", 40);
  const second = await ask(stage, "SMP Negeri 6 Contoh", 40, { preferredDate: first.date });
  await untilDecision(stage, first.caseId, "cocok");
  await untilDecision(stage, second.caseId, "cocok", (schedule) => {
    if (!schedule?.competing.some((each) => each.case === first.caseId)) throw new Error("the rival is not shown");
    tell(stage, second.caseId, "Sistem", `memberi tahu bahwa ${first.caseId} meminta waktu yang sama`);
  });
  await decide(stage, first.caseId, "ya");
  const words = await refusal(decide(stage, second.caseId, "ya"));
  if (!words.includes(`Jadwal sudah terisi oleh ${first.caseId}`)) throw new Error(`refused otherwise: ${words}`);
  tell(stage, second.caseId, "Sistem", `menolak: jadwal sudah terisi oleh ${first.caseId}`);
  await decide(stage, second.caseId, "tidak", "Waktu itu sudah terisi.");
  await reply(stage, second.caseId, "tidak");
  await second.requester.answer("pilih", secondSlot);
  tell(stage, second.caseId, "Pengunjung", "memilih waktu lain");
  await second.requester.cancel("Rombongan lain sudah mewakili kami.");
  await aMinuteLater(stage);
  await ends(stage, second, "DIBATALKAN");
  return concluded(stage, first, 40);
}

async function badAddress(stage: Stage): Promise<string> {
  await mistyped(stage);
  const visitor = await ask(stage, "SMA Negeri 3 Contoh", 30, { contactEmail: "tata-usaha@bounce.test" });
  const registrar = await stage.officer("mail-registrar");
  const problem = await until("the returned mail", async () => (await registrar.showCase(visitor.caseId)).problem);
  tell(stage, visitor.caseId, "Sistem", problem);
  await registrar.work(visitor.caseId, "alamat-baru", { contactEmail: visitor.email });
  tell(stage, visitor.caseId, "Agendaris", "menelepon pemohon dan mencatat alamat yang benar");
  await aMinuteLater(stage);
  await stage.mailbox.next(visitor.email, /telah kami terima$/);
  tell(stage, visitor.caseId, "Pengunjung", "menerima tanda terima yang dikirim ulang");
  const { mails } = await registrar.showCase(visitor.caseId);
  if (!mails.some(({ addresses }) => addresses.length === 2)) throw new Error("the second sending is not on record");
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  return concluded(stage, visitor, 30);
}

/** What is no address is refused at once, and nothing is stored. */
async function mistyped(stage: Stage): Promise<void> {
  const values = { ...letterOf("SMA Negeri 3 Contoh", 30, "tata-usaha@"), preferredDate: dayAhead(stage, 8) };
  const visitor = new Requester(stage.base, values);
  const words = await refusal(visitor.ask(procedure, randomUUID()));
  if (!words.includes("contactEmail")) throw new Error(`the field is not named: ${words}`);
}

async function forwarded(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "Universitas Contoh", 25);
  await untilDecision(stage, visitor.caseId, "cocok");
  const { email } = memberWith("library-division-head");
  const head = new Official(stage.base, email, stage.mailbox);
  const link = await head.linkTo(visitor.caseId);
  const stranger = head.browser.anonymous();
  const page = await stranger.get<DecisionView>(`/api/decisions/${link}`);
  if (page.body.page !== "proof") throw new Error(`a stranger got the page "${page.body.page}"`);
  shows(page.text, [String(visitor.requester.values["contactName"]), visitor.email, email]);
  await refusal(
    stranger.post(`/api/decisions/${link}`, { outcome: "ya", nonce: "-" }).then((no) => expectStatus(no, 200)),
  );
  tell(stage, visitor.caseId, "Orang lain", "membuka tautan Kabid: ringkasan tanpa data pribadi, kode diminta");
  const { codeAsked } = await head.decide(visitor.caseId, "ya");
  if (!codeAsked) throw new Error("a phone that was never seen was taken for known");
  const { history } = await (await stage.officer("mail-registrar")).showCase(visitor.caseId);
  const decided = history.find(({ step }) => step === "decide");
  if (decided?.channel !== "link-code") throw new Error(`the record says "${decided?.channel ?? "nothing"}"`);
  tell(stage, visitor.caseId, "Kabid", "memutuskan di ponsel baru; riwayat mencatat tautan dengan kode");
  const shared = await stranger.get<TrackingView>(`/api/tracking/${visitor.requester.tracking}`);
  expectStatus(shared, 200);
  shows(shared.text, [String(visitor.requester.values["contactPhone"]).slice(2)]);
  tell(stage, visitor.caseId, "Rekan pemohon", "membuka halaman lacak: nomor telepon disamarkan");
  return concluded(stage, visitor, 25);
}

/** @throws Error where a page shows what its reader must not see */
function shows(page: string, hidden: string[]): void {
  for (const secret of hidden) if (page.includes(secret)) throw new Error(`the page shows ${secret}`);
}

/** From the favourable decision to the closed case. */
async function concluded(stage: Stage, visitor: Visitor, attendance: number): Promise<string> {
  await reply(stage, visitor.caseId, "ya");
  await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance }));
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  return ends(stage, visitor, "SELESAI");
}
