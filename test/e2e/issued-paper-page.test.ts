/** The page behind the QR code of a paper; the papers are issued by the office itself and drawn as they are in use. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { issuePaper } from "../../functions/domain/documents/issue.ts";
import { paperPath } from "../../functions/domain/paths.ts";
import type { PaperItem } from "../../functions/domain/documents/records.ts";
import { printer } from "../../functions/wiring/printer.ts";
import { findings } from "../support/axe.ts";
import { requesterEmail } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { unfit } from "../support/narrow-screen.ts";
import { player } from "../support/player.ts";
import { browserPath, startPublicPages, type Api, type PublicPages } from "../support/public-pages.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const shots = process.env["SHOTS"];

interface Issued {
  address: string;
  api: string;
  reply: Reply;
  /** The PDF as it was kept. */
  pdf: Buffer;
}

interface Office {
  valid: Issued;
  replaced: Issued;
  void: Issued;
  unknown: Issued;
  /** Of the paper that was replaced, as it was mailed. */
  mailed: Buffer;
}

/** A reply letter with another in its place, and a paper that is void. */
async function issued(): Promise<Office> {
  const work = player(visitScript, { printer });
  const caseId = await work.caseAt("accept-companionship");
  const [paper] = (await work.dossier(caseId)).papers ?? [];
  if (!paper) throw new Error("no paper");
  const { issued: _, number: __, ...rest } = paper;
  const add = async (more: Partial<PaperItem> & { id: string }): Promise<PaperItem> => {
    const made = { ...rest, createdAt: new Date(work.clock.now() + 60_000).toISOString(), ...more };
    await work.papers.add(made);
    await issuePaper(work, made);
    return made;
  };
  const later = await add({ id: "corrected" });
  const gone = await add({ id: "gone", kind: "schedule-notice", void: { at: work.clock.at(), why: "Batal." } });
  const behind = async (address: string, pdf: Buffer): Promise<Issued> => {
    const api = address.replace("/naskah/", "/api/papers/");
    return { address, api, pdf, reply: await browser(work).get(api) };
  };
  const pageOf = async (of: PaperItem): Promise<Issued> => {
    const found = (await work.dossier(caseId)).papers?.find(({ id }) => id === of.id);
    const bytes = found?.issued && (await work.files.read(found.issued.file));
    return behind(paperPath(work.secrets, of), Buffer.from(bytes ?? []));
  };
  const mail = work.mailer.to(requesterEmail).find(({ attachments }) => attachments !== undefined);
  return {
    valid: await pageOf(later),
    replaced: await pageOf(paper),
    void: await pageOf(gone),
    unknown: await behind(`/naskah/${caseId}/${"A".repeat(43)}`, Buffer.alloc(0)),
    mailed: Buffer.from(mail?.attachments?.[0]?.bytes ?? []),
  };
}

const apiOf = ({ api, reply }: Issued): Api => ({ [`GET ${api}`]: { status: reply.status, json: reply.body } });

