/** A table changes while its cases run: those that are open keep the version they began with. */
import { cooperationAgreement } from "../../statemachines/cooperation-agreement/sop.ts";
import type { ServiceLevelsView } from "../../functions/contract/service-levels.ts";
import type { StepId } from "../../statemachines/language/vocabulary.ts";
import { askLegal, draft, ends, legal, numbers, offered, procedure, showCase } from "./agreement-acts.ts";
import { articles, signed, tell, untilDraft, type Partner } from "./agreement-acts.ts";
import { aMinuteLater, mondayMorning } from "./office-hours.ts";
import { until } from "./people.ts";
import type { Stage, Story } from "./stage.ts";

export const newVersionStories: Story[] = [
  {
    procedure,
    title:
      "Sc18: telaah hukum menjadi dua hari; berkas lama tetap satu hari, kecuali yang dipindahkan; mutu layanan per versi",
    play: longerOpinion,
  },
];

const opinion: StepId = "legal-opinion";
/** Of a Monday, as usual and in Ramadan. */
const workingDayMinutes = [450, 390];

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
  await measured(stage, before, cooperationAgreement.version, 1);
  await untilOpinion(stage, after);
  await measured(stage, after, table.version, 2);
  await after.requester.cancel("Pengurus kami berganti.");
  await aMinuteLater(stage);
  await ends(stage, after, "DIBATALKAN");
  const kasi = await stage.officer("service-section-head");
  await kasi.change(moving.caseId, "newer-version", "Mitra setuju dengan waktu telaah yang baru.");
  tell(stage, moving, "Kasi", `memindahkan berkas yang sedang berjalan ke versi ${table.version}`);
  await untilOpinion(stage, moving);
  await measured(stage, moving, table.version, 2);
  await moving.requester.cancel("Pengurus kami berganti.");
  await aMinuteLater(stage);
  await ends(stage, moving, "DIBATALKAN");
  await legal(stage, before, "tanpa-catatan");
  await numbers(stage, before);
  await signed(stage, before);
  const ending = await ends(stage, before, "SELESAI");
  await comparedByVersion(stage, before, table.version);
  return ending;
}

/** Heads see how punctual each version was: the opinion was given under the old one, under the new one its draft was written. */
async function comparedByVersion(stage: Stage, partner: Partner, newer: number): Promise<void> {
  const { browser } = await stage.officer("agency-head");
  const year = new Date(stage.clock.now()).getUTCFullYear();
  const { body } = await browser.get<ServiceLevelsView>(`/api/staff/service-levels?period=${year}`);
  const versions = body.services.find((each) => each.procedure === procedure)?.versions ?? [];
  const standardOf = (version: number): number | null | undefined =>
    versions.find((each) => each.version === version)?.rows.find(({ step }) => step === opinion)?.standard;
  const [newest] = versions;
  if (newest?.version !== newer || newest.rows.length === 0)
    throw new Error(`nothing is told of version ${newer}: ${versions.map(({ version }) => version).join()}`);
  const older = standardOf(cooperationAgreement.version) ?? 0;
  if (!workingDayMinutes.includes(older) || standardOf(newer) !== undefined)
    throw new Error("the opinion is not told of the version under which it was given");
  tell(stage, partner, "Kepala Dinas", "melihat mutu layanan: tiap versi SOP dihitung sendiri");
}

async function untilOpinion(stage: Stage, partner: Partner): Promise<void> {
  await untilDraft(stage, partner);
  await draft(stage, partner, articles("satu"));
  await partner.requester.answer("setujui-draf", () => ({}));
  // A Friday is shorter than the other days: both are measured from a Monday.
  await askLegal(stage, partner, () => mondayMorning(stage, procedure));
}

async function measured(stage: Stage, partner: Partner, version: number, days: number): Promise<void> {
  const task = await until("the legal opinion", async () => (await showCase(stage, partner)).open[0]);
  const view = await showCase(stage, partner);
  const minutes = task.time.standardMinutes ?? 0;
  if (view.procedure.version !== version || !workingDayMinutes.includes(minutes / days))
    throw new Error(`version ${view.procedure.version}, ${minutes} minutes`);
  tell(stage, partner, "Sistem", `versi ${version}: waktu baku telaah ${minutes} menit`);
}
