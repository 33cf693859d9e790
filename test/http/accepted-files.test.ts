/** Invariant 15: a file that was accepted never changes: stored under its hash, served by it, named by us. */
import { createHash, randomUUID } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { newSecret } from "../../infra/demo/people.ts";
import type { StoredFile } from "../../functions/domain/case/records.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import { filesOf } from "../../functions/domain/form/attached-files.ts";
import type { Field } from "../../statemachines/language/vocabulary.ts";
import { letterFile, pdf, people, requesterEmail, visitRequest } from "../support/builders.ts";
import { browser, prove, type Reply } from "../support/http.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player } from "../support/player.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";
import { askAlso } from "./asking-also.ts";
import { beforeKabid, nonceOf } from "./before-the-kabid.ts";

/** No row of this table asks for a file; here its answers do. */
const photo: Field = { name: "photo", label: { id: "Foto lembar", en: "Photo" }, kind: "file" };
askAlso(photo, ["decide", "reply", "choose-other-time"]);

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const hash = hashOf(pdf);
const program = Buffer.from("MZ\x90\x00 a program");

type Sent = { work: Player; caseId: string; reply: Reply };

async function sendRequest(work: Player, file: string, submissionId: string = randomUUID()): Promise<Reply> {
  const values = visitRequest({ letterFile: file });
  const body = { procedure: "official-visit", submissionId, secret, values };
  return browser(work).post("/api/requests", body);
}
const secret = newSecret();

/** Every way in by which a file can come, each with the file that is there as "sent". */
const waysIn: Record<string, () => Promise<Sent>> = {
  async "the public form"() {
    const work = withUpload(player(visitScript));
    const reply = await sendRequest(work, "sent");
    return { work, caseId: String(reply.body["case"]), reply };
  },
  async "a letter that the office types in"() {
    const work = withUpload(player(visitScript));
    const values = { ...visitRequest({ letterFile: "sent" }), consent: undefined };
    const body = { procedure: "official-visit", submissionId: randomUUID(), values };
    const reply = await browser(work).post("/api/staff/cases", body, { as: people.registrar });
    return { work, caseId: String(reply.body["case"]), reply };
  },
  async "an official's answer by link"() {
    const { work, caseId, link, path, phone } = await beforeKabid();
    withUpload(work);
    await prove(phone, link, work);
    const nonce = await nonceOf(phone, path);
    return { work, caseId, reply: await phone.post(path, { outcome: "ya", nonce, values: { photo: "sent" } }) };
  },
  async "the requester's answer by link"() {
    const work = withUpload(player(visitScript));
    const caseId = await work.caseAt("choose-other-time", anotherTime);
    const phone = browser(work);
    const tracking = await phone.get(`/api/tracking/${lastLink(work.mailer.to(requesterEmail))}`);
    const link = (tracking.body["answer"] as { path: string }).path.split("/").at(-1) ?? "";
    const path = `/api/decisions/${link}`;
    await prove(phone, link, work);
    const nonce = await nonceOf(phone, path);
    const values = { photo: "sent", slot: proposedSlots[0] };
    return { work, caseId, reply: await phone.post(path, { outcome: "pilih", nonce, values }) };
  },
  async "an answer of the staff"() {
    const { work, caseId } = await atReply();
    withUpload(work);
    const { id } = await work.task(caseId);
    const body = { outcome: "ya", values: { photo: "sent" } };
    const reply = await browser(work).post(`/api/staff/tasks/${caseId}/${id}`, body, { as: people.registrar });
    return { work, caseId, reply };
  },
};

async function atReply(): Promise<{ work: Player; caseId: string }> {
  const work = player(visitScript);
  return { work, caseId: await work.caseAt("reply") };
}

function withUpload(work: Player, name = "lembar.pdf"): Player {
  work.files.put("sent", name, pdf);
  return work;
}

async function fileSent({ caseId, work }: Pick<Sent, "caseId" | "work">): Promise<StoredFile | undefined> {
  return filesOf(await work.dossier(caseId)).find(({ id }) => id === "sent");
}

async function fetched({ caseId, work }: Pick<Sent, "caseId" | "work">, id = "sent"): Promise<Reply> {
  return browser(work).get(`/api/staff/cases/${caseId}/files/${id}`, { as: people.registrar });
}

/** What a browser is told of a file: where its bytes lie, and its name. */
function told(reply: Reply): { place: string; name: string | null; type: string | null } {
  const url = new URL(String(reply.body["url"]));
  return { place: url.pathname, name: url.searchParams.get("name"), type: url.searchParams.get("type") };
}

