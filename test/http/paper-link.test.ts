/** The page behind the QR code of a paper: what it is and whether it holds, and nothing of people outside. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { endCase } from "../../functions/domain/task/run-actions.ts";
import { issuePapers } from "../../functions/domain/documents/issue-papers.ts";
import { issuePaper } from "../../functions/domain/documents/issue.ts";
import type { PaperItem } from "../../functions/domain/documents/records.ts";
import type { PaperSheet } from "../../functions/domain/documents/paper-sheet.ts";
import { paperPath } from "../../functions/domain/paths.ts";
import { people, requesterEmail } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { movedStop } from "../support/moved-stop.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

interface Sent {
  work: Player;
  caseId: string;
  paper: PaperItem;
}

/** A visit that was accepted, with its reply letter. */
async function replied(): Promise<Sent> {
  const work = player(visitScript);
  const caseId = await work.caseAt("accept-companionship");
  const [paper] = (await work.dossier(caseId)).papers ?? [];
  if (!paper) throw new Error("no paper");
  return { work, caseId, paper };
}

/** What the fake printer was given, which stands in the PDF that was mailed. */
function mailed({ mailer }: Player): { bytes: Uint8Array; sheet: PaperSheet } {
  const mail = mailer.to(requesterEmail).findLast(({ attachments }) => attachments !== undefined);
  const bytes = mail?.attachments?.[0]?.bytes ?? new Uint8Array();
  return { bytes, sheet: (JSON.parse(new TextDecoder().decode(bytes)) as { sheet: PaperSheet }).sheet };
}

const apiOf = (path: string): string => path.replace("/naskah/", "/api/papers/");

function ask({ work }: Pick<Sent, "work">, paper: PaperItem): Promise<Reply> {
  return browser(work).get(apiOf(paperPath(work.secrets, paper)));
}

/** Another paper of the case, issued as any. */
async function another({ work, paper }: Sent, more: Partial<PaperItem>): Promise<PaperItem> {
  const { issued: _, number: __, ...rest } = paper;
  const made = { ...rest, id: "another", createdAt: new Date(work.clock.now() + 60_000).toISOString(), ...more };
  expect(await work.papers.add(made)).toBe(true);
  await issuePaper(work, made);
  return made;
}

describe("the code on a paper", () => {
  it("is an address of 256 bits that the same paper has each time, known before it was drawn", async () => {
    const { work, caseId, paper } = await replied();
    const { sheet } = mailed(work);
    expect(sheet.checkedAt).toBe(work.publicUrl + paperPath(work.secrets, paper));
    expect(sheet.checkedAt?.replace(work.publicUrl, "")).toMatch(new RegExp(`^/naskah/${caseId}/[\\w-]{43}$`));
  });

  it("leads to kind, number, day, subject, official, pages and the hash of the very file that was mailed", async () => {
    const { work, paper } = await replied();
    const { bytes } = mailed(work);
    expect((await ask({ work }, paper)).body).toEqual({
      kind: { id: "Surat jawaban", en: "Reply letter" },
      number: "000.4/1/DISPUSIP/2026",
      date: "2026-11-23",
      about: "Jawaban Permohonan Kunjungan",
      signer: { title: paper.sheet.signature?.titles.join(" ").replace(/,$/, ""), name: people.divisionHead.name },
      pages: 1,
      file: { bytes: bytes.length, hash: createHash("sha256").update(bytes).digest("hex") },
      standing: { is: "valid" },
    });
  });

  it("tells the number that was printed, also after the agency writes its numbers otherwise", async () => {
    const { work, paper } = await replied();
    const letterNumbers = { pattern: "{nomorUrut}/{kodeUnit}/{tahun}", classification: "041", unit: "DPK" };
    work.agencies.now.settings = { ...work.agencies.now.settings, letterNumbers };
    expect((await ask({ work }, paper)).body["number"]).toBe("000.4/1/DISPUSIP/2026");
  });
});

