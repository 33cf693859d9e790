/** SOP 1 as people play it: a stop that goes well, rain on the way, another date with a clash, two cars, another driver. */
import { demoSettings } from "../local/host/demo-agency.ts";
import { addDays } from "../../statemachines/form/dates.ts";
import { agreed, ask, bare, checklist, dayOfStop, ends, inSchedule, onTheRoad } from "./mobile-acts.ts";
import { planCollected, planned, procedure, published, putForward, tell } from "./mobile-acts.ts";
import { aMinuteLater, openDay } from "./office-hours.ts";
import { refusal } from "./people.ts";
import { memberWith, type Stage, type Story } from "./stage.ts";

export const mobileLibraryStories: Story[] = [
  { procedure, title: "layanan keliling berjalan lancar", play: straight },
  { procedure, title: "Sc4: batal karena hujan, dijadwalkan ulang", play: rain },
  { procedure, title: "Sc5: sekolah minta tanggal lain, mobil bentrok, Kabid mengembalikan", play: otherDate },
  { procedure, title: "dua mobil", play: twoCars },
  { procedure, title: "sopir diganti pagi hari", play: driverSwapped },
];

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
  await stage.mailbox.next(host.email, /ditunda \(/);
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

/** Two villages, one car, one morning: both plans are seen side by side, one is approved, the other gets the second car. */
async function twoCars(stage: Stage): Promise<string> {
  const first = await ask(stage, "Kelurahan Mekarsari");
  const host = await ask(stage, "Kelurahan Sukamaju", first.date);
  const [one, other] = [memberWith("mobile-library-officer"), memberWith("mobile-library-officer", 1)];
  await putForward(stage, first, { officers: [one.id], driver: one.id });
  const seen = await putForward(stage, host, { officers: [other.id], driver: other.id });
  if (!seen.some((clash) => clash.case === first.caseId && !clash.approved)) throw new Error("no clash was shown");
  tell(stage, host, "Sistem", `memperlihatkan saat menyusun: mobil yang sama dengan ${first.name}`);
  const official = stage.official("library-division-head");
  await official.decide(first.caseId, "sesuai");
  tell(stage, first, "Kabid", "menyetujui yang pertama");
  const clash = await refusal(official.decide(host.caseId, "sesuai"));
  if (!clash.includes(`sudah dijadwalkan di ${first.name}`)) throw new Error(`no clash was told: ${clash}`);
  tell(stage, host, "Sistem", "menolak persetujuan kedua: mobilnya sudah dijanjikan");
  await official.decide(host.caseId, "tidak", "Pakai mobil yang lain.");
  const vehicle = demoSettings.vehicles[1];
  const head = await stage.officer("service-section-head");
  await head.work(host.caseId, "ajukan", { vehicle });
  await planCollected(stage);
  tell(stage, host, "Kasi", `mengganti dengan ${vehicle ?? ""}`);
  await official.decide(host.caseId, "sesuai");
  await head.work(host.caseId, "tugaskan");
  await head.work(first.caseId, "tugaskan");
  tell(stage, host, "Kasi", "menugaskan dua mobil pada pagi yang sama");
  await first.requester.cancel("Balai kelurahan dipakai acara lain.");
  // It may come between two tasks: then the sweep carries it out.
  await aMinuteLater(stage);
  await first.requester.waitFor("DIBATALKAN");
  await host.requester.cancel("Digabung dengan kegiatan kecamatan.");
  await aMinuteLater(stage);
  await host.requester.waitFor("DIBATALKAN");
  tell(stage, host, "Pengguna", "keduanya membatalkan; kedua mobil kosong lagi");
  return host.caseId;
}

async function driverSwapped(stage: Stage): Promise<string> {
  const host = await ask(stage, "SD Negeri 7 Contoh");
  await planned(stage, host);
  await published(stage, host);
  await host.requester.answer("ya", () => ({}));
  await dayOfStop(stage, host);
  const [other, ill] = [memberWith("mobile-library-officer"), memberWith("mobile-library-officer", 1)];
  const head = await stage.officer("service-section-head");
  const before = (await head.showCase(host.caseId)).mails.filter(({ to }) => to !== ill.name && to !== other.name);
  await head.change(host.caseId, "replace-people", "Sopir sakit pagi ini.", { driver: other.id });
  for (const { email } of [ill, other])
    await stage.mailbox.next(email, new RegExp(`^(Penugasan|Tugas dialihkan): .*${host.caseId}`));
  tell(stage, host, "Kasi", `mengganti sopir dengan ${other.name}; keduanya diberi tahu`);
  const { changes, mails } = await head.showCase(host.caseId);
  const swapped = changes.at(-1)?.facts.some(({ now, was }) => was === ill.name && now === other.name);
  if (!swapped) throw new Error(`the history says ${JSON.stringify(changes.at(-1)?.facts)}`);
  const after = mails.filter(({ to }) => to !== ill.name && to !== other.name);
  if (after.length !== before.length) throw new Error("the host was told of a delay that is none");
  tell(stage, host, "Pengguna", "tidak menerima surat penundaan; tidak ada keputusan baru");
  await onTheRoad(stage, host);
  return ends(stage, host);
}
