import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { DecisionView, TaskView } from "../../functions/contract/decision.ts";
import { registrar, schoolCase, taskAt } from "../support/sample-staff-views.ts";
import { deciding, sampleLink, stored } from "../support/sample-views.ts";
import { browserPath, startStaffPages, type Answer, type Answers, type StaffPages } from "../support/staff-pages.ts";

const linkPage = `/k/${sampleLink}`;
const linkApi = `/api/decisions/${sampleLink}`;
const taskPage = `/petugas/tugas/${schoolCase}/reply-1`;
const taskApi = `/api/staff/tasks/${schoolCase}/reply-1`;
const reason = "Ruang baca dipakai rapat dinas.";
const scan = { name: "pindaian.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 sample") };
const withFile: Pick<TaskView, "fields"> = {
  fields: [{ name: "scan", label: { id: "Pindaian", en: "Scan" }, kind: "file" }],
};
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const theReason = (page: Page) => page.getByLabel("Alasan (dibaca pemohon)");

/** What the service says to a link and a task now; a test changes it as it goes. */
interface Played {
  link: Answer;
  task: Answer;
  me: string;
}

function played(say: Partial<Played>): Answers {
  return ({ method, path }) => {
    if (path === "/api/uploads")
      return { json: { file: "scan-1", url: "/store/scans", fields: { key: "letters/scan-1" } } };
    if (path === "/store/scans") return { status: 204, json: null };
    if (path === linkApi) return method === "POST" ? { json: stored } : say.link;
    if (path === taskApi && method === "GET") return say.task;
    if (path === "/api/staff/me" && say.me) return { json: { ...registrar, id: say.me } };
    return undefined;
  };
}

const shows = (view: DecisionView, status = 200): Answer => ({ status, json: view });

/** The page as another tab of the same device opens it: what only this tab kept is gone. */
async function openAnew(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
  });
  await page.reload();
}

/** Everything that is kept on the device: names and contents of texts, names of files. */
function kept(page: Page): Promise<{ names: string; texts: string; files: number }> {
  return page.evaluate(async () => {
    const drafts = Object.entries({ ...localStorage, ...sessionStorage }).filter(([key]) => key.startsWith("draft:"));
    const database = await new Promise<IDBDatabase | null>((resolve) => {
      const opening = indexedDB.open("drafts");
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => resolve(null);
    });
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      if (!database) return resolve([]);
      const asking = database.transaction("files").objectStore("files").getAllKeys();
      asking.onsuccess = () => resolve(asking.result);
    });
    database?.close();
    const names = [...drafts.map(([key]) => key), ...keys.map(String)].join("\n");
    return { names, texts: drafts.map(([, value]) => value).join("\n"), files: keys.length };
  });
}

describe.skipIf(!browserPath)("an answer that is not sent yet", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  /** A mailed link on a phone, with a reason typed and a file chosen for one of its outcomes. */
  async function answering(say: Partial<Played>): Promise<Page> {
    say.link = shows(deciding(withFile));
    const { page } = await pages.open(`${linkPage}?pilih=tolak`, {
      answers: played(say),
      viewport: { width: 320, height: 700 },
      signedIn: false,
    });
    await theReason(page).fill(reason);
    await page.locator("#field-scan").setInputFiles(scan);
    await page.getByText("Sudah terunggah").waitFor();
    return page;
  }

  test("behind a mailed link is there again for a day on the person's own device, for that task and person alone", async () => {
    const say: Partial<Played> = {};
    const page = await answering(say);
    await openAnew(page);
    await page.getByText("Isian Anda yang terakhir dikembalikan.").waitFor();
    await page.getByText("pindaian.pdf").waitFor();
    expect(await theReason(page).inputValue()).toBe(reason);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const { names } = await kept(page);
    expect(names).toContain(`${schoolCase}/decide-1`);
    expect(names).not.toMatch(new RegExp(`${sampleLink}|Endang|pindaian`));

    const { person, task } = deciding(withFile);
    for (const other of [
      { ...deciding(withFile), task: { ...task, task: "decide-2" } },
      { ...deciding(withFile), person: { ...person, name: "Plt. Kepala Bidang" } },
    ]) {
      say.link = shows(other);
      await openAnew(page);
      await theReason(page).waitFor();
      expect(await theReason(page).inputValue()).toBe("");
    }
    // Who has typed nothing takes nothing away either.
    say.link = shows(deciding(withFile));
    await openAnew(page);
    await page.getByText("pindaian.pdf").waitFor();
    await press(page, "Ya, tolak");
    await page.getByRole("heading", { name: /^Tersimpan:/ }).waitFor();
    expect(await kept(page)).toEqual({ names: "", texts: "", files: 0 });
  });

  test("behind a mailed link goes when somebody else answered, by two taps, and where others use the device", async () => {
    const say: Partial<Played> = {};
    const page = await answering(say);
    await press(page, "Hapus isian");
    await press(page, "Ya, hapus semua isian");
    await page.getByText("pindaian.pdf").waitFor({ state: "detached" });
    expect(await theReason(page).inputValue()).toBe("");
    expect((await kept(page)).names).toBe("");

    await theReason(page).fill(reason);
    expect((await kept(page)).texts).toContain(reason);
    say.link = shows({ page: "expired", case: schoolCase, task: "decide-1" }, 410);
    await openAnew(page);
    await page.getByText("sudah kedaluwarsa").waitFor();
    await expect.poll(async () => (await kept(page)).names).toBe("");

    say.link = shows(deciding(withFile));
    await openAnew(page);
    await page.getByLabel("Komputer atau ponsel ini dipakai bersama orang lain").check();
    await theReason(page).fill(reason);
    await page.locator("#field-scan").setInputFiles(scan);
    await page.getByText("Sudah terunggah").waitFor();
    await openAnew(page);
    await theReason(page).waitFor();
    expect(await theReason(page).inputValue()).toBe("");
    expect(await kept(page)).toEqual({ names: "", texts: "", files: 0 });
  });

  test("on a task page of the staff is there again for whoever typed it, and goes when it is answered", async () => {
    const say: Partial<Played> = { task: { json: taskAt("reply", ["tidak", "dibatalkan"], withFile) } };
    const { page } = await pages.open(taskPage, { answers: played(say) });
    const note = page.getByLabel("Catatan");
    const fillIn = async () => {
      await note.fill("Catatan saya");
      await page.locator("#answer-scan").setInputFiles(scan);
      await page.getByText("Sudah terunggah").waitFor();
    };
    await fillIn();
    await openAnew(page);
    await page.getByText("Isian Anda yang terakhir dikembalikan.").waitFor();
    await page.getByText("pindaian.pdf").waitFor();
    expect(await note.inputValue()).toBe("Catatan saya");

    say.me = "dewi";
    await openAnew(page);
    await note.waitFor();
    expect(await note.inputValue()).toBe("");
    say.me = "sri";
    await openAnew(page);
    await page.getByText("pindaian.pdf").waitFor();
    await press(page, "Kirim permintaan pergantian waktu");
    await page.getByRole("heading", { level: 1, name: "Memeriksa jadwal yang tersedia" }).waitFor();
    expect(await kept(page)).toEqual({ names: "", texts: "", files: 0 });

    await page.goto(pages.origin + taskPage);
    await fillIn();
    say.task = { status: 409, json: { code: "already-decided", message: "Berkas ini sudah diproses." } };
    await openAnew(page);
    await page.getByRole("heading", { level: 1, name: "Tugas ini sudah dijawab" }).waitFor();
    await expect.poll(async () => (await kept(page)).names).toBe("");
  });
});
