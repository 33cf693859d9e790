/** Answers that the gateway gives by itself, before or instead of a handler. */
import type { ServerResponse } from "node:http";
import type { ErrorBody } from "../../../functions/contract/shared.ts";

const errors = {
  "not-found": [404, "Alamat ini tidak ada. Periksa kembali tautan Anda."],
  "wrong-method": [405, "Cara memanggil alamat ini tidak tepat."],
  "too-large": [413, "Data yang dikirim terlalu besar (paling besar 1 MB). Kirim dokumen lewat bagian unggah surat."],
  unauthorized: [401, "Silakan masuk terlebih dahulu."],
  failed: [500, "Terjadi gangguan di pihak kami. Data Anda tidak hilang; coba lagi beberapa saat lagi."],
  timeout: [503, "Layanan sedang sibuk. Coba lagi beberapa saat lagi."],
  full: [
    507,
    "Penyimpanan layanan ini sedang penuh, sehingga permohonan dan dokumen baru belum dapat diterima. Isian Anda tidak hilang; coba lagi nanti, atau hubungi kantor lewat telepon.",
  ],
  forbidden: [403, "Halaman ini hanya dapat dibuka pada komputer tempat layanan berjalan."],
} as const satisfies Record<string, readonly [number, string]>;

export type GatewayError = keyof typeof errors;

/** Sends a fixed error in the form of the contract, in Indonesian. */
export function sendError(response: ServerResponse, code: GatewayError): void {
  const [status, message] = errors[code];
  const body: ErrorBody = { code, message };
  const bytes = Buffer.from(JSON.stringify(body));
  response.statusCode = status;
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("content-length", bytes.length);
  response.setHeader("cache-control", "no-store");
  response.end(bytes);
}
