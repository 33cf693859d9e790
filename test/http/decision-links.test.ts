import { describe, expect, it, test } from "vitest";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { people, phoneDigits, requesterEmail } from "../support/builders.ts";
import { browser, prove, type TestBrowser } from "../support/http.ts";
import { lastLink, linksIn } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";
import { beforeKabid, kabid, nonceOf } from "./before-the-kabid.ts";

describe("Sc16: a link that was opened shows, proof decides", () => {
  it("without proof it shows the case without personal data, and to whom it is addressed", async () => {
    const { caseId, path, phone } = await beforeKabid();
    const page = await phone.get(path);
    expect(page.status).toBe(200);
    expect(page.body).toEqual({
      page: "proof",
      role: { id: "Kepala Bidang Perpustakaan", en: "Head of the Library Division" },
      maskedEmail: "s••••@contoh.test",
      shared: false,
      summary: {
        case: caseId,
        state: "Memberikan keputusan dan disposisi",
        subject: "SMPN 1 Contoh",
        dueAt: expect.stringContaining("2026-11-23") as string,
      },
    });
    for (const secret of ["Ratna", requesterEmail, phoneDigits, kabid.email, kabid.name]) {
      expect(page.text).not.toContain(secret);
    }
  });

  it("without proof a decision, and a file, are refused", async () => {
    const { work, caseId, path, phone } = await beforeKabid();
    const reply = await phone.post(path, { outcome: "ya", nonce: "x.y" });
    expect([reply.status, reply.body["code"]]).toEqual([401, "proof-needed"]);
    expect(reply.body["message"]).toBe("Pastikan dahulu bahwa Anda penerima tautan ini.");
    expect((await phone.get(`${path}/files/surat-permohonan`)).status).toBe(401);
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("the mailed code makes the device known: one tap now, and with later links", async () => {
    const { work, caseId, path, phone } = await beforeKabid();
    const asked = await phone.post(`${path}/code`, {});
    expect([asked.status, asked.body["sentTo"]]).toEqual([202, "s••••@contoh.test"]);
    expect(work.mailer.to(kabid.email).at(-1)?.text).toContain(`Kode Anda: ${work.secrets.lastCode()}`);
    const proof = await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
    expect(proof.body).toEqual({ known: true });
    const page = await phone.get(path);
    expect(page.body).toMatchObject({ page: "decide", person: { name: kabid.name } });
    const done = await phone.post(path, { outcome: "ya", nonce: page.body["nonce"] });
    expect(done.body).toMatchObject({ page: "done", case: caseId, again: false, outcome: { id: "Setujui" } });
    expect((await work.dossier(caseId)).tasks.at(-1)?.answer?.channel).toBe("link-code");

    await work.flow.settle();
    work.clock.advance({ days: 30 });
    const next = await work.caseAt("decide", {}, { preferredDate: "2027-01-06", letterDate: "2026-12-20" });
    const laterPath = `/api/decisions/${lastLink(work.mailer.to(kabid.email))}`;
    await phone.post(laterPath, { outcome: "ya", nonce: await nonceOf(phone, laterPath) });
    expect((await work.dossier(next)).tasks.at(-1)?.answer?.channel).toBe("link-device");
  });

  it("the code is mailed in the language of the page that asks for it", async () => {
    const { work, path, phone } = await beforeKabid();
    await phone.post(`${path}/code`, {}, { headers: { "accept-language": "en" } });
    const mail = work.mailer.to(kabid.email).at(-1);
    expect(mail?.subject).toMatch(/^\d{6} is the code for case/);
    expect(mail?.text).toContain(`Your code: ${work.secrets.lastCode()}`);
  });

  it("the cookie is for this site alone, over https, out of reach of scripts, for 90 days", async () => {
    const { work, link, phone } = await beforeKabid();
    const { cookies } = await prove(phone, link, work);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^__Host-alur-device=o[\w-]+\.[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=7776000$/,
    );
    expect(cookies[0]).not.toContain("sri");
  });

  test.each([
    ["after 90 days", (work: Player) => work.clock.advance({ days: 90, seconds: 1 })],
    ["when its id was changed", (_: Player, phone: TestBrowser) => alter(phone, (value) => value.replace(/^o/, "s"))],
    [
      "when its signature was changed",
      (_: Player, phone: TestBrowser) => alter(phone, (value) => value.slice(0, -4) + "AAAA"),
    ],
  ])("the device is unknown again %s", async (_when, change) => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    expect((await phone.get(path)).body["page"]).toBe("decide");
    change(work, phone);
    expect((await phone.get(path)).body["page"]).toBe("proof");
  });

  it("a device known as one person's is not known as another's", async () => {
    const { work, caseId, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    await phone.post(path, { outcome: "ya", nonce: await nonceOf(phone, path) });
    await work.flow.settle();
    await work.playTo(caseId, "accept-companionship");
    const other = lastLink(work.mailer.to(people.companion.email));
    expect((await phone.get(`/api/decisions/${other}`)).body["page"]).toBe("proof");
  });

  it("a signed-in session of the addressee is proof; that of somebody else is not", async () => {
    const { work, path, phone } = await beforeKabid();
    work.sessions.valid.set("of-sri", { sub: kabid.id }).set("of-rina", { sub: people.companion.id });
    const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    expect((await phone.get(path, as("of-rina"))).body["page"]).toBe("proof");
    expect((await phone.get(path, as("garbled"))).body["page"]).toBe("proof");
    const page = await phone.get(path, as("of-sri"));
    const done = await phone.post(path, { outcome: "ya", nonce: page.body["nonce"] }, as("of-sri"));
    expect(done.status).toBe(200);
  });
});

function alter(phone: TestBrowser, change: (value: string) => string): void {
  for (const [name, value] of phone.jar) phone.jar.set(name, change(value));
}

describe("the mail", () => {
  it("has a button per outcome; each opens the same link with that outcome preselected", async () => {
    const { work, link } = await beforeKabid();
    const links = linksIn(work.mailer.to(kabid.email)[0]);
    expect(links.map(({ outcome }) => outcome)).toEqual(["ya", "ya-dengan-catatan", "tidak", "tolak"]);
    expect(new Set(links.map(({ id }) => id))).toEqual(new Set([link]));
  });
});

describe("a page per outcome of the link", () => {
  test.each([
    ["too short", "abc"],
    ["never given", "A".repeat(43)],
    ["with a strange sign", `${"A".repeat(42)}%`],
    ["cut off", ""],
  ])("unknown: 404 for a link %s", async (_how, id) => {
    const { phone } = await beforeKabid();
    const page = await phone.get(`/api/decisions/${id || "-"}`);
    expect([page.status, page.body["page"]]).toEqual([404, "unknown"]);
    expect(page.body["message"]).toContain("Tautan ini tidak dikenal.");
    for (const action of ["", "/code", "/proof"]) {
      const reply = await phone.post(`/api/decisions/${id || "-"}${action}`, bodyFor(action));
      expect([action, reply.status]).toEqual([action, 404]);
    }
  });

  it("decided: who, what and when; the name only for who proved to be the addressee", async () => {
    const { work, caseId, link, path, phone } = await beforeKabid();
    const { id: task } = await work.task(caseId);
    await work.answer(caseId, { outcome: "ya", by: kabid.id });
    const page = await phone.get(path);
    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({
      page: "decided",
      task,
      by: "Kepala Bidang Perpustakaan",
      outcome: { id: "Setujui" },
      mine: false,
    });
    await phone.post(`${path}/code`, {});
    await phone.post(`/api/decisions/${link}/proof`, { answer: work.secrets.lastCode() });
    expect((await phone.get(path)).body).toMatchObject({ page: "decided", by: kabid.name, mine: true });
  });

  it("expired: 410, with what to do next", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const task = await work.task(caseId);
    const link = taskLinkId(work.secrets, task, "requester");
    work.clock.advance({ days: 8 });
    await work.sweep();
    const page = await browser(work).get(`/api/decisions/${link}`);
    expect([page.status, page.body["page"], page.body["task"]]).toEqual([410, "expired", task.id]);
    const { phone } = await work.agencies.settings();
    expect(page.body["outside"]).toEqual({ again: "official-visit", phone });
    expect(page.body["message"]).toBe(
      `Tautan ini sudah kedaluwarsa. Anda dapat mengajukan permohonan baru melalui formulir kami, atau menghubungi kami di ${phone}.`,
    );
    const english = await browser(work).get(`/api/decisions/${link}`, { headers: { "accept-language": "en-GB" } });
    expect(english.body["message"]).toContain("This link has expired.");
  });

  it("expired: the question was set aside by a change of the case", async () => {
    const { work, path, phone, caseId } = await beforeKabid();
    await phone.post(`${path}/code`, {});
    await phone.post(`${path}/proof`, { answer: work.secrets.lastCode() });
    const change = {
      operation: "send-to-row",
      seen: 0,
      reason: "Periksa lagi.",
      values: { row: "check-schedule" },
    } as const;
    await makeChange(work, await work.dossier(caseId), people.sectionHead, change);
    await work.flow.settle();
    const page = await phone.get(path);
    expect([page.status, page.body["page"]]).toEqual([410, "expired"]);
    expect(page.body["outside"]).toBeUndefined();
    expect(page.body["message"]).toBe(
      "Tautan ini sudah kedaluwarsa. Silakan masuk ke aplikasi atau minta tautan baru.",
    );
  });

  it("reassigned: another person has the role now", async () => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    const nonce = await nonceOf(phone, path);
    work.agencies.now.staff = work.agencies.now.staff.map((each) =>
      each.id === kabid.id ? { ...each, roles: [] } : each,
    );
    expect((await phone.get(path)).body).toMatchObject({
      page: "reassigned",
      role: { id: "Kepala Bidang Perpustakaan" },
    });
    const reply = await phone.post(path, { outcome: "ya", nonce });
    expect([reply.status, reply.body["message"]]).toEqual([403, "Tugas ini sudah dialihkan kepada petugas lain."]);
  });
});

function bodyFor(action: string): unknown {
  return action === "" ? { outcome: "ya", nonce: "x" } : action === "/proof" ? { answer: "123456" } : {};
}
