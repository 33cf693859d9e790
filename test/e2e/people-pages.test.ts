import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { PeopleFileView } from "../../functions/contract/people-administration.ts";
import { peopleView, personView } from "../../functions/http/views/people-view.ts";
import { findings } from "../support/axe.ts";
import { agency, everybody, member } from "../support/builders.ts";
import { sampleAgency, sampleNow } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const ani = member("ani", "Ani Lestari, S.Kom.", ["system-admin", "circulation-officer"]);
const staff = [...everybody(), ani];
const now = Date.parse(sampleNow);
const siti = staff.find(({ id }) => id === "siti") ?? ani;
const person = (changed = {}) => personView({ ...siti, ...changed }, { settings: agency(), by: ani, now });
const file: PeopleFileView = {
  ...{ kind: "shown", digest: "d", unchanged: 3, absent: ["Budi Santoso"], unused: ["Eselon"], missing: [] },
  added: [{ name: "Tono", email: "tono@contoh.test", roles: [{ id: "Agendaris", en: "Registrar" }] }],
  changed: [{ name: "Siti Aminah", parts: [{ label: "Pangkat/golongan", from: "", to: "Penata (III/c)" }] }],
};
const base = "/api/staff/administration";

const answers: Answers = ({ method, path }) => {
  if (path === `${base}/people` && method === "GET") return { json: peopleView(staff, agency(), now) };
  if (path === `${base}/people/siti` && method === "GET") return { json: person() };
  if (path === `${base}/entries`) return { json: { entries: [], next: null } };
  if (path === `${base}/people-file`) return { json: file };
  return undefined;
};

async function looksRight(page: Page): Promise<void> {
  expect(await findings(page)).toEqual([]);
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const folder = process.env["SHOTS"];
    if (folder)
      await page.screenshot({ path: `${folder}/${page.url().split("/").at(-1)}-${width}.png`, fullPage: true });
  }
}

describe.skipIf(!browserPath)("the list of people", () => {
  let pages: StaffPages;

  beforeAll(async () => {
    pages = await startStaffPages();
  });
  afterAll(() => pages?.close());

  test("is searched, and leads to each of them", async () => {
    const { complaints, page } = await pages.open("/petugas/administrasi/orang", { answers });
    await page.getByLabel("Cari nama, peran, atau email").fill("agendaris");
    await page.getByText("1 dari").waitFor();
    await looksRight(page);
    await page.getByRole("link", { name: siti.name }).click();
    await page.getByRole("heading", { name: siti.name }).waitFor();
    expect(complaints).toEqual([]);
  });

  test.each([
    [{}, ["Perintah pembuat akun", /^aws cognito-idp admin-create-user --region ap-southeast-3 .* --username siti /]],
    [{ disabled: true }, ["Perintah penonaktif akun", /^aws cognito-idp admin-disable-user .* --username siti$/]],
  ] as const)(
    "shows the command for the account where people sign in at Cognito: %o",
    async (changed, [label, text]) => {
      const issuer = "https://cognito-idp.ap-southeast-3.amazonaws.com/pool_1";
      const json = { ...sampleAgency, signIn: { ...sampleAgency.signIn, issuer } };
      const { page } = await pages.open("/petugas/administrasi/orang/siti", {
        issuer,
        answers: (request) => {
          if (request.path === "/api/agency") return { json };
          return request.path === `${base}/people/siti` ? { json: person(changed) } : answers(request);
        },
      });
      await page.getByRole("heading", { name: siti.name }).waitFor();
      expect(await page.getByLabel(label, { exact: true }).inputValue()).toMatch(text);
      await looksRight(page);
    },
  );

  test("keeps what was typed where somebody else was faster, beside what they changed", async () => {
    let faster = false;
    const { page, sent } = await pages.open("/petugas/administrasi/orang/siti", {
      answers: (request) => {
        const { method, path } = request;
        if (path !== `${base}/people/siti`) return answers(request);
        if (method === "GET")
          return { json: faster ? { ...person({ rank: "Penata (III/c)" }), seen: "e2" } : person() };
        if (faster) return { json: { ...person(), seen: "e3" } };
        faster = true;
        return { status: 409, json: { code: "stale", message: "Baru saja diubah oleh Bayu." } };
      },
    });
    await page.getByLabel("Nama jabatan").fill("Arsiparis");
    await looksRight(page);
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Baru saja diubah oleh Bayu.").waitFor();
    await expect.poll(() => page.getByLabel("Pangkat/golongan").inputValue()).toBe("Penata (III/c)");
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Tersimpan.").waitFor();
    expect(sent.at(-1)?.body).toMatchObject({
      seen: "e2",
      values: { position: "Arsiparis", rank: "Penata (III/c)" },
    });
  });

  test("takes nothing for seen that somebody else changed before an invitation", async () => {
    const { page, sent } = await pages.open("/petugas/administrasi/orang/siti", {
      answers: (request) => {
        const { method, path } = request;
        if (path === `${base}/people/siti/invitation`)
          return { json: { ...person({ rank: "Penata (III/c)" }), seen: "of-another", invited: true } };
        if (path === `${base}/people/siti` && method === "POST") return { json: { ...person(), seen: "e4" } };
        return answers(request);
      },
    });
    await page.getByRole("button", { name: "Kirim undangan lagi" }).click();
    await page.getByText("Undangan dikirim.").waitFor();
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]?.body).toMatchObject({ seen: person().seen });
  });

  test("is taken from a file that is shown first", async () => {
    const { page, sent } = await pages.open("/petugas/administrasi/orang/_berkas", { answers });
    const buffer = Buffer.from("nama;email;peran");
    await page.getByLabel("Dokumen CSV").setInputFiles({ name: "orang.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Periksa berkas" }).click();
    await page.getByText("Baru: 1 orang").waitFor();
    await looksRight(page);
    await page.getByRole("button", { name: "Simpan perubahan ini" }).click();
    await expect.poll(() => sent.length).toBe(2);
    expect(sent.map(({ body }) => body)).toMatchObject([{ seen: null }, { seen: "d" }]);
  });
});
