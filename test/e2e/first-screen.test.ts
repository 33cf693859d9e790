/** What people read before they scroll, on a phone and on a desk, made from cases as the office plays them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { people } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { linksIn, type MailLink } from "../support/mail-links.ts";
import { player, type Player, type Script } from "../support/player.ts";
import { browserPath, startPublicPages, type Api, type PublicPages } from "../support/public-pages.ts";
import { agreementScript, partnerEmail } from "../support/scripts/cooperation-agreement.ts";
import { hostEmail, stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { startStaffPages, type StaffPages } from "../support/staff-pages.ts";

interface Asked {
  work: Player;
  phone: TestBrowser;
  /** Of the last mail. */
  buttons: MailLink[];
  api: Api;
}

/** A case at a row of somebody outside, whose browser is known, with the routes that their pages ask. */
async function askedOutside(script: Script, step: string, email: string): Promise<Asked> {
  const work = player(script);
  await work.caseAt(step);
  const buttons = linksIn(work.mailer.to(email).at(-1));
  const phone = browser(work);
  const tracking = `/api/tracking/${buttons[0]?.id ?? ""}`;
  const { path } = (await phone.get(tracking)).body["answer"] as { path: string };
  const question = path.replace("/k/", "/api/decisions/");
  await prove(phone, question.slice("/api/decisions/".length), work);
  const api: Api = {
    [`GET ${tracking}`]: { json: (await phone.get(tracking)).body },
    [`GET ${question}`]: { json: (await phone.get(question)).body },
  };
  return { work, phone, buttons, api };
}

/** What stands in the window before anybody scrolls. */
async function inSight(page: Page, last: "heading" | "region" = "region"): Promise<string> {
  await page.getByRole(last).last().waitFor();
  return page.evaluate(() => {
    const found = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = found.nextNode(); node; node = found.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { top, bottom, width } = range.getBoundingClientRect();
      const middle = document.elementFromPoint(innerWidth / 2, (top + bottom) / 2);
      if (width > 0 && top >= 0 && bottom <= innerHeight && middle) texts.push(node.textContent ?? "");
    }
    return texts.join(" ").replace(/\s+/g, " ");
  });
}

const languages = { id: "Bahasa Indonesia", en: "English" };
const screens = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

describe.skipIf(!browserPath).each(screens)("the first screen at $width pixels", (viewport) => {
  let pages: PublicPages;
  let staffPages: StaffPages;

  beforeAll(async () => {
    [pages, staffPages] = [await startPublicPages(), await startStaffPages()];
  });
  afterEach(() => Promise.all([pages.tidy(), staffPages.tidy()]));
  afterAll(() => Promise.all([pages?.close(), staffPages?.close()]));

  test.each([
    {
      language: "id",
      words: [
        "Kunjungan disetujui: Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
        "Tambah ke kalender",
        "Dijawab sebelum batas yang kami janjikan",
        "Surat terakhir dari kami",
      ],
    },
    {
      language: "en",
      words: [
        "Visit approved: Wednesday, 2 December 2026, 09:00-11:00 WIB",
        "Add to calendar",
        "as promised",
        "Our latest letter",
      ],
    },
  ] as const)("of a visitor says what came of it ($language)", async ({ language, words }) => {
    const work = player(visitScript);
    const caseId = await work.submit({}, { language });
    await work.playTo(caseId, "sign-guest-book");
    const link = work.secrets.linkId("tracking", caseId);
    const route = `/api/tracking/${link}`;
    const { body } = await browser(work).get(route, { headers: { "accept-language": language } });
    const { page } = await pages.open(`/lacak/${link}`, { [`GET ${route}`]: { json: body } }, { viewport });
    await page.getByRole("button", { name: languages[language] }).click();
    const seen = await inSight(page, "heading");
    for (const each of words) expect.soft(seen).toContain(each);
    expect(seen).not.toMatch(/SOP|Langkah|Row|menit|minutes|terlambat|overdue/);
  });

  test("of an officer has what is to be done, until when, and the first field", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const task = await work.task(caseId);
    const route = `/api/staff/tasks/${caseId}/${task.id}`;
    const { body } = await browser(work).get(route, { as: people.registrar });
    const answers = ({ path }: { path: string }) => (path === route ? { json: body } : undefined);
    const { page } = await staffPages.open(`/petugas/tugas/${caseId}/${task.id}`, { answers, viewport });
    await page.getByRole("heading", { level: 1 }).waitFor();
    const seen = await inSight(page);
    const wide = viewport.width > 1_000 ? ["Pemeriksaan jadwal", "Catat di buku agenda", "Mohon dilengkapi"] : [];
    for (const words of ["SMPN 1 Contoh", caseId, "batas hari ini 09.02 WIB", "Data permohonan", ...wide])
      expect.soft(seen).toContain(words);
  });

  test("of a host who taps yes in the letter asks the whole question, with yes chosen and every answer in sight", async () => {
    const { api, buttons } = await askedOutside(stopScript, "confirm", hostEmail);
    expect(buttons.map(({ outcome }) => outcome)).toEqual(["ya", "tidak", null]);
    const { page } = await pages.open(buttons[0]?.path ?? "", api, { viewport });
    await page.waitForURL(/\/k\/\S+\?pilih=ya$/);
    const seen = await inSight(page);
    for (const words of [
      "Siapkah Anda menerima layanan keliling pada Rabu, 9 Desember 2026, pukul 09.00-11.50 WIB, di SDN 2 Contoh?",
      "Mohon dijawab paling lambat",
      "Anda memilih: Siap menerima.",
      "Tidak dapat, minta perubahan",
      "Kirim jawaban",
    ])
      expect.soft(seen).toContain(words);
    expect(seen).not.toMatch(/SOP|Langkah|menit|terlambat/);
  });

  test("of a partner who opens the letter has the time and place of the signing, and nothing chosen", async () => {
    const { api } = await askedOutside(agreementScript, "confirm-signing", partnerEmail);
    const question = Object.keys(api).find((route) => route.includes("/decisions/")) ?? "";
    const { page } = await pages.open(question.replace("GET /api/decisions/", "/k/"), api, { viewport });
    const seen = await inSight(page);
    for (const words of [
      "Bersediakah Anda menandatangani perjanjian pada Kamis, 3 Desember 2026, pukul 10.00 WIB, di Aula dinas?",
      "Belum ada jawaban yang tersimpan.",
      "Bersedia pada waktu tersebut",
      "Minta waktu lain",
    ])
      expect.soft(seen).toContain(words);
    expect(await page.getByRole("button", { name: "Kirim jawaban" }).count()).toBe(0);
  });

  test("of the Kabid has the time, the recommendation and every choice", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    const [button] = linksIn(work.mailer.to(people.divisionHead.email).at(-1));
    const phone = browser(work);
    await prove(phone, button?.id ?? "", work);
    const route = `/api/decisions/${button?.id ?? ""}`;
    const api: Api = { [`GET ${route}`]: { json: (await phone.get(route)).body } };
    const { page } = await pages.open(`/k/${button?.id ?? ""}`, api, { viewport });
    const seen = await inSight(page);
    for (const words of [
      "SMPN 1 Contoh",
      "Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
      "Setujui",
      "Minta waktu lain",
      "Tolak",
    ])
      expect.soft(seen).toContain(words);
    expect(await page.locator("dl").first().innerText()).toContain("Rekomendasi");
    expect(await page.locator("dl").first().innerText()).not.toContain("Tujuan kunjungan");
  });
});
