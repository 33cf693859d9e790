import { describe, expect, it, test } from "vitest";
import { manifest } from "../../functions/manifest.ts";
import { member, people } from "../support/builders.ts";
import { allRoutes, browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead, divisionHead, frontOffice } = people;

/** The path of the open task of a case. */
async function taskPath(work: Player, caseId: string): Promise<string> {
  return `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;
}

test.each(Object.entries(allRoutes))("the routes of %s are those of its row in the manifest", (name, routes) => {
  const trigger = manifest.find((row) => row.name === name)?.trigger;
  const rows = trigger?.kind === "http" ? trigger.routes.map(({ method, path }) => `${method} ${path}`) : [];
  expect(Object.keys(routes).sort()).toEqual(rows.sort());
});

describe("who is signed in", () => {
  it("is told their name and roles", async () => {
    const me = await browser(player(visitScript)).get("/api/staff/me", { as: sectionHead });
    expect(me.body).toMatchObject({
      id: "hendra",
      roles: [{ title: { id: "Kepala Seksi Layanan, Otomasi dan Kerja Sama" } }],
    });
  });

  it("is found by mail address too, however it is written", async () => {
    const as = { ...registrar, id: "issuer-123", email: "SITI@contoh.test" };
    expect((await browser(player(visitScript)).get("/api/staff/me", { as })).body["id"]).toBe("siti");
  });

  test.each(Object.keys(allRoutes.staff))("but an account that is not on the staff may not %s", async (route) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const [method = "", template = ""] = route.split(" ");
    const { id } = await work.task(caseId);
    const path = template
      .replace("{case}", caseId)
      .replace("{task}", id)
      .replace("{file}", "surat-permohonan")
      .replace("{year}", "2026");
    const body = method === "POST" ? { outcome: "agendakan", values: { urgency: "biasa" } } : undefined;
    for (const as of [member("orang-luar", "Orang Luar", []), undefined]) {
      const reply = await browser(work).send(method, path, { ...(as ? { as } : {}), ...(body ? { body } : {}) });
      expect([reply.status, reply.body["message"]]).toEqual([
        403,
        "Akun Anda belum terdaftar sebagai petugas. Hubungi admin.",
      ]);
    }
  });
});

describe("the inbox", () => {
  it("has what I may answer, the earliest due first, and nothing else", async () => {
    const work = player(visitScript);
    const first = await work.caseAt("check-schedule");
    const second = await work.caseAt("register-letter");
    await work.caseAt("decide");
    const { body } = await browser(work).get("/api/staff/tasks", { as: registrar });
    const rows = body["tasks"] as { case: string; mine: boolean }[];
    expect(rows.map((row) => row.case)).toEqual([second, first]);
    expect(rows.every(({ mine }) => mine)).toBe(true);
  });

  it("of a helper has the steps they may do for others", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    const { body } = await browser(work).get("/api/staff/tasks", { as: frontOffice });
    expect(body["tasks"]).toMatchObject([
      { case: caseId, number: 4, time: { status: "on-time", standardMinutes: 20 } },
    ]);
  });

  it("scope=waiting has what outside parties are asked", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const { body } = await browser(work).get("/api/staff/tasks", { as: divisionHead, query: { scope: "waiting" } });
    expect(body["tasks"]).toMatchObject([{ case: caseId, mine: false, time: { status: "paused" } }]);
  });
});

describe("answering a task", () => {
  it("stores it and moves the case on", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const reply = await browser(work).post(
      await taskPath(work, caseId),
      { outcome: "agendakan", values: { urgency: "segera" } },
      { as: registrar },
    );
    expect(reply.body).toMatchObject({ page: "done", again: false, outcome: { id: "Catat di buku agenda" } });
    await work.flow.settle();
    expect((await work.task(caseId)).step).toBe("check-schedule");
  });

  it("shows the schedule with what else is asked for or taken", async () => {
    const work = player(visitScript);
    const taken = await work.caseAt("accept-companionship");
    const asked = await work.caseAt("register-letter");
    const caseId = await work.caseAt("check-schedule");
    const { body } = await browser(work).get(await taskPath(work, caseId), { as: registrar });
    expect((body["aids"] as { schedule: unknown }).schedule).toMatchObject({
      fits: false,
      sessions: 1,
      conflicts: [{ case: taken, state: "firm", institution: "SMPN 1 Contoh" }],
      competing: [{ case: asked }],
    });
  });

  it("fills in three free times to propose", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply", { decide: anotherTime["decide"] ?? {} });
    const { body } = await browser(work).get(await taskPath(work, caseId), { as: registrar });
    const { slots } = body["aids"] as { slots: object[] };
    expect(slots).toHaveLength(3);
    const reply = await browser(work).post(
      await taskPath(work, caseId),
      { outcome: "tidak", values: { proposedSlots: slots } },
      { as: registrar },
    );
    expect(reply.status).toBe(200);
  });

  it("records how an outside party gave its answer", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const body = {
      outcome: "pilih",
      values: { slot: proposedSlots[0] },
      channel: "phone",
      note: "Pilihan pertama, kata Ibu Ratna.",
    };
    expect((await browser(work).post(await taskPath(work, caseId), body, { as: registrar })).status).toBe(200);
    expect((await work.dossier(caseId)).tasks.at(-1)?.answer).toMatchObject({
      channel: "phone",
      person: "staff:siti",
      name: "Siti Aminah",
    });
  });

  test.each([
    ["a wrong choice", { outcome: "agendakan", values: { urgency: "kilat" } }, { urgency: "Pilih salah satu." }],
    ["a missing value", { outcome: "agendakan" }, { urgency: "Sifat surat wajib diisi." }],
    [
      "an unknown field",
      { outcome: "agendakan", values: { urgency: "biasa", number: 7 } },
      { number: "Isian tidak dikenal." },
    ],
    ["an unknown outcome", { outcome: "hapus" }, { outcome: "Pilihan ini tidak tersedia. Muat ulang halaman." }],
    [
      "a strange note",
      { outcome: "agendakan", values: { urgency: "biasa" }, note: "a\u0000b" },
      { note: "Hapus karakter khusus yang tidak terlihat." },
    ],
  ])("with %s is 422, the field named", async (_what, body, fields) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const reply = await browser(work).post(await taskPath(work, caseId), body, { as: registrar });
    expect([reply.status, reply.body["fields"]]).toEqual([422, fields]);
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("names only companions that there are", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    for (const companion of ["nobody", registrar.id]) {
      const body = { outcome: "teruskan", values: { recommendation: "cocok", companion } };
      const reply = await browser(work).post(await taskPath(work, caseId), body, { as: sectionHead });
      expect([reply.status, reply.body["fields"]]).toEqual([422, { companion: "Pilih petugas dari daftar." }]);
    }
  });

  test.each([
    ["not JSON", "{"],
    ["an unknown key", { outcome: "agendakan", values: {}, person: "staff:sri" }],
    ["an unknown channel", { outcome: "agendakan", channel: "system" }],
  ])("with %s is 400", async (_what, body) => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const reply = await browser(work).post(await taskPath(work, caseId), body, { as: registrar });
    expect([reply.status, reply.body["code"]]).toEqual([400, "malformed"]);
  });

  it("that was decided is 409 and says by whom", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const path = await taskPath(work, caseId);
    await work.answer(caseId, { outcome: "ya", by: divisionHead.id });
    const shown = await browser(work).get(path, { as: divisionHead });
    expect([shown.status, shown.body["message"]]).toEqual([409, `Berkas ini sudah diproses oleh ${divisionHead.name}`]);
    const other = await browser(work).post(path, { outcome: "tolak", note: "Penuh." }, { as: divisionHead });
    expect([other.status, other.body["code"]]).toEqual([409, "already-decided"]);
  });
});

describe("what is not there is 404", () => {
  const noCase =
    "Berkas atau halaman ini tidak ada, atau bukan untuk peran Anda. Bila Anda memerlukannya untuk tugas Anda, tanyakan kepada atasan Anda atau admin sistem.";
  test.each([
    ["/api/staff/cases/KJG-2026-99999", noCase],
    ["/api/staff/cases/__proto__", noCase],
    ["/api/staff/tasks/KJG-2026-00001/nothing", noCase],
    ["/api/staff/cases/KJG-2026-00001/files/nothing", noCase],
    ["/api/staff/register/abc", "Tahun ini tidak dikenal. Pilih tahun dari daftar."],
    ["/api/staff/plans/2026-13", "Bulan ini tidak dikenal. Pilih bulan dari daftar."],
  ])("%s", async (path, message) => {
    const work = player(visitScript);
    await work.submit();
    const reply = await browser(work).get(path, { as: sectionHead });
    expect([reply.status, reply.body["message"]]).toEqual([404, message]);
  });
});

describe("the page of a case", () => {
  it("has its data, files, history, mails and where it stands", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const { body } = await browser(work).get(`/api/staff/cases/${caseId}`, { as: divisionHead });
    expect(body).toMatchObject({
      agendaNumber: "0001",
      status: "MENUNGGU_PERSETUJUAN",
      files: [{ name: "surat.pdf" }],
    });
    expect(
      (body["steps"] as { id: string; mark: string }[]).filter(({ mark }) => mark === "current").map(({ id }) => id),
    ).toEqual(["decide"]);
    expect((body["history"] as { by: { name: string } }[]).map(({ by }) => by?.name ?? null)).toContain(registrar.name);
  });

  it("the list has open cases newest first, ended ones apart", async () => {
    const work = player(visitScript);
    const [ended, older, newer] = [
      await work.caseAt("never"),
      await work.submit({ preferredDate: "2027-01-06", letterDate: undefined, letterNumber: undefined }),
      await work.submit({ preferredDate: "2027-01-07", letterDate: undefined, letterNumber: undefined }),
    ];
    const { get } = browser(work);
    const cases = async (open: string) =>
      ((await get("/api/staff/cases", { as: registrar, query: { open } })).body["cases"] as { case: string }[]).map(
        (row) => row.case,
      );
    expect(await cases("true")).toEqual([newer, older]);
    expect(await cases("false")).toEqual([ended]);
  });

  it("the register lists every letter by its number", async () => {
    const work = player(visitScript);
    const cases = [await work.caseAt("check-schedule"), await work.caseAt("check-schedule")];
    const { body } = await browser(work).get("/api/staff/register/2026", { as: registrar });
    expect(body["rows"]).toMatchObject(
      cases.map((caseId, index) => ({
        number: index + 1,
        case: caseId,
        letterNumber: "421/087/2026",
        from: "SMPN 1 Contoh",
        urgency: "Biasa",
      })),
    );
  });
});
