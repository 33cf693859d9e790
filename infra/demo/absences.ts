/** People who are not there, played on SOP 4: the service goes on, and the history says for whom. */
import type { StaffMember } from "../../functions/domain/agency.ts";
import { aMinuteLater, dayAhead, jumpToDay } from "./office-hours.ts";
import {
  ask,
  companion,
  decide,
  ends,
  procedure,
  reply,
  tell,
  untilDecision,
  visitDay,
} from "./official-visit-acts.ts";
import { until } from "./people.ts";
import { memberWith, type Stage, type Story } from "./stage.ts";

export const absenceStories: Story[] = [
  { procedure, title: "pendamping sakit", play: companionIll },
  { procedure, title: "pendamping diam pada hari kunjungan", play: companionSilent },
  { procedure, title: "agendaris cuti", play: registrarOnLeave },
];

async function companionIll(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 8 Contoh", 32);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  await companion(stage, visitor.caseId, "terima");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 31 }));
  tell(stage, visitor.caseId, "Pengunjung", "mengisi buku tamu: 31 orang");
  const ill = memberWith("companion-librarian");
  await isAway(stage, ill, async () => {
    await aMinuteLater(stage);
    const other = await stage.officer("companion-librarian", 1);
    const row = await until("the task in the other's list", async () =>
      (await other.inbox()).find((each) => each.case === visitor.caseId),
    );
    tell(stage, visitor.caseId, "Sistem", `menugaskan rekannya, untuk ${row.insteadOf?.id ?? "?"}`);
    await other.work(visitor.caseId, "selesai");
    tell(stage, visitor.caseId, "Pendamping", "rekannya menutup kunjungan");
  });
  const done = await ends(stage, visitor, "SELESAI");
  await says(stage, visitor.caseId, "guide-visitors", `untuk ${ill.name} yang berhalangan`);
  return done;
}

async function companionSilent(stage: Stage): Promise<string> {
  const visitor = await ask(stage, "SMP Negeri 9 Contoh", 28);
  await untilDecision(stage, visitor.caseId, "cocok");
  await decide(stage, visitor.caseId, "ya");
  await reply(stage, visitor.caseId, "ya");
  await jumpToDay(stage, visitor.date, 8);
  await (await stage.officer("service-section-head")).work(visitor.caseId, "terima");
  tell(stage, visitor.caseId, "Kasi", "menerima tugas menggantikan pendamping yang diam");
  await visitDay(stage, visitor);
  await visitor.requester.answer("hadir", () => ({ attendance: 28 }));
  await (await stage.officer("companion-librarian", 1)).work(visitor.caseId, "selesai");
  tell(stage, visitor.caseId, "Pendamping", "rekannya menutup kunjungan");
  const done = await ends(stage, visitor, "SELESAI");
  const silent = memberWith("companion-librarian").name;
  await says(stage, visitor.caseId, "accept-companionship", `menggantikan ${silent}`);
  return done;
}

async function registrarOnLeave(stage: Stage): Promise<string> {
  const visitor = await isAway(stage, memberWith("mail-registrar"), async () => {
    await aMinuteLater(stage);
    const asked = await ask(stage, "SMP Negeri 10 Contoh", 20);
    const desk = await stage.officer("front-office-officer");
    await desk.work(asked.caseId, "agendakan", { urgency: "biasa" });
    tell(stage, asked.caseId, "Front office", "mencatat surat di buku agenda untuk agendaris yang cuti");
    return asked;
  });
  await aMinuteLater(stage);
  await says(stage, visitor.caseId, "register-letter", "untuk Petugas Agenda (Agendaris) yang berhalangan");
  await visitor.requester.cancel("Kegiatan sekolah dipindahkan.");
  await aMinuteLater(stage);
  return ends(stage, visitor, "DIBATALKAN");
}

/** Somebody is noted as away for ten days while something happens, and as back afterwards. */
async function isAway<Result>(stage: Stage, { id }: StaffMember, act: () => Promise<Result>): Promise<Result> {
  await stage.note(id, { away: [{ from: dayAhead(stage, 0), until: dayAhead(stage, 10) }] });
  try {
    return await act();
  } finally {
    await stage.note(id, { away: [] });
  }
}

async function says(stage: Stage, caseId: string, step: string, words: string): Promise<void> {
  const { history } = await (await stage.officer("front-office-officer")).showCase(caseId);
  const said = history.findLast((entry) => entry.step === step)?.by?.insteadOf?.id;
  if (said !== words) throw new Error(`the history says "${said ?? "nothing"}"`);
  tell(stage, caseId, "Riwayat", words);
}