describe.each(Object.entries(waysIn))("a file that came by %s", (_way, send) => {
  it("is kept under its hash before anything names it, and is what is served when something else was uploaded in its place", async () => {
    const sent = await send();
    expect(sent.reply.status, sent.reply.text).toBeLessThan(300);
    const { calls } = sent.work.on;
    const stored = Math.max(calls.lastIndexOf("cases.create"), calls.lastIndexOf("tasks.decide"));
    expect(calls.lastIndexOf("files.keep")).toBeGreaterThan(calls.lastIndexOf("files.inspect"));
    expect(calls.lastIndexOf("files.keep")).toBeLessThan(stored);
    expect(await fileSent(sent)).toEqual({
      ...{ id: "sent", name: "lembar.pdf", type: "application/pdf", size: pdf.length },
      ...{ hash, kept: sent.caseId },
    });
    sent.work.files.put("sent", "lembar.exe", program);
    const file = await fetched(sent);
    expect(told(file).place).toBe(`/files/${sent.caseId}/${hash}`);
    expect(sent.work.files.kept.get(`${sent.caseId}/${hash}`)).toEqual(pdf);
    sent.work.files.remove("sent");
    expect((await fetched(sent)).body).toEqual(file.body);
  });
});

test("no change of a case asks for a file: those are the only ways in", async () => {
  const { work, caseId } = await atReply();
  const dossier = await work.dossier(caseId);
  const context = {
    settings: await work.agencies.settings(),
    staff: await work.agencies.staff(),
    now: work.clock.now(),
  };
  const asked = Object.values(operations).flatMap((operation) => operation.fields(dossier, context as never).fields);
  expect(asked.filter(({ kind }) => kind === "file")).toEqual([]);
  expect(asked.length).toBeGreaterThan(10);
});

describe("what was checked is what is kept", () => {
  it("where the upload was replaced between the check and the copy, nothing is stored", async () => {
    const work = withUpload(player(visitScript));
    work.on.before("files.keep", () => work.files.put("sent", "lembar.pdf", program));
    const reply = await sendRequest(work, "sent");
    expect([reply.status, reply.body["message"]]).toEqual([422, "Dokumen tidak dapat dibaca. Unggah lagi."]);
    expect([work.memory.cases.size, work.files.kept.size]).toEqual([0, 0]);
  });

  it.each(["before", "after"] as const)("a program that dies just %s the copy does it again", async (when) => {
    const work = withUpload(player(visitScript));
    const submissionId = randomUUID();
    if (when === "before") work.on.crashBefore("files.keep");
    else work.on.crashAfter("files.keep");
    expect((await sendRequest(work, "sent", submissionId)).status).toBe(500);
    expect(work.memory.cases.size).toBe(0);
    expect((await sendRequest(work, "sent", submissionId)).status).toBe(201);
    expect([...work.files.kept.keys()]).toEqual([`${[...work.memory.cases.keys()][0]}/${hash}`]);
  });

  it("a request sent again is the same when its upload has long been removed, or was replaced", async () => {
    const work = withUpload(player(visitScript));
    const submissionId = randomUUID();
    const first = await sendRequest(work, "sent", submissionId);
    work.files.put("sent", "lembar.pdf", program);
    expect((await sendRequest(work, "sent", submissionId)).body).toEqual(first.body);
    work.files.remove("sent");
    expect((await sendRequest(work, "sent", submissionId)).body).toEqual(first.body);
    expect((await sendRequest(work, "sent")).body["fields"]).toHaveProperty("letterFile");
  });

  it("an answer tapped twice is the same when its upload has long been removed", async () => {
    const { work, link, path, phone } = await beforeKabid();
    withUpload(work);
    await prove(phone, link, work);
    const answer = { outcome: "ya", nonce: await nonceOf(phone, path), values: { photo: "sent" } };
    expect((await phone.post(path, answer)).body["again"]).toBe(false);
    work.files.remove("sent");
    expect((await phone.post(path, answer)).body["again"]).toBe(true);
  });
});

