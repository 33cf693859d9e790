import { describe, expect, it, test } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import { makeNonce } from "../../functions/domain/access/nonce.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { everybody, people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";

describe("10. who drafted does not decide", () => {
  const twoHats = (id: string) =>
    everybody().map((each) =>
      each.id === id ? { ...each, roles: [...each.roles, "library-division-head" as const] } : each,
    );

  test.each([
    ["recommended", people.sectionHead.id],
    ["checked the schedule", people.registrar.id],
  ])("a person who %s is refused as the deciding official too", async (_did, id) => {
    const work = player(visitScript);
    work.agencies.now.staff = twoHats(id);
    const caseId = await work.caseAt("decide");
    await expect(work.answer(caseId, { outcome: "ya", by: id })).rejects.toMatchObject({ kind: "forbidden" });
    expect((await work.task(caseId)).step).toBe("decide");
    const [book] = await work.dayBooks.read("Ruang Baca Umum", ["2026-12-02"]);
    expect(book?.bookings.map(({ state }) => state)).toEqual(["asked"]);
  });

  it("nor is asked by mail: the other official alone gets the link", async () => {
    const work = player(visitScript);
    work.agencies.now.staff = twoHats(people.sectionHead.id);
    const caseId = await work.caseAt("decide");
    const asked = (email: string) =>
      work.mailer.to(email).filter(({ subject }) => subject.startsWith("Mohon keputusan"));
    expect(asked(people.sectionHead.email)).toEqual([]);
    expect(asked(people.divisionHead.email)).toHaveLength(1);
    const link = taskLinkId(work.secrets, await work.task(caseId), `staff:${people.sectionHead.id}`);
    expect((await browser(work).get(`/api/decisions/${link}`)).status).toBe(404);
  });

  it("nor through a link that was mailed before", async () => {
    const work = player(visitScript);
    work.agencies.now.staff = twoHats(people.sectionHead.id);
    const caseId = await work.caseAt("decide");
    const task = await work.task(caseId);
    const person = `staff:${people.sectionHead.id}` as const;
    const link = taskLinkId(work.secrets, task, person);
    await work.links.add({ hash: work.secrets.hash(link), kind: "task", caseId, task: task.id, person });
    const phone = browser(work);
    await phone.post(`/api/decisions/${link}/code`, {});
    await phone.post(`/api/decisions/${link}/proof`, { answer: work.secrets.lastCode() });
    expect((await phone.get(`/api/decisions/${link}`)).body["page"]).toBe("reassigned");
    expect((await phone.get(`/api/decisions/${link}/files/surat-permohonan`)).status).toBe(403);
    const nonce = makeNonce(work, work.secrets.hash(link));
    const reply = await phone.post(`/api/decisions/${link}`, { outcome: "ya", nonce });
    expect(reply.status).toBe(403);
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("nor is offered a button anywhere that would be refused", async () => {
    const work = player(visitScript);
    work.agencies.now.staff = twoHats(people.sectionHead.id);
    const caseId = await work.caseAt("decide");
    const { id } = await work.task(caseId);
    const as = everybody().find((each) => each.id === people.sectionHead.id);
    if (!as) throw new Error("no section head");
    const { get, post } = browser(work);
    const page = await get(`/api/staff/tasks/${caseId}/${id}`, { as });
    const offered = (page.body["outcomes"] as { id: string }[]).map((each) => each.id);
    expect((await get("/api/staff/tasks", { as })).body["tasks"]).toEqual([]);
    for (const outcome of ["ya", "ya-dengan-catatan", "tidak", "tolak"]) {
      expect(offered).not.toContain(outcome);
      const reply = await post(`/api/staff/tasks/${caseId}/${id}`, { outcome, note: "Alasan." }, { as });
      expect([reply.status, reply.body["message"]]).toEqual([
        403,
        "Anda menyusun berkas ini, jadi keputusannya harus diambil oleh pejabat lain. Yang diminta memutuskan: Kepala Bidang Perpustakaan (Dra. Sri Wahyuni, M.Si.).",
      ]);
    }
  });

  it("nor by a task that was stored before tasks told who made what they judge", async () => {
    const work = player(visitScript);
    work.agencies.now.staff = twoHats(people.sectionHead.id);
    const caseId = await work.caseAt("decide");
    const { id } = await work.task(caseId);
    await work.memory.items.update(keys.task(caseId, id), { remove: ["makers"] });
    expect(await work.task(caseId)).not.toHaveProperty("makers");
    const inboxOf = async (id: string) =>
      (await browser(work).get("/api/staff/tasks", { as: everybody().find((each) => each.id === id) ?? people.driver }))
        .body["tasks"];
    expect(await inboxOf(people.divisionHead.id)).toHaveLength(1);
    const asked = work.on.calls.length;
    expect(await inboxOf(people.sectionHead.id)).toEqual([]);
    expect(work.on.calls.slice(asked).filter((call) => call.startsWith("cases."))).toEqual(["cases.dossiers"]);
  });

  it("but the official who did not draft it decides", async () => {
    const work = player(visitScript);
    work.agencies.now.staff = twoHats(people.sectionHead.id);
    const caseId = await work.caseAt("decide");
    await work.answer(caseId, { outcome: "ya", by: people.divisionHead.id });
    expect((await work.task(caseId)).step).toBe("reply");
  });
});

describe("a step is answered by its actor", () => {
  it("not by another member of the staff", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    const { id } = await work.task(caseId);
    const { post } = browser(work);
    for (const as of [people.frontOffice, people.sectionHead, people.divisionHead, people.companion]) {
      const reply = await post(
        `/api/staff/tasks/${caseId}/${id}`,
        { outcome: "agendakan", values: { urgency: "biasa" } },
        { as },
      );
      expect([as.id, reply.status]).toEqual([as.id, 403]);
      expect(reply.body["message"]).toBe("Langkah ini untuk Petugas Agenda (Agendaris).");
    }
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("or by a role that helps, and the answer says which role it was", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule");
    await work.answer(caseId, { outcome: "lapor", by: people.frontOffice.id, values: { availability: "sesuai" } });
    const checked = (await work.dossier(caseId)).tasks.find((task) => task.step === "check-schedule");
    expect(checked?.answer).toMatchObject({ role: "front-office-officer", person: "staff:budi", name: "Budi Santoso" });
  });

  it("where the row names a person, nobody else is asked; others of the role may do it, and become that person", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    expect((await work.task(caseId)).assignees).toEqual(["staff:rina"]);
    expect(work.mailer.to(people.otherCompanion.email)).toEqual([]);
    const path = `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;
    const { get, post } = browser(work);
    for (const as of [people.frontOffice, people.registrar, people.divisionHead])
      expect((await post(path, { outcome: "terima" }, { as })).status).toBe(403);
    expect((await get("/api/staff/tasks", { as: people.otherCompanion })).body["tasks"]).toEqual([]);
    expect((await post(path, { outcome: "terima" }, { as: people.otherCompanion })).status).toBe(200);
    await work.flow.settle();
    await work.playTo(caseId, "guide-visitors");
    expect((await work.task(caseId)).assignees).toEqual(["staff:dewi"]);
  });

  it("X4: the replacement takes over every later step of the companion", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    await work.answer(caseId, { outcome: "berhalangan", by: people.companion.id, note: "Cuti sakit." });
    await work.playTo(caseId, "accept-companionship");
    expect((await work.task(caseId)).assignees).toEqual(["staff:dewi"]);
    await work.playTo(caseId, "guide-visitors", { "accept-companionship": { by: people.otherCompanion.id } });
    expect((await work.task(caseId)).assignees).toEqual(["staff:dewi"]);
  });
});

describe("a choice with `by` is for those roles only", () => {
  it("the visitors cannot say of themselves that they did not come", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    work.clock.set("2026-12-02T05:00:00.000Z");
    const noShow = { outcome: "tidak-hadir", note: "Tidak ada kabar." };
    await expect(work.answer(caseId, { ...noShow, by: "requester" })).rejects.toMatchObject({
      kind: "forbidden",
      text: {
        id: "Pilihan ini untuk Petugas Layanan (Front Office).",
        en: expect.stringMatching(/^This choice is for: .*\.$/),
      },
    });
    await expect(work.answer(caseId, { ...noShow, by: people.divisionHead.id })).rejects.toMatchObject({
      kind: "forbidden",
      text: { id: expect.stringMatching(/^Langkah ini untuk .*\.$/) },
    });
    await work.answer(caseId, { ...noShow, by: people.frontOffice.id, channel: "counter" });
    expect((await work.dossier(caseId)).case.ending).toBe("DITUTUP");
  });

  it("the division head cannot cancel for the requester", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const { id } = await work.task(caseId);
    const { get, post } = browser(work);
    const path = `/api/staff/tasks/${caseId}/${id}`;
    const page = await get(path, { as: people.divisionHead });
    expect((page.body["outcomes"] as { id: string }[]).map((each) => each.id)).toEqual([
      "ya",
      "ya-dengan-catatan",
      "tidak",
      "tolak",
    ]);
    expect((await post(path, { outcome: "dibatalkan" }, { as: people.divisionHead })).status).toBe(403);
    expect((await post(path, { outcome: "dibatalkan", note: "Lewat telepon" }, { as: people.registrar })).status).toBe(
      200,
    );
  });
});

describe("an outcome is offered only where it leads on", () => {
  it("the reply follows the decision", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    await expect(work.answer(caseId, { outcome: "tolak", by: people.registrar.id })).rejects.toMatchObject({
      kind: "invalid",
      fields: { outcome: { id: "Pilihan ini tidak tersedia. Muat ulang halaman." } },
    });
  });

  it("what silence means cannot be chosen by a person", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    await expect(work.answer(caseId, { outcome: "kedaluwarsa", by: "requester" })).rejects.toMatchObject({
      kind: "invalid",
    });
  });

  it("the guest book opens an hour before the visit, not before", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("sign-guest-book");
    const early = work.answer(caseId, { outcome: "hadir", by: "requester", values: { attendance: 38 } });
    await expect(early).rejects.toMatchObject({
      kind: "stale",
      text: {
        id: "Jadwalnya Rabu, 2 Desember 2026, pukul 09.00 WIB. “Simpan buku tamu” baru dapat dipilih mulai Rabu, 2 Desember 2026, pukul 08.00 WIB.",
        en: "It is set for Wednesday, 2 December 2026, 09:00 WIB. “Sign the guest book” can be chosen from Wednesday, 2 December 2026, 08:00 WIB.",
      },
    });
    work.clock.set("2026-12-02T01:00:00.000Z");
    await work.answer(caseId, { outcome: "hadir", by: "requester", values: { attendance: 38 } });
    expect((await work.task(caseId)).step).toBe("guide-visitors");
  });
});
