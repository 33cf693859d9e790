/** The page on which it stands who holds which post for another: entered and switched on from a phone, by few taps. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { StaffMeView, SubstitutionsView } from "../../functions/contract/staff.ts";
import { officeNow } from "../../functions/domain/people/enter-substitution.ts";
import { substitutionsView } from "../../functions/http/views/substitutions-view.ts";
import type { PostBook } from "../../functions/domain/people/substitution.ts";
import { findings } from "../support/axe.ts";
import { people } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { unfit } from "../support/narrow-screen.ts";
import { registrar } from "../support/sample-staff-views.ts";
import { browserPath, startStaffPages, type Answers, type StaffPages } from "../support/staff-pages.ts";

const head: StaffMeView = { ...registrar, name: people.divisionHead.name, oversees: true };
const post = "library-division-head";
const entered = { by: "sri", name: people.divisionHead.name, at: "2026-11-20T02:00:00.000Z" };

/** What the service answers the division head: one is over, one is to come, somebody is prepared; the section head is away. */
async function viewOf(books: PostBook[]): Promise<SubstitutionsView> {
  const office = await officeNow(dependencies());
  return substitutionsView(books, people.divisionHead, office, ({ id }) => id !== people.sectionHead.id);
}

const book = (switched: boolean): PostBook => ({
  ...{ post, version: 1, deputies: [{ holder: "sri", person: "rina", letter: "800/1/2026" }] },
  substitutions: [
    {
      ...{ number: 1, kind: "plh", person: "rina", from: "2026-10-01", until: "2026-10-02", entered },
      letter: { number: "800/77/2026" },
    },
    {
      ...{ number: 2, kind: "plh", person: "rina", from: "2026-12-01", until: "2026-12-04", entered },
      letter: {
        number: "800/112/Disperpusip/2026",
        file: {
          id: "f",
          name: "surat-perintah-pelaksana-harian.pdf",
          type: "application/pdf",
          size: 120_000,
          hash: "",
        },
      },
    },
    ...(switched
      ? [
          {
            ...{ number: 3, kind: "plh" as const, person: "rina", from: "2026-11-23", until: "2026-11-23", entered },
            ...{ letter: { number: "800/1/2026" }, switched: true as const },
          },
        ]
      : []),
  ],
});

describe.skipIf(!browserPath)("who holds a post for another", () => {
  let pages: StaffPages;
  let views: Record<"off" | "on", SubstitutionsView>;

  const answers: Answers = ({ method, path }) => {
    if (path === "/api/staff/me") return { json: head };
    if (path === "/api/staff/substitutions") return { status: method === "POST" ? 201 : 200, json: views.off };
    if (path === "/api/staff/deputy/switch") return { json: views.on };
    if (path === "/api/staff/substitutions/end") return { json: views.off };
    return undefined;
  };

  beforeAll(async () => {
    pages = await startStaffPages();
    views = { off: await viewOf([book(false)]), on: await viewOf([book(true)]) };
  });
  afterEach(() => pages.tidy());
  afterAll(() => pages?.close());

  test("a Plh. is entered on a phone by seven taps and one number, and the own deputy switched on by one", async () => {
    const { complaints, page, sent } = await pages.open("/petugas", { answers, viewport: { width: 390, height: 844 } });
    let taps = 0;
    const tap = async (act: Promise<unknown>, count = 1): Promise<void> => {
      await act;
      taps += count;
    };
    await tap(page.getByRole("link", { name: "Pengganti" }).click());
    await page.getByText("tidak masuk hari ini. Catat Plh.").waitFor();
    const form = page.locator("form");
    // The own post and the kind are chosen already.
    expect(await form.getByRole("radio", { name: "Kepala Bidang Perpustakaan" }).isChecked()).toBe(true);
    // A list of the phone: one tap opens it, one chooses; so does its calendar.
    await tap(form.getByLabel("Pengganti").selectOption({ value: "rina" }), 2);
    await tap(form.getByLabel("Sampai tanggal").fill("2026-11-25"), 2);
    await tap(form.getByLabel("Nomor surat perintah").fill("800/120/2026"));
    await tap(form.getByRole("button", { name: "Simpan pengganti" }).click());
    await page.getByText("Pengganti tersimpan.").waitFor();
    expect(taps).toBe(7);
    expect(sent.at(-1)).toMatchObject({
      path: "/api/staff/substitutions",
      body: {
        values: {
          post,
          person: "rina",
          from: "2026-11-23",
          until: "2026-11-25",
          kind: "plh",
          orderNumber: "800/120/2026",
        },
      },
    });
    const away = page.getByRole("switch", { name: "Saya tidak masuk" });
    expect(await away.getAttribute("aria-checked")).toBe("false");
    await away.click();
    await page.getByText("Pengganti Anda berlaku mulai sekarang.").waitFor();
    expect(await away.getAttribute("aria-checked")).toBe("true");
    expect(sent.at(-1)?.body).toEqual({ post, on: true, until: "2026-11-23" });
    expect(await findings(page)).toEqual([]);
    expect(await unfit(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("what was entered stands there with its letter, and is ended by two taps", async () => {
    const { complaints, page, sent } = await pages.open("/petugas/pengganti", { answers });
    await page.getByText("Surat 800/112/Disperpusip/2026.").waitFor();
    await page.getByRole("button", { name: "surat-perintah-pelaksana-harian.pdf" }).waitFor();
    await page.getByRole("button", { name: "Akhiri", exact: true }).click();
    expect(sent).toEqual([]);
    await page.getByRole("button", { name: "Ya, akhiri sekarang" }).click();
    await page.getByText("Penggantian diakhiri.").waitFor();
    expect(sent.map(({ body }) => body)).toEqual([{ post, number: 2 }]);
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
