import { describe, expect, it, test } from "vitest";
import { people } from "../support/builders.ts";
import { linksIn } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

/** WIB. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();

async function sweptAt(work: Player, day: string, time: string): Promise<void> {
  work.clock.set(at(day, time));
  await work.sweep();
}

const digests = (work: Player, address: string) =>
  work.mailer.to(address).filter(({ subject }) => subject.startsWith("Tugas hari ini"));

describe("the mail of the morning", () => {
  it("comes once, when the office opens, with what is late and what is due", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("register-letter");
    await sweptAt(work, "2026-11-25", "07:29");
    expect(digests(work, people.registrar.email)).toEqual([]);
    await sweptAt(work, "2026-11-25", "07:31");
    await sweptAt(work, "2026-11-25", "07:32");
    const [mail, ...more] = digests(work, people.registrar.email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Tugas hari ini, Rabu, 25 November 2026: 1 terlambat");
    expect(mail?.text).toContain(`SMPN 1 Contoh (${caseId}), terlambat`);
    expect(mail?.text).toContain("/petugas");
    // Who has nothing to do is not written to.
    expect(digests(work, people.divisionHead.email)).toEqual([]);
  });

  it("leads an official to each question", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    const [asked] = work.mailer.to(people.divisionHead.email);
    await sweptAt(work, "2026-11-25", "07:31");
    const [mail] = digests(work, people.divisionHead.email);
    expect(linksIn(mail).map(({ id }) => id)).toContain(linksIn(asked)[0]?.id);
  });

  test.each([
    ["2026-11-28", "a Saturday"],
    ["2026-12-24", "a day of joint leave"],
  ])("does not come on %s, %s", async (day) => {
    const work = player(visitScript);
    await work.caseAt("register-letter", {}, { preferredDate: "2027-01-13" });
    await sweptAt(work, day, "09:00");
    expect(digests(work, people.registrar.email)).toEqual([]);
  });

  it("goes to nobody who is away, and to nobody who wants a mail for each", async () => {
    const work = player(visitScript);
    await work.caseAt("decide");
    work.agencies.now.staff = work.agencies.now.staff.map((member) =>
      member.id === people.divisionHead.id ? { ...member, reminders: "each" as const } : member,
    );
    await sweptAt(work, "2026-11-25", "07:31");
    expect(digests(work, people.divisionHead.email)).toEqual([]);
    expect(work.mailer.to(people.divisionHead.email).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Mohon/),
      expect.stringMatching(/^Pengingat: Mohon/),
    ]);
  });

  it("is sent later where it cannot be sent, and to nobody twice", async () => {
    const work = player(visitScript);
    await work.caseAt("register-letter");
    const { send } = work.mailer;
    work.mailer.send = async () => {
      throw new Error("the mail service is away");
    };
    await sweptAt(work, "2026-11-25", "07:31");
    work.mailer.send = send;
    await sweptAt(work, "2026-11-25", "07:40");
    await sweptAt(work, "2026-11-25", "07:41");
    expect(digests(work, people.registrar.email)).toHaveLength(1);
  });
});