describe("a file whose bytes are not those that were accepted", () => {
  it.each([
    ["changed", ({ files }: Player, at: string) => void files.kept.set(at, program)],
    ["missing", ({ files }: Player, at: string) => void files.kept.delete(at)],
  ])("(%s) is named in the log with its case, and not served", async (state, spoil) => {
    const sent = await waysIn["the public form"]?.();
    if (!sent) throw new Error("no such way in");
    spoil(sent.work, `${sent.caseId}/${hash}`);
    const reply = await fetched(sent);
    expect([reply.status, reply.body["url"]]).toEqual([410, undefined]);
    expect(sent.work.log.of("file-not-whole")).toMatchObject([{ case: sent.caseId, file: hash, state }]);
  });

  it("is not served by a mailed link either", async () => {
    const { work, link, path, phone } = await beforeKabid();
    await prove(phone, link, work);
    expect((await phone.get(`${path}/files/${letterFile}`)).status).toBe(303);
    for (const place of work.files.kept.keys()) work.files.kept.set(place, program);
    const reply = await phone.get(`${path}/files/${letterFile}`);
    expect([reply.status, reply.headers["Location"]]).toEqual([410, undefined]);
  });
});

describe("a file of a case of before, which lies where it was uploaded", () => {
  async function ofBefore(): Promise<Sent & { file: StoredFile }> {
    const sent = await waysIn["the public form"]?.();
    if (!sent) throw new Error("no such way in");
    const { kept: _kept, ...file } = (await fileSent(sent)) ?? { id: "", name: "", type: "", size: 0, hash: "" };
    const old = { ...file, name: "surat\u202efdp.exe" };
    const { cases } = sent.work.memory;
    const stored = [...cases.values()][0];
    if (!stored) throw new Error("no case");
    const key = { pk: `CASE#${sent.caseId}`, sk: "CASE" };
    await sent.work.memory.items.update(key, { set: { files: [old] } });
    return { ...sent, file: old };
  }

  it("is served under a name of ours, as what it was judged to be", async () => {
    const sent = await ofBefore();
    expect(told(await fetched(sent))).toEqual({
      place: "/letters/sent",
      name: `Surat permohonan ${sent.caseId}.pdf`,
      type: "application/pdf",
    });
  });

  it("is not served where it was replaced after it was accepted", async () => {
    const sent = await ofBefore();
    sent.work.files.put("sent", "surat.pdf", program);
    expect((await fetched(sent)).status).toBe(410);
  });
});

describe("names", () => {
  const names = [
    "surat.pdf.exe",
    "undangan.hta",
    "halaman.html",
    "surat \u202efdp.exe",
    "surat\u2066\u200b\u2069.pdf\u0000.exe",
    'x"; filename="a.exe',
    "x\r\nSet-Cookie: a=b.pdf",
    "../../etc/passwd",
    "C:\\Users\\x\\surat.html",
    `${"panjang ".repeat(40)}.hta`,
  ];

  it.each(names)(
    "%j never reaches whoever saves the file: the field, the case and the judged type name it",
    async (name) => {
      const work = withUpload(player(visitScript), name);
      const { body } = await sendRequest(work, "sent");
      const sent = { work, caseId: String(body["case"]) };
      expect(told(await fetched(sent)).name).toBe(`Surat permohonan ${sent.caseId}.pdf`);
    },
  );

  it.each(names)("%j is shown as one line of letters that run one way", async (name) => {
    const work = withUpload(player(visitScript), name);
    const { body } = await sendRequest(work, "sent");
    const view = await browser(work).get(`/api/staff/cases/${String(body["case"])}`, { as: people.registrar });
    const [shown] = (view.body["files"] as { name: string }[]).map((file) => file.name);
    expect(shown).toMatch(/^[^\p{C}/\\]{1,100}$/u);
  });

  it("tell several files of one field apart", async () => {
    const { work, link, path, phone, caseId } = await beforeKabid();
    withUpload(work);
    await prove(phone, link, work);
    await phone.post(path, { outcome: "ya", nonce: await nonceOf(phone, path), values: { photo: "sent" } });
    await work.flow.settle();
    work.files.put("second", "a.png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    const { id } = await work.task(caseId);
    const body = { outcome: "ya", values: { photo: "second" } };
    await browser(work).post(`/api/staff/tasks/${caseId}/${id}`, body, { as: people.registrar });
    const given = await Promise.all([letterFile, "sent", "second"].map((file) => fetched({ work, caseId }, file)));
    expect(given.map((reply) => told(reply).name)).toEqual([
      `Surat permohonan ${caseId}.pdf`,
      `Foto lembar ${caseId}.pdf`,
      `Foto lembar ${caseId} 2.png`,
    ]);
  });
});
