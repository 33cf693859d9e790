/** Mails as messages that staff pass on to people who have no address for mail. */
import { describe, expect, it } from "vitest";
import { whatsAppMessage } from "../../functions/domain/mail/whatsapp.ts";

const show = "https://layanan.contoh.test/lihat/KJG-2026-00001/_a_b-c_";
const mail = (paragraphs: string[]) => ({
  subject: "Jawaban Permohonan Kunjungan (KJG-2026-00001)",
  body: { heading: ["Kota Contoh"], paragraphs, buttons: [], closing: ["Terima kasih.", "Dinas"] },
});
const text = (paragraphs: string[], link: string | null = show): string =>
  whatsAppMessage(mail(paragraphs), "+6281234567890", link).text;

describe("a message to be passed on by WhatsApp", () => {
  it("begins with the subject of the letter, and has the link that only shows on a line of its own", () => {
    const lines = text(["Kami bersedia menerima kunjungan."]).split("\n\n");
    expect(lines).toEqual([
      "Jawaban Permohonan Kunjungan (KJG-2026-00001)",
      "Kami bersedia menerima kunjungan.",
      show,
      "Terima kasih.\nDinas",
    ]);
    expect(text(["x"], null)).not.toContain("http");
  });

  it("opens a chat with whoever has a mobile phone, with the same words", () => {
    const { url } = whatsAppMessage(mail(["Isi."]), "+6281234567890", show);
    expect(decodeURIComponent(url?.split("?text=")[1] ?? "")).toBe(text(["Isi."]));
    expect(whatsAppMessage(mail(["Isi."]), "+62274512345", show).url).toBeNull();
  });

  it.each([
    ["Acara *penting* sekali", "Acara ∗penting∗ sekali"],
    ["dari _Desa Sawo_, hari ini", "dari ˍDesa Sawoˍ, hari ini"],
    ["~batal~ jadi", "∼batal∼ jadi"],
    ["kode `abc`", "kode ˋabcˋ"],
    ["*_dua_*", "∗ˍduaˍ∗"],
    // What WhatsApp leaves alone, we leave alone.
    ["5 * 3 dan 2 * 4", "5 * 3 dan 2 * 4"],
    ["nama_saya_lagi@contoh.test", "nama_saya_lagi@contoh.test"],
    ["satu * bintang", "satu * bintang"],
  ])("loses no mark of what was written: %s", (written, shown) => {
    expect(text([written]).split("\n\n")[1]).toBe(shown);
  });
});
