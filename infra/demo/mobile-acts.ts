/** What the people of SOP 1 do, in the order of its rows. */
import { randomUUID } from "node:crypto";
import type { PublicScheduleView } from "../../functions/contract/public.ts";
import type { ClashesView } from "../../functions/contract/staff.ts";
import type { TaskView } from "../../functions/contract/decision.ts";
import { demoSettings } from "../local/host/demo-agency.ts";
import { dayAhead, officeMorning, openDay } from "./office-hours.ts";
import { Officer, Requester, smallPdf, until } from "./people.ts";
import { lengths, memberWith, type Stage } from "./stage.ts";

export const procedure = "mobile-library";

type Values = Record<string, unknown>;

export interface Host {
  requester: Requester;
  caseId: string;
  email: string;
  name: string;
  date: string;
}

export async function ask(stage: Stage, name: string, after?: string): Promise<Host> {
  await officeMorning(stage);
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@lokasi.example`;
  const date = await openDay(stage, procedure, after ?? dayAhead(stage, 8));
  const values = requestOf(name, email, date);
  const requester = new Requester(stage.base, values, stage.mailbox);
  await requester.send(procedure, randomUUID(), values);
  const host = { requester, caseId: requester.caseId, email, name, date };
  tell(stage, host, "Pengguna", `${name} meminta layanan keliling pada ${date}`);
  await stage.mailbox.next(email, /telah kami terima$/);
  return host;
}

/** Rows 1 to 4. */
export async function planned(stage: Stage, host: Host): Promise<void> {
  await putForward(stage, host);
  await stage.official("library-division-head").decide(host.caseId, "sesuai");
  tell(stage, host, "Kabid", "menyetujui rencana lewat tautan email");
  await (await stage.officer("service-section-head")).work(host.caseId, "tugaskan");
  tell(stage, host, "Kasi", "menugaskan petugas dan mobil");
}

/** Rows 1 and 2; answers what the plan clashes with, as the form shows it while it is filled in. */
export async function putForward(stage: Stage, host: Host, changed: Values = {}): Promise<ClashesView["clashes"]> {
  const head = await stage.officer("service-section-head");
  const contact = {
    on: dayAhead(stage, 0),
    with: "Ibu Wulan",
    channel: "telepon",
    agreed: `${host.date}, halaman lokasi`,
  };
  await head.work(host.caseId, "selesai", { contacts: [contact] });
  const plan = { ...planOf(host), ...changed };
  const clashes = await head.clashes(host.caseId, "ajukan", plan);
  await head.work(host.caseId, "ajukan", plan);
  await planCollected(stage);
  tell(stage, host, "Kasi", "berkoordinasi dan menyusun rencana");
  return clashes;
}

/** The mail with the plan goes out once nothing more is put forward for a quarter of an hour. */
export async function planCollected(stage: Stage): Promise<void> {
  await stage.tick();
  stage.clock.advance(16 * lengths.minute);
  await stage.tick();
}

/** Row 5: letter, ready texts and the public schedule. */
export async function published(stage: Stage, host: Host): Promise<void> {
  const crew = await stage.officer("mobile-library-officer");
  const task: TaskView = await crew.work(host.caseId, "terbitkan", { publishedIn: ["whatsapp", "instagram"] });
  if (!task.aids.readyTexts.some(({ link }) => link?.startsWith("https://wa.me/"))) throw new Error("no text to send");
  await stage.mailbox.next(host.email, /^Pemberitahuan Jadwal/);
  if ((await inSchedule(stage, host)).length !== 1) throw new Error(`${host.name} is not in the public schedule`);
  tell(stage, host, "Petugas", "mengirim surat, menyalin teks WhatsApp, jadwal umum diperbarui");
}

/** Waits for the day and lets the clock stand at 07.30 on it. */
export async function dayOfStop(stage: Stage, host: Host): Promise<void> {
  const crew = await stage.officer("mobile-library-officer");
  const from = await until("the checklist", async () => {
    const row = (await crew.inbox()).find((each) => each.case === host.caseId);
    return row?.availableFrom;
  });
  stage.clock.jumpTo(Date.parse(from) + 7.5 * lengths.hour);
  await stage.tick();
  tell(stage, host, "Sistem", "hari layanan");
}

/** Rows 9 to 14. */
export async function onTheRoad(stage: Stage, host: Host): Promise<void> {
  const crew = await stage.officer("mobile-library-officer");
  const page = await host.requester.upload("halaman-buku-besar.pdf", smallPdf);
  await crew.work(host.caseId, "siap", checklist);
  stage.clock.advance(40 * lengths.minute);
  await crew.work(host.caseId, "tiba");
  await crew.work(host.caseId, "selesai", { signedBy: "Ibu Wulan", signedPage: page });
  tell(stage, host, "Petugas", "tiba, melapor, halaman buku besar dicap dan difoto");
  await crew.work(host.caseId, "selesai");
  stage.clock.advance(150 * lengths.minute);
  await crew.work(host.caseId, "selesai", { readers: { "anak-l": 24, "anak-p": 31, "umum-p": 4 }, booksRead: 112 });
  tell(stage, host, "Petugas", "59 pembaca, 112 buku dibaca");
  stage.clock.advance(40 * lengths.minute);
  await crew.work(host.caseId, "kembali", { odometer: 20_145 });
}

export async function ends(stage: Stage, host: Host): Promise<string> {
  await host.requester.waitFor("SELESAI");
  const head = await stage.officer("service-section-head");
  await head.waitForEnd(host.caseId);
  const left = (await head.inbox("all")).filter((row) => row.case === host.caseId);
  if (left.length > 0) throw new Error(`${host.caseId} has ended but still has an open task`);
  tell(stage, host, "Sistem", "berkas ditutup: SELESAI");
  return host.caseId;
}

export async function inSchedule(stage: Stage, { name }: Host): Promise<PublicScheduleView["stops"]> {
  const visitor = new Officer(stage.base, "nobody");
  return until("the public schedule", async () => {
    const { body } = await visitor.browser.get<PublicScheduleView>("/api/schedule");
    const found = body.stops.filter((stop) => stop.place === name);
    return found.length > 0 ? found : null;
  });
}

export function agreed(stage: Stage): Values {
  return { agreedBy: "Ibu Wulan", agreedOn: dayAhead(stage, 0), agreedChannel: "telepon" };
}

export const checklist = { fuel: true, vehicleCondition: true, books: true, carpet: true };
/** An outcome that is possible anytime asks nothing of the row. */
export const bare: Values = {};

function planOf({ date, name }: Host): Values {
  return {
    place: name,
    date,
    arrival: "08:45",
    start: "09:00",
    end: "11:30",
    distanceKm: 18,
    travelMinutes: 40,
    officers: [memberWith("mobile-library-officer").id],
    driver: memberWith("mobile-library-officer", 1).id,
    vehicle: demoSettings.vehicles[0],
    theme: "Cerita rakyat",
    rainPlan: "Pindah ke aula",
  };
}

function requestOf(hostName: string, contactEmail: string, preferredDate: string): Values {
  return {
    hostName,
    hostType: "sekolah",
    hostAddress: "Jalan Melati Nomor 3, Contoh",
    district: "Karangsari",
    contactName: "Wulan Sari, S.Pd.",
    contactPhone: "081234567890",
    contactEmail,
    expectedReaders: { anak: 55, umum: 5 },
    preferredDate,
    consent: true,
  };
}

export function tell(stage: Stage, host: Host, who: string, what: string): void {
  stage.tell({ case: host.caseId, who, what });
}
