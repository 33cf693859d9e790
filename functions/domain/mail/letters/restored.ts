/** What the staff is told after the service was restored from a copy. Never stored. */
import type { AgencySettings } from "../../agency.ts";
import { momentInWords } from "../../format.ts";
import type { LostNumbers, Restoration } from "../../restoration/restoration.ts";
import { closing, type Letter } from "./letter.ts";

export function restoredLetter(
  settings: AgencySettings,
  { copyAt, restoredAt, lostNumbers = [] }: Restoration,
): Letter {
  const style = { language: "id", zone: settings.calendar.zone } as const;
  const moment = (instant: string): string => momentInWords(instant, style);
  return {
    subject: "Layanan dipulihkan dari salinan: mohon periksa pekerjaan Bapak/Ibu",
    body: {
      paragraphs: [
        `Layanan ${settings.name} dipulihkan dari salinan ${moment(copyAt)}. Yang dicatat sesudah itu, sampai ${moment(restoredAt)}, tidak ada lagi di dalam layanan: permohonan, keputusan dan isian tugas, janji waktu, dokumen, dan catatan surat yang terkirim.`,
        "Tugas yang sudah Bapak/Ibu selesaikan dalam waktu itu mungkin muncul lagi di daftar tugas, dan email lamanya dapat dipakai lagi. Mohon dijawab sekali lagi dengan keputusan yang sama. Pada jawaban pertama, kode akan diminta lagi karena perangkat belum dikenal.",
        "Berkas yang nomornya Bapak/Ibu pegang tetapi tidak ditemukan di dalam layanan mohon dicatat lagi sebagai berkas baru, dan janji waktu yang sudah disampaikan kepada pemohon mohon dicocokkan dengan jadwal.",
        ...(lostNumbers.length > 0
          ? [`Nomor yang ditandai sudah dipakai di luar salinan: ${listed(lostNumbers)}.`]
          : []),
      ],
      buttons: [],
      closing: closing(settings, "id"),
    },
  };
}

const registers: Record<string, string> = { incoming: "buku agenda surat masuk", agreements: "register perjanjian" };

function listed(numbers: LostNumbers[]): string {
  return numbers
    .map(({ register, year, from, to }) => {
      const range = from === to ? `nomor ${from}` : `nomor ${from} sampai ${to}`;
      return `${registers[register] ?? register} ${year} ${range}`;
    })
    .join("; ");
}