describe("whether it holds", () => {
  it("is said of one that was replaced, with number and day of the other, which holds", async () => {
    const sent = await replied();
    const later = await another(sent, {});
    expect((await ask(sent, sent.paper)).body["standing"]).toEqual({
      is: "replaced",
      number: "000.4/2/DISPUSIP/2026",
      date: "2026-11-23",
    });
    expect((await ask(sent, later)).body["standing"]).toEqual({ is: "valid" });
  });

  it("is said of letters of assignment as the case goes: of that of another day, and of the last one once the stop is called off", async () => {
    const { caseId, work } = await movedStop();
    const letters = ((await work.dossier(caseId)).papers ?? []).filter(({ kind }) => kind === "assignment-letter");
    const standings = (): Promise<unknown[]> =>
      Promise.all(letters.map(async (paper) => (await ask({ work }, paper)).body["standing"]));
    const printed = letters[1]?.issued?.printed;
    expect(printed).toMatch(/^000\.4\/\d+\//);
    expect(await standings()).toMatchObject([{ is: "replaced", number: printed }, { is: "valid" }]);
    await endCase(work, await work.dossier(caseId), "DIBATALKAN");
    await issuePapers(work);
    expect(await standings()).toMatchObject([{ is: "replaced", number: printed }, { is: "void" }]);
  });

  it("is said of one that is void, without the words of whoever said so", async () => {
    const sent = await replied();
    const at = "2026-11-24T18:00:00.000Z";
    const gone = await another(sent, { kind: "schedule-notice", void: { at, why: "Ibu Siti sakit" } });
    const reply = await ask(sent, gone);
    // In Jakarta it is the next day.
    expect(reply.body).toMatchObject({ number: "000.4/2/DISPUSIP/2026", standing: { is: "void", date: "2026-11-25" } });
    expect(reply.text).not.toContain("sakit");
  });
});

describe("people outside", () => {
  it("are not named, nor where they live or how they are reached", async () => {
    const sent = await replied();
    const { case: item } = await sent.work.dossier(sent.caseId);
    const given = Object.entries(item.request).filter(([name]) => /contact|institution|address|letter/i.test(name));
    const words = given.flatMap(([, value]) => (typeof value === "string" && value.length > 3 ? [value] : []));
    expect(words).toEqual(expect.arrayContaining([requesterEmail, String(item.request["contactName"])]));
    const { text } = await ask(sent, sent.paper);
    const lines = [...sent.paper.sheet.addressee, item.subject ?? ""].map((line) => line.replace(/^Yth\. /, ""));
    for (const word of [...words, ...lines.filter((line) => line !== "")]) expect(text).not.toContain(word);
  });

  it.each(["subject", "contactName", "contactEmail", "contactPhone"])(
    "are not named by the subject of the letter either: one with %s is not told",
    async (name) => {
      const sent = await replied();
      const { case: item } = await sent.work.dossier(sent.caseId);
      const word = name === "subject" ? item.subject : String(item.request[name]);
      expect(word).toMatch(/\S{3}/);
      const reference: PaperSheet["reference"] = [["Hal", `Persetujuan kerja sama dengan ${word}`]];
      const paper = await another(sent, { kind: "approval-letter", sheet: { ...sent.paper.sheet, reference } });
      const reply = await ask(sent, paper);
      expect(reply.body["about"]).toBeNull();
      expect(reply.text).not.toContain(word);
    },
  );
});

describe("papers without number and Hal", () => {
  it("tell what they are, their day and who wrote them", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    await issuePapers(work);
    const sheet = (await work.dossier(caseId)).papers?.find(({ kind }) => kind === "disposition-sheet");
    if (!sheet) throw new Error("no sheet");
    const { body, text } = await ask({ work }, sheet);
    expect(body).toMatchObject({
      kind: { id: "Lembar disposisi" },
      number: null,
      about: null,
      standing: { is: "valid" },
    });
    expect(body["signer"]).toMatchObject({ name: people.divisionHead.name });
    expect(text).not.toContain("SMPN");
  });
});

it("a paper whose PDF is erased has no hash any more, by which names in it could be guessed", async () => {
  const sent = await replied();
  const { issued, number: _, ...rest } = sent.paper;
  if (!issued) throw new Error("not issued");
  const paper = { ...rest, id: "erased" };
  await sent.work.papers.add(paper);
  const erased = "2026-11-24T18:00:00.000Z";
  await sent.work.papers.markIssued(paper, { ...issued, file: { ...issued.file, erased } });
  const reply = await ask(sent, paper);
  expect(reply.body).toMatchObject({ file: null, number: issued.printed, standing: { is: "valid" } });
  expect(reply.text).not.toContain(issued.file.hash);
});

describe("a link that leads to no paper", () => {
  it("is answered with what to do, the same whatever is wrong with it", async () => {
    const { work, caseId, paper } = await replied();
    const right = apiOf(paperPath(work.secrets, paper));
    const other = await work.submit({});
    const wrong = [
      `/api/papers/${caseId}/${"A".repeat(43)}`,
      `/api/papers/${caseId}/x`,
      `/api/papers/KJG-2026-99999/${right.slice(-43)}`,
      `/api/papers/${other}/${right.slice(-43)}`,
      `/api/papers/${caseId}/${work.secrets.linkId("survey-link", caseId)}`,
      `/api/papers/${caseId}/${work.secrets.linkId("tracking", caseId)}`,
    ];
    const { phone } = await work.agencies.settings();
    for (const path of wrong) {
      const { body, status } = await browser(work).get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body["message"]).toContain(`menanyakannya kepada kantor kami di nomor ${phone}`);
    }
    const english = await browser(work).get(wrong[0] ?? "", { headers: { "accept-language": "en" } });
    expect(english.body["message"]).toContain(`asked our office at ${phone}`);
  });

  it("is none of a paper that was not issued", async () => {
    const sent = await replied();
    const { issued: _, number: __, ...rest } = sent.paper;
    const waiting = { ...rest, id: "waiting" };
    await sent.work.papers.add(waiting);
    expect((await ask(sent, waiting)).status).toBe(404);
  });

  it("opens nothing else of the case", async () => {
    const { work, caseId, paper } = await replied();
    const link = paperPath(work.secrets, paper).slice(-43);
    for (const path of [`/api/shown/${caseId}/${link}`, `/api/surveys/${caseId}/${link}`, `/api/tracking/${link}`])
      expect((await browser(work).get(path)).status).toBe(404);
  });
});
