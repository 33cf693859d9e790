/** What the people of SOP 3 do, in the order of its rows. */
import { randomUUID } from "node:crypto";
import type { AgreementListView, CaseView } from "../../functions/contract/staff.ts";
import type { CaseCreatedView } from "../../functions/contract/public.ts";
import { linkIn } from "./mailbox.ts";
import { aMinuteLater, dayAhead, jumpToDay, officeMorning, officeTime, openWeekday } from "./office-hours.ts";
import { expectStatus, Requester, smallPdf, until } from "./people.ts";
import { lengths, memberWith, type Stage } from "./stage.ts";

export const procedure = "cooperation-agreement";

export interface Partner {
  requester: Requester;
  caseId: string;
  email: string;
  name: string;
}

export async function offered(stage: Stage, name: string): Promise<Partner> {
  await officeMorning(stage);
  const email = emailOf(name);
  const requester = new Requester(stage.base, { ...offerOf(name, email), consent: true }, stage.mailbox);
  const caseId = await requester.ask(procedure, randomUUID());
  const partner = { requester, caseId, email, name };
  tell(stage, partner, "Mitra", `${name} menawarkan kerja sama`);
  await stage.mailbox.next(email, /telah kami terima$/);
  return partner;
}

export async function ownInitiative(stage: Stage, name: string): Promise<Partner> {
  await officeMorning(stage);
  const email = emailOf(name);
  const kasi = await stage.officer("service-section-head");
  const values = { ...offerOf(name, email), initiator: "inisiatif-sendiri" };
  const body = { procedure, submissionId: randomUUID(), language: "id", values };
  const reply = await kasi.browser.post<CaseCreatedView>("/api/staff/cases", body);
  if (reply.status !== 201) throw new Error(`the case was not taken: ${reply.status} ${reply.text}`);
  const requester = new Requester(stage.base, values, stage.mailbox);
  requester.caseId = reply.body.case;
  const partner = { requester, caseId: reply.body.case, email, name };
  // Staff never see the partner's own link; they have it mailed.
  expectStatus(await kasi.browser.post(`/api/staff/cases/${requester.caseId}/link`, {}), 202);
  await aMinuteLater(stage);
  requester.tracking = linkIn(await stage.mailbox.next(email, /^Tautan berkas/), "lacak");
  tell(stage, partner, "Kasi", `mengambil inisiatif kerja sama dengan ${name}`);
  return partner;
}

