import { composeMail } from "../emulators/ses/compose-mail.ts";
import type { LocalAlarm } from "./alarms.ts";

export interface AlarmMailParts {
  from: string;
  to: string[];
  alarm: Pick<LocalAlarm, "title" | "action">;
  /** Address that people open: one administrator may have several such machines. */
  url: string;
  /** Time zone in which times are written. */
  zone: string;
  /** Epoch milliseconds. */
  since: number;
}

/** @param what is wrong, as a sentence */
export function ringingMail({ from, to, alarm, url, zone, since }: AlarmMailParts, what: string): Promise<Uint8Array> {
  return composeMail({
    from,
    to,
    subject: `[Alur Pustaka] GANGGUAN: ${alarm.title}`,
    text: [
      `Alur Pustaka di ${url} melaporkan gangguan.`,
      `Yang terjadi: ${what}\nSejak: ${written(since, zone)}`,
      `Yang perlu dilakukan: ${alarm.action}`,
      `Keadaan lengkap: ${url}/health (dengan HEALTH_TOKEN). Catatan: journalctl -u alur-pustaka. Penjelasan: docs/operate.md.`,
      "Untuk gangguan yang sama, surel ini dikirim paling banyak sekali sehari, dan satu lagi bila sudah pulih.",
    ].join("\n\n"),
  });
}

/** @param until epoch milliseconds */
export function overMail({ from, to, alarm, url, zone, since }: AlarmMailParts, until: number): Promise<Uint8Array> {
  return composeMail({
    from,
    to,
    subject: `[Alur Pustaka] PULIH: ${alarm.title}`,
    text: [
      `Gangguan "${alarm.title}" pada Alur Pustaka di ${url} sudah tidak terlihat lagi.`,
      `Terjadi sejak ${written(since, zone)}, terakhir terlihat ${written(until, zone)}.`,
    ].join("\n\n"),
  });
}

function written(epochMs: number, timeZone: string): string {
  const style = {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return new Intl.DateTimeFormat("id-ID", { ...style, timeZone, timeZoneName: "short" }).format(epochMs);
}
