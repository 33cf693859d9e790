/** Whoever writes into the list of people becomes nobody else by it. */
import { describe, expect, it } from "vitest";
import { withProvenAddress } from "../../functions/domain/access/staff-address.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { people } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid } from "./before-the-kabid.ts";

const adminsMailbox = "admin.pribadi@contoh.test";
const now = "2026-11-23T02:00:00.000Z";

/** As an administrator does by the file of people. */
function enter(work: Player, { id }: StaffMember, changed: Partial<StaffMember>): void {
  const change = (each: StaffMember) => withProvenAddress(each, { ...each, ...changed }, now);
  work.agencies.now.staff = work.agencies.now.staff.map((each) => (each.id === id ? change(each) : each));
}

describe("an address that an administrator enters for the Kabid", () => {
  it("gets the letters and no code: the administrator does not become the Kabid", async () => {
    const { work } = await beforeKabid();
    enter(work, kabid, { email: adminsMailbox });
    await work.caseAt("decide", {}, { preferredDate: "2026-12-09" });
    const link = lastLink(work.mailer.to(adminsMailbox));
    const phone = browser(work);
    await phone.post(`/api/decisions/${link}/code`, {});
    expect(work.mailer.to(adminsMailbox).filter(({ subject }) => /^\d{6} adalah kode/.test(subject))).toEqual([]);
    expect(work.mailer.to(kabid.email).filter(({ subject }) => /^\d{6} adalah kode/.test(subject))).toHaveLength(1);
    // Not by a token of an account with that address either.
    const as = { id: "an-account", email: adminsMailbox } as StaffMember;
    expect((await phone.get("/api/staff/me", { as })).status).toBe(403);
  });

  it("is told to the address of before, once and without the new one", async () => {
    const { work } = await beforeKabid();
    enter(work, kabid, { email: adminsMailbox });
    for (let minute = 0; minute < 3; minute += 1) await sweep(work);
    const told = work.mailer.to(kabid.email).filter(({ subject }) => subject === "Alamat email Anda diganti");
    expect(told).toHaveLength(1);
    expect(told[0]?.text).not.toContain(adminsMailbox);
    expect(work.mailer.to(adminsMailbox)).toEqual([]);
  });

  it("counts once the Kabid, who is signed in, has confirmed it; not for a third address entered meanwhile", async () => {
    const { work, link } = await beforeKabid();
    enter(work, kabid, { email: "sri.baru@contoh.test" });
    const desk = browser(work);
    const me = async () => (await desk.get("/api/staff/me", { as: kabid })).body["newEmail"];
    expect(await me()).toBe("sri.baru@contoh.test");
    enter(work, kabid, { email: adminsMailbox });
    const confirm = (email: string) => desk.post("/api/staff/address", { email }, { as: kabid });
    expect((await confirm("sri.baru@contoh.test")).status).toBe(409);
    enter(work, kabid, { email: "sri.baru@contoh.test" });
    expect((await confirm("sri.baru@contoh.test")).status).toBe(200);
    expect(await me()).toBeNull();
    await prove(browser(work), link, work);
    expect(work.mailer.to("sri.baru@contoh.test").at(-1)?.subject).toMatch(/^\d{6} adalah kode/);
    expect((await confirm("sri.baru@contoh.test")).status).toBe(409);
  });

  it("stays unconfirmed when the person is ended and brought back, and when it is entered twice", () => {
    const ended = withProvenAddress(kabid, { ...kabid, endedAt: now }, now);
    const { endedAt: _ended, ...back } = { ...ended, email: adminsMailbox };
    const again = withProvenAddress(ended, back, now);
    expect(again).toMatchObject({ email: adminsMailbox, provingEmail: kabid.email });
    expect(withProvenAddress(again, { ...kabid, email: adminsMailbox }, now)).toMatchObject({
      provingEmail: kabid.email,
    });
    expect(withProvenAddress(again, kabid, now)).not.toHaveProperty("provingEmail");
    const forged = { ...kabid, email: adminsMailbox, provingEmail: adminsMailbox };
    expect(withProvenAddress(kabid, forged, now)).toMatchObject({ provingEmail: kabid.email });
  });

  it("is believed at first where the person is new", () => {
    const rina = { ...people.companion, id: "new" };
    expect(withProvenAddress(null, rina, now)).toEqual({ ...rina, enteredAt: now });
  });
});

describe("somebody who has lost everything", () => {
  const vouch = (work: Player, as: StaffMember, email: string) =>
    browser(work).post(`/api/staff/addresses/${kabid.id}`, { email }, { as });

  /** Two who look after the service or after others. */
  function lost(): { work: Player; first: StaffMember; second: StaffMember } {
    const work = player(visitScript);
    enter(work, kabid, { email: "sri.baru@contoh.test" });
    return { work, first: people.agencyHead, second: people.sectionHead };
  }

  it("is helped by two others, neither of whom is the person; it says who", async () => {
    const { work, first, second } = lost();
    expect((await vouch(work, kabid, "sri.baru@contoh.test")).status).toBe(403);
    expect((await vouch(work, people.registrar, "sri.baru@contoh.test")).status).toBe(403);
    const once = await vouch(work, first, "sri.baru@contoh.test");
    expect(once.body).toMatchObject({ addresses: [{ member: kabid.id, vouchers: [first.name], done: true }] });
    await vouch(work, first, "sri.baru@contoh.test");
    expect(await work.agencies.activeMember(kabid.id)).toMatchObject({ provingEmail: kabid.email });
    expect((await vouch(work, second, adminsMailbox)).status).toBe(409);
    expect((await vouch(work, second, "sri.baru@contoh.test")).body).toEqual({ addresses: [] });
    const helped = await work.agencies.activeMember(kabid.id);
    expect(helped).not.toHaveProperty("provingEmail");
    expect(helped?.addressConfirmed).toMatchObject({ email: "sri.baru@contoh.test", by: [first.id, second.id] });
    expect(work.log.of("staff-address-confirmed")).toHaveLength(1);
  });

  it("is not helped by somebody who was entered to vouch, nor by what was said of another address", async () => {
    const { work, first, second } = lost();
    enter(work, second, {});
    const made = { ...second, id: "made-up", email: "made-up@contoh.test", enteredAt: now };
    work.agencies.now.staff = [...work.agencies.now.staff, made];
    expect((await vouch(work, made, "sri.baru@contoh.test")).status).toBe(403);
    expect((await vouch(work, first, "sri.baru@contoh.test")).status).toBe(200);
    enter(work, kabid, { email: adminsMailbox });
    await vouch(work, second, adminsMailbox);
    expect(await work.agencies.activeMember(kabid.id)).toMatchObject({ provingEmail: kabid.email });
  });
});
