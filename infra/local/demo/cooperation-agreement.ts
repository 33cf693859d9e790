/** SOP 3 as people play it: an offer, an own initiative with three rounds at the legal office, and what stops it. */
import { randomUUID } from "node:crypto";
import type { AgreementListView, CaseCreatedView, CaseView } from "../../../functions/contract.ts";
import { dayAhead, jumpToDay, officeMorning, weekdayAhead } from "./office-hours.ts";
import { Requester, smallPdf, until } from "./people.ts";
import { lengths, memberWith, type Stage, type Story } from "./stage.ts";

const procedure = "cooperation-agreement";
/** A pilot so short that the first warning, 90 days before its end, is due three days after the signing. */
const pilotDays = 92;

export const cooperationAgreementStories: Story[] = [
  { procedure, title: "penawaran mitra sampai perjanjian ditandatangani", play: straight },
  { procedure, title: "inisiatif dinas, mitra mengusulkan perubahan, tiga putaran telaah hukum", play: threeRounds },
  { procedure, title: "Kepala Dinas mengembalikan, meminta rapat ulang, lalu menghentikan", play: stopped },
  { procedure, title: "mitra tidak menanggapi", play: silence },
  { procedure, title: "mitra membatalkan", play: withdrawal },
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
  await stage.mailbox.next(partner.email, /kami tutup$/);
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

interface Partner {
  requester: Requester;
  caseId: string;
  email: string;
  name: string;
}

async function offered(stage: Stage, name: string): Promise<Partner> {
  await officeMorning(stage);
  const email = emailOf(name);
  const requester = new Requester(stage.base, { ...offerOf(name, email), consent: true });
  const caseId = await requester.ask(procedure, randomUUID());
  const partner = { requester, caseId, email, name };
  tell(stage, partner, "Mitra", `${name} menawarkan kerja sama`);
  await stage.mailbox.next(email, /telah kami terima$/);
  return partner;
}

async function ownInitiative(stage: Stage, name: string): Promise<Partner> {
  await officeMorning(stage);
  const email = emailOf(name);
  const kasi = await stage.officer("service-section-head");
  const values = { ...offerOf(name, email), initiator: "inisiatif-sendiri" };
  const body = { procedure, submissionId: randomUUID(), language: "id", values };
  const reply = await kasi.browser.post<CaseCreatedView>("/api/staff/cases", body);
  if (reply.status !== 201) throw new Error(`the case was not taken: ${reply.status} ${reply.text}`);
  const requester = new Requester(stage.base, values);
  requester.caseId = reply.body.case;
  const partner = { requester, caseId: reply.body.case, email, name };
  const address = await until("the partner's page", async () => (await showCase(stage, partner)).tracking?.url);
  requester.tracking = address.split("/lacak/")[1] ?? "";
  tell(stage, partner, "Kasi", `mengambil inisiatif kerja sama dengan ${name}`);
  return partner;
}

async function untilDecision(stage: Stage, partner: Partner, number: string): Promise<void> {
  const kasi = await stage.officer("service-section-head");
  await kasi.work(partner.caseId, "usulkan-kerja-sama", { opportunity: "Menjangkau pembaca baru." });
  const meetingDate = weekdayAhead(stage, 1);
  await kasi.work(partner.caseId, "ajukan-usulan", {
    proposalText: "Kami mengusulkan kerja sama ini untuk dibahas.",
    meetingDate,
    meetingStart: "09:00",
    meetingPlace: "Ruang rapat dinas",
  });
  tell(stage, partner, "Kasi", `mengusulkan rapat internal ${meetingDate}`);
  await jumpToDay(stage, meetingDate, 11);
  await meeting(stage, partner);
  await permission(stage, partner, number);
}

async function untilDraft(stage: Stage, partner: Partner): Promise<void> {
  await untilDecision(stage, partner, "040");
  await headDecides(stage, partner, "ya");
  const outline = "Objek, hak dan kewajiban, jangka waktu.";
  await stage.official("library-division-head").decide(partner.caseId, "perintahkan", "", { outline });
  tell(stage, partner, "Kabid", "memerintahkan penyusunan draf");
}

async function meeting(stage: Stage, partner: Partner): Promise<void> {
  await stage.official("library-division-head").decide(partner.caseId, "lanjutkan", "", {
    heldOn: dayAhead(stage, 0),
    heldAt: "Ruang rapat dinas",
    participants: [{ name: "Endang Kusumawati", position: "Kabid" }, { name: "Hendra Gunawan" }],
    topics: "Peluang kerja sama",
    benefits: "Jangkauan layanan bertambah.",
    risks: "Buku rusak atau hilang.",
    conclusion: "Layak dilanjutkan.",
  });
  tell(stage, partner, "Kabid", "menyimpan notulensi rapat internal");
}

async function permission(stage: Stage, partner: Partner, number: string): Promise<void> {
  await stage.official("library-division-head").decide(partner.caseId, "mohon-izin", "", {
    permissionNumber: `${number}/XI/2026`,
    basis: "Rencana kerja",
    background: "Minat baca masyarakat",
    scope: "Layanan di lokasi mitra",
    cost: "tanpa-biaya",
  });
  tell(stage, partner, "Kabid", `menyampaikan surat permohonan izin ${number}`);
}

async function headDecides(stage: Stage, partner: Partner, outcome: string, note = ""): Promise<void> {
  stage.clock.advance(30 * lengths.minute);
  await stage.official("agency-head").decide(partner.caseId, outcome, note);
  tell(stage, partner, "Kepala Dinas", `memutuskan ${outcome}${note ? `: ${note}` : ""}`);
}

async function draft(stage: Stage, partner: Partner, agreementText: string): Promise<void> {
  stage.clock.advance(2 * lengths.hour);
  const values = { title: "Layanan Pojok Baca", agreementText };
  await (await stage.officer("service-section-head")).work(partner.caseId, "kirim-ke-mitra", values);
  tell(stage, partner, "Kasi", "mengirim draf kepada mitra");
  await stage.mailbox.next(partner.email, /^Penyampaian Draf/);
}

async function askLegal(stage: Stage, partner: Partner): Promise<void> {
  await officeMorning(stage);
  await (await stage.officer("service-section-head")).work(partner.caseId, "minta-telaah");
  tell(stage, partner, "Kasi", "meminta telaah Bagian Hukum");
}

async function legal(stage: Stage, partner: Partner, outcome: string): Promise<void> {
  stage.clock.advance(2 * lengths.hour);
  const legalNotes = [{ article: "2", paragraph: "1", proposal: "Sebutkan tanggal berakhir.", reason: "Kepastian" }];
  const values = outcome === "dengan-saran" ? { legalNotes, legalConclusion: "ditelaah-lagi" } : {};
  const { codeAsked } = await stage.official("legal-office").decide(partner.caseId, outcome, "", values);
  tell(stage, partner, "Bagian Hukum", `${outcome}${codeAsked ? " (tautan dan kode)" : ""}`);
}

async function revise(stage: Stage, partner: Partner, agreementText: string): Promise<void> {
  const followedNotes = [
    { article: "2", paragraph: "1", proposal: "Sebutkan tanggal berakhir.", followed: "ditindaklanjuti" },
  ];
  const values = { agreementText, followedNotes };
  await (await stage.officer("service-section-head")).work(partner.caseId, "telaah-ulang", values);
  tell(stage, partner, "Kasi", "merevisi draf dan meminta telaah ulang");
}

async function numbers(stage: Stage, partner: Partner): Promise<void> {
  await (await stage.officer("service-section-head")).work(partner.caseId, "beri-nomor");
  const own = await until("our number", async () => (await showCase(stage, partner)).agreementNumber);
  tell(stage, partner, "Kasi", `memberi nomor ${own}`);
  await stage.mailbox.next(partner.email, /^Naskah Final/);
  const partnerNumber = "-";
  const noNumberReason = "Lembaga kami tidak memakai penomoran.";
  await partner.requester.answer("sepakat-final", () => ({ partnerNumber, noNumberReason }));
  tell(stage, partner, "Mitra", "menyetujui naskah final");
}

async function signed(stage: Stage, partner: Partner, days = 365): Promise<void> {
  const kasi = await stage.officer("service-section-head");
  const signingDate = weekdayAhead(stage, 3);
  const when = { signingStart: "10:00", signingPlace: "Aula dinas" };
  await kasi.work(partner.caseId, "usulkan-waktu", { signingDate, ...when });
  await stage.mailbox.next(partner.email, /^Usulan Waktu/);
  const preferredDate = weekdayAhead(stage, 5);
  await partner.requester.answer("minta-waktu-lain", () => ({ preferredDate, preferredStart: "10:00" }));
  await kasi.work(partner.caseId, "usulkan-waktu", { signingPlace: when.signingPlace });
  await partner.requester.answer("bersedia", () => ({}));
  tell(stage, partner, "Mitra", `bersedia menandatangani pada ${preferredDate}`);
  await stage.mailbox.next(partner.email, /^Jadwal Penandatanganan/);
  await jumpToDay(stage, preferredDate, 11);
  const scan = await partner.requester.upload("perjanjian.pdf", smallPdf);
  await kasi.work(partner.caseId, "ditandatangani", {
    firstSignatory: "Bambang Sutrisno, Kepala Dinas",
    secondSignatory: `Pimpinan ${partner.name}`,
    originals: 2,
    scan,
    validFrom: preferredDate,
    validUntil: dayAhead(stage, days),
  });
  tell(stage, partner, "Kasi", "mencatat penandatanganan dan mengarsipkan pindaian");
  await stage.mailbox.next(partner.email, /telah ditandatangani/);
}

/** The case has ended; 90 days before the agreement does, the section is warned. */
async function warned(stage: Stage, partner: Partner): Promise<string> {
  await ends(stage, partner, "SELESAI");
  await jumpToDay(stage, dayAhead(stage, 3));
  await stage.mailbox.next(
    memberWith("service-section-head").email,
    new RegExp(`^PKS dengan .*\\(${partner.caseId}\\)$`),
  );
  const kasi = await stage.officer("service-section-head");
  const { agreements } = (await kasi.browser.get<AgreementListView>("/api/staff/agreements")).body;
  const row = agreements.find((each) => each.case === partner.caseId);
  if (row?.state !== "ends-soon") throw new Error(`the agreement is "${row?.state ?? "not listed"}"`);
  tell(stage, partner, "Sistem", `memperingatkan Kasi: perjanjian ${row.number} berakhir ${row.until ?? ""}`);
  return partner.caseId;
}

async function deadlinePasses(stage: Stage, partner: Partner): Promise<void> {
  const deadline = await until("the question to the partner", async () => {
    const view = await partner.requester.look();
    return view.answer && view.dueAt;
  });
  stage.clock.jumpTo(Date.parse(deadline) + lengths.minute);
  await stage.tick();
  tell(stage, partner, "Sistem", "batas waktu lewat tanpa tanggapan mitra");
}

async function showCase(stage: Stage, { caseId }: Partner): Promise<CaseView> {
  return (await stage.officer("service-section-head")).showCase(caseId);
}

async function ends(
  stage: Stage,
  partner: Partner,
  status: "SELESAI" | "DIBATALKAN" | "KEDALUWARSA" | "DITUTUP",
): Promise<string> {
  await partner.requester.waitFor(status);
  const left = (await (await stage.officer("service-section-head")).inbox("all")).filter(
    (row) => row.case === partner.caseId,
  );
  if (left.length > 0) throw new Error(`${partner.caseId} has ended but still has an open task`);
  tell(stage, partner, "Sistem", `berkas ditutup: ${status}`);
  return partner.caseId;
}

function articles(years: string): string {
  return [
    "PASAL 1 MAKSUD DAN TUJUAN",
    "PARA PIHAK menyediakan pojok baca di lokasi PIHAK KEDUA.",
    "PASAL 2 JANGKA WAKTU",
    `Perjanjian ini berlaku ${years} tahun sejak ditandatangani.`,
  ].join("\n");
}

const emailOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@mitra.example`;

function offerOf(partnerName: string, contactEmail: string): Record<string, unknown> {
  return {
    partnerName,
    partnerType: "komunitas",
    partnerAddress: "Jalan Melati Nomor 12, Contoh",
    contactName: "Laras Widodo",
    contactPosition: "Ketua",
    contactEmail,
    contactPhone: "081298765432",
    topic: "Layanan pojok baca",
    idea: "Menyediakan buku anak di tempat kegiatan kami.",
  };
}

function tell(stage: Stage, { caseId }: Partner, who: string, what: string): void {
  stage.tell({ case: caseId, who, what });
}
