/** SOP 1 as people play it: a stop that goes well, rain on the way, another date with a clash, a host who is silent. */
import { randomUUID } from "node:crypto";
import type { CaseCreatedView, PublicScheduleView, TaskView } from "../../../functions/contract.ts";
import { addDays } from "../../../statemachines/form.ts";
import { demoSettings } from "../demo-agency.ts";
import { dayAhead, officeMorning, openDay } from "./office-hours.ts";
import { Officer, refusal, Requester, smallPdf, until } from "./people.ts";
import { lengths, memberWith, type Stage, type Story } from "./stage.ts";

const procedure = "mobile-library";

export const mobileLibraryStories: Story[] = [
  { procedure, title: "layanan keliling berjalan lancar", play: straight },
  { procedure, title: "Sc4: batal karena hujan, dijadwalkan ulang", play: rain },
  { procedure, title: "Sc5: sekolah minta tanggal lain, mobil bentrok, Kabid mengembalikan", play: otherDate },
  { procedure, title: "Sc3: pengguna tidak menjawab, dipastikan lewat telepon", play: silence },
];

type Values = Record<string, unknown>;

interface Host {
  requester: Requester;
  caseId: string;
  email: string;
  name: string;
  date: string;
}

async function straight(stage: Stage): Promise<string> {
  const host = await ask(stage, "SD Negeri 2 Contoh");
  await planned(stage, host);
  await published(stage, host);
  await host.requester.answer("ya", () => ({}));
  tell(stage, host, "Pengguna", "siap menerima pada waktu itu");
  await dayOfStop(stage, host);
  await onTheRoad(stage, host);
  return ends(stage, host);
}

async function rain(stage: Stage): Promise<string> {
  const host = await ask(stage, "Desa Sumberjaya");
  await planned(stage, host);
  await published(stage, host);
  await host.requester.answer("ya", () => ({}));
  await dayOfStop(stage, host);
  const crew = await stage.officer("mobile-library-officer");
  await crew.work(host.caseId, "siap", checklist);
  await crew.work(host.caseId, "batal-cuaca", bare, "Hujan lebat, jalan menuju desa tergenang");
  tell(stage, host, "Petugas", "menunda karena cuaca di perjalanan");
  await stage.mailbox.next(host.email, /ditunda$/);
  tell(stage, host, "Pengguna", "menerima pemberitahuan penundaan");
  if (!(await inSchedule(stage, host)).some((stop) => stop.postponed)) throw new Error("the schedule shows no delay");
  const again = await openDay(stage, procedure, addDays(host.date, 5));
  const head = await stage.officer("service-section-head");
  await head.work(host.caseId, "sepakat", { changeReason: "cuaca", date: again, ...agreed(stage) });
  tell(stage, host, "Kasi", `menyepakati tanggal pengganti ${again} lewat telepon`);
  await stage.official("library-division-head").decide(host.caseId, "sesuai");
  await crew.work(host.caseId, "terbitkan");
  await stage.mailbox.next(host.email, /^Perubahan Jadwal/);
  tell(stage, host, "Petugas", "memberitahukan jadwal baru kepada pengguna ini saja");
  await dayOfStop(stage, host);
  await onTheRoad(stage, host);
  return ends(stage, host);
}

async function otherDate(stage: Stage): Promise<string> {
  const other = await ask(stage, "Pondok Pesantren Al-Hikmah");
  await planned(stage, other);
  await published(stage, other);
  const host = await ask(stage, "SMP Negeri 4 Contoh", addDays(other.date, 1));
  await planned(stage, host);
  await published(stage, host);
  await host.requester.answer("tidak", () => ({ hostDate1: other.date }), "Ada ujian semester pada hari itu.");
  tell(stage, host, "Pengguna", `tidak dapat, mengusulkan ${other.date}`);
  const head = await stage.officer("service-section-head");
  const wish = { changeReason: "pengguna", date: other.date, ...agreed(stage) };
  const clash = await refusal(head.work(host.caseId, "sepakat", wish));
  if (!clash.includes("Mobil sudah dijadwalkan di")) throw new Error(`no clash was told: ${clash}`);
  tell(stage, host, "Sistem", `menolak bentrok: mobil sudah dijadwalkan di ${other.name}`);
  const third = await openDay(stage, procedure, addDays(host.date, 2));
  await head.work(host.caseId, "sepakat", { ...wish, date: third });
  await stage.official("library-division-head").decide(host.caseId, "tidak", "Mulai pukul 08.30, jangan lebih siang.");
  tell(stage, host, "Kabid", "mengembalikan dengan catatan");
  const returned = await head.work(host.caseId, "sepakat", { arrival: "08:15", start: "08:30", end: "11:00" });
  if (returned.aids.prefill["date"] !== third) throw new Error("what was typed before was lost");
  tell(stage, host, "Kasi", `memperbaiki jam; isian ${third} masih ada`);
  await stage.official("library-division-head").decide(host.caseId, "sesuai");
  await (await stage.officer("mobile-library-officer")).work(host.caseId, "terbitkan");
  await stage.mailbox.next(host.email, /^Perubahan Jadwal/);
  tell(stage, host, "Petugas", "memberitahukan perubahan; tidak ditanya lagi");
  await other.requester.cancel("Kegiatan pondok dipindahkan.");
  await other.requester.waitFor("DIBATALKAN");
  tell(stage, other, "Pengguna", "membatalkan sebelum berangkat");
  await dayOfStop(stage, host);
  await onTheRoad(stage, host);
  return ends(stage, host);
}

