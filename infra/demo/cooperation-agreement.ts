/** SOP 3 as people play it: an offer, an own initiative with three rounds at the legal office, and what stops it. */
import { articles, askLegal, deadlinePasses, draft, ends, headDecides, legal, meeting } from "./agreement-acts.ts";
import { numbers, offered, ownInitiative, permission, procedure, revise, showCase, signed } from "./agreement-acts.ts";
import { endsOn, tell, untilDecision, untilDraft, warned } from "./agreement-acts.ts";
import { dayAhead } from "./office-hours.ts";
import type { Stage, Story } from "./stage.ts";

/** A pilot so short that the first warning, 90 days before its end, is due three days after the signing. */
const pilotDays = 92;

export const cooperationAgreementStories: Story[] = [
  { procedure, title: "penawaran mitra sampai perjanjian ditandatangani", play: straight },
  {
    procedure,
    title: "Sc9: inisiatif dinas, mitra mengusulkan perubahan, tiga putaran telaah hukum",
    play: threeRounds,
  },
  { procedure, title: "Sc10: Kepala Dinas mengembalikan, meminta rapat ulang, lalu menghentikan", play: stopped },
  { procedure, title: "mitra tidak menanggapi", play: silence },
  { procedure, title: "mitra membatalkan", play: withdrawal },
  { procedure, title: "perjanjian diakhiri, lalu diperpanjang", play: endedAndExtended },
];

async function straight(stage: Stage): Promise<string> {
  const partner = await offered(stage, "Yayasan Sekar Baca");
  await untilDraft(stage, partner);
  await draft(stage, partner, articles("satu"));
  await partner.requester.answer("setujui-draf", () => ({}));
  tell(stage, partner, "Mitra", "menyetujui draf lewat tautan");
  await askLegal(stage, partner);
  await legal(stage, partner, "tanpa-catatan");
  await numbers(stage, partner);
  await signed(stage, partner, pilotDays);
  return warned(stage, partner);
}

async function threeRounds(stage: Stage): Promise<string> {
  const partner = await ownInitiative(stage, "SD Negeri 3 Contoh");
  await untilDraft(stage, partner);
  await draft(stage, partner, articles("satu"));
  const changed = articles("dua");
  await partner.requester.answer("usul-perubahan", () => ({ agreementText: changed }), "Jangka waktu dua tahun.");
  tell(stage, partner, "Mitra", "mengusulkan perubahan pada naskah");
  await draft(stage, partner, changed);
  await partner.requester.answer("setujui-draf", () => ({}));
  for (const round of [1, 2, 3]) {
    await askLegal(stage, partner);
    await legal(stage, partner, "dengan-saran");
    await revise(stage, partner, `${changed}\nPerbaikan putaran ${round}.`);
  }
  await askLegal(stage, partner);
  await legal(stage, partner, "tanpa-catatan");
  const view = await showCase(stage, partner);
  const rounds = view.history.filter(({ step }) => step === "legal-opinion").length;
  const versions = view.history.flatMap(({ facts }) => facts.flatMap(({ version }) => version?.number ?? []));
  const units = view.timeByUnit.map(({ unit, tasks }) => `${unit.id} ${tasks} kali`).join(", ");
  if (rounds !== 4 || Math.max(...versions) < 6) throw new Error(`${rounds} rounds, versions ${versions.join(" ")}`);
  tell(stage, partner, "Sistem", `${rounds} putaran, ${Math.max(...versions)} versi; waktu: ${units}`);
  await numbers(stage, partner);
  await signed(stage, partner);
  return ends(stage, partner, "SELESAI");
}

async function stopped(stage: Stage): Promise<string> {
  const partner = await offered(stage, "PT Sumber Kertas");
  await untilDecision(stage, partner, "041");
  await headDecides(stage, partner, "tidak", "Perjelas pembiayaan.");
  await permission(stage, partner, "042");
  await headDecides(stage, partner, "perlu-rapat-ulang", "Hitung ulang risikonya.");
  await meeting(stage, partner);
  await permission(stage, partner, "043");
  await headDecides(stage, partner, "hentikan", "Tidak sejalan dengan tugas dinas.");
  const values = { reasonForPartner: "Bidang kerja sama ini belum termasuk rencana kerja kami." };
  await (await stage.officer("service-section-head")).work(partner.caseId, "kirim-surat", values);
  tell(stage, partner, "Kasi", "mengonfirmasi surat kepada mitra");
  await stage.mailbox.next(partner.email, /^Jawaban Penawaran Kerja Sama/);
  return ends(stage, partner, "DITUTUP");
}

async function silence(stage: Stage): Promise<string> {
  const partner = await offered(stage, "Komunitas Jalan Buku");
  await untilDraft(stage, partner);
  await draft(stage, partner, articles("satu"));
  await deadlinePasses(stage, partner);
  const kasi = await stage.officer("service-section-head");
  await kasi.work(partner.caseId, "tanya-draf");
  await stage.mailbox.next(partner.email, /^Penyampaian Draf/);
  tell(stage, partner, "Kasi", "menanyakan sekali lagi");
  await deadlinePasses(stage, partner);
  await kasi.work(partner.caseId, "tutup-berkas", {}, "Tidak dapat dihubungi.");
  await stage.mailbox.next(partner.email, /kami tutup karena belum ada jawaban$/);
  return ends(stage, partner, "KEDALUWARSA");
}

async function withdrawal(stage: Stage): Promise<string> {
  const partner = await offered(stage, "Taman Bacaan Pelita");
  await untilDecision(stage, partner, "044");
  await partner.requester.cancel("Pengurus kami berganti.");
  tell(stage, partner, "Mitra", "membatalkan kerja sama");
  await stage.mailbox.next(partner.email, /dibatalkan$/);
  return ends(stage, partner, "DIBATALKAN");
}

async function endedAndExtended(stage: Stage): Promise<string> {
  const partner = await offered(stage, "Yayasan Lentera Desa");
  await untilDraft(stage, partner);
  await draft(stage, partner, articles("satu"));
  await partner.requester.answer("setujui-draf", () => ({}));
  await askLegal(stage, partner);
  await legal(stage, partner, "tanpa-catatan");
  await numbers(stage, partner);
  await signed(stage, partner);
  await ends(stage, partner, "SELESAI");
  const kasi = await stage.officer("service-section-head");
  const sooner = dayAhead(stage, 30);
  await kasi.change(partner.caseId, "end-agreement", "Diakhiri atas kesepakatan.", { until: sooner });
  await endsOn(stage, partner, sooner, "ends-soon");
  tell(stage, partner, "Kasi", `mengakhiri perjanjian lebih awal: ${sooner}`);
  const later = dayAhead(stage, 730);
  await kasi.change(partner.caseId, "end-agreement", "Diperpanjang dua tahun.", { until: later });
  await endsOn(stage, partner, later, "in-force");
  tell(stage, partner, "Kasi", `memperpanjang perjanjian sampai ${later}; keduanya terbaca pada riwayat`);
  const { changes } = await showCase(stage, partner);
  if (changes.length !== 2) throw new Error(`the history shows ${changes.length} changes`);
  return partner.caseId;
}
