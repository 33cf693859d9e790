/** What the administrator of one machine is told by mail, in Indonesian: what happened, and what to do. */
import { alarms as everywhere, type AlarmName } from "../../alarms.ts";
import type { Trouble } from "../emulators/ses/mail-trouble.ts";
import type { Parts } from "./health.ts";
import type { Tally } from "./tally.ts";

/** What Amazon looks after on AWS. */
export type LocalAlarmName = "store-failing" | "workflow-late" | "disk-low" | "backup-old" | "clock-wrong";

/** What alarms are judged by. */
export interface Facts {
  parts: Parts;
  tally: Pick<Tally, "count" | "oldestLateWorkingDays">;
  /** What became of mails within the last day. */
  mailFates: { taken: number; lost: number };
}

export interface LocalAlarm {
  title: string;
  /** What is wrong now, as a sentence; null while nothing is. */
  wrong(facts: Facts): string | null;
  /** What to do, for whoever gets the mail. */
  action: string;
  /** It is over when nothing was wrong for so long; what happened once is not over as soon as it has happened. */
  quietMinutes: number;
  /** No mail would go out while it rings: told when it is over, and until then by the log and the health. */
  toldAfterwards?: true;
}

const day = 24 * 60;
const fewestMails = 20;

/** One row for each alarm that there is on AWS, and what only one machine has to fear. */
export const localAlarms: Record<AlarmName | LocalAlarmName, LocalAlarm> = {
  "case-stopped": {
    title: "berkas berhenti",
    wrong: ({ tally }) =>
      happened(tally.count("case-stopped", minutes("case-stopped")), "berkas berhenti karena gangguan"),
    action:
      'Buka daftar berkas di aplikasi petugas, cari yang berstatus GANGGUAN, baca masalahnya (catatan dengan kode "case-stopped" menyebut langkah dan sebabnya), perbaiki sebabnya, lalu tekan "Lanjutkan" pada halaman berkas.',
    quietMinutes: day,
  },
  "dead-letters": {
    title: "ada yang tidak tersampaikan",
    wrong: ({ tally }) =>
      happened(
        tally.count("not-handed-over", minutes("dead-letters")),
        "alur kerja atau laporan surel tidak tersampaikan",
      ),
    action:
      'Cari catatan dengan kode "execution-broke" (menyebut nomor berkas) atau "bounce-failed" dan perbaiki sebabnya. Alur berkas dan laporan surel dilanjutkan dengan sendirinya.',
    quietMinutes: day,
  },
  "sweep-silent": {
    title: "pemeriksaan berkala berhenti",
    wrong: ({ parts: { sweep } }) =>
      sweep.silentSeconds >= minutes("sweep-silent") * 60
        ? `Pemeriksaan berkala tidak selesai sejak ${Math.round(sweep.silentSeconds / 60)} menit; pengingat, kiriman ulang, dan batas waktu menunggu.`
        : null,
    action: 'Cari catatan dengan kode "function-failed", lalu jalankan ulang layanan: systemctl restart alur-pustaka.',
    quietMinutes: 5,
  },
  "mail-failing": {
    title: "surel tidak terkirim",
    wrong: ({ parts: { mail }, tally }) => {
      if (mail.relayed && mail.status !== "ok")
        return `${mail.waiting ?? "Beberapa"} surel menunggu${mail.trouble ? `: ${troubleWords[mail.trouble.word]}` : ""}.`;
      const failed = tally.count("mail-failure", minutes("mail-failing"));
      return failed >= everywhere["mail-failing"].from ? happened(failed, "surel gagal dikirim") : null;
    },
    action:
      'Periksa SMTP_URL dan peladen surel; bagian mail pada /health dan catatan "mail-not-relayed" menyebut sebabnya. Surel yang menunggu dikirim dengan sendirinya.',
    quietMinutes: 30,
    toldAfterwards: true,
  },
  "mail-bouncing": {
    title: "banyak surel ditolak",
    wrong: ({ mailFates: { taken, lost } }) => {
      const share = lost / Math.max(1, taken + lost);
      if (taken + lost < fewestMails || share < everywhere["mail-bouncing"].from) return null;
      return `${lost} dari ${taken + lost} surel dalam 24 jam terakhir tidak sampai.`;
    },
    action:
      "Cari alamat petugas yang salah, atau orang yang menyalahgunakan formulir umum. Periksa juga apakah peladen surel atau domain pengirim masuk daftar hitam (SPF, DKIM, DMARC).",
    quietMinutes: 60,
  },
  "codes-guessed": {
    title: "kode ditebak",
    wrong: ({ tally }) =>
      happened(tally.count("guesses-used-up", minutes("codes-guessed")), "kali batas tebakan kode tercapai"),
    action:
      'Perangkat yang belum dikenal harus menunggu; yang sudah dikenal dan kunci sandi (passkey) tetap dapat dipakai. Catatan dengan kode "guesses-used-up" menyebut kode untuk apa. Tanyakan kepada pegawai yang menerima kode tanpa memintanya.',
    quietMinutes: 60,
  },
  "holidays-missing": {
    title: "libur belum dicatat",
    wrong: ({ tally }) =>
      tally.count("holidays-missing", minutes("holidays-missing")) > 0
        ? "Hari libur tahun ini atau tahun depan belum ada di kalender."
        : null,
    action: "Admin mengisinya di aplikasi petugas: Administrasi, Pengaturan dinas, Hari libur dan tutup.",
    quietMinutes: 60,
  },
  "step-very-late": {
    title: "langkah sangat terlambat",
    wrong: ({ tally }) => {
      const days = tally.oldestLateWorkingDays();
      return days >= everywhere["step-very-late"].from
        ? `Langkah yang paling lama terlambat sudah lewat ${String(days).replace(".", ",")} hari kerja.`
        : null;
    },
    action:
      "Buka daftar berkas di aplikasi petugas, lihat tugas siapa yang terlambat, dan hubungi orang itu atau tunjuk penggantinya.",
    quietMinutes: 60,
  },
  "api-failing": {
    title: "layanan menjawab dengan galat",
    wrong: ({ tally }) =>
      oftenEnough("api-failing", tally.count("api-fault", minutes("api-failing")), "permintaan gagal"),
    action:
      'Cari catatan dengan kode "request-failed" atau "function-failed". Bila baru saja dimutakhirkan, kembali ke versi sebelumnya (docs/operate.md).',
    quietMinutes: 30,
  },
  "functions-failing": {
    title: "bagian program gagal berulang",
    wrong: ({ tally }) =>
      oftenEnough(
        "functions-failing",
        tally.count("function-fault", minutes("functions-failing")),
        "panggilan fungsi gagal",
      ),
    action:
      'Cari catatan dengan kode "function-failed" dan perbaiki sebabnya; berkas yang menunggu berjalan lagi dengan sendirinya.',
    quietMinutes: 30,
  },
  "store-failing": {
    title: "data tidak dapat ditulis",
    wrong: ({ parts: { store } }) => {
      if (store.status === "ok") return null;
      return store.ms === null ? "Data tidak dapat ditulis." : `Menulis data memakan ${store.ms} milidetik.`;
    },
    action:
      "Periksa ruang kosong, hak atas folder data (DATA_DIR), dan kesehatan cakram. Bila cakram rusak, pulihkan cadangan pada mesin lain.",
    quietMinutes: 15,
  },
  "workflow-late": {
    title: "alur kerja tertahan",
    wrong: ({ parts: { workflow } }) =>
      workflow.status === "ok" ? null : `Alur kerja tertahan ${workflow.overdueSeconds ?? "?"} detik.`,
    action: 'Cari catatan dengan kode "workflow" dan "function-failed", lalu jalankan ulang layanan.',
    quietMinutes: 15,
  },
  "disk-low": {
    title: "ruang cakram hampir habis",
    wrong: ({ parts: { disk } }) =>
      disk.status === "ok"
        ? null
        : `Ruang kosong untuk folder data ${disk.freeMb ?? "?"} MB, kurang dari ${disk.warnBelowMb} MB.`,
    action: "Kosongkan cakram (cadangan dan catatan lama lebih dahulu) atau perbesar. Isi folder data jangan dihapus.",
    quietMinutes: 15,
  },
  "backup-old": {
    title: "cadangan tidak dibuat",
    wrong: ({ parts: { backup } }) => {
      if (backup.status === "ok") return null;
      return backup.newest === null
        ? "Tidak ada cadangan di folder cadangan."
        : `Cadangan terakhir dibuat ${backup.newest}, lebih dari 36 jam yang lalu.`;
    },
    action:
      "Lihat journalctl -u alur-pustaka-backup, perbaiki sebabnya, lalu buat cadangan: systemctl start alur-pustaka-backup.",
    quietMinutes: 5,
  },
  "clock-wrong": {
    title: "jam mesin meloncat atau salah",
    wrong: ({ parts: { clock } }) =>
      clock.status === "ok"
        ? null
        : `Jam mesin menunjukkan ${clock.now}${clock.jumpedSeconds === 0 ? "" : ` dan meloncat ${clock.jumpedSeconds} detik (atau mesin tertidur)`}.`,
    action:
      "Periksa dengan timedatectl, dan nyalakan NTP. Batas waktu yang lewat karena loncatan perlu dilihat di daftar berkas.",
    quietMinutes: 15,
  },
};

const troubleWords: Record<Trouble, string> = {
  certificate: "sertifikat peladen surel tidak dipercaya",
  encryption: "sambungan terenkripsi ke peladen surel gagal",
  "name-not-found": "nama peladen surel tidak ditemukan",
  "connection-refused": "peladen surel menolak sambungan",
  "timed-out": "peladen surel tidak menjawab",
  "connection-lost": "sambungan ke peladen surel putus",
  authentication: "nama pengguna atau kata sandi surel ditolak",
  "not-permitted": "peladen surel tidak mengizinkan pengirim ini",
  unavailable: "peladen surel sedang tidak menerima surel",
  later: "peladen surel meminta dicoba lagi",
  refused: "peladen surel menolak",
  unknown: "sebabnya tidak dikenal",
};

function minutes(name: AlarmName): number {
  return everywhere[name].minutes;
}

function happened(times: number, what: string): string | null {
  return times > 0 ? `${times} ${what}.` : null;
}

function oftenEnough(name: AlarmName, times: number, what: string): string | null {
  const { from, minutes: within } = everywhere[name];
  return times >= from ? `${times} ${what} dalam ${within} menit.` : null;
}