async function silence(stage: Stage): Promise<string> {
  const host = await ask(stage, "TBM Cahaya");
  await planned(stage, host);
  await published(stage, host);
  const deadline = await until("the question to the host", async () => {
    const view = await host.requester.look();
    return view.answer && view.dueAt;
  });
  stage.clock.jumpTo(Date.parse(deadline) + lengths.minute);
  await stage.tick();
  tell(stage, host, "Sistem", "satu hari kerja tanpa jawaban");
  const head = await stage.officer("service-section-head");
  await head.work(host.caseId, "jalan-terus", { confirmedBy: "Ibu Wulan", confirmedChannel: "telepon" });
  tell(stage, host, "Kasi", "menelepon dan memutuskan jalan terus");
  await dayOfStop(stage, host);
  await onTheRoad(stage, host);
  return ends(stage, host);
}

async function ask(stage: Stage, name: string, after?: string): Promise<Host> {
  await officeMorning(stage);
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@lokasi.example`;
  const date = await openDay(stage, procedure, after ?? dayAhead(stage, 8));
  const values = requestOf(name, email, date);
  const requester = new Requester(stage.base, values);
  const body = { procedure, submissionId: randomUUID(), language: "id", values };
  const reply = await requester.browser.post<CaseCreatedView>("/api/requests", body);
  if (reply.status !== 201) throw new Error(`the request was not taken: ${reply.text.slice(0, 300)}`);
  requester.caseId = reply.body.case;
  requester.tracking = reply.body.tracking.replace("/lacak/", "");
  const host = { requester, caseId: requester.caseId, email, name, date };
  tell(stage, host, "Pengguna", `${name} meminta layanan keliling pada ${date}`);
  await stage.mailbox.next(email, /telah kami terima$/);
  return host;
}

/** Rows 1 to 4. */
async function planned(stage: Stage, host: Host): Promise<void> {
  const head = await stage.officer("service-section-head");
  const contact = {
    on: dayAhead(stage, 0),
    with: "Ibu Wulan",
    channel: "telepon",
    agreed: `${host.date}, halaman lokasi`,
  };
  await head.work(host.caseId, "selesai", { contacts: [contact] });
  await head.work(host.caseId, "ajukan", planOf(host));
  tell(stage, host, "Kasi", "berkoordinasi dan menyusun rencana");
  await stage.official("library-division-head").decide(host.caseId, "sesuai");
  tell(stage, host, "Kabid", "menyetujui rencana lewat tautan email");
  await head.work(host.caseId, "tugaskan");
  tell(stage, host, "Kasi", "menugaskan petugas dan mobil");
}

/** Row 5: letter, ready texts and the public schedule. */
async function published(stage: Stage, host: Host): Promise<void> {
  const crew = await stage.officer("mobile-library-officer");
  const task: TaskView = await crew.work(host.caseId, "terbitkan", { publishedIn: ["whatsapp", "instagram"] });
  if (!task.aids.readyTexts.some(({ link }) => link?.startsWith("https://wa.me/"))) throw new Error("no text to send");
  await stage.mailbox.next(host.email, /^Pemberitahuan Jadwal/);
  if ((await inSchedule(stage, host)).length !== 1) throw new Error(`${host.name} is not in the public schedule`);
  tell(stage, host, "Petugas", "mengirim surat, menyalin teks WhatsApp, jadwal umum diperbarui");
}

/** Waits for the day and lets the clock stand at 07.30 on it. */
async function dayOfStop(stage: Stage, host: Host): Promise<void> {
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
async function onTheRoad(stage: Stage, host: Host): Promise<void> {
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

async function ends(stage: Stage, host: Host): Promise<string> {
  await host.requester.waitFor("SELESAI");
  const head = await stage.officer("service-section-head");
  const left = (await head.inbox("all")).filter((row) => row.case === host.caseId);
  if (left.length > 0) throw new Error(`${host.caseId} has ended but still has an open task`);
  tell(stage, host, "Sistem", "berkas ditutup: SELESAI");
  return host.caseId;
}

async function inSchedule(stage: Stage, { name }: Host): Promise<PublicScheduleView["stops"]> {
  const visitor = new Officer(stage.base, "nobody");
  return until("the public schedule", async () => {
    const { body } = await visitor.browser.get<PublicScheduleView>("/api/schedule");
    const found = body.stops.filter((stop) => stop.place === name);
    return found.length > 0 ? found : null;
  });
}

function agreed(stage: Stage): Values {
  return { agreedBy: "Ibu Wulan", agreedOn: dayAhead(stage, 0), agreedChannel: "telepon" };
}

const checklist = { fuel: true, vehicleCondition: true, books: true, carpet: true };
/** An outcome that is possible anytime asks nothing of the row. */
const bare: Values = {};

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

function tell(stage: Stage, host: Host, who: string, what: string): void {
  stage.tell({ case: host.caseId, who, what });
}
