/** What must not be open to the world: demo people, mail that goes nowhere, other people's links. */
import type { Agency } from "./agency-table.ts";
import { isPublic, type Address } from "./audience.ts";
import { StartUpError } from "./start-up-error.ts";

export interface PublicStart extends Address {
  dataDir: string;
  /** Address of the mail server, where there is one. */
  smtp?: string | undefined;
  /** Whether the operator asks for the mail inbox. */
  inbox?: boolean | undefined;
}

/**
 * @param agency null where there is none yet
 * @throws {StartUpError} on a public address, with a line for each thing that must not be, saying what to do
 */
export function refusePublic(start: PublicStart, agency: Agency | null): void {
  if (!isPublic(start)) return;
  const command = "npm run agency -- init";
  const lines = [
    agency === null && `Folder data ${start.dataDir} belum berisi instansi. Jalankan dahulu: ${command}`,
    agency?.demo &&
      `Folder data ${start.dataDir} berisi instansi contoh, yang pegawainya boleh dipakai siapa saja. Pilih folder baru dengan DATA_DIR, lalu jalankan: ${command}`,
    start.smtp === undefined &&
      "Surel tidak akan terkirim ke siapa pun. Isi SMTP_URL dengan server surel dinas, misalnya smtps://pengguna:sandi@mail.contoh.go.id:465",
    start.inbox === true &&
      "Kotak masuk memperlihatkan tautan milik orang lain. Hapus MAIL_INBOX=1, atau layani komputer ini saja (tanpa PUBLIC_URL dan HOST).",
    start.publicUrl === undefined &&
      `Tautan di surel akan menuju localhost. Isi PUBLIC_URL dengan alamat yang dibuka orang, misalnya https://pustaka.contoh.go.id`,
  ];
  const told = lines.filter((line) => typeof line === "string");
  if (told.length > 0) throw new StartUpError(told.join("\n"));
}
