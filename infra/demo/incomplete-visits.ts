/** Requests for a visit that lack something: completed by the visitor, or closed because nothing came. */
import { dayAhead, officeTime } from "./office-hours.ts";
import { afterRegistration, ask, companion, decide, ends, procedure, reply } from "./official-visit-acts.ts";
import { tell, visitDay, type Visitor } from "./official-visit-acts.ts";
import { smallPdf, until } from "./people.ts";
import { lengths, type Stage, type Story } from "./stage.ts";

const daysGiven = 4;

export const incompleteVisitStories: Story[] = [
  { procedure, title: "mohon dilengkapi: surat belum bertanda tangan, lalu lengkap", play: completed },
  { procedure, title: "mohon dilengkapi: tidak ada kelengkapan sampai batasnya", play: neverCompleted },
];

async function completed(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 31 Contoh", 40);
  await askForMore(stage, visitor, ["letter", "letterFile", "group"], "Surat belum ditandatangani kepala sekolah.");
  officeTime(stage, lengths.hour);
  const letterFile = await visitor.requester.upload("surat-bertanda-tangan.pdf", smallPdf);
  const letterDate = new Date(stage.clock.now() - lengths.day).toISOString().slice(0, 10);
  await visitor.requester.answer("dilengkapi", ({ aids, fields }) => {
    if (fields.some(({ name }) => name === "purpose")) throw new Error("more is asked than is missing");
    if (aids.prefill["headcount"] !== 40) throw new Error("what was given before is not filled in");
    return { letterNumber: "421/31/2026", letterDate, letterFile, headcount: 38 };
  });
  await stage.mailbox.next(visitor.email, /^Kelengkapan permohonan .* telah kami terima$/);
  tell(stage, visitor.caseId, "Pengunjung", "mengirim surat yang baru dan jumlah rombongan; berkas berjalan lagi");
  const registrar = await stage.officer("mail-registrar");
  await registrar.work(visitor.caseId, "agendakan", { urgency: "biasa" });
  const { agendaNumber, facts } = await until("the number of the letter", async () => {
    const seen = await registrar.showCase(visitor.caseId);
    return seen.agendaNumber ? seen : null;
  });
  if (!facts.some(({ value }) => value.includes("421/31/2026"))) throw new Error("the new letter is not in the case");
  tell(stage, visitor.caseId, "Agendaris", `mencatat surat yang lengkap di buku agenda nomor ${agendaNumber ?? ""}`);
  await afterRegistration(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  const letter = await stage.mailbox.next(visitor.email, /^Jawaban Permohonan Kunjungan/);
  if (!letter.text.includes("Nomor 421/31/2026")) throw new Error("the reply names another letter");
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 38 }));
  await (await stage.officer("companion-librarian")).work(visitor.caseId, "selesai");
  return ends(stage, visitor, "SELESAI");
}

async function neverCompleted(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "Karang Taruna Contoh", 15);
  await askForMore(stage, visitor, ["letterFile"], "Surat tidak terbaca, mohon dipindai lagi.");
  const deadline = await until("the question to the visitor", async () => {
    const view = await visitor.requester.look();
    return view.answer && view.told.next?.answerBy;
  });
  stage.clock.jumpTo(Date.parse(deadline) + lengths.minute);
  await stage.tick();
  const letter = await stage.mailbox.next(visitor.email, /ditutup karena kelengkapan belum kami terima$/);
  tell(stage, visitor.caseId, "Sistem", `menutup berkas: "${letter.subject}"`);
  return ends(stage, visitor, "KEDALUWARSA");
}

async function askForMore(stage: Stage, visitor: Visitor, missingItems: string[], missingWords: string): Promise<void> {
  const registrar = await stage.officer("mail-registrar");
  const completeBy = dayAhead(stage, daysGiven);
  await registrar.work(visitor.caseId, "mohon-dilengkapi", { missingItems, missingWords, completeBy });
  await stage.mailbox.next(visitor.email, /^Mohon lengkapi permohonan/);
  tell(stage, visitor.caseId, "Agendaris", "mengembalikan permohonan untuk dilengkapi");
}
