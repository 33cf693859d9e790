/** A table changes while its cases run: those that are open keep the version they began with. */
import { cooperationAgreement } from "../../statemachines/cooperation-agreement/sop.ts";
import type { StepId } from "../../statemachines/language/vocabulary.ts";
import { askLegal, draft, ends, legal, numbers, offered, procedure, showCase } from "./agreement-acts.ts";
import { articles, signed, tell, untilDraft, type Partner } from "./agreement-acts.ts";
import { aMinuteLater, mondayMorning } from "./office-hours.ts";
import { until } from "./people.ts";
import type { Stage, Story } from "./stage.ts";

export const newVersionStories: Story[] = [
  {
    procedure,
    title: "Sc18: telaah hukum menjadi dua hari; berkas lama tetap satu hari, kecuali yang dipindahkan",
    play: longerOpinion,
  },
];

const opinion: StepId = "legal-opinion";
const workingDayMinutes = 450;

async function longerOpinion(stage: Stage): Promise<string> {
  const before = await offered(stage, "Yayasan Lama Berdiri");
  const moving = await offered(stage, "Yayasan Ikut Pindah");
  const table = structuredClone(cooperationAgreement);
  table.version += 1;
  for (const step of table.steps) if (step.id === opinion) step.time = { ...step.time, max: "P2D" };
  await stage.release(table);
  tell(stage, before, "Sistem", `versi ${table.version} mulai berlaku: telaah hukum dua hari`);
  const after = await offered(stage, "Yayasan Baru Berdiri");
  await untilOpinion(stage, before);
  await measured(stage, before, cooperationAgreement.version, workingDayMinutes);
  await untilOpinion(stage, after);
  await measured(stage, after, table.version, 2 * workingDayMinutes);
  await after.requester.cancel("Pengurus kami berganti.");
  await aMinuteLater(stage);
  await ends(stage, after, "DIBATALKAN");
  const kasi = await stage.officer("service-section-head");
  await kasi.change(moving.caseId, "newer-version", "Mitra setuju dengan waktu telaah yang baru.");
  tell(stage, moving, "Kasi", `memindahkan berkas yang sedang berjalan ke versi ${table.version}`);
  await untilOpinion(stage, moving);
  await measured(stage, moving, table.version, 2 * workingDayMinutes);
  await moving.requester.cancel("Pengurus kami berganti.");
  await aMinuteLater(stage);
  await ends(stage, moving, "DIBATALKAN");
  await legal(stage, before, "tanpa-catatan");
  await numbers(stage, before);
  await signed(stage, before);
  return ends(stage, before, "SELESAI");
}

async function untilOpinion(stage: Stage, partner: Partner): Promise<void> {
  await untilDraft(stage, partner);
  await draft(stage, partner, articles("satu"));
  await partner.requester.answer("setujui-draf", () => ({}));
  // A Friday is shorter than the other days: both are measured from a Monday.
  await askLegal(stage, partner, () => mondayMorning(stage, procedure));
}

async function measured(stage: Stage, partner: Partner, version: number, minutes: number): Promise<void> {
  const task = await until("the legal opinion", async () => (await showCase(stage, partner)).open[0]);
  const view = await showCase(stage, partner);
  if (view.procedure.version !== version || task.time.standardMinutes !== minutes)
    throw new Error(`version ${view.procedure.version}, ${String(task.time.standardMinutes)} minutes`);
  tell(stage, partner, "Sistem", `versi ${version}: waktu baku telaah ${minutes} menit`);
}
