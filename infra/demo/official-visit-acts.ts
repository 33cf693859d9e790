/** What the people of SOP 4 do, in the order of its rows. */
import { randomUUID } from "node:crypto";
import type { ScheduleView } from "../../functions/contract/shared.ts";
import type { TaskRow } from "../../functions/contract/staff.ts";
import type { TaskView } from "../../functions/contract/decision.ts";
import { dayAhead, officeMorning, officeTime, openDay } from "./office-hours.ts";
import { Requester, until } from "./people.ts";
import { lengths, memberWith, type Stage } from "./stage.ts";

export const procedure = "official-visit";

type Values = Record<string, unknown>;

export interface Visitor {
  requester: Requester;
  caseId: string;
  email: string;
  date: string;
}

/** Asks for a visit and waits for the receipt; `email` is the address meant, whatever the form said. */
export async function ask(stage: Stage, institution: string, headcount: number, other: Values = {}): Promise<Visitor> {
  await officeMorning(stage);
  const email = `${institution.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@sekolah.example`;
  const preferredDate = await openDay(stage, procedure, dayAhead(stage, 8));
  const values: Values = { ...letterOf(institution, headcount, email), preferredDate, ...other };
  const date = String(values["preferredDate"]);
  const requester = new Requester(stage.base, values, stage.mailbox);
  const caseId = await requester.ask(procedure, randomUUID());
  tell(stage, caseId, "Pengunjung", `${institution} memohon kunjungan ${date}, ${headcount} orang`);
  await stage.mailbox.next(String(values["contactEmail"]), /telah kami terima$/);
  tell(stage, caseId, "Sistem", "menerima surat dan mengirim tanda terima");
  return { requester, caseId, email, date };
}

/** Rows 3 to 5; `look` is the Kasi's look at the schedule before passing it on. */
export async function untilDecision(
  stage: Stage,
  caseId: string,
  recommendation: string,
  look: (schedule: ScheduleView | null) => void = () => undefined,
): Promise<void> {
  const registrar = await stage.officer("mail-registrar");
  await registrar.work(caseId, "agendakan", { urgency: "biasa" });
  const number = await until("the register number", async () => (await registrar.showCase(caseId)).agendaNumber);
  tell(stage, caseId, "Agendaris", `mencatat surat di buku agenda nomor ${number}`);
  await afterRegistration(stage, caseId, recommendation, look);
}

/** Rows 4 and 5. */
export async function afterRegistration(
  stage: Stage,
  caseId: string,
  recommendation: string,
  look: (schedule: ScheduleView | null) => void = () => undefined,
): Promise<void> {
  const availability = recommendation === "cocok" ? "sesuai" : "tidak-sesuai";
  await (await stage.officer("mail-registrar")).work(caseId, "lapor", { availability });
  tell(stage, caseId, "Agendaris", "memeriksa jadwal dan melapor kepada Kasi");
  officeTime(stage, 4 * lengths.minute);
  const companion = memberWith("companion-librarian").id;
  const kasi = await stage.officer("service-section-head");
  const { aids } = await kasi.work(caseId, "teruskan", { recommendation, companion });
  look(aids.schedule);
  tell(stage, caseId, "Kasi", `meminta keputusan Kabid (${recommendation})`);
}

export async function decide(stage: Stage, caseId: string, outcome: string, note = ""): Promise<void> {
  const head = stage.official("library-division-head");
  // The mail is out before time passes, so that the sweep does not send it as well.
  await head.linkTo(caseId);
  officeTime(stage, 5 * lengths.minute);
  const { codeAsked } = await head.decide(caseId, outcome, note);
  tell(
    stage,
    caseId,
    "Kabid",
    `memutuskan "${outcome}" lewat tautan email${codeAsked ? " dengan kode" : ", perangkat dikenal"}`,
  );
}

export async function reply(stage: Stage, caseId: string, outcome: string): Promise<void> {
  await (await stage.officer("mail-registrar")).work(caseId, outcome);
  tell(stage, caseId, "Agendaris", `mengirim surat balasan (${outcome})`);
}

export async function companion(stage: Stage, caseId: string, outcome: string, note = ""): Promise<void> {
  await stage.official("companion-librarian").decide(caseId, outcome, note);
  tell(stage, caseId, "Pendamping", outcome === "terima" ? "menerima disposisi lewat tautan" : "berhalangan");
}

/** Lets the clock stand at the hour of the visit: the guest book opened an hour before. */
export async function visitDay(stage: Stage, { requester, caseId }: Visitor): Promise<void> {
  const answer = await until("the guest book", async () => {
    const view = await requester.look();
    return view.answer?.availableFrom ? view.answer : null;
  });
  stage.clock.jumpTo(Date.parse(answer.availableFrom ?? "") + lengths.hour);
  await stage.tick();
  tell(stage, caseId, "Sistem", "hari kunjungan");
}

export async function ends(
  stage: Stage,
  { requester, caseId }: Visitor,
  status: "SELESAI" | "DIBATALKAN" | "KEDALUWARSA" | "DITUTUP",
): Promise<string> {
  await requester.waitFor(status);
  const registrar = await stage.officer("mail-registrar");
  await registrar.waitForEnd(caseId);
  const left = (await registrar.inbox("all")).filter((row: TaskRow) => row.case === caseId);
  if (left.length > 0) throw new Error(`${caseId} has ended but still has an open task`);
  tell(stage, caseId, "Sistem", `berkas ditutup: ${status}`);
  return caseId;
}

export function secondSlot(task: TaskView): Record<string, unknown> {
  return { slot: task.aids.slots[1] };
}

export function letterOf(institutionName: string, headcount: number, contactEmail: string): Values {
  return {
    institutionName,
    institutionType: "smp",
    institutionAddress: "Jalan Pendidikan Nomor 10, Contoh",
    district: "Contoh Kota",
    contactName: "Drs. H. Ma'ruf, M.Pd.",
    contactPosition: "Kepala sekolah",
    contactEmail,
    contactPhone: "081234567890",
    purpose: "literasi",
    purposeDetail: "Mengenal koleksi referensi dan cara menelusur katalog.",
    preferredStart: "09:00",
    preferredEnd: "11:00",
    headcount,
    consent: true,
  };
}

export function tell(stage: Stage, caseId: string, who: string, what: string): void {
  stage.tell({ case: caseId, who, what });
}
