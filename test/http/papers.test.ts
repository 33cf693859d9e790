/** A letter that is a paper: numbered, drawn and kept before it goes out, and sent as exactly that file. */
import { describe, expect, it } from "vitest";
import { issuePapers } from "../../functions/domain/documents/issue-papers.ts";
import type { PaperItem } from "../../functions/domain/documents/records.ts";
import { lookForPapers } from "../../functions/domain/documents/row-papers.ts";
import { endCase } from "../../functions/domain/task/run-actions.ts";
import { requesterEmail } from "../support/builders.ts";
import { movedStop } from "../support/moved-stop.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript, signing } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

it("the reply to a visit is a paper with number, addressee and who decided; the mail brings that very file", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("accept-companionship");
  const dossier = await work.cases.dossier(caseId);
  const [paper] = dossier?.papers ?? [];
  expect(paper).toMatchObject({ kind: "reply-letter", number: { year: 2026, number: 1 }, issued: { pages: 1 } });
  expect(paper?.sheet.reference.find(([label]) => label === "Hal")).toEqual(["Hal", "Jawaban Permohonan Kunjungan"]);
  expect(paper?.sheet.remarks.join()).toContain("tanpa tanda tangan");
  const mail = work.mailer.to(requesterEmail).findLast(({ attachments }) => attachments !== undefined);
  const [attached] = mail?.attachments ?? [];
  expect(attached?.name).toBe(`Surat jawaban ${caseId}.pdf`);
  expect(new TextDecoder().decode(attached?.bytes)).toContain("000.4/1/DISPUSIP/2026");
  expect(mail?.text).toContain("Surat ini kami lampirkan dalam bentuk PDF.");
  const [line] = await work.registers.list("outgoing", 2026);
  expect(line?.line).toMatchObject({ printed: "000.4/1/DISPUSIP/2026", kind: "reply-letter" });
});

it("the letter that agreed to a visit holds no more once the visit is called off; one that refused still does", async () => {
  const calledOff = player(visitScript);
  const called = await calledOff.caseAt("accept-companionship");
  await endCase(calledOff, await calledOff.dossier(called), "DIBATALKAN");
  await issuePapers(calledOff);
  expect((await papersOf(calledOff, called)).find(({ row }) => row === undefined)?.void?.why).toMatch(/tidak jadi/);
  expect((await calledOff.registers.list("outgoing", 2026)).map(({ line }) => line?.void)).toEqual([true]);

  const work = player(visitScript);
  const no = { outcome: "tolak", note: "Ruang direnovasi." };
  const refused = await work.caseAt("(the end)", { decide: no, reply: no });
  await issuePapers(work);
  const [letter] = await papersOf(work, refused);
  expect([letter?.kind, letter?.void]).toEqual(["reply-letter", undefined]);
});

it("a letter says what the agency has put in its own words, on paper and in the mail; what went out before stays", async () => {
  const own = { about: "Jawaban untuk {subject}", text: "Datanglah ke {place}.\n\nKeperluan: {note}\n\nSalam." };
  const withOwn = ({ agencies: { now } }: Player): void => {
    now.settings = { ...now.settings, letterTexts: { "visit-confirmed": own } };
  };
  const work = player(visitScript);
  withOwn(work);
  const caseId = await work.caseAt("accept-companionship");
  const letter = (await papersOf(work, caseId)).find(({ row }) => row === undefined);
  expect(letter?.sheet.reference).toContainEqual(["Hal", "Jawaban untuk SMPN 1 Contoh"]);
  const said = ["Dengan hormat,", "Datanglah ke Ruang Baca Umum.", "Salam."];
  expect(letter?.sheet.body).toEqual(said.map((words) => ({ kind: "paragraph", words })));
  expect(work.mailer.to(requesterEmail).at(-1)?.text).toContain("Datanglah ke Ruang Baca Umum.");

  const earlier = player(visitScript);
  const old = await earlier.caseAt("accept-companionship");
  const before = await papersOf(earlier, old);
  withOwn(earlier);
  await issuePapers(earlier);
  expect((await papersOf(earlier, old)).find(({ row }) => row === undefined)).toEqual(
    before.find(({ row }) => row === undefined),
  );
});

