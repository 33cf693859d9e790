/** The QR code on a drawn paper, read back from the PDF. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drawPaper } from "../../functions/adapters/pdf/draw-paper.ts";
import type { PaperSheet } from "../../functions/domain/documents/paper-sheet.ts";
import { paperPath } from "../../functions/domain/paths.ts";
import { printer } from "../../functions/wiring/printer.ts";
import { requesterEmail } from "../support/builders.ts";
import { player } from "../support/player.ts";
import { readQr } from "../support/read-qr.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const sheet: PaperSheet = {
  kind: "reply-letter",
  size: "A4",
  letterhead: { government: "Pemerintah Kabupaten Contoh", agency: "Dinas Perpustakaan", lines: [] },
  reference: [],
  addressee: [],
  body: [],
  copies: [],
  remarks: ["Surat ini memuat keputusan Kepala Bidang Perpustakaan."],
};

test.each([24, 49, 70, 97, 110, 130, 150])(
  "an address of %i letters is read from the paper as it was given",
  async (length) => {
    const noise = createHash("sha512").update(String(length)).digest("base64url").repeat(3);
    const checkedAt = `https://a.go.id/naskah/${noise}`.slice(0, length);
    const { bytes } = await drawPaper({ ...sheet, checkedAt }, Date.parse("2026-12-02T03:00:00Z"));
    const { module, text } = readQr(bytes);
    expect(text).toBe(checkedAt);
    // Two points are 0.7 mm: read from a print of a print.
    expect(module).toBeGreaterThanOrEqual(2);
  },
);

test("the PDF that is mailed bears the address of the page about that very paper", async () => {
  const publicUrl = "https://layanan.perpustakaan.contohkab.go.id";
  const work = player(visitScript, { printer, publicUrl });
  const caseId = await work.caseAt("accept-companionship");
  const [paper] = (await work.dossier(caseId)).papers ?? [];
  const mail = work.mailer.to(requesterEmail).find(({ attachments }) => attachments !== undefined);
  const bytes = mail?.attachments?.[0]?.bytes ?? new Uint8Array();
  expect(paper && readQr(bytes).text).toBe(paper && publicUrl + paperPath(work.secrets, paper));
});
