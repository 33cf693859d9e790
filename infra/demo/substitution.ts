/** Sc6, played on SOP 4: the division head is away, somebody holds the post, and it goes back. */
import type { DecisionView } from "../../functions/contract/decision.ts";
import type { SubstitutionsView } from "../../functions/contract/staff.ts";
import { aMinuteLater, dayAhead, jumpToDay, mondayMorning } from "./office-hours.ts";
import { ask, ends, procedure, reply, tell, untilDecision, type Visitor } from "./official-visit-acts.ts";
import { expectStatus, Official, refusal, until } from "./people.ts";
import { memberWith, type Stage, type Story } from "./stage.ts";

export const substitutionStories: Story[] = [
  { procedure, title: "Sc6: Kabid cuti, Plh. memutuskan, Kasi yang menyusun ditolak", play: divisionHeadAway },
];

const post = "library-division-head";
const actingTitle = "Plh. Kepala Bidang Perpustakaan";
const substitute = memberWith("companion-librarian", 1);

async function divisionHeadAway(stage: Stage): Promise<string> {
  await mondayMorning(stage, procedure);
  const one = await waiting(stage, "SMP Negeri 21 Contoh", 16);
  const other = await waiting(stage, "SMP Negeri 22 Contoh", 17);
  const head = stage.official(post);
  const oldLink = await head.linkTo(one.caseId);
  await enter(stage, one.caseId, substitute.id, { from: dayAhead(stage, 1), until: dayAhead(stage, 4) });
  const monday = dayAhead(stage, 7);
  const { dueAt } = await taskOf(stage, one);

  await jumpToDay(stage, dayAhead(stage, 1), 0);
  await aMinuteLater(stage);
  const page = expectStatus(await head.browser.get<DecisionView>(`/api/decisions/${oldLink}`), 200);
  if (page.page !== "reassigned") throw new Error(`the old link shows the page "${page.page}"`);
  tell(stage, one.caseId, "Kabid", `tautan lama: tugas dialihkan kepada ${page.to?.id ?? "?"}`);
  if ((await taskOf(stage, one)).dueAt !== dueAt) throw new Error("the due time has moved");

  await jumpToDay(stage, dayAhead(stage, 0), 9);
  const acting = new Official(stage.base, substitute.email, stage.mailbox);
  await acting.decide(one.caseId, "ya");
  tell(stage, one.caseId, "Plh. Kabid", 'memutuskan "ya" lewat tautan email');
  await says(stage, one.caseId, `${substitute.name}, ${actingTitle}`);
  await reply(stage, one.caseId, "ya");
  const letter = await stage.mailbox.next(one.email, new RegExp(one.caseId));
  if (!letter.text.includes(`${actingTitle},`)) throw new Error("the letter does not say who signs");
  tell(stage, one.caseId, "Pengunjung", `membaca surat yang ditandatangani ${actingTitle}`);

  await jumpToDay(stage, monday, 8);
  await aMinuteLater(stage);
  await until("the undecided task to be back", async () =>
    (await (await stage.officer(post)).inbox()).find((row) => row.case === other.caseId),
  );
  tell(stage, other.caseId, "Sistem", "masa Plh. berakhir: tugas yang belum diputuskan kembali kepada Kabid");

  const today = dayAhead(stage, 0);
  await enter(stage, other.caseId, memberWith("service-section-head").id, { from: today, until: today });
  await aMinuteLater(stage);
  await makerRefused(stage, other);
  await stage.official("agency-head").decide(other.caseId, "ya");
  tell(stage, other.caseId, "Kepala Dinas", 'memutuskan "ya", karena Plh. Kabid menyusun berkasnya');
  await endAll(stage);

  await one.requester.cancel("Kegiatan sekolah dipindahkan.");
  await aMinuteLater(stage);
  await ends(stage, one, "DIBATALKAN");
  await other.requester.cancel("Kegiatan sekolah dipindahkan.");
  await aMinuteLater(stage);
  return ends(stage, other, "DIBATALKAN");
}

async function waiting(stage: Stage, school: string, daysAhead: number): Promise<Visitor> {
  const preferredDate = dayAhead(stage, daysAhead);
  const visitor = await ask(stage, school, 24, { preferredDate });
  await untilDecision(stage, visitor.caseId, "cocok");
  return visitor;
}

async function enter(
  stage: Stage,
  caseId: string,
  person: string,
  period: { from: string; until: string },
): Promise<void> {
  const { browser } = await stage.officer(post);
  const values = { post, person, kind: "plh", orderNumber: "800/112/Disperpusip/2026", ...period };
  expectStatus(await browser.post<SubstitutionsView>("/api/staff/substitutions", { values }), 201);
  tell(stage, caseId, "Kabid", `mencatat Plh. ${period.from} sampai ${period.until}`);
}

/** Whoever plays after this finds the division head in office. */
async function endAll(stage: Stage): Promise<void> {
  const { browser } = await stage.officer(post);
  const { entries } = expectStatus(await browser.get<SubstitutionsView>("/api/staff/substitutions"), 200);
  for (const { number, state } of entries)
    if (state !== "past") expectStatus(await browser.post("/api/staff/substitutions/end", { post, number }), 200);
  await aMinuteLater(stage);
}

async function taskOf(stage: Stage, { caseId }: Visitor): Promise<{ dueAt: string | null }> {
  const row = await until(`the task of ${caseId}`, async () =>
    (await (await stage.officer("service-section-head")).inbox("all")).find((each) => each.case === caseId),
  );
  return { dueAt: row.time.dueAt };
}

async function makerRefused(stage: Stage, { caseId }: Visitor): Promise<void> {
  const kasi = await stage.officer("service-section-head");
  const row = await until("the task", async () => (await kasi.inbox("all")).find((each) => each.case === caseId));
  const path = `/api/staff/tasks/${caseId}/${row.task}`;
  const sent = kasi.browser.post(path, { outcome: "ya", note: "", values: {} });
  const words = await refusal(sent.then((answered) => expectStatus(answered, 200)));
  if (!words.includes("Yang diminta memutuskan: Kepala Dinas")) throw new Error(words);
  tell(stage, caseId, "Kasi", "ditolak: menyusun berkas itu sendiri; yang diminta memutuskan Kepala Dinas");
}

async function says(stage: Stage, caseId: string, words: string): Promise<void> {
  const { history } = await (await stage.officer("mail-registrar")).showCase(caseId);
  const by = history.findLast((entry) => entry.step === "decide")?.by;
  const said = `${by?.name ?? "?"}, ${by?.role.id ?? "?"}`;
  if (said !== words) throw new Error(`the history says "${said}"`);
  tell(stage, caseId, "Riwayat", words);
}