describe("papers of rows", () => {
  const sheetWords = ({ sheet }: PaperItem): string => JSON.stringify(sheet.body);

  it("the disposition of a visit stands as it was ticked and decided, without a number of its own", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship", { decide: { note: "Harap disiapkan." } });
    await issuePapers(work);
    const paper = (await papersOf(work, caseId)).find(({ kind }) => kind === "disposition-sheet");
    expect(paper).toMatchObject({
      row: "decide",
      sheet: { title: { words: "Lembar Disposisi" }, signature: { name: "Dra. Sri Wahyuni, M.Si." } },
      issued: { pages: 1 },
    });
    expect(paper?.number).toBeUndefined();
    expect(paper && sheetWords(paper)).toContain("Harap disiapkan.");
    expect(
      paper?.sheet.body.some((block) => block.kind === "choices" && block.choices.some(({ chosen }) => chosen)),
    ).toBe(true);
  });

  it("the letter of assignment names who goes, once, and is there once however often the case is looked at", async () => {
    const work = player(stopScript);
    const caseId = await work.caseAt("publish");
    await issuePapers(work);
    await lookForPapers(work, await work.dossier(caseId));
    await issuePapers(work);
    const letters = (await papersOf(work, caseId)).filter(({ kind }) => kind === "assignment-letter");
    expect(letters).toHaveLength(1);
    const [letter] = letters;
    expect(letter).toMatchObject({ number: { number: 1 }, issued: { pages: 1 } });
    expect(letter?.sheet.body.find(({ kind }) => kind === "table")).toMatchObject({
      head: ["No.", "Nama", "NIP", "Pangkat/Gol.", "Jabatan"],
    });
    expect(letter?.sheet.signature?.titles.join(" ")).toContain("Kepala Bidang Perpustakaan");
    const [line] = await work.registers.list("outgoing", 2026);
    expect(line?.line).toMatchObject({ kind: "assignment-letter", printed: "000.4/1/DISPUSIP/2026" });
  });

  it("a letter of assignment is replaced when its day is another, and void when the stop is called off", async () => {
    const { caseId, work } = await movedStop();
    const letters = (await papersOf(work, caseId)).filter(({ kind }) => kind === "assignment-letter");
    expect(letters).toHaveLength(2);
    expect(letters.every(({ issued }) => issued !== undefined)).toBe(true);
    expect(letters.map(sheetWords)[0]).not.toBe(letters.map(sheetWords)[1]);
    const dossier = await work.dossier(caseId);
    await endCase(work, dossier, "DIBATALKAN");
    await issuePapers(work);
    const last = (await papersOf(work, caseId)).filter(({ kind }) => kind === "assignment-letter").at(-1);
    expect(last?.void).toMatchObject({ why: "Kegiatan tidak jadi dilaksanakan." });
  });

  it("an agreement leaves its papers, each once, in the words of their rows", async () => {
    const work = player(agreementScript);
    work.files.put("deed", "pks.pdf", Buffer.from("%PDF-1.7 the signed deed"));
    const caseId = await work.caseAt("(the end)", { "record-signing": { values: signing({ scan: "deed" }) } });
    await issuePapers(work);
    await issuePapers(work);
    const papers = await papersOf(work, caseId);
    expect(papers.map(({ kind, number }) => [kind, number?.number]).slice(0, 4)).toEqual([
      ["internal-memo", 1],
      ["minutes", undefined],
      ["permission-request", 2],
      ["approval-letter", 3],
    ]);
    const drafts = papers.filter(({ kind }) => kind === "draft-agreement");
    expect(drafts.length).toBeGreaterThan(0);
    expect(drafts.every(({ sheet }) => sheet.signature === undefined)).toBe(true);
    const final = papers.find(({ kind }) => kind === "final-agreement");
    expect(final && sheetWords(final)).toMatch(/Nomor PIHAK KEDUA.*09\/YSB\/XII\/2026.*PIHAK KESATU/);
    expect(papers.at(-1)).toMatchObject({ kind: "signing-minutes", issued: { pages: 1 } });
    expect(papers.every(({ issued }) => issued !== undefined)).toBe(true);
  });

  it("what cannot be drawn is told in the log, has no second number, and is drawn a minute later", async () => {
    const work = player(stopScript);
    const { printer } = work;
    const caseId = await work.caseAt("publish");
    const broken = { ...work, printer: { draw: () => Promise.reject(new Error("no paper")) } };
    await issuePapers(broken);
    expect(work.log.of("paper-not-issued")).toHaveLength(1);
    await issuePapers({ ...work, printer });
    await issuePapers({ ...work, printer });
    const letters = (await papersOf(work, caseId)).filter(({ kind }) => kind === "assignment-letter");
    expect(letters).toMatchObject([{ number: { number: 1 }, issued: { pages: 1 } }]);
    expect(await work.registers.list("outgoing", 2026)).toHaveLength(1);
  });
});

describe("a stop at any point", () => {
  const points = [
    ...["papers.look", "papers.add", "registers.claim", "registers.enter", "files.store"],
    ...["papers.markIssued", "papers.looked", "mails.add", "files.read", "mailer.send"],
  ];

  it.each(points.flatMap((call) => [`before ${call}`, `after ${call}`]))(
    "leaves no number without its paper, no paper without its number, and none twice: %s",
    async (where) => {
      const [when = "", call = ""] = where.split(" ");
      const work = player(stopScript);
      const caseId = await work.caseAt("assign");
      let stops = 1;
      const stop = (): void => {
        if (stops === 0) return;
        stops -= 1;
        throw new Error("the program died");
      };
      if (when === "before") work.on.before(call, stop);
      else work.on.after(call, stop);
      for (let minutes = 0; minutes < 8; minutes += 1) {
        await work.playTo(caseId, "confirm").catch(() => undefined);
        await work.flow.settle().catch(() => undefined);
        await work.sweep().catch(() => undefined);
        await issuePapers(work).catch(() => undefined);
        work.clock.advance({ minutes: 1 });
      }
      expect(stops).toBe(0);
      const papers = await papersOf(work, caseId);
      const numbered = papers.flatMap(({ id, issued, number }) => (issued && number ? [[number.number, id]] : []));
      expect(papers.filter(({ issued }) => issued === undefined)).toEqual([]);
      const lines = await work.registers.list("outgoing", 2026);
      expect(lines.map(({ number, paper }) => [number, paper])).toEqual(
        numbered.toSorted(([one = 0], [other = 0]) => Number(one) - Number(other)),
      );
      expect(papers.map(({ kind }) => kind).toSorted()).toEqual([
        "assignment-letter",
        "disposition-sheet",
        "schedule-notice",
      ]);
    },
  );
});

async function papersOf(work: Player, caseId: string): Promise<PaperItem[]> {
  return (await work.dossier(caseId)).papers ?? [];
}