describe.skipIf(!browserPath)("the page behind the QR code of a paper", () => {
  let pages: PublicPages;
  let office: Office;

  beforeAll(async () => {
    [pages, office] = await Promise.all([startPublicPages(), issued()]);
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  async function shot(page: Page, name: string): Promise<void> {
    if (shots) await page.screenshot({ path: `${shots}/paper-${name}.png`, fullPage: true });
  }

  async function choose(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
    await page.getByLabel("Pilih dokumen PDF").setInputFiles({ name, mimeType, buffer });
  }

  test.each([
    ["valid", "BERLAKU", "belum digantikan atau dibatalkan", "000.4/2/DISPUSIP/2026"],
    [
      "replaced",
      "DIGANTIKAN",
      "digantikan dengan nomor 000.4/2/DISPUSIP/2026 tanggal 23 November 2026",
      "000.4/1/DISPUSIP/2026",
    ],
    ["void", "BATAL", "dibatalkan pada 23 November 2026. Jangan digunakan lagi", "000.4/3/DISPUSIP/2026"],
  ] as const)(
    "says at one glance that a paper is %s, and can be read by everyone",
    async (standing, word, said, number) => {
      const { page, complaints, sent } = await pages.open(office[standing].address, apiOf(office[standing]));
      const heading = page.getByRole("heading", { level: 1, name: word, exact: true });
      await heading.waitFor();
      const box = await heading.boundingBox();
      expect((box?.y ?? 900) + (box?.height ?? 0), "without scrolling").toBeLessThan(500);
      expect(await page.locator(".standing [data-mark]").getAttribute("data-mark")).toBe(standing);
      await page.getByText(said).waitFor();
      await page.getByText(number, { exact: true }).waitFor();
      await page.getByText("Jawaban Permohonan Kunjungan", { exact: true }).waitFor();
      await shot(page, standing);
      expect(await findings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await findings(page, ["color-contrast"])).toEqual([]);
      await shot(page, `${standing}-dark`);
      expect(await unfit(page)).toEqual([]);
      await shot(page, `${standing}-320`);
      expect([complaints, sent]).toEqual([[], []]);
    },
  );

  test("tells the PDF that was issued from another, from a changed one and from what is none; nothing is sent", async () => {
    const { page, complaints, sent } = await pages.open(office.valid.address, apiOf(office.valid));
    const requests: string[] = [];
    await page.getByText("tidak dikirim ke mana pun").waitFor();
    page.on("request", (request) => requests.push(request.url()));
    await choose(page, "surat.pdf", "application/pdf", office.valid.pdf);
    await page.getByText("SAMA", { exact: true }).waitFor();
    await page.getByText("sama persis dengan yang kami terbitkan, dan masih berlaku").waitFor();
    await shot(page, "same");
    await choose(page, "surat lama.pdf", "application/pdf", office.mailed);
    await page.getByText("TIDAK SAMA", { exact: true }).waitFor();
    await page.getByText("jangan gunakan dan hubungi kami").waitFor();
    await shot(page, "other");
    expect(await findings(page)).toEqual([]);
    await choose(page, "surat.pdf", "application/pdf", office.valid.pdf);
    await page.getByText("SAMA", { exact: true }).waitFor();
    // Of the same size.
    const changed = Buffer.from(office.valid.pdf);
    changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1;
    await choose(page, "surat.pdf", "application/pdf", changed);
    await page.getByText("TIDAK SAMA", { exact: true }).waitFor();
    await choose(page, "foto.jpg", "image/jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
    await page.getByText("BUKAN PDF", { exact: true }).waitFor();
    await page.getByText("bandingkan sendiri dengan keterangan di atas").waitFor();
    await shot(page, "no-pdf");
    expect(await unfit(page)).toEqual([]);
    expect([requests, sent, complaints]).toEqual([[], [], []]);
  });

  test.each([
    ["replaced", "tetapi sudah digantikan. Gunakan yang baru."],
    ["void", "tetapi sudah dibatalkan. Jangan digunakan lagi."],
  ] as const)("never calls the right PDF good without saying that it is %s", async (standing, said) => {
    const { address, pdf } = office[standing];
    const { page } = await pages.open(address, apiOf(office[standing]));
    await choose(page, "surat.pdf", "application/pdf", pdf);
    await page.getByText("SAMA", { exact: true }).waitFor();
    await page.getByText(said).waitFor();
  });

  test("in English, with the keyboard alone", async () => {
    const { page } = await pages.open(office.valid.address, apiOf(office.valid));
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "VALID", exact: true }).waitFor();
    await page.getByText("23 November 2026").waitFor();
    // Choosers are listened for before the key is pressed, for the browser is told of that apart.
    const choosing = page.waitForEvent("filechooser");
    await page.getByLabel("Choose a PDF document").focus();
    await page.keyboard.press("Space");
    const chooser = await choosing;
    await chooser.setFiles({ name: "letter.pdf", mimeType: "application/pdf", buffer: office.valid.pdf });
    await page.getByText("THE SAME", { exact: true }).waitFor();
    await shot(page, "english");
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByText("SAMA", { exact: true }).waitFor();
  });

  test("says what to do where the code is of no paper", async () => {
    const { page } = await pages.open(office.unknown.address, apiOf(office.unknown));
    await page.getByRole("heading", { name: "Dokumen tidak dikenal" }).waitFor();
    await page.getByText("menanyakannya kepada kantor kami").waitFor();
    await shot(page, "unknown");
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
  });

  test("says where the PDF is erased that nothing can be compared any more", async () => {
    const { address, api, reply } = office.valid;
    const { page } = await pages.open(address, { [`GET ${api}`]: { json: { ...reply.body, file: null } } });
    await page.getByText("tidak dapat dicocokkan lagi").waitFor();
    expect(await page.getByText("Cocokkan dokumen").count()).toBe(0);
  });

  test("without https it says that it cannot compare, and shows the fingerprint", async () => {
    const { page, complaints } = await pages.open(office.valid.address, apiOf(office.valid));
    await page.goto(page.url().replace("localhost", "0.0.0.0"));
    await page.getByText("Peramban hanya dapat mencocokkan pada alamat https").waitFor();
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    expect(await page.getByLabel("Pilih dokumen PDF").count()).toBe(0);
    const { hash } = office.valid.reply.body["file"] as { hash: string };
    expect(await page.getByText(hash, { exact: true }).isVisible()).toBe(true);
    await shot(page, "without-https");
    expect(complaints).toEqual([]);
  });
});
