/** Sc3, played on SOP 1: a host says nothing, is reminded and telephoned, and at noon of the eve the Kasi chooses. */
import type { TaskRow } from "../../functions/contract/staff.ts";
import { ask, dayOfStop, ends, onTheRoad, planned, procedure, published, tell, type Host } from "./mobile-acts.ts";
import { aMinuteLater, jumpToDay, officeTime, openWeekday } from "./office-hours.ts";
import { refusal, until } from "./people.ts";
import { lengths, type Stage, type Story } from "./stage.ts";

export const silentHostStories: Story[] = [
  {
    procedure,
    title: "Sc3: pengguna tidak menjawab: diingatkan, ditelepon, lalu Kasi memutuskan pada H-1 pukul 12.00",
    play: saysNothing,
  },
];

const phoneTask = "Menelepon pengguna yang belum menjawab";

async function saysNothing(stage: Stage): Promise<string> {
  const host = await ask(stage, "TBM Cahaya");
  await planned(stage, host);
  await published(stage, host);
  const deadline = await until("the question to the host", async () => {
    const view = await host.requester.look();
    return view.answer && view.told.next?.answerBy;
  });
  if (deadline !== (await noonOfTheEve(stage, host))) throw new Error(`the host may answer until ${deadline}`);
  await later(stage, 2 * lengths.hour);
  await stage.mailbox.next(host.email, /^Menunggu jawaban Bapak\/Ibu/);
  tell(stage, host, "Sistem", "mengingatkan pengguna sesudah dua jam kerja");
  if (await waitsFor(stage, host, phoneTask)) throw new Error("somebody is asked to telephone on the same day");

  await jumpToDay(stage, await openWeekday(stage, procedure, 1), 15.5);
  await aMinuteLater(stage);
  await until("the phone task", () => waitsFor(stage, host, phoneTask));
  const kasi = await stage.officer("service-section-head");
  const { facts } = await kasi.see(host.caseId, "tidak-tersambung");
  const number = facts.find(({ name }) => name === "phone-number")?.value;
  if (!number) throw new Error("the phone task names no number");
  await kasi.work(host.caseId, "tidak-tersambung", {}, "Nomornya tidak diangkat.");
  tell(stage, host, "Kasi", `hari kerja berikutnya menelepon ${number}: tidak diangkat`);

  stage.clock.jumpTo(Date.parse(deadline) + lengths.minute);
  await aMinuteLater(stage);
  const unsure = await refusal(kasi.work(host.caseId, "jalan-terus"));
  if (!unsure.includes("confirmedBy")) throw new Error(`it is not asked who confirmed: ${unsure}`);
  tell(stage, host, "Sistem", "H-1 pukul 12.00: Kasi diminta memutuskan, tidak tanpa konfirmasi");
  await kasi.work(host.caseId, "jalan-terus", { confirmedBy: "Ibu Wulan", confirmedChannel: "telepon" });
  tell(stage, host, "Kasi", "menelepon lagi, dikonfirmasi Ibu Wulan: jalan terus");
  await dayOfStop(stage, host);
  await onTheRoad(stage, host);
  return ends(stage, host);
}

/** Noon of the last day from Monday to Friday before the stop on which the office works. */
async function noonOfTheEve(stage: Stage, { date }: Host): Promise<string> {
  let eve = await openWeekday(stage, procedure, 0);
  for (let days = 1; ; days += 1) {
    const next = await openWeekday(stage, procedure, days);
    if (next >= date) return new Date(`${eve}T12:00:00+07:00`).toISOString();
    eve = next;
  }
}

/** What the sweep does after some office time. */
async function later(stage: Stage, ms: number): Promise<void> {
  officeTime(stage, ms);
  await aMinuteLater(stage);
}

async function waitsFor(stage: Stage, { caseId }: Host, state: string): Promise<TaskRow | undefined> {
  const rows = await (await stage.officer("service-section-head")).inbox();
  return rows.find((row) => row.case === caseId && row.state === state);
}