export async function untilDecision(stage: Stage, partner: Partner, number: string): Promise<void> {
  const kasi = await stage.officer("service-section-head");
  await kasi.work(partner.caseId, "usulkan-kerja-sama", { opportunity: "Menjangkau pembaca baru." });
  const meetingDate = await openWeekday(stage, procedure, 1);
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

export async function untilDraft(stage: Stage, partner: Partner): Promise<void> {
  await untilDecision(stage, partner, "040");
  await headDecides(stage, partner, "ya");
  const outline = "Objek, hak dan kewajiban, jangka waktu.";
  await stage.official("library-division-head").decide(partner.caseId, "perintahkan", "", { outline });
  tell(stage, partner, "Kabid", "memerintahkan penyusunan draf");
}

export async function meeting(stage: Stage, partner: Partner): Promise<void> {
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

export async function permission(stage: Stage, partner: Partner, number: string): Promise<void> {
  await stage.official("library-division-head").decide(partner.caseId, "mohon-izin", "", {
    permissionNumber: `${number}/XI/2026`,
    basis: "Rencana kerja",
    background: "Minat baca masyarakat",
    scope: "Layanan di lokasi mitra",
    cost: "tanpa-biaya",
  });
  tell(stage, partner, "Kabid", `menyampaikan surat permohonan izin ${number}`);
}

export async function headDecides(stage: Stage, partner: Partner, outcome: string, note = ""): Promise<void> {
  officeTime(stage, 30 * lengths.minute);
  await stage.official("agency-head").decide(partner.caseId, outcome, note);
  tell(stage, partner, "Kepala Dinas", `memutuskan ${outcome}${note ? `: ${note}` : ""}`);
}

export async function draft(stage: Stage, partner: Partner, agreementText: string): Promise<void> {
  officeTime(stage, 2 * lengths.hour);
  const values = { title: "Layanan Pojok Baca", agreementText };
  await (await stage.officer("service-section-head")).work(partner.caseId, "kirim-ke-mitra", values);
  tell(stage, partner, "Kasi", "mengirim draf kepada mitra");
  await stage.mailbox.next(partner.email, /^Penyampaian Draf/);
}

/** @param morning at which it is asked */
export async function askLegal(stage: Stage, partner: Partner, morning = officeMorning): Promise<void> {
  await morning(stage);
  await (await stage.officer("service-section-head")).work(partner.caseId, "minta-telaah");
  tell(stage, partner, "Kasi", "meminta telaah Bagian Hukum");
}

export async function legal(stage: Stage, partner: Partner, outcome: string): Promise<void> {
  officeTime(stage, 2 * lengths.hour);
  const legalNotes = [{ article: "2", paragraph: "1", proposal: "Sebutkan tanggal berakhir.", reason: "Kepastian" }];
  const values = outcome === "dengan-saran" ? { legalNotes, legalConclusion: "ditelaah-lagi" } : {};
  const { codeAsked } = await stage.official("legal-office").decide(partner.caseId, outcome, "", values);
  tell(stage, partner, "Bagian Hukum", `${outcome}${codeAsked ? " (tautan dan kode)" : ""}`);
}

export async function revise(stage: Stage, partner: Partner, agreementText: string): Promise<void> {
  const followedNotes = [
    { article: "2", paragraph: "1", proposal: "Sebutkan tanggal berakhir.", followed: "ditindaklanjuti" },
  ];
  const values = { agreementText, followedNotes };
  await (await stage.officer("service-section-head")).work(partner.caseId, "telaah-ulang", values);
  tell(stage, partner, "Kasi", "merevisi draf dan meminta telaah ulang");
}

export async function numbers(stage: Stage, partner: Partner): Promise<void> {
  await (await stage.officer("service-section-head")).work(partner.caseId, "beri-nomor");
  const own = await until("our number", async () => (await showCase(stage, partner)).agreementNumber);
  tell(stage, partner, "Kasi", `memberi nomor ${own}`);
  await stage.mailbox.next(partner.email, /^Naskah Final/);
  const partnerNumber = "-";
  const noNumberReason = "Lembaga kami tidak memakai penomoran.";
  await partner.requester.answer("sepakat-final", () => ({ partnerNumber, noNumberReason }));
  tell(stage, partner, "Mitra", "menyetujui naskah final");
}

export async function signed(stage: Stage, partner: Partner, days = 365): Promise<void> {
  const kasi = await stage.officer("service-section-head");
  const signingDate = await openWeekday(stage, procedure, 3);
  const when = { signingStart: "10:00", signingPlace: "Aula dinas" };
  await kasi.work(partner.caseId, "usulkan-waktu", { signingDate, ...when });
  await stage.mailbox.next(partner.email, /^Usulan Waktu/);
  const preferredDate = await openWeekday(stage, procedure, 5);
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
export async function warned(stage: Stage, partner: Partner): Promise<string> {
  await ends(stage, partner, "SELESAI");
  await jumpToDay(stage, dayAhead(stage, 3));
  await stage.mailbox.next(
    memberWith("service-section-head").email,
    new RegExp(`^PKS dengan .*\\(${partner.caseId}\\)$`),
  );
  const row = await listed(stage, partner);
  if (row?.state !== "ends-soon") throw new Error(`the agreement is "${row?.state ?? "not listed"}"`);
  tell(stage, partner, "Sistem", `memperingatkan Kasi: perjanjian ${row.number} berakhir ${row.until ?? ""}`);
  return partner.caseId;
}

type Listed = AgreementListView["agreements"][number];

async function listed(stage: Stage, { caseId }: Partner): Promise<Listed | undefined> {
  const kasi = await stage.officer("service-section-head");
  const { agreements } = (await kasi.browser.get<AgreementListView>("/api/staff/agreements")).body;
  return agreements.find((each) => each.case === caseId);
}

/** @throws Error where the list of agreements says another last day, or state */
export async function endsOn(stage: Stage, partner: Partner, until: string, state: Listed["state"]): Promise<void> {
  const row = await listed(stage, partner);
  if (row?.until !== until || row.state !== state) throw new Error(`the list says ${JSON.stringify(row)}`);
}

export async function deadlinePasses(stage: Stage, partner: Partner): Promise<void> {
  const deadline = await until("the question to the partner", async () => {
    const view = await partner.requester.look();
    return view.answer && view.told.next?.answerBy;
  });
  stage.clock.jumpTo(Date.parse(deadline) + lengths.minute);
  await stage.tick();
  tell(stage, partner, "Sistem", "batas waktu lewat tanpa tanggapan mitra");
}

export async function showCase(stage: Stage, { caseId }: Partner): Promise<CaseView> {
  return (await stage.officer("service-section-head")).showCase(caseId);
}

export async function ends(
  stage: Stage,
  partner: Partner,
  status: "SELESAI" | "DIBATALKAN" | "KEDALUWARSA" | "DITUTUP",
): Promise<string> {
  await partner.requester.waitFor(status);
  const head = await stage.officer("service-section-head");
  await head.waitForEnd(partner.caseId);
  const left = (await head.inbox("all")).filter((row) => row.case === partner.caseId);
  if (left.length > 0) throw new Error(`${partner.caseId} has ended but still has an open task`);
  tell(stage, partner, "Sistem", `berkas ditutup: ${status}`);
  return partner.caseId;
}

export function articles(years: string): string {
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

export function tell(stage: Stage, { caseId }: Partner, who: string, what: string): void {
  stage.tell({ case: caseId, who, what });
}
