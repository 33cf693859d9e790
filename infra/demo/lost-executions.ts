/** Executions that are gone while their cases wait, played on SOP 4: another takes over, and nobody outside notices. */
import { aMinuteLater } from "./office-hours.ts";
import { ask, companion, decide, ends, procedure, reply, tell, untilDecision } from "./official-visit-acts.ts";
import { visitDay, type Visitor } from "./official-visit-acts.ts";
import { until } from "./people.ts";
import { lengths, type Stage, type Story } from "./stage.ts";

export const lostExecutionStories: Story[] = [
  { procedure, title: "eksekusi hilang", play: executionLost },
  { procedure, title: "eksekusi berhenti tiga kali, lalu dilanjutkan", play: stoppedThrice },
];

async function executionLost(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 21 Contoh", 30);
  await untilDecision(stage, visitor.caseId, "cocok");
  await stage.loseExecution(visitor.caseId, "stopped");
  tell(stage, visitor.caseId, "Operator", "menghentikan eksekusi berkas karena keliru");
  await decide(stage, visitor.caseId, "ya");
  await aMinuteLater(stage);
  await reply(stage, visitor.caseId, "ya");
  await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  await stage.official("companion-librarian").linkTo(visitor.caseId);
  await stage.loseExecution(visitor.caseId, "taken");
  tell(stage, visitor.caseId, "Sistem", "dinyalakan lagi; eksekusi berkas hilang dari catatannya");
  await companion(stage, visitor.caseId, "terima");
  await goesOn(stage, visitor, "sign-guest-book");
  tell(stage, visitor.caseId, "Sistem", "eksekusi pengganti melanjutkan dari tempat berkas berada");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 30 }));
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  const done = await ends(stage, visitor, "SELESAI");
  await nothingTwice(stage, visitor);
  return done;
}

async function stoppedThrice(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 22 Contoh", 30);
  await untilDecision(stage, visitor.caseId, "cocok");
  const kasi = await stage.officer("service-section-head");
  for (let times = 0; times < 3; times += 1) {
    await stage.loseExecution(visitor.caseId, "stopped");
    await stage.tick();
    stage.clock.advance(6 * lengths.minute);
    await stage.tick();
  }
  await until("the problem of the case", async () => (await kasi.showCase(visitor.caseId)).problem);
  tell(stage, visitor.caseId, "Sistem", "tiga kali berhenti di tempat yang sama; Kasi melihatnya pada berkas");
  const [result] = await kasi.changeMany([visitor.caseId], "go-on", "Penyebabnya sudah diperbaiki operator.");
  if (!result?.stored) throw new Error(`the case did not go on: ${result?.message ?? ""}`);
  const { problem } = await kasi.showCase(visitor.caseId);
  if (problem !== null) throw new Error(`the case still shows "${problem}"`);
  tell(stage, visitor.caseId, "Kasi", "melanjutkan berkas setelah penyebabnya diperbaiki");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  await visitor.requester.cancel("Bus sekolah rusak.");
  await aMinuteLater(stage);
  const done = await ends(stage, visitor, "DIBATALKAN");
  await nothingTwice(stage, visitor);
  return done;
}

/** Waits until a row is open, minute by minute, as the sweep comes by. */
async function goesOn(stage: Stage, { caseId }: Visitor, step: string): Promise<void> {
  const registrar = await stage.officer("mail-registrar");
  await until(`${caseId} to come to ${step}`, async () => {
    const { steps } = await registrar.showCase(caseId);
    if (steps.some(({ id, mark }) => id === step && mark === "current")) return true;
    await aMinuteLater(stage);
    return null;
  });
}

async function nothingTwice(stage: Stage, { caseId }: Visitor): Promise<void> {
  const { history, mails } = await (await stage.officer("mail-registrar")).showCase(caseId);
  const steps = history.map(({ step }) => step);
  const subjects = mails.map(({ addresses, subject }) => `${subject} ${addresses.join(" ")}`);
  for (const all of [steps, subjects])
    if (new Set(all).size !== all.length) throw new Error(`done twice: ${all.join("; ")}`);
  tell(stage, caseId, "Riwayat", "setiap langkah sekali, setiap surat sekali");
}
