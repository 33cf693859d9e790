/** A superior who looks at a late task has its holders reminded, hands it on, or does it; the mail about it leads there. */
import { describe, expect, it } from "vitest";
import type { TaskPeople } from "../../functions/contract/decision.ts";
import type { CaseView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { linksIn } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { agencyHead, divisionHead, registrar, sectionHead } = people;

/** WIB. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();

/** Waits at a row since Monday morning, 23 November; now it is another time. */
async function lateAt(step: string, day: string, time: string): Promise<{ work: Player; caseId: string }> {
  const work = player(visitScript);
  const caseId = await work.caseAt(step);
  work.clock.set(at(day, time));
  return { work, caseId };
}

async function ask(work: Player, caseId: string, as: StaffMember) {
  const { id } = await work.task(caseId);
  return browser(work).post(`/api/staff/tasks/${caseId}/${id}/remind`, {}, { as });
}

async function seenBy(work: Player, caseId: string, as: StaffMember): Promise<TaskPeople> {
  const { id } = await work.task(caseId);
  const { body } = await browser(work).get(`/api/staff/tasks/${caseId}/${id}`, { as });
  return body["people"] as TaskPeople;
}

const remindersTo = (work: Player, to: StaffMember) =>
  work.mailer.to(to.email).filter(({ text }) => text.includes("mengingatkan bahwa tugas berikut"));

describe("a superior reminds the holder of a late task", () => {
  it("by one tap: the mail goes out with the next minute, with the buttons of the task, and says who asked", async () => {
    const { work, caseId } = await lateAt("decide", "2026-11-26", "10:00");
    expect((await seenBy(work, caseId, agencyHead)).remind).toEqual({ last: null, from: null, opens: null });
    const reply = await ask(work, caseId, agencyHead);
    expect(reply.status).toBe(200);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    const [mail, ...more] = remindersTo(work, divisionHead);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Pengingat: /);
    expect(mail?.text).toMatch(
      new RegExp(`${agencyHead.name}, Kepala Dinas.*, mengingatkan bahwa .* dan terlambat \\d hari kerja`),
    );
    const buttons = linksIn(mail).filter(({ path }) => path.startsWith("/k/"));
    expect(buttons.map(({ outcome }) => outcome)).toContain("ya");
    expect((await browser(work).get(`/api/decisions/${buttons[0]?.path.slice(3).split("?")[0] ?? ""}`)).status).toBe(
      200,
    );
  });

  it("at most once in four office hours, whoever asks, and says when the last went out", async () => {
    const { work, caseId } = await lateAt("recommend", "2026-11-26", "09:00");
    expect((await ask(work, caseId, divisionHead)).status).toBe(200);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    const again = await ask(work, caseId, agencyHead);
    expect(again.status).toBe(409);
    expect(again.text).toContain(`Sudah diingatkan oleh ${divisionHead.name}`);
    expect(again.text).toContain("26 November 2026, pukul 09.01 WIB");
    const { remind } = await seenBy(work, caseId, agencyHead);
    expect(remind).toMatchObject({
      last: {
        at: expect.stringMatching(/^2026-11-26T02:01/) as string,
        by: { id: expect.stringContaining(divisionHead.name) as string },
      },
      from: expect.any(String) as string,
    });
    expect(remind?.last?.to).toEqual([sectionHead.name]);
    work.clock.set(remind?.from ?? "");
    expect((await seenBy(work, caseId, agencyHead)).remind?.from).toBeNull();
    expect((await ask(work, caseId, agencyHead)).status).toBe(200);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    expect(remindersTo(work, sectionHead)).toHaveLength(2);
  });

  it("of two superiors in the same moment one is the first, and the holder has one mail", async () => {
    const { work, caseId } = await lateAt("recommend", "2026-11-26", "09:00");
    const replies = await Promise.all([ask(work, caseId, divisionHead), ask(work, caseId, agencyHead)]);
    for (const { status } of replies) expect([200, 409]).toContain(status);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    expect(remindersTo(work, sectionHead)).toHaveLength(1);
  });

  it("while the office is closed it goes out when that opens", async () => {
    const { work, caseId } = await lateAt("decide", "2026-11-28", "20:00");
    const { remind } = await seenBy(work, caseId, agencyHead);
    expect((await ask(work, caseId, agencyHead)).status).toBe(200);
    work.clock.advance({ minutes: 5 });
    await work.sweep();
    expect(remindersTo(work, divisionHead)).toEqual([]);
    expect(remind?.opens).toMatch(/^2026-11-30T00:/);
    expect((await seenBy(work, caseId, agencyHead)).remind?.last?.at).toBe(remind?.opens);
    work.clock.set(remind?.opens ?? "");
    await work.sweep();
    expect(remindersTo(work, divisionHead)).toHaveLength(1);
  });

  it("nobody is reminded of what was answered before the office opened", async () => {
    const { work, caseId } = await lateAt("decide", "2026-11-28", "20:00");
    await ask(work, caseId, agencyHead);
    await work.answerAsUsual(caseId);
    work.clock.set(at("2026-11-30", "08:30"));
    await work.sweep();
    expect(remindersTo(work, divisionHead)).toEqual([]);
  });

  it("an officer who answers signed in is led to the page of the task", async () => {
    const { work, caseId } = await lateAt("register-letter", "2026-11-26", "10:00");
    expect((await ask(work, caseId, sectionHead)).status).toBe(200);
    work.clock.advance({ minutes: 1 });
    await work.sweep();
    const [mail] = remindersTo(work, registrar);
    const { id } = await work.task(caseId);
    expect(mail?.text).toContain(`Buka tugas:\nhttps://perpustakaan.test/petugas/tugas/${caseId}/${id}`);
  });

  it("stands in the history with who asked for it", async () => {
    const { work, caseId } = await lateAt("decide", "2026-11-26", "10:00");
    await ask(work, caseId, agencyHead);
    const { body } = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    const entry = (body as unknown as CaseView).history.find(({ step }) => step === "decide");
    expect(entry?.reminded).toMatchObject([{ by: { id: expect.stringContaining(agencyHead.name) as string } }]);
  });

  it("is refused to whoever is not above, before it is late, once it is answered, and where nobody is there", async () => {
    const { work, caseId } = await lateAt("decide", "2026-11-26", "10:00");
    for (const as of [registrar, sectionHead, divisionHead]) {
      expect((await ask(work, caseId, as)).status).toBe(403);
      expect((await seenBy(work, caseId, as)).remind).toBeNull();
    }
    expect((await ask(work, caseId, people.legalOffice)).status).toBe(404);
    const early = player(visitScript);
    const another = await early.caseAt("decide");
    expect(await ask(early, another, agencyHead)).toMatchObject({ status: 409, body: { code: "stale" } });
    const { agencies } = work;
    agencies.now.staff = agencies.now.staff.map((each) =>
      each.id === divisionHead.id ? { ...each, away: [{ from: "2026-11-26", until: "2026-11-26" }] } : each,
    );
    expect((await ask(work, caseId, agencyHead)).text).toContain("Tidak ada yang masuk");
    const task = await work.task(caseId);
    await work.answerAsUsual(caseId);
    const path = `/api/staff/tasks/${caseId}/${task.id}/remind`;
    expect(await browser(work).post(path, {}, { as: agencyHead })).toMatchObject({ status: 409 });
  });
});

describe("the mail that a task is late", () => {
  const told = async (step: string, to: StaffMember) => {
    const { work, caseId } = await lateAt(step, "2026-11-26", "10:00");
    await work.sweep();
    const mail = work.mailer.to(to.email).find(({ subject }) => subject.startsWith("Terlambat:"));
    return { work, caseId, mail, task: await work.task(caseId) };
  };

  it("about an officer's work leads to reminding and handing on", async () => {
    const { caseId, mail, task } = await told("recommend", divisionHead);
    expect(mail?.text).toContain("Yang dapat dilakukan: ingatkan yang bersangkutan atau serahkan tugasnya");
    const buttons = [...(mail?.text ?? "").matchAll(/^(.+):\nhttps:\/\/[^/]+(\/petugas\/.+)$/gm)];
    expect(buttons.map(([, label, path]) => [label, path])).toEqual([
      ["Ingatkan", `/petugas/tugas/${caseId}/${task.id}?bagian=ingatkan`],
      ["Serahkan", `/petugas/berkas/${caseId}/perubahan?cara=hand-on`],
      ["Buka berkas", `/petugas/berkas/${caseId}`],
    ]);
  });

  it("about what was given to one officer leads to doing it, too, where the superior may", async () => {
    const { work, caseId, mail, task } = await told("accept-companionship", sectionHead);
    expect(mail?.text ?? task.step).toContain("?bagian=tangani");
    const { body } = await browser(work).get(`/api/staff/tasks/${caseId}/${task.id}`, { as: sectionHead });
    expect(body).toMatchObject({ takesOver: true });
  });

  it("about a decision hands nothing on, and says who may decide in its place", async () => {
    const { mail } = await told("decide", agencyHead);
    expect(mail?.text).toContain("Keputusan tidak dapat diserahkan");
    expect(mail?.text).toContain("?bagian=ingatkan");
    expect(mail?.text).not.toContain("?cara=hand-on");
    expect(mail?.text).not.toContain("?bagian=tangani");
  });
});
